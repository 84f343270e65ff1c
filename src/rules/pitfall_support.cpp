#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <vector>

#include "csx/base/text.hpp"
#include "csx/model/account.hpp"
#include "csx/model/journal.hpp"
#include "csx/sla/moments.hpp"
#include "csx/sla/service.hpp"
#include "lookup.hpp"
#include "pitfall_rules.hpp"

namespace csx::rules::pitfall {

namespace {

using model::AnyRecord;
using model::Ticket;

constexpr std::string_view k_cs = "cs";
constexpr std::string_view k_support = "support";
constexpr std::int64_t k_percent = 100;

/// A ticket of an account, opened while the agreement in force has judged.
struct Case {
  const AnyRecord* journal = nullptr;
  const model::Entry* entry = nullptr;
  const Ticket* ticket = nullptr;
  std::string_view account;
  time::Date day;
};

template <class Use>
void each_case(const Input& input, time::Date from, Use use) {
  for (const AnyRecord& record : input.data.all<model::Journal>()) {
    const auto& journal = record.as<model::Journal>();
    for (const model::Entry& entry : journal.entries) {
      const auto* ticket = entry.body.get<Ticket>();
      const auto* named = account_of(journal, entry);
      if (ticket == nullptr || named == nullptr || input.data.zone().resolve(entry.at) > input.as_of) {
        continue;
      }
      const time::Date day = sla::day_of(input.data.zone(), entry.at);
      if (day >= from) {
        use(Case{&record, &entry, ticket, named->value, day});
      }
    }
  }
}

bool is_of(const Input& input, std::string_view person, time::Date day, std::string_view area) {
  const model::Area* own = sla::area_of(input.data, person, day);
  return own != nullptr && own->value == area;
}

bool has_support(const Input& input) {
  return std::ranges::any_of(input.data.all<model::Person>(), [&](const AnyRecord& record) {
    return is_of(input, record.as<model::Person>().id.value, input.today, k_support);
  });
}

/// Whether `part` of `all` is a share of at least so many percent.
bool reaches(std::size_t part, std::size_t all, const model::Share& share) {
  // 37.5% is 375 of 1,000.
  std::int64_t scale = k_percent;
  for (int i = 0; i < share.percent.scale(); ++i) {
    scale *= 10;
  }
  return static_cast<std::int64_t>(part) * scale >= share.percent.units() * static_cast<std::int64_t>(all);
}

std::string percent(std::size_t part, std::size_t all) {
  return fmt::format("{}%", (part * k_percent * 2 + all) / (2 * all));
}

/// Tickets of an account or a portfolio, and who answered them.
struct Handled {
  std::size_t all = 0;
  std::size_t by_csm = 0;
  std::vector<Case> cases;

