#include "fraction.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "csx/metrics/metric.hpp"
#include "csx/report/metrics.hpp"
#include "csx/report/words.hpp"

namespace csx::audit {
namespace {

/// A number with up to eighteen digits on each side of the point, which is more than a Decimal has room for.
std::optional<Exact> exact_of(std::string_view text) {
  constexpr std::size_t k_digits = 18;
  constexpr std::size_t k_half = k_digits / 2;
  const bool is_negative = text.starts_with('-');
  text.remove_prefix(is_negative ? 1U : 0U);
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::string_view whole = text.substr(0, point);
  std::string rest(point == text.size() ? std::string_view() : text.substr(point + 1));
  const auto are_digits = [](std::string_view part) {
    return part.size() <= k_digits && std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
  };
  if (whole.empty() || !are_digits(whole) || !are_digits(rest) || (point != text.size() && rest.empty())) {
    return std::nullopt;
  }
  rest.resize(k_digits, '0');
  const auto number = [](std::string_view digits) {
    std::int64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
  };
  constexpr int k_scale = static_cast<int>(k_half);
  Exact sum =
      Exact(number(whole)) + Exact::of(Decimal(number(std::string_view(rest).substr(0, k_half)), k_scale));
  sum +=
      *Exact::product(Decimal(number(std::string_view(rest).substr(k_half)), k_scale), Decimal(1, k_scale));
  return is_negative ? -sum : sum;
}

}  // namespace

std::optional<Fraction> number_of(std::string_view value) {
  const std::size_t slash = value.find('/');
  const std::optional<Exact> numerator = exact_of(value.substr(0, slash));
  const std::optional<Exact> denominator =
      slash == value.npos ? std::optional(Exact(1)) : exact_of(value.substr(slash + 1));
  return numerator && denominator && !denominator->is_zero()
             ? std::optional(Fraction(*numerator, *denominator))
             : std::nullopt;
}

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
  const std::optional<Fraction> number = number_of(value);
  return metric != nullptr && number ? report::said(metric->unit, *number, currency, language)
                                     : said_value(value, language);
}

std::string said_value(const std::string& value, model::Language language) {
  const std::optional<Decimal> percent = percent_of(value);
  return percent ? fmt::format("{}% ({})", report::said(*percent, language), value) : value;
}

}  // namespace csx::audit
