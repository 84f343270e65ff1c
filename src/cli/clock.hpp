#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "context.hpp"
#include "csx/base/json.hpp"
#include "csx/base/result.hpp"
#include "csx/time/calendar.hpp"

/// What the commands of `csx clock` read and print: instants, lengths of time, and how a count came about.
namespace csx::cli {

/// An instant as it was typed: what has no offset is in `zone`, a date is 00:00 of it. The notes say what a
/// local time was taken for that clocks skip or repeat. `name` is what messages call it. *Errors*: usage.
Result<time::Instant> parse_instant(Context& context, const time::Zone& zone, std::string_view text,
                                    std::string_view name);

/// `Mon 2026-11-23 15:00 -03:00`, with seconds where there are some; ` UTC` in UTC.
std::string instant_text(const time::Zone& zone, time::Instant at);

/// `13h30m`, `45m`, `1h0m5s`, `30s`, `0m`; hours are not made days.
std::string length_text(std::chrono::seconds length);

/// `calendar br (America/Sao_Paulo)`.
std::string calendar_text(std::string_view name, const time::Zone& zone);

/// What the ends of an explained span are called.
struct SpanEnds {
  std::string_view from = "start";
  std::string_view to = "end";
};

/// The numbers that business days are given, of which 0 is the one they are counted from: of the span's first
/// business day, and the last that is shown.
struct DayNumbers {
  std::int64_t first = 0;
  std::int64_t last = 0;
};

/// A table of the days that a count met: windows counted, windows and days skipped and why, the running
/// total.
std::string explanation_text(const time::Explanation& explanation, const time::Zone& zone,
                             const SpanEnds& ends, const std::optional<DayNumbers>& numbers,
                             std::optional<std::size_t> width);

/// The same as `{"days": [{"date", "source", "reasons", "windows": [{"window", "from", "to", "seconds",
/// "fate"}], "business_seconds", "total_seconds"}]}`, and `business_day` where days are numbered.
Json explanation_json(const time::Explanation& explanation, const time::Zone& zone,
                      const std::optional<DayNumbers>& numbers);

}  // namespace csx::cli
