#include "work_folder.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <set>
#include <utility>

#include "csx/base/text.hpp"

namespace csx::git {
namespace {

constexpr std::string_view k_stage = "file-";
constexpr int k_folder = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

/// Also the spellings by which other file systems mean `.git`.
bool is_git_folder(std::string_view name) {
  while (!name.empty() && (name.back() == '.' || name.back() == ' ')) {
    name.remove_suffix(1);
  }
  const std::string plain = to_lower_ascii(name.substr(0, name.find(':')));
  return plain == ".git" || plain == "git~1";
}

Error refused(std::string_view path, std::string_view why) {
  return Error{ErrorKind::usage, fmt::format("{} {}", quoted_path(path), why), {}, {}};
}

std::string_view folder_part(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

/// Why `name` is no folder to go through.
Error no_folder(int parent, const std::string& name, std::string_view reached, int code) {
  struct stat state {};
  if (::fstatat(parent, name.c_str(), &state, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(state.st_mode)) {
    return refused(reached, "is a symbolic link: csx does not write through links");
  }
  return code == ENOTDIR ? refused(reached, "is a file, a folder is wanted")
                         : system_error(fmt::format("cannot open the folder {}", quoted_path(reached)), code);
}

/// Goes down from the work folder. None: `folder` or one above it is not there.
Result<std::optional<Descriptor>> enter(int work_folder, std::string_view folder) {
  if (folder.empty()) {
    Descriptor at(::openat(work_folder, ".", k_folder));
    return at ? Result<std::optional<Descriptor>>(std::move(at))
              : fail(system_error("cannot open the work folder", errno));
  }
  Descriptor at;
  std::size_t end = 0;
  for (const std::string_view part : split(folder, '/')) {
    end += part.size() + (end == 0 ? 0 : 1);
    const std::string_view reached = folder.substr(0, end);
    const std::string name(part);
    const int parent = at ? at.get() : work_folder;
    Descriptor inner(::openat(parent, name.c_str(), k_folder));
    if (!inner) {
      const int code = errno;
      return code == ENOENT ? Result<std::optional<Descriptor>>(std::nullopt)
                            : fail(no_folder(parent, name, reached, code));
    }
    at = std::move(inner);
    if (exists_at(at.get(), ".git")) {
      return fail(refused(reached, "is another git repository: run csx in there"));
    }
  }
  return std::optional(std::move(at));
}

bool same(const std::optional<FileRead>& read, const Text& text) {
  return read.has_value() == text.has_value() && (!read || read->text == *text);
}

}  // namespace

Status check_path(std::string_view path) {
  if (path.empty() || path.front() == '/' || path.find('\0') != std::string_view::npos) {
    return fail(refused(path, "is no path below the work folder"));
  }
  for (const std::string_view part : split(path, '/')) {
    if (part.empty() || part == "." || part == "..") {
      return fail(refused(path, "is no plain path below the work folder"));
    }
    if (is_git_folder(part)) {
      return fail(refused(path, "lies in git's own folder"));
    }
  }
  return {};
}

std::vector<std::string> folders_above(std::string_view path) {
  std::vector<std::string> folders;
  for (std::size_t slash = path.find('/'); slash != std::string_view::npos;
       slash = path.find('/', slash + 1)) {
    folders.emplace_back(path.substr(0, slash));
  }
  return folders;
}

Result<std::vector<std::string>> missing_folders(int work_folder, const std::vector<std::string>& paths) {
  std::set<std::string> folders;
  for (const std::string& path : paths) {
    std::ranges::move(folders_above(path), std::inserter(folders, folders.end()));
  }
  std::vector<std::string> missing;
  for (const std::string& folder : folders) {
    // Outer ones come first: below one that is missing all are.
    const std::string above(folder_part(folder));
    const bool is_below = std::ranges::binary_search(missing, above);
    const auto entered =
        is_below ? Result<std::optional<Descriptor>>(std::nullopt) : enter(work_folder, folder);
    if (!entered) {
      return fail(entered.error());
    }
    if (!*entered) {
      missing.push_back(folder);
    }
  }
  return missing;
}

Status make_folders(int work_folder, const std::vector<std::string>& folders, Durable durable) {
  std::optional<std::string_view> above;
  std::optional<Descriptor> parent;
  for (const std::string& folder : folders) {
    if (above != folder_part(folder)) {
      above = folder_part(folder);
      auto entered = enter(work_folder, *above);
      if (!entered) {
        return fail(std::move(entered.error()));
      }
      parent = std::move(*entered);
    }
    const std::string name = folder.substr(folder.rfind('/') + 1);
    const int at = parent ? parent->get() : -1;
    if (::mkdirat(at, name.c_str(), 0777) != 0 && errno != EEXIST) {
      return fail(system_error(fmt::format("cannot make the folder {}", quoted_path(folder)), errno));
    }
    if (durable == Durable::no) {
      continue;
    }
    if (auto synced = sync(at, folder); !synced) {
      return synced;
    }
  }
  return {};
}

void remove_empty_folders(int work_folder, const std::vector<std::string>& folders) {
  for (auto folder = folders.rbegin(); folder != folders.rend(); ++folder) {
    const auto parent = enter(work_folder, folder_part(*folder));
    if (parent && *parent) {
      ::unlinkat((*parent)->get(), folder->substr(folder->rfind('/') + 1).c_str(), AT_REMOVEDIR);
    }
  }
}

WorkFile::WorkFile(int work_folder, int area, std::string path, std::size_t number)
    : m_work_folder(work_folder),
      m_area(area),
      m_path(std::move(path)),
      m_name(m_path.substr(m_path.rfind('/') + 1)),
      m_in_area(fmt::format("{}{}", k_stage, number)),
      m_beside(fmt::format(".csx-{}.tmp", number)) {}

Result<std::optional<FileRead>> WorkFile::read() const {
  const auto parent = enter(m_work_folder, folder_part(m_path));
  if (!parent) {
    return fail(parent.error());
  }
  if (!*parent) {
    return std::optional<FileRead>();
  }
  auto read = read_at((*parent)->get(), m_name);
  if (!read && m_name != m_path) {
    read.error().causes.push_back(fmt::format("it is {}", quoted_path(m_path)));
  }
  return read;
}

WorkFile::Names WorkFile::stage(Stage where, const Descriptor& parent) const {
  return where == Stage::in_area ? Names{m_area, m_in_area} : Names{parent.get(), m_beside};
}

Result<std::optional<FileRead>> WorkFile::read_stage(Stage where, const Descriptor& parent) const {
  const Names names = stage(where, parent);
  return read_at(names.folder, names.name);
}

/// Swaps, and swaps back when what came out is not what was expected: somebody saved in between. None: the
/// stage is on another file system.
Result<std::optional<Brought>> WorkFile::swap(Stage where, const Descriptor& parent, const Text& expected,
                                              Durable durable) const {
  const Names names = stage(where, parent);
  int code = swap_names(parent.get(), m_name, names.folder, names.name);
  if (code == EXDEV) {
    return std::optional<Brought>();
  }
  if (code == EEXIST || code == ENOENT) {
    return std::optional(Brought::other);
  }
  if (code != 0) {
    return fail(system_error(fmt::format("cannot write {}", quoted_path(m_path)), code));
  }
  const auto out = read_at(names.folder, names.name);
  if (!out || !same(*out, expected)) {
    code = swap_names(parent.get(), m_name, names.folder, names.name);
    if (code != 0) {
      return fail(system_error(fmt::format("cannot write {}", quoted_path(m_path)), code));
    }
    return std::optional(Brought::other);
  }
  if (durable == Durable::yes) {
    if (auto synced = sync(parent.get(), m_path); !synced) {
      return fail(std::move(synced).error());
    }
  }
  return std::optional(Brought::done);
}

/// Whether a swap alone was enough: the wanted text, or a text that is nobody's of ours and was swapped out
/// by a writer that was killed before it could look, waits in one of the two places.
Result<bool> WorkFile::restored(const Descriptor& parent, const Text& expected, const Text& wanted) const {
  for (const Stage where : {Stage::in_area, Stage::beside}) {
    const auto waiting = read_stage(where, parent);
    if (waiting && *waiting && !same(*waiting, expected)) {
      const auto swapped = swap(where, parent, expected, Durable::yes);
      if (!swapped) {
        return fail(swapped.error());
      }
      return swapped->value_or(Brought::other) == Brought::done && same(*waiting, wanted);
    }
  }
  return false;
}

Result<Brought> WorkFile::bring(const Text& expected, const Text& wanted, std::optional<mode_t> mode) {
  const auto parent = enter(m_work_folder, folder_part(m_path));
  if (!parent) {
    return fail(parent.error());
  }
  if (!*parent) {
    return wanted ? Brought::other : Brought::already;
  }
  const auto now = read_at((*parent)->get(), m_name);
  if (!now) {
    return fail(now.error());
  }
  if (same(*now, wanted)) {
    return Brought::already;
  }
  if (!same(*now, expected)) {
    return Brought::other;
  }
  if (const auto back = restored(**parent, expected, wanted); !back || *back) {
    return back ? Result<Brought>(Brought::done) : fail(back.error());
  }
  if (const auto again = read_at((*parent)->get(), m_name); !again || !same(*again, expected)) {
    return Brought::other;
  }
  return put(**parent, *now, expected, wanted, mode, Durable::yes);
}

Result<Brought> WorkFile::replace(const std::optional<FileRead>& now, const Text& wanted, Durable durable) {
  const auto parent = enter(m_work_folder, folder_part(m_path));
  if (!parent) {
    return fail(parent.error());
  }
  if (!*parent) {
    return wanted ? Brought::other : Brought::already;
  }
  return put(**parent, now, now ? Text(now->text) : Text(), wanted, std::nullopt, durable);
}

/// Fills the stage and swaps: in the area, or beside the file where that is another file system.
Result<Brought> WorkFile::put(const Descriptor& parent, const std::optional<FileRead>& now,
                              const Text& expected, const Text& wanted, std::optional<mode_t> mode,
                              Durable durable) {
  for (const Stage where : {Stage::in_area, Stage::beside}) {
    m_is_beside = where == Stage::beside;
    if (durable == Durable::yes || m_is_beside) {
      // What was not, or could not be, put there ahead is made durable by itself.
      if (auto filled = fill(where, parent, now, wanted, mode, Durable::yes); !filled) {
        return fail(std::move(filled).error());
      }
    }
    const auto swapped = swap(where, parent, expected, durable);
    if (!swapped) {
      return fail(swapped.error());
    }
    if (*swapped != Brought::done) {
      const Names names = stage(where, parent);
      remove_at(names.folder, names.name);
    }
    if (*swapped) {
      return **swapped;
    }
  }
  return fail(system_error(fmt::format("cannot write {}", quoted_path(m_path)), EXDEV));
}

Status WorkFile::stage_ahead(const std::optional<FileRead>& now, const Text& wanted) const {
  return fill(Stage::in_area, Descriptor(), now, wanted, std::nullopt, Durable::no);
}

/// Puts the wanted text on the stage, as the file `now` is: its mode and owner.
Status WorkFile::fill(Stage where, const Descriptor& parent, const std::optional<FileRead>& now,
                      const Text& wanted, std::optional<mode_t> mode, Durable durable) const {
  const Names names = stage(where, parent);
  if (!wanted) {
    remove_at(names.folder, names.name);
    return {};
  }
  auto written =
      write_at(names.folder, names.name, *wanted, now ? std::optional(now->state.st_mode) : mode, durable);
  if (!written) {
    written.error().message =
        fmt::format("cannot write {}: {}", quoted_path(m_path), written.error().message);
  } else if (now) {
    // Only root may give files away; for others the owner is right already or cannot be kept.
    (void)!::fchownat(names.folder, names.name.c_str(), now->state.st_uid, now->state.st_gid,
                      AT_SYMLINK_NOFOLLOW);
  }
  return written;
}

void WorkFile::forget_beside() const {
  if (const auto parent = enter(m_work_folder, folder_part(m_path)); parent && *parent) {
    remove_at((*parent)->get(), m_beside);
  }
}

void clear_stage(int area) {
  for (const std::string& name : names_in(area)) {
    if (name.starts_with(k_stage)) {
      remove_at(area, name);
    }
  }
}

}  // namespace csx::git
