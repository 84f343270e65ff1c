#include <algorithm>
#include <span>

#include "clock_maker.hpp"
#include "csx/sla/lifecycle.hpp"

/// Clocks that begin again: at what stopped them, or at the deadline that was missed. *Source*: clocks.md of
/// the design, "Recurring".
namespace csx::sla {

namespace {

using Kind = VersionSpan::Kind;

/// More instances of one clock than anybody reads; a limit of minutes over years is a mistake.
constexpr std::uint32_t k_most_instances = 10'000;

/// Where a chain stands.
struct Cursor {
  time::Instant at{};
  ClockCause cause = ClockCause::event;
  const Happening* start = nullptr;  ///< the event it stands at, if any
};

/// The first of a recurring clock's stops that lies after an instant. Of a date alone, on a later day: the
/// same contact must not stop the instance that it began.
const Happening* stop_after(const std::vector<Happening>& stops, time::Instant at, time::Date day) {
  const auto found = std::find_if(stops.begin(), stops.end(), [&](const Happening& stop) {
    return stop.at > at && (!stop.is_date() || stop.day > day);
  });
  return found == stops.end() ? nullptr : &*found;
}

template <class T>
void first_change(const std::optional<model::Dated<T>>& dated, time::Date day,
                  std::optional<time::Date>& first) {
  if (!dated) {
    return;
  }
  for (const auto& value : *dated) {
    if (value.from > day && (!first || value.from < *first)) {
      first = value.from;
    }
  }
}

/// The next day on which filters or limits may come out otherwise.
std::optional<time::Date> next_change(const model::Account* account, time::Date day,
                                      const std::optional<time::Date>& version_ends) {
  std::optional<time::Date> first = version_ends;
  if (account != nullptr) {
    first_change(account->segment, day, first);
    first_change(account->tier, day, first);
    first_change(account->touch_model, day, first);
    if (account->owners) {
      first_change(account->owners->sales, day, first);
      first_change(account->owners->onboarding, day, first);
      first_change(account->owners->csm, day, first);
    }
  }
  return first;
}

/// Where chains begin, by time. A contract that was signed before the account left begins one when it pays
/// again.
std::vector<Cursor> beginnings_of(const std::vector<Happening>& starts, const SubjectHistory& history,
                                  const time::Zone& zone) {
  std::vector<Cursor> cursors;
  for (const Happening& start : starts) {
    const bool is_ahead = start.event == model::Event::contract_signed && history.account != nullptr &&
                          start.life > history.account->life_on(start.day);
    if (is_ahead) {
      const time::Date pays = paid_spans(*history.subject.account).at(start.life).from;
      cursors.push_back({zone.start_of(pays), ClockCause::first_day, nullptr});
    } else {
      cursors.push_back({start.at, ClockCause::event, &start});
    }
  }
  std::stable_sort(cursors.begin(), cursors.end(),
                   [](const Cursor& a, const Cursor& b) { return a.at < b.at; });
  return cursors;
}

}  // namespace

/// One chain of instances, from a start to the end of the life it began in.
class RecurringChain {
 public:
  RecurringChain(ClockMaker& maker, std::string_view commitment, const Cursor& start,
                 std::optional<Happening> end, std::uint32_t& instance)
      : m_maker(maker),
        m_commitment(commitment),
        m_end(std::move(end)),
        m_instance(instance),
        m_first(maker.m_out.clocks.size()),
        m_cursor(start) {
    m_cursor.start = start.start != nullptr ? maker.m_out.happenings.keep(*start.start) : nullptr;
  }

  void follow() {
    const ClockRun& run = m_maker.m_run;
    while (m_cursor.at <= run.as_of && (!m_end || m_cursor.at < m_end->at) && step()) {
    }
    mark_superseded();
  }

 private:
  /// Of the instances that were breached, only the first of the silence that goes on is owed.
  void mark_superseded() {
    std::span<Clock> chain = std::span(m_maker.m_out.clocks).subspan(m_first);
    const Clock* owed = nullptr;
    for (std::size_t at = chain.size(); at-- > 1 && is_open(chain.back().state);) {
      const bool goes_on = chain[at].cause == ClockCause::previous_deadline;
      if (!goes_on || chain[at - 1].state != ClockState::breached) {
        break;
      }
      owed = &chain[at - 1];
    }
    for (Clock& clock : chain) {
      clock.superseded = clock.state == ClockState::breached && &clock != owed;
    }
  }

  /// Goes on at the beginning of a day; false without one.
  bool go_on(const std::optional<time::Date>& day) {
    if (day) {
      m_cursor = {m_maker.m_run.zone.start_of(*day), ClockCause::first_day, nullptr};
    }
    return day.has_value();
  }

  bool go_on_after(time::Date day, const VersionSpan& span) {
    return go_on(next_change(m_maker.m_history.subject.account, day, span.to));
  }

  Clock begin(const Track& track) const {
    Clock clock = m_maker.new_clock(track, m_instance + 1);
    clock.start = m_cursor.start;
    clock.began = m_cursor.at;
    clock.cause = m_cursor.cause;
    return clock;
  }

