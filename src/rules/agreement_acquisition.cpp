#include <fmt/format.h>

#include <array>
#include <map>
#include <set>
#include <tuple>

#include "agreement_rules.hpp"
#include "csx/model/walk.hpp"

namespace csx::rules::agreement {

namespace {

void no_acquisition_goal(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    ask_for(report, record, version.what, &model::What::acquisition,
            "the agreement sets no goal for the customers to be won");
  });
}

void acquisition_goal_empty(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (!version.what) {
      return;
    }
    for (const model::AcquisitionGoal& goal : version.what->acquisition) {
      if (!goal.accounts && !goal.mrr) {
        report.add(
            record, goal.period,
            fmt::format("the goal for {} counts neither accounts nor revenue", goal.period.to_string()));
      }
    }
  });
}

void acquisition_goal_twice(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (!version.what) {
      return;
    }
    std::map<std::tuple<time::Period, std::string>, const model::AcquisitionGoal*> seen;
    for (const model::AcquisitionGoal& goal : version.what->acquisition) {
      const std::string segment = goal.segment ? goal.segment->value : std::string();
      const auto [at, is_new] = seen.try_emplace({goal.period, segment}, &goal);
      if (!is_new) {
        report
            .add(record, goal.period,
                 fmt::format("{} has a second goal for {}", goal.period.to_string(),
                             goal.segment ? fmt::format("the segment {}", quoted(segment))
                                          : std::string("all segments")))
            .note(record, at->second->period, "first goal");
      }
    }
  });
}

void no_expected_mix(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    ask_for(report, record, version.what, &model::What::expected_mix,
            "the agreement does not say which mix of customers is expected");
  });
}

/// A share in billionths of a percent, exact.
std::int64_t exact(const model::Share& share) {
  std::int64_t units = share.percent.units();
  for (int scale = share.percent.scale(); scale < Decimal::k_max_scale; ++scale) {
    units *= 10;
  }
  return units;
}

void mix_sum(const Input& input, Report& report) {
  constexpr std::int64_t k_all = 100'000'000'000;
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (!version.what || version.what->expected_mix.empty()) {
      return;
    }
    std::int64_t sum = 0;
    for (const model::MixShare& mix : version.what->expected_mix) {
      if (mix.share.percent.to_double() > 100.0 || mix.share.percent.to_double() < 0.0) {
        return;  // the bounds of the field speak of that
      }
      sum += exact(mix.share);
    }
    if (sum != k_all) {
      report
          .add(record, version.what->expected_mix,
               fmt::format("the shares of the expected mix sum to {:g}%, expected 100%",
                           static_cast<double>(sum) / 1e9))
          .at_key();
    }
  });
}

void mix_segment_twice(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (!version.what) {
      return;
    }
    std::map<std::string_view, const model::MixShare*> seen;
    for (const model::MixShare& mix : version.what->expected_mix) {
      const auto [at, is_new] = seen.try_emplace(mix.segment.value, &mix);
      if (!is_new) {
        report
            .add(record, mix.segment,
                 fmt::format("the segment {} is twice in the expected mix", quoted(mix.segment.value)))
            .note(record, at->second->segment, "first share");
      }
    }
  });
}

void no_offered_differentiators(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    ask_for(report, record, version.what, &model::What::offered_differentiators,
            "the agreement does not say which differentiators are offered in the sale");
  });
}

using Declared = std::set<std::pair<std::string_view, std::string_view>>;

Declared declared_in(const model::AnyRecord& record) {
  std::vector<model::Mention> mentions;
  model::collect_mentions(*record.kind().type, record.value(), mentions);
  Declared declared;
  for (const model::Mention& mention : mentions) {
    if (mention.role() == model::Role::declares) {
      declared.emplace(mention.target().name, mention.id());
    }
  }
  return declared;
}

/// What the main agreement's versions that are not history declare: other agreements build on it.
Declared declared_in_main(const Input& input) {
  Declared all;
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement&) {
    all.merge(declared_in(record));
  });
  return all;
}

