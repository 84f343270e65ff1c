#include "tree_cache.hpp"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <cstring>
#include <filesystem>
#include <system_error>
#include <type_traits>

#include "beneath.hpp"

namespace csx::store {
namespace {

// The file: a head; a row for each file, sorted by path; the paths; the trees. Of this machine, for this machine.
struct Head {
  char reader[72] = {};       // which csx wrote it
  std::uint64_t digest = 0;   // of rows and paths
  std::uint64_t count = 0;
  std::uint64_t paths = 0;    // bytes
  std::uint64_t trees = 0;    // bytes
};

Head head_of_this_reader() {
  // Made of the sources of room yaml: another reader may see another tree in the same text.
  static_assert(sizeof(CSX_READER_FINGERPRINT) <= sizeof(Head::reader));
  Head head;
  std::memcpy(head.reader, CSX_READER_FINGERPRINT, sizeof(CSX_READER_FINGERPRINT));
  return head;
}

template <class T>
void append(std::string& out, const T& value) {
  static_assert(std::has_unique_object_representations_v<T>, "no byte of it is left to chance");
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

/// All bytes of a file; empty when it cannot be read.
std::string read_all(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  struct stat state {};
  if (!file || ::fstat(file.get(), &state) != 0 || !S_ISREG(state.st_mode)) {
    return {};
  }
  std::string bytes(static_cast<std::size_t>(state.st_size), '\0');
  for (std::size_t filled = 0; filled < bytes.size();) {
    const ssize_t got = ::read(file.get(), bytes.data() + filled, bytes.size() - filled);
    if (got <= 0) {
      return {};
    }
    filled += static_cast<std::size_t>(got);
  }
  return bytes;
}

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(file, bytes.data(), bytes.size());
    if (put <= 0) {
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

/// Removes what writers that were killed left behind. One that is still at it loses its work, which costs only time.
void remove_drafts(const std::filesystem::path& path) {
  const std::string start = path.filename().string() + '.';
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(path.parent_path(), ignored)) {
    if (entry.path().filename().string().starts_with(start)) {
      std::filesystem::remove(entry.path(), ignored);
    }
  }
}

/// Whole or not at all: by way of a draft of its own name.
void replace(const std::string& path, std::string_view bytes) {
  std::error_code ignored;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(), ignored);
  remove_drafts(path);
  std::string draft = path + ".XXXXXX";
  const Descriptor file(::mkostemp(draft.data(), O_CLOEXEC));
  if (file && (!write_all(file.get(), bytes) || ::rename(draft.c_str(), path.c_str()) != 0)) {
    ::unlink(draft.c_str());
  }
}

}  // namespace

struct TreeCache::Row {
  FileTree::Stamp stamp;
  std::uint64_t digest = 0;
  std::uint64_t tree_digest = 0;
  std::uint64_t tree = 0;  // where, among the trees
  std::uint64_t path = 0;  // where, among the paths
  std::uint32_t tree_size = 0;
  std::uint32_t path_size = 0;
};

std::uint64_t digest_of(std::string_view bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

TreeCache TreeCache::open(const std::string& path) {
  TreeCache cache;
  cache.m_bytes = read_all(path);
  const Head mine = head_of_this_reader();
  Head head;
  if (cache.m_bytes.size() < sizeof head) {
    return {};
  }
  std::memcpy(&head, cache.m_bytes.data(), sizeof head);
  const std::uint64_t rest = cache.m_bytes.size() - sizeof head;
  if (std::memcmp(head.reader, mine.reader, sizeof head.reader) != 0 || head.count > rest / sizeof(Row) ||
      head.paths > rest || head.trees > rest || head.count * sizeof(Row) + head.paths + head.trees != rest) {
    return {};
  }
  const std::string_view index =
      std::string_view(cache.m_bytes).substr(sizeof head, head.count * sizeof(Row) + head.paths);
  if (digest_of(index) != head.digest) {
    return {};
  }
  cache.m_count = head.count;
  return cache;
}

TreeCache::Row TreeCache::row(std::size_t index) const {
  Row row;
  std::memcpy(&row, m_bytes.data() + sizeof(Head) + index * sizeof(Row), sizeof row);
  return row;
}

std::string_view TreeCache::path_of(const Row& row) const {
  return std::string_view(m_bytes).substr(sizeof(Head) + m_count * sizeof(Row) + row.path, row.path_size);
}

/// The first row that does not stand before a path.
std::size_t TreeCache::search(std::string_view path) const {
  std::size_t first = 0;
  std::size_t last = m_count;
  while (first < last) {
    const std::size_t middle = first + (last - first) / 2;
    if (path_of(row(middle)) < path) {
      first = middle + 1;
    } else {
      last = middle;
    }
  }
  return first;
}

std::optional<Remembered> TreeCache::find(std::string_view path, std::size_t& near) const {
  const std::size_t next = near + 1;
  near = next < m_count && path_of(row(next)) == path ? next : search(path);
  if (near == m_count) {
    return std::nullopt;
  }
  const Row found = row(near);
  Head head;
  std::memcpy(&head, m_bytes.data(), sizeof head);
  if (path_of(found) != path || found.tree > head.trees || found.tree_size > head.trees - found.tree) {
    return std::nullopt;
  }
  const std::string_view packed =
      std::string_view(m_bytes).substr(m_bytes.size() - head.trees + found.tree, found.tree_size);
  if (digest_of(packed) != found.tree_digest) {
    return std::nullopt;
  }
  return Remembered{found.stamp, found.digest, packed};
}

void TreeCache::write(const std::string& path, const std::vector<File>& files) {
  Head head = head_of_this_reader();
  head.count = files.size();
  std::string rows;
  std::string paths;
  rows.reserve(files.size() * sizeof(Row));
  for (const File& file : files) {
    const std::string_view packed = file.remembered.packed;
    append(rows, Row{.stamp = file.remembered.stamp,
                     .digest = file.remembered.digest,
                     .tree_digest = digest_of(packed),
                     .tree = head.trees,
                     .path = paths.size(),
                     .tree_size = static_cast<std::uint32_t>(packed.size()),
                     .path_size = static_cast<std::uint32_t>(file.path.size())});
    paths += file.path;
    head.trees += packed.size();
  }
  head.paths = paths.size();
  rows += paths;
  head.digest = digest_of(rows);
  std::string bytes;
  bytes.reserve(sizeof head + rows.size() + head.trees);
  append(bytes, head);
  bytes += rows;
  for (const File& file : files) {
    bytes += file.remembered.packed;
  }
  replace(path, bytes);
}

}  // namespace csx::store
