#include "csx/audit/compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "csx/model/write.hpp"

namespace csx::audit {
namespace {

using model::AuditResult;

std::string text_of(const Json& json) {
  return json.is_string() ? json.get<std::string>() : json.dump();
}

/// Fields of two JSON objects that differ, in the order of the first, then what only the second has.
void add_fields(std::vector<Difference>& out, const std::string& name, const Json& before,
                const Json& after) {
  for (const auto& [key, value] : before.items()) {
    const auto other = after.find(key);
    if (other == after.end() || *other != value) {
      out.push_back({name + key, text_of(value), other == after.end() ? "" : text_of(*other)});
    }
  }
  for (const auto& [key, value] : after.items()) {
    if (!before.contains(key)) {
      out.push_back({name + key, "", text_of(value)});
    }
  }
}

Json json_of(const AuditResult& result) {
  Json json;
  model::to_json(model::type_of<AuditResult>, &result, json);
  json.erase("id");
  return json;
}

void add_results(std::vector<Difference>& out, std::string_view list, const std::vector<AuditResult>& before,
                 const std::vector<AuditResult>& after) {
  static const Json k_nothing = Json::object();
  for (const AuditResult& result : before) {
    const auto other = std::ranges::find(after, result.id, &AuditResult::id);
    add_fields(out, fmt::format("{}/{}: ", list, result.id), json_of(result),
               other == after.end() ? k_nothing : json_of(*other));
  }
  for (const AuditResult& result : after) {
    if (std::ranges::find(before, result.id, &AuditResult::id) == before.end()) {
      add_fields(out, fmt::format("{}/{}: ", list, result.id), k_nothing, json_of(result));
    }
  }
}

}  // namespace

std::vector<Difference> differences_of_results(const model::Audit& before, const model::Audit& after) {
  std::vector<Difference> out;
  add_results(out, "commitments", before.commitments, after.commitments);
  add_results(out, "metrics", before.metrics, after.metrics);
  add_results(out, "bottlenecks", before.bottlenecks, after.bottlenecks);
  return out;
}

std::vector<Difference> differences_of(const model::Audit& before, const model::Audit& after) {
  std::vector<Difference> out;
  Json heads[2];
  const model::Audit* audits[2] = {&before, &after};
  for (std::size_t i = 0; i < 2; ++i) {
    model::to_json(model::type_of<model::Audit>, audits[i], heads[i]);
    for (const char* key : {"csx_version", "commitments", "metrics", "bottlenecks", "findings"}) {
      heads[i].erase(key);
    }
  }
  add_fields(out, "", heads[0], heads[1]);
  std::ranges::move(differences_of_results(before, after), std::back_inserter(out));
  const auto told = [](const model::AuditFinding& finding) {
    return fmt::format("{} {}: {}", finding.rule.value, finding.record.value_or(""), finding.message);
  };
  std::vector<std::string> findings[2];
  for (std::size_t i = 0; i < 2; ++i) {
    std::ranges::transform(audits[i]->findings, std::back_inserter(findings[i]), told);
    std::ranges::sort(findings[i]);
  }
  std::vector<std::string> gone;
  std::vector<std::string> come;
  std::ranges::set_difference(findings[0], findings[1], std::back_inserter(gone));
  std::ranges::set_difference(findings[1], findings[0], std::back_inserter(come));
  for (std::string& finding : gone) {
    out.push_back({"findings", std::move(finding), ""});
  }
  for (std::string& finding : come) {
    out.push_back({"findings", "", std::move(finding)});
  }
  return out;
}

}  // namespace csx::audit
