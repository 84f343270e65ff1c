#include <algorithm>
#include <cmath>
#include <map>

#include "account_report_words.hpp"
#include "common_words.hpp"
#include "csx/model/account.hpp"
#include "csx/model/handoff.hpp"
#include "csx/report/reports.hpp"
#include "csx/sla/attainment.hpp"
#include "csx/sla/handoff_state.hpp"
#include "csx/sla/in_force.hpp"
#include "csx/sla/lifecycle.hpp"
#include "csx/sla/service.hpp"
#include "lifecycle_words.hpp"
#include "record_blocks.hpp"
#include "report_view.hpp"

namespace csx::report {
namespace {

using sla::Clock;
using sla::ClockState;
using namespace account_words;

/// What is told of the past, newest first.
constexpr std::size_t k_told = 40;
constexpr int k_report_months = 12;

struct Step {
  std::optional<time::Date> day;
  std::string what;
  std::string who;
};

class Report {
 public:
  Report(const ReportInput& input, const model::Account& account)
      : m_view(input, &account), m_account(account), m_entries(m_view.entries(account.id.value)) {
    const auto ymd = input.today.ymd();
    const std::chrono::year_month begin =
        std::chrono::year_month{ymd.year(), ymd.month()} - std::chrono::months{k_report_months - 1};
    m_year = {time::Date{std::chrono::local_days{begin / std::chrono::day{1}}}, input.today};
  }

  Blocks write() {
    head();
    next_steps();
    commitments();
    objectives();
    support();
    voice();
    details();
    timeline();
    return std::move(m_out);
  }

 private:
  void head() {
    const ReportInput& input = m_view.input;
    const time::Date day = input.today;
    m_out.emplace_back(Heading{1, m_account.name});
    Facts facts;
    const auto say = [&](const Phrase& name, std::string text) {
      if (!text.empty()) {
        facts.rows.emplace_back(m_view.in(name), std::move(text));
      }
    };
    const auto handoffs = input.data.handoffs_of(m_account.id.value);
    say(k_account, m_account.id.value);
    say(k_lifecycle,
        m_view.in(phrase_of(sla::lifecycle_on(m_account, handoffs, day, input.data.zone()).stage)));
    if (const auto spans = sla::paid_spans(m_account); !spans.empty() && spans.front().from <= day) {
      say(k_customer_since, m_view.date(spans.front().from));
    }
    say(k_live_since, m_view.date(sla::live_since(m_account, handoffs, day, input.data.zone())));
    if (const auto* segment = m_account.segment ? m_account.segment->on(day) : nullptr) {
      say(k_segment, m_view.names.segment(segment->value));
    }
    if (const auto* tier = m_account.tier ? m_account.tier->on(day) : nullptr) {
      say(k_tier, m_view.names.tier(tier->value));
    }
    if (const auto touch = sla::touch_model_on(m_account, sla::main_versions(input.data).on(day), day)) {
      say(k_touch, m_view.word(model::word(*touch)));
    }
    if (const std::string* csm = sla::csm_on(m_account, day)) {
      say(k_csm, m_view.names.person(*csm));
    }
    say(k_mrr, said(sla::mrr_on(m_account, day), input.language));
    for (auto at = m_entries.rbegin(); at != m_entries.rend(); ++at) {
      if (at->entry->type == model::EntryType::touchpoint) {
        const auto days = (day.day - at->day.day).count();
        say(k_last_contact, m_view.in(k_days_ago, m_view.date(at->day), days));
        break;
      }
    }
    say(k_as_of, m_view.instant(input.as_of));
    m_out.emplace_back(std::move(facts));
    callout();
  }

  void callout() {
    std::vector<std::string> lines;
    for (const Clock& clock : m_view.input.clocks.clocks) {
      if (is_ours(clock) && clock.is_overdue()) {
        lines.push_back(fmt::format("{}: {}", m_view.instant(*clock.deadline), m_view.commitment(clock)));
      }
    }
    if (!lines.empty()) {
      m_out.emplace_back(Callout{
          Callout::Tone::bad,
          lines.size() == 1 ? m_view.in(k_one_overdue) : m_view.in(k_overdue, m_view.number(lines.size())),
          fmt::format("{}", fmt::join(lines, "\n"))});
    }
  }

