#include "layout.hpp"

#include <algorithm>
#include <utility>

#include "scan.hpp"

namespace csx::yaml {

namespace {

std::uint32_t length(std::string_view text) {
  return static_cast<std::uint32_t>(text.size());
}

bool is_first_line(std::string_view text, std::uint32_t begin) {
  return begin == line_begin(text, 0);
}

std::uint32_t end_of(const Node& key, const Node& value) {
  return std::max(key.span.end, value.span.end);
}

// Where the child after the one that ends at `end` begins.
std::uint32_t next_begin(std::string_view text, std::uint32_t end, bool flow) {
  std::uint32_t at = skip_space_and_comments(text, end);
  if (flow && at < text.size() && text[at] == ',') {
    at = skip_space_and_comments(text, at + 1);
  }
  return at;
}

}  // namespace

std::size_t size_of(const Node& collection) {
  return collection.kind == NodeKind::sequence ? collection.items.size() : collection.entries.size();
}

Child child_at(std::string_view text, const Node& collection, std::size_t index) {
  const auto end = [&](std::size_t i) {
    return collection.kind == NodeKind::sequence
               ? collection.items[i].span.end
               : end_of(collection.entries[i].key, collection.entries[i].value);
  };
  Child child;
  child.end = end(index);
  if (index > 0) {
    child.begin = next_begin(text, end(index - 1), collection.flow);
  } else {
    const char first = text[collection.span.begin];
    const bool bracket = collection.flow && (first == '[' || first == '{');
    child.begin = bracket ? skip_space_and_comments(text, collection.span.begin + 1) : collection.span.begin;
  }
  if (collection.kind == NodeKind::sequence) {
    child.value = &collection.items[index];
  } else {
    child.key = &collection.entries[index].key;
    child.value = &collection.entries[index].value;
  }
  return child;
}

std::uint32_t column_of(std::string_view text, std::uint32_t at) {
  return at - line_begin(text, at);
}

bool begins_line(std::string_view text, std::uint32_t at) {
  return line_content(text, at) == at;
}

bool on_one_line(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  return text.substr(begin, end - begin).find_first_of("\r\n") == std::string_view::npos;
}

std::uint32_t next_line(std::string_view text, std::uint32_t at) {
  const std::uint32_t end = line_end(text, at);
  if (end == text.size()) {
    return end;
  }
  return end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
}

std::uint32_t line_end_above(std::string_view text, std::uint32_t begin) {
  if (is_first_line(text, begin)) {
    return begin;
  }
  const std::uint32_t end = begin - 1;
  return text[end] == '\n' && end > 0 && text[end - 1] == '\r' ? end - 1 : end;
}

bool is_blank_line(std::string_view text, std::uint32_t at) {
  const std::uint32_t content = line_content(text, at);
  return content == text.size() || is_break(text[content]);
}

std::string_view line_break_near(std::string_view text, std::uint32_t at) {
  const std::uint32_t end = line_end(text, at);
  if (end < text.size()) {
    return text.substr(end, text.substr(end, 2) == "\r\n" ? 2 : 1);
  }
  const std::uint32_t begin = line_begin(text, at);
  if (is_first_line(text, begin)) {
    return "\n";
  }
  const std::uint32_t before = line_end_above(text, begin);
  return text.substr(before, begin - before);
}

std::uint32_t skip_blanks(std::string_view text, std::uint32_t at) {
  while (at < text.size() && is_blank(text[at])) {
    ++at;
  }
  return at;
}

std::optional<std::uint32_t> after_colon(std::string_view text, const Node& key, const Node& value) {
  if (value.span.begin == key.span.end) {
    return std::nullopt;
  }
  const std::uint32_t colon = skip_space_and_comments(text, key.span.end);
  return skip_anchor(text, colon + 1, value.span.begin);
}

std::uint32_t skip_anchor(std::string_view text, std::uint32_t at, std::uint32_t value_begin) {
  const std::uint32_t next = skip_space_and_comments(text, at);
  return next < value_begin && text[next] == '&' ? anchor_end(text, next) : at;
}

bool is_block_scalar(const Node& node) {
  return node.kind == NodeKind::scalar && !node.alias &&
         (node.style == ScalarStyle::literal || node.style == ScalarStyle::folded);
}

bool is_plain(const Node& node) {
  return node.kind == NodeKind::scalar && !node.alias && node.style == ScalarStyle::plain;
}

std::uint32_t end_of_tabs(std::string_view text, std::uint32_t end) {
  for (std::uint32_t line = next_line(text, end); line < text.size() && is_blank_line(text, line);
       line = next_line(text, line)) {
    const std::uint32_t line_stop = line_end(text, line);
    end = slice(text, {line, line_stop}).find('\t') != std::string_view::npos ? line_stop : end;
  }
  return end;
}

std::optional<Splice> without_tabs(std::string_view text, std::uint32_t end) {
  std::uint32_t line = next_line(text, end);
  while (line < text.size() && is_blank_line(text, line)) {
    line = next_line(text, line);
  }
  if (line >= text.size()) {
    return std::nullopt;  // there is no line: its content would be that of the last one
  }
  const std::uint32_t content = line_content(text, line);
  const bool has_tab = slice(text, {line, content}).find('\t') != std::string_view::npos;
  if (content >= text.size() || text[content] != '#' || !has_tab) {
    return std::nullopt;
  }
  return Splice{{line, content}, std::string(content - line, ' ')};
}

const Node& last_leaf(const Child& child) {
  const Node* leaf = child.value;
  const Node* key = child.key;
  for (;;) {
    if (key != nullptr && leaf->span.end <= key->span.end) {
      return *key;  // a key without ':'
    }
    if (leaf->alias || leaf->flow || leaf->kind == NodeKind::scalar) {
      return *leaf;
    }
    if (leaf->kind == NodeKind::sequence) {
      key = nullptr;
      leaf = &leaf->items.back();
    } else {
      key = &leaf->entries.back().key;
      leaf = &leaf->entries.back().value;
    }
  }
}

std::uint32_t content_column(std::string_view text, const Node& scalar, std::uint32_t parent) {
  const std::uint32_t header_end = block_header_end(text, scalar.span.begin);
  for (std::uint32_t at = scalar.span.begin; at < header_end; ++at) {
    if (is_digit(text[at])) {
      return parent + static_cast<std::uint32_t>(text[at] - '0');
    }
  }
  std::uint32_t column = parent + 1;
  for (std::uint32_t at = next_line(text, header_end); at < scalar.span.end; at = next_line(text, at)) {
    const bool blank = is_blank_line(text, at);
    column = std::max(column, line_content(text, at) - at);
    if (!blank) {
      break;
    }
  }
  return column;
}

std::uint32_t block_scalar_end(std::string_view text, const Node& scalar) {
  const std::uint32_t header_end = block_header_end(text, scalar.span.begin);
  const std::string_view header = text.substr(scalar.span.begin, header_end - scalar.span.begin);
  const bool keeps = header.find('+') != std::string_view::npos;
  std::uint32_t end = line_end(text, std::max(scalar.span.end, header_end));
  for (std::uint32_t at = next_line(text, end); at < text.size() && is_blank_line(text, at);
       at = next_line(text, at)) {
    const bool has_space = line_end(text, at) > at;
    end = keeps || has_space ? line_end(text, at) : end;
  }
  return end;
}

std::uint32_t tail(std::string_view text, const Child& child, std::uint32_t column) {
  const Node& leaf = last_leaf(child);
  std::uint32_t end = is_block_scalar(leaf) ? block_scalar_end(text, leaf) : line_end(text, child.end);
  end = is_plain(leaf) ? end_of_tabs(text, end) : end;
  for (std::uint32_t at = next_line(text, end); at < text.size(); at = next_line(text, at)) {
    const std::uint32_t content = line_content(text, at);
    if (content == text.size() || text[content] != '#' || content - at <= column) {
      break;
    }
    end = line_end(text, at);
  }
  return end;
}

std::uint32_t top(std::string_view text, std::uint32_t begin, std::uint32_t limit) {
  std::uint32_t line = line_begin(text, begin);
  const std::uint32_t column = begin - line;
  while (line > limit && !is_first_line(text, line)) {
    const std::uint32_t above = line_begin(text, line_end_above(text, line));
    const std::uint32_t content = line_content(text, above);
    if (above < limit || content - above != column || text[content] != '#') {
      break;
    }
    line = above;
  }
  return line;
}

std::uint32_t reach_below(std::string_view text, std::uint32_t at) {
  std::uint32_t reach = 0;
  for (std::uint32_t line = next_line(text, at); line < text.size(); line = next_line(text, line)) {
    const std::uint32_t content = line_content(text, line);
    const bool blank = is_blank_line(text, line);
    if (!blank && text[content] != '#') {
      break;
    }
    reach = std::max(reach, content - line);
    if (!blank) {
      break;  // it ends a block scalar, unless it is a part of it
    }
  }
  return reach;
}

std::optional<std::uint32_t> after_marker(std::string_view text, const Document& document,
                                          const Document* previous) {
  std::optional<std::uint32_t> marker;
  std::uint32_t at = previous == nullptr ? line_begin(text, 0) : previous->span.end;
  for (;;) {
    at = skip_space_and_comments(text, at);
    const std::string_view word = text.substr(at, 3);
    if (at > document.root.span.begin || column_of(text, std::min(at, length(text))) != 0 ||
        (word != "---" && word != "...")) {
      return marker;
    }
    if (word == "---") {
      if (at >= document.root.span.begin) {
        return marker;
      }
      marker = at + 3;
    }
    at += 3;
  }
}

std::string spliced(std::string_view text, std::vector<Splice> splices) {
  std::stable_sort(splices.begin(), splices.end(), [](const Splice& a, const Splice& b) {
    return std::pair(a.span.begin, a.span.end) < std::pair(b.span.begin, b.span.end);
  });
  std::string result;
  std::uint32_t at = 0;
  for (const Splice& splice : splices) {
    result += text.substr(at, splice.span.begin - at);
    result += splice.text;
    at = splice.span.end;
    // A comment needs white space before it, or it is taken for a part of the word.
    if (at < text.size() && text[at] == '#' && !result.empty() && !is_blank(result.back()) &&
        !is_break(result.back())) {
      result += ' ';
    }
  }
  result += text.substr(at);
  return result;
}

}  // namespace csx::yaml
