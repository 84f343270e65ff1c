#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "csx/base/result.hpp"

namespace csx::time {

/// What a parser of this room gives back: the value, or one phrase that says what is wrong with the text
/// ("February 2026 has 28 days"), fit to follow `"2026-02-30" is not a date: `.
template <class T>
using Parsed = tl::expected<T, std::string>;

/// A second on the universal time line.
using Instant = std::chrono::sys_seconds;
/// A wall-clock second, in a zone said elsewhere.
using LocalTime = std::chrono::local_seconds;

/// A calendar day, of no zone. Years 1900 to 2200.
struct Date {
  std::chrono::local_days day{};

  static Parsed<Date> parse(std::string_view text);  ///< `YYYY-MM-DD`
  static std::optional<Date> of(int year, unsigned month, unsigned day);
  std::string to_string() const;
  std::chrono::year_month_day ymd() const { return std::chrono::year_month_day{day}; }
  Date plus_days(int days) const { return Date{day + std::chrono::days{days}}; }
  /// Same day of the month that much later, or the month's last day where there is none (31 January + 1 = 28
  /// February). Stays within the years 0 to 9999.
  Date plus_months(int months) const;
  friend auto operator<=>(const Date&, const Date&) = default;
};

/// A day of the week, Monday first (ISO 8601).
enum class Weekday : std::uint8_t { mon, tue, wed, thu, fri, sat, sun };
Weekday weekday_of(Date);

/// A day of every year: `12-25`. 02-29 exists in leap years only.
struct MonthDay {
  std::uint8_t month = 1;
  std::uint8_t day = 1;
  static Parsed<MonthDay> parse(std::string_view text);
  std::string to_string() const;
  friend auto operator<=>(const MonthDay&, const MonthDay&) = default;
};

/// Easter Sunday of a year of the Gregorian calendar. *Source*: the anonymous Gregorian algorithm (Meeus,
/// 1991).
Date easter_sunday(int year);

/// An instant as people wrote it: wall-clock time, with an offset or in a zone said elsewhere, or only a
/// date.
struct Timestamp {
  enum class Precision : std::uint8_t { second, date };
  LocalTime local{};
  std::optional<std::int16_t> offset_minutes;  ///< east of Greenwich; none: in the workspace's zone
  Precision precision = Precision::second;

  /// RFC 3339 (`2026-03-02T10:12:00-03:00`, `…Z`, offset and seconds optional, a space for the T allowed), or
  /// a date alone, which counts from 00:00. T and Z are capitals. Fractions of a second are refused, so is
  /// second 60.
  static Parsed<Timestamp> parse(std::string_view text);
  /// As it would be typed: RFC 3339 with seconds, offset if known (`Z` for none); a bare date for date
  /// precision.
  std::string to_string() const;
  Date date() const;  ///< the local date as written
  friend auto operator<=>(const Timestamp&, const Timestamp&) = default;
};

}  // namespace csx::time