  bool is_ours(const Clock& clock) const { return clock.subject.account == &m_account; }

  void next_steps() {
    std::vector<Step> steps;
    const time::Date today = m_view.input.today;
    for (const Clock& clock : m_view.input.clocks.clocks) {
      if (is_ours(clock) && sla::is_open(clock.state) && clock.deadline) {
        steps.push_back({m_view.input.data.zone().date_of(*clock.deadline), m_view.commitment(clock),
                         m_view.owner(clock)});
      }
    }
    for (const model::Promise& promise : m_account.promises.value) {
      if (!promise.delivered_on || *promise.delivered_on > today) {
        steps.push_back({promise.due_on, m_view.in(k_promise_due, promise.text),
                         promise.by ? m_view.names.person(promise.by->value) : ""});
      }
    }
    for (const model::ActionPlan& plan : m_account.plans) {
      for (const model::PlanStep& step : plan.steps) {
        const bool is_done =
            (step.done_on && *step.done_on <= today) || (plan.done_on && *plan.done_on <= today);
        if (!is_done) {
          steps.push_back({step.due_on ? step.due_on : plan.due_on,
                           m_view.in(k_plan_step, plan.title, step.what),
                           step.who ? m_view.names.person(step.who->value) : ""});
        }
      }
    }
    for (const model::Milestone& milestone : m_account.milestones) {
      if (!milestone.achieved_on && milestone.target_on) {
        steps.push_back({milestone.target_on, m_view.in(k_milestone_due, milestone.title), ""});
      }
    }
    for (const model::Subscription& subscription : m_account.subscriptions) {
      const bool goes_on = !subscription.end_on || *subscription.end_on > today;
      if (goes_on && subscription.term && subscription.term->renews_on &&
          *subscription.term->renews_on >= today) {
        steps.push_back({*subscription.term->renews_on, m_view.in(k_renewal, subscription.product), ""});
      }
    }
    for (const AccountEntry& each : m_entries) {
      const auto* request = each.entry->body.get<model::Request>();
      if (request != nullptr && !(request->answered_at && m_view.has_happened(*request->answered_at))) {
        steps.push_back({request->due_on,
                         m_view.in(k_request_open, request->subject.value_or(each.entry->id.value)),
                         m_view.in(k_by_customer)});
      }
      const auto* payment = each.entry->body.get<model::Payment>();
      if (payment != nullptr && !(payment->paid_on && *payment->paid_on <= today)) {
        steps.push_back({payment->due_on,
                         m_view.in(k_payment_open, said(payment->amount, m_view.input.language)),
                         m_view.in(k_by_customer)});
      }
    }
    if (steps.empty()) {
      return;
    }
    const time::Date never{std::chrono::local_days{std::chrono::days{1'000'000}}};
    std::ranges::stable_sort(steps, {}, [&](const Step& step) { return step.day.value_or(never); });
    Table table{{{m_view.in(k_when)}, {m_view.in(k_what)}, {m_view.in(k_who)}}, {}};
    for (const Step& step : steps) {
      const bool is_past = step.day && *step.day < today;
      table.rows.push_back(
          {is_past ? fmt::format("{} ({})", m_view.date(step.day), m_view.in(k_past)) : m_view.date(step.day),
           step.what, step.who});
    }
    add(k_next, std::move(table));
  }

  void add(const Phrase& heading, Table table) {
    if (!table.rows.empty()) {
      m_out.emplace_back(Heading{2, m_view.in(heading)});
      m_out.emplace_back(std::move(table));
    }
  }

