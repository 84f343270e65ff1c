#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "contents.hpp"
#include "csx/store/dataset.hpp"
#include "tree_cache.hpp"

namespace csx::store {

/// What one file gave. Its records and suppressions do not know yet which file of the data set it is.
struct FileContent {
  std::vector<std::unique_ptr<model::AnyRecord>> records;
  std::vector<Diagnostic> findings;
  std::vector<InlineSuppression> suppressions;
  std::vector<UnreadId> unread_ids;
};

/// What was read before, as one thread uses it.
struct Memory {
  const TreeCache* cache = nullptr;   ///< null: nothing is remembered
  TreeCacheWriter* writer = nullptr;  ///< there when the cache is
  std::int64_t settled_ns = 0;        ///< files written later may change again within one tick of their clock
  Contents* contents = nullptr;       ///< null: contents are not remembered
  void (*before_much)(MemoryNeed) = nullptr;  ///< as in LoadOptions
  std::size_t near = 0;                       ///< where the last file stood
  std::string tree;                           ///< room for what is read next
};

/// Never fails: a file that cannot be read is a finding. Safe to call from several threads.
FileContent read_file(const FileTree& tree, const std::string& path, Memory& memory);

Diagnostic finding_in(std::string_view file, std::string_view rule, std::string message,
                      std::string help = {});

}  // namespace csx::store
