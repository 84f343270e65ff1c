#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "csx/base/text.hpp"
#include "csx/metrics/health.hpp"
#include "csx/model/handoff.hpp"
#include "csx/sla/lifecycle.hpp"
#include "csx/sla/service.hpp"
#include "lookup.hpp"
#include "pitfall_rules.hpp"
#include "shared_facts.hpp"

namespace csx::rules::pitfall {

namespace {

using metrics::AccountFacts;
using metrics::EntryFacts;
using metrics::Facts;
using model::Channel;
using model::TouchModel;

template <class Use>
void each_customer(const Facts& facts, Use use) {
  for (const AccountFacts& account : facts.accounts()) {
    if (sla::pays_on(*account.account, facts.today())) {
      use(account);
    }
  }
}

/// Contacts that took place: `use(entry, touchpoint)`.
template <class Use>
void each_contact(const Facts& facts, const AccountFacts& account, Use use) {
  for (const EntryFacts& entry : facts.entries_of(account)) {
    const auto* touchpoint = entry.entry->body.get<model::Touchpoint>();
    if (touchpoint != nullptr && !touchpoint->no_show.value_or(false)) {
      use(entry, *touchpoint);
    }
  }
}

void only_feeling(const Input& input, Report& report) {
  const Facts& facts = input.facts->get();
  const metrics::HealthBook book(facts, input.as_of);
  if (book.model() == nullptr) {
    return;
  }
  each_customer(facts, [&](const AccountFacts& account) {
    const metrics::Health health = book.of(account);
    if (!health.only_feeling) {
      return;
    }
    std::vector<std::string_view> missing;
    for (const metrics::ScoredPart& part : health.parts) {
      if (!part.score) {
        missing.push_back(part.name);
      }
    }
    report.add(*account.record,
               fmt::format("all that is known of the account's health is what somebody feels; unknown: {}",
                           enumerate(missing)));
  });
}

void touch_drop(const Input& input, Report& report) {
  const Facts& facts = input.facts->get();
  each_customer(facts, [&](const AccountFacts& account) {
    const auto& win = facts.win_of(account);
    if (!win) {
      return;
    }
    const auto sold = sla::touch_model_on(*account.account, facts.agreement_on(win->day), win->day);
    const auto now = sla::touch_model_on(*account.account, facts.agreement_on(facts.today()), facts.today());
    if (sold && now && *now < *sold) {
      report.add(*account.record, account.account->touch_model,
                 fmt::format("sold as {} on {}, served as {} today", model::word(*sold), win->day.to_string(),
                             model::word(*now)));
    }
  });
}

bool is_by_people(Channel channel) {
  return channel == Channel::meeting || channel == Channel::call || channel == Channel::message ||
         channel == Channel::visit;
}

void tech_touch_by_people(const Input& input, Report& report) {
  const sla::Versions versions = sla::main_versions(input.data);
  const model::Agreement* agreement = versions.on(input.today);
  if (agreement == nullptr || !agreement->thresholds || !agreement->thresholds->minimum_n ||
      !agreement->thresholds->human_touch_rate) {
    return;
  }
  const model::Thresholds& limits = *agreement->thresholds;
  const Facts& facts = input.facts->get();
  each_customer(facts, [&](const AccountFacts& account) {
    if (sla::touch_model_on(*account.account, agreement, facts.today()) != TouchModel::tech_touch) {
      return;
    }
    std::int64_t all = 0;
    std::int64_t by_people = 0;
    const EntryFacts* last = nullptr;
    each_contact(facts, account, [&](const EntryFacts& entry, const model::Touchpoint& touchpoint) {
      // Contacts of a time in which it was kept nearer are not judged.
      if (entry.day < agreement->effective_from ||
          sla::touch_model_on(*account.account, agreement, entry.day) != TouchModel::tech_touch) {
        return;
      }
      ++all;
      if (is_by_people(touchpoint.channel)) {
        ++by_people;
        last = &entry;
      }
    });
    const Exact share = Exact(by_people * 100);
    const auto limit = Exact::product(limits.human_touch_rate->percent, Decimal(all, 0));
    if (all < *limits.minimum_n || last == nullptr || !limit || share < *limit) {
      return;
    }
    report
        .add(*account.record,
             fmt::format("{} of {} contacts with the tech-touch account since {} were by people, "
                         "the limit is {}%",
                         by_people, all, agreement->effective_from.to_string(),
                         limits.human_touch_rate->percent.to_string()))
        .note(*last->record, last->entry->id, "the last of them");
  });
}

/// Whether a kickoff with the customer was held since a day.
bool had_kickoff(const Input& input, const model::Account& account, time::Date since) {
  return std::ranges::any_of(input.data.handoffs_of(account.id.value), [&](const model::AnyRecord* record) {
    return std::ranges::any_of(record->as<model::Handoff>().timeline, [&](const model::TimelineEvent& event) {
      const time::Date day = input.data.zone().date_of(input.data.zone().resolve(event.at));
      return event.event == model::HandoffEvent::kickoff_held && since <= day && day <= input.today;
    });
  });
}

void silent_after_sale(const Input& input, Report& report) {
  const sla::Versions versions = sla::main_versions(input.data);
  const model::Agreement* agreement = versions.on(input.today);
  if (agreement == nullptr || !agreement->thresholds || !agreement->thresholds->silent_after) {
    return;
  }
  const auto& after = *agreement->thresholds->silent_after;
  const Facts& facts = input.facts->get();
  each_customer(facts, [&](const AccountFacts& account) {
    const auto& win = facts.win_of(account);
    const auto due = win ? later(win->day, after) : std::nullopt;
    // Tech-touch has no named person who could call: its silence is the cadence's.
    if (!due || *due >= input.today ||
        sla::touch_model_on(*account.account, agreement, facts.today()) == TouchModel::tech_touch) {
      return;
    }
    bool has_contact = had_kickoff(input, *account.account, win->day) ||
                       may_have_unread_handoff(input.data, account.account->id.value);
    each_contact(facts, account, [&](const EntryFacts& entry, const model::Touchpoint&) {
      has_contact = has_contact || entry.day >= win->day;
    });
    const bool may_have_contact =
        may_be_unread<model::Journal>(input.data, [&](const model::Journal& journal) {
          return !journal.account || *journal.account == account.account->id;
        });
    if (!has_contact && !may_have_contact) {
      report.add(*account.record,
                 fmt::format("nobody has spoken with the customer since the sale on {}, the limit is {}",
                             win->day.to_string(), after.to_string()));
    }
  });
}

constexpr auto k_relation_rules = std::to_array<Rule>({
    {"pitfall/only-feeling", Severity::warning, "The health of an account rests on more than feeling.",
     "A CSM who says that a customer is well, and nothing else that says so, is how churn comes as a "
     "surprise. "
     "Feeling counts beside what is measured: use, answers, payments, contacts.",
     "Record what the agreement measures (usage, surveys, payments, contacts) for the account, or find out "
     "why "
     "nothing arrives: csx health ACCOUNT --explain names each measure that is missing or has expired",
     only_feeling},
    {"pitfall/touch-drop", Severity::warning, "Customers are kept as near after the sale as they were sold.",
     "Somebody was sold personal care and gets messages. The customer compares with what was promised, not "
     "with "
     "what others get; the drop is felt as being left alone.",
     "Give the account back the touch model it was sold with, or agree on the change with the customer and "
     "Sales and "
     "record why in the next agreement; csx tiers ACCOUNT shows what the criteria ask for",
     touch_drop},
    {"pitfall/tech-touch-by-people", Severity::warning,
     "Tech-touch accounts are not served by people as a routine.",
     "Tech-touch pays because technology does the work. When people call as a routine, the account costs "
     "what "
     "low-touch costs, and capacity that others pay for is gone. Meetings, calls, messages and visits are "
     "people's; "
     "e-mail, portal, events, training and social networks are not. Counted from minimum_n contacts on.",
     "Find out what the customer calls for and automate it, or move the account to low-touch and price it so",
     tech_touch_by_people},
    {"pitfall/silent-after-sale", Severity::warning, "Somebody speaks with the customer soon after the sale.",
     "Until the contract was signed somebody called every week; then the company went silent. The customer's "
     "doubt "
     "is greatest just after the decision, and silence answers it.",
     "Call the customer today, log it with `csx log touchpoint`, and look why the handoff did not lead to a "
     "contact",
     silent_after_sale},
});

}  // namespace

std::span<const Rule> relation_rules() {
  return k_relation_rules;
}

}  // namespace csx::rules::pitfall