  void commitments() {
    struct Row {
      const Clock* first = nullptr;
      std::size_t met = 0;
      std::size_t missed = 0;
      std::size_t open = 0;
    };
    std::vector<std::pair<std::string, Row>> rows;
    for (const Clock& clock : m_view.input.clocks.clocks) {
      const bool counts = clock.state == ClockState::met || clock.state == ClockState::missed ||
                          clock.state == ClockState::breached;
      const bool is_due =
          counts && clock.deadline && m_year.contains(m_view.input.data.zone().date_of(*clock.deadline));
      if (!is_ours(clock) || (!is_due && !sla::is_open(clock.state))) {
        continue;
      }
      const std::string path = clock.path();
      auto found = std::ranges::find(rows, path, &std::pair<std::string, Row>::first);
      if (found == rows.end()) {
        rows.push_back({path, Row{&clock}});
        found = rows.end() - 1;
      }
      Row& row = found->second;
      row.open += sla::is_open(clock.state) ? 1U : 0U;
      row.met += is_due && clock.state == ClockState::met ? 1U : 0U;
      row.missed += is_due && clock.state != ClockState::met ? 1U : 0U;
    }
    Table table{{{m_view.in(k_commitment)},
                 {m_view.in(k_owed_by)},
                 {m_view.in(k_kept), Align::right},
                 {m_view.in(k_open), Align::right}},
                {}};
    for (const auto& [path, row] : rows) {
      table.rows.push_back({m_view.commitment(*row.first),
                            m_view.word(row.first->commitment->responsible.value),
                            m_view.share(row.met, row.met + row.missed), m_view.number(row.open)});
    }
    add(k_commitments_of_year, std::move(table));
  }

  std::string measured(const std::optional<Decimal>& number, const std::optional<std::string>& unit) const {
    if (!number) {
      return {};
    }
    const std::string text = said(*number, m_view.input.language);
    return unit ? text + (*unit == "%" ? "" : " ") + *unit : text;
  }

  /// How far from baseline to target, in whole percent rounded down; n/a where one of them is not known.
  static std::string progress_of(const model::SuccessObjective& objective,
                                 const std::optional<Decimal>& now) {
    if (!objective.baseline || !objective.target || !now) {
      return "n/a";
    }
    const double whole = objective.target->to_double() - objective.baseline->to_double();
    const double part = now->to_double() - objective.baseline->to_double();
    if (whole == 0) {
      return "n/a";
    }
    constexpr double k_percent = 100;
    // A hair more than the quotient: 29/100 must not become 28%.
    return fmt::format("{}%", static_cast<std::int64_t>(std::floor(part / whole * k_percent + 1e-9)));
  }

  void objectives() {
    if (!m_account.success) {
      return;
    }
    Table table{{{m_view.in(k_objective)},
                 {m_view.in(k_baseline), Align::right},
                 {m_view.in(k_now), Align::right},
                 {m_view.in(k_target), Align::right},
                 {m_view.in(k_progress), Align::right},
                 {m_view.in(k_due)}},
                {}};
    for (const model::SuccessObjective& objective : m_account.success->objectives.value) {
      std::optional<Decimal> now;
      std::optional<time::Date> day;
      for (const model::Actual& actual : objective.actuals) {
        if (actual.date <= m_view.input.today && (!day || *day <= actual.date)) {
          now = actual.value;
          day = actual.date;
        }
      }
      const std::string name = objective.text        ? *objective.text
                               : objective.objective ? m_view.names.objective(objective.objective->value)
                                                     : objective.id.value;
      table.rows.push_back({name, measured(objective.baseline, objective.unit), measured(now, objective.unit),
                            measured(objective.target, objective.unit), progress_of(objective, now),
                            m_view.date(objective.due_on)});
    }
    add(k_objectives, std::move(table));
  }

  bool is_resolved(const model::Ticket& ticket) const {
    std::size_t resolved = 0;
    std::size_t reopened = 0;
    for (const time::Timestamp& at : ticket.resolved) {
      resolved += m_view.has_happened(at) ? 1U : 0U;
    }
    for (const time::Timestamp& at : ticket.reopened) {
      reopened += m_view.has_happened(at) ? 1U : 0U;
    }
    return resolved > reopened || (ticket.closed_at && m_view.has_happened(*ticket.closed_at));
  }

