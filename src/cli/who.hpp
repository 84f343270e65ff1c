#pragma once

#include <optional>
#include <string>
#include <vector>

#include "csx/model/person.hpp"
#include "session.hpp"

namespace csx::cli {

/// The id of the person whose e-mail address is that of the commit's author: who sits at the keyboard, unless
/// another is named. None when git does not know, or nobody of the folder has that address. `author` is that
/// of `--author`.
std::optional<std::string> person_at_keyboard(const Context& context, const Session& session,
                                              const std::optional<std::string>& author);

/// *Errors*: usage for an id that no person has, with the nearest.
Status check_person(const store::Dataset& data, std::string_view option, std::string_view id);

/// Who works in an area on a day, for hints; the first few.
std::vector<std::string> people_of(const store::Dataset& data, const model::Area& area, time::Date day);

}  // namespace csx::cli
