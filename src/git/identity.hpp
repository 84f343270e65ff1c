#pragma once

#include <cstdint>
#include <string>

#include "csx/git/change.hpp"
#include "workplace.hpp"

namespace csx::git {

/// Who did something, and when, as a commit says it.
struct Identity {
  std::string name;
  std::string mail;
  std::int64_t seconds = 0;
  std::int16_t offset_minutes = 0;
  std::string person() const;  ///< `Name <mail>`
  std::string date() const;    ///< `1772457120 -0300`
  std::string line() const { return person() + ' ' + date(); }
};

enum class Role : std::uint8_t { author, committer };

/// By git's rules: `GIT_AUTHOR_NAME`, `author.name`, `user.name`, and so on; `EMAIL` last. Git's guess from
/// the name of the user and the machine is not made. *Errors*: usage, with the commands that set what is
/// missing. *Source*: git-commit(1), "COMMIT INFORMATION".
Result<Identity> identity_of(Role role, const Settings& settings, const Surroundings& surroundings);

/// The author named on the command line as `Name <mail>`, at the author's date. *Errors*: usage.
Result<Identity> author_named(const std::string& text, const Surroundings& surroundings);

struct CommitDate {
  std::int64_t seconds = 0;
  std::int16_t offset_minutes = 0;
};

/// A date of GIT_AUTHOR_DATE: seconds and offset (`@1772457120 -0300`), RFC 2822 (`Mon, 2 Mar 2026 10:12:00
/// -0300`) or ISO 8601 (`2026-03-02T10:12:00-03:00`, with a space, `+0300`, `Z` or no offset, which means
/// `local_offset`). None: something else.
std::optional<CommitDate> parse_commit_date(std::string_view text, std::int16_t local_offset);

}  // namespace csx::git
