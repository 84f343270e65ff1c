#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_set>

#include "blueprint_rules.hpp"
#include "csx/base/text.hpp"

/// The two rounds of going through the design with others, and the rollout that waits for them.
namespace csx::rules::blueprint {

namespace {

using model::Walkthrough;
using model::WalkthroughRound;

/// A round may take several sittings: it is closed with the first that is.
struct Round {
  const Walkthrough* any = nullptr;
  const Walkthrough* closed = nullptr;
};

Round find_round(const model::Blueprint& design, WalkthroughRound round) {
  Round found;
  for (const Walkthrough& walkthrough : design.walkthroughs) {
    if (walkthrough.round != round) {
      continue;
    }
    found.any = found.any == nullptr ? &walkthrough : found.any;
    if (walkthrough.closed_on &&
        (found.closed == nullptr || *walkthrough.closed_on < *found.closed->closed_on)) {
      found.closed = &walkthrough;
    }
  }
  return found;
}

template <class Judge>
void each_walkthrough(const Input& input, Judge judge) {
  each_blueprint(input, [&](const model::AnyRecord& record, const model::Blueprint& design) {
    for (const Walkthrough& walkthrough : design.walkthroughs) {
      judge(record, design, walkthrough);
    }
  });
}

void round_missing(const Input& input, Report& report) {
  each_blueprint(input, [&](const model::AnyRecord& record, const model::Blueprint& design) {
    const bool experts = find_round(design, WalkthroughRound::experts).any != nullptr;
    const bool customers = find_round(design, WalkthroughRound::customers).any != nullptr;
    if (!experts || !customers) {
      report
          .add(record, design.walkthroughs,
               fmt::format("the blueprint has no walkthrough with {}",
                           experts     ? "customers"
                           : customers ? "experts outside the design team"
                                       : "experts outside the design team and none with customers"))
          .at_key();
    }
  });
}

void expert_in_design_team(const Input& input, Report& report) {
  each_blueprint(input, [&](const model::AnyRecord& record, const model::Blueprint& design) {
    std::unordered_set<std::string_view> team;
    for (const model::DesignMember& member : design.design_team) {
      team.insert(member.person.value);
    }
    for (const Walkthrough& walkthrough : design.walkthroughs) {
      if (walkthrough.round != WalkthroughRound::experts) {
        continue;
      }
      for (const auto& person : walkthrough.participants) {
        if (team.contains(person.value)) {
          report
              .add(record, person,
                   fmt::format("{} walks through a design that is partly their own, wanted experts outside "
                               "the design team",
                               quoted(person.value)))
              .note(record, design.design_team, "the design team");
        }
      }
    }
  });
}

void nobody_there(const Input& input, Report& report) {
  each_walkthrough(input, [&](const model::AnyRecord& record, const model::Blueprint&,
                              const Walkthrough& walkthrough) {
    const bool took_place = (walkthrough.held_on && *walkthrough.held_on <= input.today) ||
                            (walkthrough.closed_on && *walkthrough.closed_on <= input.today);
    if (!took_place) {
      return;
    }
    if (walkthrough.round == WalkthroughRound::customers && walkthrough.customers.empty()) {
      report.add(record, walkthrough.customers, "the round with customers names no customer who took part");
    }
    if (walkthrough.round == WalkthroughRound::experts && walkthrough.participants.empty()) {
      report.add(record, walkthrough.participants, "the round with experts names nobody who took part");
    }
  });
}

void closed_before_held(const Input& input, Report& report) {
  each_walkthrough(
      input, [&](const model::AnyRecord& record, const model::Blueprint&, const Walkthrough& walkthrough) {
        if (walkthrough.held_on && walkthrough.closed_on && *walkthrough.closed_on < *walkthrough.held_on) {
          report
              .add(record, walkthrough.closed_on,
                   fmt::format("closed on {}, before it was held on {}", walkthrough.closed_on->to_string(),
                               walkthrough.held_on->to_string()))
              .note(record, walkthrough.held_on, "held here");
        }
      });
}

void rounds_out_of_order(const Input& input, Report& report) {
  each_blueprint(input, [&](const model::AnyRecord& record, const model::Blueprint& design) {
    const Round experts = find_round(design, WalkthroughRound::experts);
    const Round customers = find_round(design, WalkthroughRound::customers);
    if (customers.closed == nullptr || experts.any == nullptr) {
      return;  // blueprint/round-missing speaks
    }
    if (experts.closed == nullptr) {
      report
          .add(record, customers.closed->closed_on,
               "the round with customers is closed, the round with experts is not")
          .note(record, experts.any->round, "the round with experts");
    } else if (*customers.closed->closed_on < *experts.closed->closed_on) {
      report
          .add(record, customers.closed->closed_on,
               fmt::format("the round with customers is closed on {}, before the round with experts on {}",
                           customers.closed->closed_on->to_string(), experts.closed->closed_on->to_string()))
          .note(record, experts.closed->closed_on, "the round with experts");
    }
  });
}

void feedback_undecided(const Input& input, Report& report) {
  each_walkthrough(
      input, [&](const model::AnyRecord& record, const model::Blueprint&, const Walkthrough& walkthrough) {
        if (!walkthrough.closed_on) {
          return;
        }
        std::unordered_set<std::string_view> decided;
        for (const model::WalkthroughDecision& decision : walkthrough.decisions) {
          for (const auto& feedback : decision.because) {
            decided.insert(feedback.value);
          }
        }
        for (const model::WalkthroughFeedback& feedback : walkthrough.feedback) {
          if (!decided.contains(feedback.id.value)) {
            report
                .add(record, feedback.id,
                     fmt::format("no decision names the feedback {}, but the round is closed",
                                 quoted(feedback.id.value)))
                .note(record, walkthrough.closed_on, "closed here");
          }
        }
      });
}

void rollout_before_rounds(const Input& input, Report& report) {
  each_blueprint(input, [&](const model::AnyRecord& record, const model::Blueprint& design) {
    const Round experts = find_round(design, WalkthroughRound::experts);
    const Round customers = find_round(design, WalkthroughRound::customers);
    for (const model::RolloutItem& item : design.rollout) {
      if (!item.done_on) {
        continue;
      }
      const auto open = [&](const Round& round) {
        return round.closed == nullptr || *item.done_on < *round.closed->closed_on;
      };
      const bool experts_open = open(experts);
      const bool customers_open = open(customers);
      if (experts_open || customers_open) {
        report.add(record, item.done_on,
                   fmt::format("{} was done on {}, before the round with {} was closed", quoted(item.what),
                               item.done_on->to_string(),
                               experts_open && customers_open ? "experts and the round with customers"
                               : experts_open                 ? "experts"
                                                              : "customers"));
      }
    }
  });
}

constexpr auto k_walkthrough_rules = std::to_array<Rule>({
    {"blueprint/round-missing", Severity::note,
     "The design is walked through twice: with experts outside the team, then with customers.",
     "A design that only its makers have seen has faults that only others see. Colleagues find what cannot "
     "work "
     "inside, customers find what does not help them; the second round costs less after the first.",
     "Add `walkthroughs:` with `- {round: experts, …}` and `- {round: customers, …}`", round_missing},
    {"blueprint/expert-in-design-team", Severity::warning,
     "The experts of the first round are outside the design team.",
     "The first round is for internal experts except the design team. Who made a design explains away what "
     "others would stumble over.",
     "Invite somebody else, or remove the person from `design_team:` if they took no part",
     expert_in_design_team},
    {"blueprint/round-without-participants", Severity::warning, "A round that was held names who took part.",
     "Feedback is worth as much as the people who gave it. A round with customers in which no customer is "
     "named "
     "may have been a meeting about customers.",
     "Name accounts under `customers:` in the round with customers, people under `participants:` in the "
     "other",
     nobody_there},
    {"blueprint/closed-before-held", Severity::error, "A round is closed after it was held.",
     "A round is closed when its feedback has been decided on, which cannot come before it was given. One of "
     "the two dates is wrong, and the rollout waits for them.",
     "Correct `held_on:` or `closed_on:`", closed_before_held},
    {"blueprint/rounds-out-of-order", Severity::error,
     "The round with customers is closed after the round with experts.",
     "First the experts, whose feedback may change the design; then customers, who look at what came of it. "
     "Customers who are shown a design that is still being changed inside judge something that will not be.",
     "Close the round with experts first: decide on its feedback and write `closed_on:`",
     rounds_out_of_order},
    {"blueprint/feedback-undecided", Severity::warning,
     "A round is closed once there is a decision on each feedback.",
     "Internal feedback is compared with that of customers, and the design is changed where needed. Feedback "
     "that nobody decided on is feedback that nobody gives a second time.",
     "Add to `decisions:` a `- {because: [the feedback's id], decision: …}`; to leave things as they are is "
     "a "
     "decision too",
     feedback_undecided},
    {"blueprint/rollout-before-walkthroughs", Severity::error,
     "Nothing of the rollout is done before both rounds are closed.",
     "Systems are built, teams trained and the solution put in place once both rounds are complete. What is "
     "built earlier resists the feedback that should have shaped it.",
     "Close both rounds, or correct the dates; where it is too late, suppress the rule with the reason",
     rollout_before_rounds},
});

}  // namespace

std::span<const Rule> walkthrough_rules() {
  return k_walkthrough_rules;
}

}  // namespace csx::rules::blueprint
