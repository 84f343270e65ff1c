#include <algorithm>
#include <map>

#include "acquisition.hpp"
#include "acquisition_rows.hpp"
#include "csx/metrics/revenue.hpp"
#include "csx/sla/lifecycle.hpp"

namespace csx::metrics::acquisition {

namespace {

bool has_come(const Facts& facts, const model::Subscription& subscription, time::Date paid_from) {
  return paid_from == subscription.start_on && subscription.signed_at
             ? facts.has_come(*subscription.signed_at)
             : paid_from <= facts.today();
}

/// A cost of each account won; of those where nothing is recorded the sink is told so.
template <class Use>
void each_cost(const Input& input, Sink& sink, Cost member, std::string_view absent, Use use) {
  each_win(input, [&](const AccountFacts& account, const Win& win, const Subject& subject) {
    const auto sum = cost_of(input.facts, *account.account, win, member);
    if (!sum) {
      sink.exclude(subject, absent);
    } else if (*sum) {
      use(account, win, subject, **sum);
    } else {
      sink.unknown(subject, sum->error());
    }
  });
}

constexpr std::string_view k_no_cost = "no acquisition cost recorded";
constexpr std::string_view k_no_commission = "no commission recorded";

}  // namespace

time::Date signed_on(const Facts& facts, const model::Subscription& subscription, time::Date paid_from) {
  return paid_from == subscription.start_on && subscription.signed_at ? facts.day_of(*subscription.signed_at)
                                                                      : paid_from;
}

std::optional<Win> first_win(const Facts& facts, const model::Account& account) {
  std::optional<Win> win;
  for (const model::Subscription& subscription : account.subscriptions) {
    const std::vector<sla::PaidSpan> spans = sla::paid_spans(subscription);
    if (spans.empty() || !has_come(facts, subscription, spans.front().from)) {
      continue;
    }
    const time::Date from = spans.front().from;
    const time::Date day = signed_on(facts, subscription, from);
    if (!win || day < win->day) {
      win = Win{day, {}};
    }
    if (day == win->day) {
      win->parts.push_back({&subscription, sla::price_on(subscription, from), from});
    }
  }
  return win;
}

std::optional<tl::expected<Exact, std::string>> cost_of(const Facts& facts, const model::Account& account,
                                                        const Win& win, Cost member) {
  const Money* cost =
      account.acquisition && (*account.acquisition).*member ? &*((*account.acquisition).*member) : nullptr;
  return cost != nullptr ? std::optional(facts.rates().convert(*cost, win.day)) : std::nullopt;
}

Fate fate_of(const Facts& facts, const model::Account& account, const Win& win) {
  const bool has_begun =
      std::ranges::any_of(win.parts, [&](const Win::Part& part) { return part.from <= facts.today(); });
  return !has_begun ? Fate::not_begun : sla::pays_on(account, facts.today()) ? Fate::pays : Fate::lost;
}

void add_accounts(const Input& input, Sink& sink, const IntoOf& into_of) {
  each_win(input, [&](const AccountFacts& account, const Win& win, Subject subject) {
    subject.into = into_of(account, win);
    sink.add(subject, 1);
  });
}

void add_mrr(const Input& input, Sink& sink, const IntoOf& into_of) {
  each_win(input, [&](const AccountFacts& account, const Win& win, Subject subject) {
    subject.into = into_of(account, win);
    for (const Win::Part& part : win.parts) {
      subject.part = part.subscription->id.value;
      subject.product = part.subscription->product;
      const auto sum = input.facts.rates().convert(*part.price, win.day);
      sum ? sink.add(subject, *sum) : sink.unknown(subject, sum.error());
    }
  });
}

void accounts_won(const Input& input, Sink& sink) {
  add_accounts(input, sink, [](const AccountFacts&, const Win&) { return Subject::Into::all; });
}

void mrr_won(const Input& input, Sink& sink) {
  add_mrr(input, sink, [](const AccountFacts&, const Win&) { return Subject::Into::all; });
}

void acquisition_cost(const Input& input, Sink& sink) {
  each_cost(input, sink, &model::Acquisition::cost, k_no_cost,
            [&](const AccountFacts&, const Win&, const Subject& subject, const Exact& cost) {
              sink.add(subject, cost, 1);
            });
}

void commission(const Input& input, Sink& sink) {
  each_cost(input, sink, &model::Acquisition::commission, k_no_commission,
            [&](const AccountFacts&, const Win&, const Subject& subject, const Exact& paid) {
              sink.add(subject, paid);
            });
}

void lost_commission(const Input& input, Sink& sink) {
  each_cost(input, sink, &model::Acquisition::commission, k_no_commission,
            [&](const AccountFacts& account, const Win& win, const Subject& subject, const Exact& paid) {
              const bool is_lost = fate_of(input.facts, *account.account, win) == Fate::lost;
              sink.add(subject, is_lost ? paid : Exact(), paid);
            });
}

void later_churn(const Input& input, Sink& sink) {
  each_win(input, [&](const AccountFacts& account, const Win& win, const Subject& subject) {
    const Fate fate = fate_of(input.facts, *account.account, win);
    if (fate == Fate::not_begun) {
      sink.aside(subject, "not begun to pay");
    } else {
      sink.add(subject, fate == Fate::lost ? 1 : 0, 1);
    }
  });
}

}  // namespace csx::metrics::acquisition
