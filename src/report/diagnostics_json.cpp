#include "writers.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace csx::report {
namespace {

void add_unless_empty(Json& object, const char* key, const std::string& value) {
  if (!value.empty()) {
    object[key] = value;
  }
}

void add_location(Json& object, const Location& location) {
  add_unless_empty(object, "file", location.file);
  if (location.begin) {
    object["line"] = location.begin->line;
    object["column"] = location.begin->column;
  }
  if (location.end) {
    object["end_line"] = location.end->line;
    object["end_column"] = location.end->column;
  }
}

Json json_of(const Finding& finding) {
  const auto& diagnostic = finding.diagnostic;
  Json object;
  object["rule"] = diagnostic.rule;
  object["severity"] = to_string(diagnostic.severity);
  object["message"] = diagnostic.message;
  add_location(object, finding.location);
  add_unless_empty(object, "pointer", diagnostic.place.pointer);
  add_unless_empty(object, "record", diagnostic.record);
  add_unless_empty(object, "help", diagnostic.help);
  add_unless_empty(object, "fingerprint", finding.fingerprint);
  object["related"] = Json::array();
  const std::size_t related = std::min(diagnostic.related.size(), finding.related.size());
  for (std::size_t i = 0; i < related; ++i) {
    Json place;
    place["message"] = diagnostic.related[i].message;
    add_location(place, finding.related[i]);
    add_unless_empty(place, "pointer", diagnostic.related[i].place.pointer);
    object["related"].push_back(std::move(place));
  }
  return object;
}

}  // namespace

std::string write_json(const DiagnosticsReport& report) {
  Json findings = Json::array();
  for (const auto& finding : report.findings) {
    findings.push_back(json_of(finding));
  }
  Json data;
  data["findings"] = std::move(findings);
  const auto& summary = report.summary;
  data["summary"] = {{"errors", summary.errors},
                     {"warnings", summary.warnings},
                     {"notes", summary.notes},
                     {"files", summary.files},
                     {"records", summary.records}};
  return to_text(envelope(report.header, std::move(data)));
}

}  // namespace csx::report
