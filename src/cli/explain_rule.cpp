#include "csx/base/text.hpp"
#include "csx/store/dataset.hpp"
#include "csx/store/file_tree.hpp"
#include "csx/store/locate.hpp"
#include "embedded.hpp"
#include "explain.hpp"
#include "prose.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace csx::cli {
namespace {

/// The day on which cases of the gallery are judged, unless they say another.
constexpr std::string_view k_gallery_day = "2026-11-22";
constexpr std::size_t k_most_sample_lines = 40;

time::Date day_of(std::string_view folder) {
  const EmbeddedFile* said = find_embedded(fmt::format("{}/as-of", folder));
  const std::string_view text = said != nullptr ? trim(said->bytes) : k_gallery_day;
  return time::Date::parse(text.substr(0, k_gallery_day.size())).value_or(time::Date{});
}

void append_heading(std::string& out, std::string_view heading, const PageStyle& style) {
  const bool colored = style.color == report::Color::always;
  out += fmt::format("\n{}{}{}\n", colored ? "\x1b[1m" : "", heading, colored ? "\x1b[0m" : "");
}

/// The beginning of a file of the example, with a margin.
std::string quoted_file(const RuleExample::File& file) {
  std::string out = fmt::format("  {}\n", escape_controls(file.path));
  std::size_t shown = 0;
  std::vector<std::string_view> lines = split(file.text, '\n');
  if (!lines.empty() && lines.back().empty()) {
    lines.pop_back();
  }
  for (const std::string_view line : lines) {
    if (++shown > k_most_sample_lines) {
      out += fmt::format("    … {} more\n", counted(lines.size() - k_most_sample_lines, "line"));
      break;
    }
    out += line.empty() ? "    |\n" : fmt::format("    | {}\n", escape_controls(line, Tabs::keep));
  }
  return out;
}

}  // namespace

std::optional<RuleExample> example_of(const rules::Rule& rule) {
  const std::string folder = fmt::format("gallery/{}", rule.id);
  const std::span<const EmbeddedFile> files = embedded_below(folder);
  if (files.empty()) {
    return std::nullopt;
  }
  std::vector<std::pair<std::string, std::string>> contents;
  for (const EmbeddedFile& file : files) {
    contents.emplace_back(file.path.substr(folder.size() + 1), file.bytes);
  }
  const std::unique_ptr<store::FileTree> tree = store::memory_tree(std::move(contents));
  const Result<store::Dataset> data = store::load(*tree, {.threads = 1});
  if (!data) {
    return std::nullopt;
  }
  const time::Date day = day_of(folder);
  RuleExample example;
  example.findings = store::locate(
      *tree, rules::check({*data, data->zone().end_of(day), day}, {.only = {std::string(rule.id)}}));
  std::erase_if(example.findings, [&](const Finding& finding) { return finding.diagnostic.rule != rule.id; });
  for (const EmbeddedFile& file : files) {
    const std::string_view path = file.path.substr(folder.size() + 1);
    if (std::ranges::any_of(example.findings,
                            [&](const Finding& finding) { return finding.location.file == path; })) {
      example.files.push_back({std::string(path), file.bytes});
    }
  }
  return example;
}

std::string rule_page(const rules::Rule& rule, const PageStyle& style) {
  std::string out = fmt::format("{}: {}\n\n", rule.id, to_string(rule.severity));
  out += wrapped(rule.purpose, style.width, 0);
  append_heading(out, "Why", style);
  out += wrapped(rule.why, style.width, 2);
  append_heading(out, "What to do", style);
  out += wrapped(rule.remedy, style.width, 2);
  const std::optional<RuleExample> example = example_of(rule);
  if (!example || example->findings.empty()) {
    return out;
  }
  append_heading(out, "Example", style);
  for (const RuleExample::File& file : example->files) {
    out += quoted_file(file);
  }
  out += "\n  which gives\n";
  for (const Finding& finding : example->findings) {
    out += report::text_of(finding, style.color);
  }
  return out;
}

Json rule_json(const rules::Rule& rule) {
  Json json;
  json["rule"] = rule.id;
  json["severity"] = to_string(rule.severity);
  json["purpose"] = rule.purpose;
  json["why"] = rule.why;
  json["remedy"] = rule.remedy;
  json["example"] = nullptr;
  if (const std::optional<RuleExample> example = example_of(rule)) {
    Json files = Json::object();
    for (const RuleExample::File& file : example->files) {
      files[file.path] = file.text;
    }
    Json messages = Json::array();
    for (const Finding& finding : example->findings) {
      messages.push_back(finding.diagnostic.message);
    }
    json["example"] = {{"files", std::move(files)}, {"messages", std::move(messages)}};
  }
  return json;
}

}  // namespace csx::cli
