#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csx/yaml/tree.hpp"
#include "events.hpp"
#include "explain.hpp"
#include "prescan.hpp"
#include "problems.hpp"

namespace csx::yaml {

// Makes the tree of a stream out of events, without recursion: the depth of the text is not the depth of the
// stack.
class Builder {
 public:
  Builder(std::string_view text, const Prescan& scanned, const Limits& limits, Problems& problems,
          Stream& stream);
  void run();

 private:
  // A collection whose end has not come yet. Its children are m_nodes from `first` on, keys and values in
  // turn.
  struct Frame {
    NodeKind kind = NodeKind::mapping;
    bool flow = false;
    Span span;  // grows with the children
    std::size_t first = 0;
    std::uint32_t height = 0;  // of the tallest child
    std::uint32_t nodes_before = 0;
    std::optional<std::size_t> anchor;
  };
  struct Anchor {
    Node node;
    std::uint32_t nodes = 0;
    std::uint32_t height = 0;
    bool complete = false;
  };
  enum class Child : std::uint8_t { coming, none };
  static constexpr std::string_view k_merge_key = "<<";

  void listen_from(std::uint32_t begin);
  std::optional<std::uint32_t> read_from(std::uint32_t begin);
  void handle();
  void begin_document(std::uint32_t begin);
  void end_document(bool complete);
  void begin_collection(NodeKind kind);
  void end_collection();
  void scalar();
  void alias();
  bool refuse_directive(std::uint32_t at);
  void fail(const Fault& fault);
  void drop_unsure(std::uint32_t fault);
  void close_early();
  void close_frame();

  Node make_scalar();
  Span missing_value(std::uint32_t property_count);
  std::string_view decoded(const Node& node, std::string_view value);
  std::uint32_t value_begin(const yaml_char_t* anchor, const yaml_char_t* tag);
  // How many there are; a tag is refused.
  std::uint32_t properties(const yaml_char_t* anchor, const yaml_char_t* tag) {
    if (tag != nullptr) {
      refuse_tag();
    }
    return (anchor != nullptr ? 1U : 0U) + (tag != nullptr ? 1U : 0U);
  }
  void refuse_tag();
  void add(const Node& node, std::uint32_t height);
  // False when that is more than allowed.
  bool count(std::uint32_t nodes, Span span) {
    m_count += nodes;
    if (m_count > m_limits.max_nodes) {
      too_many(span);
    }
    return !m_stopped;
  }
  void too_many(Span span);
  bool at_key() const {
    return !m_frames.empty() && m_frames.back().kind == NodeKind::mapping &&
           (m_nodes.size() - m_frames.back().first) % 2 == 0;
  }
  std::size_t anchor_opened(const yaml_char_t* name);

  void check_plain_value(const Node& node);
  void check_decoded(const Node& node, std::string_view value);
  void check_key(const Node& key) {
    const std::uint32_t bytes = key.span.end - key.span.begin;
    const bool usual = key.kind == NodeKind::scalar && bytes > 0 && bytes <= m_limits.max_key_bytes &&
                       key.text != k_merge_key;
    if (!usual) {
      refuse_key(key);
    }
  }
  void refuse_key(const Node& key);  // unless nothing is wrong with it
  void check_duplicates(std::span<const Entry> entries);
  void report_if_among(std::span<const Entry> before, const Node& key);
  void check_root_duplicates(std::span<const Entry> entries);
  void report_duplicate(const Node& key, const Node& first, std::string_view help = "keep one of the two");
  void check_ambiguous(const Node& node);

  std::string pointer(Child child = Child::coming) const;
  // `make` gives the problem; document and pointer are added.
  template <class Make>
  void report(Severity severity, Make make);
  void report(std::string_view rule, Span span, std::string message, std::string help);
  void stop(std::string_view rule, Span span, std::string message, std::string help);

  std::string_view m_text;    // as it is: what nodes view
  std::string_view m_source;  // as libyaml reads it: the same bytes, or repaired ones
  std::uint32_t m_base;
  const Limits& m_limits;
  Problems& m_problems;
  Stream& m_stream;
  std::optional<Events> m_events;  // from the beginning, or from the document after a fault

  std::vector<Frame> m_frames;
  std::vector<Node> m_nodes;
  std::vector<Anchor> m_anchors;
  std::map<std::string, std::size_t, std::less<>> m_anchor_names;
  std::optional<LastScalar> m_last_scalar;
  std::uint32_t m_document_begin = 0;
  std::uint32_t m_count = 0;
  std::uint32_t m_alias_nodes = 0;
  bool m_in_document = false;
  bool m_implicit_end = false;  // the last document ended without `...`
  bool m_has_root = false;
  bool m_stopped = false;
};

}  // namespace csx::yaml
