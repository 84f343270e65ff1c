#include "index_copy.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <tuple>
#include <utility>

#include "csx/base/text.hpp"
#include "head.hpp"

namespace csx::git {
namespace {

auto fields_of(const git_index_entry& entry) {
  return std::make_tuple(entry.ctime.seconds, entry.ctime.nanoseconds, entry.mtime.seconds,
                         entry.mtime.nanoseconds, entry.dev, entry.ino, entry.mode, entry.uid, entry.gid,
                         entry.file_size);
}

/// As git stores them: truncated to 32 bits.
void set_state(git_index_entry& entry, const struct stat& state) {
  entry.ctime = {static_cast<std::int32_t>(state.st_ctim.tv_sec),
                 static_cast<std::uint32_t>(state.st_ctim.tv_nsec)};
  entry.mtime = {static_cast<std::int32_t>(state.st_mtim.tv_sec),
                 static_cast<std::uint32_t>(state.st_mtim.tv_nsec)};
  entry.dev = static_cast<std::uint32_t>(state.st_dev);
  entry.ino = static_cast<std::uint32_t>(state.st_ino);
  entry.uid = state.st_uid;
  entry.gid = state.st_gid;
  entry.file_size = static_cast<std::uint32_t>(state.st_size);
}

bool same_state(const struct stat& a, const struct stat& b) {
  git_index_entry first{};
  git_index_entry second{};
  set_state(first, a);
  set_state(second, b);
  return fields_of(first) == fields_of(second);
}

bool holds_blob(Conversions& conversions, const std::string& path, const git_oid& blob) {
  const auto found = conversions.blob_of(path);
  return found && git_oid_equal(&*found, &blob) == 1;
}

/// Whether the entry's file may have been written in the same tick of the clock as the index. Most builds of
/// git look at seconds only.
bool is_racy(const git_index_entry& entry, const struct stat& index) {
  return entry.mtime.seconds >= static_cast<std::int32_t>(index.st_mtim.tv_sec);
}

}  // namespace

IndexEntry IndexEntry::of(const git_index_entry& entry) {
  IndexEntry result{entry.path, entry};
  result.raw.path = nullptr;
  return result;
}

bool identical(const IndexEntry& a, const IndexEntry& b) {
  return a.path == b.path && git_oid_equal(&a.raw.id, &b.raw.id) == 1 && fields_of(a.raw) == fields_of(b.raw);
}

bool same_content(const std::optional<IndexEntry>& a, const std::optional<IndexEntry>& b) {
  if (!a || !b) {
    return a.has_value() == b.has_value();
  }
  return git_oid_equal(&a->raw.id, &b->raw.id) == 1 && a->raw.mode == b->raw.mode;
}

Result<IndexCopy> IndexCopy::make(const Workplace& place, std::string name) {
  IndexCopy copy(place, std::move(name));
  const std::string source = place.path_of_index();
  const Descriptor file(::open(source.c_str(), O_RDONLY | O_CLOEXEC));
  remove_at(place.area_folder.get(), copy.m_name);
  remove_at(place.area_folder.get(),
            copy.m_name + ".lock");  // libgit2's own, left by a writer that was killed
  if (file) {
    if (::fstat(file.get(), &copy.m_state) != 0) {
      return fail(system_error(fmt::format("cannot read {}", quoted_path(source)), errno));
    }
    const Descriptor target(::openat(place.area_folder.get(), copy.m_name.c_str(),
                                     O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (!target) {
      return fail(system_error(fmt::format("cannot write {}", quoted_path(copy.path())), errno));
    }
    if (auto written = copy_all(file.get(), target.get(), copy.path()); !written) {
      remove_at(place.area_folder.get(), copy.m_name);
      return fail(std::move(written).error());
    }
  } else if (errno != ENOENT) {
    return fail(system_error(fmt::format("cannot read {}", quoted_path(source)), errno));
  }
  // Opened without a repository: libgit2 then takes entries as they are, whatever core.ignoreCase says.
  if (const int code = git_index_open(copy.m_index.receive(), copy.path().c_str()); code < 0) {
    Error error = error_of(code, fmt::format("cannot read the index {}", quoted_path(source)));
    remove_at(place.area_folder.get(), copy.m_name);
    return fail(std::move(error));
  }
  return copy;
}

std::string IndexCopy::path() const {
  return m_place->area + '/' + m_name;
}

std::optional<IndexEntry> IndexCopy::find(const std::string& path) const {
  const git_index_entry* entry = git_index_get_bypath(m_index.get(), path.c_str(), 0);
  return entry == nullptr ? std::nullopt : std::optional(IndexEntry::of(*entry));
}

Status IndexCopy::refuse_unusable(const std::string& path) const {
  if (git_index_has_conflicts(m_index.get()) == 1) {
    return fail(ErrorKind::io, "the index has unresolved merge conflicts",
                {"resolve them and run `git add`, or give the merge up"});
  }
  const git_index_entry* entry = git_index_get_bypath(m_index.get(), path.c_str(), 0);
  if (entry != nullptr && (entry->flags_extended & GIT_INDEX_ENTRY_SKIP_WORKTREE) != 0) {
    return fail(ErrorKind::io, fmt::format("{} is outside the sparse checkout", quoted_path(path)),
                {"add its folder with `git sparse-checkout add`"});
  }
  if (entry != nullptr && (entry->flags & GIT_INDEX_ENTRY_VALID) != 0) {
    return fail(ErrorKind::io, fmt::format("git was told to assume that {} never changes", quoted_path(path)),
                {fmt::format("run `git update-index --no-assume-unchanged {}`", escape_controls(path))});
  }
  return {};
}

Status IndexCopy::set(const std::string& path, const std::optional<IndexEntry>& entry) {
  int code = 0;
  if (entry) {
    git_index_entry raw = entry->raw;
    raw.path = path.c_str();
    code = git_index_add(m_index.get(), &raw);
  } else {
    code = git_index_remove(m_index.get(), path.c_str(), 0);
    code = code == GIT_ENOTFOUND ? 0 : code;
  }
  return code == 0 ? Status()
                   : fail(error_of(code, fmt::format("cannot enter {} into the index", quoted_path(path))));
}

/// A file that was changed in the very tick in which the index was written looks unchanged for ever once the
/// index is newer. Git gives such entries the size 0, which makes it look at the content; so must whoever
/// writes the index.
Status IndexCopy::blur_racy_entries(Conversions& conversions) {
  std::vector<IndexEntry> blurred;
  for (std::size_t at = 0; at < size(); ++at) {
    const git_index_entry& entry = *git_index_get_byindex(m_index.get(), at);
    if (!is_racy(entry, m_state) || entry.mode == GIT_FILEMODE_COMMIT || entry.file_size == 0 ||
        (entry.flags_extended & GIT_INDEX_ENTRY_UPTODATE) != 0) {
      continue;
    }
    struct stat state {};
    git_index_entry on_disk{};
    if (::fstatat(m_place->work_folder.get(), entry.path, &state, AT_SYMLINK_NOFOLLOW) != 0) {
      continue;
    }
    set_state(on_disk, state);
    // Only what git looks at whatever core.trustctime and core.checkStat say.
    const bool looks_unchanged =
        on_disk.file_size == entry.file_size && on_disk.mtime.seconds == entry.mtime.seconds;
    if (looks_unchanged && !holds_blob(conversions, entry.path, entry.id)) {
      blurred.push_back(IndexEntry::of(entry));
    }
  }
  for (IndexEntry& entry : blurred) {
    entry.raw.file_size = 0;
    if (auto put = set(entry.path, entry); !put) {
      return put;
    }
  }
  return {};
}

Status IndexCopy::write(Conversions& conversions) {
  if (auto blurred = blur_racy_entries(conversions); !blurred) {
    return blurred;
  }
  if (const int code = git_index_write(m_index.get()); code < 0) {
    return fail(error_of(code, "cannot write the index"));
  }
  if (m_state.st_ino != 0) {
    ::chmod(path().c_str(), m_state.st_mode & 07777U);
  } else {
    m_place->share(path());
  }
  return {};
}

Status IndexCopy::publish() {
  if (std::rename(path().c_str(), m_place->path_of_index().c_str()) != 0) {
    return fail(system_error(fmt::format("cannot write {}", quoted_path(m_place->path_of_index())), errno));
  }
  return {};
}

std::optional<IndexEntry> entry_in(git_tree* tree, const std::string& path) {
  IndexEntry entry{path, {}};
  const auto blob = blob_at(tree, path, &entry.raw.mode);
  if (!blob) {
    return std::nullopt;
  }
  entry.raw.id = *blob;
  return entry;
}

IndexEntry entry_for(const Workplace& place, Conversions& conversions, const std::string& path,
                     const git_oid& blob, std::uint32_t mode) {
  IndexEntry entry{path, {}};
  entry.raw.id = blob;
  entry.raw.mode = mode;
  struct stat before {};
  struct stat after {};
  if (::fstatat(place.work_folder.get(), path.c_str(), &before, AT_SYMLINK_NOFOLLOW) == 0 &&
      S_ISREG(before.st_mode) && holds_blob(conversions, path, blob) &&
      ::fstatat(place.work_folder.get(), path.c_str(), &after, AT_SYMLINK_NOFOLLOW) == 0 &&
      same_state(before, after)) {
    set_state(entry.raw, after);
  }
  return entry;
}

}  // namespace csx::git
