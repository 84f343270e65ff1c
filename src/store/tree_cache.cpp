#include "tree_cache.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <cstring>
#include <type_traits>

#include "tree_cache_tail.hpp"

namespace csx::store {
namespace {

bool read_at(int file, std::uint64_t at, char* bytes, std::size_t size) {
  while (size > 0) {
    const ssize_t got = ::pread(file, bytes, size, static_cast<off_t>(at));
    if (got <= 0) {
      return false;
    }
    bytes += got;
    at += static_cast<std::uint64_t>(got);
    size -= static_cast<std::size_t>(got);
  }
  return true;
}

}  // namespace

std::uint64_t digest_of(std::string_view bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

TreeCache TreeCache::open(const std::string& path) {
  TreeCache cache;
  cache.m_file = Descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  struct stat state {};
  if (!cache.m_file || ::fstat(cache.m_file.get(), &state) != 0 || !S_ISREG(state.st_mode)) {
    return {};
  }
  const auto size = static_cast<std::uint64_t>(state.st_size);
  const CacheTail mine = tail_of_this_reader();
  CacheTail tail;
  if (size < sizeof tail ||
      !read_at(cache.m_file.get(), size - sizeof tail, reinterpret_cast<char*>(&tail), sizeof tail)) {
    return {};
  }
  const std::uint64_t rest = size - sizeof tail;
  if (std::memcmp(tail.reader, mine.reader, sizeof tail.reader) != 0 || tail.count > rest / sizeof(Row) ||
      tail.paths > rest || tail.count * sizeof(Row) + tail.paths > rest) {
    return {};
  }
  cache.m_index.resize(tail.count * sizeof(Row) + tail.paths);
  if (!read_at(cache.m_file.get(), rest - cache.m_index.size(), cache.m_index.data(), cache.m_index.size()) ||
      digest_of(cache.m_index) != tail.digest) {
    return {};
  }
  cache.m_count = tail.count;
  return cache;
}

TreeCache::Row TreeCache::row(std::size_t index) const {
  static_assert(std::is_trivially_copyable_v<Row>);
  Row row;
  std::memcpy(&row, m_index.data() + index * sizeof(Row), sizeof row);
  return row;
}

std::string_view TreeCache::path_of(const Row& row) const {
  return std::string_view(m_index).substr(m_count * sizeof(Row) + row.path, row.path_size);
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

std::optional<TreeCache::Row> TreeCache::find(std::string_view path, std::size_t& near) const {
  const std::size_t next = near + 1;
  near = next < m_count && path_of(row(next)) == path ? next : search(path);
  if (near == m_count) {
    return std::nullopt;
  }
  const Row found = row(near);
  return path_of(found) == path ? std::optional(found) : std::nullopt;
}

bool TreeCache::read(const Row& row, std::string& tree) const {
  tree.resize(row.tree_size);
  return read_at(m_file.get(), row.tree, tree.data(), tree.size()) && digest_of(tree) == row.tree_digest;
}

}  // namespace csx::store
