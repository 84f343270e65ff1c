#include "render.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "csx/base/text.hpp"
#include "scan.hpp"
#include "style.hpp"

namespace csx::yaml {

namespace {

constexpr std::size_t k_fold_width = 80;  // of folded text
constexpr std::size_t k_least_fold = 40;
constexpr std::uint32_t k_largest_digit = 9;

bool is_text(const Node* node) {
  return node != nullptr && !node->alias && node->kind == NodeKind::scalar && node->core == Core::text;
}

bool is_empty_collection(const Value& value) {
  return value.kind != NodeKind::scalar && value.items.empty() && value.entries.empty();
}

bool is_one_line(const Value& value) {
  const auto scalar = [](const Value& child) {
    return child.kind == NodeKind::scalar && child.text.find('\n') == std::string::npos;
  };
  return std::all_of(value.items.begin(), value.items.end(), scalar);
}

// The longest line of a folded scalar, within reason.
std::size_t fold_width(std::string_view text, Like like) {
  if (!like.itself) {
    return k_fold_width;
  }
  std::size_t width = 0;
  for (const std::string_view line : split(slice(text, like.node->span), '\n')) {
    width = std::max(width, count_characters(trim(line)));
  }
  return std::clamp(width, k_least_fold, k_line_width);
}

void append(std::vector<std::string>& lines, std::vector<std::string>&& more) {
  lines.insert(lines.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

void append_comment(std::vector<std::string>& lines, const Value& value, std::uint32_t column) {
  for (const std::string& line : value.comment) {
    lines.push_back(std::string(column, ' ') + (line.empty() ? "#" : "# " + line));
  }
}

// In brackets a ':' inside a word stays plain where it is plain already: `of: sha256:1f2e`. Who reads the one
// reads the other.
bool is_plain_as(std::string_view text, Context context, Like like) {
  return context == Context::flow && is_text(like.node) && like.node->style == ScalarStyle::plain &&
         like.node->text.find(':') != std::string_view::npos && !reads_as_text(like.node->text, context) &&
         text.find_first_of(",[]{}?") == std::string_view::npos && reads_as_text(text, Context::block);
}

Like child_of(Like like, std::string_view key) {
  const bool mapping = like.node != nullptr && like.node->kind == NodeKind::mapping;
  return {mapping ? like.node->find(key) : nullptr, like.itself};
}

Like item_of(Like like, std::size_t index) {
  if (like.node == nullptr || like.node->kind != NodeKind::sequence || like.node->items.empty()) {
    return {};
  }
  const bool itself = like.itself && index < like.node->items.size();
  return {&like.node->items[std::min(index, like.node->items.size() - 1)], itself};
}

// Whether the node, and so its children, stand where their spans say.
bool has_place(Like like) {
  return like.node != nullptr && !like.node->alias && !like.node->flow && like.node->kind != NodeKind::scalar;
}

}  // namespace

Rendered Renderer::value(const Value& value, const Room& room, Like like) const {
  if (value.kind == NodeKind::scalar) {
    return scalar(value, room, like);
  }
  return collection(value, room, like);
}

Rendered Renderer::scalar(const Value& value, const Room& room, Like like) const {
  if (room.context == Context::block && value.core == Core::text) {
    if (std::optional<Rendered> block = block_scalar(value, room, like)) {
      return *std::move(block);
    }
  }
  Rendered rendered;
  if (value.core != Core::null || room.context == Context::flow || room.parent != Room::Parent::mapping) {
    rendered.head = line_scalar(value, room.context, like);
  }
  return rendered;
}

std::optional<Rendered> Renderer::block_scalar(const Value& value, const Room& room, Like like) const {
  const bool was_block = like.node != nullptr && is_block_scalar(*like.node);
  const bool was_folded = was_block && like.node->style == ScalarStyle::folded;
  const bool many_lines = value.text.find('\n') != std::string::npos;
  const bool wants_quotes = like.itself && is_text(like.node) && is_quoted(*like.node) &&
                            like.node->text.find('\n') != std::string_view::npos;
  const bool wanted =
      many_lines || (was_block && like.itself) || (was_folded && value.text.size() > k_fold_width);
  if (!wanted || wants_quotes) {
    return std::nullopt;
  }
  std::optional<BlockScalar> block;
  if (was_folded) {
    block = folded(value.text, fold_width(m_text, like));
  }
  if (!block) {
    block = literal(value.text);
  }
  std::uint32_t column = room.column + m_style.step;
  if (was_block && like.itself) {
    const std::uint32_t old = content_column(m_text, *like.node, room.column);
    column = old > room.column ? old : column;
  }
  const std::uint32_t digit = column - room.column;
  if (!block || column <= room.reach || (block->chomping == "+" && room.blank_below) ||
      (block->needs_indentation_digit && (digit > k_largest_digit || room.parent == Room::Parent::root))) {
    return std::nullopt;
  }
  Rendered rendered;
  rendered.form = Rendered::Form::block_scalar;
  rendered.head = block->header(digit);
  for (const std::string& line : block->lines) {
    rendered.lines.push_back(line.empty() ? std::string() : std::string(column, ' ') + line);
  }
  rendered.needs_break = block->ends_in_break();
  return rendered;
}

std::string Renderer::quoted(std::string_view text, ScalarStyle style) const {
  return style == ScalarStyle::single_quoted && fits_single_quotes(text) ? in_single_quotes(text)
                                                                         : in_double_quotes(text);
}

std::string Renderer::line_scalar(const Value& value, Context context, Like like) const {
  if (value.core == Core::null) {
    return "null";
  }
  if (value.core != Core::text) {
    return value.text;
  }
  if (is_text(like.node) && is_quoted(*like.node) &&
      (like.itself || reads_as_text(like.node->text, context))) {
    return quoted(value.text, like.node->style);
  }
  const bool wants_plain = is_text(like.node) || !m_style.quotes_always;
  if (wants_plain && (reads_as_text(value.text, context) || is_plain_as(value.text, context, like))) {
    return value.text;
  }
  return quoted(value.text, m_style.quotes);
}

std::string Renderer::key(std::string_view name, Context context) const {
  const bool plain = !m_style.quotes_keys && reads_as_text(name, context);
  return plain ? std::string(name) : quoted(name, m_style.quotes_keys ? m_style.key_quotes : m_style.quotes);
}

std::string Renderer::flow(const Value& value, Like like) const {
  return value.kind == NodeKind::scalar ? line_scalar(value, Context::flow, like)
                                        : flow_collection(value, like);
}

std::string Renderer::flow_collection(const Value& value, Like like) const {
  const bool sequence = value.kind == NodeKind::sequence;
  if (is_empty_collection(value)) {
    return sequence ? "[]" : "{}";
  }
  const bool padded = sequence ? m_style.padded_brackets : m_style.padded_braces;
  std::string result = sequence ? "[" : "{";
  result += padded ? " " : "";
  bool first = true;
  const auto separate = [&] {
    result += first ? std::string_view{} : m_style.separator;
    first = false;
  };
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    separate();
    result += flow(value.items[i], item_of(like, i));
  }
  for (const auto& [name, child] : value.entries) {
    separate();
    const std::string spelled = key(name, Context::flow);
    result += spelled;
    const bool tight = spelled[0] == '"' || spelled[0] == '\'';
    result += tight ? m_style.colon : std::string_view(": ");
    result += flow(child, child_of(like, name));
  }
  result += padded ? " " : "";
  result += sequence ? "]" : "}";
  return result;
}

Rendered Renderer::collection(const Value& value, const Room& room, Like like) const {
  Rendered rendered;
  if (room.context == Context::flow || is_empty_collection(value)) {
    rendered.head = flow(value, like);
    return rendered;
  }
  const bool alike = like.node != nullptr && like.node->kind == value.kind && size_of(*like.node) > 0;
  if (alike ? like.node->flow : value.kind == NodeKind::sequence && is_one_line(value)) {
    rendered.head = flow(value, alike ? like : Like{});
    if (alike || room.used + rendered.head.size() <= k_line_width) {
      return rendered;
    }
    rendered.head.clear();
  }
  rendered.form = Rendered::Form::block;
  rendered.column = block_column(value, room, alike ? like : Like{});
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    Rendered one = item(value.items[i], rendered.column, room, item_of(like, i));
    append(rendered.lines, std::move(one.lines));
    rendered.needs_break = one.needs_break;
  }
  for (const auto& [name, child] : value.entries) {
    Rendered one = entry(name, child, rendered.column, room, child_of(like, name));
    append(rendered.lines, std::move(one.lines));
    rendered.needs_break = one.needs_break;
  }
  return rendered;
}

std::uint32_t Renderer::block_column(const Value& value, const Room& room, Like like) const {
  if (room.at) {
    return *room.at;
  }
  switch (room.parent) {
    case Room::Parent::root:
      return 0;
    case Room::Parent::sequence:
      return room.column + 1 + m_style.dash_gap;
    case Room::Parent::mapping:
      break;
  }
  if (has_place(like) && like.itself && begins_line(m_text, like.node->span.begin)) {
    return column_of(m_text, like.node->span.begin);
  }
  return room.column + (value.kind == NodeKind::sequence ? m_style.sequence_step : m_style.step);
}

Rendered Renderer::entry(std::string_view name, const Value& value, std::uint32_t column, const Room& room,
                         Like like) const {
  Rendered rendered;
  append_comment(rendered.lines, value, column);
  std::string line = std::string(column, ' ') + key(name, Context::block) + ":";
  Room inner = room;
  inner.parent = Room::Parent::mapping;
  inner.column = column;
  inner.at.reset();
  inner.used = static_cast<std::uint32_t>(line.size()) + 1;
  Rendered child = this->value(value, inner, like);
  if (!child.head.empty()) {
    line += " " + child.head;
  }
  rendered.lines.push_back(std::move(line));
  append(rendered.lines, std::move(child.lines));
  rendered.form = Rendered::Form::block;
  rendered.column = column;
  rendered.needs_break = child.needs_break;
  return rendered;
}

Rendered Renderer::item(const Value& value, std::uint32_t column, const Room& room, Like like) const {
  Rendered rendered;
  append_comment(rendered.lines, value, column);
  std::string line = std::string(column, ' ') + "-";
  Room inner = room;
  inner.parent = Room::Parent::sequence;
  inner.column = column;
  inner.at.reset();
  inner.used = column + 1 + m_style.dash_gap;
  Rendered child = this->value(value, inner, like);
  const bool below =
      has_place(like) && like.node->kind == value.kind && begins_line(m_text, like.node->span.begin);
  if (child.form == Rendered::Form::block && !below) {
    // The first line stands beside the dash.
    line += std::string(m_style.dash_gap, ' ');
    line += child.lines.front().substr(child.column);
    rendered.lines.push_back(std::move(line));
    child.lines.erase(child.lines.begin());
  } else {
    if (!child.head.empty()) {
      line += std::string(m_style.dash_gap, ' ') + child.head;
    }
    rendered.lines.push_back(std::move(line));
  }
  append(rendered.lines, std::move(child.lines));
  rendered.form = Rendered::Form::block;
  rendered.column = column;
  rendered.needs_break = child.needs_break;
  return rendered;
}

}  // namespace csx::yaml
