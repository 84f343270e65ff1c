#include "csx/yaml/pack.hpp"

#include <bit>
#include <limits>
#include <type_traits>

#include "arena.hpp"

namespace csx::yaml {
namespace {

// A node's head is a byte of kind, style and core, before it one more for what is rare. `k_marked` is no
// kind.
constexpr unsigned k_marked = 3;
constexpr std::size_t k_usual_bytes = 2048;
static_assert(static_cast<unsigned>(NodeKind::mapping) < k_marked &&
              static_cast<unsigned>(ScalarStyle::folded) < 8 && static_cast<unsigned>(Core::text) < 8);
// Numbers are LEB128. Of spans only the distance from the one before is kept: it mostly fits one byte.

class Packer {
 public:
  std::string run(const Stream& stream) {
    m_out.reserve(k_usual_bytes);
    number(stream.documents.size());
    for (const Document& document : stream.documents) {
      number((document.complete ? 1U : 0U) | (document.empty ? 2U : 0U));
      span(document.span);
      node(document.root);
    }
    number(stream.problems.size());
    for (const Problem& problem : stream.problems) {
      text(problem.rule);
      number(static_cast<unsigned>(problem.severity));
      text(problem.message);
      text(problem.help);
      span(problem.span);
      number(problem.document);
      text(problem.pointer);
    }
    return std::move(m_out);
  }

 private:
  void number(std::uint64_t value) {
    for (; value >= 0x80U; value >>= 7U) {
      m_out.push_back(static_cast<char>((value & 0x7fU) | 0x80U));
    }
    m_out.push_back(static_cast<char>(value));
  }

  void text(std::string_view value) {
    number(value.size());
    m_out.append(value);
  }

  void span(Span value) {
    const std::int64_t step = std::int64_t{value.begin} - m_at;
    number((std::bit_cast<std::uint64_t>(step) << 1U) ^
           std::bit_cast<std::uint64_t>(step >> 63));  // small either way
    number(value.end - value.begin);
    m_at = value.begin;
  }

  void node(const Node& node) {
    if (node.flow || node.alias) {
      m_out.push_back(static_cast<char>(k_marked | (node.flow ? 4U : 0U) | (node.alias ? 8U : 0U)));
    }
    m_out.push_back(static_cast<char>(static_cast<unsigned>(node.kind) |
                                      static_cast<unsigned>(node.style) << 2U |
                                      static_cast<unsigned>(node.core) << 5U));
    span(node.span);
    switch (node.kind) {
      case NodeKind::scalar:
        text(node.text);
        break;
      case NodeKind::sequence:
        number(node.items.size());
        for (const Node& item : node.items) {
          this->node(item);
        }
        break;
      case NodeKind::mapping:
        number(node.entries.size());
        for (const Entry& entry : node.entries) {
          this->node(entry.key);
          this->node(entry.value);
        }
        break;
    }
  }

  std::string m_out;
  std::int64_t m_at = 0;
};

}  // namespace

class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : m_rest(bytes), m_stream(bytes.size() * 4) {}

  std::optional<Stream> run() {
    const std::uint64_t documents = count();
    for (std::uint64_t i = 0; i < documents && m_sound; ++i) {
      Document& document = m_stream.documents.emplace_back();
      const std::uint64_t flags = number();
      document.complete = (flags & 1U) != 0;
      document.empty = (flags & 2U) != 0;
      document.span = span();
      node(document.root, 0);
    }
    const std::uint64_t problems = count();
    for (std::uint64_t i = 0; i < problems && m_sound; ++i) {
      Problem& problem = m_stream.problems.emplace_back();
      problem.rule = text();
      problem.severity = one_of<Severity>(number(), Severity::error);
      problem.message = text();
      problem.help = text();
      problem.span = span();
      problem.document = small(number());
      problem.pointer = text();
    }
    return m_sound && m_rest.empty() ? std::optional(std::move(m_stream)) : std::nullopt;
  }

