#include <array>
#include <charconv>
#include <chrono>
#include <string>

#include "csx/base/text.hpp"
#include "identity.hpp"

namespace csx::git {
namespace {

constexpr std::array<std::string_view, 12> k_months = {"jan", "feb", "mar", "apr", "may", "jun",
                                                       "jul", "aug", "sep", "oct", "nov", "dec"};

/// Takes a date apart from the left. Once something does not fit, `good` stays false.
class Reader {
 public:
  explicit Reader(std::string_view text) : m_rest(text) {}
  bool good() const { return m_good; }
  bool at_end() const { return m_rest.empty(); }
  bool next_is(char c) const { return !m_rest.empty() && m_rest.front() == c; }

  bool take(char c) {
    if (!next_is(c)) {
      return false;
    }
    m_rest.remove_prefix(1);
    return true;
  }
  void need(char c) { m_good = take(c) && m_good; }
  void spaces() {
    while (take(' ')) {
    }
  }
  std::int64_t digits(std::size_t fewest, std::size_t most) {
    std::size_t count = 0;
    while (count < most && count < m_rest.size() && m_rest[count] >= '0' && m_rest[count] <= '9') {
      ++count;
    }
    std::int64_t value = 0;
    std::from_chars(m_rest.data(), m_rest.data() + count, value);
    m_good = m_good && count >= fewest;
    m_rest.remove_prefix(count);
    return value;
  }
  std::string letters() {
    std::size_t count = 0;
    while (count < m_rest.size() && ((m_rest[count] | 0x20) >= 'a' && (m_rest[count] | 0x20) <= 'z')) {
      ++count;
    }
    const std::string word = to_lower_ascii(m_rest.substr(0, count));
    m_rest.remove_prefix(count);
    return word;
  }
  /// `+0300`, `-03:00`; also Z, UTC and GMT.
  std::int16_t offset() {
    const bool minus = next_is('-');
    if (!take('-') && !take('+')) {
      const std::string zone = letters();
      m_good = m_good && (zone == "z" || zone == "utc" || zone == "gmt" || zone == "ut");
      return 0;
    }
    const std::int64_t hours = digits(2, 2);
    take(':');
    const std::int64_t minutes = digits(2, 2);
    m_good = m_good && hours < 24 && minutes < 60;
    const auto total = static_cast<std::int16_t>(hours * 60 + minutes);
    return static_cast<std::int16_t>(minus ? -total : total);
  }
  void refuse() { m_good = false; }

 private:
  std::string_view m_rest;
  bool m_good = true;
};

struct Parts {
  std::int64_t year = 0;
  std::int64_t month = 0;
  std::int64_t day = 0;
  std::int64_t hour = 0;
  std::int64_t minute = 0;
  std::int64_t second = 0;
};

void read_clock(Reader& in, Parts& parts) {
  parts.hour = in.digits(2, 2);
  in.need(':');
  parts.minute = in.digits(2, 2);
  if (in.take(':')) {
    parts.second = in.digits(2, 2);
  }
  if (parts.hour > 23 || parts.minute > 59 || parts.second > 60) {
    in.refuse();
  }
}

std::optional<CommitDate> date_of(const Reader& in, const Parts& parts, std::int16_t offset) {
  const std::chrono::year_month_day day{std::chrono::year(static_cast<int>(parts.year)),
                                        std::chrono::month(static_cast<unsigned>(parts.month)),
                                        std::chrono::day(static_cast<unsigned>(parts.day))};
  if (!in.good() || !in.at_end() || !day.ok()) {
    return std::nullopt;
  }
  const std::int64_t days = std::chrono::sys_days(day).time_since_epoch().count();
  const std::int64_t seconds =
      days * 86400 + parts.hour * 3600 + parts.minute * 60 + parts.second - offset * 60;
  // A commit cannot be older than 1970.
  return seconds < 0 ? std::nullopt : std::optional(CommitDate{seconds, offset});
}

std::optional<CommitDate> parse_seconds(std::string_view text) {
  Reader in(text);
  // Without the sign a number counts only when it is too long for anything else, as in git.
  const std::size_t fewest = in.take('@') ? 1 : 9;
  const std::int64_t seconds = in.digits(fewest, 17);
  in.spaces();
  const std::int16_t offset = in.at_end() ? std::int16_t{0} : in.offset();
  return in.good() && in.at_end() ? std::optional(CommitDate{seconds, offset}) : std::nullopt;
}

std::optional<CommitDate> parse_iso(std::string_view text, std::int16_t local_offset) {
  Reader in(text);
  Parts parts;
  parts.year = in.digits(4, 4);
  in.need('-');
  parts.month = in.digits(2, 2);
  in.need('-');
  parts.day = in.digits(2, 2);
  if (!in.take('T') && !in.take('t')) {
    in.need(' ');
  }
  read_clock(in, parts);
  if (in.take('.')) {
    in.digits(1, 9);
  }
  in.spaces();
  const std::int16_t offset = in.at_end() ? local_offset : in.offset();
  return date_of(in, parts, offset);
}

std::optional<CommitDate> parse_rfc2822(std::string_view text, std::int16_t local_offset) {
  Reader in(text);
  Parts parts;
  if (!in.letters().empty()) {
    in.need(',');
    in.spaces();
  }
  parts.day = in.digits(1, 2);
  in.spaces();
  const std::string month = in.letters();
  for (std::size_t i = 0; i < k_months.size(); ++i) {
    if (month.starts_with(k_months[i])) {
      parts.month = static_cast<std::int64_t>(i) + 1;
    }
  }
  in.spaces();
  parts.year = in.digits(4, 4);
  in.spaces();
  read_clock(in, parts);
  in.spaces();
  const std::int16_t offset = in.at_end() ? local_offset : in.offset();
  return date_of(in, parts, offset);
}

}  // namespace

std::optional<CommitDate> parse_commit_date(std::string_view text, std::int16_t local_offset) {
  text = trim(text);
  if (auto date = parse_seconds(text)) {
    return date;
  }
  if (auto date = parse_iso(text, local_offset)) {
    return date;
  }
  return parse_rfc2822(text, local_offset);
}

}  // namespace csx::git
