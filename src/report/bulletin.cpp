#include <algorithm>
#include <map>

#include "common_words.hpp"
#include "csx/model/account.hpp"
#include "csx/model/handoff.hpp"
#include "csx/report/reports.hpp"
#include "csx/sla/attainment.hpp"
#include "report_view.hpp"

namespace csx::report {
namespace {

using sla::Clock;
using sla::ClockState;

constexpr Phrase k_bulletin_title{"Bulletin: {}", "Boletim: {}"};
constexpr Phrase k_bulletin_kept{"Kept in time", "No prazo"};
constexpr Phrase k_due_next{"Due until {}", "Vence até {}"};
constexpr Phrase k_wins{"Wins", "Conquistas"};
constexpr Phrase k_areas{"By area", "Por área"};
constexpr Phrase k_bulletin_owners{"By owner", "Por responsável"};
constexpr Phrase k_bulletin_open{"Open", "Em aberto"};
constexpr Phrase k_warning{"Warning", "Em alerta"};
constexpr Phrase k_bulletin_overdue{"Overdue", "Vencido"};
constexpr Phrase k_changed{"What happened", "O que aconteceu"};
constexpr Phrase k_deadline{"Deadline", "Prazo"};
constexpr Phrase k_about{"About", "Sobre"};
constexpr Phrase k_late{"done late", "feito com atraso"};
constexpr Phrase k_not_done{"not done", "não feito"};
constexpr Phrase k_running{"running", "correndo"};
constexpr Phrase k_paused{"on hold", "em espera"};
constexpr Phrase k_all_kept{"Nothing was missed", "Nada ficou fora do prazo"};
constexpr Phrase k_some_missed{"{} of {} deadlines were missed", "{} de {} prazos ficaram de fora"};
constexpr Phrase k_none_due{"No deadline fell into the period", "Nenhum prazo caiu no período"};
constexpr Phrase k_milestone{"Milestone: {}", "Marco: {}"};
constexpr Phrase k_bulletin_signed{"Signed: {}", "Contrato assinado: {}"};
constexpr Phrase k_live{"Customer live", "Cliente ativado"};
constexpr Phrase k_promoter{"Promoter, {}", "Promotor, {}"};
constexpr Phrase k_bulletin_handoff{"Handoff: {}", "Passagem: {}"};

/// What stands at the head of a list that a manager reads on a telephone; the rest is counted.
constexpr std::size_t k_most_rows = 50;
constexpr Phrase k_and_more{"and {} more", "e mais {}"};

struct Dated {
  time::Date day;
  std::string account;
  std::string text;
};

struct ClockCounts {
  std::size_t met = 0;
  std::size_t missed = 0;
  std::size_t open = 0;
  std::size_t warning = 0;
  std::size_t overdue = 0;
};

class Bulletin {
 public:
  Bulletin(const ReportInput& input, const time::Period& period) : m_view(input), m_period(period) {
    const time::Date last = std::max(period.last, input.today);
    m_ahead = {time::Date{last.day + std::chrono::days{1}},
               time::Date{last.day + std::chrono::days{period.days()}}};
    for (const Clock& clock : input.clocks.clocks) {
      take(clock);
    }
    const auto earlier = [](const Clock* a, const Clock* b) {
      return a->deadline.value_or(time::Instant::max()) < b->deadline.value_or(time::Instant::max());
    };
    std::ranges::stable_sort(m_missed, earlier);
    std::ranges::stable_sort(m_next, earlier);
  }

  Blocks write() {
    head();
    wins();
    clocks(m_view.in(k_missed), m_missed);
    clocks(m_view.in(k_due_next, m_view.date(m_ahead.last)), m_next);
    counts(k_areas, k_area, m_areas);
    counts(k_bulletin_owners, k_owner, m_owners);
    happened();
    return std::move(m_out);
  }

