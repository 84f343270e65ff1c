#include "csx/metrics/fit.hpp"
#include "../score_groups.hpp"
#include "csx/base/text.hpp"
#include "table.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace csx::cli {
namespace {

using metrics::Fit;

constexpr std::array<std::string_view, 4> k_fit_formats{"text", "json", "csv", "markdown"};

struct FitOptions {
  AccountChoice choice;
  bool explain = false;
};

void declare(FitOptions& options, Options& out) {
  out.push_back(account_choice(options.choice.account));
  out.push_back(by_option(options.choice.by, Splits::accounts));
  out.push_back(where_option(options.choice.where, Splits::accounts));
  out.push_back({.names = "--explain",
                 .value = {},
                 .doc = "show each criterion: the answer, its score, weight and what it adds",
                 .into = &options.explain});
}

struct JudgedFit {
  const metrics::AccountFacts* account = nullptr;
  Fit fit;
};

std::vector<std::string> rules_of(const Fit& fit) {
  std::vector<std::string> rules;
  for (const model::FitCriterion& criterion : fit.model->criteria) {
    rules.push_back(rule_text(criterion.score));
    for (const model::AnyValue& answer : criterion.knock_out) {
      rules.back() += fmt::format("; {} knocks out", answer.value);
    }
  }
  return rules;
}

report::Table table_of(const std::vector<JudgedFit>& judged) {
  report::Table table;
  table.columns = {{"account", {}},
                   {"fit", report::Align::right},
                   {"band", {}},
                   {"coverage", report::Align::right},
                   {"", {}}};
  for (const JudgedFit& each : judged) {
    table.rows.push_back({each.account->account->id.value, score_text(each.fit.score()),
                          band_text(each.fit.band), percent_text(each.fit.total.coverage),
                          remark_of(each.fit)});
  }
  return table;
}

std::string explained(const Judging& judging, const JudgedFit& judged, std::optional<std::size_t> width) {
  const Fit& fit = judged.fit;
  std::string text = fmt::format("{}: fit {}{}\n", judged.account->account->id.value, score_text(fit.score()),
                                 fit.band != nullptr ? ", " + band_text(fit.band) : std::string());
  if (const std::string remark = remark_of(fit); !remark.empty()) {
    text += remark + "\n";
  }
  if (fit.model == nullptr) {
    return text;
  }
  const auto& agreement = fit.agreement->as<model::Agreement>();
  text += fmt::format("{} version {}, answers as of {}; fit = sum of weight x score / weight answered\n\n",
                      agreement.id.value, agreement.version, judging.session->today.to_string());
  ScoreLines lines{"criterion", fit.parts, fit.total, rules_of(fit), {}};
  if (fit.knocked_out != nullptr) {
    lines.overruled_by = "knocked out";
  }
  return text + lines_text(lines, judging.session->today, width);
}

Json json_of(const JudgedFit& judged) {
  const Fit& fit = judged.fit;
  Json json{
      {"account", judged.account->account->id.value},
      {"score", decimal_json(fit.score())},
      {"band", fit.band != nullptr ? Json(fit.band->id.value) : Json(nullptr)},
      {"coverage", decimal_json(fit.total.coverage)},
      {"bad_fit", fit.is_bad ? Json(*fit.is_bad) : Json(nullptr)},
      {"knocked_out_by", fit.knocked_out != nullptr ? Json(fit.knocked_out->field.value) : Json(nullptr)},
      {"why", text_json(fit.total.why)}};
  json["criteria"] =
      fit.model == nullptr ? Json::array() : lines_json({"criterion", fit.parts, fit.total, rules_of(fit)});
  return json;
}

Result<int> run(const FitOptions& options, Context& context) {
  const Result<Judging> opened = open_judging(context, options.choice, Wanted::all);
  if (!opened) {
    return fail(opened.error());
  }
  const Judging& judging = *opened;
  std::vector<JudgedFit> judged;
  for (const metrics::AccountFacts* account : judging.accounts) {
    judged.push_back({account, metrics::fit_of(*judging.facts, *account->account, judging.session->today)});
  }
  std::ranges::stable_sort(judged, [](const JudgedFit& a, const JudgedFit& b) {
    return a.fit.score().has_value() != b.fit.score().has_value()
               ? a.fit.score().has_value()
               : a.fit.score() && *a.fit.score() < *b.fit.score();
  });
  ScoreGroups groups;
  ScoreGroup all;
  for (const JudgedFit& each : judged) {
    all.add(each.fit.score(), each.fit.band);
    if (!judging.by.empty()) {
      groups[metrics::account_keys(*judging.facts, *each.account, judging.session->today, judging.by)].add(
          each.fit.score(), each.fit.band);
    }
  }
  const model::Agreement* agreement = judging.facts->agreement_on(judging.session->today);
  static const std::vector<model::Band> k_none;
  const auto& bands = agreement != nullptr && agreement->fit ? agreement->fit->bands : k_none;
  if (context.format() == "json") {
    Json rows = Json::array();
    for (const JudgedFit& each : judged) {
      rows.push_back(json_of(each));
    }
    Json data = groups_json(judging, groups, all, bands);
    data["accounts"] = std::move(rows);
    context.out = report::to_text(report::envelope(header_of(context, *judging.session), std::move(data)));
    return 0;
  }
  if (context.format() == "text" && !judging.is_one && (agreement == nullptr || !agreement->fit)) {
    context.note(undeclared_text("fit", *judging.session));
    return 0;
  }
  if (!judging.by.empty()) {
    put_table(context, groups_table(judging, groups, all, bands), "no accounts");
    return 0;
  }
  if (context.format() == "text" && (options.explain || judging.is_one)) {
    for (const JudgedFit& each : judged) {
      context.out += (context.out.empty() ? "" : "\n") + explained(judging, each, context.width());
    }
    if (!judged.empty() && judged.front().fit.model != nullptr) {
      const Fit& fit = judged.front().fit;
      context.out += rules_text({"criterion", fit.parts, fit.total, rules_of(fit)}, context.width());
    }
    return 0;
  }
  if (context.format() == "text" && !judged.empty() && judged.front().fit.agreement != nullptr) {
    const auto& version = judged.front().fit.agreement->as<model::Agreement>();
    context.out = fmt::format("{} version {}, answers as of {}\n\n", version.id.value, version.version,
                              judging.session->today.to_string());
  }
  put_table(context, table_of(judged), "no accounts");
  return 0;
}

constexpr std::array<Example, 4> k_fit_examples{
    {{"csx fit", "every account, the worst fit first"},
     {"csx fit padaria-estrela", "each criterion of one account and what it adds"},
     {"csx fit --by segment,lead-source", "how fit is spread"},
     {"csx metrics fit acquisition.cac acquisition.later-churn --by rep,fit-band --period 2026",
      "what bad fit costs, and who sells it"}}};

}  // namespace

const Command k_fit{
    .name = "fit",
    .group = Group::look,
    .summary = "how well customers suit the value proposition, by the agreement's criteria",
    .effect = Effect::reads,
    .about =
        "A weighted sum of the answers to the criteria of the main agreement in force, from 0 to "
        "100. Criteria without an answer are left out and the others reweighted; coverage says how "
        "much of the weight is answered, and below the agreement's floor the score is n/a. An "
        "answer that knocks out makes it 0.",
    .formats = k_fit_formats,
    .examples = k_fit_examples,
    .prepare = prepare<FitOptions, declare, run>};

}  // namespace csx::cli
