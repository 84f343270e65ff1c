#include "scan.hpp"

#include <algorithm>

namespace csx::yaml {

namespace {

std::uint32_t size_of(std::string_view text) {
  return static_cast<std::uint32_t>(text.size());
}

std::uint32_t find_or_end(std::string_view text, std::string_view any_of, std::uint32_t at) {
  return static_cast<std::uint32_t>(std::min(text.find_first_of(any_of, at), text.size()));
}

bool is_name(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
}

// Whether `mark` stands at `at` as a word of its own. That a line begins there is the caller's to know.
bool is_mark(std::string_view text, std::uint32_t at, std::string_view mark) {
  const std::size_t end = at + mark.size();
  return text.substr(at, mark.size()) == mark &&
         (end == text.size() || is_blank(text[end]) || is_break(text[end]));
}

bool is_document_end(std::string_view text, std::uint32_t at) {
  return at == line_begin(text, at) && is_mark(text, at, "...");
}

}  // namespace

std::uint32_t line_begin(std::string_view text, std::uint32_t at) {
  const std::uint32_t text_begin = text.starts_with("\xef\xbb\xbf") ? 3 : 0;
  while (at > text_begin && !is_break(text[at - 1])) {
    --at;
  }
  return std::max(at, text_begin);
}

std::uint32_t line_end(std::string_view text, std::uint32_t at) {
  return find_or_end(text, "\r\n", at);
}

std::uint32_t line_number(std::string_view text, std::uint32_t at) {
  std::uint32_t line = 1;
  for (std::uint32_t i = 0; i < at; ++i) {
    const bool second_of_crlf = text[i] == '\n' && i > 0 && text[i - 1] == '\r';
    if (is_break(text[i]) && !second_of_crlf) {
      ++line;
    }
  }
  return line;
}

std::uint32_t line_content(std::string_view text, std::uint32_t at) {
  std::uint32_t content = line_begin(text, at);
  while (content < text.size() && is_blank(text[content])) {
    ++content;
  }
  return content;
}

std::uint32_t skip_space_and_comments(std::string_view text, std::uint32_t at) {
  while (at < text.size()) {
    if (text[at] == '#') {
      at = line_end(text, at);
    } else if (is_blank(text[at]) || is_break(text[at])) {
      ++at;
    } else {
      break;
    }
  }
  return at;
}

std::uint32_t anchor_end(std::string_view text, std::uint32_t at) {
  ++at;
  while (at < text.size() && is_name(text[at])) {
    ++at;
  }
  return at;
}

std::uint32_t skip_properties(std::string_view text, std::uint32_t at, std::uint32_t count) {
  for (; count > 0 && at < text.size(); --count) {
    if (text[at] == '&') {
      at = anchor_end(text, at);
    } else if (text[at] == '!') {
      at = find_or_end(text, " \t\r\n,[]{}", at);
    }
    at = skip_space_and_comments(text, at);
  }
  return at;
}

std::uint32_t block_header_end(std::string_view text, std::uint32_t at) {
  std::uint32_t end = at + 1;
  while (end < text.size() && (is_digit(text[end]) || text[end] == '+' || text[end] == '-')) {
    ++end;
  }
  return end;
}

std::uint32_t trimmed_block_end(std::string_view text, Span scalar) {
  const std::uint32_t header_line = line_end(text, scalar.begin);
  std::uint32_t last = scalar.end;
  while (last > scalar.begin && (is_blank(text[last - 1]) || is_break(text[last - 1]))) {
    --last;
  }
  if (last <= header_line) {
    return block_header_end(text, scalar.begin);
  }
  return std::min(line_end(text, last), scalar.end);
}

bool directive_ahead(std::string_view text, std::uint32_t& at) {
  at = skip_space_and_comments(text, at);
  while (at < text.size() && is_document_end(text, at)) {
    at = skip_space_and_comments(text, at + 3);
  }
  return at < text.size() && text[at] == '%' && at == line_begin(text, at);
}

std::uint32_t document_mark(std::string_view text, std::uint32_t at) {
  constexpr std::string_view k_mark = "---";
  for (std::size_t found = text.find(k_mark, at); found != std::string_view::npos;
       found = text.find(k_mark, found + 1)) {
    const auto begin = static_cast<std::uint32_t>(found);
    if ((begin == 0 || is_break(text[begin - 1])) && is_mark(text, begin, k_mark)) {
      return begin;
    }
  }
  return size_of(text);
}

Span word_at(std::string_view text, std::uint32_t at) {
  if (at >= text.size() || is_break(text[at])) {
    return {std::min(at, size_of(text)), std::min(at, size_of(text))};
  }
  std::uint32_t end = find_or_end(text, " \t\r\n,[]{}", at);
  if (end == at) {
    ++end;
  }
  return {at, end};
}

Span rest_of_line(std::string_view text, std::uint32_t at) {
  std::uint32_t end = line_end(text, at);
  while (end > at && is_blank(text[end - 1])) {
    --end;
  }
  return {at, end};
}

std::uint32_t character_begin(std::string_view text, std::uint32_t at) {
  at = std::min(at, size_of(text));
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) {
    --at;
  }
  return at;
}

}  // namespace csx::yaml
