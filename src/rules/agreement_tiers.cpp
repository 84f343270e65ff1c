#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <map>

#include "agreement_rules.hpp"
#include "csx/model/account.hpp"
#include "csx/model/walk.hpp"
#include "csx/sla/filter_fields.hpp"

namespace csx::rules::agreement {

namespace {

constexpr std::string_view k_mrr = "mrr";
constexpr std::int64_t k_last_rank = std::numeric_limits<std::int64_t>::max();

/// Highest first: by rank, those of one rank in the order of the text.
std::vector<const model::Tier*> by_rank(const model::Agreement& version) {
  std::vector<const model::Tier*> tiers;
  for (const model::Tier& tier : version.tiers) {
    tiers.push_back(&tier);
  }
  std::stable_sort(tiers.begin(), tiers.end(),
                   [](const model::Tier* a, const model::Tier* b) { return a->rank < b->rank; });
  return tiers;
}

void no_tiers(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (version.tiers.empty()) {
      report.add(record, version.tiers, "the agreement has no tiers");
    }
  });
}

void tier_ranks(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    const std::vector<const model::Tier*> tiers = by_rank(version);
    std::int64_t wanted = 1;
    const model::Tier* before = nullptr;
    for (const model::Tier* tier : tiers) {
      if (before != nullptr && before->rank == tier->rank) {
        report
            .add(record, tier->rank,
                 fmt::format("the tiers {} and {} both have rank {}", quoted(before->id.value),
                             quoted(tier->id.value), tier->rank))
            .note(record, before->rank, "the same rank here");
        continue;
      }
      if (tier->rank != wanted) {
        report.add(record, tier->rank,
                   fmt::format("the tier {} has rank {}, expected {}: ranks count from 1 without gaps",
                               quoted(tier->id.value), tier->rank, wanted));
      }
      wanted = tier->rank < k_last_rank ? tier->rank + 1 : tier->rank;
      before = tier;
    }
  });
}

void tier_without_touch_model(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    for (const model::Tier& tier : version.tiers) {
      if (!tier.touch_model) {
        report.add(record, tier.touch_model,
                   fmt::format("the tier {} has no touch model", quoted(tier.id.value)));
      }
    }
  });
}

void touch_nearer_as_tier_falls(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    const model::Tier* before = nullptr;
    for (const model::Tier* tier : by_rank(version)) {
      if (!tier->touch_model) {
        continue;
      }
      if (before != nullptr && before->rank<tier->rank&& * tier->touch_model> * before->touch_model) {
        report
            .add(record, tier->touch_model,
                 fmt::format("the tier {} is kept nearer ({}) than the higher tier {} ({})",
                             quoted(tier->id.value), word(*tier->touch_model), quoted(before->id.value),
                             word(*before->touch_model)))
            .note(record, before->touch_model, "the higher tier");
      }
      before = tier;
    }
  });
}

void tier_without_criteria(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    const std::vector<const model::Tier*> tiers = by_rank(version);
    for (const model::Tier* tier : tiers) {
      // The lowest tier takes what is left.
      if (tier->criteria.empty() && tier != tiers.back()) {
        report.add(record, tier->criteria,
                   fmt::format("nothing says which accounts belong to the tier {}", quoted(tier->id.value)));
      }
    }
  });
}

void tier_criterion_field(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    for (const model::Tier& tier : version.tiers) {
      for (const model::TierCriterion& criterion : tier.criteria) {
        const std::string& field = criterion.field.value;
        if (field == k_mrr || sla::leaf_type(model::type_of<model::Account>, field) != nullptr) {
          continue;
        }
        const std::vector<std::string> paths = model::field_paths(model::type_of<model::Account>);
        std::vector<std::string_view> names(paths.begin(), paths.end());
        names.push_back(k_mrr);
        report.add(record, criterion.field,
                   fmt::format("no account has a value {}{}", quoted(field), did_you_mean(field, names)));
      }
    }
  });
}

std::string_view kind_word(model::Operand::Kind kind) {
  switch (kind) {
    case model::Operand::Kind::number:
      return "a number";
    case model::Operand::Kind::share:
      return "a share";
    case model::Operand::Kind::money:
      return "a sum of money";
    case model::Operand::Kind::duration:
      return "a duration";
    case model::Operand::Kind::word:
      break;
  }
  return "a word";
}

/// What a criterion on a field must compare with; none where any will do.
std::optional<model::Operand::Kind> wanted_operand(const std::string& field) {
  using Kind = model::Operand::Kind;
  if (field == k_mrr) {
    return Kind::money;
  }
  const model::Type* leaf = sla::leaf_type(model::type_of<model::Account>, field);
  if (leaf == &model::type_of<Money>) {
    return Kind::money;
  }
  if (leaf == &model::type_of<std::int64_t> || leaf == &model::type_of<Decimal>) {
    return Kind::number;
  }
  if (leaf != nullptr && !leaf->scalar->words.empty()) {
    return Kind::word;
  }
  return std::nullopt;
}

