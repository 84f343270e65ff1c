#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <type_traits>

#include "tree_cache.hpp"
#include "tree_cache_tail.hpp"

namespace csx::store {
namespace {

constexpr std::size_t k_few = 32;
constexpr std::size_t k_buffer = std::size_t{256} << 10U;

template <class T>
void append(std::string& out, const T& value) {
  static_assert(std::has_unique_object_representations_v<T>, "no byte of it is left to chance");
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

/// Removes what writers that were killed left behind. One that is still at it loses its work, which costs
/// only time.
void remove_drafts(const std::filesystem::path& path) {
  const std::string start = path.filename().string() + '.';
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(path.parent_path(), ignored)) {
    if (entry.path().filename().string().starts_with(start)) {
      std::filesystem::remove(entry.path(), ignored);
    }
  }
}

}  // namespace

TreeCacheWriter::TreeCacheWriter(std::string path, const TreeCache& old)
    : m_path(std::move(path)), m_old(old) {}

TreeCacheWriter::~TreeCacheWriter() {
  if (!m_draft.empty()) {
    ::unlink(m_draft.c_str());
  }
}

void TreeCacheWriter::add(std::string path, const FileTree::Stamp& stamp, std::uint64_t digest,
                          std::string_view tree) {
  TreeCache::Row row{.stamp = stamp,
                     .digest = digest,
                     .tree_digest = digest_of(tree),
                     .tree_size = static_cast<std::uint32_t>(tree.size())};
  const std::scoped_lock lock(m_mutex);
  if (m_draft.empty()) {
    m_held.emplace_back(tree);
    m_entries.push_back({std::move(path), row});
    if (m_held.size() > std::max(k_few, m_old.size() / 50)) {
      begin();
    }
    return;
  }
  row.tree = put(tree);
  m_entries.push_back({std::move(path), row});
}

void TreeCacheWriter::begin() {
  std::error_code ignored;
  std::filesystem::create_directories(std::filesystem::path(m_path).parent_path(), ignored);
  remove_drafts(m_path);
  m_draft = m_path + ".XXXXXX";
  m_file = Descriptor(::mkostemp(m_draft.data(), O_CLOEXEC));
  m_sound = static_cast<bool>(m_file);
  for (std::size_t i = 0; i < m_held.size(); ++i) {
    m_entries[i].row.tree = put(m_held[i]);
  }
  m_held = {};
}

std::uint64_t TreeCacheWriter::put(std::string_view bytes) {
  const std::uint64_t at = m_size;
  m_buffer.append(bytes);
  m_size += bytes.size();
  if (m_buffer.size() >= k_buffer) {
    flush();
  }
  return at;
}

void TreeCacheWriter::flush() {
  for (std::string_view rest = m_buffer; m_sound && !rest.empty();) {
    const ssize_t put = ::write(m_file.get(), rest.data(), rest.size());
    m_sound = put > 0;
    rest.remove_prefix(m_sound ? static_cast<std::size_t>(put) : 0);
  }
  m_buffer.clear();
}

/// The old cache's trees of all other files. A stamp may be out of date by now: then the file is read again,
/// as before.
void TreeCacheWriter::take_over(std::span<const std::string> files) {
  const std::size_t fresh = m_entries.size();
  std::size_t near = 0;
  std::size_t next = 0;
  std::string tree;
  for (const std::string& file : files) {
    while (next < fresh && m_entries[next].path < file) {
      ++next;
    }
    if (next < fresh && m_entries[next].path == file) {
      continue;
    }
    std::optional<TreeCache::Row> row = m_old.find(file, near);
    if (row && m_old.read(*row, tree)) {
      row->tree = put(tree);
      m_entries.push_back({file, *row});
    }
  }
}

void TreeCacheWriter::finish(std::span<const std::string> files) {
  const bool is_first = m_old.size() == 0 && !m_entries.empty();
  const bool is_mostly_gone = m_old.size() > 2 * files.size();
  if (m_draft.empty() && (is_first || is_mostly_gone)) {
    begin();
  }
  if (m_draft.empty()) {
    return;
  }
  std::ranges::sort(m_entries, {}, &Entry::path);
  take_over(files);
  std::ranges::sort(m_entries, {}, &Entry::path);
  CacheTail tail = tail_of_this_reader();
  std::string index;
  std::string paths;
  for (Entry& entry : m_entries) {
    entry.row.path = paths.size();
    entry.row.path_size = static_cast<std::uint32_t>(entry.path.size());
    append(index, entry.row);
    paths += entry.path;
  }
  index += paths;
  tail.digest = digest_of(index);
  tail.count = m_entries.size();
  tail.paths = paths.size();
  append(index, tail);
  put(index);
  flush();
  if (m_sound && ::rename(m_draft.c_str(), m_path.c_str()) == 0) {
    m_draft.clear();
  }
}

}  // namespace csx::store