 private:
  // Aliases repeat a tree of the greatest depth at most once below the greatest depth.
  static constexpr std::uint32_t k_max_depth = 2 * Limits{}.max_depth + 2;

  unsigned byte() {
    if (m_rest.empty()) {
      m_sound = false;
      return 0;
    }
    const auto value = static_cast<unsigned char>(m_rest.front());
    m_rest.remove_prefix(1);
    return value;
  }

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const unsigned part = byte();
      value |= std::uint64_t{part & 0x7fU} << shift;
      if (part < 0x80U) {
        return value;
      }
    }
    m_sound = false;
    return 0;
  }

  // Of things of which each takes a byte at least.
  std::uint64_t count() {
    const std::uint64_t value = number();
    m_sound = m_sound && value <= m_rest.size();
    return m_sound ? value : 0;
  }

  std::uint32_t small(std::uint64_t value) {
    m_sound = m_sound && value <= std::numeric_limits<std::uint32_t>::max();
    return static_cast<std::uint32_t>(value);
  }

  template <class E>
  E one_of(std::uint64_t value, E last) {
    m_sound = m_sound && value <= static_cast<std::uint64_t>(last);
    return static_cast<E>(value);
  }

  std::string_view text() {
    const std::uint64_t size = count();
    const std::string_view value = m_rest.substr(0, size);
    m_rest.remove_prefix(size);
    return value;
  }

  Span span() {
    const std::uint64_t folded = number();
    const auto step = std::bit_cast<std::int64_t>((folded >> 1U) ^ (~(folded & 1U) + 1U));
    m_at += std::bit_cast<std::uint64_t>(step);
    const std::uint32_t begin = small(m_at);
    return {begin, small(m_at + number())};
  }

  void node(Node& node, std::uint32_t depth) {
    unsigned head = byte();
    if ((head & 3U) == k_marked) {
      node.flow = (head & 4U) != 0;
      node.alias = (head & 8U) != 0;
      head = byte();
    }
    node.kind = one_of<NodeKind>(head & 3U, NodeKind::mapping);
    node.style = one_of<ScalarStyle>(head >> 2U & 7U, ScalarStyle::folded);
    node.core = one_of<Core>(head >> 5U, Core::text);
    node.span = span();
    m_sound = m_sound && depth <= k_max_depth;
    if (!m_sound) {
      return;
    }
    switch (node.kind) {
      case NodeKind::scalar:
        node.text = text();
        break;
      case NodeKind::sequence: {
        const std::span<Node> items = room<Node>(count());
        for (Node& item : items) {
          this->node(item, depth + 1);
        }
        node.items = items;
        break;
      }
      case NodeKind::mapping: {
        const std::span<Entry> entries = room<Entry>(count());
        for (Entry& entry : entries) {
          this->node(entry.key, depth + 1);
          this->node(entry.value, depth + 1);
        }
        node.entries = entries;
        break;
      }
    }
  }

  template <class T>
  std::span<T> room(std::uint64_t size) {
    // An item takes three bytes at least: what claims more is not believed, nor given memory.
    constexpr std::uint64_t k_least = sizeof(T) / sizeof(Node) * 3;
    m_sound = m_sound && size * k_least <= m_rest.size();
    if (!m_sound || size == 0) {
      return {};
    }
    auto* items = static_cast<T*>(m_stream.m_arena->memory.allocate(size * sizeof(T), alignof(T)));
    std::uninitialized_value_construct_n(items, size);
    return {items, size};
  }

  std::string_view m_rest;
  Stream m_stream;
  std::uint64_t m_at = 0;
  bool m_sound = true;
};

std::string pack(const Stream& stream) {
  return Packer().run(stream);
}

std::optional<Stream> unpack(std::string_view bytes) {
  return Unpacker(bytes).run();
}

}  // namespace csx::yaml
