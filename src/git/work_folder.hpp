#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "files.hpp"

namespace csx::git {

/// *Errors*: usage for a path that is absolute, leaves the work folder or names git's own folder.
Status check_path(std::string_view path);

/// Folders on the way to the paths that are not there, outer ones first. *Errors*: usage for a way that goes
/// through a symbolic link, a file or another repository.
Result<std::vector<std::string>> missing_folders(int work_folder, const std::vector<std::string>& paths);

Status make_folders(int work_folder, const std::vector<std::string>& folders, Durable durable = Durable::yes);
/// Removes those that are empty, inner ones first.
void remove_empty_folders(int work_folder, const std::vector<std::string>& folders);
/// All folders that the path lies in, outer ones first.
std::vector<std::string> folders_above(std::string_view path);

/// What `WorkFile::bring` found.
enum class Brought : std::uint8_t {
  done,
  already,  ///< it held what was wanted
  other,    ///< it held something else, and still does
};

/// One file of a change. Its other text waits in the area of csx, or beside the file where that is another
/// file system; the two are swapped, so that nothing is lost and going back needs no space on the disk.
class WorkFile {
 public:
  /// `number` tells the files of one change apart.
  WorkFile(int work_folder, int area, std::string path, std::size_t number);

  /// None: no such file, or not even its folder. *Errors*: as `missing_folders`, and `read_at`.
  Result<std::optional<FileRead>> read() const;

  /// Makes a file that holds `expected` hold `wanted`, with the mode it has, else `mode`; what an earlier try
  /// left on the stage is used, or put back. *Errors*: io, the file then as it was.
  Result<Brought> bring(const Text& expected, const Text& wanted, std::optional<mode_t> mode);

  /// As `bring`, for a file that was just found to be `now`, with nothing of earlier tries about. Not durable
  /// by itself when that is not wanted: then `stage_ahead` came before, and who replaces many files
  /// synchronises the file system.
  Result<Brought> replace(const std::optional<FileRead>& now, const Text& wanted, Durable durable);
  /// Puts the text that `replace` will want on its place ahead; not durable by itself. *Errors*: io.
  Status stage_ahead(const std::optional<FileRead>& now, const Text& wanted) const;

  /// Whether what was swapped out lies beside the file, not in the area.
  bool is_beside() const { return m_is_beside; }
  /// Drops what lies beside the file.
  void forget_beside() const;

 private:
  enum class Stage : std::uint8_t { in_area, beside };
  struct Names {
    int folder;
    std::string name;
  };
  Names stage(Stage, const Descriptor& parent) const;
  Result<std::optional<FileRead>> read_stage(Stage, const Descriptor& parent) const;
  Result<std::optional<Brought>> swap(Stage, const Descriptor& parent, const Text& expected,
                                      Durable durable) const;
  Status fill(Stage, const Descriptor& parent, const std::optional<FileRead>& now, const Text& wanted,
              std::optional<mode_t> mode, Durable durable) const;
  Result<Brought> put(const Descriptor& parent, const std::optional<FileRead>& now, const Text& expected,
                      const Text& wanted, std::optional<mode_t> mode, Durable durable);
  Result<bool> restored(const Descriptor& parent, const Text& expected, const Text& wanted) const;

  int m_work_folder;
  int m_area;
  std::string m_path;
  std::string m_name;  ///< the path's last part
  std::string m_in_area;
  std::string m_beside;
  bool m_is_beside = false;
};

/// Drops the texts that wait in the area, or were swapped out into it.
void clear_stage(int area);

}  // namespace csx::git
