#pragma once

#include <memory>
#include <optional>
#include <string>

#include "csx/time/calendar.hpp"
#include "options.hpp"
#include "session.hpp"

/// The calendar that a command counts in.
namespace csx::cli {

struct ChosenCalendar {
  std::string name;  ///< its id, or the file as it was named
  time::BusinessCalendar hours;
  time::Instant as_of{};
  std::shared_ptr<const Session> session;  ///< null where the calendar comes from a file of its own
};

/// The option `--calendar`.
Option calendar_option(std::optional<std::string>& into);

/// The calendar of an id (`br`, `calendar/br`) of the data folder, of a file (what ends in .yaml, or has a
/// slash in it), or the workspace's own. Of a folder only what is needed is read. *Errors*: usage for one
/// that is not there, with the nearest name, and for one in which nothing can be counted; io for one with
/// errors in it.
Result<ChosenCalendar> choose_calendar(Context& context, const std::optional<std::string>& wanted);

report::Header header_of(const Context& context, const ChosenCalendar& calendar);

}  // namespace csx::cli
