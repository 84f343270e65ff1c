#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "csx/sla/service.hpp"
#include "journal_rules.hpp"

namespace csx::rules::journal {

namespace {

using model::AnyRecord;
using model::Entry;
using model::Journal;
using model::Ticket;

/// Areas that answer customers' questions, product people behind Support included.
constexpr std::array<std::string_view, 4> k_answering{"support", "cs", "onboarding", "product"};

void handler_area(const Input& input, Report& report) {
  each<Ticket>(input, [&](const AnyRecord& record, const Journal&, const Entry& entry, const Ticket& ticket) {
    if (ticket.handled_by.empty()) {
      return;
    }
    const time::Date day = sla::day_of(input.data.zone(), entry.at);
    for (const auto& person : ticket.handled_by) {
      const model::Area* area = sla::area_of(input.data, person.value, day);
      if (area != nullptr && sla::is_known_area(area->value) &&
          std::find(k_answering.begin(), k_answering.end(), area->value) == k_answering.end()) {
        report.add(record, person,
                   fmt::format("{}handled by {} of {}, tickets are for support", subject(entry),
                               quoted(person.value), area->value));
      }
    }
  });
}

void escalated_by_other(const Input& input, Report& report) {
  each<Ticket>(
      input, [&](const AnyRecord& record, const Journal& journal, const Entry& entry, const Ticket& ticket) {
        if (!ticket.escalated_by) {
          return;
        }
        const model::Account* account = find_account(input, journal, entry);
        const time::Date day = sla::day_of(input.data.zone(), entry.at);
        const std::string* csm = account != nullptr ? sla::csm_on(*account, day) : nullptr;
        if (csm != nullptr && *csm != ticket.escalated_by->value) {
          report.add(record, *ticket.escalated_by,
                     fmt::format("{}escalated by {}, the CSM of {} on {} was {}", subject(entry),
                                 quoted(ticket.escalated_by->value), quoted(account->id.value),
                                 day.to_string(), quoted(*csm)));
        }
      });
}

void relationship_ticket(const Input& input, Report& report) {
  each<Ticket>(input, [&](const AnyRecord& record, const Journal&, const Entry& entry, const Ticket& ticket) {
    if (ticket.nature != model::Nature::relationship) {
      return;
    }
    const time::Date day = sla::day_of(input.data.zone(), entry.at);
    const auto by_support =
        std::find_if(ticket.handled_by.begin(), ticket.handled_by.end(), [&](const auto& person) {
          const model::Area* area = sla::area_of(input.data, person.value, day);
          return area != nullptr && area->value == "support";
        });
    if (by_support != ticket.handled_by.end()) {
      report.add(record, *ticket.nature,
                 fmt::format("{}a matter of the relationship, handled by {} of support", subject(entry),
                             quoted(by_support->value)));
    }
  });
}

constexpr auto k_ticket_people_rules = std::to_array<Rule>({
    {"journal/handler-area", Severity::warning, "Tickets are handled by those who answer customers.",
     "Support is the front line, with a standard language and treatment, so that the customer speaks with a "
     "company and not with whoever picks up. A ticket handled by Sales or Finance went around all of it.",
     "Correct `handled_by:`, or the person's dated `area:`", handler_area},
    {"journal/escalated-by-other", Severity::warning, "A ticket is escalated by the account's own CSM.",
     "The interface of Customer Success with Support is always within the portfolio of the CSM who speaks. "
     "Somebody else's escalation means that the account's CSM does not know of it.",
     "Correct `escalated_by:`, or the account's `owners.csm`", escalated_by_other},
    {"journal/relationship-ticket", Severity::note, "Support is not asked to look after the relationship.",
     "Support works by process, around the product. Requests that need the customer's own context belong to "
     "Customer Success; handled in Support they take long and end badly.",
     "Pass such requests to the account's CSM, or correct `nature:`", relationship_ticket},
});

}  // namespace

std::span<const Rule> ticket_people_rules() {
  return k_ticket_people_rules;
}

}  // namespace csx::rules::journal
