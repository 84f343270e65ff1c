#pragma once

#include <sys/stat.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "csx/git/change.hpp"
#include "repositories.hpp"

namespace csx::git {

/// A repository to be changed, with one commit; what the `git` program says of it; and the change.
struct ChangeFixture : test::GitFixture {
  ChangeFixture() {
    git({"init", "--quiet"});
    write("a.yaml", "one\n");
    write("deep/down/b.yaml", "one\n");
    commit_all("first");
    request.message = "csx: set a";
    surroundings.environment = {
        {"PATH", std::getenv("PATH")}, {"HOME", home().path()}, {"LC_ALL", "C.UTF-8"}};
    surroundings.now = time::Instant(std::chrono::seconds(1'772'457'120));
    surroundings.offset_minutes = -180;
  }

  /// Adds a file to the request, with the text that it has now as `before`.
  ChangeFixture& set(const std::string& path, std::optional<std::string> after) {
    request.files.push_back({path, text(path), std::move(after)});
    return *this;
  }

  Result<Changed> run(std::string_view inner = "") {
    Repository repository = open(*this / inner);
    auto lock = WriteLock::take(repository, patience);
    if (!lock) {
      return fail(lock.error());
    }
    return change(repository, *lock, request, surroundings);
  }
  /// The change, which must succeed.
  Changed must(std::string_view inner = "") {
    auto changed = run(inner);
    if (!changed) {
      std::string words = changed.error().message;
      for (const std::string& cause : changed.error().causes) {
        words += "; " + cause;
      }
      FAIL(words);
    }
    return std::move(*changed);
  }
  /// The change, which must be refused and leave all as it was.
  Error refused(std::string_view inner = "") {
    const std::vector<std::string> before = picture(inner);
    auto changed = run(inner);
    REQUIRE_FALSE(changed);
    CHECK(picture(inner) == before);
    return changed.error();
  }

  std::optional<std::string> text(const std::string& path) const {
    std::ifstream file(*this / path, std::ios::binary);
    return file ? std::optional<std::string>(std::string(std::istreambuf_iterator<char>(file), {}))
                : std::nullopt;
  }

  /// Whatever git says about a repository, and what csx left in it.
  std::vector<std::string> picture(std::string_view inner = "") const {
    return {git_in(inner, {"status", "--porcelain=v2", "--branch", "--untracked-files=all"}),
            git_in(inner, {"diff", "--cached"}),
            git_in(inner, {"diff"}),
            try_git_in(inner, {"rev-parse", "HEAD"}).output,
            git_in(inner, {"for-each-ref"}),
            git_in(inner, {"ls-files", "--stage", "-v"}),
            left_over(inner)};
  }

  /// Of the index file.
  std::string read_version() const { return text(".git/index").value_or("").substr(4, 4); }

  /// Locks, journals and temporary files that nobody needs any more.
  std::string left_over(std::string_view inner = "") const {
    std::string found;
    const std::string git_folder = git_in(inner, {"rev-parse", "--absolute-git-dir"});
    for (const auto& entry : std::filesystem::recursive_directory_iterator(git_folder)) {
      const std::string name = entry.path().filename();
      const bool ours = entry.path().parent_path().filename() == "csx" && entry.path() != git_folder + "/csx";
      if (name.ends_with(".lock") || (ours && name != "lock" && name != "token" && name != "trail")) {
        found += entry.path().string() + '\n';
      }
    }
    return found;
  }

  void hook(const std::string& name, const std::string& script) const {
    write(".git/hooks/" + name, "#!/bin/sh\n" + script);
    ::chmod((*this / (".git/hooks/" + name)).c_str(), 0755);
  }

  /// The commit as git stores it.
  std::string commit_text(std::string_view inner = "") const {
    return git_in(inner, {"cat-file", "commit", "HEAD"});
  }

  ChangeRequest request;
  Surroundings surroundings;
  std::chrono::milliseconds patience{1000};
};

inline bool has_cause(const Error& error, std::string_view text) {
  for (const std::string& cause : error.causes) {
    if (holds(cause, text)) {
      return true;
    }
  }
  return false;
}

inline bool has_note(const Changed& changed, std::string_view text) {
  for (const std::string& note : changed.notes) {
    if (holds(note, text)) {
      return true;
    }
  }
  return false;
}

}  // namespace csx::git
