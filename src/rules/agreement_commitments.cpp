#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "agreement_rules.hpp"

namespace csx::rules::agreement {

namespace {

using model::Commitment;
using Kind = model::Operand::Kind;

constexpr std::int64_t k_whole = 100;  // percent

void party_without_commitments(const Input& input, Report& report) {
  each_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    for (const model::Area& party : version.between) {
      const bool owes = std::any_of(version.commitments.begin(), version.commitments.end(),
                                    [&](const Commitment& each) { return each.responsible == party; });
      if (!owes) {
        report.add(record, version.commitments, fmt::format("{} owes nothing in the agreement", party.value));
      }
    }
  });
}

void responsible_not_party(const Input& input, Report& report) {
  each_commitment(input, [&](const model::AnyRecord& record, const model::Agreement& version,
                             const Commitment& commitment) {
    if (is_party(version, commitment.responsible)) {
      return;
    }
    std::vector<std::string_view> parties;
    for (const model::Area& party : version.between) {
      parties.push_back(party.value);
    }
    report.add(record, commitment.responsible,
               fmt::format("{} owes {} but is no party of the agreement between {}{}",
                           quoted(commitment.responsible.value), quoted(commitment.id.value),
                           enumerate(parties), did_you_mean(commitment.responsible.value, parties)));
  });
}

void clock_without_subject(const Input& input, Report& report) {
  each_commitment(input,
                  [&](const model::AnyRecord& record, const model::Agreement&, const Commitment& commitment) {
                    if (commitment.clock && !commitment.subject) {
                      report.add(record, commitment.subject,
                                 fmt::format("the commitment {} does not say what its clock is about",
                                             quoted(commitment.id.value)));
                    }
                  });
}

void ignored_field(const Input& input, Report& report) {
  each_commitment(input, [&](const model::AnyRecord& record, const model::Agreement&,
                             const Commitment& commitment) {
    const auto say = [&](const auto& member, std::string_view key, std::string_view kind,
                         std::string_view remedy) {
      report
          .add(record, member,
               fmt::format("{} has no effect in {}, which is a {}", key, quoted(commitment.id.value), kind))
          .at_key()
          .help(std::string(remedy));
    };
    if (commitment.clock) {
      if (!commitment.where.empty()) {
        say(commitment.where, "where", "clock", "Filter the subjects of a clock with `when:`");
      }
      if (commitment.every) {
        say(commitment.every, "every", "clock", "Write `every:` inside `clock:` for a clock that recurs");
      }
    }
    if (commitment.metric) {
      constexpr std::string_view k_metric = "target on a metric";
      if (commitment.subject) {
        say(commitment.subject, "subject", k_metric, "Remove `subject:`: metrics know what they count");
      }
      if (!commitment.when.empty()) {
        say(commitment.when, "when", k_metric, "Filter the records of a metric with `where:`");
      }
      if (commitment.quality) {
        say(commitment.quality, "quality", k_metric, "Remove `quality:`: it gates submissions of handoffs");
      }
    }
  });
}

void no_target(const Input& input, Report& report) {
  each_commitment(input,
                  [&](const model::AnyRecord& record, const model::Agreement&, const Commitment& commitment) {
                    if (!commitment.target) {
                      report.add(record, commitment.target,
                                 fmt::format("the commitment {} has no target", quoted(commitment.id.value)));
                    }
                  });
}

void target_not_a_share(const Input& input, Report& report) {
  each_commitment(input, [&](const model::AnyRecord& record, const model::Agreement&,
                             const Commitment& commitment) {
    if (!commitment.clock || !commitment.target) {
      return;
    }
    const Kind kind = commitment.target->condition.low.kind;
    if (kind != Kind::share) {
      report.add(record, commitment.target,
                 fmt::format("the target {} of the clock {} is no share, expected one such as 95%",
                             quoted(model::Scalar<model::Goal>::print(*commitment.target)),
                             quoted(commitment.id.value)));
    } else if (commitment.target->condition.low.number > Decimal(k_whole, 0)) {
      report.add(record, commitment.target,
                 fmt::format("the target {} of the clock {} is more than all of its subjects, expected at "
                             "most 100%",
                             quoted(model::Scalar<model::Goal>::print(*commitment.target)),
                             quoted(commitment.id.value)));
    }
  });
}

