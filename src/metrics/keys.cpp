#include "keys.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "csx/metrics/fit.hpp"
#include "csx/metrics/handover.hpp"
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

std::string_view products_of(const model::Account& account, time::Date day, Combined& combined) {
  const std::vector<std::string_view> products = products_on(account, day);
  if (products.size() < 2) {
    return products.empty() ? std::string_view() : products.front();
  }
  return *combined.insert(fmt::format("{}", fmt::join(products, " + "))).first;
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

std::vector<std::string_view> products_on(const model::Account& account, time::Date day) {
  std::vector<std::string_view> products;
  for (const model::Subscription& subscription : account.subscriptions) {
    const bool is_held = !subscription.trial.value_or(false) && sla::price_on(subscription, day) != nullptr;
    if (is_held && std::ranges::find(products, subscription.product) == products.end()) {
      products.push_back(subscription.product);
    }
  }
  std::ranges::sort(products);
  return products;
}

std::string_view key_of(const Facts& facts, const Subject& subject, Dimension dimension,
                        std::string_view area, Combined& combined) {
  const model::Account* account = subject.account != nullptr ? subject.account->account : nullptr;
  switch (dimension) {
    case Dimension::area:
      return subject.area.empty() ? area : subject.area;
    case Dimension::product:
      return subject.product.empty() && account != nullptr
                 ? products_of(*account, subject.products_on.value_or(subject.anchor), combined)
                 : subject.product;
    case Dimension::handoff:
      return subject.account != nullptr ? word(handover_of(facts, *subject.account)) : std::string_view();
    case Dimension::segment:
      return account == nullptr ? subject.segment : key_of(facts, *account, subject.anchor, dimension);
    default:
      return account == nullptr ? std::string_view() : key_of(facts, *account, subject.anchor, dimension);
  }
}

}  // namespace csx::metrics
