#include "revenue_rows.hpp"
#include "revenue_walk.hpp"

namespace csx::metrics::revenue {

namespace {

/// The prices of a day, subscription by subscription, so that they can be split by product.
void add_prices(const Input& input, Sink& sink, time::Date day) {
  const time::Date rate_day = input.last;
  each_paying(input, sink, [&](const AccountRevenue& revenue, Subject subject) {
    for (const model::Subscription& subscription : revenue.account->account->subscriptions) {
      const Money* price = price_paid(subscription, day);
      if (price == nullptr) {
        continue;
      }
      subject.part = subscription.id.value;
      subject.product = subscription.product;
      // A rate that is missing was told for the account.
      sink.add(subject, input.facts.rates().convert(*price, rate_day).value_or(Exact()));
    }
  });
}

template <Movement Wanted>
Exact size_of(const AccountRevenue& revenue) {
  if (revenue.movement != Wanted) {
    return {};
  }
  return revenue.closing > revenue.opening ? revenue.closing - revenue.opening
                                           : revenue.opening - revenue.closing;
}

bool is_joined_and_left_lost(const Input& input) {
  return input.facts.definitions().joined_and_left == model::JoinedAndLeft::in_ratio;
}

}  // namespace

void opening(const Input& input, Sink& sink) {
  add_prices(input, sink, input.period.first.plus_days(-1));
}

void closing(const Input& input, Sink& sink) {
  add_prices(input, sink, input.last);
}

void revaluation(const Input& input, Sink& sink) {
  each_paying(input, sink, [&](const AccountRevenue& revenue, const Subject& subject) {
    if (!revenue.previous_unknown.empty()) {
      sink.unknown(subject, revenue.previous_unknown);
    } else if (revenue.opening != revenue.previous) {
      sink.add(subject, revenue.opening - revenue.previous);
    }
  });
}

template <Movement Wanted>
void movement(const Input& input, Sink& sink) {
  each_paying(input, sink, [&](const AccountRevenue& revenue, const Subject& subject) {
    if (revenue.movement == Wanted) {
      sink.add(subject, size_of<Wanted>(revenue));
    }
  });
}
template void movement<Movement::new_customer>(const Input&, Sink&);
template void movement<Movement::reactivation>(const Input&, Sink&);
template void movement<Movement::expansion>(const Input&, Sink&);
template void movement<Movement::contraction>(const Input&, Sink&);
template void movement<Movement::churn>(const Input&, Sink&);

template <Movement Wanted>
void accounts_moved(const Input& input, Sink& sink) {
  each_paying(input, sink, [&](const AccountRevenue& revenue, const Subject& subject) {
    if (revenue.movement == Wanted) {
      sink.add(subject, 1);
    }
  });
}
template void accounts_moved<Movement::new_customer>(const Input&, Sink&);
template void accounts_moved<Movement::reactivation>(const Input&, Sink&);
template void accounts_moved<Movement::churn>(const Input&, Sink&);

void accounts(const Input& input, Sink& sink) {
  each_paying(input, sink, [&](const AccountRevenue& revenue, const Subject& subject) {
    if (!revenue.closing.is_zero()) {
      sink.add(subject, 1);
    }
  });
}

void joined_and_left(const Input& input, Sink& sink) {
  each_paying(input, sink, [&](const AccountRevenue& revenue, const Subject& subject) {
    if (revenue.joined_and_left) {
      sink.add(subject, 1);
    }
  });
}

void net_retention(const Input& input, Sink& sink) {
  each_paying(input, sink, [&](const AccountRevenue& revenue, const Subject& subject) {
    if (!revenue.opening.is_zero()) {
      sink.add(subject, revenue.closing, revenue.opening);
    } else if (revenue.movement == Movement::reactivation) {
      sink.aside(subject, "reactivated");
    }
  });
}

void gross_retention(const Input& input, Sink& sink) {
  each_paying(input, sink, [&](const AccountRevenue& revenue, const Subject& subject) {
    if (!revenue.opening.is_zero()) {
      sink.add(subject, std::min(revenue.closing, revenue.opening), revenue.opening);
    } else if (revenue.movement == Movement::reactivation) {
      sink.aside(subject, "reactivated");
    }
  });
}

void logo_churn(const Input& input, Sink& sink) {
  each_paying(input, sink, [&](const AccountRevenue& revenue, const Subject& subject) {
    if (!revenue.opening.is_zero()) {
      sink.add(subject, revenue.movement == Movement::churn ? 1 : 0, 1);
    } else if (revenue.joined_and_left && is_joined_and_left_lost(input)) {
      sink.add(subject, 1);
    } else if (revenue.joined_and_left) {
      sink.aside(subject, "joined and left");
    }
  });
}

void gross_churn(const Input& input, Sink& sink) {
  each_paying(input, sink, [&](const AccountRevenue& revenue, const Subject& subject) {
    if (!revenue.opening.is_zero()) {
      sink.add(subject, size_of<Movement::churn>(revenue) + size_of<Movement::contraction>(revenue),
               revenue.opening);
    }
  });
}

void net_churn(const Input& input, Sink& sink) {
  each_paying(input, sink, [&](const AccountRevenue& revenue, const Subject& subject) {
    if (!revenue.opening.is_zero()) {
      sink.add(subject, revenue.opening - revenue.closing, revenue.opening);
    }
  });
}

void quick_ratio(const Input& input, Sink& sink) {
  each_paying(input, sink, [&](const AccountRevenue& revenue, const Subject& subject) {
    if (revenue.closing > revenue.opening) {
      sink.add(subject, revenue.closing - revenue.opening);
    } else if (revenue.closing < revenue.opening) {
      sink.add(subject, 0, revenue.opening - revenue.closing);
    }
  });
}

void revenue_per_account(const Input& input, Sink& sink) {
  each_paying(input, sink, [&](const AccountRevenue& revenue, const Subject& subject) {
    if (!revenue.closing.is_zero()) {
      sink.add(subject, revenue.closing, 1);
    }
  });
}

}  // namespace csx::metrics::revenue
