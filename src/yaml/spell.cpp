#include "spell.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core.hpp"
#include "csx/base/text.hpp"
#include "csx/base/utf8.hpp"
#include "prescan.hpp"
#include "scan.hpp"

namespace csx::yaml {

namespace {

constexpr std::string_view k_indicators = "-?:,[]{}#&*!|>'\"%@`";

// Some readers take these for numbers though neither YAML 1.1 nor 1.2 does: `1,000`, `09:00`, `0o1_7`, `._9`.
bool looks_like_number(std::string_view text) {
  if (text[0] == '+' || text[0] == '-') {
    text.remove_prefix(1);
  }
  if (text.empty() || (text[0] != '.' && !is_digit(text[0]))) {
    return false;
  }
  if (text[0] == '.') {
    return text.find_first_not_of("0123456789_.eE+-") == std::string_view::npos;
  }
  if (text.find_first_not_of("0123456789_,.:") == std::string_view::npos) {
    return std::count(text.begin(), text.end(), '.') <= 1;
  }
  const bool has_base = text.starts_with("0o") || text.starts_with("0x") || text.starts_with("0b");
  return has_base && text.find_first_not_of("0123456789abcdefABCDEF_", 2) == std::string_view::npos;
}

// Takes `count` digits whose number is in a range.
bool take_number(std::string_view& text, std::size_t count, int lowest, int highest, int& number) {
  number = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (i >= text.size() || !is_digit(text[i])) {
      return false;
    }
    number = number * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return number >= lowest && number <= highest;
}

bool take_one(std::string_view& text, char wanted) {
  if (!text.starts_with(wanted)) {
    return false;
  }
  text.remove_prefix(1);
  return true;
}

bool take_date(std::string_view& text) {
  constexpr std::array<int, 12> k_days = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  int year = 0;
  int month = 0;
  int day = 0;
  if (!take_number(text, 4, 1, 9999, year) || !take_one(text, '-') || !take_number(text, 2, 1, 12, month) ||
      !take_one(text, '-') || !take_number(text, 2, 1, k_days[static_cast<std::size_t>(month) - 1], day)) {
    return false;
  }
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month != 2 || day < 29 || leap;
}

bool take_time(std::string_view& text) {
  int number = 0;
  if (!take_number(text, 2, 0, 23, number) || !take_one(text, ':') || !take_number(text, 2, 0, 59, number)) {
    return false;
  }
  if (take_one(text, ':') && !take_number(text, 2, 0, 59, number)) {
    return false;
  }
  if (take_one(text, '.')) {
    const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    text.remove_prefix(digits);
    return digits > 0;
  }
  return true;
}

bool take_offset(std::string_view& text) {
  int number = 0;
  if (text.empty() || take_one(text, 'Z')) {
    return true;
  }
  return (take_one(text, '+') || take_one(text, '-')) && take_number(text, 2, 0, 23, number) &&
         take_one(text, ':') && take_number(text, 2, 0, 59, number);
}

bool is_date_or_instant(std::string_view text) {
  return take_date(text) &&
         (text.empty() || (take_one(text, 'T') && take_time(text) && take_offset(text) && text.empty()));
}

// Begins as the timestamps of YAML 1.1 do: `2026-3-2`, `2026-02-30`, `2026-03-02 10:00:00`.
bool begins_like_timestamp(std::string_view text) {
  const auto take_digits = [&](std::size_t most) {
    std::size_t count = 0;
    while (count < most && count < text.size() && is_digit(text[count])) {
      ++count;
    }
    text.remove_prefix(count);
    return count;
  };
  return take_digits(4) == 4 && take_one(text, '-') && take_digits(2) > 0 && take_one(text, '-') &&
         take_digits(2) > 0 && (text.empty() || text[0] == 'T' || text[0] == 't' || is_blank(text[0]));
}

bool has_unprintable(std::string_view text) {
  return text.find_first_of("\t\r\n") != std::string_view::npos || first_invalid_utf8(text).has_value() ||
         first_bad_character(text).rule != nullptr;
}

bool is_plain_syntax(std::string_view text, Context context) {
  if (text.empty() || text.front() == ' ' || text.back() == ' ' || text.back() == ':' ||
      k_indicators.find(text.front()) != std::string_view::npos || text.starts_with("...") ||
      text.find(": ") != std::string_view::npos || text.find(" #") != std::string_view::npos ||
      has_unprintable(text)) {
    return false;
  }
  // Older readers take any ':' or '?' inside brackets for an indicator.
  return context == Context::block || is_date_or_instant(text) ||
         text.find_first_of(",[]{}:?") == std::string_view::npos;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for (const std::string_view line : split(text, '\n')) {
    lines.emplace_back(line);
  }
  return lines;
}

// The text without its line breaks at the end, how they are kept, and how many lines stay blank for it.
struct Chomped {
  std::string_view body;
  std::string_view chomping;
  std::size_t blank_lines = 0;
};

Chomped chomp(std::string_view text) {
  const std::size_t end = text.find_last_not_of('\n') + 1;
  const std::size_t breaks = text.size() - end;
  Chomped result{text.substr(0, end), "", 0};
  if (breaks == 0) {
    result.chomping = "-";
  } else if (breaks > 1) {
    result.chomping = "+";
    result.blank_lines = breaks - 1;
  }
  return result;
}

// Whether any block scalar can hold it. White space alone on the first or last line would be lost in editors.
bool fits_block(std::string_view text, std::string_view body) {
  if (body.empty() || text.find('\r') != std::string_view::npos) {
    return false;
  }
  const std::size_t first_break = std::min(body.find('\n'), body.size());
  const std::size_t last_break = body.rfind('\n');
  const std::string_view first = body.substr(0, first_break);
  const std::string_view last = last_break == std::string_view::npos ? body : body.substr(last_break + 1);
  const auto only_blank = [](std::string_view line) { return trim(line).empty(); };
  return !(!first.empty() && only_blank(first)) && !only_blank(last);
}

// Breaks a line at single spaces, which folding gives back.
void fill(std::string_view line, std::size_t width, std::vector<std::string>& lines) {
  std::size_t begin = 0;
  std::size_t space = std::string_view::npos;  // the last place to break at
  std::size_t characters = 0;                  // since `begin`
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool lone =
        line[i] == ' ' && i > 0 && i + 1 < line.size() && !is_blank(line[i - 1]) && !is_blank(line[i + 1]);
    if (characters >= width && space != std::string_view::npos) {
      lines.emplace_back(line.substr(begin, space - begin));
      begin = space + 1;
      characters = count_characters(line.substr(begin, i - begin));
      space = std::string_view::npos;
    }
    space = lone ? i : space;
    characters += (static_cast<unsigned char>(line[i]) & 0xC0U) == 0x80U ? 0U : 1U;
  }
  lines.emplace_back(line.substr(begin));
}

}  // namespace

