#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "agreement_rules.hpp"
#include "subject_events.hpp"

namespace csx::rules::agreement {

namespace {

void no_handoff_rule(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    ask_for(report, record, version.how, &model::How::handoffs,
            "the agreement does not say when a handoff is due and how it is made");
  });
}

void handoff_without_procedure(const Input& input, Report& report) {
  each_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (!version.how) {
      return;
    }
    for (const model::HandoffRule& rule : version.how->handoffs) {
      if (rule.procedure.empty()) {
        report.add(record, rule.procedure,
                   fmt::format("nothing says how a {} handoff is made", word(rule.type)));
      }
    }
  });
}

void handoff_trigger(const Input& input, Report& report) {
  each_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (!version.how) {
      return;
    }
    for (const model::HandoffRule& rule : version.how->handoffs) {
      // What makes a handoff due happens to the account, or to the handoff before it.
      if (!has_event(model::Subject::account, rule.trigger) &&
          !has_event(model::Subject::handoff, rule.trigger)) {
        report.add(
            record, rule.trigger,
            fmt::format("{} happens neither to an account nor to a handoff, so no {} handoff is ever due",
                        word(rule.trigger), word(rule.type)));
      }
    }
  });
}

void handoff_rule_twice(const Input& input, Report& report) {
  each_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (!version.how) {
      return;
    }
    std::map<model::HandoffType, const model::HandoffRule*> seen;
    for (const model::HandoffRule& rule : version.how->handoffs) {
      const auto [at, is_new] = seen.try_emplace(rule.type, &rule);
      if (!is_new) {
        report.add(record, rule.type, fmt::format("two rules for {} handoffs", word(rule.type)))
            .note(record, at->second->type, "first rule");
      }
    }
  });
}

void no_sales_process(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    ask_for(report, record, version.how, &model::How::sales_process,
            "the agreement does not describe the sales process");
  });
}

void no_objections(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    ask_for(report, record, version.how, &model::How::objections,
            "the agreement does not say how the main objections are treated");
  });
}

void no_journey(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    ask_for(report, record, version.how, &model::How::journey,
            "the agreement does not describe the customer's journey");
  });
}

void journey_stage_nobody_owns(const Input& input, Report& report) {
  each_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (!version.how) {
      return;
    }
    for (const model::JourneyStage& stage : version.how->journey) {
      if (!stage.accountable) {
        report.add(record, stage.accountable,
                   fmt::format("nobody answers for the journey stage {}", quoted(stage.id.value)));
      }
    }
  });
}

void border_unsaid(const Input& input, Report& report) {
  each_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (!version.how) {
      return;
    }
    const auto& journey = version.how->journey;
    for (std::size_t i = 1; i < journey.size(); ++i) {
      const model::JourneyStage& before = journey[i - 1];
      const model::JourneyStage& after = journey[i];
      const bool hands_over =
          before.accountable && after.accountable && *before.accountable != *after.accountable;
      if (hands_over && is_empty(before.ends) && is_empty(after.starts)) {
        report
            .add(record, after.id,
                 fmt::format("nothing says where {} ends and {} begins, between {} and {}",
                             before.accountable->value, after.accountable->value, quoted(before.id.value),
                             quoted(after.id.value)))
            .note(record, before.id, "the stage before");
      }
    }
  });
}

void no_locations(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (!version.how) {
      report.add(record, version.how,
                 "the agreement does not say where contract, plan, context and objective are kept");
      return;
    }
    const auto& locations = version.how->locations;
    std::vector<std::string_view> missing;
    if (!locations || is_empty(locations->contract)) {
      missing.push_back("contract");
    }
    if (!locations || is_empty(locations->plan)) {
      missing.push_back("plan");
    }
    if (!locations || is_empty(locations->context)) {
      missing.push_back("context");
    }
    if (!locations || is_empty(locations->objective)) {
      missing.push_back("objective");
    }
    if (!missing.empty()) {
      report.add(record, locations,
                 fmt::format("the agreement does not say where {} {} kept", enumerate(missing),
                             missing.size() == 1 ? "is" : "are"));
    }
  });
}

