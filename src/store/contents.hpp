#pragma once

#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "csx/store/content_memory.hpp"

namespace csx::store {

/// The inside of a ContentMemory.
struct Contents {
  struct Kept {
    std::string tree;  ///< packed
    std::vector<InlineSuppression> suppressions;
  };

  static Contents& of(ContentMemory& memory) { return *memory.m_contents; }

  /// Null for none; what is kept stays where it is.
  const Kept* find(const std::string& id);
  void add(std::string id, Kept kept);

 private:
  std::shared_mutex m_mutex;
  std::unordered_map<std::string, Kept> m_kept;
};

}  // namespace csx::store