bool reads_as_text(std::string_view text, Context context) {
  if (!is_plain_syntax(text, context)) {
    return false;
  }
  if (is_date_or_instant(text)) {
    return true;
  }
  return resolve_core(text) == Core::text && yaml11_reading(text, Core::text) == Yaml11::same &&
         !looks_like_number(text) && !begins_like_timestamp(text);
}

bool fits_single_quotes(std::string_view text) {
  return !has_unprintable(text);
}

std::string in_single_quotes(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    quoted += c;
    if (c == '\'') {
      quoted += c;
    }
  }
  return quoted + "'";
}

std::string in_double_quotes(std::string_view text) {
  std::string quoted = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Step step = utf8::decode(text, at);
    switch (step.value) {
      case '"':
      case '\\':
        quoted += '\\';
        quoted += text[at];
        break;
      case '\n':
        quoted += "\\n";
        break;
      case '\r':
        quoted += "\\r";
        break;
      case '\t':
        quoted += "\\t";
        break;
      default:
        if (!step.valid) {
          quoted += "\xef\xbf\xbd";
        } else if (rule_against(step.value) != nullptr) {
          const auto number = static_cast<std::uint32_t>(step.value);
          quoted += number < 0x100 ? fmt::format("\\x{:02X}", number) : fmt::format("\\u{:04X}", number);
        } else {
          quoted += text.substr(at, step.length);
        }
    }
    at += step.length;
  }
  return quoted + "\"";
}

std::string BlockScalar::header(std::size_t indentation) const {
  std::string result(1, indicator);
  if (needs_indentation_digit) {
    result += std::to_string(indentation);
  }
  result += chomping;
  return result;
}

std::optional<BlockScalar> literal(std::string_view text) {
  const Chomped chomped = chomp(text);
  if (!fits_block(text, chomped.body)) {
    return std::nullopt;
  }
  BlockScalar scalar;
  scalar.chomping = chomped.chomping;
  scalar.lines = lines_of(chomped.body);
  const std::size_t first = chomped.body.find_first_not_of('\n');
  scalar.needs_indentation_digit = is_blank(chomped.body[first]);
  scalar.lines.resize(scalar.lines.size() + chomped.blank_lines);
  return scalar;
}

std::optional<BlockScalar> folded(std::string_view text, std::size_t width) {
  const Chomped chomped = chomp(text);
  const std::string_view body = chomped.body;
  if (!fits_block(text, body) || body.front() == '\n' || is_blank(body.front()) ||
      body.find("\n ") != std::string_view::npos || body.find("\n\t") != std::string_view::npos) {
    return std::nullopt;
  }
  BlockScalar scalar;
  scalar.indicator = '>';
  scalar.chomping = chomped.chomping;
  const std::vector<std::string> paragraphs = lines_of(body);
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    if (i > 0 && !paragraphs[i].empty()) {
      scalar.lines.emplace_back();  // one break more than the text has: the first of each run folds away
    }
    if (!paragraphs[i].empty()) {
      fill(paragraphs[i], width, scalar.lines);
    } else {
      scalar.lines.emplace_back();
    }
  }
  scalar.lines.resize(scalar.lines.size() + chomped.blank_lines);
  return scalar;
}

}  // namespace csx::yaml
