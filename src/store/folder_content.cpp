#include "folder_content.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

#include "entries.hpp"

namespace csx::store {
namespace {

/// None when it vanished meanwhile.
std::optional<EntryKind> kind_of(int folder, const dirent64& entry) {
  auto mode = static_cast<mode_t>(DTTOIF(entry.d_type));
  if (entry.d_type == DT_UNKNOWN) {  // some file systems do not tell
    struct stat state {};
    if (::fstatat(folder, &entry.d_name[0], &state, AT_SYMLINK_NOFOLLOW) != 0) {
      return std::nullopt;
    }
    mode = state.st_mode;
  }
  if (S_ISREG(mode)) {
    return EntryKind::file;
  }
  if (S_ISDIR(mode)) {
    return EntryKind::folder;
  }
  return S_ISLNK(mode) ? EntryKind::link : EntryKind::other;
}

void take(FolderContent& content, int folder, const dirent64& entry) {
  const std::string_view name = &entry.d_name[0];
  if (is_hidden(name)) {
    content.repository = content.repository || name == ".git";
    content.rules = content.rules || name == ".gitignore";
    return;
  }
  const auto kind = kind_of(folder, entry);
  if (kind && (kind == EntryKind::folder || kind == EntryKind::link || is_record_name(name))) {
    content.entries.push_back({std::string(name), *kind});
  }
}

/// The order of the paths below: a folder's name goes on with a '/'.
bool stands_before(const FolderEntry& a, const FolderEntry& b) {
  const std::size_t common = std::min(a.name.size(), b.name.size());
  if (const int order = a.name.compare(0, common, b.name, 0, common); order != 0) {
    return order < 0;
  }
  const auto next = [&](const FolderEntry& entry) {
    return common < entry.name.size()        ? static_cast<unsigned char>(entry.name[common])
           : entry.kind == EntryKind::folder ? '/'
                                             : 0;
  };
  return next(a) < next(b);
}

}  // namespace

FolderContent FolderReader::read(int folder) {
  FolderContent content;
  auto* const bytes = reinterpret_cast<char*>(m_buffer.data());
  // Behind the largest place there is nothing. ext4 says so of the last entry, and another call, which finds
  // nothing, would be a tenth of the walk.
  constexpr off64_t k_last = std::numeric_limits<off64_t>::max();
  for (bool is_end = false;;) {
    const ssize_t got = is_end ? 0 : ::getdents64(folder, bytes, m_buffer.size() * sizeof m_buffer.front());
    if (got <= 0) {
      // A folder removed while it is read is an empty one.
      content.error = got < 0 && errno != ENOENT ? errno : 0;
      std::ranges::sort(content.entries, stands_before);
      return content;
    }
    off64_t next = 0;
    for (ssize_t at = 0; at < got;) {
      // The words are aligned as the kernel aligns its entries.
      const auto* entry = static_cast<const dirent64*>(static_cast<const void*>(bytes + at));
      take(content, folder, *entry);
      next = entry->d_off;
      at += entry->d_reclen;
    }
    is_end = next == k_last;
  }
}

}  // namespace csx::store
