#include <fmt/format.h>

#include <array>
#include <map>
#include <vector>

#include "account_rules.hpp"
#include "csx/sla/service.hpp"
#include "families.hpp"
#include "pitfall_rules.hpp"

namespace csx::rules::pitfall {

namespace {

using model::Account;
using model::AnyRecord;

/// Paying accounts of one CSM.
struct Portfolio {
  std::vector<const AnyRecord*> exclusive;
  std::size_t size = 0;
};

void exclusive_touch_shared(const Input& input, Report& report) {
  const sla::Versions versions = sla::main_versions(input.data);
  const model::Agreement* agreement = versions.on(input.today);
  std::map<std::string_view, Portfolio> portfolios;
  account::each_active(input, [&](const AnyRecord& record, const Account& account) {
    const std::string* csm = sla::csm_on(account, input.today);
    if (csm == nullptr) {
      return;
    }
    Portfolio& portfolio = portfolios[*csm];
    ++portfolio.size;
    if (sla::touch_model_on(account, agreement, input.today) == model::TouchModel::exclusive_touch) {
      portfolio.exclusive.push_back(&record);
    }
  });
  for (const auto& [csm, portfolio] : portfolios) {
    if (portfolio.size < 2) {
      continue;
    }
    for (const AnyRecord* record : portfolio.exclusive) {
      const auto& account = record->as<Account>();
      report.add(*record, *account.owners->csm->on(input.today),
                 fmt::format("the account is exclusive-touch, and its CSM {} looks after {}", quoted(csm),
                             counted(portfolio.size - 1, "other paying account")));
    }
  }
}

constexpr auto k_touch_rules = std::to_array<Rule>({
    {"pitfall/exclusive-touch-shared", Severity::warning,
     "The CSM of an exclusive-touch account has no other account.",
     "In exclusive-touch the relationship is completely dedicated: one Customer Success manager for a single "
     "client, because that client matters so much. With a second account the model is high-touch by another "
     "name, and the client pays for something it does not get.",
     "Give the other accounts to another CSM, or set the touch model to high-touch", exclusive_touch_shared},
});

}  // namespace

std::span<const Rule> touch_rules() {
  return k_touch_rules;
}

}  // namespace csx::rules::pitfall

namespace csx::rules {

std::span<const Rule> pitfall_rules() {
  static const std::vector<Rule> k_all = [] {
    std::vector<Rule> rules;
    for (const auto family : {pitfall::touch_rules(), pitfall::support_rules(), pitfall::relation_rules()}) {
      rules.insert(rules.end(), family.begin(), family.end());
    }
    return rules;
  }();
  return k_all;
}

}  // namespace csx::rules
