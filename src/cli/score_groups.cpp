#include "score_groups.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace csx::cli {
namespace {

using Keys = std::vector<std::string>;

std::vector<const model::Band*> by_size(const std::vector<model::Band>& bands) {
  std::vector<const model::Band*> sorted;
  sorted.reserve(bands.size());
  for (const model::Band& band : bands) {
    sorted.push_back(&band);
  }
  std::ranges::stable_sort(sorted, [](const auto* a, const auto* b) { return a->from < b->from; });
  return sorted;
}

std::string weighted_text(const Weighted& weighted, const Keys& keys) {
  const auto found = weighted.find(keys);
  return found == weighted.end() ? std::string("n/a") : found->second;
}

}  // namespace

report::Table groups_table(const Judging& judging, const ScoreGroups& groups, const ScoreGroup& all,
                           const std::vector<model::Band>& bands, const Weighted& weighted) {
  constexpr auto k_right = report::Align::right;
  report::Table table;
  for (const metrics::Dimension dimension : judging.by) {
    table.columns.push_back({std::string(metrics::word(dimension)), {}});
  }
  if (judging.by.empty()) {
    table.columns.push_back({"", {}});
  }
  for (const std::string_view heading : {"accounts", "known"}) {
    table.columns.push_back({std::string(heading), k_right});
  }
  if (!weighted.empty()) {
    table.columns.push_back({"weighted", k_right});
  }
  for (const std::string_view heading : {"mean", "median", "lowest", "highest"}) {
    table.columns.push_back({std::string(heading), k_right});
  }
  const std::vector<const model::Band*> sorted = by_size(bands);
  for (const model::Band* band : sorted) {
    table.columns.push_back({std::string(metrics::name_of(*band)), k_right});
  }
  const auto add = [&](const Keys& keys, Keys row, const ScoreGroup& group) {
    row.push_back(std::to_string(group.size()));
    row.push_back(std::to_string(group.known()));
    if (!weighted.empty()) {
      row.push_back(weighted_text(weighted, keys));
    }
    for (const auto& score : {group.mean(), group.median(), group.lowest(), group.highest()}) {
      row.push_back(score_text(score));
    }
    for (const model::Band* band : sorted) {
      row.push_back(std::to_string(group.in_band(*band)));
    }
    table.rows.push_back(std::move(row));
  };
  for (const auto& [keys, group] : groups) {
    add(keys, keys, group);
  }
  Keys total(std::max<std::size_t>(judging.by.size(), 1));
  total.front() = "all";
  add({}, total, all);
  return table;
}

Json groups_json(const Judging& judging, const ScoreGroups& groups, const ScoreGroup& all,
                 const std::vector<model::Band>& bands, const Weighted& weighted) {
  const auto group_json = [&](const Keys& keys, const ScoreGroup& group) {
    Json json;
    for (std::size_t i = 0; i < keys.size(); ++i) {
      json[std::string(metrics::word(judging.by[i]))] = keys[i];
    }
    json["accounts"] = group.size();
    json["known"] = group.known();
    if (!weighted.empty()) {
      const std::string text = weighted_text(weighted, keys);
      json["weighted"] = text.starts_with("n/a") ? Json(nullptr) : Json::parse(text);
    }
    json["mean"] = decimal_json(group.mean());
    json["median"] = decimal_json(group.median());
    json["lowest"] = decimal_json(group.lowest());
    json["highest"] = decimal_json(group.highest());
    Json in = Json::object();
    for (const model::Band* band : by_size(bands)) {
      in[band->id.value] = group.in_band(*band);
    }
    json["bands"] = std::move(in);
    return json;
  };
  Json rows = Json::array();
  for (const auto& [keys, group] : groups) {
    rows.push_back(group_json(keys, group));
  }
  return {{"groups", std::move(rows)}, {"all", group_json({}, all)}};
}

}  // namespace csx::cli