void no_expansion_moments(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    ask_for(report, record, version.how, &model::How::expansion_moments,
            "the agreement does not say when more is offered to a customer");
  });
}

constexpr auto k_handover_rules = std::to_array<Rule>({
    {"agreement/no-handoff-rule", Severity::warning,
     "The main agreement says when a handoff is due and how it is made.",
     "How Sales delivers to Customer Success, and at what moment, is the core of the agreement. A handoff "
     "that "
     "is inefficient or absent is one of the two causes of difficult customers.",
     "Add `how.handoffs:` with `- {type: sales-to-cs, trigger: contract-signed, procedure: [...]}`",
     no_handoff_rule},
    {"agreement/handoff-without-procedure", Severity::warning,
     "Each kind of handoff has a procedure, step by step.",
     "A handoff without a procedure is made as each seller likes: a meeting here, a message there. Steps "
     "with "
     "the area that does them make it the same for every customer.",
     "Add `procedure:` with `- {step: …, who: sales, what: …}`", handoff_without_procedure},
    {"agreement/handoff-trigger", Severity::error,
     "A handoff falls due by an event of the account or of a handoff.",
     "The trigger starts the clock of the handoff. An event of tickets or surveys never happens to an "
     "account, "
     "so the handoff would never be due and its absence never seen.",
     "Write an event such as `trigger: contract-signed` or `trigger: completed`", handoff_trigger},
    {"agreement/handoff-rule-twice", Severity::error, "There is one rule for each type of handoff.",
     "Two rules for one type give two triggers and two procedures, and nobody knows which one was agreed.",
     "Join the two rules", handoff_rule_twice},
    {"agreement/no-sales-process", Severity::warning, "The main agreement describes the sales process.",
     "Customer Success can only prepare for what it knows: through which steps a customer came, and what was "
     "said and shown in each.",
     "Add `how.sales_process:` with its steps", no_sales_process},
    {"agreement/no-objections", Severity::warning,
     "The main agreement says how the main objections are treated.",
     "What a buyer was answered in the sale is what the customer expects afterwards. Objections agreed "
     "beforehand keep the answers true.",
     "Add `how.objections:` with `- {id: price, objection: …, answer: …}`", no_objections},
    {"agreement/no-journey", Severity::warning, "The main agreement describes the customer's journey.",
     "The agreement says up to where the work of Sales goes and where that of Customer Success begins, and "
     "it "
     "does so along the journey of the customer.",
     "Add `how.journey:` with its stages in order, each with `accountable:`, `starts:` and `ends:`",
     no_journey},
    {"agreement/journey-stage-nobody-owns", Severity::warning,
     "One area answers for each stage of the journey.",
     "In a stage that nobody answers for, the company disappears: the customer waits, and each area believes "
     "the other is on it.",
     "Write `accountable:` with the one area that answers for the stage", journey_stage_nobody_owns},
    {"agreement/border-unsaid", Severity::warning,
     "Where the journey passes from one area to another, the border is said.",
     "The border between areas is where customers get lost and work is done twice. It has to be an event "
     "that "
     "both areas recognise.",
     "Write `ends:` in the stage before, or `starts:` in the stage after", border_unsaid},
    {"agreement/no-locations", Severity::warning,
     "The main agreement says where contract, plan, context and objective are kept.",
     "Information that only one area can find has to be asked for again, mostly of the customer. The "
     "agreement "
     "names the places, open to both areas.",
     "Add `how.locations:` with `contract:`, `plan:`, `context:` and `objective:`", no_locations},
    {"agreement/no-expansion-moments", Severity::note,
     "The main agreement says when more is offered to a customer, and what.",
     "Recurring revenue grows by cross-sell, up-sell and referral at the right moments. Offered too early "
     "they "
     "cost trust; left to chance they are not offered at all.",
     "Add `how.expansion_moments:` with `- {moment: …, offer: …, responsible: cs}`", no_expansion_moments},
});

}  // namespace

std::span<const Rule> handover_rules() {
  return k_handover_rules;
}

}  // namespace csx::rules::agreement
