#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "csx/base/text.hpp"
#include "csx/model/agreement.hpp"
#include "csx/model/governance.hpp"
#include "lookup.hpp"
#include "opinion_rules.hpp"

namespace csx::rules {

namespace {

using model::Action;
using model::Review;

template <class Judge>
void each_review(const Input& input, Judge judge) {
  for (const model::AnyRecord& record : input.data.all<Review>()) {
    judge(record, record.as<Review>());
  }
}

template <class Judge>
void each_action(const Input& input, Judge judge) {
  for (const model::AnyRecord& record : input.data.all<Action>()) {
    judge(record, record.as<Action>());
  }
}

void review_one_sided(const Input& input, Report& report) {
  each_review(input, [&](const model::AnyRecord& record, const Review& review) {
    const auto versions = input.data.versions(review.agreement.value);
    if (versions.empty()) {
      return;
    }
    const auto& agreement = versions.back()->as<model::Agreement>();
    std::vector<std::string_view> present;
    for (const auto& participant : review.participants) {
      const model::Area* area = sla::area_of(input.data, participant.value, review.date);
      if (area == nullptr) {
        return;  // somebody unknown may stand for any area
      }
      present.push_back(area->value);
    }
    std::vector<std::string_view> missing;
    for (const model::Area& party : agreement.between) {
      if (std::find(present.begin(), present.end(), party.value) == present.end()) {
        missing.push_back(party.value);
      }
    }
    if (!missing.empty()) {
      report.add(record, review.participants,
                 fmt::format("nobody of {} took part in the review", enumerate(missing, "or")));
    }
  });
}

void review_of_other_agreement(const Input& input, Report& report) {
  each_review(input, [&](const model::AnyRecord& record, const Review& review) {
    for (const auto& reference : review.opinions) {
      const model::AnyRecord* found = input.data.usable<model::Opinion>(reference.value);
      if (found == nullptr) {
        continue;
      }
      const auto& opinion = found->as<model::Opinion>();
      if (opinion.agreement.value != review.agreement.value) {
        report
            .add(record, reference,
                 fmt::format("the opinion {} is about {}, not about {}", quoted(reference.value),
                             opinion.agreement.value, review.agreement.value))
            .note(*found, opinion.agreement, "about this agreement");
      }
    }
  });
}

void review_without_version(const Input& input, Report& report) {
  each_review(input, [&](const model::AnyRecord& record, const Review& review) {
    const auto versions = input.data.versions(review.agreement.value);
    if (review.outcome != model::ReviewOutcome::changed || versions.empty()) {
      return;
    }
    const bool follows = std::any_of(versions.begin(), versions.end(), [&](const model::AnyRecord* each) {
      return each->as<model::Agreement>().effective_from >= review.date;
    });
    if (!follows) {
      report.add(record, review.outcome,
                 fmt::format("the review changed {}, but no version takes effect after {}",
                             review.agreement.value, review.date.to_string()));
    }
  });
}

void action_overdue(const Input& input, Report& report) {
  each_action(input, [&](const model::AnyRecord& record, const Action& action) {
    const bool is_done = action.done_on && *action.done_on <= input.today;
    if (action.due_on && *action.due_on < input.today && !is_done) {
      report.add(record, action.due_on,
                 fmt::format("the action of {} was due on {} and is not done", action.owner.value,
                             action.due_on->to_string()));
    }
  });
}

void action_without_due_date(const Input& input, Report& report) {
  each_action(input, [&](const model::AnyRecord& record, const Action& action) {
    if (!action.due_on && !action.done_on) {
      report.add(record, action.due_on, "the action has no date by which it is due");
    }
  });
}

void action_without_result(const Input& input, Report& report) {
  each_action(input, [&](const model::AnyRecord& record, const Action& action) {
    const bool has_result = action.result && !trim(*action.result).empty();
    if (action.done_on && !has_result) {
      report.add(record, action.result,
                 fmt::format("the action was done on {}, but nothing says what came of it",
                             action.done_on->to_string()));
    }
  });
}

void action_done_in_future(const Input& input, Report& report) {
  each_action(input, [&](const model::AnyRecord& record, const Action& action) {
    if (action.done_on && *action.done_on > input.today) {
      report.add(record, action.done_on,
                 fmt::format("the action was done on {}, later than today, {}", action.done_on->to_string(),
                             input.today.to_string()));
    }
  });
}

void action_source_unknown(const Input& input, Report& report) {
  each_action(input, [&](const model::AnyRecord& record, const Action& action) {
    if (!action.source.ref) {
      return;
    }
    const std::string& ref = *action.source.ref;
    std::vector<std::string_view> known;
    std::string_view what;
    switch (action.source.kind) {
      case model::ActionSource::audit:
      case model::ActionSource::review: {
        what = word(action.source.kind);
        const auto ids = input.data.ids(what);
        known.assign(ids.begin(), ids.end());
        break;
      }
      case model::ActionSource::pitfall: {
        what = "rule";
        const auto ids = rule_ids();
        known.assign(ids.begin(), ids.end());
        break;
      }
      case model::ActionSource::bottleneck:
        return;  // bottlenecks have no list of names
    }
    if (std::find(known.begin(), known.end(), ref) == known.end()) {
      report.add(record, action.source.ref,
                 fmt::format("there is no {} {}{}", what, quoted(ref), did_you_mean(ref, known)));
    }
  });
}

void action_unknown_commitment(const Input& input, Report& report) {
  std::set<std::string> paths;
  for (const model::AnyRecord& each : input.data.all<model::Agreement>()) {
    const auto& version = each.as<model::Agreement>();
    for (const model::Commitment& commitment : version.commitments) {
      paths.insert(fmt::format("{}/{}", version.id.value, commitment.id.value));
    }
  }
  const std::vector<std::string_view> names(paths.begin(), paths.end());
  each_action(input, [&](const model::AnyRecord& record, const Action& action) {
    if (!action.commitment) {
      return;
    }
    const std::string wanted = model::Scalar<model::CommitmentPath>::print(*action.commitment);
    const std::string& agreement = action.commitment->agreement;
    // The commitments of an agreement that cannot be read are unknown.
    const bool is_unreadable = may_have_unread_version(input.data, agreement);
    if (!paths.contains(wanted) && !is_unreadable) {
      report.add(record, action.commitment,
                 fmt::format("there is no commitment {}{}", quoted(wanted), did_you_mean(wanted, names)));
    }
  });
}

constexpr auto k_review_rules = std::to_array<Rule>({
    {"opinion/review-one-sided", Severity::warning, "People of every party take part in a review.",
     "The areas revisit the agreement together. What one of them decides alone is no agreement.",
     "Hold the review with the other area, or add its people to `participants:`", review_one_sided},
    {"opinion/review-of-other-agreement", Severity::error,
     "A review treats opinions on the agreement it is about.",
     "An opinion on another agreement would count as treated without its parties having seen it.",
     "Remove the opinion from the review, or correct `agreement:`", review_of_other_agreement},
    {"opinion/review-without-version", Severity::note,
     "A review that changes the agreement leads to a version.",
     "What was decided holds once it stands in a version that all parties approve. Until then people work by "
     "the old text and believe in the new one.",
     "Write the next version, run `csx agreement release`, or correct `outcome:`", review_without_version},
});

constexpr auto k_action_rules = std::to_array<Rule>({
    {"opinion/action-overdue", Severity::warning, "Actions are done by the day they are due.",
     "Audits and reviews only improve something through the actions they ask for. One that is overdue is the "
     "same problem in the next audit.",
     "Do it and write `done_on:` and `result:`, or agree on another `due_on:`", action_overdue},
    {"opinion/action-without-due-date", Severity::note, "An action has a date by which it is due.",
     "What is due some day is done never, and csx cannot remind of it.", "Write `due_on:`",
     action_without_due_date},
    {"opinion/action-without-result", Severity::warning, "An action that was done says what came of it.",
     "The next audit compares with the actions asked for. Without a result nobody learns whether the action "
     "helped.",
     "Write `result:`", action_without_result},
    {"opinion/action-done-in-future", Severity::warning, "Actions are not done in the future.",
     "A day of completion that lies ahead is a plan. It would hide that the action is still open.",
     "Correct `done_on:`, or write the plan as `due_on:`", action_done_in_future},
    {"opinion/action-source-unknown", Severity::warning,
     "The audit, review or rule that asked for an action exists.",
     "The source says why the action was asked for. It is what the result is held against.",
     "Write the id of the audit, the review or the rule", action_source_unknown},
    {"opinion/action-unknown-commitment", Severity::error, "An action improves a commitment that exists.",
     "The attainment of the commitment tells whether the action helped. Of a commitment that does not exist "
     "there is none.",
     "Write agreement/commitment, such as `sales-cs/handoff-submitted`", action_unknown_commitment},
});

}  // namespace

std::span<const Rule> review_rules() {
  return k_review_rules;
}

std::span<const Rule> action_rules() {
  return k_action_rules;
}

}  // namespace csx::rules
