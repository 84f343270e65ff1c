#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "csx/base/result.hpp"

namespace csx::interop {

/// Sorts any number of byte strings by their keys (equal keys in the order of coming) in bounded memory: what
/// is beyond `max_bytes` waits, sorted, in temporary files without a name.
class RowSorter {
 public:
  explicit RowSorter(std::size_t max_bytes = std::size_t{32} << 20);
  ~RowSorter();
  RowSorter(const RowSorter&) = delete;
  RowSorter& operator=(const RowSorter&) = delete;

  /// *Errors*: io of the temporary file.
  Status add(std::string_view key, std::string_view payload);
  /// No more are added; reading begins. *Errors*: io.
  Status sort();
  /// The next in order; the views hold until the next call. False at the end. *Errors*: io.
  Result<bool> next(std::string_view& key, std::string_view& payload);

 private:
  struct Item {
    std::size_t begin = 0;
    std::uint32_t key = 0;      ///< bytes
    std::uint32_t payload = 0;  ///< bytes
  };
  struct Run;
  void sort_held();
  Status spill();
  std::string_view key_of(const Item& item) const;

  std::size_t m_max_bytes;
  std::string m_bytes;
  std::vector<Item> m_items;
  std::size_t m_next = 0;
  std::vector<std::unique_ptr<Run>> m_runs;
  Run* m_last = nullptr;  ///< the run whose item was given last
};

/// What goes into a payload.
class ByteWriter {
 public:
  void put(std::uint64_t number);
  void put(std::string_view text);
  const std::string& bytes() const { return m_bytes; }
  void clear() { m_bytes.clear(); }

 private:
  std::string m_bytes;
};
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : m_bytes(bytes) {}
  std::uint64_t number();
  std::string_view text();

 private:
  std::string_view m_bytes;
};

/// Eight bytes that sort as the number does.
std::string sortable(std::uint64_t number);

}  // namespace csx::interop
