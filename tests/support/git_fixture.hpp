#pragma once

#include <stdlib.h>

#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "process.hpp"
#include "temp_folder.hpp"

namespace csx::test {

/// A temporary folder in which the `git` program runs in a clean environment: HOME of its own, no system
/// configuration, fixed author and dates, branch main. HOME is set for this process too, because libgit2
/// reads it.
class GitFixture {
 public:
  GitFixture() {
    m_home.write(".gitconfig",
                 "[user]\n\tname = Ana Souza\n\temail = ana@example.com\n"
                 "[init]\n\tdefaultBranch = main\n[commit]\n\tgpgsign = false\n[gc]\n\tauto = 0\n"
                 "[protocol \"file\"]\n\tallow = always\n[advice]\n\tdetachedHead = false\n");
    ::setenv("HOME", m_home.path().c_str(), 1);
    ::unsetenv("XDG_CONFIG_HOME");
  }

  const TempFolder& folder() const { return m_folder; }
  const TempFolder& home() const { return m_home; }
  const std::string& path() const { return m_folder.path(); }
  std::string operator/(std::string_view inner) const { return m_folder / inner; }
  void write(std::string_view inner, std::string_view text) const { m_folder.write(inner, text); }

  /// `git ...` in the folder `inner`; its output without the last line break.
  std::string git_in(std::string_view inner, const std::vector<std::string>& words) const {
    Outcome outcome = try_git_in(inner, words);
    if (outcome.status != 0) {
      throw std::runtime_error("git " + words.front() + ": " + outcome.output);
    }
    return outcome.output;
  }
  std::string git(const std::vector<std::string>& words) const { return git_in("", words); }

  Outcome try_git_in(std::string_view inner, const std::vector<std::string>& words) const {
    std::vector<std::string> line = {"git"};
    line.insert(line.end(), words.begin(), words.end());
    const char* path = std::getenv("PATH");
    Outcome outcome =
        run(*this / inner, std::move(line),
            {std::string("PATH=") + (path != nullptr ? path : "/usr/bin:/bin"), "HOME=" + m_home.path(),
             "GIT_CONFIG_NOSYSTEM=1", "LC_ALL=C.UTF-8", "TZ=UTC", "GIT_EDITOR=true",
             "GIT_AUTHOR_DATE=2026-03-02T10:12:00-03:00", "GIT_COMMITTER_DATE=2026-03-02T10:12:00-03:00"});
    while (outcome.output.ends_with('\n')) {
      outcome.output.pop_back();
    }
    return outcome;
  }

  void commit_all(const std::string& subject = "records", std::string_view inner = "") const {
    git_in(inner, {"add", "--all"});
    git_in(inner, {"commit", "--quiet", "--allow-empty", "--message", subject});
  }

 private:
  TempFolder m_home;
  TempFolder m_folder;
};

}  // namespace csx::test