 private:
  void take(const Clock& clock) {
    const std::string area = m_view.word(clock.commitment->responsible.value);
    const std::string owner =
        clock.owner != nullptr ? m_view.names.person(*clock.owner) : m_view.in(k_nobody);
    const auto count = [&](std::size_t ClockCounts::*member) {
      ++(m_areas[area].*member);
      ++(m_owners[owner].*member);
    };
    const bool in_period =
        clock.deadline && m_period.contains(m_view.input.data.zone().date_of(*clock.deadline));
    switch (clock.state) {
      case ClockState::met:
        if (in_period) {
          count(&ClockCounts::met);
          ++m_met;
        }
        return;
      case ClockState::missed:
      case ClockState::breached:
        if (in_period) {
          count(&ClockCounts::missed);
          m_missed.push_back(&clock);
        }
        if (clock.is_overdue()) {
          count(&ClockCounts::overdue);
        }
        return;
      case ClockState::warning:
        count(&ClockCounts::warning);
        [[fallthrough]];
      case ClockState::running:
      case ClockState::paused:
        count(&ClockCounts::open);
        if (clock.deadline && m_view.input.data.zone().date_of(*clock.deadline) <= m_ahead.last) {
          m_next.push_back(&clock);
        }
        return;
      default:
        return;
    }
  }

  void head() {
    const std::size_t due = m_met + m_missed.size();
    m_out.emplace_back(Heading{1, m_view.in(k_bulletin_title, said(m_period, m_view.input.language))});
    m_out.emplace_back(Facts{{{m_view.in(k_period), fmt::format("{} – {}", m_view.date(m_period.first),
                                                                m_view.date(m_period.last))},
                              {m_view.in(k_as_of), m_view.instant(m_view.input.as_of)},
                              {m_view.in(k_bulletin_kept), m_view.share(m_met, due)}}});
    if (due == 0) {
      m_out.emplace_back(Callout{Callout::Tone::note, m_view.in(k_none_due), {}});
    } else if (m_missed.empty()) {
      m_out.emplace_back(Callout{Callout::Tone::good, m_view.in(k_all_kept), {}});
    } else {
      m_out.emplace_back(Callout{Callout::Tone::warning,
                                 m_view.in(k_some_missed, m_view.number(m_missed.size()), m_view.number(due)),
                                 {}});
    }
  }

  std::string state_of(const Clock& clock) const {
    switch (clock.state) {
      case ClockState::missed:
        return m_view.in(k_late);
      case ClockState::breached:
        return m_view.in(k_not_done);
      case ClockState::warning:
        return m_view.in(k_warning);
      case ClockState::paused:
        return m_view.in(k_paused);
      default:
        return m_view.in(k_running);
    }
  }

  void clocks(std::string heading, const std::vector<const Clock*>& list) {
    if (list.empty()) {
      return;
    }
    Table table{{{m_view.in(k_deadline)},
                 {m_view.in(k_commitment)},
                 {m_view.in(k_about)},
                 {m_view.in(k_owner)},
                 {m_view.in(k_state)}},
                {}};
    for (const Clock* clock : list) {
      if (table.rows.size() == k_most_rows) {
        break;
      }
      table.rows.push_back({clock->deadline ? m_view.instant(*clock->deadline) : "",
                            m_view.commitment(*clock), m_view.subject(*clock), m_view.owner(*clock),
                            state_of(*clock)});
    }
    m_out.emplace_back(Heading{2, std::move(heading)});
    m_out.emplace_back(std::move(table));
    if (list.size() > k_most_rows) {
      m_out.emplace_back(Prose{m_view.in(k_and_more, m_view.number(list.size() - k_most_rows))});
    }
  }

  void counts(const Phrase& heading, const Phrase& name, const std::map<std::string, ClockCounts>& groups) {
    if (groups.empty()) {
      return;
    }
    Table table{{{m_view.in(name)},
                 {m_view.in(k_bulletin_kept), Align::right},
                 {m_view.in(k_missed), Align::right},
                 {m_view.in(k_bulletin_overdue), Align::right},
                 {m_view.in(k_warning), Align::right},
                 {m_view.in(k_bulletin_open), Align::right}},
                {}};
    for (const auto& [key, count] : groups) {
      table.rows.push_back({key, m_view.share(count.met, count.met + count.missed),
                            m_view.number(count.missed), m_view.number(count.overdue),
                            m_view.number(count.warning), m_view.number(count.open)});
    }
    m_out.emplace_back(Heading{2, m_view.in(heading)});
    m_out.emplace_back(std::move(table));
  }

  bool is_in(const std::optional<time::Date>& day) const {
    return day && m_period.contains(*day) && *day <= m_view.input.today;
  }

