#pragma once

#include <memory_resource>
#include <span>
#include <string_view>

#include "csx/yaml/tree.hpp"

namespace csx::yaml {

// Nodes and decoded text of one file: freed together, and never one by one.
struct Stream::Arena {
  explicit Arena(std::size_t first_block) : memory(first_block) {}

  std::string_view copy(std::string_view text);
  std::span<const Node> items(std::span<const Node> nodes);
  // Keys and values in turn; their number is even.
  std::span<const Entry> entries(std::span<const Node> nodes);

  std::pmr::monotonic_buffer_resource memory;
};

}  // namespace csx::yaml
