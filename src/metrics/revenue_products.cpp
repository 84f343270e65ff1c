#include <algorithm>
#include <optional>
#include <vector>

#include "csx/sla/lifecycle.hpp"
#include "revenue_rows.hpp"
#include "revenue_walk.hpp"

namespace csx::metrics::revenue {

namespace {

Exact distance(const Exact& a, const Exact& b) {
  return a > b ? a - b : b - a;
}

/// What an account paid for one product, which may be nothing while it is held.
struct ProductRevenue {
  std::string_view product;
  struct Side {
    Exact paid;
    bool is_held = false;
  };
  Side before;
  Side after;

  bool moves() const { return before.paid != after.paid; }
  bool rises() const { return after.paid > before.paid; }
};

Component component_of(const ProductRevenue& product) {
  if (product.rises()) {
    return product.before.is_held ? Component::upgrade : Component::cross_sell;
  }
  return product.after.is_held ? Component::downgrade : Component::dropped_product;
}

/// On two days, with the rate of a third. Rates that are missing were told for the account.
std::vector<ProductRevenue> products_of(const Rates& rates, const model::Account& account, time::Date before,
                                        time::Date after, time::Date rate_day) {
  std::vector<ProductRevenue> products;
  const auto add = [&](const model::Subscription& subscription, time::Date day,
                       ProductRevenue::Side ProductRevenue::*member) {
    const Money* price = price_held(subscription, day);
    if (price == nullptr) {
      return;
    }
    auto found = std::ranges::find(products, subscription.product, &ProductRevenue::product);
    if (found == products.end()) {
      found = products.insert(found, {subscription.product, {}, {}});
    }
    ProductRevenue::Side& side = *found.*member;
    side.is_held = true;
    if (price->amount.units() != 0) {  // nothing needs no rate
      side.paid += rates.convert(*price, rate_day).value_or(Exact());
    }
  };
  for (const model::Subscription& subscription : account.subscriptions) {
    add(subscription, before, &ProductRevenue::before);
    add(subscription, after, &ProductRevenue::after);
  }
  return products;
}

/// Days inside a period on which the price of a subscription changes, and who brought it about.
struct DatedChange {
  time::Date day;
  std::string_view product;
  std::string_view subscription;
  bool rises = false;
  std::optional<model::Origin> origin;
};

std::vector<DatedChange> changes_of(const model::Account& account, const time::Period& period) {
  std::vector<DatedChange> changes;
  for (const model::Subscription& subscription : account.subscriptions) {
    const auto add = [&](time::Date day, const std::optional<model::Origin>& origin) {
      const Money* before = price_paid(subscription, day.plus_days(-1));
      const Money* after = price_paid(subscription, day);
      if (!period.contains(day) || (before == nullptr && after == nullptr)) {
        return;
      }
      const bool rises = before == nullptr || (after != nullptr && before->amount < after->amount);
      changes.push_back({day, subscription.product, subscription.id.value, rises, origin});
    };
    add(subscription.start_on, subscription.origin);
    for (const model::SubscriptionChange& change : subscription.changes) {
      if (change.date != subscription.start_on && change.date != subscription.end_on) {
        add(change.date, change.origin);
      }
    }
    if (subscription.end_on && *subscription.end_on != subscription.start_on) {
      add(*subscription.end_on, subscription.end_origin);
    }
  }
  std::ranges::stable_sort(changes, [](const DatedChange& a, const DatedChange& b) {
    return a.day != b.day ? a.day < b.day : a.product < b.product;
  });
  return changes;
}

/// Who brought about what happened to a product on a day: nobody where nothing or several things are said.
struct Cause {
  std::optional<model::Origin> origin;
  std::string_view unknown;
  std::string_view subscription;
};
Cause cause_of(std::span<const DatedChange> changes, bool rises) {
  Cause cause{std::nullopt, "origin not recorded", {}};
  for (const DatedChange& change : changes) {
    if (change.rises != rises) {
      continue;
    }
    if (!change.origin || (cause.origin && *cause.origin != *change.origin)) {
      return {std::nullopt, change.origin ? "several origins on one day" : "origin not recorded",
              change.subscription};
    }
    cause = {change.origin, {}, change.subscription};
  }
  return cause;
}

}  // namespace

template <Component Wanted>
void component(const Input& input, Sink& sink) {
  const Revenue& all = input.facts.revenue(input.period);
  each_paying(input, sink, [&](const AccountRevenue& revenue, Subject subject) {
    if (revenue.opening.is_zero() || revenue.closing.is_zero()) {
      return;
    }
    for (const ProductRevenue& product :
         products_of(input.facts.rates(), *revenue.account->account, all.opening_day(), all.closing_day(),
                     all.closing_day())) {
      if (product.moves() && component_of(product) == Wanted) {
        subject.product = product.product;
        sink.add(subject, distance(product.before.paid, product.after.paid));
      }
    }
  });
}
template void component<Component::upgrade>(const Input&, Sink&);
template void component<Component::downgrade>(const Input&, Sink&);
template void component<Component::cross_sell>(const Input&, Sink&);
template void component<Component::dropped_product>(const Input&, Sink&);

template <Component Wanted>
void by_cs(const Input& input, Sink& sink) {
  each_paying(input, sink, [&](const AccountRevenue& revenue, Subject subject) {
    const model::Account& account = *revenue.account->account;
    const std::vector<DatedChange> changes = changes_of(account, input.known());
    for (auto begin = changes.begin(); begin != changes.end();) {
      const auto end = std::find_if(begin, changes.end(), [&](const DatedChange& change) {
        return change.day != begin->day || change.product != begin->product;
      });
      const std::span<const DatedChange> together(begin, end);
      const time::Date day = begin->day;
      const std::string_view product = begin->product;
      begin = end;
      if (!sla::pays_on(account, day.plus_days(-1)) || !sla::pays_on(account, day)) {
        continue;  // won, won again or lost: no component
      }
      const auto products = products_of(input.facts.rates(), account, day.plus_days(-1), day, input.last);
      const auto found = std::ranges::find(products, product, &ProductRevenue::product);
      if (found == products.end() || !found->moves() || component_of(*found) != Wanted) {
        continue;
      }
      const Cause cause = cause_of(together, found->rises());
      subject.anchor = day;
      subject.product = product;
      subject.part = cause.subscription;
      const Exact size = distance(found->before.paid, found->after.paid);
      if (!cause.origin) {
        sink.exclude(subject, cause.unknown);
      } else {
        sink.add(subject, *cause.origin == model::Origin::cs ? size : Exact(), size);
      }
    }
  });
}
template void by_cs<Component::upgrade>(const Input&, Sink&);
template void by_cs<Component::downgrade>(const Input&, Sink&);
template void by_cs<Component::cross_sell>(const Input&, Sink&);

}  // namespace csx::metrics::revenue
