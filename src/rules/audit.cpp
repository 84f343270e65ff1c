#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <unordered_set>
#include <utility>

#include "csx/model/handoff.hpp"
#include "csx/model/journal.hpp"
#include "csx/sla/calendars.hpp"
#include "families.hpp"
#include "lookup.hpp"

/// Family `audit`: whether what happened was written down while it was fresh.
namespace csx::rules {
namespace {

using model::AnyRecord;
using model::Entry;
using model::Handoff;
using model::Journal;
using model::TimelineEvent;

/// What a folder held before a change: entries by id, handoffs by theirs.
class Known {
 public:
  explicit Known(const store::Dataset& data) : m_data(data) {
    for (const AnyRecord& record : data.all<Journal>()) {
      for (const Entry& entry : record.as<Journal>().entries) {
        m_entries.insert(entry.id.value);
      }
    }
  }
  bool holds(const Entry& entry) const { return m_entries.contains(entry.id.value); }
  bool holds(const Handoff& handoff, const TimelineEvent& event) const {
    const auto* before = m_data.get<Handoff>(handoff.id.value);
    return before != nullptr && std::ranges::any_of(before->timeline, [&](const TimelineEvent& each) {
             return each.event == event.event && each.at == event.at;
           });
  }

 private:
  const store::Dataset& m_data;
  std::unordered_set<std::string_view> m_entries;
};

/// When something happened, for the comparison with when it is entered: a bare date means its end.
time::Instant happened(const time::Zone& zone, const time::Timestamp& at) {
  const time::Instant instant = zone.resolve(at);
  return at.precision == time::Timestamp::Precision::date ? zone.end_of(zone.date_of(instant)) : instant;
}

void late_entry(const Input& input, Report& report) {
  if (input.base == nullptr) {
    return;  // the files alone do not tell when they were written
  }
  const sla::Versions versions = sla::main_versions(input.data);
  const model::Agreement* agreement = versions.on(input.today);
  if (agreement == nullptr || !agreement->thresholds || !agreement->thresholds->late_entry_after) {
    return;
  }
  const time::Duration limit = *agreement->thresholds->late_entry_after;
  const sla::Calendars calendars(input.data);
  const sla::Calendars::Entry* usual = calendars.choose({}, {}, input.today);
  const time::Zone& zone = input.data.zone();
  const auto is_late = [&](const time::Timestamp& at) {
    const time::Instant began = happened(zone, at);
    if (limit.is_business() && usual == nullptr) {
      return false;
    }
    const auto until = usual != nullptr ? usual->hours.add(began, limit) : time::add(zone, began, limit);
    return until && *until < input.as_of;
  };
  const auto say = [&](const AnyRecord& record, const time::Timestamp& at, std::string_view what) {
    report.add(
        record, at,
        fmt::format("{} of {} is entered on {}, more than {} later", what,
                    zone.date_of(zone.resolve(at)).to_string(), input.today.to_string(), limit.to_string()));
  };
  const Known known(*input.base);
  for (const AnyRecord& record : input.data.all<Journal>()) {
    for (const Entry& entry : record.as<Journal>().entries) {
      if (is_late(entry.at) && !known.holds(entry)) {
        say(record, entry.at, fmt::format("{} {}", model::word(entry.type), entry.id.value));
      }
    }
  }
  for (const AnyRecord& record : input.data.all<Handoff>()) {
    const auto& handoff = record.as<Handoff>();
    for (const TimelineEvent& event : handoff.timeline) {
      if (is_late(event.at) && !known.holds(handoff, event)) {
        say(record, event.at, fmt::format("{}", model::word(event.event)));
      }
    }
  }
}

constexpr auto k_audit_rules = std::to_array<Rule>({
    {"audit/late-entry", Severity::warning, "What a change enters did not happen long ago.",
     "An event that is entered weeks later is remembered, not recorded: clocks were judged without it and "
     "may "
     "change their outcome in hindsight. It is told of what a change adds, with `csx check --against`; the "
     "main "
     "agreement sets the limit (`thresholds.late_entry_after`).",
     "Nothing has to be mended in the entry; enter events when they happen, and say in `note:` why this one "
     "is late",
     late_entry},
});

}  // namespace

std::span<const Rule> audit_rules() {
  return k_audit_rules;
}

}  // namespace csx::rules
