#include <algorithm>
#include <array>
#include <set>

#include "clock_maker.hpp"
#include "csx/sla/moments.hpp"

namespace csx::sla {

namespace {

using model::Event;

/// What filters see of a handoff that does not exist: its type.
const model::Handoff& nothing_but(model::HandoffType type) {
  static const auto k_handoffs = [] {
    std::array<model::Handoff, model::Words<model::HandoffType>::words.size()> made;
    for (std::size_t i = 0; i < made.size(); ++i) {
      made[i].type = static_cast<model::HandoffType>(i);
    }
    return made;
  }();
  return k_handoffs.at(static_cast<std::size_t>(type));
}

/// A customer who bought alone was sold nothing that Sales could hand over.
bool was_self_service(const Signing& signing, model::HandoffType type) {
  return type == model::HandoffType::sales_to_cs && signing.kind != Signing::Kind::later &&
         signing.subscription->origin == model::Origin::self_service;
}

class Expected {
 public:
  Expected(const model::AnyRecord& account, const AccountHistory& history,
           const std::vector<const model::AnyRecord*>& handoffs, const ClockRun& run)
      : m_account(account), m_history(history), m_handoffs(handoffs), m_run(run) {}

  void expect(const model::HandoffRule& rule, const VersionSpan& span) {
    if (rule.trigger == Event::contract_signed) {
      for (const Signing& signing : m_history.signings) {
        const bool is_due =
            signing.kind != Signing::Kind::later ||
            (signing.subscription->origin && std::find(rule.origins.begin(), rule.origins.end(),
                                                       *signing.subscription->origin) != rule.origins.end());
        if (is_due && !signing.joint && span.contains(signing.happening.day) &&
            !was_self_service(signing, rule.type) && !is_handed_over(signing, rule)) {
          add(rule.type, signing.happening);
        }
      }
      return;
    }
    std::set<std::uint32_t> lives;
    for (const Happening& each : triggers(rule)) {
      const bool is_first = lives.insert(each.life).second;
      if (is_first && span.contains(each.day) && !has_handoff_in_life(rule.type, each.life)) {
        add(rule.type, each);
      }
    }
  }

  /// By the time at which they were due.
  std::vector<SubjectHistory> take() {
    std::stable_sort(m_absent.begin(), m_absent.end(), [](const auto& a, const auto& b) {
      return a.happenings.front().at < b.happenings.front().at;
    });
    return std::move(m_absent);
  }

 private:
  /// Of the account, or of another of its handoffs.
  std::vector<Happening> triggers(const model::HandoffRule& rule) const {
    std::vector<Happening> found;
    const auto take = [&](const std::vector<Happening>& from) {
      std::copy_if(from.begin(), from.end(), std::back_inserter(found),
                   [&](const Happening& each) { return each.event == rule.trigger; });
    };
    take(m_history.happenings);
    if (found.empty()) {
      for (const model::AnyRecord* record : m_handoffs) {
        if (record->as<model::Handoff>().type != rule.type) {
          take(happenings_of_handoff(*record, m_run.as_of, m_run.zone));
        }
      }
      for (Happening& each : found) {
        each.life = m_history.life_on(each.day);
      }
    }
    return found;
  }

  template <class Judge>
  bool any_handoff(model::HandoffType type, Judge judge) const {
    return std::any_of(m_handoffs.begin(), m_handoffs.end(), [&](const model::AnyRecord* record) {
      const auto& handoff = record->as<model::Handoff>();
      return handoff.type == type && m_run.zone.resolve(handoff.timeline.front().at) <= m_run.as_of &&
             judge(handoff);
    });
  }

  std::uint32_t life_of(const model::Handoff& handoff) const {
    return m_history.life_on(day_of(m_run.zone, handoff.timeline.front().at));
  }

  bool is_handed_over(const Signing& signing, const model::HandoffRule& rule) const {
    return any_handoff(rule.type, [&](const model::Handoff& handoff) {
      const bool names =
          std::any_of(m_history.signings.begin(), m_history.signings.end(), [&](const Signing& each) {
            return each.happening.life == signing.happening.life &&
                   each.happening.day == signing.happening.day &&
                   std::any_of(handoff.subscriptions.begin(), handoff.subscriptions.end(),
                               [&](const auto& named) { return named.value == each.subscription->id.value; });
          });
      const Signing* meant = signing_of(handoff, m_history, &rule, m_run.zone);
      return (names && life_of(handoff) <= signing.happening.life) ||
             (meant != nullptr && meant->happening.member == signing.happening.member);
    });
  }

  bool has_handoff_in_life(model::HandoffType type, std::uint32_t life) const {
    return any_handoff(type, [&](const model::Handoff& handoff) { return life_of(handoff) == life; });
  }

  void add(model::HandoffType type, const Happening& due) {
    if (!m_known.insert({type, due.member}).second) {
      return;
    }
    SubjectHistory& history = m_absent.emplace_back();
    const auto& account = m_account.as<model::Account>();
    history.subject = {model::Subject::handoff, &m_account, nullptr, nullptr, &account, &m_account, type};
    history.fields = Fields::of(nothing_but(type), &account);
    history.happenings = {due};
    history.account = &m_history;
    history.since = due.day;
  }

  const model::AnyRecord& m_account;
  const AccountHistory& m_history;
  const std::vector<const model::AnyRecord*>& m_handoffs;
  const ClockRun& m_run;
  std::set<std::pair<model::HandoffType, const void*>> m_known;
  std::vector<SubjectHistory> m_absent;
};

}  // namespace

std::vector<SubjectHistory> absent_handoffs(const std::vector<AgreementTracks>& agreements,
                                            const model::AnyRecord& account, const AccountHistory& history,
                                            const std::vector<const model::AnyRecord*>& handoffs,
                                            const ClockRun& run) {
  Expected expected(account, history, handoffs, run);
  for (const AgreementTracks& agreement : agreements) {
    for (const VersionSpan& span : agreement.spans) {
      if (span.kind != VersionSpan::Kind::judged || span.from > run.today || !span.agreement().how) {
        continue;
      }
      for (const model::HandoffRule& rule : span.agreement().how->handoffs) {
        expected.expect(rule, span);
      }
    }
  }
  return expected.take();
}

}  // namespace csx::sla
