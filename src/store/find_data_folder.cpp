#include <sys/stat.h>

#include "csx/base/text.hpp"
#include "csx/store/file_tree.hpp"

namespace csx::store {
namespace {

bool holds_workspace(const std::string& folder) {
  struct stat state {};
  return ::lstat((folder + "/csx.yaml").c_str(), &state) == 0 && S_ISREG(state.st_mode);
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
  while (!at.empty()) {
    while (at.size() > 1 && at.back() == '/') {
      at.pop_back();
    }
    if (holds_workspace(at)) {
      return at;
    }
    at.resize(at == "/" ? 0 : at.rfind('/') + 1);
  }
  return fail(ErrorKind::usage, fmt::format("no csx.yaml here or above {}", quoted_path(start)),
              {"run `csx init` to make a data folder"});
}

}  // namespace csx::store
