#include "acquisition.hpp"

#include <array>

#include "csx/metrics/sink.hpp"
#include "families.hpp"

namespace csx::metrics {

namespace {

using acquisition::Win;

Subject subject_of(const AccountFacts& account, const Win& win) {
  Subject subject;
  subject.record = account.record;
  subject.account = &account;
  subject.anchor = win.day;
  return subject;
}

/// Accounts won in the period.
template <class Use>
void each_win(const Input& input, Use use) {
  for (const AccountFacts& account : input.facts.accounts()) {
    const auto win = acquisition::first_win(input.facts, *account.account);
    if (win && input.holds(win->day)) {
      use(account, *win, subject_of(account, *win));
    }
  }
}

void accounts_won(const Input& input, Sink& sink) {
  each_win(input, [&](const AccountFacts&, const Win&, const Subject& subject) { sink.add(subject, 1); });
}

void mrr_won(const Input& input, Sink& sink) {
  each_win(input, [&](const AccountFacts&, const Win& win, Subject subject) {
    for (const Win::Part& part : win.parts) {
      subject.part = part.subscription->id.value;
      subject.product = part.subscription->product;
      const auto sum = input.facts.rates().convert(*part.price, input.last);
      sum ? sink.add(subject, *sum) : sink.unknown(subject, sum.error());
    }
  });
}

constexpr std::string_view k_won = "won: signed_at of the first paid contract, else start_on";
constexpr std::string_view k_design = "metrics.md, Acquisition and fit";

constexpr auto k_rows = std::to_array<Metric>({
    {.id = "acquisition.accounts",
     .title = "Accounts won",
     .unit = Unit::count,
     .shape = Shape::sum,
     .area = "sales",
     .formula = "accounts whose first paid contract was signed in the period",
     .scope = "accounts",
     .anchor = k_won,
     .inputs = "account.subscriptions",
     .source = k_design,
     .empty = "no account was won",
     .measure = accounts_won},
    {.id = "acquisition.mrr",
     .title = "MRR won",
     .unit = Unit::money,
     .shape = Shape::sum,
     .area = "sales",
     .formula = "sum of the first monthly price of what was signed on the day the account was won",
     .scope = "accounts won",
     .anchor = k_won,
     .inputs = "account.subscriptions, workspace.exchange_rates",
     .source = k_design,
     .empty = "no sum is known",
     .measure = mrr_won},
});

}  // namespace

std::span<const Metric> acquisition_metrics() {
  return k_rows;
}

}  // namespace csx::metrics
