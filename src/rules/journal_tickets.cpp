#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "journal_rules.hpp"

namespace csx::rules::journal {

namespace {

using model::AnyRecord;
using model::Entry;
using model::Hold;
using model::Journal;
using model::Ticket;

void response_before_opening(const Input& input, Report& report) {
  each<Ticket>(input, [&](const AnyRecord& record, const Journal&, const Entry& entry, const Ticket& ticket) {
    if (ticket.first_response_at && sla::is_before(input.data.zone(), *ticket.first_response_at, entry.at)) {
      report
          .add(record, *ticket.first_response_at,
               fmt::format("{}answered at {}, before it was opened at {}", subject(entry),
                           ticket.first_response_at->to_string(), entry.at.to_string()))
          .note(record, entry.at, "opened here");
    }
  });
}

/// Opening, resolutions and reopenings in turn, each not before the one before it.
void judge_turns(const Input& input, Report& report, const AnyRecord& record, const Entry& entry,
                 const Ticket& ticket) {
  const time::Timestamp* before = &entry.at;
  const std::size_t turns = ticket.resolved.size() + ticket.reopened.size();
  for (std::size_t i = 0; i < turns; ++i) {
    const bool resolves = i % 2 == 0;
    const auto& list = resolves ? ticket.resolved : ticket.reopened;
    const auto& other = resolves ? ticket.reopened : ticket.resolved;
    if (i / 2 >= list.size()) {
      const time::Timestamp& odd = other[i / 2 + (resolves ? 0 : 1)];
      report.add(record, odd,
                 resolves ? fmt::format("{}reopened at {} without having been resolved again", subject(entry),
                                        odd.to_string())
                          : fmt::format("{}resolved again at {} without having been reopened", subject(entry),
                                        odd.to_string()));
      return;
    }
    const time::Timestamp& at = list[i / 2];
    if (sla::is_before(input.data.zone(), at, *before)) {
      report
          .add(record, at,
               fmt::format("{}{} at {}, before {}", subject(entry), resolves ? "resolved" : "reopened",
                           at.to_string(), before->to_string()))
          .note(record, *before,
                i == 0     ? "opened here"
                : resolves ? "reopened here"
                           : "resolved here");
      return;
    }
    before = &at;
  }
}

void resolution_order(const Input& input, Report& report) {
  each<Ticket>(input, [&](const AnyRecord& record, const Journal&, const Entry& entry, const Ticket& ticket) {
    judge_turns(input, report, record, entry, ticket);
  });
}

void closing(const Input& input, Report& report) {
  each<Ticket>(input, [&](const AnyRecord& record, const Journal&, const Entry& entry, const Ticket& ticket) {
    if (!ticket.closed_at) {
      return;
    }
    const auto& zone = input.data.zone();
    const auto later_than_closing = [&](const time::Timestamp& at) {
      return sla::is_before(zone, *ticket.closed_at, at);
    };
    const auto say = [&](const time::Timestamp& at, std::string_view what) {
      report
          .add(record, at,
               fmt::format("{}{} at {}, after it was closed for good at {}", subject(entry), what,
                           at.to_string(), ticket.closed_at->to_string()))
          .note(record, *ticket.closed_at, "closed here");
    };
    if (sla::is_before(zone, *ticket.closed_at, entry.at)) {
      report
          .add(record, *ticket.closed_at,
               fmt::format("{}closed at {}, before it was opened at {}", subject(entry),
                           ticket.closed_at->to_string(), entry.at.to_string()))
          .note(record, entry.at, "opened here");
      return;
    }
    const auto reopened = std::find_if(ticket.reopened.begin(), ticket.reopened.end(), later_than_closing);
    const auto resolved = std::find_if(ticket.resolved.begin(), ticket.resolved.end(), later_than_closing);
    if (reopened != ticket.reopened.end()) {
      say(*reopened, "reopened");
    } else if (resolved != ticket.resolved.end()) {
      say(*resolved, "resolved");
    }
  });
}

void closed_unresolved(const Input& input, Report& report) {
  each<Ticket>(input, [&](const AnyRecord& record, const Journal&, const Entry& entry, const Ticket& ticket) {
    if (ticket.closed_at && ticket.resolved.size() <= ticket.reopened.size()) {
      report.add(record, *ticket.closed_at,
                 fmt::format("{}closed at {} without having been resolved{}", subject(entry),
                             ticket.closed_at->to_string(), ticket.reopened.empty() ? "" : " again"));
    }
  });
}

void judge_holds(const Input& input, Report& report, const AnyRecord& record, const Entry& entry,
                 const Ticket& ticket) {
  const auto& zone = input.data.zone();
  const Hold* before = nullptr;
  for (const Hold& hold : ticket.holds) {
    if (sla::is_before(zone, hold.from, entry.at)) {
      report.add(record, hold.from, fmt::format("{}on hold before it was opened", subject(entry)))
          .note(record, entry.at, "opened here");
    } else if (hold.to && sla::is_before(zone, *hold.to, hold.from)) {
      report.add(record, *hold.to, fmt::format("{}the hold ends before it begins", subject(entry)))
          .note(record, hold.from, "it begins here");
    } else if (before != nullptr && !before->to) {
      report
          .add(record, hold.from,
               fmt::format("{}a hold begins, and the one above has not ended", subject(entry)))
          .note(record, before->from, "the hold above");
    } else if (before != nullptr && sla::is_before(zone, hold.from, *before->to)) {
      report.add(record, hold.from, fmt::format("{}two holds overlap", subject(entry)))
          .note(record, *before->to, "the hold above ends here");
    } else if (ticket.closed_at && sla::is_before(zone, *ticket.closed_at, hold.to.value_or(hold.from))) {
      report.add(record, hold.from, fmt::format("{}on hold after it was closed", subject(entry)))
          .note(record, *ticket.closed_at, "closed here");
    }
    before = &hold;
  }
}

void hold_times(const Input& input, Report& report) {
  each<Ticket>(input, [&](const AnyRecord& record, const Journal&, const Entry& entry, const Ticket& ticket) {
    judge_holds(input, report, record, entry, ticket);
  });
}

void csat_outside_scale(const Input& input, Report& report) {
  const auto& definitions = input.data.workspace().definitions;
  if (!definitions || !definitions->csat_scale) {
    return;
  }
  const model::CsatScale scale = *definitions->csat_scale;
  each<Ticket>(input, [&](const AnyRecord& record, const Journal&, const Entry& entry, const Ticket& ticket) {
    if (ticket.csat && (*ticket.csat < Decimal(scale.min, 0) || *ticket.csat > Decimal(scale.max, 0))) {
      report
          .add(record, *ticket.csat,
               fmt::format("{}csat {} is outside the workspace's scale of {} to {}", subject(entry),
                           ticket.csat->to_string(), scale.min, scale.max))
          .note(input.data.workspace_record(), *definitions->csat_scale, "the scale");
    }
  });
}

constexpr auto k_ticket_rules = std::to_array<Rule>({
    {"journal/response-before-opening", Severity::error, "A ticket is answered after it was opened.",
     "The time to the first response is what the customer feels first of Support. An answer before the "
     "opening "
     "makes it negative.",
     "Correct `at` or `first_response_at`", response_before_opening},
    {"journal/resolution-order", Severity::error, "A ticket is resolved and reopened in turn.",
     "Support is effective before it is efficient: reopened tickets are counted before speed. Which "
     "resolution "
     "was undone by which reopening is told by their order alone.",
     "Put `resolved:` and `reopened:` in order of time; each reopening undoes the resolution before it",
     resolution_order},
    {"journal/closing", Severity::error, "Nothing happens to a ticket after it was closed for good.",
     "Closed is the end: a problem that comes back later is a new ticket. What happens afterwards, or a "
     "closing "
     "before the opening, makes the ticket open and closed at once.",
     "Correct `closed_at`, or record a new ticket", closing},
    {"journal/closed-unresolved", Severity::warning, "A ticket is resolved before it is closed.",
     "A ticket closed without a resolution looks like work done and is a question that nobody answered. "
     "Without "
     "`resolved` it has no resolution time and counts in no attainment.",
     "Add the instant to `resolved:`", closed_unresolved},
    {"journal/hold-times", Severity::error, "Holds of a ticket follow one another while it is open.",
     "Holds stop the clock while the ticket waits for somebody else. Holds that overlap, end before they "
     "begin or "
     "lie outside the ticket's life take away time that was really spent.",
     "Correct `from:` and `to:` of the hold", hold_times},
    {"journal/csat-outside-scale", Severity::error, "Satisfaction is given on the workspace's scale.",
     "The share of satisfied answers counts the top two of the scale. An answer outside of it belongs to "
     "another "
     "scale and would count as satisfied or not by accident.",
     "Correct `csat:`, or the scale in `definitions.csat_scale`", csat_outside_scale},
});

}  // namespace

std::span<const Rule> ticket_rules() {
  return k_ticket_rules;
}

}  // namespace csx::rules::journal
