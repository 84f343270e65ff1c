#include <algorithm>
#include <functional>

#include "csx/base/text.hpp"
#include "csx/git/repository.hpp"
#include "csx/store/file_tree.hpp"
#include "entries.hpp"

namespace csx::store {
namespace {

constexpr std::string_view k_workspace = "csx.yaml";

bool path_before(const git::TreeFile& file, std::string_view path) {
  return file.path < path;
}

class GitTree final : public FileTree {
 public:
  GitTree(git::Repository repository, std::vector<git::TreeFile> files, std::string name)
      : m_repository(std::move(repository)), m_files(std::move(files)), m_name(std::move(name)) {}

  using FileTree::list;
  Result<Listing> list(const Found& found) const override {
    Listing listing;
    for (const git::TreeFile& file : m_files) {
      if (is_in_hidden_place(file.path)) {
        continue;
      }
      if (file.link) {
        add_link(file, listing);
      } else if (is_record_name(file.path)) {
        add_file(file, listing);
      }
    }
    sort_and_deduplicate(listing.problems);
    std::ranges::for_each(listing.files, found);
    return listing;
  }

  Result<std::string> read(std::string_view path) const override {
    const auto found = std::lower_bound(m_files.begin(), m_files.end(), path, path_before);
    if (found == m_files.end() || found->path != path) {
      return fail(ErrorKind::io,
                  fmt::format("cannot read {} in {}: there is no such file", quoted_path(path), m_name));
    }
    if (found->link) {
      return fail(ErrorKind::io,
                  fmt::format("cannot read {} in {}: it is a link", quoted_path(path), m_name));
    }
    auto text = m_repository.read_blob(found->blob);
    if (!text) {
      return fail(Error{ErrorKind::io, fmt::format("cannot read {} in {}", quoted_path(path), m_name), {}, {}}
                      .because(std::move(text).error()));
    }
    return text;
  }

  std::string_view content_id(std::string_view path) const override {
    const auto found = std::lower_bound(m_files.begin(), m_files.end(), path, path_before);
    const bool is_file = found != m_files.end() && found->path == path && !found->link;
    return is_file ? std::string_view(found->blob.hex) : std::string_view();
  }

  std::string describe() const override { return m_name; }

 private:
  static bool is_in_hidden_place(std::string_view path) {
    return is_hidden(path) || path.find("/.") != std::string_view::npos;
  }

  /// An odd name anywhere in the path hides the file; the finding stands at the first such part, as on disk.
  static void add_file(const git::TreeFile& file, Listing& listing) {
    if (!is_odd(file.path)) {
      listing.files.push_back(file.path);
      return;
    }
    std::size_t end = 0;
    do {
      end = std::min(file.path.find('/', end + 1), file.path.size());
    } while (!is_odd(file.path.substr(0, end)));
    listing.problems.push_back(odd_name_finding(file.path.substr(0, end)));
  }

  void add_link(const git::TreeFile& file, Listing& listing) const {
    const auto text = m_repository.read_blob(file.blob);
    if (!text) {
      listing.problems.push_back(path_finding("folder/unreadable", Severity::error, file.path,
                                              fmt::format("link cannot be read: {}", text.error().message)));
      return;
    }
    LinkTarget target;
    target.text = *text;
    const std::size_t slash = file.path.rfind('/');
    const auto path = follow_lexically(
        std::string_view(file.path).substr(0, slash == std::string::npos ? 0 : slash), *text);
    target.leaves = !path;
    target.kind = path ? kind_of(*path) : outer_kind_of(*text);
    if (auto finding = link_finding(file.path, target)) {
      listing.problems.push_back(std::move(*finding));
    }
  }

  LinkTarget::Kind kind_of(const std::string& path) const {
    if (path.empty()) {
      return LinkTarget::Kind::folder;
    }
    auto found = std::lower_bound(m_files.begin(), m_files.end(), path, path_before);
    if (found != m_files.end() && found->path == path) {
      return LinkTarget::Kind::file;
    }
    const std::string folder = path + '/';
    found = std::lower_bound(m_files.begin(), m_files.end(), folder, path_before);
    const bool is_folder = found != m_files.end() && found->path.starts_with(folder);
    return is_folder ? LinkTarget::Kind::folder : LinkTarget::Kind::nothing;
  }

