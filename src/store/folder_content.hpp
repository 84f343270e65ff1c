#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace csx::store {

enum class EntryKind : std::uint8_t { file, folder, link, other };

struct FolderEntry {
  std::string name;
  EntryKind kind;
};

/// What one folder holds, without what can be no record and lead to none.
struct FolderContent {
  std::vector<FolderEntry> entries;  ///< so that a walk meets paths in bytewise order
  bool repository = false;           ///< holds .git
  bool rules = false;                ///< holds .gitignore
  int error = 0;                     ///< errno of a reading that broke off
};

/// Reads folders through one buffer: readdir would take 32 KiB and three more system calls for each.
class FolderReader {
 public:
  FolderReader() : m_buffer(k_buffer_bytes / sizeof(std::uint64_t)) {}
  FolderContent read(int folder);

 private:
  static constexpr std::size_t k_buffer_bytes = std::size_t{64} << 10U;
  std::vector<std::uint64_t> m_buffer;  // words, as the kernel aligns its entries
};

}  // namespace csx::store
