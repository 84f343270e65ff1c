#include "splices.hpp"

#include <algorithm>

#include "core.hpp"
#include "scan.hpp"

namespace csx::yaml {

namespace {

bool is_flat(const Value& value) {
  const auto scalar = [](const Value& child) { return child.kind == NodeKind::scalar; };
  return std::all_of(value.items.begin(), value.items.end(), scalar) &&
         std::all_of(value.entries.begin(), value.entries.end(),
                     [&](const auto& entry) { return scalar(entry.second); });
}

std::uint32_t header_end_of(std::string_view text, const Node& scalar) {
  return block_header_end(text, scalar.span.begin);
}

}  // namespace

std::optional<std::uint32_t> opening(const Site& site, const Step& step) {
  const std::uint32_t begin = step.node->span.begin;
  if (step.parent == nullptr) {
    const std::optional<std::uint32_t> marker = after_marker(site.text, *site.document, site.previous);
    const std::uint32_t from = marker                     ? *marker
                               : site.previous == nullptr ? line_begin(site.text, 0)
                                                          : site.previous->span.end;
    const std::uint32_t anchor = skip_anchor(site.text, from, begin);
    return anchor != from ? anchor : marker;
  }
  if (step.parent->kind == NodeKind::mapping) {
    return after_colon(site.text, *step.key, *step.node);
  }
  const std::uint32_t item = child_at(site.text, *step.parent, step.index).begin;
  return step.parent->flow ? item : skip_anchor(site.text, item + 1, begin);
}

Like like_for(const Node& collection, const Value& value, std::size_t index) {
  if (collection.kind == NodeKind::mapping) {
    const bool scalar = value.kind == NodeKind::scalar;
    return {scalar ? nullptr : neighbour_like(collection, value.kind, is_flat(value)), false};
  }
  // The nearest item of its kind, those before it first.
  const std::span<const Node> items = collection.items;
  const auto is_like = [&](const Node& item) {
    const bool block_scalar = value.kind == NodeKind::scalar && is_block_scalar(item);
    return !item.alias && item.kind == value.kind && (block_scalar || size_of(item) > 0);
  };
  for (std::size_t i = std::min(index, items.size()); i > 0 && index - i < k_enough_siblings; --i) {
    if (is_like(items[i - 1])) {
      return {&items[i - 1], false};
    }
  }
  for (std::size_t i = index; i < items.size() && i - index < k_enough_siblings; ++i) {
    if (is_like(items[i])) {
      return {&items[i], false};
    }
  }
  return {};
}

Ending ending(std::string_view text, const Node& leaf, std::uint32_t end) {
  Ending result;
  result.rest = {end, end};
  if (end < text.size() || !is_block_scalar(leaf)) {
    return result;
  }
  const std::uint32_t header_end = header_end_of(text, leaf);
  const std::string_view header = slice(text, {leaf.span.begin, header_end});
  const bool strips = header.find('-') != std::string_view::npos;
  if (strips) {
    return result;
  }
  if (!leaf.text.empty() && leaf.text.back() != '\n') {
    const std::size_t plus = header.find('+');
    const auto at =
        plus == std::string_view::npos ? header_end : leaf.span.begin + static_cast<std::uint32_t>(plus);
    result.splices.push_back({{at, plus == std::string_view::npos ? at : at + 1}, "-"});
  } else if (const std::uint32_t line = line_begin(text, end);
             line > header_end && is_blank_line(text, line)) {
    // White space that a line break would make a line of the text.
    result.rest.begin = line_end_above(text, line);
  }
  return result;
}

std::string below(const std::vector<std::string>& lines, std::string_view line_break) {
  std::string result;
  for (const std::string& line : lines) {
    result += line_break;
    result += line;
  }
  return result;
}

std::string beside(const std::vector<std::string>& lines, std::uint32_t column, std::string_view line_break) {
  std::string result = lines.front().substr(column);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    result += line_break;
    result += lines[i];
  }
  return result;
}

std::string blank_after_anchor(std::string_view text, std::uint32_t begin) {
  constexpr std::string_view k_ends_no_name = " \t\r\n:,[]{}?-";
  const bool follows =
      begin > line_begin(text, begin) && k_ends_no_name.find(text[begin - 1]) == std::string_view::npos;
  return follows ? " " : "";
}

std::vector<Splice> rename_key(const Site& site, const Step& step, std::string_view name) {
  const std::string_view text = site.text;
  const Node& key = *step.key;
  const Context context = step.parent->flow ? Context::flow : Context::block;
  Style style = style_in(text, *step.parent, site.style);
  const bool quoted = key.style == ScalarStyle::single_quoted || key.style == ScalarStyle::double_quoted;
  const std::uint32_t after = is_block_scalar(key) ? block_scalar_end(text, key) : key.span.end;
  // `"a":1` in brackets: without quotes the ':' would be a part of the key.
  const bool tight = context == Context::flow && after + 1 < text.size() && text[after] == ':' &&
                     !is_blank(text[after + 1]) && !is_break(text[after + 1]);
  style.quotes_keys = quoted || tight;
  style.key_quotes = quoted ? key.style : style.quotes;
  std::string spelled = Renderer(text, style).key(name, context);
  const bool among_numbers = key.style == ScalarStyle::plain && !key.alias && key.core == Core::integer;
  if (among_numbers && !tight && resolve_core(name) == Core::integer &&
      yaml11_reading(name, Core::integer) == Yaml11::same) {
    spelled = name;
  }
  if (is_block_scalar(key)) {
    return {{{key.span.begin, block_header_end(text, key.span.begin)}, spelled},
            {{line_end(text, key.span.begin), after}, ""}};
  }
  return {{key.span, blank_after_anchor(text, key.span.begin) + spelled}};
}

}  // namespace csx::yaml
