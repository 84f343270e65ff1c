#include "csx/base/text.hpp"

#include "csx/base/utf8.hpp"

#include <algorithm>

namespace csx {
namespace {

constexpr std::string_view k_byte_order_mark = "\xEF\xBB\xBF";
// A mark for every line would take more than the text, if that is of line breaks alone.
constexpr std::size_t k_bytes_between_marks = 4096;

/// Where the line after the one at `begin` starts; npos for the last.
std::size_t next_line(std::string_view text, std::size_t begin) {
  for (std::size_t i = begin; i < text.size(); ++i) {
    const char c = text[i];
    if (c > '\r') {
      continue;
    }
    const bool lone_return = c == '\r' && (i + 1 == text.size() || text[i + 1] != '\n');
    if (c == '\n' || lone_return) {
      return i + 1;
    }
  }
  return text.npos;
}

}  // namespace

LineIndex::LineIndex(std::string_view text) : m_text(text) {
  // Editors do not show a byte order mark: the first character is the one after it.
  m_marks.push_back({1, text.starts_with(k_byte_order_mark) ? 3U : 0U});
  for (std::size_t at = next_line(text, m_marks[0].start); at != text.npos; at = next_line(text, at)) {
    ++m_count;
    if (at - m_marks.back().start >= k_bytes_between_marks) {
      m_marks.push_back({m_count, static_cast<std::uint32_t>(at)});
    }
  }
}

Position LineIndex::position(std::uint32_t offset) const {
  const auto first = m_marks.begin() + 1;
  const auto next =
      std::upper_bound(first, m_marks.end(), offset,
                       [](std::uint32_t wanted, const Mark& mark) { return wanted < mark.start; });
  Mark line = *(next - 1);
  const std::string_view until = m_text.substr(0, std::size_t{offset} + 1);
  for (std::size_t at = next_line(until, line.start); at <= offset; at = next_line(until, at)) {
    line = {line.number + 1, static_cast<std::uint32_t>(at)};
  }
  const std::string_view before = line_at(line, next);
  const std::size_t wanted = offset > line.start ? offset - line.start : 0;
  std::size_t length = std::min<std::size_t>(wanted, before.size());
  // An offset inside a character means that character.
  for (std::size_t back = 1; back < 4 && back <= length && length < before.size(); ++back) {
    if (utf8::decode(before, length - back).length > back) {
      length -= back;
      break;
    }
  }
  return {line.number, static_cast<std::uint32_t>(count_characters(before.substr(0, length)) + 1)};
}

std::string_view LineIndex::line(std::uint32_t number) const {
  if (number == 0 || number > m_count) {
    return {};
  }
  const auto next =
      std::upper_bound(m_marks.begin() + 1, m_marks.end(), number,
                       [](std::uint32_t wanted, const Mark& mark) { return wanted < mark.number; });
  Mark line = *(next - 1);
  for (; line.number < number; ++line.number) {
    line.start = static_cast<std::uint32_t>(next_line(m_text, line.start));
  }
  return line_at(line, next);
}

std::string_view LineIndex::line_at(Mark line, std::vector<Mark>::const_iterator next) const {
  if (line.number == m_count) {
    return m_text.substr(line.start);
  }
  const bool is_followed_by_mark = next != m_marks.end() && next->number == line.number + 1;
  const std::size_t end = is_followed_by_mark ? next->start : next_line(m_text, line.start);
  std::string_view text = m_text.substr(line.start, end - line.start);
  text.remove_suffix(text.ends_with("\r\n") ? 2 : 1);
  return text;
}

}  // namespace csx
