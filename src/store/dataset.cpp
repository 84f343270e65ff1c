#include "csx/store/dataset.hpp"

#include <algorithm>

#include "csx/model/walk.hpp"

namespace csx::store {
namespace {

std::size_t index_of(const model::Kind& kind) {
  return static_cast<std::size_t>(&kind - model::kinds().data());
}

template <class Map, class Key>
std::span<const model::AnyRecord* const> group_in(const Map& groups, const Key& key) {
  const auto found = groups.find(key);
  return found == groups.end() ? std::span<const model::AnyRecord* const>()
                               : std::span<const model::AnyRecord* const>(found->second);
}

}  // namespace

std::span<const model::AnyRecord* const> Dataset::of_kind(const model::Kind& kind) const {
  return m_by_kind[index_of(kind)];
}

std::span<const model::AnyRecord* const> Dataset::unread_of_kind(const model::Kind& kind) const {
  return m_unread[index_of(kind)];
}

const model::AnyRecord* Dataset::find(std::string_view kind_name, std::string_view identity) const {
  const model::Kind* kind = model::find_kind(kind_name);
  if (kind == nullptr) {
    return nullptr;
  }
  const auto& records = m_by_identity[index_of(*kind)];
  if (const auto found = records.find(std::string(identity)); found != records.end()) {
    return found->second;
  }
  const std::span<const model::AnyRecord* const> found = versions(identity);
  return kind == &model::kind_of<model::Agreement>() && !found.empty() ? found.back() : nullptr;
}

std::span<const std::string_view> Dataset::ids(std::string_view target) const {
  const auto found = m_ids.find(target);
  return found == m_ids.end() ? std::span<const std::string_view>()
                              : std::span<const std::string_view>(found->second);
}

bool Dataset::has_id(std::string_view target, std::string_view id) const {
  return std::ranges::binary_search(ids(target), id);
}

bool Dataset::may_have_id(std::string_view target, std::string_view id) const {
  const model::Kind* kind = model::find_kind(target);
  const auto may_be = [&](const UnreadId& each) {
    const bool is_of_kind =
        kind != nullptr ? each.kind == kind : each.kind != nullptr && model::declares(*each.kind, target);
    return each.is_own == (kind != nullptr) && (each.kind == nullptr || is_of_kind);
  };
  auto at = std::ranges::lower_bound(m_unread_ids, id, {},
                                     [](const UnreadId& each) { return std::string_view(each.id); });
  while (at != m_unread_ids.end() && at->id == id && !may_be(*at)) {
    ++at;
  }
  return at != m_unread_ids.end() && at->id == id;
}

bool Dataset::has_unknown_record() const {
  return !m_unread_ids.empty() && m_unread_ids.front().id.empty();
}

std::span<const model::AnyRecord* const> Dataset::versions(std::string_view agreement) const {
  return group_in(m_versions, agreement);
}

std::span<const model::AnyRecord* const> Dataset::handoffs_of(std::string_view account) const {
  return group_in(m_handoffs, std::string(account));
}

}  // namespace csx::store
