#include "csx/metrics/crossing.hpp"

#include "acquisition.hpp"
#include "csx/metrics/fit.hpp"
#include "csx/sla/lifecycle.hpp"

namespace csx::metrics {

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
    CrossCell& cell = row[static_cast<std::size_t>(handover_of(facts, account))];
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
