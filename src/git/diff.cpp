#include "csx/git/diff.hpp"

#include <fmt/format.h>

#include "library.hpp"

namespace csx::git {
namespace {

using PatchHandle = Handle<git_patch, git_patch_free>;

/// libgit2 puts the names of both sides into the headers, and no word on a file that is made or goes.
std::string with_missing_side(std::string text, std::string_view path, bool made) {
  const std::string named = fmt::format("{} {}{}\n", made ? "---" : "+++", made ? "a/" : "b/", path);
  if (const std::size_t at = text.find(named); at != std::string::npos) {
    text.replace(at, named.size(), made ? "--- /dev/null\n" : "+++ /dev/null\n");
  }
  return text;
}

}  // namespace

Result<std::string> unified_diff(std::string_view path, const std::optional<std::string>& before,
                                 const std::optional<std::string>& after) {
  const auto library = Library::hold();
  const std::string name(path);
  const std::string_view old_text = before ? std::string_view(*before) : std::string_view();
  const std::string_view new_text = after ? std::string_view(*after) : std::string_view();
  PatchHandle patch;
  int code = git_patch_from_buffers(patch.receive(), old_text.data(), old_text.size(), name.c_str(),
                                    new_text.data(), new_text.size(), name.c_str(), nullptr);
  if (code != 0) {
    return fail(error_of(code, fmt::format("cannot compare the two texts of {}", path)));
  }
  git_buf buffer = GIT_BUF_INIT;
  code = git_patch_to_buf(&buffer, patch.get());
  std::string text = code == 0 ? std::string(buffer.ptr, buffer.size) : std::string();
  git_buf_dispose(&buffer);
  if (code != 0) {
    return fail(error_of(code, fmt::format("cannot write down how {} changes", path)));
  }
  return before && after ? text : with_missing_side(std::move(text), path, !before);
}

}  // namespace csx::git
