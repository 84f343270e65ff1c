#include "csx/report/metrics.hpp"
#include "../context.hpp"
#include "../metric_options.hpp"
#include "../period_option.hpp"
#include "../session.hpp"
#include "csx/base/text.hpp"
#include "csx/metrics/evaluate.hpp"
#include "table.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace csx::cli {
namespace {

using metrics::Metric;

constexpr std::array<std::string_view, 4> k_metrics_formats{"text", "json", "csv", "markdown"};
constexpr std::string_view k_usual_period = "last-month";

struct MetricsOptions {
  std::vector<std::string> ids;
  std::optional<std::string> period;
  std::vector<std::string> by;
  std::optional<std::string> trend;
  std::vector<std::string> where;
  bool explain = false;
};

void declare(MetricsOptions& options, Options& out) {
  out.push_back(
      {.names = "METRIC",
       .value = {},
       .doc =
           "metrics (revenue.nrr) or families of them (revenue); all unless said; list shows the catalogue",
       .into = &options.ids,
       .completes = Completes::explained,
       .place = Option::Place::argument});
  out.push_back(
      {.names = "--period",
       .value = "PERIOD",
       .doc = "2026, 2026-Q3, 2026-10, 2026-W41, 2026-10-05, A..B, this-quarter, last-month, last-90d, "
              "last-12mo; last-month unless said",
       .into = &options.period});
  out.push_back(by_option(options.by, Splits::figures));
  out.push_back(trend_option(options.trend));
  out.push_back(where_option(options.where, Splits::figures));
  out.push_back({.names = "--explain",
                 .value = {},
                 .doc = "show what each record adds, and which are left out",
                 .into = &options.explain});
}

/// Ids and families, in the order of the catalogue. *Errors*: usage.
Result<std::vector<const Metric*>> chosen(const std::vector<std::string>& words) {
  std::vector<const Metric*> rows;
  for (const Metric& metric : metrics::table()) {
    const bool wanted = words.empty() || std::ranges::any_of(words, [&](const std::string& word) {
                          return word == metric.id || word == metric.family();
                        });
    if (wanted) {
      rows.push_back(&metric);
    }
  }
  for (const std::string& word : words) {
    const bool known = std::ranges::any_of(
        metrics::table(), [&](const Metric& metric) { return word == metric.id || word == metric.family(); });
    if (known) {
      continue;
    }
    std::vector<std::string_view> names(metrics::metric_ids().begin(), metrics::metric_ids().end());
    for (const metrics::Family& family : metrics::families()) {
      names.push_back(family.name);
    }
    return fail(
        ErrorKind::usage,
        fmt::format("{} is no metric and no family of them{}", csx::quoted(word), did_you_mean(word, names)),
        {"run `csx metrics list` for the catalogue"});
  }
  return rows;
}

int list(const std::vector<const Metric*>& rows, Context& context) {
  if (context.format() == "json") {
    context.out = report::to_text(
        report::envelope(header_of(context), Json{{"metrics", report::catalogue_json(rows)}}));
  } else if (context.format() == "csv") {
    context.out = report::csv_of(report::catalogue_table(rows));
  } else if (context.format() == "markdown") {
    context.out = report::markdown_of(report::catalogue_table(rows));
  } else {
    context.out = report::text_of(report::catalogue_table(rows), context.width());
  }
  return 0;
}

Result<int> run(const MetricsOptions& options, Context& context) {
  std::vector<std::string> ids = options.ids;
  const bool wants_list = !ids.empty() && ids.front() == "list";
  if (wants_list) {
    ids.erase(ids.begin());
  }
  Result<std::vector<const Metric*>> rows = chosen(ids);
  if (!rows) {
    return fail(std::move(rows.error()));
  }
  if (wants_list) {
    return list(*rows, context);
  }
  Result<std::vector<metrics::Dimension>> by = read_dimensions(options.by, Splits::figures);
  if (!by) {
    return fail(std::move(by.error()));
  }
  const Result<unsigned> trend = read_trend(options.trend, 0);
  if (!trend) {
    return fail(trend.error());
  }
  const auto opened = open_session(context);
  if (!opened) {
    return fail(opened.error());
  }
  const Session& session = **opened;
  const Result<time::Period> days = read_period(options.period, k_usual_period, session.today);
  if (!days) {
    return fail(days.error());
  }
  Result<metrics::Where> where = metrics::parse_where(options.where, session.data);
  if (!where) {
    return fail(std::move(where.error()));
  }
  const auto facts = std::make_shared<const metrics::Facts>(session.data, session.as_of);
  context.keep(facts);
  const metrics::Query query{*std::move(rows), *days, *std::move(by), *std::move(where), *trend,
                             options.explain,  0};
  const std::vector<metrics::PeriodResult> results = metrics::evaluate(*facts, query);
  const report::MetricsAnswer answer{facts.get(), &query, results};
  if (context.format() == "json") {
    context.out =
        report::to_text(report::envelope(header_of(context, session), report::metrics_json(answer)));
  } else if (context.format() == "csv") {
    context.out = report::csv_of(report::metrics_csv(answer));
  } else if (context.format() == "markdown") {
    context.out = report::metrics_markdown(answer);
  } else {
    context.out = report::metrics_text(answer, context.width(), context.color());
  }
  return 0;
}

constexpr std::array<Example, 6> k_metrics_examples{
    {{"csx metrics revenue --period 2026-Q3", "one family over a quarter"},
     {"csx metrics revenue.nrr revenue.grr --trend 6", "two metrics and how they moved"},
     {"csx metrics acquisition --by segment,rep --period this-year", "who won what, by segment and person"},
     {"csx metrics revenue.logo-churn --where tier=a,b --by month --period 2026", "a filter, month by month"},
     {"csx metrics revenue.churn --explain", "the records behind a value"},
     {"csx metrics list revenue", "what there is to be measured"}}};

}  // namespace

const Command k_metrics{.name = "metrics",
                        .group = Group::look,
                        .summary = "measure both areas: values, groups, trends and the records behind them",
                        .effect = Effect::reads,
                        .about =
                            "A metric is one line of the catalogue (csx metrics list, csx explain METRIC). "
                            "Its value carries what it is "
                            "made of, the number of records n, and what was left out and why. What is not "
                            "known is n/a with the reason, "
                            "never zero. Groups are computed from records, never from averages; dated values "
                            "of an account are those of "
                            "the day that places the record in the period.\n\n"
                            "Periods are whole days in the workspace's zone, both ends included; what lies "
                            "after the as-of instant has "
                            "not happened.",
                        .formats = k_metrics_formats,
                        .examples = k_metrics_examples,
                        .prepare = prepare<MetricsOptions, declare, run>};

}  // namespace csx::cli
