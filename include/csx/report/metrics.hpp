#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "csx/base/json.hpp"
#include "csx/metrics/evaluate.hpp"
#include "csx/report/blocks.hpp"
#include "csx/report/table.hpp"

/// Metrics and their values, as they are read by people and by programs.
namespace csx::report {

/// What was asked and what came of it.
struct MetricsAnswer {
  const metrics::Facts* facts = nullptr;
  const metrics::Query* query = nullptr;
  std::span<const metrics::PeriodResult> results;  ///< as of metrics::evaluate
};

/// Why there is no value, as metrics and scores say it, in a language; as it is where it has no words there.
std::string said_reason(std::string_view reason, model::Language language);

/// A value as people read it: `1,200.00 BRL`, `71.3%`, `3d4h`, `n/a`.
std::string said(const metrics::Metric& metric, const metrics::Value& value, const Currency& currency);
/// A number in a unit, likewise.
std::string said(metrics::Unit unit, const Fraction& number, const Currency& currency);
/// In a language: `1.200,00 BRL`.
std::string said(metrics::Unit unit, const Fraction& number, const Currency& currency,
                 model::Language language);
/// In JSON: money as text with its currency, shares as fractions, spans in seconds, counts whole.
Json number_json(metrics::Unit unit, const Fraction& number, const Currency& currency);

/// Family by family, a line a metric; with groups or an explanation metric by metric.
std::string metrics_text(const MetricsAnswer& answer, std::optional<std::size_t> width, Color color);
std::string metrics_markdown(const MetricsAnswer& answer);
/// A line for each period, metric and group, numbers plain.
Table metrics_csv(const MetricsAnswer& answer);
Json metrics_json(const MetricsAnswer& answer);

/// The catalogue: a line a metric.
Table catalogue_table(std::span<const metrics::Metric* const> rows);
Json catalogue_json(std::span<const metrics::Metric* const> rows);
/// All that a row says.
Facts metric_facts(const metrics::Metric& metric);
Json metric_json(const metrics::Metric& metric);
/// What docs/reference/metrics.md holds.
std::string metrics_reference();

}  // namespace csx::report
