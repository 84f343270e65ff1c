#pragma once

#include "csx/model/describe.hpp"
#include "csx/model/targets.hpp"

namespace csx::model {

struct Capacity {
  Decimal hours_per_week;
  std::optional<Share> admin_share;
  std::optional<Share> utilisation;
};
template <>
inline constexpr auto description<Capacity> =
    describe<Capacity>("capacity", "How much work a person can take.",
                       field<&Capacity::hours_per_week>("hours_per_week", "Contracted hours a week.",
                                                        {.min = 0, .max = 168, .unit = "hours a week"}),
                       field<&Capacity::admin_share>("admin_share", "Share that goes into internal work.",
                                                     {.min = 0, .max = 100}),
                       field<&Capacity::utilisation>("utilisation", "Share of the rest that may be planned.",
                                                     {.min = 0, .max = 100}));

struct ActiveTime {
  std::optional<time::Date> from;
  std::optional<time::Date> to;
};
template <>
inline constexpr auto description<ActiveTime> = describe<ActiveTime>(
    "time of activity", "From when to when somebody works here.",
    field<&ActiveTime::from>("from", "First day."), field<&ActiveTime::to>("to", "Last day."));

struct Person {
  Id<Person> id;
  std::string name;
  std::optional<Email> email;
  Dated<Area> area;
  std::optional<Dated<std::string>> role;
  std::optional<Dated<Reference<Person>>> manager;
  std::optional<Dated<Reference<Calendar>>> calendar;
  std::optional<Dated<Capacity>> capacity;
  std::vector<std::string> specialties;
  std::vector<Reference<Segment>> segments;
  std::optional<ActiveTime> active;
};
template <>
inline constexpr auto description<Person> = describe<Person>(
    "person", "Somebody of the company who owns accounts, takes handoffs or answers tickets.",
    field<&Person::id>("id", "Short name, unique in the folder; other records use it."),
    field<&Person::name>("name", "Full name."), field<&Person::email>("email", "E-mail address, for alerts."),
    field<&Person::area>("area", "Area the person works in: a party of agreements, such as sales or cs."),
    field<&Person::role>("role", "Job title."),
    field<&Person::manager>("manager", "To whom the person reports."),
    field<&Person::calendar>("calendar", "When the person works."),
    field<&Person::capacity>("capacity", "How much work the person can take."),
    field<&Person::specialties>("specialties", "Product areas the person knows well."),
    field<&Person::segments>("segments", "Segments (niches) the person is prepared for."),
    field<&Person::active>("active", "From when to when the person works here."));

}  // namespace csx::model
