#pragma once

#include <vector>

#include "csx/yaml/tree.hpp"

namespace csx::yaml {

// Calls `visit` with every scalar and alias that stands in the text, in its order, without recursion.
template <class Visit>
void for_each_leaf(const Node& root, Visit visit) {
  std::vector<const Node*> coming{&root};
  while (!coming.empty()) {
    const Node* node = coming.back();
    coming.pop_back();
    if (node->alias || node->kind == NodeKind::scalar) {
      visit(*node);
    } else if (node->kind == NodeKind::sequence) {
      for (auto item = node->items.rbegin(); item != node->items.rend(); ++item) {
        coming.push_back(&*item);
      }
    } else {
      for (auto entry = node->entries.rbegin(); entry != node->entries.rend(); ++entry) {
        coming.push_back(&entry->value);
        coming.push_back(&entry->key);
      }
    }
  }
}

}  // namespace csx::yaml
