#include "csx/sla/people.hpp"

namespace csx::sla {

const model::Area* area_of(const store::Dataset& data, std::string_view person, time::Date day) {
  const auto* found = data.get<model::Person>(person);
  return found != nullptr ? found->area.on(day) : nullptr;
}

bool works_on(const model::Person& person, time::Date day) {
  if (!person.active) {
    return true;
  }
  const bool begun = !person.active->from || *person.active->from <= day;
  const bool left = person.active->to && *person.active->to < day;
  return begun && !left;
}

}  // namespace csx::sla
