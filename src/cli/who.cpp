#include "who.hpp"

#include <algorithm>

#include "csx/base/text.hpp"
#include "csx/git/author.hpp"
#include "csx/model/person.hpp"
#include "csx/sla/people.hpp"

namespace csx::cli {

std::optional<std::string> person_at_keyboard(const Context& context, const Session& session,
                                              const std::optional<std::string>& author) {
  const Result<std::optional<git::Repository>> repository = git::Repository::find(session.folder);
  if (!repository || !*repository) {
    return std::nullopt;
  }
  const auto mail = git::author_mail(**repository, context.environment().variables, author);
  if (!mail || mail->empty()) {
    return std::nullopt;
  }
  const std::string wanted = to_lower_ascii(*mail);
  for (const model::AnyRecord& record : session.data.all<model::Person>()) {
    const auto& person = record.as<model::Person>();
    if (person.email && to_lower_ascii(person.email->value) == wanted) {
      return person.id.value;
    }
  }
  return std::nullopt;
}

Status check_person(const store::Dataset& data, std::string_view option, std::string_view id) {
  if (data.has_id("person", id)) {
    return {};
  }
  return fail(ErrorKind::usage,
              fmt::format("{} {} is no person of this folder{}", option, csx::quoted(id),
                          did_you_mean(id, data.ids("person"))),
              {"run `csx list people` for their ids"});
}

std::vector<std::string> people_of(const store::Dataset& data, const model::Area& area, time::Date day) {
  constexpr std::size_t k_most = 5;
  std::vector<std::string> ids;
  for (const model::AnyRecord& record : data.all<model::Person>()) {
    const auto& person = record.as<model::Person>();
    const model::Area* works = person.area.on(day);
    if (works != nullptr && *works == area && sla::works_on(person, day) && ids.size() < k_most) {
      ids.push_back(person.id.value);
    }
  }
  return ids;
}

}  // namespace csx::cli
