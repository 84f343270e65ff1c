#pragma once

#include <string>
#include <vector>

#include "csx/metrics/evaluate.hpp"
#include "report_view.hpp"

/// Metrics in documents for people.
namespace csx::report {

/// `Retained`, `Retidos`.
std::string name_of(const metrics::Metric& metric, model::Language language);
/// Whether a metric has its name in every language.
bool has_name(const metrics::Metric& metric);
/// `Satisfaction`, `Satisfação`.
std::string name_of(const metrics::Family& family, model::Language language);
bool has_name(const metrics::Family& family);
/// Why there is no value, and other phrases of the catalogue; as it is in English where it has no other.
std::string phrase_of(std::string_view english, model::Language language);

/// Metrics as rows: value, 90th percentile, cases, and the value of the period before where there is one.
/// Below the reasons of those without a value.
class Figures {
 public:
  Figures(const ReportView& view, const Currency& currency) : m_view(view), m_currency(currency) {}

  /// `3h20m`; `n/a` without a value.
  std::string value(const metrics::Metric& metric, const metrics::Value& value) const;
  /// What it is made of, where that can be counted: `71.3% (92/129)`.
  std::string value_and_parts(const metrics::Metric& metric, const metrics::Value& value) const;
  /// `before` is empty, or as long as `now`.
  void put(Blocks& out, std::span<const metrics::Measured> now,
           std::span<const metrics::Measured> before) const;
  /// `Reopened tickets: no ticket was resolved`; empty where all have a value.
  Bullets reasons(std::span<const metrics::Measured> measured) const;

 private:
  const ReportView& m_view;
  const Currency& m_currency;
};

/// Metrics of the catalogue by their ids. Each exists.
std::vector<const metrics::Metric*> metrics_named(std::span<const std::string_view> ids);

}  // namespace csx::report
