#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "csx/report/metrics.hpp"
#include "metric_values.hpp"

namespace csx::report {

namespace {

using metrics::Contribution;
using metrics::Measured;
using metrics::Metric;
using metrics::Unit;
using metrics::Value;

Json part_json(Unit unit, const Exact& part, const Currency& currency) {
  if (unit == Unit::money) {
    return fmt::format("{} {}", part.to_string(2), currency.view());
  }
  const std::string text = part.to_string();
  return text.find('.') == text.npos ? Json(std::stoll(text)) : Json(part.to_double());
}

Json value_json(const Metric& metric, const Value& value, const Currency& currency) {
  Json json;
  json["value"] = value.value ? number_json(metric.unit, *value.value, currency) : Json();
  json["numerator"] = nullptr;
  json["denominator"] = nullptr;
  if (value.has_denominator) {
    const std::vector<metrics::Part> sums = sums_of(metric);
    json["numerator"] = part_json(sums[0].unit, value.parts[0], currency);
    json["denominator"] = part_json(sums[1].unit, value.parts[1], currency);
  }
  json["n"] = value.n;
  json["distribution"] = nullptr;
  if (value.distribution) {
    const auto& spread = *value.distribution;
    json["distribution"] = {{"median", number_json(metric.unit, spread.median, currency)},
                            {"p90", number_json(metric.unit, spread.p90, currency)},
                            {"min", number_json(metric.unit, spread.min, currency)},
                            {"max", number_json(metric.unit, spread.max, currency)}};
  }
  json["margin"] = value.margin ? Json(*value.margin) : Json();
  json["excluded"] = Json::object();
  for (const auto& [reason, count] : value.excluded) {
    json["excluded"][reason] = count;
  }
  json["aside"] = Json::object();
  for (const auto& [label, count] : value.aside) {
    json["aside"][label] = count;
  }
  json["reason"] = value.value ? Json() : Json(value.why);
  return json;
}

std::string_view kind_word(Contribution::Kind kind) {
  switch (kind) {
    case Contribution::Kind::excluded:
      return "excluded";
    case Contribution::Kind::aside:
      return "aside";
    case Contribution::Kind::counted:
    case Contribution::Kind::sample:
      break;
  }
  return "counted";
}

Json record_json(const Metric& metric, const Contribution& each, const Currency& currency) {
  Json json{
      {"record", each.subject.ref()}, {"day", each.subject.anchor.to_string()}, {"as", kind_word(each.kind)}};
  if (!each.word.empty()) {
    json["reason"] = each.word;
    return json;
  }
  Json& into = metric.shape == metrics::Shape::computed ? json["parts"] : json;
  const std::vector<metrics::Part> sums = sums_of(metric);
  for (std::size_t i = 0; i < sums.size(); ++i) {
    into[std::string(sums[i].name)] = part_json(sums[i].unit, each.parts[i], currency);
  }
  return json;
}

Json groups_json(const MetricsAnswer& answer, const Measured& measured) {
  Json groups = Json::array();
  for (const metrics::Group& group : measured.groups) {
    Json by = Json::object();
    for (std::size_t i = 0; i < group.keys.size(); ++i) {
      by[std::string(metrics::word(answer.query->by[i]))] = group.keys[i];
    }
    Json json = value_json(*measured.metric, group.value, answer.facts->rates().currency());
    json["by"] = std::move(by);
    groups.push_back(std::move(json));
  }
  return groups;
}

Json period_json(const metrics::PeriodResult& result) {
  return {{"period", result.period.to_string()},
          {"from", result.period.first.to_string()},
          {"to", result.period.last.to_string()},
          {"known_until", result.last < result.period.first ? Json() : Json(result.last.to_string())}};
}

Json definitions_json(const metrics::Facts& facts) {
  const model::Definitions& made = facts.definitions();
  Json json;
  json["joined_and_left"] = model::word(made.joined_and_left.value_or(model::JoinedAndLeft::counted_apart));
  json["margin"] = made.margin ? Json(made.margin->fraction()) : Json();
  json["time_to_value_from"] =
      model::word(made.time_to_value_from.value_or(model::ValueStart::contract_signed));
  const model::CsatScale scale = made.csat_scale.value_or(model::CsatScale{});
  json["csat_scale"] = {{"min", scale.min}, {"max", scale.max}};
  return json;
}

}  // namespace

Json number_json(Unit unit, const Fraction& number, const Currency& currency) {
  if (unit == Unit::money) {
    return fmt::format("{} {}", number.rounded(2), currency.view());
  }
  const std::string text = plain(unit, number);
  return text.find('.') == text.npos ? Json(std::stoll(text)) : Json(number.to_double());
}

Json metrics_json(const MetricsAnswer& answer) {
  const Currency& currency = answer.facts->rates().currency();
  const metrics::PeriodResult& now = answer.results.front();
  Json data = period_json(now);
  data["currency"] = currency.view();
  data["definitions"] = definitions_json(*answer.facts);
  data["where"] = Json::object();
  for (const auto& [field, values] : answer.query->where.conditions) {
    Json wanted = Json::array();
    for (const model::AnyValue& value : values) {
      wanted.push_back(value.value);
    }
    data["where"][field.value] = std::move(wanted);
  }
  data["metrics"] = Json::array();
  for (std::size_t i = 0; i < now.metrics.size(); ++i) {
    const Measured& measured = now.metrics[i];
    Json json{{"metric", measured.metric->id},
              {"title", measured.metric->title},
              {"unit", metrics::word(measured.metric->unit)}};
    json.update(value_json(*measured.metric, measured.value, currency));
    if (!answer.query->by.empty()) {
      json["groups"] = groups_json(answer, measured);
    }
    if (answer.query->trend > 0) {
      json["trend"] = Json::array();
      for (const metrics::PeriodResult& result : answer.results.subspan(1)) {
        Json before = period_json(result);
        before.update(value_json(*measured.metric, result.metrics[i].value, currency));
        if (!answer.query->by.empty()) {
          before["groups"] = groups_json(answer, result.metrics[i]);
        }
        json["trend"].push_back(std::move(before));
      }
    }
    if (answer.query->explain) {
      json["records"] = Json::array();
      for (const Contribution& each : measured.contributions) {
        json["records"].push_back(record_json(*measured.metric, each, currency));
      }
    }
    data["metrics"].push_back(std::move(json));
  }
  return data;
}

Table metrics_csv(const MetricsAnswer& answer) {
  const std::string currency(answer.facts->rates().currency().view());
  Table table;
  table.columns = {{"metric", {}}, {"period", {}}, {"from", {}}, {"to", {}}};
  for (const metrics::Dimension dimension : answer.query->by) {
    table.columns.push_back({std::string(metrics::word(dimension)), {}});
  }
  for (const std::string_view name : {"value", "unit", "numerator", "denominator", "n", "p90", "min", "max",
                                      "margin", "excluded", "aside", "reason"}) {
    table.columns.push_back({std::string(name), {}});
  }
  const auto add = [&](const metrics::PeriodResult& result, const Metric& metric, const Value& value,
                       const std::vector<std::string>& keys) {
    std::vector<std::string>& row = table.rows.emplace_back(
        std::vector<std::string>{std::string(metric.id), result.period.to_string(),
                                 result.period.first.to_string(), result.period.last.to_string()});
    row.insert(row.end(), keys.begin(), keys.end());
    row.resize(4 + answer.query->by.size());
    const auto number = [&](const std::optional<Fraction>& each) {
      return each ? plain(metric.unit, *each) : std::string();
    };
    const auto& spread = value.distribution;
    std::size_t left_out = 0;
    for (const auto& [reason, count] : value.excluded) {
      left_out += count;
    }
    std::size_t apart = 0;
    for (const auto& [label, count] : value.aside) {
      apart += count;
    }
    row.insert(row.end(),
               {number(value.value), metric.unit == Unit::money ? currency : std::string(word(metric.unit)),
                value.has_denominator ? value.parts[0].to_string() : std::string(),
                value.has_denominator ? value.parts[1].to_string() : std::string(), std::to_string(value.n),
                number(spread ? std::optional<Fraction>(spread->p90) : std::nullopt),
                number(spread ? std::optional<Fraction>(spread->min) : std::nullopt),
                number(spread ? std::optional<Fraction>(spread->max) : std::nullopt),
                value.margin ? fmt::format("{:.4f}", *value.margin) : std::string(), std::to_string(left_out),
                std::to_string(apart), value.value ? std::string() : value.why});
  };
  for (const metrics::PeriodResult& result : answer.results) {
    for (const Measured& measured : result.metrics) {
      for (const metrics::Group& group : measured.groups) {
        add(result, *measured.metric, group.value, group.keys);
      }
      add(result, *measured.metric, measured.value, {});
    }
  }
  return table;
}

}  // namespace csx::report
