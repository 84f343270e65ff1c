#include <sys/stat.h>

#include "csx/base/text.hpp"
#include "csx/store/file_tree.hpp"

namespace csx::store {
namespace {

/// The kind of file that csx.yaml is in a folder; 0 where there is none.
mode_t kind_of_workspace(const std::string& folder) {
  struct stat state {};
  return ::lstat((folder + "/csx.yaml").c_str(), &state) == 0 ? state.st_mode & S_IFMT : 0;
}

}  // namespace

Result<std::string> find_data_folder(const std::string& start) {
  if (!start.starts_with('/')) {
    return fail(ErrorKind::defect,
                fmt::format("the folder {} is not named from the root", quoted_path(start)));
  }
  struct stat state {};
  if (::stat(start.c_str(), &state) != 0 || !S_ISDIR(state.st_mode)) {
    return fail(ErrorKind::usage, fmt::format("there is no folder {}", quoted_path(start)));
  }
  std::string at = start;
  std::string with_link;
  while (!at.empty()) {
    while (at.size() > 1 && at.back() == '/') {
      at.pop_back();
    }
    const mode_t kind = kind_of_workspace(at);
    if (kind == S_IFREG) {
      return at;
    }
    if (kind == S_IFLNK && with_link.empty()) {
      with_link = at;
    }
    at.resize(at == "/" ? 0 : at.rfind('/') + 1);
  }
  if (!with_link.empty()) {
    return fail(
        ErrorKind::usage,
        fmt::format("csx.yaml in {} is a symbolic link, and links are not followed", quoted_path(with_link)),
        {"put the file itself there, or give -C the folder that it lies in"});
  }
  return fail(ErrorKind::usage, fmt::format("no csx.yaml here or above {}", quoted_path(start)),
              {"run `csx init` to make a data folder"});
}

}  // namespace csx::store
