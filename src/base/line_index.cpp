#include "csx/base/text.hpp"

#include "csx/base/utf8.hpp"

#include <algorithm>

namespace csx {
namespace {

constexpr std::string_view k_byte_order_mark = "\xEF\xBB\xBF";

}  // namespace

LineIndex::LineIndex(std::string_view text) : m_text(text) {
  // Editors do not show a byte order mark: the first character is the one after it.
  m_starts.push_back(text.starts_with(k_byte_order_mark) ? 3 : 0);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c > '\r') {
      continue;
    }
    const bool lone_return = c == '\r' && (i + 1 == text.size() || text[i + 1] != '\n');
    if (c == '\n' || lone_return) {
      m_starts.push_back(static_cast<std::uint32_t>(i + 1));
    }
  }
}

Position LineIndex::position(std::uint32_t offset) const {
  const auto after = std::upper_bound(m_starts.begin(), m_starts.end(), offset);
  const auto index = static_cast<std::size_t>(std::max<std::ptrdiff_t>(after - m_starts.begin(), 1) - 1);
  const auto number = static_cast<std::uint32_t>(index + 1);
  const std::string_view before = line(number);
  const std::size_t wanted = offset > m_starts[index] ? offset - m_starts[index] : 0;
  std::size_t length = std::min<std::size_t>(wanted, before.size());
  // An offset inside a character means that character.
  for (std::size_t back = 1; back < 4 && back <= length && length < before.size(); ++back) {
    if (utf8::decode(before, length - back).length > back) {
      length -= back;
      break;
    }
  }
  return {number, static_cast<std::uint32_t>(count_characters(before.substr(0, length)) + 1)};
}

std::string_view LineIndex::line(std::uint32_t number) const {
  if (number == 0 || number > m_starts.size()) {
    return {};
  }
  const std::size_t begin = m_starts[number - 1];
  std::size_t end = number < m_starts.size() ? m_starts[number] : m_text.size();
  if (number < m_starts.size()) {
    end -= m_text.substr(begin, end - begin).ends_with("\r\n") ? 2U : 1U;
  }
  return m_text.substr(begin, end - begin);
}

}  // namespace csx
