#include "metric_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "csx/base/text.hpp"
#include "csx/report/metrics.hpp"

namespace csx::report {

namespace {

using metrics::Metric;
using metrics::Unit;
using metrics::Value;

constexpr std::int64_t k_minute = 60;
constexpr std::int64_t k_hour = 60 * k_minute;
constexpr std::int64_t k_day = 24 * k_hour;
constexpr std::int64_t k_days_from = 2 * k_day;  // shorter spans are told in hours

/// Commas between the thousands.
std::string grouped(std::string number) {
  const std::size_t point = std::min(number.find('.'), number.size());
  const std::size_t first = number.starts_with('-') ? 1 : 0;
  for (std::size_t at = point; at > first + 3; at -= 3) {
    number.insert(at - 3, 1, ',');
  }
  return number;
}

/// Without zeros at the end.
std::string trimmed(std::string number) {
  if (number.find('.') != number.npos) {
    number.resize(number.find_last_not_of('0') + 1);
    number.resize(number.ends_with('.') ? number.size() - 1 : number.size());
  }
  return number;
}

/// One digit after the point; a share that is not whole is never said to be.
std::string percent(const Fraction& share) {
  const std::string text = (share * Fraction(100)).rounded(1);
  if (share < Fraction(1) && text == "100.0") {
    return "99.9%";
  }
  if (!share.is_zero() && (text == "0.0" || text == "-0.0")) {
    return share > Fraction(0) ? "<0.1%" : ">-0.1%";
  }
  return text + "%";
}

enum class Longest : std::uint8_t { hours, days };
std::string span_said(const Fraction& seconds, Longest longest) {
  const std::int64_t all = std::strtoll(seconds.rounded(0).c_str(), nullptr, 10);
  const std::string sign = all < 0 ? "-" : "";
  const std::int64_t size = std::abs(all);
  if (longest == Longest::days && size >= k_days_from) {
    const std::int64_t hours = size % k_day / k_hour;
    return fmt::format("{}{}d{}", sign, size / k_day, hours > 0 ? fmt::format("{}h", hours) : "");
  }
  if (size >= k_hour) {
    const std::int64_t minutes = size % k_hour / k_minute;
    return fmt::format("{}{}h{}", sign, size / k_hour, minutes > 0 ? fmt::format("{}m", minutes) : "");
  }
  return size >= k_minute || size == 0 ? fmt::format("{}{}m", sign, size / k_minute)
                                       : fmt::format("{}{}s", sign, size);
}

/// Numerator and denominator are counted in this.
Unit unit_of_parts(const Metric& metric) {
  return metric.shape == metrics::Shape::quotient ? metric.parts : metric.unit;
}

std::string number_said(Unit unit, const Exact& number) {
  return unit == Unit::money   ? grouped(number.to_string(2))
         : unit == Unit::score ? grouped(Fraction(number).rounded(1))
                               : grouped(number.to_string());
}

}  // namespace

std::string said(Unit unit, const Fraction& number, const Currency& currency) {
  switch (unit) {
    case Unit::money:
      return fmt::format("{} {}", grouped(number.rounded(2)), currency.view());
    case Unit::share:
      return percent(number);
    case Unit::count:
      return grouped(trimmed(number.rounded(1)));
    case Unit::score:
      return number.rounded(1);
    case Unit::ratio:
      return number.rounded(2);
    case Unit::months:
      return fmt::format("{} months", trimmed(number.rounded(1)));
    case Unit::days:
      return fmt::format("{}d", trimmed(number.rounded(1)));
    case Unit::elapsed_time:
      return span_said(number, Longest::days);
    case Unit::business_time:
      return span_said(number, Longest::hours);
    case Unit::minutes:
      return fmt::format("{}min", trimmed(number.rounded(1)));
  }
  return {};
}

std::string said(Unit unit, const Fraction& number, const Currency& currency, model::Language language) {
  std::string text = said(unit, number, currency);
  if (language == model::Language::en) {
    return text;
  }
  for (char& each : text) {
    each = each == '.' ? ',' : each == ',' ? '.' : each;
  }
  constexpr std::string_view k_months = " months";
  return text.ends_with(k_months) ? text.substr(0, text.size() - k_months.size()) + " meses" : text;
}

std::string said(const Metric& metric, const Value& value, const Currency& currency) {
  if (!value.value) {
    return "n/a";
  }
  const std::string text = said(metric.unit, *value.value, currency);
  return value.margin ? fmt::format("{} ±{:.1f}", text, *value.margin) : text;
}

std::string made_of(const Metric& metric, const Value& value, const Currency& currency) {
  if (value.distribution) {
    const auto& spread = *value.distribution;
    return fmt::format("p90 {}, from {} to {}", said(metric.unit, spread.p90, currency),
                       said(metric.unit, spread.min, currency), said(metric.unit, spread.max, currency));
  }
  if (!value.has_denominator || !value.value) {
    return {};
  }
  const Unit unit = unit_of_parts(metric);
  if (metric.unit == Unit::money) {
    return fmt::format("{} {} over {}", number_said(unit, value.parts[0]), currency.view(),
                       number_said(Unit::count, value.parts[1]));
  }
  if (unit == Unit::score) {
    return fmt::format("{} over {}", number_said(unit, value.parts[0]),
                       number_said(Unit::count, value.parts[1]));
  }
  return fmt::format("{} of {}{}", number_said(unit, value.parts[0]), number_said(unit, value.parts[1]),
                     unit == Unit::money ? fmt::format(" {}", currency.view()) : std::string());
}

std::vector<metrics::Part> sums_of(const Metric& metric) {
  switch (metric.shape) {
    case metrics::Shape::sum:
    case metrics::Shape::distribution:
      break;
    case metrics::Shape::quotient:
      // Of a mean sum of money only the numerator is money.
      return {{"numerator", metric.parts},
              {"denominator", metric.unit == Unit::money ? Unit::count : metric.parts}};
    case metrics::Shape::computed: {
      std::vector<metrics::Part> sums(metric.sums.begin(), metric.sums.end());
      std::erase_if(sums, [](const metrics::Part& each) { return each.name.empty(); });
      return sums;
    }
  }
  return {{"value", metric.unit}};
}

std::string beside(const Value& value) {
  std::string text;
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : "; ") + part; };
  for (const auto& [reason, count] : value.excluded) {
    if (value.why.find(reason) == std::string::npos) {  // it was said
      add(fmt::format("{} excluded: {}", count, reason));
    }
  }
  for (const auto& [label, count] : value.aside) {
    add(fmt::format("{} {}", count, label));
  }
  return text;
}

