#include "commit_object.hpp"

#include <fcntl.h>
#include <unistd.h>

#include "csx/base/text.hpp"
#include "implementation.hpp"

namespace csx::git {
namespace {

std::string_view without_trailing_space(std::string_view line) {
  while (!line.empty() && (line.back() == ' ' || (line.back() >= '\t' && line.back() <= '\r'))) {
    line.remove_suffix(1);
  }
  return line;
}

}  // namespace

std::string cleaned_message(std::string_view message) {
  std::string result;
  bool gap = false;
  for (const std::string_view whole : split(message, '\n')) {
    const std::string_view line = without_trailing_space(whole);
    if (line.empty()) {
      gap = !result.empty();
      continue;
    }
    result += gap ? "\n" : "";
    gap = false;
    result.append(line).push_back('\n');
  }
  return result;
}

std::string CommitParts::text() const {
  std::string out = fmt::format("tree {}\n", to_oid(tree).hex);
  out += parent ? fmt::format("parent {}\n", to_oid(*parent).hex) : std::string();
  out += fmt::format("author {}\ncommitter {}\n\n{}", author.line(), committer.line(), message);
  return out;
}

std::string with_signature(const std::string& commit, std::string_view signature) {
  while (signature.ends_with('\n')) {
    signature.remove_suffix(1);
  }
  std::string header = "gpgsig";
  for (const std::string_view line : split(signature, '\n')) {
    header.append(" ").append(line).push_back('\n');
  }
  std::string result = commit;
  return result.insert(commit.find("\n\n") + 1, header);
}

Result<git_oid> write_object(const Workplace& place, std::string_view bytes, git_object_t type) {
  OdbHandle objects;
  git_oid id{};
  int code = git_repository_odb(objects.receive(), place.get());
  code = code < 0 ? code : git_odb_write(&id, objects.get(), bytes.data(), bytes.size(), type);
  if (code < 0) {
    return fail(error_of(code, fmt::format("cannot write a git {}", git_object_type2string(type))));
  }
  if (auto synced = sync_object(place, id); !synced) {
    return fail(std::move(synced).error());
  }
  return id;
}

Status sync_object(const Workplace& place, const git_oid& id) {
  const std::string hex = to_oid(id).hex;
  const std::string path = fmt::format("{}/objects/{}/{}", place.common, hex.substr(0, 2), hex.substr(2));
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  return file ? sync(file.get(), path) : Status();  // in a pack: it is there since long
}

}  // namespace csx::git
