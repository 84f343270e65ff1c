#include "writers.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>
#include <map>
#include <string_view>
#include <utility>

// Source: Static Analysis Results Interchange Format 2.1.0 (OASIS standard, errata 01).
namespace csx::report {
namespace {

constexpr const char* k_schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

using RuleIndex = std::map<std::string_view, std::size_t>;

std::string_view level_of(Severity severity) {
  return severity == Severity::off ? std::string_view("none") : to_string(severity);
}

/// Plain text in which `[x](y)` stays text: viewers show it as a link (section 3.11.6).
Json message_of(std::string_view text) {
  std::string out;
  const bool has_link = text.find("](") != text.npos;
  for (const char c : text) {
    if (has_link && (c == '[' || c == ']' || c == '\\')) {
      out += '\\';
    }
    out += c;
  }
  return {{"text", std::move(out)}};
}

/// A relative reference (RFC 3986). A colon would make the first segment a scheme, so it is encoded like the
/// rest.
std::string uri_of(std::string_view path) {
  constexpr std::string_view k_plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  std::string out;
  for (const char c : path) {
    if (k_plain.find(c) != k_plain.npos) {
      out += c;
    } else {
      fmt::format_to(std::back_inserter(out), "%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

Json region_of(const Location& location) {
  Json region = {{"startLine", location.begin->line}, {"startColumn", location.begin->column}};
  if (location.end) {
    region["endLine"] = location.end->line;
    region["endColumn"] = location.end->column;
  }
  return region;
}

Json physical_location_of(const Location& location, const std::string& prefix) {
  Json physical;
  physical["artifactLocation"] = {{"uri", uri_of(prefix + location.file)}};
  if (location.begin) {
    physical["region"] = region_of(location);
  }
  return physical;
}

Json locations_of(const Finding& finding, const std::string& prefix) {
  Json location = Json::object();
  if (!finding.location.file.empty()) {
    location["physicalLocation"] = physical_location_of(finding.location, prefix);
  }
  const auto& diagnostic = finding.diagnostic;
  if (!diagnostic.record.empty()) {
    const Json logical = {{"fullyQualifiedName", diagnostic.record + diagnostic.place.pointer}};
    location["logicalLocations"] = Json::array({logical});
  }
  return location.empty() ? Json::array() : Json::array({location});
}

Json related_of(const Finding& finding, const std::string& prefix) {
  Json all = Json::array();
  const std::size_t related = std::min(finding.diagnostic.related.size(), finding.related.size());
  for (std::size_t i = 0; i < related; ++i) {
    Json place;
    place["id"] = i + 1;
    if (!finding.related[i].file.empty()) {
      place["physicalLocation"] = physical_location_of(finding.related[i], prefix);
    }
    place["message"] = message_of(finding.diagnostic.related[i].message);
    all.push_back(std::move(place));
  }
  return all;
}

Json result_of(const Finding& finding, const RuleIndex& index, const std::string& prefix) {
  const auto& diagnostic = finding.diagnostic;
  Json result;
  result["ruleId"] = diagnostic.rule;
  if (const auto found = index.find(diagnostic.rule); found != index.end()) {
    result["ruleIndex"] = found->second;
  }
  result["level"] = level_of(diagnostic.severity);
  result["message"] = message_of(diagnostic.help.empty() ? diagnostic.message
                                                         : diagnostic.message + "\nhelp: " + diagnostic.help);
  result["locations"] = locations_of(finding, prefix);
  if (auto related = related_of(finding, prefix); !related.empty()) {
    result["relatedLocations"] = std::move(related);
  }
  if (!finding.fingerprint.empty()) {
    result["partialFingerprints"] = {{"csx/v2", finding.fingerprint}};
  }
  return result;
}

Json descriptor_of(const RuleDescriptor& rule) {
  Json descriptor;
  descriptor["id"] = rule.id;
  const auto add = [&](const char* key, const std::string& text) {
    if (!text.empty()) {
      descriptor[key] = {{"text", text}};
    }
  };
  add("shortDescription", rule.purpose);
  add("fullDescription", rule.why);
  add("help", rule.help);
  descriptor["defaultConfiguration"] = {{"level", level_of(rule.severity)}};
  return descriptor;
}

}  // namespace

std::string write_sarif(const DiagnosticsReport& report) {
  Json rules = Json::array();
  RuleIndex index;
  for (const auto& rule : report.rules) {
    index.emplace(rule.id, rules.size());
    rules.push_back(descriptor_of(rule));
  }
  Json results = Json::array();
  for (const auto& finding : report.findings) {
    results.push_back(result_of(finding, index, report.repository_prefix));
  }
  Json driver = {{"name", "csx"}, {"version", report.header.version}};
  driver["rules"] = std::move(rules);
  Json run;
  run["tool"]["driver"] = std::move(driver);
  run["columnKind"] = "unicodeCodePoints";
  run["results"] = std::move(results);
  Json log;
  log["$schema"] = k_schema;
  log["version"] = "2.1.0";
  log["runs"] = Json::array({std::move(run)});
  return to_text(log);
}

}  // namespace csx::report
