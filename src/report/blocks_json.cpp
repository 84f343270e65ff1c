#include <array>
#include <nlohmann/json.hpp>

#include "csx/report/blocks.hpp"

namespace csx::report {
namespace {

constexpr std::array<std::string_view, 4> k_json_tones{"note", "good", "warning", "bad"};
constexpr std::array<std::string_view, 3> k_forms{"line", "bars", "stacked"};

Json json_of(const Point& point) {
  return {{"value", point.value ? Json(point.value->to_string()) : Json(nullptr)}, {"text", point.text}};
}

struct JsonWriter {
  Json operator()(const Heading& heading) const {
    return {{"type", "heading"}, {"level", heading.level}, {"text", heading.text}};
  }
  Json operator()(const Prose& prose) const { return {{"type", "prose"}, {"text", prose.text}}; }
  Json operator()(const Facts& facts) const {
    Json rows = Json::array();
    for (const auto& [name, text] : facts.rows) {
      rows.push_back({{"name", name}, {"text", text}});
    }
    return {{"type", "facts"}, {"rows", std::move(rows)}};
  }
  Json operator()(const Bullets& bullets) const { return {{"type", "list"}, {"items", bullets.items}}; }
  Json operator()(const Table& table) const {
    Json columns = Json::array();
    for (const Column& column : table.columns) {
      columns.push_back(column.heading);
    }
    return {{"type", "table"}, {"columns", std::move(columns)}, {"rows", table.rows}};
  }
  Json operator()(const Callout& callout) const {
    return {{"type", "callout"},
            {"tone", k_json_tones[static_cast<std::size_t>(callout.tone)]},
            {"title", callout.title},
            {"text", callout.text}};
  }
  Json operator()(const Chart& chart) const {
    Json all = Json::array();
    for (const Chart::Series& series : chart.series) {
      Json points = Json::array();
      for (const Point& point : series.points) {
        points.push_back(json_of(point));
      }
      all.push_back({{"name", series.name}, {"points", std::move(points)}});
    }
    return {{"type", "chart"},
            {"form", k_forms[static_cast<std::size_t>(chart.form)]},
            {"title", chart.title},
            {"description", chart.description},
            {"categories", chart.categories},
            {"series", std::move(all)},
            {"unit", chart.unit},
            {"target", chart.target ? json_of(*chart.target) : Json(nullptr)}};
  }
};

}  // namespace

Json json_of(std::span<const Block> blocks) {
  Json out = Json::array();
  for (const Block& block : blocks) {
    out.push_back(std::visit(JsonWriter{}, block));
  }
  return out;
}

}  // namespace csx::report
