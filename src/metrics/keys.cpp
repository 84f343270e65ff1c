#include "keys.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "csx/metrics/fit.hpp"
#include "csx/metrics/handover.hpp"
#include "csx/metrics/revenue.hpp"
#include "csx/sla/lifecycle.hpp"
#include "csx/sla/service.hpp"

namespace csx::metrics {

namespace {

template <class T>
std::string_view on(const std::optional<model::Dated<T>>& dated, time::Date day) {
  const T* value = dated ? dated->on(day) : nullptr;
  return value != nullptr ? std::string_view(value->value) : std::string_view();
}

std::string_view touch_of(const Facts& facts, const model::Account& account, time::Date day) {
  const auto touch = sla::touch_model_on(account, facts.agreement_on(day), day);
  return touch ? model::word(*touch) : std::string_view();
}

/// What an account holds on a day.
std::vector<std::string_view> products_on(const model::Account& account, time::Date day) {
  std::vector<std::string_view> products;
  for (const model::Subscription& subscription : account.subscriptions) {
    if (price_held(subscription, day) != nullptr) {
      products.push_back(subscription.product);
    }
  }
  return products;
}

/// `erp + pos`; empty for none.
std::string_view joined(const std::vector<std::string_view>& products, Combined& combined) {
  if (products.size() < 2) {
    return products.empty() ? std::string_view() : products.front();
  }
  return *combined.insert(fmt::format("{}", fmt::join(products, " + "))).first;
}

std::vector<std::string_view> products_won(const Win& win) {
  std::vector<std::string_view> products;
  for (const Win::Part& part : win.parts) {
    products.push_back(part.subscription->product);
  }
  return products;
}

/// What an account says by itself.
std::string_view key_of(const Facts& facts, const model::Account& account, time::Date day,
                        Dimension dimension) {
  switch (dimension) {
    case Dimension::segment:
      return on(account.segment, day);
    case Dimension::tier:
      return on(account.tier, day);
    case Dimension::touch_model:
      return touch_of(facts, account, day);
    case Dimension::csm: {
      const std::string* csm = sla::csm_on(account, day);
      return csm != nullptr ? std::string_view(*csm) : std::string_view();
    }
    case Dimension::rep:
      return account.owners ? on(account.owners->sales, day) : std::string_view();
    case Dimension::lead_source:
      return account.lead_source ? std::string_view(*account.lead_source) : std::string_view();
    case Dimension::account:
      return account.id.value;
    case Dimension::fit_band: {
      const model::Band* band = fit_of(facts, account, day).band;
      return band != nullptr ? std::string_view(band->id.value) : std::string_view();
    }
    case Dimension::area:
    case Dimension::product:
    case Dimension::month:
    case Dimension::handoff:
      break;
  }
  return {};
}

}  // namespace

std::vector<std::string_view> products_of(const Subject& subject) {
  if (!subject.product.empty()) {
    return {subject.product};
  }
  if (subject.account == nullptr) {
    return {};
  }
  std::vector<std::string_view> products =
      subject.win != nullptr
          ? products_won(*subject.win)
          : products_on(*subject.account->account, subject.products_on.value_or(subject.anchor));
  std::ranges::sort(products);
  const auto again = std::ranges::unique(products);
  products.erase(again.begin(), again.end());
  return products;
}

std::string_view key_of(const Facts& facts, const Subject& subject, Dimension dimension,
                        std::string_view area, Combined& combined) {
  const model::Account* account = subject.account != nullptr ? subject.account->account : nullptr;
  switch (dimension) {
    case Dimension::area:
      return subject.area.empty() ? area : subject.area;
    case Dimension::product:
      return joined(products_of(subject), combined);
    case Dimension::handoff:
      return subject.account != nullptr ? word(handover_of(facts, *subject.account)) : std::string_view();
    case Dimension::segment:
      return account == nullptr ? subject.segment : key_of(facts, *account, subject.anchor, dimension);
    default:
      return account == nullptr ? std::string_view() : key_of(facts, *account, subject.anchor, dimension);
  }
}

}  // namespace csx::metrics