  void add(const Case& each, bool is_by_csm) {
    ++all;
    if (is_by_csm) {
      ++by_csm;
      cases.push_back(each);
    }
  }
};

void luxury_support(const Input& input, Report& report) {
  const sla::Versions versions = sla::main_versions(input.data);
  const model::Agreement* agreement = versions.on(input.today);
  if (agreement == nullptr || !agreement->thresholds || !agreement->thresholds->minimum_n ||
      !agreement->thresholds->luxury_support_rate || !has_support(input)) {
    return;
  }
  const model::Thresholds& limits = *agreement->thresholds;
  std::map<std::string_view, Handled> by_account;
  std::map<std::string_view, Handled> by_csm;
  each_case(input, agreement->effective_from, [&](const Case& each) {
    if (each.ticket->nature == model::Nature::relationship || each.ticket->handled_by.empty()) {
      return;
    }
    const auto is_csm = [&](const auto& person) { return is_of(input, person.value, each.day, k_cs); };
    const bool is_by_csm = std::ranges::any_of(each.ticket->handled_by, is_csm);
    by_account[each.account].add(each, is_by_csm);
    const auto* account = input.data.get<model::Account>(each.account);
    if (const std::string* csm = account != nullptr ? sla::csm_on(*account, each.day) : nullptr) {
      const bool is_own = std::ranges::any_of(each.ticket->handled_by,
                                              [&](const auto& person) { return person.value == *csm; });
      by_csm[*csm].add(each, is_own && is_of(input, *csm, each.day, k_cs));
    }
  });
  const auto judge = [&](const Handled& handled, const AnyRecord* record, std::string_view whose) {
    if (record == nullptr || handled.all < static_cast<std::size_t>(*limits.minimum_n) ||
        handled.by_csm == 0 || !reaches(handled.by_csm, handled.all, *limits.luxury_support_rate)) {
      return;
    }
    Draft draft = report.add(
        *record,
        fmt::format("{} of {} tickets {} since {} ({}) were handled by a CSM, the limit is {}%",
                    handled.by_csm, handled.all, whose, agreement->effective_from.to_string(),
                    percent(handled.by_csm, handled.all), limits.luxury_support_rate->percent.to_string()));
    constexpr std::size_t k_shown = 3;
    for (std::size_t i = 0; i < std::min(k_shown, handled.cases.size()); ++i) {
      draft.note(*handled.cases[i].journal, handled.cases[i].entry->id, "one of them");
    }
  };
  for (const auto& [account, handled] : by_account) {
    judge(handled, input.data.usable<model::Account>(account), "of the account");
  }
  for (const auto& [csm, handled] : by_csm) {
    judge(handled, input.data.usable<model::Person>(csm), "of the portfolio");
  }
}

/// Who of Support answered the tickets of an account.
struct AccountAgents {
  std::set<std::string_view> agents;
  std::size_t tickets = 0;
};

void support_by_customer(const Input& input, Report& report) {
  const sla::Versions versions = sla::main_versions(input.data);
  const model::Agreement* agreement = versions.on(input.today);
  if (agreement == nullptr || !agreement->thresholds || !agreement->thresholds->minimum_n ||
      !agreement->thresholds->support_concentration) {
    return;
  }
  const model::Thresholds& limits = *agreement->thresholds;
  std::map<std::string_view, AccountAgents> by_account;
  std::map<std::string_view, std::map<std::string_view, std::size_t>> by_agent;
  each_case(input, agreement->effective_from, [&](const Case& each) {
    for (const auto& person : each.ticket->handled_by) {
      const auto* agent = input.data.get<model::Person>(person.value);
      if (agent == nullptr || !is_of(input, person.value, each.day, k_support)) {
        continue;
      }
      by_account[each.account].agents.insert(agent->id.value);
      ++by_account[each.account].tickets;
      // What a specialist of the product area answers follows from the product, not from the customer.
      const bool is_special =
          each.ticket->product_area &&
          std::ranges::find(agent->specialties, *each.ticket->product_area) != agent->specialties.end();
      if (!is_special) {
        ++by_agent[agent->id.value][each.account];
      }
    }
  });
  if (by_agent.size() < 2) {
    return;  // one agent answers everybody
  }
  for (const auto& [agent, accounts] : by_agent) {
    std::size_t all = 0;
    std::size_t own = 0;
    std::vector<std::string_view> names;
    for (const auto& [account, tickets] : accounts) {
      all += tickets;
      const AccountAgents& whose = by_account[account];
      if (whose.agents.size() == 1 && whose.tickets > 1) {
        own += tickets;
        names.push_back(account);
      }
    }
    if (all < static_cast<std::size_t>(*limits.minimum_n) || own == 0 ||
        !reaches(own, all, *limits.support_concentration)) {
      continue;
    }
    report.add(
        *input.data.usable<model::Person>(agent),
        fmt::format("{} of {} tickets since {} ({}) outside the specialties are of {} that nobody else in "
                    "Support answers ({}), the limit is {}%",
                    own, all, agreement->effective_from.to_string(), percent(own, all),
                    counted(names.size(), "account"), enumerate(names),
                    limits.support_concentration->percent.to_string()));
  }
}

constexpr auto k_support_rules = std::to_array<Rule>({
    {"pitfall/luxury-support", Severity::warning, "Customer Success managers do not answer support tickets.",
     "A CSM who answers questions of use becomes a luxury support: dear, slow to scale, and without time for "
     "the "
     "customer's results. The customer learns to call the CSM, Support never learns the problem, and the "
     "knowledge base stays empty. Tickets about the relationship do not count; without an area of Support "
     "nobody "
     "else could answer. Counted are tickets since the agreement in force took effect, from minimum_n on.",
     "Look at the tickets named: are they questions that Support's knowledge base should answer? Agree with "
     "the "
     "customer on the channel, route new tickets to Support, and record what is really about the "
     "relationship with "
     "`nature: relationship`",
     luxury_support},
    {"pitfall/support-by-customer", Severity::warning, "Support is divided by product, not by customer.",
     "When each agent has customers of their own, customers wait for a person instead of an answer, "
     "knowledge stays "
     "in heads, and absence breaks the service. Specialists by product area are the better division; what "
     "they "
     "answer in their specialty does not count here. An account is an agent's own when nobody else of "
     "Support "
     "answered any of its two or more tickets.",
     "Put the accounts named into the common queue, and note product areas in `specialties:` of those who "
     "really "
     "are specialists",
     support_by_customer},
});

}  // namespace

std::span<const Rule> support_rules() {
  return k_support_rules;
}

}  // namespace csx::rules::pitfall
