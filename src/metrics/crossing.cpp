#include "csx/metrics/crossing.hpp"

#include "acquisition.hpp"
#include "csx/metrics/fit.hpp"
#include "csx/sla/lifecycle.hpp"
#include "handoff_walk.hpp"

namespace csx::metrics {

namespace {

constexpr std::array<std::string_view, k_handovers> k_crossing_words{"first-pass", "returned", "open",
                                                                     "absent", "bought-alone"};

Handover handover_of(const Facts& facts, const AccountFacts& account, const Win& win) {
  switch (handoff::quality_of(facts, account)) {
    case handoff::Quality::first_pass:
      return Handover::first_pass;
    case handoff::Quality::returned:
      return Handover::returned;
    case handoff::Quality::open:
      return Handover::open;
    case handoff::Quality::absent:
      break;
  }
  return win.parts.front().subscription->origin == model::Origin::self_service ? Handover::alone
                                                                               : Handover::absent;
}

}  // namespace

std::string_view word(Handover handover) {
  return k_crossing_words[static_cast<std::size_t>(handover)];
}

time::Date last_paid_day(const Facts& facts, const model::Account& account) {
  time::Date day = facts.today();
  for (const sla::PaidSpan& span : sla::paid_spans(account)) {
    if (span.from <= facts.today()) {
      day = span.to && *span.to <= facts.today() ? span.to->plus_days(-1) : facts.today();
    }
  }
  return day;
}

Crossing cross(const Facts& facts) {
  Crossing crossing;
  for (const AccountFacts& account : facts.accounts()) {
    const auto& win = facts.win_of(account);
    if (!win) {
      continue;
    }
    const acquisition::Fate fate = acquisition::fate_of(facts, *account.account, *win);
    if (fate == acquisition::Fate::not_begun) {
      continue;
    }
    const model::Band* band = fit_of(facts, *account.account, win->day).band;
    auto& row = crossing[band != nullptr ? band->id.value : std::string(k_unknown_key)];
    CrossCell& cell = row[static_cast<std::size_t>(handover_of(facts, account, *win))];
    ++cell.accounts;
    cell.lost += fate == acquisition::Fate::lost ? 1U : 0U;
    const Difficulty difficulty = difficulty_of(facts, account, last_paid_day(facts, *account.account));
    if (difficulty.model != nullptr && difficulty.unknown() < difficulty.signs.size()) {
      ++cell.difficult_known;
      cell.difficult += difficulty.is_difficult ? 1U : 0U;
    }
  }
  return crossing;
}

}  // namespace csx::metrics
