#include "reading_crew.hpp"

#include <algorithm>
#include <utility>

#include "csx/base/parallel.hpp"

namespace csx::store {

ReadingCrew::ReadingCrew(const FileTree& tree, unsigned threads, Memory memory)
    : m_tree(tree), m_memory(std::move(memory)), m_helpers(helpers(threads, [this] { work(); })) {}

ReadingCrew::~ReadingCrew() {
  close();
}

void ReadingCrew::add(std::string path) {
  {
    const std::scoped_lock lock(m_mutex);
    m_files.push_back({std::move(path), {}});
  }
  m_changed.notify_one();
}

ReadingCrew::Read ReadingCrew::finish() {
  close();
  work();
  m_helpers.clear();
  std::deque<File> files = std::exchange(m_files, {});
  if (!std::ranges::is_sorted(files, {}, &File::path)) {  // most trees list in order
    std::ranges::sort(files, {}, &File::path);
  }
  return {std::move(files), std::exchange(m_ids, {})};
}

void ReadingCrew::close() {
  {
    const std::scoped_lock lock(m_mutex);
    m_closed = true;
  }
  m_changed.notify_all();
}

void ReadingCrew::work() {
  Memory memory = m_memory;
  DeclaredIds ids;
  for (std::vector<File*> batch = next_batch(); !batch.empty(); batch = next_batch()) {
    for (File* file : batch) {
      file->content = read_file(m_tree, file->path, memory);
      for (const std::unique_ptr<model::AnyRecord>& record : file->content.records) {
        ids.add(*record);
      }
    }
  }
  ids.sort();
  const std::scoped_lock lock(m_mutex);
  m_ids.push_back(std::move(ids));
}

/// Waits for files to come; empty when none will.
std::vector<ReadingCrew::File*> ReadingCrew::next_batch() {
  constexpr std::size_t k_batch = 16;
  std::unique_lock lock(m_mutex);
  m_changed.wait(lock, [this] { return m_closed || m_taken < m_files.size(); });
  std::vector<File*> batch;
  for (; m_taken < m_files.size() && batch.size() < k_batch; ++m_taken) {
    batch.push_back(&m_files[m_taken]);
  }
  return batch;
}

}  // namespace csx::store
