#include "fraction.hpp"

#include <fmt/format.h>

#include "csx/base/exact.hpp"
#include "csx/metrics/metric.hpp"
#include "csx/report/metrics.hpp"
#include "csx/report/words.hpp"

namespace csx::audit {
std::optional<sla::Ratio> fraction_of(std::string_view value) {
  const std::size_t slash = value.find('/');
  if (slash == value.npos) {
    return std::nullopt;
  }
  const std::optional<Decimal> numerator = Decimal::parse(value.substr(0, slash));
  const std::optional<Decimal> denominator = Decimal::parse(value.substr(slash + 1));
  constexpr std::int64_t k_most = 1'000'000'000;
  const auto counts = [](const std::optional<Decimal>& number) {
    return number && number->scale() == 0 && number->units() >= 0 && number->units() <= k_most;
  };
  if (!counts(numerator) || !counts(denominator) || denominator->units() == 0) {
    return std::nullopt;
  }
  return sla::Ratio{numerator->units(), denominator->units()};
}

std::optional<Decimal> percent_of(std::string_view value) {
  const std::optional<sla::Ratio> ratio = fraction_of(value);
  if (!ratio) {
    return std::nullopt;
  }
  return report::percent_of(ratio->numerator, ratio->denominator);
}

std::string said_metric(std::string_view id, const std::string& value, const Currency& currency,
                        model::Language language) {
  const metrics::Metric* metric = metrics::find(id);
  const std::size_t slash = value.find('/');
  const std::optional<Decimal> numerator = Decimal::parse(std::string_view(value).substr(0, slash));
  const std::optional<Decimal> denominator =
      slash == value.npos ? Decimal(1, 0) : Decimal::parse(std::string_view(value).substr(slash + 1));
  if (metric == nullptr || !numerator || !denominator || denominator->units() == 0) {
    return said_value(value, language);
  }
  const Fraction number(Exact::of(*numerator), Exact::of(*denominator));
  return report::said(metric->unit, number, currency, language);
}

std::string said_value(const std::string& value, model::Language language) {
  const std::optional<Decimal> percent = percent_of(value);
  return percent ? fmt::format("{}% ({})", report::said(*percent, language), value) : value;
}

}  // namespace csx::audit
