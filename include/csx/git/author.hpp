#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "csx/git/repository.hpp"

namespace csx::git {

/// The e-mail address of whoever a commit made now would name as its author, by git's own rules; none when
/// git does not know. `author` is that of `--author`, `Name <e-mail>`, if given.
std::optional<std::string> author_mail(const Repository& repository,
                                       const std::map<std::string, std::string, std::less<>>& environment,
                                       const std::optional<std::string>& author);

}  // namespace csx::git
