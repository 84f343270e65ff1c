#include "csx/sla/calendars.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>

namespace csx::sla {
namespace {

using HolidayDay = decltype(time::CalendarRules::Holiday::day);

/// None where the day could not be read.
std::optional<HolidayDay> fixed_day_of(const model::Holiday& holiday) {
  if (holiday.date) {
    return *holiday.date;
  }
  if (holiday.every) {
    return *holiday.every;
  }
  if (holiday.easter) {
    // A distance that no record may have is refused by the engine, not wrapped into one that it may.
    return time::DaysFromEaster{static_cast<std::int32_t>(
        std::clamp<std::int64_t>(*holiday.easter, std::numeric_limits<std::int32_t>::min(),
                                 std::numeric_limits<std::int32_t>::max()))};
  }
  return std::nullopt;
}

const std::string* calendar_on(const model::Person* person, time::Date day) {
  const auto* calendar = person != nullptr && person->calendar ? person->calendar->on(day) : nullptr;
  return calendar != nullptr ? &calendar->value : nullptr;
}

const std::string* calendar_of_account(const model::Account* account) {
  return account != nullptr && account->calendar ? &account->calendar->value : nullptr;
}

}  // namespace

time::CalendarRules rules_of(const model::Calendar& calendar) {
  // The zone's name was found good when the record was read.
  time::CalendarRules rules{
      time::Zone::find(calendar.timezone.value).value_or(time::Zone::utc()), {}, {}, {}};
  for (const auto& [weekday, windows] : calendar.hours) {
    auto& all = rules.week.at(static_cast<std::size_t>(weekday));
    all.insert(all.end(), windows.begin(), windows.end());
  }
  for (const model::Holiday& holiday : calendar.holidays) {
    if (const auto day = fixed_day_of(holiday)) {
      rules.holidays.push_back({*day, holiday.name});
    }
  }
  for (const model::CalendarException& exception : calendar.exceptions) {
    rules.exceptions.push_back({exception.date, exception.hours, exception.why.value_or(std::string())});
  }
  return rules;
}

time::Parsed<time::BusinessCalendar> calendar_of(const model::Calendar& calendar) {
  return time::BusinessCalendar::build(rules_of(calendar));
}

Calendars::Calendars(const store::Dataset& data) {
  if (const auto& usual = data.workspace().calendar) {
    m_usual = usual->value;
  }
  for (const model::AnyRecord& record : data.all<model::Calendar>()) {
    const auto& calendar = record.as<model::Calendar>();
    if (auto hours = calendar_of(calendar)) {
      m_entries.try_emplace(calendar.id.value, Entry{calendar.id.value, *std::move(hours)});
    }
  }
}

const Calendars::Entry* Calendars::find(std::string_view id) const {
  const auto found = m_entries.find(id);
  return found == m_entries.end() ? nullptr : &found->second;
}

const Calendars::Entry* Calendars::choose(std::span<const model::CalendarChoice> choices,
                                          const CalendarParties& parties, time::Date day) const {
  const auto named = [&](const std::string* id) { return id != nullptr ? find(*id) : nullptr; };
  for (const model::CalendarChoice& choice : choices) {
    const Entry* entry = choice.is_responsible() ? named(calendar_on(parties.responsible, day))
                         : choice.is_account()   ? named(calendar_of_account(parties.account))
                                                 : find(choice.value);
    if (entry != nullptr) {
      return entry;
    }
  }
  return find(m_usual);
}

}  // namespace csx::sla
