#include "ical_recurrence.hpp"

#include <fmt/format.h>
#include <libical/ical.h>

#include <algorithm>
#include <memory>

#include "csx/base/text.hpp"

namespace csx::interop {
namespace {

icaltimetype ical_date(time::Date date) {
  const auto ymd = date.ymd();
  icaltimetype out = icaltime_null_time();  // a null date has hours of -1, which move the day
  out.year = static_cast<int>(ymd.year());
  out.month = static_cast<int>(static_cast<unsigned>(ymd.month()));
  out.day = static_cast<int>(static_cast<unsigned>(ymd.day()));
  out.is_date = 1;
  return out;
}

std::optional<time::Date> date_of(const icaltimetype& ical) {
  if (ical.month < 1 || ical.day < 1) {
    return std::nullopt;
  }
  return time::Date::of(ical.year, static_cast<unsigned>(ical.month), static_cast<unsigned>(ical.day));
}

/// The library must not end the program over the text of a stranger.
icalrecurrencetype parsed(const std::string& text) {
  icalerror_set_errors_are_fatal(0);
  return icalrecurrencetype_from_string(text.c_str());
}

struct Part {
  std::string name;
  std::string value;
};

std::vector<Part> parts_of(std::string_view text) {
  std::vector<Part> parts;
  for (const std::string_view part : split(text, ';')) {
    const std::size_t equals = part.find('=');
    if (equals != part.npos) {
      parts.push_back(
          {to_lower_ascii(trim(part.substr(0, equals))), to_lower_ascii(trim(part.substr(equals + 1)))});
    }
  }
  return parts;
}

const Part* find(const std::vector<Part>& parts, std::string_view name) {
  const auto found = std::ranges::find(parts, name, &Part::name);
  return found == parts.end() ? nullptr : &*found;
}

/// Whether BYSETPOS picks one of days that every month has: of weekdays without a number there are four at
/// least. Where it never picks one, libical searches for seconds.
bool has_reachable_place(const std::vector<Part>& parts) {
  const Part* days = find(parts, "byday");
  const std::string& place = find(parts, "bysetpos")->value;
  const std::string_view digits = std::string_view(place).substr(place.starts_with('-') ? 1 : 0);
  const bool is_near = digits.size() == 1 && digits[0] >= '1' && digits[0] <= '4';
  return is_near && days != nullptr && days->value.find_first_of("0123456789") == std::string::npos;
}

/// Whether nothing in the rule moves it from the day of the year on which it starts.
bool is_same_date(const std::vector<Part>& parts, time::Date first) {
  const auto ymd = first.ymd();
  return std::ranges::all_of(parts, [&](const Part& part) {
    if (part.name == "freq") {
      return part.value == "yearly";
    }
    if (part.name == "interval") {
      return part.value == "1";
    }
    if (part.name == "bymonth") {
      return part.value == std::to_string(static_cast<unsigned>(ymd.month())) ||
             part.value == fmt::format("{:02}", static_cast<unsigned>(ymd.month()));
    }
    if (part.name == "bymonthday") {
      // Without its month it falls on that day of every month.
      return find(parts, "bymonth") != nullptr &&
             part.value == std::to_string(static_cast<unsigned>(ymd.day()));
    }
    return part.name == "wkst";
  });
}

/// The rule as libical 3.0 understands it: it takes a day of the month without a month for one of the month
/// in which the event starts; RFC 5545 means that of every month.
std::string in_full(const std::string& text) {
  const std::vector<Part> parts = parts_of(text);
  const Part* frequency = find(parts, "freq");
  const bool has_other = find(parts, "bymonth") != nullptr || find(parts, "byyearday") != nullptr;
  const bool is_short = frequency != nullptr && frequency->value == "yearly" &&
                        find(parts, "bymonthday") != nullptr && !has_other;
  return is_short ? text + ";BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12" : text;
}

struct FreeIterator {
  void operator()(icalrecur_iterator* iterator) const { icalrecur_iterator_free(iterator); }
};

}  // namespace

time::Parsed<RecurrenceRule> read_recurrence(const std::string& text, time::Date first) {
  const std::vector<Part> parts = parts_of(text);
  const std::string shown = quoted(text);
  if (find(parts, "rscale") != nullptr) {  // of which libical would keep a copy that nothing gives back
    return tl::unexpected(fmt::format("returns by another calendar than the Gregorian, {}", shown));
  }
  const icalrecurrencetype_frequency frequency = parsed(text).freq;
  if (frequency == ICAL_NO_RECURRENCE || find(parts, "freq") == nullptr) {
    return tl::unexpected(fmt::format("returns by {}, expected a rule such as FREQ=YEARLY", shown));
  }
  if (frequency == ICAL_HOURLY_RECURRENCE || frequency == ICAL_MINUTELY_RECURRENCE ||
      frequency == ICAL_SECONDLY_RECURRENCE) {
    return tl::unexpected(
        fmt::format("returns several times a day, by {}, and a holiday is a whole day", shown));
  }
  if (find(parts, "byweekno") != nullptr) {
    // libical 3.0 leaves out days of weeks that belong to two years.
    return tl::unexpected(fmt::format("returns by numbers of weeks, {}, which are not counted out", shown));
  }
  // Days and weeks are gone through one by one. With a limit that none of them meets, that takes seconds.
  const bool is_by_days = frequency == ICAL_DAILY_RECURRENCE || frequency == ICAL_WEEKLY_RECURRENCE;
  const auto limits = [&](const Part& part) {
    return part.name.starts_with("by") && !(part.name == "byday" && frequency == ICAL_WEEKLY_RECURRENCE);
  };
  if (is_by_days && std::ranges::any_of(parts, limits)) {
    return tl::unexpected(
        fmt::format("returns by {}, which is not counted out; expected FREQ=YEARLY or MONTHLY", shown));
  }
  if (find(parts, "bysetpos") != nullptr && !has_reachable_place(parts)) {
    return tl::unexpected(fmt::format(
        "returns by {}, whose BYSETPOS is not counted out; expected 1 to 4 of plain weekdays", shown));
  }
  RecurrenceRule read{.text = text};
  read.is_endless = find(parts, "count") == nullptr && find(parts, "until") == nullptr;
  read.is_same_date = read.is_endless && is_same_date(parts, first);
  return read;
}

std::optional<std::vector<time::Date>> days_of(const RecurrenceRule& rule, time::Date first,
                                               const std::optional<time::Date>& last, std::size_t most) {
  std::vector<time::Date> days;
  const std::unique_ptr<icalrecur_iterator, FreeIterator> iterator(
      icalrecur_iterator_new(parsed(in_full(rule.text)), ical_date(first)));
  while (iterator != nullptr) {
    const icaltimetype next = icalrecur_iterator_next(iterator.get());
    if (icaltime_is_null_time(next) != 0) {
      break;
    }
    const std::optional<time::Date> day = date_of(next);
    if (!day || (last && *day > *last)) {
      break;
    }
    if (days.size() == most) {
      return std::nullopt;
    }
    days.push_back(*day);
  }
  return days;
}

}  // namespace csx::interop
