#pragma once

#include <string>

#include "identity.hpp"

namespace csx::git {

/// The signature of a commit's bytes, made by the program that the configuration names (`gpg.format` openpgp,
/// x509 or ssh), as `git commit -S` makes it. Empty when `commit.gpgSign` is not set. *Errors*: usage for a
/// configuration that cannot work, io with the program's own words when it refuses.
Result<std::string> signature_of(const std::string& commit, const Workplace& place, const Settings& settings,
                                 const Identity& committer, const Surroundings& surroundings);

}  // namespace csx::git
