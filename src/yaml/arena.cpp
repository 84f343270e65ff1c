#include "arena.hpp"

#include <cstring>
#include <memory>
#include <type_traits>

namespace csx::yaml {

static_assert(std::is_trivially_destructible_v<Node> && std::is_trivially_copyable_v<Node>,
              "the arena runs no destructors");

std::string_view Stream::Arena::copy(std::string_view text) {
  if (text.empty()) {
    return {};
  }
  auto* bytes = static_cast<char*>(memory.allocate(text.size(), 1));
  std::memcpy(bytes, text.data(), text.size());
  return {bytes, text.size()};
}

std::span<const Node> Stream::Arena::items(std::span<const Node> nodes) {
  if (nodes.empty()) {
    return {};
  }
  auto* copies = static_cast<Node*>(memory.allocate(nodes.size_bytes(), alignof(Node)));
  std::uninitialized_copy(nodes.begin(), nodes.end(), copies);
  return {copies, nodes.size()};
}

std::span<const Entry> Stream::Arena::entries(std::span<const Node> nodes) {
  const std::size_t count = nodes.size() / 2;
  if (count == 0) {
    return {};
  }
  auto* copies = static_cast<Entry*>(memory.allocate(count * sizeof(Entry), alignof(Entry)));
  for (std::size_t i = 0; i < count; ++i) {
    std::construct_at(copies + i, Entry{nodes[2 * i], nodes[2 * i + 1]});
  }
  return {copies, count};
}

}  // namespace csx::yaml
