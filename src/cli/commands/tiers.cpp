#include "csx/metrics/tiers.hpp"
#include "../judging.hpp"
#include "csx/base/text.hpp"
#include "table.hpp"

#include <nlohmann/json.hpp>

#include <array>

namespace csx::cli {
namespace {

using metrics::TierVerdict;

constexpr std::array<std::string_view, 4> k_tiers_formats{"text", "json", "csv", "markdown"};

struct TiersOptions {
  AccountChoice choice;
  bool all = false;
};

void declare(TiersOptions& options, Options& out) {
  out.push_back(account_choice(options.choice.account));
  out.push_back({.names = "--all",
                 .value = {},
                 .doc = "list also accounts whose tier and touch model follow from the criteria",
                 .into = &options.all});
  out.push_back(where_option(options.choice.where, Splits::accounts));
}

struct JudgedTier {
  const metrics::AccountFacts* account = nullptr;
  TierVerdict verdict;

  bool differs() const {
    return verdict.tier_differs() || verdict.touch_differs() ||
           (verdict.follows != nullptr && verdict.given == nullptr);
  }
};

std::string stated_touch(const std::optional<model::TouchModel>& touch) {
  return touch ? std::string(model::word(*touch)) : std::string("none");
}

/// Why the tier follows: of the deciding tier each criterion with what was found.
std::string because(const TierVerdict& verdict) {
  if (verdict.follows == nullptr) {
    return verdict.why;
  }
  const metrics::TierAnswer& last = verdict.tiers.back();
  std::vector<std::string> reasons;
  for (const metrics::CriterionAnswer& each : last.criteria) {
    reasons.push_back(
        fmt::format("{} {} is {}", each.criterion->field.value, each.found, each.criterion->is.to_string()));
  }
  if (reasons.empty()) {
    for (const metrics::TierAnswer& tier : verdict.tiers) {
      for (const metrics::CriterionAnswer& each : tier.criteria) {
        if (each.is_met && !*each.is_met) {
          reasons.push_back(fmt::format("not {}: {} {} is not {}", tier.tier->id.value,
                                        each.criterion->field.value, each.found,
                                        each.criterion->is.to_string()));
        }
      }
    }
  }
  return fmt::format("{}", fmt::join(reasons, "; "));
}

report::Table table_of(const std::vector<JudgedTier>& judged) {
  report::Table table;
  table.columns = {{"account", {}},     {"tier", {}},          {"follows", {}},
                   {"touch model", {}}, {"touch follows", {}}, {"because", {}}};
  for (const JudgedTier& each : judged) {
    const TierVerdict& verdict = each.verdict;
    table.rows.push_back(
        {each.account->account->id.value, verdict.given != nullptr ? *verdict.given : std::string("none"),
         verdict.follows != nullptr ? verdict.follows->id.value : std::string("n/a"),
         stated_touch(verdict.touch_given),
         verdict.follows != nullptr ? stated_touch(verdict.follows->touch_model) : std::string("n/a"),
         because(verdict)});
  }
  return table;
}

std::string answer_text(const metrics::CriterionAnswer& answer) {
  const std::string asked =
      fmt::format("{} {}", answer.criterion->field.value, answer.criterion->is.to_string());
  if (!answer.is_met) {
    return fmt::format("{}: not known, {}", asked, answer.why);
  }
  return fmt::format("{}: {}, {}", asked, answer.found, *answer.is_met ? "met" : "not met");
}

std::string explained(const JudgedTier& judged) {
  const TierVerdict& verdict = judged.verdict;
  std::string text = fmt::format("{}: tier {}, touch model {}\n", judged.account->account->id.value,
                                 verdict.given != nullptr ? *verdict.given : std::string("none"),
                                 stated_touch(verdict.touch_given));
  for (const metrics::TierAnswer& tier : verdict.tiers) {
    text += fmt::format("  {} (rank {}): {}\n", tier.tier->id.value, tier.tier->rank,
                        !tier.holds   ? "not known"
                        : *tier.holds ? "yes"
                                      : "no");
    for (const metrics::CriterionAnswer& answer : tier.criteria) {
      text += fmt::format("    {}\n", answer_text(answer));
    }
    if (tier.criteria.empty()) {
      text += "    takes what is left\n";
    }
  }
  if (verdict.follows == nullptr) {
    return text + fmt::format("no tier follows: {}\n", verdict.why);
  }
  text += fmt::format("tier {} follows from the criteria{}\n", verdict.follows->id.value,
                      verdict.tier_differs() ? fmt::format(", the account is in {}", *verdict.given) : "");
  if (verdict.touch_differs()) {
    text += fmt::format("touch model {} follows from it, the account has {}\n",
                        stated_touch(verdict.follows->touch_model), stated_touch(verdict.touch_given));
  }
  return text;
}

Json json_of(const JudgedTier& judged) {
  const TierVerdict& verdict = judged.verdict;
  Json tiers = Json::array();
  for (const metrics::TierAnswer& tier : verdict.tiers) {
    Json criteria = Json::array();
    for (const metrics::CriterionAnswer& answer : tier.criteria) {
      criteria.push_back({{"field", answer.criterion->field.value},
                          {"is", answer.criterion->is.to_string()},
                          {"found", text_json(answer.found)},
                          {"met", answer.is_met ? Json(*answer.is_met) : Json(nullptr)},
                          {"why", text_json(answer.why)}});
    }
    tiers.push_back({{"tier", tier.tier->id.value},
                     {"holds", tier.holds ? Json(*tier.holds) : Json(nullptr)},
                     {"criteria", std::move(criteria)}});
  }
  return {{"account", judged.account->account->id.value},
          {"tier", verdict.given != nullptr ? Json(*verdict.given) : Json(nullptr)},
          {"follows", verdict.follows != nullptr ? Json(verdict.follows->id.value) : Json(nullptr)},
          {"touch_model", verdict.touch_given ? Json(model::word(*verdict.touch_given)) : Json(nullptr)},
          {"touch_model_follows", verdict.follows != nullptr && verdict.follows->touch_model
                                      ? Json(model::word(*verdict.follows->touch_model))
                                      : Json(nullptr)},
          {"differs", judged.differs()},
          {"why", text_json(verdict.why)},
          {"tiers", std::move(tiers)}};
}

/// Of how many nobody can say which tier they belong to, and of one of them why; empty for none.
std::string undecided_text(const std::vector<JudgedTier>& undecided) {
  return undecided.empty()
             ? std::string()
             : fmt::format("the tier of {} cannot be told: {} ({}){}", counted(undecided.size(), "account"),
                           undecided.front().verdict.why, undecided.front().account->account->id.value,
                           undecided.size() > 1 ? "; `csx tiers --all` has all" : "");
}

Result<int> run(const TiersOptions& options, Context& context) {
  const Result<Judging> opened = open_judging(context, options.choice, Wanted::paying);
  if (!opened) {
    return fail(opened.error());
  }
  const Judging& judging = *opened;
  std::vector<JudgedTier> judged;
  std::vector<JudgedTier> undecided;
  for (const metrics::AccountFacts* account : judging.accounts) {
    JudgedTier each{account, metrics::tier_of(*judging.facts, *account->account, judging.session->today)};
    if (each.verdict.follows == nullptr) {
      undecided.push_back(each);
    }
    if (options.all || judging.is_one || each.differs()) {
      judged.push_back(std::move(each));
    }
  }
  if (context.format() == "json") {
    Json rows = Json::array();
    for (const JudgedTier& each : judged) {
      rows.push_back(json_of(each));
    }
    context.out = report::to_text(
        report::envelope(header_of(context, *judging.session), Json{{"accounts", std::move(rows)}}));
  } else if (judging.is_one && context.format() == "text") {
    context.out = explained(judged.front());
  } else {
    const report::Table table = table_of(judged);
    const bool none_known = undecided.size() == judging.accounts.size();
    if (context.format() != "text" || !none_known || !table.rows.empty()) {
      put_table(context, table,
                undecided.empty() ? "every tier and touch model follows from the criteria"
                                  : "every tier and touch model that can be told follows from the criteria");
    }
    if (judging.accounts.empty()) {
      context.note("no account that pays is to be judged");
    } else if (!undecided.empty() && !options.all) {
      context.note(undecided_text(undecided));
    }
  }
  return 0;
}

constexpr std::array<Example, 3> k_tiers_examples{
    {{"csx tiers", "accounts whose tier or touch model no longer follows from the criteria"},
     {"csx tiers padaria-estrela", "why an account belongs in a tier"},
     {"csx tiers --all --format csv", "every account, for a spreadsheet"}}};

}  // namespace

const Command k_tiers{
    .name = "tiers",
    .group = Group::look,
    .summary = "the tier that follows from the agreement's criteria, and who is in another",
    .effect = Effect::reads,
    .about =
        "Tiers are asked from the highest rank down: the first all of whose criteria hold takes the "
        "account, and the last, where it asks nothing, takes what is left. A criterion whose value is "
        "not known leaves the account undecided, unless another of its tier fails.",
    .formats = k_tiers_formats,
    .examples = k_tiers_examples,
    .prepare = prepare<TiersOptions, declare, run>};

}  // namespace csx::cli
