#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <memory>
#include <optional>

#include "beneath.hpp"
#include "csx/base/text.hpp"
#include "csx/store/file_tree.hpp"
#include "entries.hpp"
#include "folder_content.hpp"
#include "ignores.hpp"

namespace csx::store {
namespace {

constexpr std::size_t k_max_depth = 128;
constexpr int k_open_folder = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

std::optional<std::string> real_path(const std::string& path) {
  std::array<char, PATH_MAX> buffer{};
  return ::realpath(path.c_str(), buffer.data()) == nullptr ? std::nullopt
                                                            : std::optional<std::string>(buffer.data());
}

/// One walk through a data folder, from the top down.
class DiskWalk {
 public:
  DiskWalk(std::string root, std::optional<Ignores> ignores, const FileTree::Found& found)
      : m_root(std::move(root)), m_ignores(std::move(ignores)), m_found(found) {}

  FileTree::Listing run(const Descriptor& root) {
    visit(root, 0);
    sort_and_deduplicate(m_listing.problems);
    return std::move(m_listing);
  }

 private:
  /// The folder at m_path, which is left as it was.
  void visit(const Descriptor& folder, std::size_t depth) {
    const FolderContent content = m_reader.read(folder.get());
    if (content.error != 0) {
      report_unreadable(content.error);
    }
    if (content.repository && depth > 0) {
      // A submodule or a clone laid inside: no revision of ours holds its files.
      add(path_finding("folder/nested-repository", Severity::note, m_path,
                       "folder is a git repository of its own, it is not entered"));
      return;
    }
    std::optional<std::size_t> rules;
    if (content.rules && m_ignores) {
      rules = m_ignores->enter(m_path, read_beneath(folder.get(), ".gitignore").value_or(""));
    }
    const std::size_t back_to = m_path.size();
    for (const FolderEntry& entry : content.entries) {
      m_path.append(m_path.empty() ? "" : "/").append(entry.name);
      take(folder.get(), entry, depth);
      m_path.resize(back_to);
    }
    if (rules) {
      m_ignores->leave(*rules);
    }
  }

  void take(int folder, const FolderEntry& entry, std::size_t depth) {
    if (is_ignored(entry)) {
      return;
    }
    if (entry.kind == EntryKind::link) {
      add_link(folder, entry.name);
    } else if (is_odd(entry.name)) {
      add(odd_name_finding(m_path));
    } else if (entry.kind == EntryKind::folder) {
      enter(folder, entry.name, depth);
    } else if (entry.kind == EntryKind::file) {
      m_listing.files.push_back(m_path);
      m_found(m_path);
    } else {
      add(path_finding("folder/not-a-file", Severity::error, m_path,
                       "is not a regular file, it cannot hold records", "remove it or give it another name"));
    }
  }

  void enter(int folder, const std::string& name, std::size_t depth) {
    if (depth + 1 == k_max_depth) {
      add(path_finding(
          "folder/unreadable", Severity::error, m_path,
          fmt::format("folder lies {} levels deep, at most {} are read", depth + 1, k_max_depth - 1)));
      return;
    }
    const Descriptor inner(::openat(folder, name.c_str(), k_open_folder));
    if (inner) {
      visit(inner, depth + 1);
    } else if (errno != ENOENT && errno != ENOTDIR &&
               errno != ELOOP) {  // those three: it vanished or was replaced
      report_unreadable(errno);
    }
  }

  bool is_ignored(const FolderEntry& entry) {
    return m_ignores && (entry.kind == EntryKind::folder ? m_ignores->ignores_folder(m_path)
                                                         : m_ignores->ignores_file(m_path));
  }

