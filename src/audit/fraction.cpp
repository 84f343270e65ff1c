#include "fraction.hpp"

#include <fmt/format.h>

#include "csx/base/exact.hpp"
#include "csx/metrics/metric.hpp"
#include "csx/report/metrics.hpp"
#include "csx/report/words.hpp"

namespace csx::audit {
namespace {

std::string in_language(const std::string& number, model::Language language) {
  const std::optional<Decimal> decimal = Decimal::parse(number);
  return decimal ? report::said(*decimal, language) : number;
}

}  // namespace

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
  constexpr std::int64_t k_tenths_of_percent = 1000;
  const std::int64_t tenths = ratio->numerator * k_tenths_of_percent / ratio->denominator;
  return tenths % 10 == 0 ? Decimal(tenths / 10, 0) : Decimal(tenths, 1);
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
  switch (metric->unit) {
    case metrics::Unit::money:
      return in_language(number.rounded(2), language) + " " + std::string(currency.view());
    case metrics::Unit::share:
      return in_language((number * Fraction(100)).rounded(1), language) + "%";
    case metrics::Unit::count:
    case metrics::Unit::minutes:
      return in_language(number.rounded(0), language);
    case metrics::Unit::elapsed_time:
    case metrics::Unit::business_time:
      return report::said(metric->unit, number, currency);
    default:
      return in_language(number.rounded(1), language);
  }
}

std::string said_value(const std::string& value, model::Language language) {
  const std::optional<Decimal> percent = percent_of(value);
  return percent ? fmt::format("{}% ({})", report::said(*percent, language), value) : value;
}

}  // namespace csx::audit
