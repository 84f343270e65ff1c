#include <fmt/format.h>

#include <array>

#include "account_rules.hpp"
#include "csx/model/handoff.hpp"
#include "csx/sla/handoff_state.hpp"
#include "csx/sla/service.hpp"

namespace csx::rules::account {

namespace {

using model::Account;
using model::AnyRecord;

bool has_segments(const model::Agreement& agreement) {
  return agreement.strategy && !agreement.strategy->segments.empty();
}

void no_segment(const Input& input, Report& report) {
  const sla::Versions versions = sla::main_versions(input.data);
  const model::Agreement* agreement = versions.on(input.today);
  if (agreement == nullptr || !has_segments(*agreement)) {
    return;
  }
  each_active(input, [&](const AnyRecord& record, const Account& account) {
    if (!account.segment) {
      report.add(record, account.segment,
                 fmt::format("the paying account has no segment, the agreement has {}",
                             enumerate(ids_of(agreement->strategy->segments))));
    }
  });
}

void no_tier(const Input& input, Report& report) {
  const sla::Versions versions = sla::main_versions(input.data);
  const model::Agreement* agreement = versions.on(input.today);
  if (agreement == nullptr || agreement->tiers.empty()) {
    return;
  }
  each_active(input, [&](const AnyRecord& record, const Account& account) {
    if (!account.tier) {
      report.add(record, account.tier,
                 fmt::format("the paying account has no tier, the agreement has {}",
                             enumerate(ids_of(agreement->tiers))));
    }
  });
}

void no_touch_model(const Input& input, Report& report) {
  const sla::Versions versions = sla::main_versions(input.data);
  const model::Agreement* agreement = versions.on(input.today);
  if (agreement == nullptr) {
    return;
  }
  each_active(input, [&](const AnyRecord& record, const Account& account) {
    // An account without a tier is told so by its own rule.
    const bool undecided = account.tier.has_value() || agreement->tiers.empty();
    if (undecided && !sla::touch_model_on(account, agreement, input.today)) {
      report.add(record, account.touch_model, "neither the paying account nor its tier says its touch model");
    }
  });
}

void touch_model_differs(const Input& input, Report& report) {
  const sla::Versions versions = sla::main_versions(input.data);
  const model::Agreement* agreement = versions.on(input.today);
  if (agreement == nullptr) {
    return;
  }
  each_active(input, [&](const AnyRecord& record, const Account& account) {
    const model::TouchModel* own = account.touch_model ? account.touch_model->on(input.today) : nullptr;
    const model::Tier* tier = sla::tier_on(account, *agreement, input.today);
    if (own != nullptr && tier != nullptr && tier->touch_model && *own != *tier->touch_model) {
      report.add(record, *own,
                 fmt::format("touch model {} differs from {}, which tier {} has", quoted(model::word(*own)),
                             quoted(model::word(*tier->touch_model)), quoted(tier->id.value)));
    }
  });
}

/// Of a dated value in force today, whether the main agreement's version in force has it.
template <class T, class Has, class Known>
void judge_part(const Input& input, Report& report, const AnyRecord& record,
                const std::optional<model::Dated<T>>& dated, std::string_view what,
                const model::Agreement& agreement, Has has, Known known) {
  const T* value = dated ? dated->on(input.today) : nullptr;
  // What exists nowhere is reported by reference/unknown.
  if (value != nullptr && !has(value->value) && input.data.has_id(what, value->value)) {
    report.add(
        record, *value,
        fmt::format("{} {} is not in version {} of {}, which is in force{}", what, quoted(value->value),
                    agreement.version, quoted(agreement.id.value), did_you_mean(value->value, known())));
  }
}

void segment_not_in_force(const Input& input, Report& report) {
  const sla::Versions versions = sla::main_versions(input.data);
  const model::Agreement* agreement = versions.on(input.today);
  if (agreement == nullptr || !has_segments(*agreement)) {
    return;
  }
  each_active(input, [&](const AnyRecord& record, const Account& account) {
    judge_part(
        input, report, record, account.segment, "segment", *agreement,
        [&](std::string_view id) { return sla::find_segment(*agreement, id) != nullptr; },
        [&] { return ids_of(agreement->strategy->segments); });
  });
}

void tier_not_in_force(const Input& input, Report& report) {
  const sla::Versions versions = sla::main_versions(input.data);
  const model::Agreement* agreement = versions.on(input.today);
  if (agreement == nullptr || agreement->tiers.empty()) {
    return;
  }
  each_active(input, [&](const AnyRecord& record, const Account& account) {
    judge_part(
        input, report, record, account.tier, "tier", *agreement,
        [&](std::string_view id) { return sla::find_tier(*agreement, id) != nullptr; },
        [&] { return ids_of(agreement->tiers); });
  });
}

/// Whether Sales took part in winning the customer.
bool was_sold(const Account& account, time::Date first_paid) {
  for (const model::Subscription& subscription : account.subscriptions) {
    if (subscription.start_on == first_paid && subscription.origin == model::Origin::self_service) {
      return false;
    }
  }
  return true;
}

void no_handoff(const Input& input, Report& report) {
  const auto history_from = input.data.workspace().history_from;
  each_active(input, [&](const AnyRecord& record, const Account& account) {
    const time::Date first_paid = sla::paid_spans(account).front().from;
    if ((history_from && first_paid < *history_from) || !was_sold(account, first_paid)) {
      return;
    }
    for (const AnyRecord* handoff_record : input.data.handoffs_of(account.id.value)) {
      const auto& handoff = handoff_record->as<model::Handoff>();
      if (handoff.type == model::HandoffType::sales_to_cs &&
          sla::state_of(handoff) != sla::HandoffState::cancelled) {
        return;
      }
    }
    if (may_have_unread_handoff(input.data, account.id.value)) {
      return;
    }
    report.add(record, account.id,
               fmt::format("the account pays since {} and was never handed over from sales to cs",
                           first_paid.to_string()));
  });
}

void no_lead_source(const Input& input, Report& report) {
  each_active(input, [&](const AnyRecord& record, const Account& account) {
    if (is_blank(account.lead_source)) {
      report.add(record, account.lead_source, "it is not said where the lead came from");
    }
  });
}

constexpr auto k_service_rules = std::to_array<Rule>({
    {"account/no-segment", Severity::warning, "Every paying account belongs to a segment of the agreement.",
     "The agreement says whom to win, segment by segment: their pains, their objectives, what counts as "
     "value. "
     "An account without a segment is outside all of it, and nobody can say whether it fits.",
     "Add `segment:` with a segment of the agreement", no_segment},
    {"account/no-tier", Severity::warning, "Every paying account is in a tier.",
     "Tiers decide how much service an account gets and how fast: higher tiers more dedication, lower ones "
     "automation and scale. Without a tier the decision tables of the commitments cannot choose a deadline.",
     "Add `tier:` with a tier of the agreement", no_tier},
    {"account/no-touch-model", Severity::warning, "It is decided how near every paying account is kept.",
     "The touch model settles routines, cadence and follow-up of both sides. It is the tier's unless the "
     "account "
     "says another; where neither does, the team cannot know when the next contact is due.",
     "Add `touch_model:` to the account, or to its tier in the agreement", no_touch_model},
    {"account/touch-model-differs", Severity::note,
     "An account is kept as near as its tier, or the exception is known.",
     "An account may be kept nearer or farther than its tier says, on purpose. It costs hours that the tier "
     "did "
     "not plan, or gives less than such customers expect; it is worth a look now and then.",
     "Remove `touch_model:` where the tier's is meant", touch_model_differs},
    {"account/segment-not-in-force", Severity::warning, "The account's segment is in the version in force.",
     "Agreements change: segments are split, renamed and given up. An account left in a segment of an "
     "earlier "
     "version has no objectives, no pains and no first value today.",
     "Give the account a segment of today: `csx set account/ID segment=…`", segment_not_in_force},
    {"account/tier-not-in-force", Severity::warning, "The account's tier is in the version in force.",
     "A tier that only an earlier version knows has no touch model and no deadlines in the version that "
     "judges "
     "today, so the account silently falls out of every row that asks for a tier.",
     "Give the account a tier of today: `csx set account/ID tier=…`", tier_not_in_force},
    {"account/no-handoff", Severity::warning, "Every customer that was sold was handed over.",
     "Difficult customers come from two causes: a purchase that never fitted, and a handoff that was poor or "
     "did "
     "not happen at all. A customer nobody handed over starts again from nothing. Customers that bought by "
     "themselves and those from before the recorded history are left out.",
     "Open the handoff: `csx handoff open`", no_handoff},
    {"account/no-lead-source", Severity::note, "It is known where each customer came from.",
     "Marketing is part of the alignment, too. Fit and churn by source show which sources bring customers "
     "who "
     "succeed; that is where the next hundred come from.",
     "Add `lead_source:`", no_lead_source},
});

}  // namespace

std::span<const Rule> service_rules() {
  return k_service_rules;
}

}  // namespace csx::rules::account
