#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "csx/yaml/edit.hpp"

namespace csx::yaml::test {

/// Edits of a text that make sense for it, of every kind, with values of every kind.
class RandomEdits {
 public:
  explicit RandomEdits(std::uint64_t seed) : m_random(seed) {}

  Edit edit(const Stream& stream);
  Value value(std::size_t depth = 0);

 private:
  /// A node and where it is.
  struct Place {
    std::string pointer;
    const Node* node = nullptr;
    const Node* parent = nullptr;
  };

  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(m_random() % bound); }
  bool one_in(std::size_t n) { return below(n) == 0; }
  std::string words();
  std::string new_key();
  Value like(const Node& node);
  static void collect(const Place& place, std::vector<Place>& places);

  std::mt19937_64 m_random;
};

}  // namespace csx::yaml::test
