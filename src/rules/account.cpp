#include "account_rules.hpp"
#include "families.hpp"
#include "join.hpp"

namespace csx::rules {

std::span<const Rule> account_rules() {
  using namespace account;
  static const std::vector<Rule> rules = joined(
      {service_rules(), owner_rules(), subscription_rules(), price_rules(), promise_rules(), success_rules(),
       onboarding_rules(), step_rules(), contact_rules(), xray_rules(), upkeep_rules(), fit_rules()});
  return rules;
}

}  // namespace csx::rules