void no_statement(const Input& input, Report& report) {
  each_commitment(
      input, [&](const model::AnyRecord& record, const model::Agreement&, const Commitment& commitment) {
        if (is_empty(commitment.statement)) {
          report.add(record, commitment.statement,
                     fmt::format("the commitment {} is not stated in words", quoted(commitment.id.value)));
        }
      });
}

void metric_without_interval(const Input& input, Report& report) {
  each_commitment(
      input, [&](const model::AnyRecord& record, const model::Agreement&, const Commitment& commitment) {
        if (commitment.metric && !commitment.every) {
          report.add(record, commitment.every,
                     fmt::format("nothing says how often {} is judged", quoted(commitment.id.value)));
        }
      });
}

/// Periods are made of days; business time has none.
bool is_whole_days(const time::Duration& duration) {
  using Unit = time::Duration::Unit;
  return duration.unit == Unit::days || duration.unit == Unit::weeks || duration.unit == Unit::months ||
         duration.unit == Unit::quarters || duration.unit == Unit::years;
}

void metric_interval_unit(const Input& input, Report& report) {
  each_commitment(
      input, [&](const model::AnyRecord& record, const model::Agreement&, const Commitment& commitment) {
        if (commitment.metric && commitment.every && !is_whole_days(*commitment.every)) {
          report.add(
              record, commitment.every,
              fmt::format("a metric is judged over whole days, not every {}, expected one such as 1mo or 1q",
                          commitment.every->to_string()));
        }
      });
}

void no_time_at_all(const Input& input, Report& report) {
  each_commitment(
      input, [&](const model::AnyRecord& record, const model::Agreement&, const Commitment& commitment) {
        if (!commitment.clock) {
          return;
        }
        for (const model::WithinRow& row : commitment.clock->within) {
          // 0bd is the closing of the same day, all others of zero are the start itself.
          if (row.within.count <= 0 && row.within.unit != time::Duration::Unit::business_days) {
            report.add(record, row.within,
                       fmt::format("within {} leaves no time at all: what happens later is late",
                                   row.within.to_string()));
          }
        }
        const auto& every = commitment.clock->every;
        if (every && every->every && every->every->count <= 0) {
          report.add(record, every, fmt::format("every {} never ends", every->every->to_string()));
        }
      });
}

void quality_without_submission(const Input& input, Report& report) {
  each_commitment(input, [&](const model::AnyRecord& record, const model::Agreement&,
                             const Commitment& commitment) {
    if (!commitment.quality || !commitment.clock) {
      return;
    }
    const auto& stops = commitment.clock->to;
    const bool stops_at_submission =
        std::find(stops.begin(), stops.end(), model::Event::submitted) != stops.end();
    if (commitment.subject == model::Subject::handoff && stops_at_submission) {
      return;
    }
    report
        .add(record, commitment.quality,
             fmt::format(
                 "the quality gate of {} has no effect: the clock does not stop at a handoff's submission",
                 quoted(commitment.id.value)))
        .at_key();
  });
}

void quality_not_a_share(const Input& input, Report& report) {
  each_commitment(
      input, [&](const model::AnyRecord& record, const model::Agreement&, const Commitment& commitment) {
        if (!commitment.quality) {
          return;
        }
        for (const auto* condition : {&commitment.quality->completeness, &commitment.quality->quality}) {
          if (*condition && (*condition)->low.kind != Kind::share) {
            report.add(record, *condition,
                       fmt::format("{} compares with no share, expected one such as \">= 90%\"",
                                   quoted((*condition)->to_string())));
          } else if (*condition && (*condition)->low.number > Decimal(k_whole, 0)) {
            report.add(record, *condition,
                       fmt::format("{} compares with more than all there is, expected at most 100%",
                                   quoted((*condition)->to_string())));
          }
        }
      });
}