  /// One instance, or one reason why there is none here; false at the end of the chain.
  bool step() {
    const ClockRun& run = m_maker.m_run;
    const time::Date day = run.zone.date_of(m_cursor.at);
    if (m_maker.is_outside_history(day)) {
      return go_on(run.history_from);
    }
    const std::size_t index = m_maker.m_agreement.index_on(day);
    const VersionSpan& span = m_maker.m_agreement.spans[index];
    const Track* track = m_maker.m_agreement.find(index, m_maker.m_history.subject.kind, m_commitment);
    if (span.kind == Kind::ended) {
      return false;
    }
    if (track == nullptr || !track->clock().every) {
      return go_on(span.to);
    }
    if (!applies(track->commitment->when, m_maker.m_history.fields, run.service_of(track->agreement(), day),
                 day)) {
      return span.kind == Kind::judged ? go_on_after(day, span) : go_on(span.to);
    }
    if (span.kind == Kind::before) {
      if (m_cursor.start != nullptr) {
        m_maker.add_before(span, *track, *m_cursor.start);
      }
      return go_on(span.to);
    }
    if (span.kind != Kind::judged) {
      m_maker.add_unjudged(span, *track, begin(*track));
      ++m_instance;
      return go_on(span.to);
    }
    return judge(span, *track, day);
  }

  const Happening* find_stop(const Track& track, time::Date day) {
    if (m_stops_of != &track) {
      m_stops = occurrences_of(track, m_maker.m_history, m_maker.m_run, track.clock().to);
      m_stops_of = &track;
    }
    const Happening* stop = stop_after(m_stops.happenings, m_cursor.at, day);
    return stop != nullptr && m_end && precedes(*m_end, *stop) ? nullptr : stop;
  }

  bool judge(const VersionSpan& span, const Track& track, time::Date day) {
    const ClockRun& run = m_maker.m_run;
    Clock clock = begin(track);
    const Happening* stop = find_stop(track, day);
    clock.regraded = m_stops.regraded;
    KeptHappenings& kept = m_maker.m_out.happenings;
    measure(clock, track, m_maker.m_history, run, stop, kept);
    if (clock.state == ClockState::not_applicable) {
      if (clock.reason != m_last_reason) {  // said once, not at every chance
        ++m_instance;
        m_last_reason = clock.reason;
        clock.stop = clock.stop != nullptr ? kept.keep(*clock.stop) : nullptr;
        m_maker.m_out.clocks.push_back(std::move(clock));
      }
      return go_on_after(day, span);
    }
    m_last_reason = ClockReason::none;
    const bool is_kept = stop != nullptr && clock.deadline && is_in_time(*stop, *clock.deadline, run.zone);
    if (stop != nullptr && !is_kept) {
      // The next instance begins at the deadline: what came later stops that one.
      measure(clock, track, m_maker.m_history, run, nullptr, kept);
    }
    clock.stop = clock.stop != nullptr ? kept.keep(*clock.stop) : nullptr;
    const bool is_left = m_end && !is_kept && clock.deadline && is_in_time(*m_end, *clock.deadline, run.zone);
    if (is_left && clock.state != ClockState::excluded) {
      clock.state = ClockState::excluded;
      clock.reason = ClockReason::churned;
      clock.left.reset();
    }
    const bool is_last = ++m_instance >= k_most_instances || (!is_kept && clock.deadline == m_cursor.at);
    if (is_last) {
      clock.state = ClockState::not_applicable;
      clock.reason = ClockReason::too_many;
    }
    const std::optional<time::Instant> deadline = clock.deadline;
    const Happening* stopped = clock.stop;
    m_maker.m_out.clocks.push_back(std::move(clock));
    if (is_last || is_left) {
      return false;
    }
    if (is_kept) {
      m_cursor = {stop->at, ClockCause::previous_stop, stopped};
      return true;
    }
    const bool is_due = deadline && *deadline < run.as_of;
    if (is_due) {
      m_cursor = {*deadline, ClockCause::previous_deadline, nullptr};
    }
    return is_due;
  }

  ClockMaker& m_maker;
  std::string_view m_commitment;
  std::optional<Happening> m_end;
  std::uint32_t& m_instance;
  std::size_t m_first;  ///< where its clocks begin among those that were made
  Cursor m_cursor;
  ClockReason m_last_reason = ClockReason::none;
  Occurrences m_stops;
  const Track* m_stops_of = nullptr;
};

void ClockMaker::make_recurring(std::string_view commitment) {
  // Which events start it is read where it is written last.
  const Track* terms = nullptr;
  for (std::size_t i = 0; i < m_agreement.spans.size(); ++i) {
    const Track* track = m_agreement.find(i, m_history.subject.kind, commitment);
    const bool is_reached = m_agreement.spans[i].from <= m_run.today;
    terms = track != nullptr && track->clock().every && is_reached ? track : terms;
  }
  if (terms == nullptr) {
    return;
  }
  std::vector<Happening> starts = starts_of(*terms);
  if (!terms->clock().from && m_history.account != nullptr) {
    for (const Signing& signing : m_history.account->signings) {
      if (signing.kind != Signing::Kind::later && !signing.joint) {
        starts.push_back(signing.happening);
      }
    }
  }
  std::uint32_t instance = 0;
  std::optional<Happening> last_end;
  bool goes_on = false;
  for (const Cursor& start : beginnings_of(starts, m_history, m_run.zone)) {
    const bool is_inside = goes_on || (last_end && start.at < last_end->at);
    if (is_inside) {
      continue;  // the chain is running already
    }
    const auto end = std::find_if(m_history.ends.begin(), m_history.ends.end(),
                                  [&](const Happening& each) { return each.at > start.at; });
    last_end = end == m_history.ends.end() ? std::nullopt : std::optional(*end);
    goes_on = !last_end;
    RecurringChain(*this, commitment, start, last_end, instance).follow();
  }
}

}  // namespace csx::sla