  /// A tree does not tell what lies outside it: a name without an extension passes for a folder.
  static LinkTarget::Kind outer_kind_of(std::string_view text) {
    const std::string_view name = text.substr(text.rfind('/') + 1);
    const bool has_extension = name != ".." && name.find('.') != std::string_view::npos;
    return has_extension ? LinkTarget::Kind::file : LinkTarget::Kind::folder;
  }

  git::Repository m_repository;
  std::vector<git::TreeFile> m_files;  ///< sorted by path
  std::string m_name;
};

Result<git::Repository> repository_of(const std::string& folder) {
  auto found = git::Repository::find(folder);
  if (!found) {
    return fail(std::move(found).error());
  }
  if (!*found) {
    return fail(ErrorKind::io,
                fmt::format("{} is in no git repository, so it has no revisions", quoted_path(folder)),
                {"run `git init` and commit the data folder"});
  }
  return std::move(**found);
}

using FilesBelow = std::function<Result<std::vector<git::TreeFile>>(const std::string& prefix)>;

struct DataFolder {
  std::string prefix;
  std::vector<git::TreeFile> files;
};

/// The nearest folder at or above `prefix` that holds csx.yaml there, as find_data_folder does on disk: in
/// that revision the data folder may have stood higher. Prefix '' is the only one of a bare repository.
Result<DataFolder> data_folder_of(std::string prefix, const std::string& where,
                                  const FilesBelow& files_below) {
  const std::string start = prefix;
  for (;;) {
    auto files = files_below(prefix);
    if (!files) {
      return fail(std::move(files).error());
    }
    const auto found = std::lower_bound(files->begin(), files->end(), k_workspace, path_before);
    if (found != files->end() && found->path == k_workspace) {
      return DataFolder{std::move(prefix), std::move(*files)};
    }
    if (prefix.empty()) {
      return fail(ErrorKind::usage,
                  fmt::format("no csx.yaml in {}{}", where,
                              start.empty() ? "" : fmt::format(" at or above {}", quoted_path(start))));
    }
    const std::size_t slash = prefix.rfind('/');
    prefix.resize(slash == std::string::npos ? 0 : slash);
  }
}

}  // namespace

Result<std::unique_ptr<FileTree>> revision_tree(const std::string& folder, std::string_view revision) {
  auto repository = repository_of(folder);
  if (!repository) {
    return fail(std::move(repository).error());
  }
  const auto commit = repository->resolve(revision);
  if (!commit) {
    return fail(commit.error());
  }
  auto prefix = repository->path_of(folder);
  if (!prefix) {
    return fail(std::move(prefix).error());
  }
  const auto files_below = [&](const std::string& path) { return repository->files_at(commit->id, path); };
  auto data = data_folder_of(std::move(*prefix), fmt::format("revision {}", quoted(revision)), files_below);
  if (!data) {
    return fail(std::move(data).error());
  }
  std::string name = escape_controls(revision) + ':' + escape_controls(data->prefix);
  return std::make_unique<GitTree>(std::move(*repository), std::move(data->files), std::move(name));
}

Result<std::unique_ptr<FileTree>> index_tree(const std::string& folder) {
  auto repository = repository_of(folder);
  if (!repository) {
    return fail(std::move(repository).error());
  }
  auto prefix = repository->path_of(folder);
  if (!prefix) {
    return fail(std::move(prefix).error());
  }
  const auto files_below = [&](const std::string& path) { return repository->files_in_index(path); };
  auto data = data_folder_of(std::move(*prefix), "the index", files_below);
  if (!data) {
    Error error = std::move(data).error();
    if (error.kind == ErrorKind::usage && error.hints.empty()) {
      error.hints.emplace_back("stage it with `git add csx.yaml`");
    }
    return fail(std::move(error));
  }
  return std::make_unique<GitTree>(std::move(*repository), std::move(data->files), "index");
}

}  // namespace csx::store
