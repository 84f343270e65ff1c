#include "contents.hpp"

#include <mutex>

namespace csx::store {

ContentMemory::ContentMemory() : m_contents(std::make_unique<Contents>()) {}
ContentMemory::~ContentMemory() = default;

const Contents::Kept* Contents::find(const std::string& id) {
  const std::shared_lock lock(m_mutex);
  const auto found = m_kept.find(id);
  return found == m_kept.end() ? nullptr : &found->second;
}

void Contents::add(std::string id, Kept kept) {
  const std::unique_lock lock(m_mutex);
  m_kept.try_emplace(std::move(id), std::move(kept));
}

}  // namespace csx::store
