#include <algorithm>

#include "csx/sla/lifecycle.hpp"
#include "csx/sla/moments.hpp"
#include "csx/sla/submission.hpp"
#include "subject_history.hpp"

namespace csx::sla {

namespace {

using model::Event;

bool lists_origin(const model::HandoffRule& rule, const Signing& signing) {
  const auto& origin = signing.subscription->origin;
  return origin && std::find(rule.origins.begin(), rule.origins.end(), *origin) != rule.origins.end();
}

bool fires(const Signing& signing, const model::HandoffRule* rule) {
  return signing.kind != Signing::Kind::later || (rule != nullptr && lists_origin(*rule, signing));
}

/// Of an account, any rule of the agreement may list the origin.
bool fires_for_account(const Signing& signing, const model::Agreement& agreement) {
  if (signing.joint) {
    return false;
  }
  return signing.kind != Signing::Kind::later ||
         (agreement.how &&
          std::any_of(agreement.how->handoffs.begin(), agreement.how->handoffs.end(),
                      [&](const model::HandoffRule& rule) { return lists_origin(rule, signing); }));
}

const model::HandoffRule* rule_in(const model::Agreement& agreement, model::HandoffType type) {
  if (!agreement.how) {
    return nullptr;
  }
  const auto& rules = agreement.how->handoffs;
  const auto found = std::find_if(rules.begin(), rules.end(),
                                  [&](const model::HandoffRule& rule) { return rule.type == type; });
  return found == rules.end() ? nullptr : &*found;
}

class Collector {
 public:
  Collector(const Track& track, const SubjectHistory& history, const ClockRun& run, Occurrences& out)
      : m_track(track), m_history(history), m_run(run), m_out(out) {}

  void add(Event event) {
    if (event == Event::contract_signed && m_history.subject.absent == std::nullopt) {
      add_contracts();
    } else if (event == Event::submitted && m_history.subject.handoff != nullptr) {
      add_submissions();
    } else if (!add_own(event)) {
      add_of_account(event);
    }
  }

 private:
  const model::Handoff* handoff() const { return m_history.subject.handoff; }

  void add_contracts() {
    if (m_history.account == nullptr) {
      return;
    }
    if (handoff() != nullptr) {
      const auto* rule = rule_for(handoff()->type, m_track.agreement(), m_run, m_history.since);
      if (const Signing* signing = signing_of(*handoff(), *m_history.account, rule, m_run.zone)) {
        m_out.happenings.push_back(signing->happening);
      }
    } else if (m_history.subject.kind == model::Subject::account) {
      for (const Signing& signing : m_history.account->signings) {
        if (fires_for_account(signing, m_track.agreement())) {
          m_out.happenings.push_back(signing.happening);
        }
      }
    }
  }

  void add_submissions() {
    for (const Happening& each : m_history.happenings) {
      if (each.event != Event::submitted) {
        continue;
      }
      const auto& event = *static_cast<const model::TimelineEvent*>(each.member);
      const auto verdicts =
          judge_gate(m_track.agreement(), *m_track.commitment, *handoff(), m_history.subject.account,
                     each.day, {event.completeness, event.quality});
      const bool passes = std::all_of(verdicts.begin(), verdicts.end(),
                                      [](const GateVerdict& verdict) { return verdict.met; });
      m_out.regraded = m_out.regraded || std::any_of(verdicts.begin(), verdicts.end(),
                                                     [](const auto& verdict) { return verdict.regraded; });
      if (passes) {
        m_out.happenings.push_back(each);
      }
    }
  }

  bool add_own(Event event) {
    const std::size_t before = m_out.happenings.size();
    std::copy_if(m_history.happenings.begin(), m_history.happenings.end(),
                 std::back_inserter(m_out.happenings),
                 [&](const Happening& each) { return each.event == event; });
    return m_out.happenings.size() > before;
  }

