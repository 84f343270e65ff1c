// The smallest writing command there can be, for the tests in this folder:
//   driver append FOLDER PATHS LINE  adds a line to files (a,b,c) and commits that
//   driver remove FOLDER PATHS       removes files and commits that
//   driver recover FOLDER            what every reading command does first
// Exit codes are those of csx.
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <exception>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "csx/base/text.hpp"
#include "csx/git/change.hpp"

namespace {

using namespace csx;

git::Surroundings surroundings() {
  git::Surroundings result;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string_view text = *variable;
    result.environment.emplace(text.substr(0, text.find('=')), text.substr(text.find('=') + 1));
  }
  result.now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  return result;
}

std::optional<std::string> text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return file ? std::optional<std::string>(std::string(std::istreambuf_iterator<char>(file), {}))
              : std::nullopt;
}

int report(const Error& error) {
  std::fprintf(stderr, "error: %s\n", error.message.c_str());
  for (const std::string& line : error.causes) {
    std::fprintf(stderr, "  because: %s\n", line.c_str());
  }
  for (const std::string& line : error.hints) {
    std::fprintf(stderr, "  hint: %s\n", line.c_str());
  }
  return error.kind == ErrorKind::usage ? 2 : error.kind == ErrorKind::conflict ? 4 : 3;
}

void say(const std::vector<std::string>& notes) {
  for (const std::string& note : notes) {
    std::fprintf(stderr, "note: %s\n", note.c_str());
  }
}

/// With a line it is added, without one the files go.
int change(git::Repository& repository, const std::string& folder, std::string_view paths,
           const std::optional<std::string>& line) {
  auto lock = git::WriteLock::take(repository, std::chrono::seconds(120));
  if (!lock) {
    return report(lock.error());
  }
  say(lock->recovered());
  git::ChangeRequest request;
  for (const std::string_view path : split(paths, ',')) {
    const std::optional<std::string> before = text_of(folder + '/' + std::string(path));
    const auto after = line ? std::optional(before.value_or("") + *line + '\n') : std::nullopt;
    request.files.push_back({std::string(path), before, after});
  }
  request.message = "csx: " + (line ? "append " + *line : "remove");
  const auto changed = git::change(repository, *lock, request, surroundings());
  if (!changed) {
    return report(changed.error());
  }
  say(changed->notes);
  return 0;
}

int run(const std::vector<std::string>& words) {
  const bool appends = words.size() == 4 && words[0] == "append";
  const bool removes = words.size() == 3 && words[0] == "remove";
  if (!appends && !removes && !(words.size() == 2 && words[0] == "recover")) {
    std::fputs("usage: driver append FOLDER PATHS LINE | remove FOLDER PATHS | recover FOLDER\n", stderr);
    return 2;
  }
  auto repository = git::Repository::find(words[1]);
  if (!repository || !*repository) {
    return repository ? 3 : report(repository.error());
  }
  if (appends || removes) {
    return change(**repository, words[1], words[2], appends ? std::optional(words[3]) : std::nullopt);
  }
  const auto recovered = git::recover(**repository);
  if (!recovered) {
    return report(recovered.error());
  }
  say(*recovered);
  return 0;
}

}  // namespace

int main(int count, char** words) {
  try {
    return run({words + 1, words + count});
  } catch (const std::exception& error) {
    std::fprintf(stderr, "defect: %s\n", error.what());
    return 70;
  }
}
