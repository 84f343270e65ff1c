#include "clock_maker.hpp"

#include <algorithm>
#include <set>

namespace csx::sla {

namespace {

using model::Event;
using model::Subject;
using Kind = VersionSpan::Kind;

/// Events of which each occurrence is a start of its own.
bool is_repeatable(Event event) {
  switch (event) {
    case Event::contract_signed:
    case Event::submitted:
    case Event::returned:
    case Event::resumed:
    case Event::on_hold:
    case Event::resolved:
    case Event::reopened:
    case Event::touchpoint:
    case Event::value:
    case Event::renewal_due:
    case Event::payment_due:
    case Event::payment_received:
    case Event::churned:
      return true;
    default:
      return false;
  }
}

/// Events that settle something for good, so that one before the start has settled it already.
bool is_settling(Event event, Subject subject) {
  switch (event) {
    case Event::submitted:
    case Event::first_submitted:
    case Event::accepted:
    case Event::introduced:
    case Event::completed:
    case Event::cancelled:
      return subject == Subject::handoff;
    case Event::kickoff_held:
    case Event::activated:
    case Event::first_value:
      return true;
    case Event::first_response:
    case Event::resolved:
    case Event::closed:
    case Event::responded:
    case Event::answered:
    case Event::delivered:
      return true;
    default:
      return false;
  }
}

/// A start after which nothing has been settled yet, whatever came before.
bool starts_anew(const Happening& start, Subject subject) {
  return is_repeatable(start.event) &&
         !(start.event == Event::contract_signed && subject == Subject::handoff) &&
         !(start.event == Event::contract_signed && subject == Subject::account);
}

void keep_first_of_each_life(std::vector<Happening>& starts) {
  std::set<std::uint32_t> lives;
  std::erase_if(starts, [&](const Happening& each) {
    return !is_repeatable(each.event) && !lives.insert(each.life).second;
  });
}

const Happening* first_of(const std::vector<Happening>& all, const auto& is_meant) {
  const auto found = std::find_if(all.begin(), all.end(), is_meant);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

std::size_t AgreementTracks::index_on(time::Date day) const {
  return static_cast<std::size_t>(&span_on(spans, day) - spans.data());
}

const Track* AgreementTracks::find(std::size_t span, Subject subject, std::string_view commitment) const {
  for (const Track& track : tracks[span].of(subject)) {
    if (track.commitment->id.value == commitment) {
      return &track;
    }
  }
  return nullptr;
}

std::vector<Happening> ClockMaker::starts_of(const Track& track) const {
  const auto& from = track.clock().from;
  if (!from) {
    return {};
  }
  std::vector<Happening> starts = occurrences_of(track, m_history, m_run, *from).happenings;
  keep_first_of_each_life(starts);
  if (m_history.subject.kind != Subject::account) {
    return starts;
  }
  // A further contract asks for nothing that this life of the account has settled before.
  std::erase_if(starts, [&](const Happening& start) {
    const auto signing =
        m_history.account == nullptr
            ? nullptr
            : std::find_if(m_history.account->signings.data(),
                           m_history.account->signings.data() + m_history.account->signings.size(),
                           [&](const Signing& each) { return each.happening.member == start.member; });
    const bool is_further =
        start.event == Event::contract_signed && signing != nullptr &&
        signing != m_history.account->signings.data() + m_history.account->signings.size() &&
        signing->kind == Signing::Kind::later;
    bool regraded = false;
    const auto stop = is_further ? stop_of(track, start, regraded) : std::nullopt;
    return stop && precedes(*stop, start);
  });
  return starts;
}

std::optional<Happening> ClockMaker::stop_of(const Track& track, const Happening& start,
                                             bool& regraded) const {
  const Happening* best = nullptr;
  const Subject subject = m_history.subject.kind;
  std::vector<Happening> kept;
  for (const Event event : track.clock().to) {
    const Occurrences found = occurrences_of(track, m_history, m_run, std::span(&event, 1));
    regraded = regraded || found.regraded;
    const bool is_settled = is_settling(event, subject) && !starts_anew(start, subject);
    const Happening* first = first_of(found.happenings, [&](const Happening& each) {
      if (start.pair != nullptr && each.pair != nullptr) {
        return start.pair == each.pair;
      }
      if (is_settled) {
        return subject != Subject::account || each.life == start.life;
      }
      return precedes(start, each);
    });
    if (first != nullptr) {
      kept.push_back(*first);
    }
  }
  for (const Happening& each : kept) {
    best = best == nullptr || precedes(each, *best) ? &each : best;
  }
  // What happened after a cancellation stops nothing.
  if (best == nullptr ||
      (m_history.cancelled && best->event != Event::cancelled && precedes(*m_history.cancelled, *best))) {
    return std::nullopt;
  }
  return *best;
}

Clock ClockMaker::new_clock(const Track& track, std::uint32_t instance) const {
  Clock clock;
  clock.subject = m_history.subject;
  clock.agreement = track.version;
  clock.commitment = track.commitment;
  clock.instance = instance;
  return clock;
}

void ClockMaker::add_unjudged(const VersionSpan& span, const Track& track, const Clock& from) {
  Clock clock = from;
  clock.agreement = track.version;
  clock.state = ClockState::not_applicable;
  clock.missing = span.number;
  clock.reason = span.kind == Kind::missing      ? ClockReason::version_missing
                 : span.kind == Kind::unreadable ? ClockReason::version_unreadable
                                                 : ClockReason::version_gap;
  m_out.clocks.push_back(std::move(clock));
}

void ClockMaker::add_before(const VersionSpan& span, const Track& track, const Happening& start) {
  const auto of_account = m_out.before.begin() + static_cast<std::ptrdiff_t>(m_out.account_before);
  const bool is_known = std::any_of(of_account, m_out.before.end(), [&](const auto& each) {
    return each.commitment == track.commitment && each.subject.record == m_history.subject.record &&
           each.subject.entry == m_history.subject.entry && each.subject.absent == m_history.subject.absent;
  });
  if (!is_known) {
    m_out.before.push_back({m_history.subject, span.record, track.commitment, start});
  }
}

void ClockMaker::make_single(std::size_t span_index, const Track& track) {
  const VersionSpan& span = m_agreement.spans[span_index];
  std::uint32_t instance = 0;
  for (const Happening& start : starts_of(track)) {
    ++instance;
    const Beginning beginning = beginning_of(start, track, m_history);
    const time::Date day = beginning.shifted ? m_run.zone.date_of(beginning.at) : start.day;
    if (is_outside_history(day) || !span.contains(day) ||
        !applies(track.commitment->when, m_history.fields, m_run.service_of(track.agreement(), day), day)) {
      continue;
    }
    if (span.kind == Kind::before) {
      add_before(span, track, start);
      continue;
    }
    Clock clock = new_clock(track, instance);
    clock.start = m_out.happenings.keep(start);
    clock.began = beginning.at;
    clock.cause = beginning.shifted ? ClockCause::resumed : ClockCause::event;
    if (span.kind != Kind::judged) {
      add_unjudged(span, track, clock);
      continue;
    }
    const auto stop = stop_of(track, start, clock.regraded);
    measure(clock, track, m_history, m_run, stop ? m_out.happenings.keep(*stop) : nullptr, m_out.happenings);
    if (beginning.held != nullptr && !clock.deadline) {
      clock.left.reset();  // how much there is to count is only known where counting begins
      clock.warns_at.reset();
    }
    m_out.clocks.push_back(std::move(clock));
  }
}

void ClockMaker::make_not_started() {
  const std::size_t index = m_agreement.index_on(m_run.today);
  if (m_history.is_over || m_history.subject.absent || m_agreement.spans[index].kind != Kind::judged) {
    return;
  }
  for (const Track& track : m_agreement.tracks[index].of(m_history.subject.kind)) {
    if (track.clock().every && !track.clock().from && m_history.account != nullptr &&
        !m_history.account->signings.empty()) {
      continue;
    }
    if (starts_of(track).empty() && applies(track.commitment->when, m_history.fields,
                                            m_run.service_of(track.agreement(), m_run.today), m_run.today)) {
      m_out.clocks.push_back(new_clock(track, 1));
    }
  }
}

void ClockMaker::make() {
  if (m_agreement.spans.empty()) {
    return;
  }
  const std::size_t first_clock = m_out.clocks.size();
  std::set<std::string_view> recurring;
  for (std::size_t i = 0; i < m_agreement.spans.size(); ++i) {
    const VersionSpan& span = m_agreement.spans[i];
    // Nothing that is written down in an entry began before it.
    if (span.kind == Kind::ended || span.from > m_run.today ||
        (m_history.subject.entry != nullptr && span.to && *span.to <= m_history.since)) {
      continue;
    }
    for (const Track& track : m_agreement.tracks[i].of(m_history.subject.kind)) {
      if (track.clock().every) {
        recurring.insert(track.commitment->id.value);
      } else {
        make_single(i, track);
      }
    }
  }
  for (const std::string_view commitment : recurring) {
    make_recurring(commitment);
  }
  make_not_started();
  std::stable_sort(m_out.clocks.begin() + static_cast<std::ptrdiff_t>(first_clock), m_out.clocks.end(),
                   [&](const Clock& a, const Clock& b) {
                     const std::size_t left = m_agreement.ranks.at(a.commitment);
                     const std::size_t right = m_agreement.ranks.at(b.commitment);
                     return left != right ? left < right : a.instance < b.instance;
                   });
}

}  // namespace csx::sla
