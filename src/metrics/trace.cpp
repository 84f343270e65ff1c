#include "csx/metrics/trace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "csx/base/text.hpp"
#include "csx/metrics/fit.hpp"
#include "csx/sla/handoff_state.hpp"
#include "csx/sla/lifecycle.hpp"
#include "csx/sla/service.hpp"
#include "entry_walk.hpp"
#include "spans.hpp"

namespace csx::metrics {

namespace {

using State = Link::State;

constexpr std::array<std::string_view, 3> k_states{"ok", "pending", "broken"};

/// One account on its way through the thread.
class Tracer {
 public:
  Tracer(const Facts& facts, const AccountFacts& account)
      : m_facts(facts),
        m_account(account),
        m_record(*account.account),
        m_today(facts.today()),
        m_agreement(facts.agreement_on(facts.today())) {}

  std::vector<Link> run() {
    segment();
    sale();
    promises();
    handoffs();
    onboarding();
    objectives();
    milestones();
    values();
    renewals();
    return std::move(m_links);
  }

 private:
  void add(std::string_view stage, State state, std::string text, std::optional<time::Date> day = {},
           std::string_view part = {}) {
    m_links.push_back(
        {stage, state, std::move(text), day,
         part.empty() ? std::string() : fmt::format("{}#{}", m_account.record->reference(), part)});
  }

  void segment() {
    const auto* id = m_record.segment ? m_record.segment->on(m_today) : nullptr;
    m_segment =
        id != nullptr && m_agreement != nullptr ? sla::find_segment(*m_agreement, id->value) : nullptr;
    if (id == nullptr) {
      add("segment", State::broken, "the account has no segment");
    } else if (m_segment == nullptr) {
      add("segment", State::broken,
          fmt::format("segment {} is not in the agreement in force", quoted(id->value)));
    } else {
      add("segment", State::whole,
          fmt::format("{}: {}, {}", id->value, counted(m_segment->pains.size(), "pain"),
                      counted(m_segment->objectives.size(), "objective")));
    }
  }

  void sale() {
    const auto& win = m_facts.win_of(m_account);
    if (!win) {
      add("sale", State::pending, "nothing paid was signed yet");
      return;
    }
    std::vector<std::string_view> products;
    for (const Win::Part& part : win->parts) {
      products.push_back(part.subscription->product);
    }
    const Fit fit = fit_of(m_facts, m_record, win->day);
    const std::string said = fit.score() ? fmt::format("fit {}", fit.score()->rounded(1))
                                         : fmt::format("fit n/a: {}", fit.total.why);
    add("sale", fit.is_bad.value_or(false) ? State::broken : State::whole,
        fmt::format("{}, {}{}", enumerate(products), said,
                    fit.is_bad.value_or(false) ? ", below the minimum" : ""),
        win->day, win->parts.front().subscription->id.value);
  }

  void promises() {
    if (m_record.promises.is_none()) {
      add("promise", State::whole, fmt::format("none: {}", *m_record.promises.none));
      return;
    }
    if (m_record.promises.value.empty()) {
      add("promise", State::broken, "nobody wrote down what was promised");
    }
    for (const model::Promise& promise : m_record.promises.value) {
      const bool is_delivered = promise.delivered_on && *promise.delivered_on <= m_today;
      const bool is_late =
          promise.due_on && (is_delivered ? *promise.delivered_on : m_today) > *promise.due_on;
      std::string text = promise.text;
      text += is_delivered     ? (is_late ? ": delivered late" : ": delivered")
              : promise.due_on ? (is_late ? ": overdue" : ": to be delivered")
                               : ": no date";
      if (is_delivered && !promise.evidence) {
        text += ", nothing shows it";
      }
      add("promise",
          is_delivered                 ? State::whole
          : is_late || !promise.due_on ? State::broken
                                       : State::pending,
          std::move(text), is_delivered ? promise.delivered_on : promise.due_on, promise.id.value);
    }
  }

