#include "content.hpp"

#include <algorithm>
#include <utility>

#include "csx/base/text.hpp"

namespace csx::git {
namespace {

using DiffHandle = Handle<git_diff, git_diff_free>;

class TreeEditor {
 public:
  using Changes = std::vector<TreeChange>;
  TreeEditor(const Workplace& place, ObjectWriter& objects) : m_place(place), m_objects(objects) {}

  /// None: nothing is left in the folder. `changes` lie in the folder `prefix`, sorted by path.
  Result<std::optional<git_oid>> edit(git_tree* base, Changes::const_iterator begin,
                                      Changes::const_iterator end, std::size_t prefix) {
    const auto built = m_objects.build_tree(base);
    if (!built) {
      return fail(built.error());
    }
    git_treebuilder* builder = built->get();
    // What goes first, so that a file may become a folder and a folder a file.
    for (auto at = begin; at != end; ++at) {
      if (is_leaf(*at, prefix) && !at->blob) {
        git_treebuilder_remove(builder, at->path.c_str() + prefix);
      }
    }
    if (auto done = edit_folders(builder, begin, end, prefix); !done) {
      return fail(std::move(done).error());
    }
    for (auto at = begin; at != end; ++at) {
      if (is_leaf(*at, prefix) && at->blob) {
        const int code = git_treebuilder_insert(nullptr, builder, at->path.c_str() + prefix, &*at->blob,
                                                static_cast<git_filemode_t>(at->mode));
        if (code < 0) {
          return fail(error_of(code, fmt::format("cannot enter {} into a git tree", quoted_path(at->path))));
        }
      }
    }
    return written(builder, prefix == 0);
  }

 private:
  static bool is_leaf(const TreeChange& change, std::size_t prefix) {
    return change.path.find('/', prefix) == std::string::npos;
  }

  Status edit_folders(git_treebuilder* builder, Changes::const_iterator begin, Changes::const_iterator end,
                      std::size_t prefix) {
    for (auto at = begin; at != end;) {
      if (is_leaf(*at, prefix)) {
        ++at;
        continue;
      }
      const std::string folder = at->path.substr(0, at->path.find('/', prefix) + 1);
      const auto next = std::find_if(
          at, end, [&folder](const TreeChange& change) { return !change.path.starts_with(folder); });
      if (auto done = edit_folder(builder, folder, at, next, prefix); !done) {
        return done;
      }
      at = next;
    }
    return {};
  }

  Status edit_folder(git_treebuilder* builder, const std::string& folder, Changes::const_iterator begin,
                     Changes::const_iterator end, std::size_t prefix) {
    const std::string name = folder.substr(prefix, folder.size() - prefix - 1);
    const git_tree_entry* entry = git_treebuilder_get(builder, name.c_str());
    TreeHandle tree;
    if (entry != nullptr && git_tree_entry_type(entry) == GIT_OBJECT_COMMIT) {
      return fail(ErrorKind::usage,
                  fmt::format("{} lies in a submodule: run csx in there", quoted_path(begin->path)));
    }
    if (entry != nullptr && git_tree_entry_type(entry) == GIT_OBJECT_TREE) {
      if (const int code = git_tree_lookup(tree.receive(), m_place.get(), git_tree_entry_id(entry));
          code < 0) {
        return fail(error_of(code, fmt::format("cannot read the folder {} of HEAD", quoted_path(folder))));
      }
    } else if (entry != nullptr &&
               std::any_of(begin, end, [](const TreeChange& change) { return change.blob.has_value(); })) {
      return fail(ErrorKind::usage,
                  fmt::format("{} is a file in HEAD, a folder is wanted", quoted_path(name)));
    } else if (entry != nullptr) {
      return {};
    }
    auto inner = edit(tree.get(), begin, end, folder.size());
    if (!inner) {
      return fail(std::move(inner).error());
    }
    int code = 0;
    if (*inner) {
      code = git_treebuilder_insert(nullptr, builder, name.c_str(), &**inner, GIT_FILEMODE_TREE);
    } else if (entry != nullptr) {
      code = git_treebuilder_remove(builder, name.c_str());
    }
    return code == 0 ? Status()
                     : fail(error_of(code, fmt::format("cannot enter {} into a git tree", folder)));
  }

  Result<std::optional<git_oid>> written(git_treebuilder* builder, bool is_root) {
    if (git_treebuilder_entrycount(builder) == 0 && !is_root) {
      return std::optional<git_oid>();
    }
    const auto id = m_objects.write_tree(builder);
    return id ? Result<std::optional<git_oid>>(*id) : fail(id.error());
  }

  const Workplace& m_place;
  ObjectWriter& m_objects;
};

}  // namespace

git_oid blob_name(std::string_view bytes) {
  git_oid id{};
  git_odb_hash(&id, bytes.data(), bytes.size(), GIT_OBJECT_BLOB);
  return id;
}

Result<std::vector<std::string>> changed_between(const Workplace& place, git_tree* before, git_tree* after) {
  DiffHandle diff;
  git_diff_options options = GIT_DIFF_OPTIONS_INIT;
  options.flags = GIT_DIFF_SKIP_BINARY_CHECK;
  if (const int code = git_diff_tree_to_tree(diff.receive(), place.get(), before, after, &options);
      code < 0) {
    return fail(error_of(code, "cannot compare the commit with HEAD"));
  }
  std::vector<std::string> paths;
  for (std::size_t at = 0; at < git_diff_num_deltas(diff.get()); ++at) {
    const git_diff_delta& delta = *git_diff_get_delta(diff.get(), at);
    paths.emplace_back(delta.status == GIT_DELTA_DELETED ? delta.old_file.path : delta.new_file.path);
  }
  return paths;
}

Result<git_oid> changed_tree(const Workplace& place, ObjectWriter& objects, git_tree* base,
                             std::vector<TreeChange> changes) {
  std::sort(changes.begin(), changes.end(),
            [](const TreeChange& a, const TreeChange& b) { return a.path < b.path; });
  const auto id = TreeEditor(place, objects).edit(base, changes.begin(), changes.end(), 0);
  return id ? Result<git_oid>(**id) : fail(id.error());
}

}  // namespace csx::git
