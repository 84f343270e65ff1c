#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "csx/base/text.hpp"
#include "csx/model/account.hpp"
#include "csx/rules/rule.hpp"
#include "csx/sla/lifecycle.hpp"
#include "lookup.hpp"

/// What the files of the family `account` share.
namespace csx::rules::account {

std::span<const Rule> service_rules();
std::span<const Rule> owner_rules();
std::span<const Rule> subscription_rules();
std::span<const Rule> price_rules();
std::span<const Rule> promise_rules();
std::span<const Rule> success_rules();
std::span<const Rule> onboarding_rules();
std::span<const Rule> step_rules();
std::span<const Rule> contact_rules();
std::span<const Rule> xray_rules();
std::span<const Rule> upkeep_rules();
std::span<const Rule> fit_rules();

template <class Judge>
void each_account(const Input& input, Judge judge) {
  for (const model::AnyRecord& record : input.data.all<model::Account>()) {
    judge(record, record.as<model::Account>());
  }
}

/// Whether an account has recurring revenue today.
inline bool pays(const Input& input, const model::Account& account) {
  return sla::pays_on(account, input.today);
}

/// Accounts that have recurring revenue today: those that must be looked after.
template <class Judge>
void each_active(const Input& input, Judge judge) {
  each_account(input, [&](const model::AnyRecord& record, const model::Account& account) {
    if (pays(input, account)) {
      judge(record, account);
    }
  });
}

inline sla::LifecycleState stage_of(const Input& input, const model::Account& account) {
  return sla::lifecycle_on(account, input.data.handoffs_of(account.id.value), input.today, input.data.zone());
}

inline std::optional<time::Date> live_of(const Input& input, const model::Account& account) {
  return sla::live_since(account, input.data.handoffs_of(account.id.value), input.today, input.data.zone());
}

template <class Text>  // a std::optional or Box of std::string
bool is_blank(const Text& text) {
  return !text || trim(*text).empty();
}

}  // namespace csx::rules::account
