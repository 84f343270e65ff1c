#include "counting.hpp"

#include <algorithm>

#include "subject_history.hpp"

namespace csx::sla {

namespace {

using std::chrono::seconds;
__extension__ using Wide = __int128;

template <class T>
std::optional<T> known(const time::Parsed<T>& parsed) {
  return parsed ? std::optional<T>(*parsed) : std::nullopt;
}

}  // namespace

Counting::Counting(const Clock& clock, const time::Zone& workspace)
    : m_hours(clock.calendar != nullptr ? &clock.calendar->hours : nullptr),
      m_zone(m_hours != nullptr ? m_hours->zone() : workspace),
      m_is_business(clock.counts_business_time()) {}

std::optional<time::Instant> Counting::add(time::Instant start, time::Duration duration) const {
  return m_is_business ? known(m_hours->add(start, duration)) : known(time::add(m_zone, start, duration));
}

std::optional<time::Instant> Counting::add(time::Instant start, seconds counted) const {
  return m_is_business ? known(m_hours->add(start, time::BusinessTime{counted}))
                       : std::optional(start + counted);
}

std::optional<seconds> Counting::between(time::Instant from, time::Instant to) const {
  if (m_is_business) {
    const auto counted = m_hours->between(from, to);
    return counted ? std::optional(counted->counted) : std::nullopt;
  }
  return std::max(to - from, seconds{0});
}

Reached PausedCount::reach(seconds amount, const std::optional<time::Instant>& unpaused) const {
  time::Instant at = m_began;
  seconds left = amount;
  bool paused = false;
  for (const Pause& pause : m_pauses) {
    const auto passed = m_counting.between(at, pause.from.at);
    if (!passed) {
      return {};
    }
    if (left <= *passed) {
      break;
    }
    left -= *passed;
    paused = true;
    if (!pause.to) {
      return {std::nullopt, left, &pause.from};
    }
    at = pause.to->at;
  }
  const bool is_whole = !paused && unpaused && m_counting.between(m_began, *unpaused) == amount;
  return {is_whole ? unpaused : m_counting.add(at, left), seconds{0}, nullptr};
}

seconds PausedCount::counted_until(time::Instant until) const {
  time::Instant at = m_began;
  seconds counted{0};
  for (const Pause& pause : m_pauses) {
    if (pause.from.at >= until) {
      break;
    }
    counted += m_counting.between(at, pause.from.at).value_or(seconds{0});
    if (!pause.to || pause.to->at >= until) {
      return counted;
    }
    at = pause.to->at;
  }
  return counted + m_counting.between(at, until).value_or(seconds{0});
}

const Pause* PausedCount::hold_at(time::Instant at) const {
  const auto found = std::find_if(m_pauses.begin(), m_pauses.end(), [&](const Pause& pause) {
    return pause.from.at <= at && (!pause.to || at < pause.to->at);
  });
  return found == m_pauses.end() ? nullptr : &*found;
}

std::vector<Pause> pauses_of(const Clock& clock, const Track& track, const SubjectHistory& history) {
  std::vector<Pause> pauses;
  if (!track.pauses()) {
    return pauses;
  }
  for (const Pause& hold : history.holds) {
    if ((hold.to && hold.to->at <= *clock.began) || (clock.stop && hold.from.at >= clock.stop->at)) {
      continue;
    }
    Pause pause = hold;
    pause.from.at = std::max(pause.from.at, *clock.began);
    if (clock.stop && (!pause.to || pause.to->at > clock.stop->at)) {
      pause.to = *clock.stop;
    }
    pauses.push_back(pause);
  }
  return pauses;
}

std::optional<seconds> warning_share(const model::Clock& terms, seconds allowance) {
  if (!terms.warn_at) {
    return std::nullopt;
  }
  const Decimal& percent = terms.warn_at->percent;
  Wide divisor = 100;
  for (int i = 0; i < percent.scale(); ++i) {
    divisor *= 10;
  }
  const Wide exact = Wide{allowance.count()} * percent.units();
  return seconds{static_cast<std::int64_t>((exact + divisor - 1) / divisor)};
}

}  // namespace csx::sla
