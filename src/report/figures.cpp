#include <algorithm>

#include "common_words.hpp"
#include "csx/report/metrics.hpp"
#include "metric_words.hpp"

namespace csx::report {
namespace {

using metrics::Measured;
using metrics::Metric;
using metrics::Shape;
using metrics::Unit;
using metrics::Value;

constexpr Phrase k_p90{"90% within", "90% em até"};

}  // namespace

std::string Figures::value(const Metric& metric, const Value& value) const {
  return value.value ? said(metric.unit, *value.value, m_currency, m_view.input.language) : "n/a";
}

std::string Figures::value_and_parts(const Metric& metric, const Value& value) const {
  std::string text = this->value(metric, value);
  if (!value.value || metric.shape != Shape::quotient || metric.unit != Unit::share ||
      metric.parts != Unit::count) {
    return text;
  }
  const auto part = [&](std::size_t which) {
    return said(Unit::count, Fraction(value.parts[which]), m_currency, m_view.input.language);
  };
  return fmt::format("{} ({}/{})", text, part(0), part(1));
}

void Figures::put(Blocks& out, std::span<const Measured> now, std::span<const Measured> before) const {
  const bool has_spread =
      std::ranges::any_of(now, [](const Measured& each) { return each.value.distribution.has_value(); });
  Table table{{{m_view.in(k_figure)}, {m_view.in(k_value), Align::right}}, {}};
  if (has_spread) {
    table.columns.push_back({m_view.in(k_p90), Align::right});
  }
  table.columns.push_back({m_view.in(k_cases), Align::right});
  if (!before.empty()) {
    table.columns.push_back({m_view.in(k_before), Align::right});
  }
  for (std::size_t i = 0; i < now.size(); ++i) {
    const Metric& metric = *now[i].metric;
    auto& row = table.rows.emplace_back(
        std::vector{name_of(metric, m_view.input.language), value(metric, now[i].value)});
    if (has_spread) {
      const auto& spread = now[i].value.distribution;
      row.push_back(spread ? said(metric.unit, Fraction(spread->p90), m_currency, m_view.input.language)
                           : "");
    }
    row.push_back(m_view.number(now[i].value.n));
    if (!before.empty()) {
      row.push_back(value(metric, before[i].value));
    }
  }
  out.emplace_back(std::move(table));
  if (Bullets why = reasons(now); !why.items.empty()) {
    out.emplace_back(std::move(why));
  }
}

Bullets Figures::reasons(std::span<const Measured> measured) const {
  Bullets list;
  for (const Measured& each : measured) {
    if (!each.value.value) {
      list.items.push_back(fmt::format("{}: n/a, {}", name_of(*each.metric, m_view.input.language),
                                       said_reason(each.value.why, m_view.input.language)));
    }
  }
  return list;
}

std::vector<const Metric*> metrics_named(std::span<const std::string_view> ids) {
  std::vector<const Metric*> found;
  for (const std::string_view id : ids) {
    found.push_back(metrics::find(id));
  }
  return found;
}

}  // namespace csx::report
