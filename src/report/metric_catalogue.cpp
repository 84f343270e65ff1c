#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "csx/report/metrics.hpp"
#include "markdown_text.hpp"

namespace csx::report {

namespace {

using metrics::Metric;
using metrics::Shape;

std::string_view definition_field(metrics::Definition definition) {
  switch (definition) {
    case metrics::Definition::none:
      break;
    case metrics::Definition::joined_and_left:
      return "definitions.joined_and_left";
    case metrics::Definition::margin:
      return "definitions.margin";
    case metrics::Definition::time_to_value_from:
      return "definitions.time_to_value_from";
    case metrics::Definition::csat_scale:
      return "definitions.csat_scale";
  }
  return {};
}

std::string unit_said(const Metric& metric) {
  const std::string unit(word(metric.unit));
  return metric.shape == Shape::distribution ? unit + ", a distribution: median, p90, min, max" : unit;
}

}  // namespace

Table catalogue_table(std::span<const Metric* const> rows) {
  Table table;
  table.columns = {{"metric", {}}, {"title", {}},  {"unit", {}},
                   {"area", {}},   {"better", {}}, {"formula", {}}};
  for (const Metric* metric : rows) {
    const std::string_view better = word(metric->direction);
    table.rows.push_back({std::string(metric->id), std::string(metric->title),
                          std::string(word(metric->unit)), std::string(metric->area),
                          std::string(better.substr(0, better.find(' '))), std::string(metric->formula)});
  }
  return table;
}

Facts metric_facts(const Metric& metric) {
  Facts facts;
  const auto add = [&](std::string_view name, std::string_view text) {
    if (!text.empty()) {
      facts.rows.emplace_back(name, text);
    }
  };
  add("Formula", metric.formula);
  add("Unit", unit_said(metric));
  add("Better", word(metric.direction));
  add("Scope", metric.scope);
  add("Anchor", metric.anchor);
  add("Area", metric.area);
  add("Inputs", metric.inputs);
  add("Shaped by", definition_field(metric.definition));
  add("No value", metric.shape == Shape::sum ? std::string_view() : metric.empty);
  add("As a target", metric.nature == metrics::Nature::volume ? "never: it says how much, not how well"
                                                              : std::string_view());
  add("Source", metric.source);
  return facts;
}

Json metric_json(const Metric& metric) {
  const std::string_view better = word(metric.direction);
  const std::string_view definition = definition_field(metric.definition);
  return {{"metric", metric.id},
          {"title", metric.title},
          {"family", metric.family()},
          {"unit", word(metric.unit)},
          {"distribution", metric.shape == Shape::distribution},
          {"better", better.substr(0, better.find(' '))},
          {"area", metric.area},
          {"formula", metric.formula},
          {"scope", metric.scope},
          {"anchor", metric.anchor},
          {"inputs", metric.inputs},
          {"definition", definition.empty() ? Json() : Json(definition)},
          {"target", metric.nature == metrics::Nature::result},
          {"source", metric.source}};
}

Json catalogue_json(std::span<const Metric* const> rows) {
  Json json = Json::array();
  for (const Metric* metric : rows) {
    json.push_back(metric_json(*metric));
  }
  return json;
}

std::string metrics_reference() {
  std::string out =
      "# Metrics\n\n"
      "Generated from the catalogue; `csx explain METRIC` prints the same. A value carries its numerator "
      "and\n"
      "denominator, the number of records, and what was left out and why. What is not known is `n/a`, never "
      "zero.\n";
  for (const metrics::Family& family : metrics::families()) {
    out += fmt::format("\n## {}\n", family.title);
    for (const Metric& metric : metrics::table()) {
      if (metric.family() != family.name) {
        continue;
      }
      out += fmt::format("\n### {}\n\n**{}**\n\n", metric.id, markdown_line(metric.title));
      for (const auto& [name, text] : metric_facts(metric).rows) {
        out += fmt::format("- {}: {}\n", name, markdown_line(text));
      }
    }
  }
  return out;
}

}  // namespace csx::report
