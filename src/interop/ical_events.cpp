#include "ical_events.hpp"

#include <fmt/format.h>
#include <libical/ical.h>

#include <algorithm>

#include "csx/base/text.hpp"

namespace csx::interop {
namespace {

/// Longer events are vacations of somebody, not days on which a calendar is closed.
constexpr int k_longest_days = 366;
constexpr int k_seconds_a_day = 86'400;

std::string capitals(std::string_view text) {
  std::string out = to_lower_ascii(trim(text));
  std::ranges::transform(out, out.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return out;
}

/// `20261225`, and of `20261225T090000Z` its date.
bool is_date(std::string_view value) {
  return value.size() == 8 && std::ranges::all_of(value, is_digit);
}
bool is_date_time(std::string_view value) {
  return value.size() >= 9 && value[8] == 'T' && is_date(value.substr(0, 8));
}
time::Parsed<time::Date> date_of(std::string_view value) {
  return time::Date::parse(
      fmt::format("{}-{}-{}", value.substr(0, 4), value.substr(4, 2), value.substr(6, 2)));
}

/// The properties of one VEVENT on their way to a DayEvent.
class EventReader {
 public:
  EventReader(IcalContent& out, std::vector<IcalFault>& faults) : m_out(out), m_faults(faults) {}

  void begin(std::uint32_t line) {
    m_event = DayEvent{.line = line};
    m_end.reset();
    m_duration.reset();
    m_has_start = m_is_faulty = false;
    m_reason.clear();
  }

  void take(const IcalLine& line) {
    if (line.name == "SUMMARY") {
      m_event.name = text_of_ical(line.value);
    } else if (line.name == "UID") {
      m_event.uid = line.value;
    } else if (line.name == "STATUS") {
      m_event.cancelled = capitals(line.value) == "CANCELLED";
    } else if (line.name == "DTSTART") {
      take_start(line);
    } else if (line.name == "DTEND") {
      m_end = take_day(line);
    } else if (line.name == "DURATION") {
      take_duration(line);
    } else if (line.name == "RRULE") {
      m_event.rules.push_back(line.value);
    } else if (line.name == "EXRULE") {
      m_reason = "has an EXRULE, which is no longer part of iCalendar";
    } else if (line.name == "RDATE") {
      take_days(line, m_event.also);
    } else if (line.name == "EXDATE") {
      take_days(line, m_event.not_on);
    } else if (line.name == "RECURRENCE-ID") {
      take_instance(line);
    }
  }

  void end() {
    if (m_is_faulty) {
      return;
    }
    if (!m_has_start && m_reason.empty()) {
      m_reason = "has no DTSTART";
    } else if (m_event.name.empty() && m_reason.empty()) {
      m_reason = "has no SUMMARY, and a holiday has a name";
    }
    if (m_reason.empty()) {
      measure();
    }
    if (m_is_faulty) {
      return;
    }
    if (m_reason.empty()) {
      m_out.events.push_back(std::move(m_event));
    } else {
      m_out.passed_over.push_back({m_event.line, m_event.name, m_reason});
    }
  }

 private:
  void fault(std::uint32_t line, std::string message) {
    m_is_faulty = true;
    if (m_faults.size() < k_most_faults) {
      m_faults.push_back({line, std::move(message)});
    }
  }

  /// A date, or the date of an instant; none, with a fault, for what is neither.
  std::optional<time::Date> day_in(const IcalLine& line, std::string_view value) {
    if (!is_date(value) && !is_date_time(value)) {
      fault(line.line,
            fmt::format("{}: found {}, expected a date such as 20261225", line.name, quoted(value)));
      return std::nullopt;
    }
    const time::Parsed<time::Date> date = date_of(value);
    if (!date) {
      fault(line.line, fmt::format("{}: {} is no date: {}", line.name, quoted(value), date.error()));
      return std::nullopt;
    }
    return *date;
  }

  void take_start(const IcalLine& line) {
    const std::string_view value = trim(line.value);
    m_has_start = true;
    const bool said_date = capitals(line.parameter("VALUE")) == "DATE";
    if (is_date_time(value) && said_date) {
      fault(line.line, fmt::format("DTSTART: found {}, expected a date such as 20261225, as VALUE=DATE says",
                                   quoted(value)));
    } else if (const auto day = day_in(line, value)) {
      m_event.first = *day;
      if (is_date_time(value)) {
        m_reason = fmt::format("begins at a time of day, {}, and a holiday is a whole day", value);
      }
    }
  }

  std::optional<time::Date> take_day(const IcalLine& line) { return day_in(line, trim(line.value)); }

  void take_duration(const IcalLine& line) {
    const std::string value(trim(line.value));
    const icaldurationtype duration = icaldurationtype_from_string(value.c_str());
    const bool is_bad = icaldurationtype_is_bad_duration(duration) != 0;
    // The parts come from a stranger: their sum must not overflow.
    const auto seconds = static_cast<long long>(duration.weeks) * 7 * k_seconds_a_day +
                         static_cast<long long>(duration.days) * k_seconds_a_day +
                         static_cast<long long>(duration.hours) * 3600 +
                         static_cast<long long>(duration.minutes) * 60 + duration.seconds;
    if (is_bad || duration.is_neg != 0 || seconds <= 0) {
      fault(line.line, fmt::format("DURATION: found {}, expected days such as P2D", quoted(value)));
      return;
    }
    m_duration = seconds;
  }

  void take_days(const IcalLine& line, std::vector<time::Date>& into) {
    for (const std::string_view each : split(line.value, ',')) {
      const std::string_view value = trim(each);
      if (value.find('/') != value.npos) {
        m_reason = fmt::format("repeats in periods, {}, and a holiday is a whole day", quoted(value));
      } else if (const auto day = day_in(line, value)) {
        into.push_back(*day);
      }
    }
  }

  void take_instance(const IcalLine& line) {
    if (capitals(line.parameter("RANGE")) == "THISANDFUTURE") {
      m_reason = "changes all later instances of another event (RANGE=THISANDFUTURE), which is not imported";
    }
    m_event.instead_of = take_day(line);
  }

  /// Its days, by DTEND or DURATION.
  void measure() {
    if (m_end && m_duration) {
      fault(m_event.line, "found both DTEND and DURATION in an event, expected one of them");
    } else if (m_end && *m_end < m_event.first) {
      fault(m_event.line, fmt::format("the event ends on {}, before it begins on {}", m_end->to_string(),
                                      m_event.first.to_string()));
    } else if (m_duration && *m_duration % k_seconds_a_day != 0) {
      m_reason = "lasts part of a day, and a holiday is a whole day";
    } else {
      const long long days = m_end        ? (m_end->day - m_event.first.day).count()
                             : m_duration ? *m_duration / k_seconds_a_day
                                          : 1;
      if (days > k_longest_days) {
        m_reason = fmt::format("lasts {} days, more than a year", days);
      } else {
        // Some programs end an event of one day on that day.
        m_event.days = std::max(1, static_cast<int>(days));
      }
    }
  }

  IcalContent& m_out;
  std::vector<IcalFault>& m_faults;
  DayEvent m_event;
  std::optional<time::Date> m_end;
  std::optional<long long> m_duration;  ///< in seconds
  bool m_has_start = false;
  bool m_is_faulty = false;
  std::string m_reason;  ///< why it is passed over
};

struct Open {
  std::string name;
  std::uint32_t line = 0;
};

/// What a component that is not read is called in a reason; empty for those that need none.
std::string_view reason_for(std::string_view component) {
  return component == "VTODO"      ? "is a to-do, no event"
         : component == "VJOURNAL" ? "is a journal entry, no event"
                                   : std::string_view();
}

}  // namespace

IcalContent read_ical_events(const std::vector<IcalLine>& lines, std::vector<IcalFault>& faults) {
  IcalContent content;
  EventReader event(content, faults);
  std::vector<Open> open;
  const auto say = [&faults](std::uint32_t line, std::string message) {
    if (faults.size() < k_most_faults) {
      faults.push_back({line, std::move(message)});
    }
  };
  for (const IcalLine& line : lines) {
    const std::string component =
        line.name == "BEGIN" || line.name == "END" ? capitals(line.value) : std::string();
    if (open.empty() && (line.name != "BEGIN" || component != "VCALENDAR")) {
      say(line.line, fmt::format("found {}, expected BEGIN:VCALENDAR", quoted(line.name + ":" + line.value)));
      return content;
    }
    const bool in_event = open.size() == 2 && open.back().name == "VEVENT";
    if (line.name == "BEGIN") {
      if (const std::string_view reason = reason_for(component); open.size() == 1 && !reason.empty()) {
        content.passed_over.push_back({line.line, {}, std::string(reason)});
      }
      open.push_back({component, line.line});
      if (open.size() == 2 && component == "VEVENT") {
        event.begin(line.line);
      }
    } else if (line.name == "END") {
      if (open.back().name != component) {
        say(line.line, fmt::format("found END:{}, expected END:{} for its BEGIN on line {}",
                                   quoted(component), open.back().name, open.back().line));
        return content;
      }
      if (in_event) {
        event.end();
      }
      open.pop_back();
    } else if (in_event) {
      event.take(line);
    } else if (open.size() == 1 && line.name == "X-WR-CALNAME") {
      content.calendar = text_of_ical(line.value);
    }
  }
  if (!open.empty()) {
    say(open.back().line, fmt::format("BEGIN:{} has no END:{}", quoted(open.back().name), open.back().name));
  } else if (lines.empty() && faults.empty()) {
    say(1, "found nothing, expected BEGIN:VCALENDAR");
  }
  return content;
}

}  // namespace csx::interop
