#include "content.hpp"

#include <fcntl.h>

#include <git2/sys/filter.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "commit_object.hpp"
#include "csx/base/text.hpp"

namespace csx::git {
namespace {

using FilterListHandle = Handle<git_filter_list, git_filter_list_free>;
using DiffHandle = Handle<git_diff, git_diff_free>;
using TreeBuilderHandle = Handle<git_treebuilder, git_treebuilder_free>;

/// The value of an attribute; none: unset, unspecified or only set.
std::optional<std::string> attribute(git_repository* repository, const std::string& path, const char* name) {
  const char* value = nullptr;
  const bool given =
      git_attr_get(&value, repository, GIT_ATTR_CHECK_FILE_THEN_INDEX, path.c_str(), name) == 0 &&
      git_attr_value(value) == GIT_ATTR_VALUE_STRING;
  return given ? std::optional<std::string>(value) : std::nullopt;
}

Status refuse_unknown_conversions(const Workplace& place, const std::string& path) {
  if (const auto driver = attribute(place.get(), path, "filter")) {
    const Settings settings(place.get());
    const std::string section = "filter." + *driver;
    // Git passes over a driver that is not configured.
    if (settings.text((section + ".clean").c_str()) || settings.text((section + ".process").c_str()) ||
        settings.is_true((section + ".required").c_str(), false)) {
      return fail(ErrorKind::io,
                  fmt::format("{} has the attribute filter={}: git runs a program on it, csx does not",
                              quoted_path(path), *driver),
                  {"use `--no-commit` and commit with git, or take the attribute off the records"});
    }
  }
  const auto encoding = attribute(place.get(), path, "working-tree-encoding");
  if (encoding && to_lower_ascii(*encoding) != "utf-8" && to_lower_ascii(*encoding) != "utf8") {
    return fail(ErrorKind::io, fmt::format("{} has the attribute working-tree-encoding={}, records are UTF-8",
                                           quoted_path(path), *encoding));
  }
  return {};
}

class TreeEditor {
 public:
  using Changes = std::vector<TreeChange>;
  TreeEditor(const Workplace& place, Durable durable) : m_place(place), m_durable(durable) {}

  /// None: nothing is left in the folder. `changes` lie in the folder `prefix`, sorted by path.
  Result<std::optional<git_oid>> edit(git_tree* base, Changes::const_iterator begin,
                                      Changes::const_iterator end, std::size_t prefix) {
    TreeBuilderHandle builder;
    if (const int code = git_treebuilder_new(builder.receive(), m_place.get(), base); code < 0) {
      return fail(error_of(code, "cannot read a git tree"));
    }
    // What goes first, so that a file may become a folder and a folder a file.
    for (auto at = begin; at != end; ++at) {
      if (is_leaf(*at, prefix) && !at->blob) {
        git_treebuilder_remove(builder.get(), at->path.c_str() + prefix);
      }
    }
    if (auto done = edit_folders(builder.get(), begin, end, prefix); !done) {
      return fail(std::move(done).error());
    }
    for (auto at = begin; at != end; ++at) {
      if (is_leaf(*at, prefix) && at->blob) {
        const int code = git_treebuilder_insert(nullptr, builder.get(), at->path.c_str() + prefix, &*at->blob,
                                                static_cast<git_filemode_t>(at->mode));
        if (code < 0) {
          return fail(error_of(code, fmt::format("cannot enter {} into a git tree", quoted_path(at->path))));
        }
      }
    }
    return written(builder.get(), prefix == 0);
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
    git_oid id{};
    if (const int code = git_treebuilder_write(&id, builder); code < 0) {
      return fail(error_of(code, "cannot write a git tree"));
    }
    if (m_durable == Durable::yes) {
      if (auto synced = sync_object(m_place, id); !synced) {
        return fail(std::move(synced).error());
      }
    }
    return std::optional(id);
  }

  const Workplace& m_place;
  Durable m_durable;
};

}  // namespace

Result<std::string> stored_form(const Workplace& place, const std::string& path, const std::string& text) {
  if (auto known = refuse_unknown_conversions(place, path); !known) {
    return fail(std::move(known).error());
  }
  FilterListHandle filters;
  int code = git_filter_list_load(filters.receive(), place.get(), nullptr, path.c_str(), GIT_FILTER_TO_ODB,
                                  GIT_FILTER_ALLOW_UNSAFE);
  if (code == 0 && !filters) {
    return text;
  }
  git_buf buffer = GIT_BUF_INIT;
  code = code < 0 ? code : git_filter_list_apply_to_buffer(&buffer, filters.get(), text.data(), text.size());
  std::string result(code == 0 && buffer.ptr != nullptr ? buffer.ptr : "", code == 0 ? buffer.size : 0);
  git_buf_dispose(&buffer);
  if (code < 0) {
    return fail(error_of(code, fmt::format("cannot convert {} to what git stores", quoted_path(path))));
  }
  return result;
}

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

Result<git_oid> changed_tree(const Workplace& place, git_tree* base, std::vector<TreeChange> changes) {
  std::sort(changes.begin(), changes.end(),
            [](const TreeChange& a, const TreeChange& b) { return a.path < b.path; });
  const Durable durable = changes.size() < k_many_files ? Durable::yes : Durable::no;
  const auto id = TreeEditor(place, durable).edit(base, changes.begin(), changes.end(), 0);
  if (!id) {
    return fail(id.error());
  }
  if (durable == Durable::no) {
    const std::string objects = place.common + "/objects";
    const Descriptor folder(::open(objects.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder) {
      return fail(system_error(fmt::format("cannot open {}", quoted_path(objects)), errno));
    }
    if (auto synced = sync_file_system(folder.get(), objects); !synced) {
      return fail(std::move(synced).error());
    }
  }
  return **id;
}

}  // namespace csx::git
