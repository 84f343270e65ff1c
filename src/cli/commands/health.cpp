#include "csx/metrics/health.hpp"
#include "../clock.hpp"
#include "../score_groups.hpp"
#include "csx/base/text.hpp"
#include "table.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace csx::cli {
namespace {

using metrics::Health;
using metrics::HealthBook;

constexpr std::array<std::string_view, 4> k_health_formats{"text", "json", "csv", "markdown"};

struct HealthOptions {
  AccountChoice choice;
  bool explain = false;
  std::optional<std::string> since;
};

void declare(HealthOptions& options, Options& out) {
  out.push_back(account_choice(options.choice.account));
  out.push_back(by_option(options.choice.by, Splits::accounts));
  out.push_back(where_option(options.choice.where, Splits::accounts));
  out.push_back({.names = "--since",
                 .value = "INSTANT",
                 .doc = "what moved the score since then, and by how much; a date means its end",
                 .into = &options.since});
  out.push_back({.names = "--explain",
                 .value = {},
                 .doc = "show each measure: its value, age, score, weight and what it adds",
                 .into = &options.explain});
}

struct JudgedHealth {
  const metrics::AccountFacts* account = nullptr;
  Health now;
  Health before;  ///< with --since
};

/// All that the command found out.
struct Books {
  const HealthBook& now;
  const HealthBook* before = nullptr;
  std::string since;  ///< the date
};

std::string moved_text(const Health& now, const Health& before) {
  if (!now.score() || !before.score()) {
    return "n/a";
  }
  const Fraction moved = *now.score() - *before.score();
  return (moved > Fraction(0) ? "+" : "") + moved.rounded(1);
}

report::Table table_of(const std::vector<JudgedHealth>& judged, const Books& books) {
  constexpr auto k_right = report::Align::right;
  report::Table table;
  table.columns = {{"account", {}}, {"health", k_right}};
  if (books.before != nullptr) {
    table.columns.push_back({books.since, k_right});
    table.columns.push_back({"moved", k_right});
  }
  table.columns.push_back({"band", {}});
  table.columns.push_back({"coverage", k_right});
  table.columns.push_back({"", {}});
  for (const JudgedHealth& each : judged) {
    auto& row = table.rows.emplace_back(
        std::vector<std::string>{each.account->account->id.value, score_text(each.now.score())});
    if (books.before != nullptr) {
      row.push_back(score_text(each.before.score()));
      row.push_back(moved_text(each.now, each.before));
    }
    const bool has_moved = books.before != nullptr && each.before.band != nullptr &&
                           each.now.band != nullptr && each.before.band->id.value != each.now.band->id.value;
    row.push_back(has_moved ? fmt::format("{} -> {}", band_text(each.before.band), band_text(each.now.band))
                            : band_text(each.now.band));
    row.push_back(percent_text(each.now.total.coverage));
    row.push_back(remark_of(each.now));
  }
  return table;
}

std::vector<std::string> rules_of(const model::HealthModel& model) {
  std::vector<std::string> rules;
  for (const model::HealthMeasure& measure : model.measures) {
    rules.push_back(fmt::format("{}: {}", measure.source, rule_text(measure.score)));
    if (measure.expires_after) {
      rules.back() += fmt::format("; valid for {}", measure.expires_after->to_string());
    }
  }
  return rules;
}

std::string explained(const Judging& judging, const JudgedHealth& judged, const Books& books,
                      std::optional<std::size_t> width) {
  const Health& health = judged.now;
  std::string text =
      fmt::format("{}: health {}{}\n", judged.account->account->id.value, score_text(health.score()),
                  health.band != nullptr ? ", " + band_text(health.band) : std::string());
  if (const std::string remark = remark_of(health); !remark.empty()) {
    text += remark + "\n";
  }
  if (books.now.model() == nullptr) {
    return text;
  }
  const auto& agreement = books.now.agreement()->as<model::Agreement>();
  text += fmt::format("{} version {}, as of {}; health = sum of weight x score / weight known\n\n",
                      agreement.id.value, agreement.version,
                      instant_text(judging.session->data.zone(), judging.session->as_of));
  text += lines_text({"measure", health.parts, health.total, rules_of(*books.now.model())},
                     judging.session->today, width);
  if (health.cap != nullptr) {
    text +=
        fmt::format("\n{} {}: the band is at most {}, the score alone gives {}\n", health.cap->measure.value,
                    health.cap->is.to_string(), band_text(health.band), band_text(health.uncapped));
  }
  if (books.before != nullptr) {
    text += fmt::format("\nsince {}\n", books.since);
    text += report::text_of(moves_table("measure", health.parts, health.total, judged.before.parts,
                                        judged.before.total, books.since),
                            width);
  }
  return text;
}

Json score_json(const Health& health) {
  return {{"score", decimal_json(health.score())},
          {"band", health.band != nullptr ? Json(health.band->id.value) : Json(nullptr)},
          {"uncapped_band", health.uncapped != nullptr ? Json(health.uncapped->id.value) : Json(nullptr)},
          {"capped_by", health.cap != nullptr ? Json(health.cap->measure.value) : Json(nullptr)},
          {"coverage", decimal_json(health.total.coverage)},
          {"only_feeling", health.only_feeling},
          {"why", text_json(health.total.why)}};
}

Json json_of(const JudgedHealth& judged, const Books& books) {
  Json json{{"account", judged.account->account->id.value}};
  json.update(score_json(judged.now));
  json["measures"] =
      books.now.model() == nullptr
          ? Json::array()
          : lines_json({"measure", judged.now.parts, judged.now.total, rules_of(*books.now.model())});
  if (books.before != nullptr) {
    Json before{{"since", books.since}};
    before.update(score_json(judged.before));
    before["moves"] = moves_json(judged.now.parts, judged.before.parts);
    json["before"] = std::move(before);
  }
  return json;
}

/// Worst first, what is not known last.
void sort(std::vector<JudgedHealth>& judged) {
  std::ranges::stable_sort(judged, [](const JudgedHealth& a, const JudgedHealth& b) {
    return a.now.score().has_value() != b.now.score().has_value()
               ? a.now.score().has_value()
               : a.now.score() && *a.now.score() < *b.now.score();
  });
}

Result<std::optional<time::Instant>> since_of(Context& context, const HealthOptions& options,
                                              const Session& session) {
  if (!options.since) {
    return std::nullopt;
  }
  const time::Zone& zone = session.data.zone();
  const auto date = time::Date::parse(*options.since);
  const Result<time::Instant> at = date ? Result<time::Instant>(zone.end_of(*date))
                                        : parse_instant(context, zone, *options.since, "--since");
  if (!at) {
    return fail(at.error());
  }
  if (*at >= session.as_of) {
    return fail(ErrorKind::usage,
                fmt::format("--since {} is not before the as-of instant", csx::quoted(*options.since)));
  }
  return *at;
}

void put(Context& context, const Judging& judging, const Books& books, const HealthOptions& options,
         const std::vector<JudgedHealth>& judged) {
  ScoreGroups groups;
  ScoreGroup all;
  std::map<std::vector<std::string>, metrics::GroupSum> sums;
  for (const JudgedHealth& each : judged) {
    all.add(each.now.score(), each.now.band);
    sums[{}].add(books.now, *each.account, each.now);
    if (!judging.by.empty()) {
      const auto keys =
          metrics::account_keys(*judging.facts, *each.account, judging.session->today, judging.by);
      groups[keys].add(each.now.score(), each.now.band);
      sums[keys].add(books.now, *each.account, each.now);
    }
  }
  Weighted weighted;
  for (const auto& [keys, sum] : sums) {
    weighted.emplace(keys, score_text(sum.result().score));
  }
  static const std::vector<model::Band> k_none;
  const auto& bands = books.now.model() != nullptr ? books.now.model()->bands : k_none;
  if (context.format() == "json") {
    Json rows = Json::array();
    for (const JudgedHealth& each : judged) {
      rows.push_back(json_of(each, books));
    }
    Json data = groups_json(judging, groups, all, bands, weighted);
    data["accounts"] = std::move(rows);
    context.out = report::to_text(report::envelope(header_of(context, *judging.session), std::move(data)));
  } else if (context.format() == "text" && !judging.is_one && books.now.model() == nullptr) {
    context.note(undeclared_text("health", *judging.session));
  } else if (!judging.by.empty()) {
    put_table(context, groups_table(judging, groups, all, bands, weighted), "no paying accounts");
    if (const std::string why = sums[{}].result().why; !why.empty() && context.format() == "text") {
      context.note(fmt::format("weighted: {}", why));
    }
  } else if (context.format() == "text" && (options.explain || judging.is_one)) {
    for (const JudgedHealth& each : judged) {
      context.out += (context.out.empty() ? "" : "\n") + explained(judging, each, books, context.width());
    }
    if (!judged.empty() && books.now.model() != nullptr) {
      const Health& health = judged.front().now;
      context.out +=
          rules_text({"measure", health.parts, health.total, rules_of(*books.now.model())}, context.width());
    }
  } else {
    if (context.format() == "text" && !judged.empty()) {
      const auto& version = books.now.agreement()->as<model::Agreement>();
      context.out = fmt::format("{} version {}, as of {}\n\n", version.id.value, version.version,
                                instant_text(judging.session->data.zone(), judging.session->as_of));
    }
    put_table(context, table_of(judged, books), "no paying accounts");
  }
}

Result<int> run(const HealthOptions& options, Context& context) {
  const Result<Judging> opened = open_judging(context, options.choice, Wanted::paying);
  if (!opened) {
    return fail(opened.error());
  }
  const Judging& judging = *opened;
  const auto since = since_of(context, options, *judging.session);
  if (!since) {
    return fail(since.error());
  }
  const HealthBook now(*judging.facts, judging.session->as_of);
  std::unique_ptr<const HealthBook> before;
  Books books{now, nullptr, {}};
  if (*since) {
    before = std::make_unique<const HealthBook>(*judging.facts, **since);
    books.before = before.get();
    books.since = before->day().to_string();
  }
  std::vector<JudgedHealth> judged;
  for (const metrics::AccountFacts* account : judging.accounts) {
    judged.push_back({account, now.of(*account), before != nullptr ? before->of(*account) : Health()});
  }
  sort(judged);
  put(context, judging, books, options, judged);
  return 0;
}

constexpr std::array<Example, 4> k_health_examples{
    {{"csx health", "every paying account, the worst first"},
     {"csx health padaria-estrela --since 2026-10-31", "one account: each measure, and what moved the score"},
     {"csx health --by segment,tier", "how health is spread, weighted as the agreement declares"},
     {"csx health --where csm=carla --since 2026-09-30", "one portfolio since the last quarter"}}};

}  // namespace

const Command k_health{
    .name = "health",
    .group = Group::look,
    .summary = "how customers fare, by the agreement's measures, and what moved it",
    .effect = Effect::reads,
    .about =
        "A weighted sum of the measures that the main agreement in force declares, from 0 to 100. Measures "
        "that "
        "are missing or older than they are valid for are left out and the others reweighted; coverage says "
        "how "
        "much of the weight is known, and without any the score is n/a, never 0. Overrides cap the band. An "
        "account whose health rests on feeling alone is told.",
    .formats = k_health_formats,
    .examples = k_health_examples,
    .prepare = prepare<HealthOptions, declare, run>};

}  // namespace csx::cli
