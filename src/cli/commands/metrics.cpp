#include "csx/report/metrics.hpp"
#include "../context.hpp"
#include "../session.hpp"
#include "csx/base/text.hpp"
#include "csx/metrics/evaluate.hpp"
#include "table.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>

namespace csx::cli {
namespace {

using metrics::Metric;

constexpr std::array<std::string_view, 4> k_formats{"text", "json", "csv", "markdown"};
constexpr std::string_view k_usual_period = "last-month";
constexpr unsigned k_longest_trend = 120;

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
  out.push_back({.names = "--by",
                 .value = "A,B",
                 .doc = "split by segment, tier, touch-model, csm, rep, lead-source, area, product, month, "
                        "account, fit-band; "
                        "several are combined",
                 .into = &options.by});
  out.push_back({.names = "--trend",
                 .value = "N",
                 .doc = "also the N periods of the same length before",
                 .into = &options.trend});
  out.push_back(
      {.names = "--where",
       .value = "FIELD=VALUE",
       .doc = "only records with this value, or one of several with commas between; may be repeated",
       .into = &options.where,
       .completes = Completes::field});
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

Result<std::vector<metrics::Dimension>> dimensions_of(const std::vector<std::string>& words) {
  std::vector<metrics::Dimension> by;
  for (const std::string& text : words) {
    for (const std::string_view part : split(text, ',')) {
      const std::string_view word = trim(part);
      const auto dimension = metrics::parse_dimension(word);
      if (!dimension) {
        return fail(ErrorKind::usage,
                    fmt::format("--by {} is nothing to split by{}", csx::quoted(word),
                                did_you_mean(word, metrics::dimension_words())),
                    {fmt::format("write {}", enumerate(metrics::dimension_words(), "or"))});
      }
      if (std::ranges::find(by, *dimension) != by.end()) {
        return fail(ErrorKind::usage, fmt::format("--by names {} twice", word));
      }
      by.push_back(*dimension);
    }
  }
  return by;
}

Result<unsigned> trend_of(const std::optional<std::string>& text) {
  unsigned trend = 0;
  if (text) {
    const auto [end, wrong] = std::from_chars(text->data(), text->data() + text->size(), trend);
    if (wrong != std::errc() || end != text->data() + text->size() || trend == 0 || trend > k_longest_trend) {
      return fail(ErrorKind::usage, fmt::format("--trend {} is not a number of periods from 1 to {}",
                                                csx::quoted(*text), k_longest_trend));
    }
  }
  return trend;
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
  Result<std::vector<metrics::Dimension>> by = dimensions_of(options.by);
  if (!by) {
    return fail(std::move(by.error()));
  }
  const Result<unsigned> trend = trend_of(options.trend);
  if (!trend) {
    return fail(trend.error());
  }
  const auto opened = open_session(context);
  if (!opened) {
    return fail(opened.error());
  }
  const Session& session = **opened;
  const std::string period(options.period.value_or(std::string(k_usual_period)));
  const auto days = time::Period::parse(period, session.today);
  if (!days) {
    return fail(ErrorKind::usage,
                fmt::format("--period {} is not a period: {}", csx::quoted(period), days.error()),
                {"write 2026, 2026-Q3, 2026-10, 2026-W41, 2026-10-05, A..B, last-month or last-90d"});
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

constexpr std::array<Example, 6> k_examples{
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
                        .formats = k_formats,
                        .examples = k_examples,
                        .prepare = prepare<MetricsOptions, declare, run>};

}  // namespace csx::cli
