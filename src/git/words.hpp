#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index_copy.hpp"

namespace csx::git {

/// Words are written as `length:bytes,`, so that any bytes can be in them.
class WordWriter {
 public:
  void put(std::string_view word);
  void put_text(const Text& text);
  void put_changes(const std::vector<EntryChange>& changes);
  void put_number(std::int64_t number);
  const std::string& text() const { return m_out; }

 private:
  void put_entry(const std::optional<IndexEntry>& entry);
  std::string m_out;
};

/// Reads what WordWriter wrote. Once something is wrong everything after is empty and `good` is false.
class WordReader {
 public:
  explicit WordReader(std::string_view text) : m_rest(text) {}
  bool good() const { return m_good; }
  bool at_end() const { return m_rest.empty(); }
  std::string word();
  std::int64_t number();
  Text text();
  std::vector<EntryChange> changes();

 private:
  std::optional<IndexEntry> entry(const std::string& path);
  template <class Number>
  void into(Number& target) {
    target = static_cast<Number>(number());
  }

  std::string_view m_rest;
  bool m_good = true;
};

}  // namespace csx::git