  void handoffs() {
    bool has_sale = false;
    for (const model::AnyRecord* record : m_account.handoffs) {
      const auto& handoff = record->as<model::Handoff>();
      const sla::HandoffState state = sla::state_at(handoff, m_facts.as_of(), m_facts.zone());
      if (!m_facts.has_come(handoff.timeline.front().at)) {
        continue;
      }
      has_sale = has_sale ||
                 (handoff.type == model::HandoffType::sales_to_cs && state != sla::HandoffState::cancelled);
      std::vector<std::string_view> lost;
      if (handoff.type == model::HandoffType::sales_to_cs && state != sla::HandoffState::cancelled) {
        for (const model::Promise& promise : m_record.promises.value) {
          const bool is_told =
              handoff.context && std::ranges::any_of(handoff.context->promises.value, [&](const auto& each) {
                return each.value == promise.id.value;
              });
          if (!is_told) {
            lost.push_back(promise.id.value);
          }
        }
      }
      const model::TimelineEvent* accepted = sla::first_event(handoff, model::HandoffEvent::accepted);
      const bool is_accepted = accepted != nullptr && m_facts.has_come(accepted->at);
      std::string text = fmt::format("{}: {}", model::word(handoff.type), sla::word(state));
      if (!lost.empty()) {
        text += fmt::format(", does not tell of {}", enumerate(lost));
      }
      m_links.push_back({"handoff",
                         !lost.empty()                                          ? State::broken
                         : is_accepted || state == sla::HandoffState::cancelled ? State::whole
                                                                                : State::pending,
                         std::move(text),
                         m_facts.day_of((is_accepted ? *accepted : handoff.timeline.front()).at),
                         record->reference()});
    }
    const auto& win = m_facts.win_of(m_account);
    if (!has_sale && win && win->parts.front().subscription->origin != model::Origin::self_service) {
      add("handoff", State::broken, "the customer was never handed over");
    }
  }

  void onboarding() {
    const auto live = sla::live_since(m_record, m_account.handoffs, m_today, m_facts.zone());
    const auto& block = m_record.onboarding;
    std::string steps;
    if (block && !block->steps.empty()) {
      const auto done = std::ranges::count_if(block->steps, [](const model::OnboardingStep& step) {
        return step.state == model::StepState::done || step.state == model::StepState::skipped;
      });
      steps = fmt::format(", {} of {} steps", done, block->steps.size());
    }
    if (live) {
      add("onboarding", State::whole, "live" + steps, live);
    } else if (!block && m_account.handoffs.empty()) {
      add("onboarding", State::broken, "nothing is recorded of it");
    } else {
      add("onboarding", State::pending, "not live yet" + steps);
    }
  }

  void objectives() {
    const auto& success = m_record.success;
    if (!success || (success->objectives.value.empty() && !success->objectives.is_none())) {
      add("objective", State::broken, "the customer has no objective with numbers");
      return;
    }
    for (const model::SuccessObjective& objective : success->objectives.value) {
      const auto progress = progress_of(objective, m_today);
      const bool is_of_segment = objective.objective && m_segment != nullptr &&
                                 std::ranges::any_of(m_segment->objectives, [&](const auto& each) {
                                   return each.id.value == objective.objective->value;
                                 });
      const bool is_reached = progress && *progress >= Fraction(1);
      const bool is_late = objective.due_on && *objective.due_on < m_today && !is_reached;
      std::string text = objective.text        ? *objective.text
                         : objective.objective ? objective.objective->value
                                               : objective.id.value;
      text += progress ? fmt::format(": {}% of the way", (*progress * Fraction(100)).rounded(0))
                       : std::string(": no progress can be told");
      text += is_late ? ", overdue" : "";
      text += is_of_segment || m_segment == nullptr ? "" : ", none of the segment's objectives";
      add("objective",
          is_reached             ? State::whole
          : is_late || !progress ? State::broken
                                 : State::pending,
          std::move(text), objective.due_on, objective.id.value);
    }
  }