void tier_criterion_value(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    for (const model::Tier& tier : version.tiers) {
      for (const model::TierCriterion& criterion : tier.criteria) {
        const auto wanted = wanted_operand(criterion.field.value);
        if (wanted && criterion.is.low.kind != *wanted) {
          report.add(record, criterion.is,
                     fmt::format("{} is compared with {}, which is {}, expected {}", criterion.field.value,
                                 criterion.is.low.to_string(), kind_word(criterion.is.low.kind),
                                 kind_word(*wanted)));
          continue;
        }
        if (criterion.is.low.kind == model::Operand::Kind::word) {
          if (auto wrong = sla::FilterFields::of(model::Subject::account)
                               .wrong_value(input.data, criterion.field.value, criterion.is.low.word)) {
            report.add(record, criterion.is, std::move(*wrong));
          }
        }
      }
    }
  });
}

void tier_without_processes(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    for (const model::Tier& tier : version.tiers) {
      if (tier.processes.empty()) {
        report.add(record, tier.processes,
                   fmt::format("nothing says which processes apply to the tier {}", quoted(tier.id.value)));
      }
    }
  });
}

void no_portfolio_criteria(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    ask_for(report, record, version.portfolio, &model::PortfolioPolicy::criteria,
            "the agreement does not say by which criteria portfolios are made");
  });
}

constexpr auto k_tier_rules = std::to_array<Rule>({
    {"agreement/no-tiers", Severity::warning, "The main agreement sorts accounts into tiers.",
     "Higher tiers ask for more service and dedication; lower ones are served by mass and analysis. Tiers "
     "fit "
     "the operation to what customers expect and to what serving them costs.",
     "Add `tiers:` with `- {id: a, rank: 1, touch_model: high-touch, criteria: [...]}`, highest first",
     no_tiers},
    {"agreement/tier-ranks", Severity::error, "The ranks of tiers are 1, 2, 3 and so on, each used once.",
     "Ranks say which tier is higher. Every comparison of tiers, such as time limits that loosen as the tier "
     "falls, rests on them.",
     "Number the tiers from 1, the highest, without gaps", tier_ranks},
    {"agreement/tier-without-touch-model", Severity::warning, "Each tier has a touch model.",
     "The tier decides how near its accounts are kept. Without a touch model there is no cadence of contact, "
     "no load to plan and no follow-up to ask of the handoff.",
     "Write `touch_model:` in the tier", tier_without_touch_model},
    {"agreement/touch-nearer-as-tier-falls", Severity::warning,
     "A lower tier is not kept nearer than a higher one.",
     "High tiers have dedicated CSMs; low tiers are served with low touch or by technology. The other way "
     "round the dearest service goes to the customers who pay least.",
     "Exchange the touch models, or correct the ranks", touch_nearer_as_tier_falls},
    {"agreement/tier-without-criteria", Severity::warning,
     "Each tier but the lowest says which accounts belong to it.",
     "Segmentation that follows from criteria can be explained and repeated; chosen by feeling it changes "
     "with "
     "whoever chooses.",
     "Add `criteria:` with `- {field: mrr, is: \">= 8000.00 BRL\"}`", tier_without_criteria},
    {"agreement/tier-criterion-field", Severity::error,
     "Criteria of tiers ask for fields of the account, or its mrr.",
     "No account can meet a criterion on a field that accounts do not have: the tier would stay empty.",
     "Name a field of the account, or `mrr`; `csx explain account` lists them", tier_criterion_field},
    {"agreement/tier-criterion-value", Severity::error,
     "Criteria of tiers compare like with like: revenue with a sum of money, a number with a number.",
     "A sum of money is never at least a bare number, because the currency is unknown. Such a criterion "
     "holds "
     "for no account.",
     "Write the value in the form of the field, such as `\">= 8000.00 BRL\"` for mrr", tier_criterion_value},
    {"agreement/tier-without-processes", Severity::note,
     "Each tier names the processes of Customer Success and Support that apply.",
     "Tiers are there to decide what is done for whom. Without processes a tier is a label.",
     "Add `processes:` with `- {area: cs, process: …, playbook: …}`", tier_without_processes},
    {"agreement/no-portfolio-criteria", Severity::warning,
     "The main agreement says by which criteria portfolios are made.",
     "Each CSM has a portfolio of accounts. Its criteria, such as recurring revenue, potential of expansion, "
     "expected service and size, are the base of the segmentation that guides all processes.",
     "Add `portfolio:` with `criteria: [mrr, expansion_potential]`", no_portfolio_criteria},
});

}  // namespace

std::span<const Rule> tier_rules() {
  return k_tier_rules;
}

}  // namespace csx::rules::agreement
