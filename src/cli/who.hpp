#pragma once

#include <optional>
#include <string>

#include "session.hpp"

namespace csx::cli {

/// The id of the person whose e-mail address is that of the commit's author: who sits at the keyboard, unless
/// another is named. None when git does not know, or nobody of the folder has that address. `author` is that
/// of `--author`.
std::optional<std::string> person_at_keyboard(const Context& context, const Session& session,
                                              const std::optional<std::string>& author);

/// *Errors*: usage for an id that no person has, with the nearest.
Status check_person(const store::Dataset& data, std::string_view option, std::string_view id);

}  // namespace csx::cli
