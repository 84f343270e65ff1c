#pragma once

#include <cstdint>
#include <cstring>

namespace csx::store {

/// A cache's file: the trees; a row for each file, sorted by path; the paths; this. Of this machine, for this
/// machine.
struct CacheTail {
  std::uint64_t digest = 0;  ///< of rows and paths
  std::uint64_t count = 0;   ///< of rows
  std::uint64_t paths = 0;   ///< bytes
  char reader[72] = {};      ///< which csx wrote it
};

/// A fingerprint of the sources of room yaml: another reader may see another tree in the same text.
inline CacheTail tail_of_this_reader() {
  static_assert(sizeof(CSX_READER_FINGERPRINT) <= sizeof(CacheTail::reader));
  CacheTail tail;
  std::memcpy(tail.reader, CSX_READER_FINGERPRINT, sizeof(CSX_READER_FINGERPRINT));
  return tail;
}

}  // namespace csx::store