constexpr auto k_commitment_rules = std::to_array<Rule>({
    {"agreement/party-without-commitments", Severity::warning, "Each party owes something.",
     "An agreement says what each area delivers, in quantity and quality. A party that owes nothing has "
     "signed "
     "a wish list of the other.",
     "Add a commitment with `responsible:` this party", party_without_commitments},
    {"agreement/responsible-not-party", Severity::error, "Commitments are owed by parties of the agreement.",
     "An area that did not sign cannot be held to a commitment, and its people would be measured by "
     "something "
     "they never agreed to.",
     "Name one of the areas of `between:`", responsible_not_party},
    {"agreement/clock-without-subject", Severity::error, "A clock says what it is about.",
     "A clock runs on each handoff, ticket, survey, request, improvement or account. Without a subject it "
     "runs "
     "on nothing.",
     "Add `subject:`, such as `subject: handoff`", clock_without_subject},
    {"agreement/ignored-field", Severity::warning,
     "A commitment has only the fields that its form, clock or metric, takes notice of.",
     "Clocks are filtered by `when`, metrics by `where`. A field of the other form is read and then ignored: "
     "the commitment judges more than its author meant.",
     "Move the filter to the field of this form, or remove it", ignored_field},
    {"agreement/no-target", Severity::warning, "Each commitment has a target.",
     "Without a target nobody can say whether a commitment is kept. Once in a hundred is a failure for some "
     "and a success for others.",
     "Add `target: 95%`, or a condition on the metric", no_target},
    {"agreement/target-not-a-share", Severity::error, "The target of a clock is a share of its subjects.",
     "A clock is met or missed for each subject, and the commitment is kept when enough of them are met. "
     "Only "
     "a share can say how many are enough.",
     "Write a share, such as `target: 95%`", target_not_a_share},
    {"agreement/no-statement", Severity::note, "Each commitment is stated in a sentence for people.",
     "The areas agree on sentences, not on clocks. The statement is what reports and the rendered agreement "
     "show.",
     "Add `statement:`", no_statement},
    {"agreement/metric-without-interval", Severity::warning,
     "A target on a metric says how often it is judged.",
     "Without an interval the metric is never due, so the target can be neither reached nor missed.",
     "Add `every: 1mo` or `every: 1q`", metric_without_interval},
    {"agreement/metric-interval-unit", Severity::error, "A metric is judged over periods of whole days.",
     "Periods are months, quarters, weeks or days. Hours and business time make no period, so the target "
     "would "
     "never be judged.",
     "Write `every: 1mo` or another interval of days, weeks, months, quarters or years",
     metric_interval_unit},
    {"agreement/no-time-at-all", Severity::error, "A clock leaves time to act.",
     "A limit of zero is over when it begins, and a recurrence of zero begins again for ever: everything is "
     "missed before anybody can act.",
     "Write a time that can be kept, such as `2bh`; `0bd` is the closing of the same day", no_time_at_all},
    {"agreement/quality-without-submission", Severity::error,
     "A quality gate stands where a handoff's submission stops the clock.",
     "The gate lets only complete submissions stop the clock. On any other clock it does nothing, while its "
     "readers believe that quality is guarded.",
     "Move `quality:` to the commitment with `subject: handoff` and `to: submitted`",
     quality_without_submission},
    {"agreement/quality-not-a-share", Severity::error, "Quality gates compare with shares.",
     "Completeness and quality are shares. 90 without a percent sign is more than any share can be, and no "
     "submission would ever pass.",
     "Write the share with its sign, such as `\">= 90%\"`", quality_not_a_share},
});

}  // namespace

std::span<const Rule> commitment_rules() {
  return k_commitment_rules;
}

}  // namespace csx::rules::agreement