  void wins() {
    std::vector<Dated> found;
    for (const AccountEntry& each : m_view.entries()) {
      if (!m_period.contains(each.day)) {
        continue;
      }
      const std::string account = each.account != nullptr ? m_view.account(*each.account) : std::string();
      const auto* survey = each.entry->body.get<model::Survey>();
      constexpr std::int64_t k_promoter_from = 9;
      if (survey != nullptr && survey->instrument == model::Instrument::nps &&
          survey->score >= Decimal(k_promoter_from, 0)) {
        found.push_back({each.day, account, m_view.in(k_promoter, m_view.told(*each.entry))});
      } else if (each.entry->type == model::EntryType::value ||
                 each.entry->type == model::EntryType::referral) {
        found.push_back({each.day, account, m_view.told(*each.entry)});
      }
    }
    for (const model::AnyRecord& record : m_view.input.data.all<model::Account>()) {
      const auto& account = record.as<model::Account>();
      for (const model::Milestone& milestone : account.milestones) {
        if (is_in(milestone.achieved_on)) {
          found.push_back({*milestone.achieved_on, account.name, m_view.in(k_milestone, milestone.title)});
        }
      }
      for (const model::Subscription& subscription : account.subscriptions) {
        const time::Date day =
            subscription.signed_at ? m_view.day_of(*subscription.signed_at) : subscription.start_on;
        if (is_in(day) && !subscription.trial.value_or(false)) {
          found.push_back(
              {day, account.name,
               m_view.in(k_bulletin_signed, fmt::format("{}, {}", subscription.product,
                                                        said(subscription.mrr, m_view.input.language)))});
        }
      }
    }
    for (const model::AnyRecord& record : m_view.input.data.all<model::Handoff>()) {
      const auto& handoff = record.as<model::Handoff>();
      for (const model::TimelineEvent& event : handoff.timeline) {
        if (event.event == model::HandoffEvent::activated && m_view.has_happened(event.at) &&
            m_period.contains(m_view.day_of(event.at))) {
          found.push_back(
              {m_view.day_of(event.at), m_view.account(handoff.account.value), m_view.in(k_live)});
        }
      }
    }
    std::ranges::stable_sort(found, [](const Dated& a, const Dated& b) { return a.day < b.day; });
    if (found.empty()) {
      return;
    }
    Table table{{{m_view.in(k_when)}, {m_view.in(k_account)}, {m_view.in(k_what)}}, {}};
    for (std::size_t i = 0; i < std::min(found.size(), k_most_rows); ++i) {
      table.rows.push_back({m_view.date(found[i].day), found[i].account, found[i].text});
    }
    m_out.emplace_back(Heading{2, m_view.in(k_wins)});
    m_out.emplace_back(std::move(table));
    if (found.size() > k_most_rows) {
      m_out.emplace_back(Prose{m_view.in(k_and_more, m_view.number(found.size() - k_most_rows))});
    }
  }

  void happened() {
    std::map<std::string, std::size_t> counts;
    for (const AccountEntry& each : m_view.entries()) {
      if (m_period.contains(each.day)) {
        ++counts[m_view.word(model::word(each.entry->type))];
      }
    }
    for (const model::AnyRecord& record : m_view.input.data.all<model::Handoff>()) {
      for (const model::TimelineEvent& event : record.as<model::Handoff>().timeline) {
        if (m_view.has_happened(event.at) && m_period.contains(m_view.day_of(event.at))) {
          ++counts[m_view.in(k_bulletin_handoff, m_view.word(model::word(event.event)))];
        }
      }
    }
    if (counts.empty()) {
      return;
    }
    Table table{{{m_view.in(k_what)}, {m_view.in(k_times), Align::right}}, {}};
    for (const auto& [what, times] : counts) {
      table.rows.push_back({what, m_view.number(times)});
    }
    m_out.emplace_back(Heading{2, m_view.in(k_changed)});
    m_out.emplace_back(std::move(table));
  }

  ReportView m_view;
  time::Period m_period;
  time::Period m_ahead;
  std::size_t m_met = 0;
  std::vector<const Clock*> m_missed;
  std::vector<const Clock*> m_next;
  std::map<std::string, ClockCounts> m_areas;
  std::map<std::string, ClockCounts> m_owners;
  Blocks m_out;
};

}  // namespace

Blocks bulletin(const ReportInput& input, const time::Period& period) {
  return Bulletin(input, period).write();
}

}  // namespace csx::report
