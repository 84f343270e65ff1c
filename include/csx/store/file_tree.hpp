#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "csx/base/diagnostic.hpp"
#include "csx/base/result.hpp"

namespace csx::store {

/// What a data folder is to csx: names and bytes. Three things implement it: the disk, a git tree (or index),
/// memory.
class FileTree {
 public:
  struct Listing {
    std::vector<std::string> files;    ///< relative, '/'-separated, sorted bytewise: every *.yaml and *.yml
    std::vector<Diagnostic> problems;  ///< what was passed over and should be known: links that leave the
                                       ///< folder, folders and files that cannot be read (family `folder/`)
  };

  /// Told of each file of a listing as soon as it is known, in no particular order.
  using Found = std::function<void(const std::string& path)>;

  virtual ~FileTree() = default;
  /// Every record file; dot-folders, dot-files and what git ignores left out. Links are never followed: a
  /// file behind one would be a record twice. Safe to call from one thread; `found` is called on it.
  virtual Result<Listing> list(const Found& found) const = 0;
  Result<Listing> list() const {
    return list([](const std::string&) {});
  }
  /// The bytes of one file, for csx.yaml and record files alike, up to 32 MiB. Safe to call from several
  /// threads at once. *Errors*: io.
  virtual Result<std::string> read(std::string_view path) const = 0;
  /// What changes whenever a file is written, as far as it can be told without reading the file.
  struct Stamp {
    std::uint64_t size = 0;
    std::uint64_t inode = 0;
    std::int64_t modified_ns = 0;  ///< since 1970; the content
    std::int64_t changed_ns = 0;   ///< likewise; the content, the name or the permissions
    friend bool operator==(const Stamp&, const Stamp&) = default;
  };
  /// None where nothing tells. Safe to call from several threads at once.
  virtual std::optional<Stamp> stamp(std::string_view /*path*/) const { return std::nullopt; }
  /// Names the content of a file, as git has of its blobs; empty where contents have no names, and for a file
  /// that is not there. Safe to call from several threads at once.
  virtual std::string_view content_id(std::string_view /*path*/) const { return {}; }
  /// Where this is, for people: a folder's path, `REV:path`, `index`.
  virtual std::string describe() const = 0;
};

/// Files in memory, for tests and for judging a change before it is written.
std::unique_ptr<FileTree> memory_tree(std::vector<std::pair<std::string, std::string>> files);

/// A folder on disk. Reads directories itself: enters no dot-folder and no repository laid inside, follows no
/// link, honours git's ignore rules where the folder lies in a repository (tracked files are never ignored).
/// Survives folders that vanish meanwhile.
Result<std::unique_ptr<FileTree>> disk_tree(const std::string& folder);

/// The data folder's files as a revision of its repository holds them (`--at REV`). `folder` is the data
/// folder, or any folder of the repository: the data folder is the nearest at or above it that holds csx.yaml
/// in that revision. For a bare repository it is the tree's root. *Errors*: io when there is no repository or
/// it cannot be read; usage when there is no such revision (with the nearest name), when it is not a commit,
/// or holds no csx.yaml.
Result<std::unique_ptr<FileTree>> revision_tree(const std::string& folder, std::string_view revision);

/// The data folder's files as git's index holds them (`--staged`); `folder` as for `revision_tree`.
/// *Errors*: io, also for unresolved merge conflicts; usage for a bare repository or without csx.yaml.
Result<std::unique_ptr<FileTree>> index_tree(const std::string& folder);

/// The nearest folder at or above `start` that holds csx.yaml.
/// *Errors*: usage, with the command that makes one.
Result<std::string> find_data_folder(const std::string& start);

}  // namespace csx::store
