#include "checking.hpp"

#include "csx/base/text.hpp"
#include "csx/report/envelope.hpp"
#include "csx/rules/selection.hpp"
#include "csx/rules/suppress.hpp"
#include "csx/store/locate.hpp"
#include "files.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <deque>
#include <iterator>
#include <map>
#include <numeric>
#include <tuple>

namespace csx::cli {
namespace {

/// Rises when fingerprints are made in another way.
constexpr int k_baseline_format = 2;

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

namespace {

/// What was found before and is not yet found again.
class Known {
 public:
  using PointerOf = const std::string& (*)(const Finding&);

  explicit Known(const std::vector<Finding>& before) {
    m_left.reserve(before.size());
    for (const Finding& finding : before) {
      m_left.push_back({&finding, finding.diagnostic.stands_for});
    }
  }

  /// Takes what is known away from `after`, told by rule, record and a pointer. Each counts once.
  void take_from(std::vector<Finding>& after, PointerOf pointer_of, const OldRefs& old_refs) {
    std::map<Key, Group> groups;
    for (Left& left : m_left) {
      groups[key_of(*left.finding, pointer_of, {})].push_back(&left);
    }
    std::erase_if(after, [&](const Finding& finding) {
      const auto group = groups.find(key_of(finding, pointer_of, old_refs));
      return group != groups.end() && take(group->second, finding.diagnostic.stands_for);
    });
    std::erase_if(m_left, [](const Left& left) { return left.count == 0; });
  }

 private:
  struct Left {
    const Finding* finding;
    std::uint64_t count;
  };
  using Group = std::deque<Left*>;
  using Key = std::tuple<std::string, std::string, std::string>;

  static Key key_of(const Finding& finding, PointerOf pointer_of, const OldRefs& names) {
    const Diagnostic& diagnostic = finding.diagnostic;
    const std::string& owner = diagnostic.record.empty() ? diagnostic.place.file : diagnostic.record;
    const auto old = names.find(owner);
    return {diagnostic.rule, old == names.end() ? owner : old->second, pointer_of(finding)};
  }

  /// All of `wanted`, or nothing.
  static bool take(Group& group, std::uint64_t wanted) {
    const std::uint64_t all =
        std::accumulate(group.begin(), group.end(), std::uint64_t{0},
                        [](std::uint64_t sum, const Left* each) { return sum + each->count; });
    if (all < wanted) {
      return false;
    }
    while (wanted > 0) {
      const std::uint64_t part = std::min(wanted, group.front()->count);
      wanted -= part;
      group.front()->count -= part;
      if (group.front()->count == 0) {
        group.pop_front();
      }
    }
    return true;
  }

  std::vector<Left> m_left;
};

}  // namespace

std::vector<Finding> added(std::vector<Finding> after, const std::vector<Finding>& before,
                           const OldRefs& old_refs) {
  Known known(before);
  known.take_from(
      after, [](const Finding& finding) -> const std::string& { return finding.by_name; }, old_refs);
  // An item whose name changed is still the one that stands there, where none came or went.
  known.take_from(
      after, [](const Finding& finding) -> const std::string& { return finding.by_place; }, old_refs);
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
  if (json["csx_baseline"] != k_baseline_format) {
    return fail(ErrorKind::usage,
                fmt::format("{} tells findings in another way than this csx", csx::quoted(name)),
                {"write it anew with --update-baseline"});
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
  json["csx_baseline"] = k_baseline_format;
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