  void milestones() {
    for (const model::Milestone& milestone : m_record.milestones) {
      const bool is_reached = milestone.achieved_on && *milestone.achieved_on <= m_today;
      const bool is_celebrated = milestone.celebrated_on && *milestone.celebrated_on <= m_today;
      const bool is_late = !is_reached && milestone.target_on && *milestone.target_on < m_today;
      add("milestone",
          is_celebrated           ? State::whole
          : is_reached || is_late ? State::broken
                                  : State::pending,
          fmt::format("{}: {}", milestone.title,
                      is_celebrated ? "reached and celebrated"
                      : is_reached  ? "reached, not celebrated"
                      : is_late     ? "overdue"
                                    : "not reached yet"),
          is_reached ? milestone.achieved_on : milestone.target_on, milestone.id.value);
    }
  }

  void values() {
    const EntryFacts* first = nullptr;
    const EntryFacts* last = nullptr;
    std::size_t count = 0;
    for (const EntryFacts& entry : m_facts.entries_of(m_account)) {
      if (entry.entry->type == model::EntryType::value) {
        first = first != nullptr ? first : &entry;
        last = &entry;
        ++count;
      }
    }
    const auto& win = m_facts.win_of(m_account);
    if (first == nullptr) {
      if (win) {
        add("value", State::broken,
            fmt::format("no value in {} days since the sale", (m_today.day - win->day.day).count()));
      }
      return;
    }
    const std::string took =
        win ? fmt::format(", {} days after the sale", days_between(win->day, first->day).to_string())
            : std::string();
    m_links.push_back(
        {"value", State::whole, "first value" + took, first->day, subject_of(*first, first->day).ref()});
    const auto& cycle = m_record.success ? m_record.success->value_cycle : std::nullopt;
    const bool is_late = cycle && days_after(last->day, *cycle) < m_today;
    if (count > 1 || is_late) {
      m_links.push_back({"value", is_late ? State::broken : State::whole,
                         fmt::format("{} so far, the last {} days ago{}", counted(count, "time"),
                                     days_between(last->day, m_today).to_string(),
                                     cycle ? fmt::format(", expected every {}", cycle->to_string()) : ""),
                         last->day, subject_of(*last, last->day).ref()});
    }
  }

  void renewals() {
    bool has_term = false;
    for (const model::Subscription& subscription : m_record.subscriptions) {
      if (subscription.end_on && *subscription.end_on <= m_today) {
        add("renewal", State::broken,
            fmt::format("{} ended{}", subscription.product,
                        subscription.end_reason ? ": " + *subscription.end_reason : std::string()),
            subscription.end_on, subscription.id.value);
        has_term = true;
      } else if (subscription.term && subscription.term->renews_on &&
                 sla::price_on(subscription, m_today) != nullptr) {
        const time::Date renews = *subscription.term->renews_on;
        add("renewal", renews < m_today ? State::broken : State::pending,
            renews < m_today
                ? fmt::format("{}: the term is over and nothing says that it was renewed",
                              subscription.product)
                : fmt::format("{} in {} days", subscription.product, (renews.day - m_today.day).count()),
            renews, subscription.id.value);
        has_term = true;
      }
    }
    if (!has_term && sla::pays_on(m_record, m_today)) {
      add("renewal", State::whole, "no term: it goes on until somebody ends it");
    }
  }

  const Facts& m_facts;
  const AccountFacts& m_account;
  const model::Account& m_record;
  time::Date m_today;
  const model::Agreement* m_agreement;
  const model::Segment* m_segment = nullptr;
  std::vector<Link> m_links;
};

}  // namespace

std::string_view word(Link::State state) {
  return k_states[static_cast<std::size_t>(state)];
}

std::optional<Fraction> progress_of(const model::SuccessObjective& objective, time::Date day) {
  const model::Actual* latest = nullptr;
  for (const model::Actual& actual : objective.actuals) {
    if (actual.date <= day && (latest == nullptr || actual.date >= latest->date)) {
      latest = &actual;
    }
  }
  if (latest == nullptr || !objective.baseline || !objective.target ||
      *objective.baseline == *objective.target) {
    return std::nullopt;
  }
  const Exact from = Exact::of(*objective.baseline);
  return Fraction(Exact::of(latest->value) - from, Exact::of(*objective.target) - from);
}

std::vector<Link> trace_of(const Facts& facts, const AccountFacts& account) {
  return Tracer(facts, account).run();
}

}  // namespace csx::metrics
