#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "csx/base/text.hpp"
#include "csx/interop/holidays.hpp"
#include "ical_events.hpp"
#include "ical_recurrence.hpp"

namespace csx::interop {
namespace {

using time::Date;
using time::MonthDay;

/// What a file may ask to be counted out: rules, and days of all of them, those before the period included.
constexpr std::size_t k_most_rules = 200;
constexpr std::size_t k_most_days = 100'000;

MonthDay month_day(Date date) {
  const auto ymd = date.ymd();
  return {static_cast<std::uint8_t>(static_cast<unsigned>(ymd.month())),
          static_cast<std::uint8_t>(static_cast<unsigned>(ymd.day()))};
}

/// Whether the event has the same days in every year, leap year or not.
bool has_same_days(const DayEvent& event) {
  if (event.days == 1) {
    return true;
  }
  constexpr MonthDay k_leap_day{2, 29};
  for (int i = 0; i < event.days; ++i) {
    const MonthDay day = month_day(event.first.plus_days(i));
    const bool meets_march = i > 0 && day == MonthDay{3, 1};
    if (day == k_leap_day || meets_march) {
      return false;
    }
  }
  return true;
}

class Importer {
 public:
  Importer(IcalContent content, const std::optional<time::Period>& period)
      : m_content(std::move(content)), m_period(period) {
    m_out.calendar = std::move(m_content.calendar);
    m_out.passed_over = std::move(m_content.passed_over);
  }

  Result<ImportedHolidays> import() {
    for (const DayEvent& event : m_content.events) {
      if (event.instead_of) {
        m_replaced[event.uid].push_back(*event.instead_of);
      }
    }
    for (const DayEvent& event : m_content.events) {
      if (event.cancelled) {
        pass_over(event, event.instead_of ? fmt::format("is cancelled on {}", event.instead_of->to_string())
                                          : "is cancelled");
      } else {
        take(event);
      }
    }
    if (!m_endless.empty()) {
      return fail(needs_years());
    }
    put_in_order();
    return std::move(m_out);
  }

 private:
  void pass_over(const DayEvent& event, std::string reason) {
    m_out.passed_over.push_back({event.line, event.name, std::move(reason)});
  }

  /// The dates of the event's own instances that do not hold.
  std::set<Date> exceptions_of(const DayEvent& event) const {
    std::set<Date> dates(event.not_on.begin(), event.not_on.end());
    const auto replaced = m_replaced.find(event.uid);
    if (!event.instead_of && !event.uid.empty() && replaced != m_replaced.end()) {
      dates.insert(replaced->second.begin(), replaced->second.end());
    }
    return dates;
  }

  void take(const DayEvent& event) {
    const std::set<Date> exceptions = exceptions_of(event);
    std::set<Date> starts(event.also.begin(), event.also.end());
    if (event.rules.empty()) {
      starts.insert(event.first);
    }
    for (const std::string& text : event.rules) {
      const time::Parsed<RecurrenceRule> rule = read_recurrence(text, event.first);
      if (!rule) {
        pass_over(event, rule.error());
        return;
      }
      if (rule->is_same_date && exceptions.empty() && has_same_days(event)) {
        for (int i = 0; i < event.days; ++i) {
          add({.every = month_day(event.first.plus_days(i)), .name = event.name, .line = event.line});
        }
      } else if (rule->is_endless && !m_period) {
        m_endless.push_back(
            {event.line, fmt::format("{} returns without end, {}", quoted(event.name), text)});
        return;
      } else if (auto days = count_out(*rule, event.first)) {
        starts.insert(days->begin(), days->end());
      } else {
        pass_over(event, fmt::format("returns too often, or with too many others, by {}", quoted(text)));
        return;
      }
    }
    for (const Date start : starts) {
      if (!exceptions.contains(start)) {
        add_days(event, start);
      }
    }
  }

  std::optional<std::vector<Date>> count_out(const RecurrenceRule& rule, Date first) {
    if (m_rules_left == 0) {
      return std::nullopt;
    }
    --m_rules_left;
    const std::optional<Date> last = m_period ? std::optional(m_period->last) : std::nullopt;
    auto days = days_of(rule, first, last, m_days_left);
    m_days_left -= days ? days->size() : 0;
    return days;
  }

  void add_days(const DayEvent& event, Date start) {
    for (int i = 0; i < event.days; ++i) {
      const Date date = start.plus_days(i);
      if (m_period && !m_period->contains(date)) {
        ++m_out.outside;
      } else {
        add({.date = date, .name = event.name, .line = event.line});
      }
    }
  }

  void add(ImportedHoliday holiday) { m_out.days.push_back(std::move(holiday)); }

  Error needs_years() const {
    Error error{ErrorKind::usage,
                fmt::format("{} without end on no fixed date, so it is not known how far to go",
                            m_endless.size() == 1 ? "an event returns"
                                                  : fmt::format("{} events return", m_endless.size())),
                {"say which years, such as --years 2026..2030"},
                {}};
    for (const IcalFault& each : m_endless) {
      if (error.causes.size() == k_most_faults) {
        break;
      }
      error.causes.push_back(fmt::format("line {}: {}", each.line, each.message));
    }
    return error;
  }

  void put_in_order() {
    std::ranges::stable_sort(m_out.passed_over, {}, &PassedOver::line);
    const auto key = [](const ImportedHoliday& day) {
      return std::tuple(!day.every, day.every.value_or(MonthDay{}), day.date.value_or(Date{}));
    };
    std::ranges::stable_sort(m_out.days, {}, key);
    const auto is_same = [&](const ImportedHoliday& a, const ImportedHoliday& b) {
      return key(a) == key(b) && a.name == b.name;
    };
    // Not std::ranges::unique: clang 14, which builds the fuzzers, cannot read the subrange of libstdc++ 12.
    m_out.days.erase(std::unique(m_out.days.begin(), m_out.days.end(), is_same), m_out.days.end());
  }

  IcalContent m_content;
  const std::optional<time::Period>& m_period;
  ImportedHolidays m_out;
  std::map<std::string, std::vector<Date>> m_replaced;  ///< instances with an event of their own, by uid
  std::vector<IcalFault> m_endless;
  std::size_t m_rules_left = k_most_rules;
  std::size_t m_days_left = k_most_days;
};

}  // namespace

Result<ImportedHolidays> holidays_of_ical(std::string_view text, const std::optional<time::Period>& period) {
  std::vector<IcalFault> faults;
  const std::vector<IcalLine> lines = read_ical_lines(text, faults);
  IcalContent content = read_ical_events(lines, faults);
  if (!faults.empty()) {
    std::ranges::stable_sort(faults, {}, &IcalFault::line);
    Error error{ErrorKind::io, "the text is no iCalendar that can be read in whole", {}, {}};
    for (const IcalFault& fault : faults) {
      error.causes.push_back(fmt::format("line {}: {}", fault.line, fault.message));
    }
    return fail(std::move(error));
  }
  return Importer(std::move(content), period).import();
}

}  // namespace csx::interop
