#include "agreement_rules.hpp"
#include "families.hpp"
#include "join.hpp"

namespace csx::rules {

std::span<const Rule> agreement_rules() {
  static const std::vector<Rule> k_rules =
      joined({agreement::strategy_rules(), agreement::acquisition_rules(), agreement::information_rules(),
              agreement::handover_rules(), agreement::role_rules(), agreement::tier_rules(),
              agreement::touch_rules(), agreement::commitment_rules(), agreement::metric_rules(),
              agreement::filter_rules(), agreement::clock_rules(), agreement::limit_rules(),
              agreement::score_rules(), agreement::score_value_rules(), agreement::health_rules(),
              agreement::version_rules(), agreement::approval_rules(), agreement::upkeep_rules()});
  return k_rules;
}

}  // namespace csx::rules
