#include "places.hpp"

#include "csx/base/text.hpp"
#include "csx/model/walk.hpp"
#include "csx/store/locate.hpp"

#include <charconv>

namespace csx::cli {

std::string FoundPlace::to_string() const {
  return line ? fmt::format("{}:{}", file, *line) : file;
}

std::vector<FoundPlace> find_places(const Session& session, const std::vector<MemberOf>& members) {
  std::vector<FoundPlace> places;
  std::vector<Diagnostic> asked;
  for (const MemberOf& each : members) {
    FoundPlace& place = places.emplace_back();
    if (each.record == nullptr) {
      continue;
    }
    place.file = session.data.file_of(*each.record);
    const auto pointer = each.member != nullptr && each.type != nullptr
                             ? model::pointer_to(*each.record, each.member, *each.type)
                             : std::nullopt;
    Diagnostic& diagnostic = asked.emplace_back();
    diagnostic.message = std::to_string(places.size() - 1);  // tells which one was asked for
    diagnostic.place = {place.file, each.record->source().document, pointer.value_or(std::string()),
                        pointer ? Aspect::value : Aspect::key, std::nullopt};
  }
  for (const Finding& found : store::locate(*session.tree, std::move(asked))) {
    std::size_t index = 0;
    const std::string& number = found.diagnostic.message;
    std::from_chars(number.data(), number.data() + number.size(), index);
    if (found.location.begin) {
      places[index].line = found.location.begin->line;
    }
  }
  return places;
}

}  // namespace csx::cli
