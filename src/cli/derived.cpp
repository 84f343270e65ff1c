#include "derived.hpp"

#include "csx/base/text.hpp"
#include "csx/model/journal.hpp"
#include "csx/sla/handoff_state.hpp"
#include "csx/sla/lifecycle.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace csx::cli {
namespace {

std::optional<std::string> state(const Subject&, const Item& item, const Session& session) {
  const auto& handoff = item.record->as<model::Handoff>();
  return std::string(word(sla::state_at(handoff, session.as_of, session.data.zone())));
}

std::optional<std::string> since(const Subject&, const Item& item, const Session& session) {
  std::optional<std::string> last;
  for (const model::TimelineEvent& event : item.record->as<model::Handoff>().timeline) {
    if (session.data.zone().resolve(event.at) <= session.as_of) {
      last = event.at.to_string();
    }
  }
  return last;
}

std::optional<std::string> lifecycle(const Subject&, const Item& item, const Session& session) {
  const auto& account = item.record->as<model::Account>();
  const sla::LifecycleState at = sla::lifecycle_on(account, session.data.handoffs_of(account.id.value),
                                                   session.today, session.data.zone());
  return fmt::format("{}{}", word(at.stage), at.reactivated ? ", reactivated" : "");
}

std::optional<std::string> mrr(const Subject&, const Item& item, const Session& session) {
  const std::vector<Money> sums = sla::mrr_on(item.record->as<model::Account>(), session.today);
  return sums.empty() ? std::nullopt : std::optional(text_of(sums));
}

std::optional<std::string> account_of_entry(const Subject&, const Item& item, const Session&) {
  const auto& entry = *static_cast<const model::Entry*>(item.value);
  const auto& journal = item.record->as<model::Journal>();
  if (entry.account) {
    return entry.account->value;
  }
  return journal.account ? std::optional(journal.account->value) : std::nullopt;
}

struct Row {
  std::string_view subject;
  std::string_view name;
  Derive derive;
};
constexpr std::array<Row, 5> k_derived{{{"account", "lifecycle", lifecycle},
                                        {"account", "mrr", mrr},
                                        {"handoff", "state", state},
                                        {"handoff", "since", since},
                                        {"entry", "account", account_of_entry}}};

struct Choice {
  std::string_view subject;
  std::string_view columns;
};
constexpr std::array<Choice, 13> k_choices{
    {{"workspace", "name currency timezone calendar main_agreement"},
     {"calendar", "id timezone holidays exceptions"},
     {"person", "id name area role manager email"},
     {"agreement", "id version title between effective_from effective_to"},
     {"account", "id name segment tier touch_model owners.csm lifecycle mrr"},
     {"handoff", "id account type state since from.person to.person"},
     {"journal", "file account entries"},
     {"playbook", "id title stage trigger touch_models steps"},
     {"blueprint", "id title stages walkthroughs rollout"},
     {"knowledge", "id title articles"},
     {"opinion", "id agreement section author date status"},
     {"audit", "id period as_of commitments findings csx_version"},
     {"entry", "id at type account by note"}}};

}  // namespace

std::vector<std::string_view> derived_of(const Subject& subject) {
  std::vector<std::string_view> names;
  for (const Row& row : k_derived) {
    if (row.subject == subject.name) {
      names.push_back(row.name);
    }
  }
  return names;
}

Derive find_derived(const Subject& subject, std::string_view name) {
  const auto* found = std::ranges::find_if(
      k_derived, [&](const Row& row) { return row.subject == subject.name && row.name == name; });
  return found == k_derived.end() ? nullptr : found->derive;
}

std::vector<std::string> chosen_columns(const Subject& subject) {
  const auto* found = std::ranges::find(k_choices, subject.name, &Choice::subject);
  std::vector<std::string> columns;
  if (found != k_choices.end()) {
    for (const std::string_view column : split(found->columns, ' ')) {
      columns.emplace_back(column);
    }
  }
  return columns;
}

std::string text_of(const std::vector<Money>& sums) {
  std::vector<std::string> texts;
  std::ranges::transform(sums, std::back_inserter(texts), &Money::to_string);
  return fmt::format("{}", fmt::join(texts, " + "));
}

}  // namespace csx::cli
