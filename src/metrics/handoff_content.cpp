#include "acquisition.hpp"
#include "csx/sla/service.hpp"
#include "csx/sla/submission.hpp"
#include "entry_walk.hpp"
#include "handoff_rows.hpp"
#include "handoff_walk.hpp"

namespace csx::metrics::handoff {

using model::HandoffEvent;

namespace {

/// The weight that was asked for and what of it is there.
struct FieldWeights {
  Exact asked;
  Exact found;
};

Exact weight_of(const model::Information& information, sla::Grade grade, Figure figure) {
  const Decimal weight = information.weight.value_or(Decimal(1, 0));
  if (grade == sla::Grade::none) {
    return {};
  }
  const bool is_half = figure == Figure::quality && grade == sla::Grade::half;
  return is_half ? Exact::middle(Exact(), Exact::of(weight)) : Exact::of(weight);
}

FieldWeights weights_of(const sla::Completeness& graded, Figure figure) {
  FieldWeights weights;
  for (const sla::InformationGrade& row : graded.rows) {
    weights.asked += weight_of(*row.information, sla::Grade::full, figure);
    weights.found += weight_of(*row.information, row.grade, figure);
  }
  return weights;
}

const model::Account* account_of(const Seen& handoff) {
  return handoff.account != nullptr ? handoff.account->account : nullptr;
}

/// A share of a weight: the percentage has two digits more after the point as a fraction. Weights have at
/// most three digits in practice; what does not fit a decimal is not multiplied.
std::optional<Exact> share_of(const model::Share& share, const Exact& weight) {
  const auto whole = Decimal::parse(weight.to_string());
  return whole ? Exact::product(Decimal(share.percent.units(), share.percent.scale() + 2), *whole)
               : std::nullopt;
}

}  // namespace

template <Figure Wanted>
void graded(const Input& input, Sink& sink) {
  each_handoff(input, [&](const Seen& handoff) {
    const Step* step = handoff.last(HandoffEvent::submitted);
    if (step == nullptr || !input.holds(step->day)) {
      return;
    }
    const Subject subject = handoff.subject(step->day);
    const auto agreements = input.facts.in_force().on(step->day);
    const FieldWeights weights =
        weights_of(sla::grade_for_all(agreements, *handoff.handoff, account_of(handoff), step->day), Wanted);
    if (weights.asked.is_zero()) {
      sink.exclude(subject, "no agreement in force asks anything of it");
      return;
    }
    const auto& recorded = Wanted == Figure::completeness ? step->event->completeness : step->event->quality;
    if (!recorded) {
      sink.aside(subject, "regraded from what is there now");
    }
    sink.add(subject, recorded ? share_of(*recorded, weights.asked).value_or(weights.found) : weights.found,
             weights.asked);
  });
}
template void graded<Figure::completeness>(const Input&, Sink&);
template void graded<Figure::quality>(const Input&, Sink&);

void attainment(const Input& input, Sink& sink) {
  attainment_of(model::Subject::handoff, input, sink);
}

void absent(const Input& input, Sink& sink) {
  acquisition::each_win(input,
                        [&](const AccountFacts& account, const acquisition::Win&, const Subject& subject) {
                          const Handover handover = handover_of(input.facts, account);
                          if (bought_alone(input.facts, account)) {
                            sink.exclude(subject, "bought alone: nothing to hand over");
                          } else if (handover == Handover::cancelled) {
                            sink.exclude(subject, "its handoff was cancelled");
                          } else {
                            sink.add(subject, handover == Handover::absent ? 1 : 0, 1);
                          }
                        });
}

void unsupported_promises(const Input& input, Sink& sink) {
  acquisition::each_win(
      input, [&](const AccountFacts& account, const acquisition::Win& win, Subject subject) {
        for (const model::Promise& promise : account.account->promises.value) {
          subject.part = promise.id.value;
          const model::Agreement* agreement = input.facts.agreement_on(win.day);
          if (!promise.differentiator) {
            sink.aside(subject, "naming no differentiator");
          } else if (agreement == nullptr) {
            sink.exclude(subject, "no agreement was in force");
          } else {
            sink.add(subject, sla::offers(*agreement, promise.differentiator->value) ? 0 : 1, 1);
          }
        }
      });
}

void promises_on_time(const Input& input, Sink& sink) {
  for (const AccountFacts& account : input.facts.accounts()) {
    for (const model::Promise& promise : account.account->promises.value) {
      if (!promise.due_on || !input.period.contains(*promise.due_on)) {
        continue;
      }
      Subject subject = acquisition::subject_of(account, *promise.due_on);
      subject.part = promise.id.value;
      const bool is_delivered = promise.delivered_on && *promise.delivered_on <= input.facts.today();
      if (*promise.due_on > input.facts.today() ||
          (*promise.due_on == input.facts.today() && !is_delivered)) {
        sink.aside(subject, "not due yet");
      } else {
        sink.add(subject, is_delivered && *promise.delivered_on <= *promise.due_on ? 1 : 0, 1);
      }
    }
  }
}

template <Handover Wanted>
void later_churn(const Input& input, Sink& sink) {
  acquisition::each_win(
      input, [&](const AccountFacts& account, const acquisition::Win& win, const Subject& subject) {
        if (handover_of(input.facts, account) != Wanted) {
          return;
        }
        const acquisition::Fate fate = acquisition::fate_of(input.facts, *account.account, win);
        if (fate == acquisition::Fate::not_begun) {
          sink.aside(subject, "not begun to pay");
        } else {
          sink.add(subject, fate == acquisition::Fate::lost ? 1 : 0, 1);
        }
      });
}
template void later_churn<Handover::first_pass>(const Input&, Sink&);
template void later_churn<Handover::returned>(const Input&, Sink&);
template void later_churn<Handover::absent>(const Input&, Sink&);

}  // namespace csx::metrics::handoff
