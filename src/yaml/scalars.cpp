#include <fmt/format.h>

#include <algorithm>

#include "arena.hpp"
#include "builder.hpp"
#include "core.hpp"
#include "scan.hpp"

// One scalar event to one node.
namespace csx::yaml {

namespace {

ScalarStyle style_of(yaml_scalar_style_t style) {
  switch (style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
      return ScalarStyle::single_quoted;
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
      return ScalarStyle::double_quoted;
    case YAML_LITERAL_SCALAR_STYLE:
      return ScalarStyle::literal;
    case YAML_FOLDED_SCALAR_STYLE:
      return ScalarStyle::folded;
    default:
      return ScalarStyle::plain;
  }
}

}  // namespace

void Builder::scalar() {
  const auto& event = m_events->event().data.scalar;
  const Node node = make_scalar();
  if (!count(1, node.span)) {
    return;
  }
  if (node.span.end - node.span.begin > m_limits.max_scalar_bytes) {
    stop("yaml/too-large", node.span,
         fmt::format("a value of {} bytes, wanted at most {}", node.span.end - node.span.begin,
                     m_limits.max_scalar_bytes),
         "keep long text in a file of its own and name that file here");
    return;
  }
  if (event.anchor != nullptr) {
    m_anchors[anchor_opened(event.anchor)] = {node, 1, 0, true};
  }
  m_last_scalar = LastScalar{node.span, node.style};
  add(node, 0);
}

Node Builder::make_scalar() {
  const auto& event = m_events->event().data.scalar;
  const std::string_view value(reinterpret_cast<const char*>(event.value), event.length);
  const std::uint32_t property_count = properties(event.anchor, event.tag);
  Node node;
  node.style = style_of(event.style);
  if (node.style == ScalarStyle::plain && value.empty()) {
    node.span = missing_value(property_count);
    return node;
  }
  node.span = m_events->span();
  if (property_count > 0) {
    node.span.begin = std::min(skip_properties(m_source, node.span.begin, property_count), node.span.end);
  }
  if (node.style == ScalarStyle::literal || node.style == ScalarStyle::folded) {
    node.span.end = trimmed_block_end(m_source, node.span);
  }
  node.text = decoded(node, value);
  node.core = Core::text;
  if (node.style == ScalarStyle::plain && may_be_more_than_text(node.text[0])) {
    node.core = resolve_core(node.text);
    if (!at_key()) {
      check_plain_value(node);
    }
  }
  return node;
}

// Most scalars stand in the text as they are meant: those need no copy. Of a plain one in one line that is
// known without looking.
std::string_view Builder::decoded(const Node& node, std::string_view value) {
  const bool is_quoted = node.style == ScalarStyle::single_quoted || node.style == ScalarStyle::double_quoted;
  const std::uint32_t quote = is_quoted ? 1 : 0;
  const std::string_view inner = slice(m_text, {node.span.begin + quote, node.span.end - quote});
  const yaml_event_t& event = m_events->event();
  const bool is_plain_line = node.style == ScalarStyle::plain &&
                             event.start_mark.line == event.end_mark.line && m_text.data() == m_source.data();
  if (inner.size() == value.size() && (is_plain_line || inner == value)) {
    return inner;
  }
  if (node.style == ScalarStyle::double_quoted) {
    check_decoded(node, value);
  }
  return m_stream.m_arena->copy(value);
}

Span Builder::missing_value(std::uint32_t property_count) {
  const Span event = m_events->span();
  std::uint32_t at = property_count > 0 ? event.end : event.begin;
  if (property_count == 0 && m_frames.empty()) {
    at = m_document_begin;
  } else if (property_count == 0 && m_frames.back().kind == NodeKind::mapping && !at_key()) {
    const std::uint32_t key_end = m_nodes.back().span.end;
    at = skip_space_and_comments(m_source, key_end);
    // Before libyaml's mark: a ':' beyond it begins the next token.
    at = at < event.begin && m_source[at] == ':' ? at + 1 : key_end;
  }
  return {at, at};
}

}  // namespace csx::yaml
