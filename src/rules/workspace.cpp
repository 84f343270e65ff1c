#include "csx/model/workspace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "csx/base/text.hpp"
#include "csx/model/account.hpp"
#include "csx/model/agreement.hpp"
#include "families.hpp"

namespace csx::rules {

namespace {

using model::Workspace;

void no_main_agreement(const Input& input, Report& report) {
  const Workspace& workspace = input.data.workspace();
  if (!workspace.main_agreement && !input.data.all<model::Agreement>().empty()) {
    report.add(input.data.workspace_record(), workspace.main_agreement,
               "nothing says which agreement is the main one");
  }
}

void no_calendar(const Input& input, Report& report) {
  const Workspace& workspace = input.data.workspace();
  if (!workspace.calendar) {
    report.add(input.data.workspace_record(), workspace.calendar, "the folder has no calendar of its own");
  }
}

void rate_of_reporting_currency(const Input& input, Report& report) {
  const Workspace& workspace = input.data.workspace();
  for (const model::ExchangeRate& rate : workspace.exchange_rates) {
    if (rate.currency == workspace.currency) {
      report
          .add(input.data.workspace_record(), rate.currency,
               fmt::format("{} is the reporting currency and needs no rate", rate.currency.view()))
          .note(input.data.workspace_record(), workspace.currency, "the reporting currency");
    }
  }
}

void rate_twice(const Input& input, Report& report) {
  std::map<std::pair<std::string_view, time::Date>, const model::ExchangeRate*> seen;
  for (const model::ExchangeRate& rate : input.data.workspace().exchange_rates) {
    const auto [at, is_new] = seen.try_emplace({rate.currency.view(), rate.date}, &rate);
    if (!is_new) {
      report
          .add(input.data.workspace_record(), rate.date,
               fmt::format("{} has two rates from {}: {} and {}", rate.currency.view(), rate.date.to_string(),
                           at->second->rate.to_string(), rate.rate.to_string()))
          .note(input.data.workspace_record(), at->second->date, "the first rate");
    }
  }
}

void rate_zero(const Input& input, Report& report) {
  for (const model::ExchangeRate& rate : input.data.workspace().exchange_rates) {
    if (rate.rate == Decimal(0, 0)) {
      report.add(input.data.workspace_record(), rate.rate,
                 fmt::format("the rate of {} is zero", rate.currency.view()));
    }
  }
}

/// The first day for which each currency has a rate.
std::map<std::string, time::Date, std::less<>> first_rates(const Workspace& workspace) {
  std::map<std::string, time::Date, std::less<>> first;
  for (const model::ExchangeRate& rate : workspace.exchange_rates) {
    const auto [at, is_new] = first.try_emplace(std::string(rate.currency.view()), rate.date);
    if (!is_new && rate.date < at->second) {
      at->second = rate.date;
    }
  }
  return first;
}

void no_rate(const Input& input, Report& report) {
  const Workspace& workspace = input.data.workspace();
  const auto first = first_rates(workspace);
  const auto judge = [&](const model::AnyRecord& record, const Money& sum, time::Date day) {
    // A price of zero is zero in every currency.
    if (sum.currency == workspace.currency || sum.amount == Decimal(0, 0)) {
      return false;
    }
    const auto known = first.find(sum.currency.view());
    if (known != first.end() && known->second <= day) {
      return false;
    }
    report
        .add(record, sum,
             fmt::format("no rate from {} to {} on or before {}", sum.currency.view(),
                         workspace.currency.view(), day.to_string()))
        .help(fmt::format("Add {{currency: {}, date: {}, rate: …}} to `exchange_rates:` in csx.yaml",
                          sum.currency.view(), day.to_string()));
    return true;
  };
  for (const model::AnyRecord& record : input.data.all<model::Account>()) {
    for (const model::Subscription& subscription : record.as<model::Account>().subscriptions) {
      bool is_said = judge(record, subscription.mrr, subscription.start_on);
      for (const model::SubscriptionChange& change : subscription.changes) {
        // One finding for a subscription: later prices miss the same rate.
        is_said = is_said || judge(record, change.mrr, change.date);
      }
    }
  }
}

/// Whether a rule of that id, or a family/* of that name, exists.
bool is_known_rule(std::string_view id) {
  const auto ids = rule_ids();
  if (id.ends_with("/*")) {
    const std::string_view family = id.substr(0, id.size() - 1);
    return std::any_of(ids.begin(), ids.end(),
                       [&](std::string_view each) { return each.starts_with(family); });
  }
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

std::string nearest_rule(std::string_view id) {
  std::set<std::string> names;
  const bool is_family = id.ends_with("/*");
  for (std::string_view each : rule_ids()) {
    names.insert(is_family ? std::string(each.substr(0, each.find('/'))) + "/*" : std::string(each));
  }
  const std::vector<std::string_view> words(names.begin(), names.end());
  return did_you_mean(id, words);
}

void unknown_rule(const Input& input, Report& report) {
  const Workspace& workspace = input.data.workspace();
  if (!workspace.checks) {
    return;
  }
  for (const auto& [rule, severity] : workspace.checks->severity) {
    if (!is_known_rule(rule.value)) {
      report
          .add(input.data.workspace_record(), severity,
               fmt::format("there is no rule {}{}", quoted(rule.value), nearest_rule(rule.value)))
          .at_key();
    }
  }
  for (const model::FolderSuppression& suppression : workspace.checks->suppressions) {
    if (!is_known_rule(suppression.rule.value)) {
      report.add(input.data.workspace_record(), suppression.rule,
                 fmt::format("there is no rule {}{}", quoted(suppression.rule.value),
                             nearest_rule(suppression.rule.value)));
    }
  }
}

void suppression_expired(const Input& input, Report& report) {
  const Workspace& workspace = input.data.workspace();
  if (!workspace.checks) {
    return;
  }
  for (const model::FolderSuppression& suppression : workspace.checks->suppressions) {
    if (suppression.until && *suppression.until < input.today) {
      report.add(input.data.workspace_record(), suppression.until,
                 fmt::format("the suppression of {} held until {}", suppression.rule.value,
                             suppression.until->to_string()));
    }
  }
}

void suppression_everywhere(const Input& input, Report& report) {
  const Workspace& workspace = input.data.workspace();
  if (!workspace.checks) {
    return;
  }
  for (const model::FolderSuppression& suppression : workspace.checks->suppressions) {
    if (!suppression.path && !suppression.record && !suppression.until) {
      report.add(input.data.workspace_record(), suppression.rule,
                 fmt::format("{} is suppressed everywhere and for ever", suppression.rule.value));
    }
  }
}

void csat_scale(const Input& input, Report& report) {
  const Workspace& workspace = input.data.workspace();
  if (workspace.definitions && workspace.definitions->csat_scale) {
    const model::CsatScale& scale = *workspace.definitions->csat_scale;
    if (scale.min >= scale.max) {
      report.add(input.data.workspace_record(), scale.max,
                 fmt::format("the CSAT scale ends at {}, not above its start at {}", scale.max, scale.min));
    }
  }
}

constexpr auto k_workspace_rules = std::to_array<Rule>({
    {"workspace/no-main-agreement", Severity::warning, "The workspace names its main agreement.",
     "Only the main agreement holds strategy, tiers, touch models, scores and thresholds. Until it is named, "
     "csx cannot tell which one to ask for them, and stays silent about all that is missing.",
     "Add `main_agreement:` to csx.yaml with the id of the agreement between Sales and Customer Success",
     no_main_agreement},
    {"workspace/no-calendar", Severity::note, "The workspace has a calendar for all who have none.",
     "Business time is counted in the calendar of a person or an account. Where neither has one, that of the "
     "workspace holds; without it such clocks cannot run.",
     "Run `csx new calendar business timezone=America/Sao_Paulo 'hours={mon: [09:00-18:00], tue: "
     "[09:00-18:00], "
     "wed: [09:00-18:00], thu: [09:00-18:00], fri: [09:00-18:00]}'` with your zone and hours, then `csx set "
     "workspace calendar=business`",
     no_calendar},
    {"workspace/rate-of-reporting-currency", Severity::warning, "The reporting currency has no rate.",
     "A sum in the reporting currency is never converted. A rate for it mostly means that another currency "
     "was meant.",
     "Correct `currency:` of the rate, or remove it", rate_of_reporting_currency},
    {"workspace/rate-twice", Severity::error, "A currency has one rate from each day.",
     "With two rates from one day the same revenue has two values.", "Remove one of the two rates",
     rate_twice},
    {"workspace/rate-zero", Severity::error, "Exchange rates are above zero.",
     "A rate of zero makes all revenue in that currency vanish from every report.", "Correct `rate:`",
     rate_zero},
    {"workspace/no-rate", Severity::error, "Every price in another currency has a rate.",
     "Currencies are never added without a rate: the latest on or before the date. Without one, revenue, "
     "churn "
     "and expansion of the account cannot be computed.",
     "Add the rate to `exchange_rates:` in csx.yaml", no_rate},
    {"workspace/unknown-rule", Severity::warning, "Severities and suppressions name rules that exist.",
     "A misspelt rule changes nothing, and whoever wrote it believes it does.",
     "Write the id of a rule; `csx explain` lists them", unknown_rule},
    {"workspace/suppression-expired", Severity::warning, "Suppressions of the folder have not expired.",
     "A suppression with an end was meant for a time. Its rule speaks again, and the entry only misleads.",
     "Remove the suppression, or agree on a later `until:`", suppression_expired},
    {"workspace/suppression-everywhere", Severity::note, "A suppression says where or until when it holds.",
     "A rule that is silent everywhere and for ever is switched off. That is said openly by its severity, "
     "which every report shows.",
     "Add `path:`, `record:` or `until:`, or write `ignore` for the rule under `checks.severity:`",
     suppression_everywhere},
    {"workspace/csat-scale", Severity::error, "The CSAT scale ends above its start.",
     "The top two answers of the scale count as satisfied. A scale without a top has none.",
     "Correct `min:` and `max:` of `csat_scale:`", csat_scale},
});

}  // namespace

std::span<const Rule> workspace_rules() {
  return k_workspace_rules;
}

}  // namespace csx::rules