  /// What makes a handoff due may have happened to its account: a handoff to the team that stays is due when
  /// the customer goes live, and that stands in the handoff before it. The latest until it was opened, else
  /// the first.
  void add_of_account(Event event) {
    if (handoff() == nullptr || m_history.account == nullptr) {
      return;
    }
    const auto* rule = rule_for(handoff()->type, m_track.agreement(), m_run, m_history.since);
    if (rule == nullptr || rule->trigger != event) {
      return;
    }
    const Happening* best = nullptr;
    for (const Happening& each : m_history.account->happenings) {
      if (each.event == event && (best == nullptr || each.day <= m_history.since)) {
        best = &each;
      }
    }
    if (best != nullptr) {
      m_out.happenings.push_back(*best);
      m_out.happenings.back().order = -1;
    }
  }

  const Track& m_track;
  const SubjectHistory& m_history;
  const ClockRun& m_run;
  Occurrences& m_out;
};

/// The one event of a contract: the first signature of those of its day and life.
const Signing& event_of(const Signing& signing, const AccountHistory& account) {
  return *std::find_if(account.signings.begin(), account.signings.end(), [&](const Signing& each) {
    return each.happening.day == signing.happening.day && each.happening.life == signing.happening.life;
  });
}

bool names(const model::Handoff& handoff, const model::Subscription& subscription) {
  return std::any_of(handoff.subscriptions.begin(), handoff.subscriptions.end(),
                     [&](const auto& each) { return each.value == subscription.id.value; });
}

}  // namespace

const model::Agreement& ClockRun::service_of(const model::Agreement& agreement, time::Date day) const {
  if (!agreement.tiers.empty() || !agreement.touch_models.empty() || main_spans.empty()) {
    return agreement;
  }
  const VersionSpan& span = span_on(main_spans, day);
  return span.kind == VersionSpan::Kind::judged ? span.agreement() : agreement;
}

bool Track::starts_from(Event event) const {
  const auto& from = clock().from;
  return from && std::find(from->begin(), from->end(), event) != from->end();
}

bool Track::stops_at(Event event) const {
  return std::find(clock().to.begin(), clock().to.end(), event) != clock().to.end();
}

bool Track::pauses() const {
  return std::find(clock().pause.begin(), clock().pause.end(), Event::on_hold) != clock().pause.end();
}

Occurrences occurrences_of(const Track& track, const SubjectHistory& history, const ClockRun& run,
                           std::span<const Event> events) {
  Occurrences found;
  Collector collector(track, history, run, found);
  for (Event event : events) {
    collector.add(event);
  }
  std::stable_sort(found.happenings.begin(), found.happenings.end(), [](const auto& a, const auto& b) {
    return a.at != b.at ? a.at < b.at : a.order < b.order;
  });
  return found;
}

const Signing* signing_of(const model::Handoff& handoff, const AccountHistory& account,
                          const model::HandoffRule* rule, const time::Zone& zone) {
  const time::Date opened = day_of(zone, handoff.timeline.front().at);
  std::vector<const Signing*> candidates;
  for (const Signing& signing : account.signings) {
    const bool is_meant = handoff.subscriptions.empty() || names(handoff, *signing.subscription);
    if (is_meant && fires(signing, rule)) {
      candidates.push_back(&signing);
    }
  }
  // A subscription that ended and came back was signed more than once: the life that it was opened in counts.
  const Signing* latest = nullptr;
  for (const Signing* signing : candidates) {
    latest = latest == nullptr || signing->happening.day <= opened ? signing : latest;
  }
  if (latest == nullptr || handoff.subscriptions.empty()) {
    return latest != nullptr ? &event_of(*latest, account) : nullptr;
  }
  const Signing* earliest = *std::find_if(candidates.begin(), candidates.end(), [&](const Signing* signing) {
    return signing->happening.life == latest->happening.life;
  });
  return &event_of(*earliest, account);
}

const model::HandoffRule* rule_for(model::HandoffType type, const model::Agreement& agreement,
                                   const ClockRun& run, time::Date day) {
  if (const auto* own = rule_in(agreement, type)) {
    return own;
  }
  if (run.main_spans.empty()) {
    return nullptr;
  }
  const VersionSpan& span = span_on(run.main_spans, day);
  return span.kind == VersionSpan::Kind::judged ? rule_in(span.agreement(), type) : nullptr;
}

}  // namespace csx::sla
