#include "clock.hpp"

#include "csx/base/text.hpp"

#include <array>

namespace csx::cli {
namespace {

constexpr std::array<std::string_view, 7> k_weekdays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

/// The second reading of a local time at which clocks are put back, if it has one.
std::optional<time::Instant> repeated(const time::Zone& zone, time::Instant first) {
  const time::Zone::Stretch here = zone.stretch_at(first);
  if (here.end >= first + std::chrono::days{2}) {
    return std::nullopt;
  }
  const time::Zone::Stretch next = zone.stretch_at(here.end);
  const time::Instant again = first + (here.offset - next.offset);
  return again >= next.begin && again > first ? std::optional(again) : std::nullopt;
}

/// `09:00`, `09:00:30`.
std::string clock_text(const time::Zone& zone, time::Instant at) {
  const std::string text = zone.format(at).substr(11, 8);
  return text.ends_with(":00") ? text.substr(0, 5) : text;
}

}  // namespace

Result<time::Instant> parse_instant(Context& context, const time::Zone& zone, std::string_view text,
                                    std::string_view name) {
  const time::Parsed<time::Timestamp> parsed = time::Timestamp::parse(text);
  if (!parsed) {
    return fail(
        ErrorKind::usage, fmt::format("{} {} is no instant: {}", name, csx::quoted(text), parsed.error()),
        {"write 2026-11-19T16:00 in the calendar's zone, with an offset 2026-11-19T16:00-03:00, or a date"});
  }
  const time::Instant at = zone.resolve(*parsed);
  if (parsed->offset_minutes || parsed->precision == time::Timestamp::Precision::date) {
    return at;
  }
  if (zone.to_local(at) != parsed->local) {
    context.note(fmt::format("{} {} does not exist in {}, where clocks go forward: taken as {}", name, text,
                             zone.name(), zone.format(at)));
  } else if (const auto again = repeated(zone, at)) {
    context.note(fmt::format("{} {} comes twice in {}, where clocks go back: taken as {}, the other is {}",
                             name, text, zone.name(), zone.format(at), zone.format(*again)));
  }
  return at;
}

std::string instant_text(const time::Zone& zone, time::Instant at) {
  const std::string text = zone.format(at);
  const std::string date = text.substr(0, 10);
  const std::string offset = text.substr(19);
  const auto day = time::Date::parse(date);
  const std::string_view weekday = day ? k_weekdays.at(static_cast<std::size_t>(time::weekday_of(*day))) : "";
  return fmt::format("{} {} {} {}", weekday, date, clock_text(zone, at), offset == "Z" ? "UTC" : offset);
}

std::string length_text(std::chrono::seconds length) {
  const std::chrono::hh_mm_ss parts{length};
  const bool has_hours = parts.hours().count() != 0;
  const bool has_seconds = parts.seconds().count() != 0;
  std::string text = has_hours ? fmt::format("{}h", parts.hours().count()) : std::string();
  if (parts.minutes().count() != 0 || has_hours == has_seconds) {
    text += fmt::format("{}m", parts.minutes().count());
  }
  return has_seconds ? text + fmt::format("{}s", parts.seconds().count()) : text;
}

std::string calendar_text(std::string_view name, const time::Zone& zone) {
  return fmt::format("calendar {} ({})", escape_controls(name), zone.name());
}

}  // namespace csx::cli