  void add_link(int folder, const std::string& name) {
    std::array<char, PATH_MAX> buffer{};
    const ssize_t size = ::readlinkat(folder, name.c_str(), buffer.data(), buffer.size());
    if (size < 0) {
      return;
    }
    LinkTarget target;
    target.text.assign(buffer.data(), static_cast<std::size_t>(size));
    if (const auto real = real_path(m_root + '/' + m_path)) {
      struct stat state {};
      const bool is_folder = ::stat(real->c_str(), &state) == 0 && S_ISDIR(state.st_mode);
      target.kind = is_folder ? LinkTarget::Kind::folder : LinkTarget::Kind::file;
      target.leaves = *real != m_root && !real->starts_with(m_root == "/" ? m_root : m_root + '/');
    } else {
      const std::size_t slash = m_path.rfind('/');
      const std::string_view parent =
          slash == std::string::npos ? "" : std::string_view(m_path).substr(0, slash);
      target.leaves = !follow_lexically(parent, target.text) && !target.text.starts_with(m_root + '/');
    }
    if (auto finding = link_finding(m_path, target)) {
      add(std::move(*finding));
    }
  }

  void report_unreadable(int error) {
    add(path_finding("folder/unreadable", Severity::error, m_path,
                     fmt::format("folder cannot be read: {}", reason(error))));
  }

  void add(Diagnostic finding) { m_listing.problems.push_back(std::move(finding)); }

  std::string m_root;
  std::optional<Ignores> m_ignores;
  const FileTree::Found& m_found;
  FolderReader m_reader;
  std::string m_path;
  FileTree::Listing m_listing;
};

class DiskTree final : public FileTree {
 public:
  DiskTree(std::string folder, std::string root, Descriptor opened)
      : m_folder(std::move(folder)), m_root(std::move(root)), m_opened(std::move(opened)) {}

  using FileTree::list;
  Result<Listing> list(const Found& found) const override {
    const Descriptor root(::openat(m_opened.get(), ".", k_open_folder));
    if (!root) {
      return fail(ErrorKind::io,
                  fmt::format("cannot read the folder {}: {}", quoted_path(m_folder), reason(errno)));
    }
    auto ignores = Ignores::of(m_root);
    if (ignores) {
      return DiskWalk(m_root, std::move(*ignores), found).run(root);
    }
    // The records can be read all the same: say what may be missing rather than refuse.
    Listing listing = DiskWalk(m_root, std::nullopt, found).run(root);
    const Error& error = ignores.error();
    listing.problems.push_back(
        path_finding("folder/ignore-unknown", Severity::warning, "",
                     fmt::format("{}; files that git ignores are read too", error.message),
                     error.hints.empty() ? "" : error.hints.front()));
    return listing;
  }

  Result<std::string> read(std::string_view path) const override {
    if (!is_inner_path(path)) {
      return fail(ErrorKind::io,
                  fmt::format("cannot read {}: it is no path inside the data folder", quoted_path(path)));
    }
    return read_beneath(m_opened.get(), std::string(path));
  }

  std::optional<Stamp> stamp(std::string_view path) const override {
    struct stat state {};
    if (!is_inner_path(path) ||
        ::fstatat(m_opened.get(), std::string(path).c_str(), &state, AT_SYMLINK_NOFOLLOW) != 0 ||
        !S_ISREG(state.st_mode)) {
      return std::nullopt;
    }
    const auto nanoseconds = [](const struct timespec& at) {
      return std::int64_t{at.tv_sec} * 1'000'000'000 + at.tv_nsec;
    };
    return Stamp{.size = static_cast<std::uint64_t>(state.st_size),
                 .inode = state.st_ino,
                 .modified_ns = nanoseconds(state.st_mtim),
                 .changed_ns = nanoseconds(state.st_ctim)};
  }

  std::string describe() const override { return m_folder; }

 private:
  std::string m_folder;  ///< as it was named
  std::string m_root;    ///< the same without links
  Descriptor m_opened;
};

}  // namespace

Result<std::unique_ptr<FileTree>> disk_tree(const std::string& folder) {
  Descriptor opened(::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  auto root = opened ? real_path(folder) : std::nullopt;
  if (!root) {
    return fail(ErrorKind::io,
                fmt::format("cannot open the folder {}: {}", quoted_path(folder), reason(errno)));
  }
  return std::make_unique<DiskTree>(folder, std::move(*root), std::move(opened));
}

}  // namespace csx::store