  void support() {
    std::size_t count = 0;
    std::size_t open = 0;
    std::size_t reopened = 0;
    std::map<std::string, std::size_t> months;
    for (const AccountEntry& each : m_entries) {
      const auto* ticket = each.entry->body.get<model::Ticket>();
      if (ticket == nullptr) {
        continue;
      }
      open += is_resolved(*ticket) ? 0U : 1U;
      if (m_year.contains(each.day)) {
        constexpr std::size_t k_month_chars = 7;
        ++count;
        reopened += ticket->reopened.empty() ? 0U : 1U;
        ++months[each.day.to_string().substr(0, k_month_chars)];
      }
    }
    if (count + open == 0) {
      return;
    }
    m_out.emplace_back(Heading{2, m_view.in(k_support)});
    m_out.emplace_back(Facts{{{m_view.in(k_tickets), m_view.number(count)},
                              {m_view.in(k_tickets_open), m_view.number(open)},
                              {m_view.in(k_reopened), m_view.share(reopened, count)}}});
    Chart chart{
        Chart::Form::line,          m_view.in(k_by_month), m_view.in(k_by_month_text), m_view.in(k_month), {},
        {{m_view.in(k_opened), {}}}};
    const auto first = m_year.first.ymd();
    for (int month = 0; month < k_report_months; ++month) {
      const std::chrono::year_month at =
          std::chrono::year_month{first.year(), first.month()} + std::chrono::months{month};
      const std::string name =
          fmt::format("{:04}-{:02}", static_cast<int>(at.year()), static_cast<unsigned>(at.month()));
      const std::size_t tickets = months.contains(name) ? months[name] : 0;
      chart.categories.push_back(name);
      chart.series.front().points.push_back(
          {Decimal(static_cast<std::int64_t>(tickets), 0), m_view.number(tickets)});
    }
    m_out.emplace_back(std::move(chart));
  }

  void voice() {
    Table table{{{m_view.in(k_when)}, {m_view.in(k_what)}, {m_view.in(k_who)}, {m_view.in(k_answered)}}, {}};
    for (auto at = m_entries.rbegin(); at != m_entries.rend() && table.rows.size() < k_told; ++at) {
      if (const auto* survey = at->entry->body.get<model::Survey>()) {
        const bool answered = survey->responded_at && m_view.has_happened(*survey->responded_at);
        table.rows.push_back(
            {m_view.date(at->day), m_view.told(*at->entry),
             survey->contact ? m_view.names.contact(survey->contact->value) : "",
             answered ? m_view.date(m_view.day_of(*survey->responded_at)) : m_view.in(k_not_answered)});
      }
    }
    add(k_voice, std::move(table));
  }

  /// What the record itself says, beside what is told above.
  void details() {
    const Teller teller{m_view.input.data, m_view.names, m_view.input.language};
    for (const std::string_view part :
         {"success", "promises", "milestones", "plans", "contacts", "expectations", "xray", "onboarding",
          "subscriptions", "competitors", "documents"}) {
      add_field(m_out, teller, model::type_of<model::Account>, &m_account, part, 2);
    }
  }

  void timeline() {
    struct Event {
      time::Instant at;
      std::string what;
      std::string who;
    };
    std::vector<Event> events;
    const time::Zone& zone = m_view.input.data.zone();
    for (const AccountEntry& each : m_entries) {
      if (each.entry->type != model::EntryType::usage) {
        events.push_back({zone.resolve(each.entry->at), m_view.told(*each.entry),
                          each.entry->by ? m_view.names.person(each.entry->by->value) : ""});
      }
    }
    for (const model::AnyRecord* record : m_view.input.data.handoffs_of(m_account.id.value)) {
      const auto& handoff = record->as<model::Handoff>();
      for (const model::TimelineEvent& event : handoff.timeline) {
        if (m_view.has_happened(event.at)) {
          events.push_back({zone.resolve(event.at),
                            m_view.in(k_handoff, m_view.word(model::word(handoff.type)),
                                      m_view.word(model::word(event.event))),
                            m_view.names.person(event.by.value)});
        }
      }
    }
    std::ranges::stable_sort(events, [](const Event& a, const Event& b) { return a.at > b.at; });
    Table table{{{m_view.in(k_when)}, {m_view.in(k_what)}, {m_view.in(k_who)}}, {}};
    for (std::size_t i = 0; i < std::min(events.size(), k_told); ++i) {
      table.rows.push_back({m_view.date(zone.date_of(events[i].at)), events[i].what, events[i].who});
    }
    add(k_timeline, std::move(table));
    if (events.size() > k_told) {
      m_out.emplace_back(Prose{m_view.in(k_earlier, m_view.number(events.size() - k_told))});
    }
  }

  ReportView m_view;
  const model::Account& m_account;
  std::vector<AccountEntry> m_entries;
  time::Period m_year;
  Blocks m_out;
};

}  // namespace

Blocks account_report(const ReportInput& input, const model::AnyRecord& account) {
  return Report(input, account.as<model::Account>()).write();
}

}  // namespace csx::report
