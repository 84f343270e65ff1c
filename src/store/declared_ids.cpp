#include "declared_ids.hpp"

#include <algorithm>
#include <iterator>

namespace csx::store {

void DeclaredIds::add(const model::AnyRecord& record) {
  m_mentions.clear();
  model::collect_mentions(*record.kind().type, record.value(), m_mentions, model::Only::declared);
  for (const model::Mention& mention : m_mentions) {
    if (!mention.id().empty()) {
      list_of(mention.target()).push_back(mention.id());
    }
  }
}

void DeclaredIds::sort() {
  for (auto& [target, ids] : m_ids) {
    if (!std::ranges::is_sorted(ids)) {  // files mostly come in the order of their records' ids
      std::ranges::sort(ids);
    }
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  }
}

DeclaredIds::ByTarget DeclaredIds::merged(std::vector<DeclaredIds> parts) {
  ByTarget all;
  for (DeclaredIds& part : parts) {
    for (auto& [target, ids] : part.m_ids) {
      std::vector<std::string_view>& known = all[target];
      if (known.empty()) {
        known = std::move(ids);
        continue;
      }
      std::vector<std::string_view> both;
      both.reserve(known.size() + ids.size());
      std::ranges::set_union(known, ids, std::back_inserter(both));
      known = std::move(both);
    }
  }
  return all;
}

std::vector<std::string_view>& DeclaredIds::list_of(const model::Target& target) {
  const char* name = target.name.data();
  const auto known = std::ranges::find(m_known, name, [](const auto& each) { return each.first; });
  return known != m_known.end() ? *known->second : *m_known.emplace_back(name, &m_ids[target.name]).second;
}

}  // namespace csx::store
