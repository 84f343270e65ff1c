#include "acquisition.hpp"
#include "csx/sla/lifecycle.hpp"
#include "csx/time/period_steps.hpp"
#include "revenue_rows.hpp"
#include "revenue_walk.hpp"

namespace csx::metrics::revenue {

namespace {

/// The calendar months that lie whole in the known part of a period: of a part of a month nobody can say what
/// a month loses.
std::vector<time::Period> whole_months(const Input& input) {
  std::vector<time::Period> months = time::months_of(input.known());
  std::erase_if(months, [](const time::Period& month) { return !time::is_whole_month(month); });
  return months;
}

struct MonthlyChurn {
  std::int64_t lost = 0;      ///< months at whose end an account no longer paid
  std::int64_t openings = 0;  ///< months at whose beginning it paid
};
MonthlyChurn churn_of(const model::Account& account, const std::vector<time::Period>& months) {
  MonthlyChurn churn;
  for (const time::Period& month : months) {
    if (sla::pays_on(account, month.first.plus_days(-1))) {
      ++churn.openings;
      churn.lost += sla::pays_on(account, month.last) ? 0 : 1;
    }
  }
  return churn;
}

constexpr std::string_view k_no_month = "the period holds no whole calendar month that has passed";
constexpr std::string_view k_no_margin = "csx.yaml states no definitions.margin";

std::optional<Fraction> margin_of(const Input& input) {
  const auto& margin = input.facts.definitions().margin;
  return margin ? std::optional(Fraction(Exact::of(margin->percent), Exact(100))) : std::nullopt;
}

/// What an account won in the period cost: whether it pays at the end or not, as its day is that of the win.
void add_cost(const Input& input, Sink& sink, const AccountFacts& account) {
  const auto& win = input.facts.win_of(account);
  if (!win || !input.holds(win->day)) {
    return;
  }
  const Subject subject = acquisition::subject_of(account, *win);
  const auto cost = acquisition::cost_of(input.facts, *account.account, *win, &model::Acquisition::cost);
  if (!cost) {
    sink.aside(subject, "won at a cost that is not recorded");
  } else if (*cost) {
    sink.add(subject, Parts{**cost, 1, 0, 0});
  } else {
    sink.unknown(subject, cost->error());
  }
}

}  // namespace

void lifetime(const Input& input, Sink& sink) {
  const std::vector<time::Period> months = whole_months(input);
  if (months.empty()) {
    sink.unknown(k_no_month);
  }
  each_paying(input, sink, [&](const AccountRevenue& revenue, const Subject& subject) {
    const MonthlyChurn churn = churn_of(*revenue.account->account, months);
    if (churn.openings > 0) {
      sink.add(subject, churn.openings, churn.lost);
    }
  });
}

Answer lifetime_of(const Input& /*input*/, const Totals& totals) {
  if (totals.parts[0].is_zero()) {
    return {std::nullopt, "no account had recurring revenue at the beginning of a month", {}};
  }
  if (totals.parts[1].is_zero()) {
    return {std::nullopt, "no account was lost: there is no churn to divide by", {}};
  }
  return {Fraction(totals.parts[0], totals.parts[1]), {}, {}};
}

void lifetime_value(const Input& input, Sink& sink) {
  const std::vector<time::Period> months = whole_months(input);
  if (months.empty()) {
    sink.unknown(k_no_month);
  }
  each_paying(input, sink, [&](const AccountRevenue& revenue, const Subject& subject) {
    const MonthlyChurn churn = churn_of(*revenue.account->account, months);
    if (churn.openings > 0 || !revenue.closing.is_zero()) {
      sink.add(subject,
               Parts{revenue.closing, revenue.closing.is_zero() ? 0 : 1, churn.openings, churn.lost});
    }
  });
}

Answer lifetime_value_of(const Input& input, const Totals& totals) {
  const auto margin = margin_of(input);
  if (!margin) {
    return {std::nullopt, std::string(k_no_margin), {}};
  }
  if (totals.parts[1].is_zero()) {
    return {std::nullopt, "no account has recurring revenue at the end", {}};
  }
  if (totals.parts[3].is_zero()) {
    return {std::nullopt, "no account was lost: there is no churn to divide by", {}};
  }
  const Fraction per_account(totals.parts[0], totals.parts[1]);
  return {per_account * *margin * Fraction(totals.parts[2], totals.parts[3]), {}, {}};
}

void payback(const Input& input, Sink& sink) {
  const Revenue& all = input.facts.revenue(input.period);
  auto next = all.accounts().begin();  // of the accounts that have paid, in the order of all
  for (const AccountFacts& account : input.facts.accounts()) {
    add_cost(input, sink, account);
    if (next == all.accounts().end() || next->account != &account) {
      continue;
    }
    const AccountRevenue& revenue = *next++;
    const Subject subject = subject_of(revenue, all);
    if (!revenue.unknown.empty()) {
      sink.unknown(subject, revenue.unknown);
    } else if (!revenue.closing.is_zero()) {
      sink.add(subject, Parts{0, 0, revenue.closing, 1});
    }
  }
}

Answer payback_of(const Input& input, const Totals& totals) {
  const auto margin = margin_of(input);
  if (!margin) {
    return {std::nullopt, std::string(k_no_margin), {}};
  }
  if (margin->is_zero()) {
    return {std::nullopt, "definitions.margin is 0%: nothing is ever paid back", {}};
  }
  if (totals.parts[1].is_zero()) {
    return {std::nullopt, "no account with an acquisition cost was won", {}};
  }
  if (totals.parts[2].is_zero()) {
    return {std::nullopt, "no account has recurring revenue at the end", {}};
  }
  const Fraction cost(totals.parts[0], totals.parts[1]);
  return {cost / (Fraction(totals.parts[2], totals.parts[3]) * *margin), {}, {}};
}

}  // namespace csx::metrics::revenue