std::string said(const metrics::PeriodResult& result) {
  const time::Period& period = result.period;
  const std::string name = period.to_string();
  std::string days = period.days() == 1
                         ? std::string()
                         : fmt::format(" ({} to {})", period.first.to_string(), period.last.to_string());
  if (result.last < period.last && result.last >= period.first) {
    days += fmt::format(", known until {}", result.last.to_string());
  }
  return name + days;
}

std::string definition_said(metrics::Definition definition, const metrics::Facts& facts) {
  const model::Definitions& made = facts.definitions();
  switch (definition) {
    case metrics::Definition::none:
      break;
    case metrics::Definition::joined_and_left:
      return fmt::format(
          "joined and left in the period: {}{}",
          made.joined_and_left == model::JoinedAndLeft::in_ratio ? "among the lost" : "counted apart",
          made.joined_and_left ? "" : ", as csx.yaml says nothing");
    case metrics::Definition::margin:
      return made.margin ? fmt::format("margin: {}%", made.margin->percent.to_string())
                         : std::string("margin: not stated in csx.yaml");
    case metrics::Definition::time_to_value_from:
      return fmt::format("time to value starts: {}{}",
                         model::word(made.time_to_value_from.value_or(model::ValueStart::contract_signed)),
                         made.time_to_value_from ? "" : ", as csx.yaml says nothing");
    case metrics::Definition::csat_scale: {
      const model::CsatScale scale = made.csat_scale.value_or(model::CsatScale{});
      return fmt::format("scale of a ticket's csat: {} to {}{}", scale.min, scale.max,
                         made.csat_scale ? "" : ", as csx.yaml says nothing");
    }
  }
  return {};
}

std::string plain(Unit unit, const Fraction& number) {
  return unit == Unit::money ? number.rounded(2) : trimmed(number.rounded(6));
}

}  // namespace csx::report
