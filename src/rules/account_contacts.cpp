#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "account_rules.hpp"
#include "csx/sla/service.hpp"

namespace csx::rules::account {

namespace {

using model::Account;
using model::AnyRecord;
using model::Contact;
using model::ContactRole;
using model::Expectation;
using model::ExpectationSource;
using model::TouchModel;

void no_sponsor(const Input& input, Report& report) {
  const sla::Versions versions = sla::main_versions(input.data);
  const model::Agreement* agreement = versions.on(input.today);
  each_active(input, [&](const AnyRecord& record, const Account& account) {
    const auto touch = sla::touch_model_on(account, agreement, input.today);
    if (account.contacts.is_none() ||
        (touch != TouchModel::high_touch && touch != TouchModel::exclusive_touch)) {
      return;
    }
    const auto& contacts = account.contacts.value;
    const bool decides = std::any_of(contacts.begin(), contacts.end(), [](const Contact& contact) {
      return contact.role == ContactRole::sponsor || contact.role == ContactRole::decision_maker;
    });
    if (!decides) {
      report
          .add(record, account.contacts,
               fmt::format("no contact of the {} account is its sponsor or decision-maker",
                           model::word(*touch)))
          .at_key();
    }
  });
}

void persona_of_other_segment(const Input& input, Report& report) {
  const sla::Versions versions = sla::main_versions(input.data);
  const model::Agreement* agreement = versions.on(input.today);
  if (agreement == nullptr) {
    return;
  }
  each_account(input, [&](const AnyRecord& record, const Account& account) {
    const model::Segment* segment = sla::segment_on(account, *agreement, input.today);
    if (segment == nullptr || segment->personas.empty()) {
      return;
    }
    for (const Contact& contact : account.contacts.value) {
      const auto known = ids_of(segment->personas);
      if (contact.persona && std::find(known.begin(), known.end(), contact.persona->value) == known.end()) {
        report.add(record, *contact.persona,
                   fmt::format("persona {} is none of segment {}, which has {}",
                               quoted(contact.persona->value), quoted(segment->id.value), enumerate(known)));
      }
    }
  });
}

void no_expectations(const Input& input, Report& report) {
  each_active(input, [&](const AnyRecord& record, const Account& account) {
    if (account.expectations.value.empty() && !account.expectations.is_none()) {
      report.add(record, account.expectations, "no expectation of this customer is known");
    }
  });
}

bool is_direct(const Expectation& expectation) {
  return expectation.source == ExpectationSource::interview ||
         expectation.source == ExpectationSource::meeting || expectation.source == ExpectationSource::call;
}

void indirect_expectations(const Input& input, Report& report) {
  each_active(input, [&](const AnyRecord& record, const Account& account) {
    const auto& expectations = account.expectations.value;
    // Of an expectation without a source nothing is known.
    const bool known = std::all_of(expectations.begin(), expectations.end(),
                                   [](const Expectation& each) { return each.source.has_value(); });
    if (!expectations.empty() && known && std::none_of(expectations.begin(), expectations.end(), is_direct)) {
      report
          .add(record, account.expectations,
               "no expectation was gathered from the customer directly, all come from surveys or from Sales")
          .at_key();
    }
  });
}

void expectation_gap(const Input& input, Report& report) {
  each_active(input, [&](const AnyRecord& record, const Account& account) {
    const bool is_treated = std::any_of(account.plans.begin(), account.plans.end(),
                                        [](const model::ActionPlan& plan) { return !plan.done_on; });
    if (is_treated) {
      return;
    }
    for (const Expectation& expectation : account.expectations.value) {
      if (expectation.gap == model::Gap::major) {
        report.add(record, *expectation.gap,
                   fmt::format("expectation {} is far from reality, and no action plan is open",
                               quoted(expectation.id.value)));
      }
    }
  });
}

constexpr auto k_contact_rules = std::to_array<Rule>({
    {"account/no-sponsor", Severity::note, "Of a customer kept near it is known who decides.",
     "High-touch and exclusive-touch cost hours that only pay if they reach the people who decide. A renewal "
     "discussed with users alone is decided elsewhere.",
     "Add a contact with `role: sponsor` or `role: decision-maker`", no_sponsor},
    {"account/persona-of-other-segment", Severity::warning, "Contacts are personas of the account's segment.",
     "Personas differ by segment: who decides in a small company works the machines in another. A contact "
     "mapped "
     "to the persona of another segment is met with the wrong expectations.",
     "Choose a persona of the segment, or correct the account's segment", persona_of_other_segment},
    {"account/no-expectations", Severity::note, "What each paying customer expects is known.",
     "Understanding expectations is the first and most important step of a designed experience. Difficult "
     "customers begin as customers whose expectation nobody wrote down.",
     "Ask the customer and add `expectations:`", no_expectations},
    {"account/indirect-expectations", Severity::warning,
     "Expectations are gathered from the customer directly.",
     "Do not rely wholly on surveys or on what was heard in the sale: ask, and listen to the answers. What "
     "comes "
     "out of a conversation between people is not found in a form.",
     "Ask in a meeting, call or interview, and add what you hear with `source: meeting`",
     indirect_expectations},
    {"account/expectation-gap", Severity::warning, "An expectation far from reality is treated.",
     "A customer who arrives with an expectation different from reality is the first sign of a difficult "
     "customer. Left alone the gap ends in late payments and churn; a plan closes it or says openly that it "
     "will "
     "not be closed.",
     "Add an action plan to `plans:`, or correct `gap:` if it was closed", expectation_gap},
});

}  // namespace

std::span<const Rule> contact_rules() {
  return k_contact_rules;
}

}  // namespace csx::rules::account
