#include "ical_lines.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "csx/base/text.hpp"

namespace csx::interop {
namespace {

constexpr std::string_view k_byte_order_mark = "\xEF\xBB\xBF";

bool is_name_character(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

std::string in_capitals(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return out;
}

/// A line put together again, and where it began.
struct Unfolded {
  std::uint32_t line = 0;
  std::string text;
};

std::vector<Unfolded> unfold(std::string_view text) {
  std::vector<Unfolded> lines;
  std::uint32_t number = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text = end == text.npos ? std::string_view() : text.substr(end + 1);
    ++number;
    if (line.ends_with('\r')) {
      line.remove_suffix(1);
    }
    const bool goes_on = line.starts_with(' ') || line.starts_with('\t');
    if (goes_on && !lines.empty()) {
      lines.back().text += line.substr(1);
    } else if (!trim(line).empty()) {
      lines.push_back({number, std::string(line)});
    }
  }
  return lines;
}

/// Goes along one content line.
class Splitter {
 public:
  explicit Splitter(const Unfolded& from) : m_text(from.text) { m_line.line = from.line; }

  /// Empty when the line could be split; else what was expected.
  std::string_view split() {
    m_line.name = in_capitals(name());
    if (m_line.name.empty()) {
      return "a name such as SUMMARY";
    }
    while (next_is(';')) {
      const std::string parameter = in_capitals(name());
      if (parameter.empty() || !next_is('=')) {
        return "a parameter such as ;VALUE=DATE";
      }
      do {
        if (!value_of(parameter)) {
          return "the \" that ends the parameter";
        }
      } while (next_is(','));
    }
    if (!next_is(':')) {
      return "a : behind the name";
    }
    m_line.value = std::string(m_text.substr(m_at));
    return {};
  }

  IcalLine line() && { return std::move(m_line); }

 private:
  bool next_is(char c) {
    const bool is = m_at < m_text.size() && m_text[m_at] == c;
    m_at += is ? 1U : 0U;
    return is;
  }

  std::string_view name() {
    const std::size_t begin = m_at;
    while (m_at < m_text.size() && is_name_character(m_text[m_at])) {
      ++m_at;
    }
    return m_text.substr(begin, m_at - begin);
  }

  bool value_of(const std::string& parameter) {
    const bool is_quoted = next_is('"');
    const std::size_t end = m_text.find_first_of(is_quoted ? "\"" : ";:,", m_at);
    if (is_quoted && end == m_text.npos) {
      return false;
    }
    const std::size_t stop = std::min(end, m_text.size());
    m_line.parameters.emplace_back(parameter, m_text.substr(m_at, stop - m_at));
    m_at = stop + (is_quoted ? 1U : 0U);
    return true;
  }

  std::string_view m_text;
  std::size_t m_at = 0;
  IcalLine m_line;
};

/// What no line of text may hold; empty for nothing.
std::string_view fault_of_bytes(std::string_view text) {
  if (first_invalid_utf8(text)) {
    return "bytes that are no UTF-8";
  }
  const bool has_control = std::ranges::any_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && byte != '\t') || byte == 0x7F;
  });
  return has_control ? "a control character" : "";
}

}  // namespace

std::string_view IcalLine::parameter(std::string_view wanted) const {
  const auto found = std::ranges::find(parameters, wanted, &std::pair<std::string, std::string>::first);
  return found == parameters.end() ? std::string_view() : std::string_view(found->second);
}

std::vector<IcalLine> read_ical_lines(std::string_view text, std::vector<IcalFault>& faults) {
  if (text.starts_with(k_byte_order_mark)) {
    text.remove_prefix(k_byte_order_mark.size());
  }
  const auto say = [&faults](std::uint32_t line, std::string message) {
    if (faults.size() < k_most_faults) {
      faults.push_back({line, std::move(message)});
    }
  };
  std::vector<IcalLine> lines;
  for (const Unfolded& unfolded : unfold(text)) {
    if (const std::string_view fault = fault_of_bytes(unfolded.text); !fault.empty()) {
      say(unfolded.line, fmt::format("found {}, expected text in UTF-8", fault));
      continue;
    }
    Splitter splitter(unfolded);
    if (const std::string_view wanted = splitter.split(); !wanted.empty()) {
      say(unfolded.line, fmt::format("found {}, expected {}", quoted(unfolded.text), wanted));
      continue;
    }
    lines.push_back(std::move(splitter).line());
  }
  return lines;
}

std::string text_of_ical(std::string_view value) {
  std::string out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const bool is_escape = value[i] == '\\' && i + 1 < value.size();
    const char c = is_escape ? value[++i] : value[i];
    const bool is_break = is_escape && (c == 'n' || c == 'N');
    const bool is_space = is_break || c == ' ' || c == '\t';
    if (!is_space) {
      out += c;
    } else if (!out.empty() && !out.ends_with(' ')) {
      out += ' ';
    }
  }
  return std::string(trim(out));
}

}  // namespace csx::interop
