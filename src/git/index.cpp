#include <algorithm>
#include <functional>
#include <utility>

#include "csx/base/text.hpp"
#include "implementation.hpp"

namespace csx::git {
namespace {

/// Calls `visit` with each entry below `prefix` and its path there, until it fails. In the index's own order,
/// which is not bytewise where core.ignoreCase is set.
Status for_each_entry(git_repository* repository, std::string_view prefix,
                      const std::function<Status(const git_index_entry&, std::string_view)>& visit) {
  IndexHandle index;
  int code = git_repository_index(index.receive(), repository);
  if (code == 0) {
    code = git_index_read(index.get(), 0);  // another program may have written it since the last call
  }
  if (code < 0) {
    return fail(error_of(code, fmt::format("cannot read the index of the repository {}",
                                           quoted_path(git_repository_path(repository)))));
  }
  std::string folder = without_slash(prefix);
  folder += folder.empty() ? "" : "/";
  for (std::size_t at = 0; at < git_index_entrycount(index.get()); ++at) {
    const git_index_entry& entry = *git_index_get_byindex(index.get(), at);
    const std::string_view path = entry.path;
    if (path.starts_with(folder)) {
      if (auto visited = visit(entry, path.substr(folder.size())); !visited) {
        return visited;
      }
    }
  }
  return {};
}

}  // namespace

Result<std::vector<TreeFile>> Repository::files_in_index(std::string_view prefix) const {
  if (is_bare()) {
    return fail(ErrorKind::usage,
                fmt::format("the repository {} is bare: it has no index", quoted_path(git_folder())),
                {"name a revision with `--at REV`"});
  }
  std::vector<TreeFile> files;
  const auto add = [&files](const git_index_entry& entry, std::string_view path) -> Status {
    if (git_index_entry_is_conflict(&entry) == 1) {
      return fail(ErrorKind::io,
                  fmt::format("{} has an unresolved merge conflict in the index", quoted_path(entry.path)),
                  {"resolve it and run `git add`, or abort the merge or rebase"});
    }
    // `git add --intent-to-add` only promises a file: a commit would not hold it.
    const bool promised = (entry.flags_extended & GIT_INDEX_ENTRY_INTENT_TO_ADD) != 0;
    const auto mode = static_cast<git_filemode_t>(entry.mode);
    if (!promised && is_file(mode)) {
      files.push_back({std::string(path), to_oid(entry.id), mode == GIT_FILEMODE_LINK});
    }
    return {};
  };
  if (auto done = for_each_entry(m_impl->get(), prefix, add); !done) {
    return fail(std::move(done).error());
  }
  sort_by_path(files);
  return files;
}

Result<std::vector<std::string>> Repository::tracked_paths(std::string_view prefix) const {
  std::vector<std::string> paths;
  const auto add = [&paths](const git_index_entry&, std::string_view path) -> Status {
    if (paths.empty() || paths.back() != path) {  // a conflict has up to three entries
      paths.emplace_back(path);
    }
    return {};
  };
  if (is_bare()) {
    return paths;
  }
  if (auto done = for_each_entry(m_impl->get(), prefix, add); !done) {
    return fail(std::move(done).error());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace csx::git