void part_of_other_version(const Input& input, Report& report) {
  const Declared main = declared_in_main(input);
  each_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    const bool own_parts = is_main(input.data, version);
    if ((own_parts && !record.clean) || (!own_parts && main.empty())) {
      return;  // of what could not be read, nobody knows the parts
    }
    const Declared declared = declared_in(record);
    std::vector<model::Mention> mentions;
    model::collect_mentions(*record.kind().type, record.value(), mentions);
    for (const model::Mention& mention : mentions) {
      if (mention.role() != model::Role::refers || mention.target().scope != model::Scope::agreement) {
        continue;
      }
      const std::pair<std::string_view, std::string_view> part{mention.target().name, mention.id()};
      const bool here = declared.contains(part) || (!own_parts && main.contains(part));
      // A part that exists nowhere is a dangling reference, which reference/unknown reports.
      if (here || !input.data.has_id(part.first, part.second)) {
        continue;
      }
      std::vector<std::string_view> known;
      for (const auto& [target, id] : own_parts ? declared : main) {
        if (target == part.first) {
          known.push_back(id);
        }
      }
      report.add_at(
          record, mention.value, *mention.type,
          fmt::format("the {} {} is not in {}, only in another version{}", part.first, quoted(part.second),
                      own_parts ? "this version" : "the main agreement in force",
                      did_you_mean(part.second, known)));
    }
  });
}

constexpr auto k_acquisition_rules = std::to_array<Rule>({
    {"agreement/no-acquisition-goal", Severity::warning,
     "The main agreement sets the goal of customers to be won.",
     "How many customers are to be acquired is the first of the things that Sales delivers. Customer Success "
     "plans its capacity by it.",
     "Add `what.acquisition:` with `- {period: 2027-Q1, segment: …, accounts: …}`", no_acquisition_goal},
    {"agreement/acquisition-goal-empty", Severity::warning,
     "An acquisition goal counts accounts, revenue or both.",
     "A goal without a number cannot be reached or missed.", "Add `accounts:` or `mrr:` to the goal",
     acquisition_goal_empty},
    {"agreement/acquisition-goal-twice", Severity::error,
     "There is one acquisition goal for each period and segment.",
     "With two goals for the same customers nobody knows which one counts, and the attainment is computed "
     "against both.",
     "Remove one of the two goals, or correct its period or segment", acquisition_goal_twice},
    {"agreement/no-expected-mix", Severity::warning,
     "The main agreement says which mix of customers is expected.",
     "Quantity alone is easily reached with the wrong customers. The mix says which share each segment "
     "should "
     "have, so that the actual one can be compared.",
     "Add `what.expected_mix:` with `- {segment: …, share: 60%}`", no_expected_mix},
    {"agreement/mix-sum", Severity::error, "The shares of the expected mix sum to 100%.",
     "Shares of a whole that sum to something else promise more or fewer customers than there are.",
     "Correct the shares so that they sum to 100%", mix_sum},
    {"agreement/mix-segment-twice", Severity::error, "A segment has one share of the expected mix.",
     "Two shares for one segment contradict each other, or one of them was meant for another segment.",
     "Remove one of the shares, or correct its segment", mix_segment_twice},
    {"agreement/no-offered-differentiators", Severity::warning,
     "The main agreement says which differentiators are offered in the sale.",
     "What Sales may promise is agreed beforehand, because Customer Success has to deliver it. Promises "
     "outside this list are flagged on the accounts.",
     "Add `what.offered_differentiators:` with ids of `strategy.differentiators`",
     no_offered_differentiators},
    {"agreement/part-of-other-version", Severity::error,
     "An agreement refers to parts that its own version has.",
     "A version is judged as one text. A segment, tier or differentiator that was dropped in this version "
     "still exists in an older one, so the reference is not dangling, but it leads into history: no account "
     "can match it any more.",
     "Refer to a part of this version, or bring the part back", part_of_other_version},
});

}  // namespace

std::span<const Rule> acquisition_rules() {
  return k_acquisition_rules;
}

}  // namespace csx::rules::agreement
