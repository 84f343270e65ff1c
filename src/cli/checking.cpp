#include "checking.hpp"

#include "csx/base/text.hpp"
#include "csx/report/envelope.hpp"
#include "csx/rules/selection.hpp"
#include "csx/rules/suppress.hpp"
#include "csx/store/locate.hpp"
#include "files.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

namespace csx::cli {
namespace {

bool stands_before(const Finding& a, const Finding& b) {
  const auto place = [](const Finding& finding) {
    const Position at = finding.location.begin.value_or(Position{});
    return std::tuple(std::string_view(finding.location.file), at.line, at.column,
                      std::string_view(finding.diagnostic.rule),
                      std::string_view(finding.diagnostic.message));
  };
  return place(a) < place(b);
}

std::vector<Finding> place_and_suppress(const Session& session, std::vector<Diagnostic> found,
                                        const rules::Selection& selection) {
  std::vector<Finding> located = store::locate(*session.tree, std::move(found));
  rules::Suppressed result =
      rules::apply_suppressions(std::move(located), session.data.suppressions(), session.data.files(),
                                session.today, session.data.workspace(), selection);
  if (result.about_comments.empty()) {
    return std::move(result.kept);
  }
  const std::vector<Finding> about = store::locate(*session.tree, std::move(result.about_comments));
  std::vector<Finding> all;
  std::ranges::merge(result.kept, about, std::back_inserter(all), stands_before);
  return all;
}

/// The others need not run: some of them measure.
rules::Selection rules_of_errors(const model::Workspace& workspace) {
  rules::Selection selection;
  for (const rules::Rule& rule : rules::table()) {
    if (rules::severity_in(workspace, rule.id, rule.severity) == Severity::error) {
      selection.only.emplace_back(rule.id);
    }
  }
  return selection;
}

}  // namespace

std::vector<Finding> find_all(const Session& session, const rules::Selection& selection) {
  return place_and_suppress(session, rules::check(session.input(), selection), selection);
}

std::vector<Finding> find_added(const Session& before, const Session& after,
                                const rules::Selection& selection) {
  rules::Input input = after.input();
  input.base = &before.data;
  std::vector<Finding> found = place_and_suppress(after, rules::check(input, selection), selection);
  return added(std::move(found), find_all(before, selection));
}

std::vector<Finding> find_errors(const Session& session) {
  const auto is_no_error = [](const Diagnostic& finding) { return finding.severity != Severity::error; };
  std::vector<Diagnostic> found = rules::check(session.input(), rules_of_errors(session.data.workspace()));
  if (session.data.suppressions().empty()) {
    // Nothing in the files can bear on them: the places of all the others need not be looked up.
    std::erase_if(found, is_no_error);
  }
  std::vector<Finding> findings = place_and_suppress(session, std::move(found), {});
  std::erase_if(findings, [&](const Finding& finding) { return is_no_error(finding.diagnostic); });
  return findings;
}

std::vector<Finding> added(std::vector<Finding> after, const std::vector<Finding>& before,
                           const OldRefs& old_refs) {
  using Key = std::tuple<std::string, std::string, std::string>;
  const auto key_of = [](const Finding& finding, const OldRefs& names) {
    const Diagnostic& diagnostic = finding.diagnostic;
    const std::string& owner = diagnostic.record.empty() ? diagnostic.place.file : diagnostic.record;
    const auto old = names.find(owner);
    return Key(diagnostic.rule, old == names.end() ? owner : old->second, diagnostic.place.pointer);
  };
  std::map<Key, std::uint64_t> known;
  for (const Finding& finding : before) {
    known[key_of(finding, {})] += finding.diagnostic.stands_for;
  }
  std::erase_if(after, [&](const Finding& finding) {
    const auto found = known.find(key_of(finding, old_refs));
    const std::uint64_t weight = finding.diagnostic.stands_for;
    if (found == known.end() || found->second < weight) {
      return false;
    }
    found->second -= weight;
    return true;
  });
  return after;
}

bool Baseline::holds(std::string_view fingerprint) const {
  return std::ranges::binary_search(fingerprints, fingerprint, std::less<>());
}

Result<Baseline> read_baseline(const std::string& path, std::string_view name) {
  const Result<std::optional<std::string>> text = read_file(path);
  if (!text) {
    return fail(text.error());
  }
  if (!*text) {
    return fail(ErrorKind::usage, fmt::format("there is no baseline {}", csx::quoted(name)),
                {"write one with --update-baseline"});
  }
  const Json json = Json::parse(**text, nullptr, false);
  const bool is_baseline = json.is_object() && json.contains("csx_baseline") && json.contains("findings") &&
                           json["findings"].is_array();
  if (!is_baseline) {
    return fail(ErrorKind::usage, fmt::format("{} is no baseline of csx", csx::quoted(name)),
                {"write one with --update-baseline"});
  }
  Baseline baseline;
  for (const Json& finding : json["findings"]) {
    if (finding.is_object() && finding.contains("fingerprint") && finding["fingerprint"].is_string()) {
      baseline.fingerprints.push_back(finding["fingerprint"].get<std::string>());
    }
  }
  std::ranges::sort(baseline.fingerprints);
  return baseline;
}

std::string baseline_text(const std::vector<Finding>& findings) {
  Json json;
  json["csx_baseline"] = 1;
  json["findings"] = Json::array();
  for (const Finding& finding : findings) {
    json["findings"].push_back({{"fingerprint", finding.fingerprint},
                                {"rule", finding.diagnostic.rule},
                                {"file", finding.location.file},
                                {"record", finding.diagnostic.record}});
  }
  return report::to_text(json);
}

}  // namespace csx::cli
