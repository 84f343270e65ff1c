#include "csx/rules/suppress.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "csx/base/text.hpp"
#include "csx/rules/selection.hpp"

namespace csx::rules {
namespace {

constexpr std::string_view k_invalid = "folder/suppression-invalid";
constexpr std::string_view k_expired = "folder/suppression-expired";
constexpr std::string_view k_unused = "folder/suppression-unused";

/// Whether every rule that the pattern names was run.
bool is_wholly_selected(const Selection& selection, std::string_view pattern) {
  return std::ranges::all_of(table(), [&](const Rule& rule) {
    return !names_rule(pattern, rule.id) || is_selected(selection, rule.id);
  });
}

/// Every pattern that names a rule: its id, and its family's `family/*`.
std::set<std::string, std::less<>> patterns() {
  std::set<std::string, std::less<>> known;
  for (const Rule& rule : table()) {
    known.emplace(rule.id);
    known.insert(fmt::format("{}/*", rule.id.substr(0, rule.id.find('/'))));
  }
  return known;
}

class Judge {
 public:
  Judge(std::span<const std::string> files, const model::Workspace& workspace, const Selection& selection,
        std::vector<Diagnostic>& out)
      : m_files(files), m_workspace(workspace), m_selection(selection), m_out(out) {}

  /// `make_message` is asked only where there is room for what it says.
  template <class MakeMessage>
  void say(std::string_view rule_id, const store::InlineSuppression& suppression, MakeMessage make_message) {
    const std::size_t said = ++m_said[suppression.file];
    if (said <= k_most_in_a_file) {
      add(rule_id, suppression, make_message());
    } else if (said == k_most_in_a_file + 1) {
      m_first_left.emplace(suppression.file, suppression);
    }
  }

  /// One line for all that found no room.
  void say_what_is_left() {
    for (const auto& [file, first] : m_first_left) {
      add(k_invalid, first,
          fmt::format("{} on suppressions of this file, from here on, not shown",
                      counted(m_said[file] - k_most_in_a_file, "further finding")));
    }
  }

 private:
  static constexpr std::size_t k_most_in_a_file = 100;

  void add(std::string_view rule_id, const store::InlineSuppression& suppression, std::string message) {
    const Rule* rule = find(rule_id);
    if (rule == nullptr || !is_selected(m_selection, rule_id)) {
      return;
    }
    const Severity severity = severity_in(m_workspace, rule_id, rule->severity);
    if (severity == Severity::off) {
      return;
    }
    Diagnostic diagnostic{.rule = std::string(rule_id), .severity = severity, .message = std::move(message)};
    diagnostic.place.file = m_files[suppression.file];
    diagnostic.place.span = suppression.span;
    diagnostic.help = std::string(rule->remedy);
    m_out.push_back(std::move(diagnostic));
  }

  std::span<const std::string> m_files;
  const model::Workspace& m_workspace;
  const Selection& m_selection;
  std::vector<Diagnostic>& m_out;
  std::map<std::uint32_t, std::size_t> m_said;
  std::map<std::uint32_t, store::InlineSuppression> m_first_left;
};

}  // namespace

Suppressed apply_suppressions(std::vector<Finding> findings,
                              std::span<const store::InlineSuppression> suppressions,
                              std::span<const std::string> files, time::Date today,
                              const model::Workspace& workspace, const Selection& selection) {
  Suppressed result;
  const std::set<std::string, std::less<>> known = patterns();
  Judge judge(files, workspace, selection, result.about_comments);
  struct Active {
    const store::InlineSuppression* suppression;
    bool used = false;
  };
  std::multimap<std::pair<std::string_view, std::uint32_t>, Active> active;
  for (const store::InlineSuppression& each : suppressions) {
    if (!each.wrong.empty()) {
      judge.say(k_invalid, each, [&] { return each.wrong; });
    } else if (!known.contains(each.rule)) {
      judge.say(k_invalid, each, [&] {
        return fmt::format("{} is no rule{}", quoted(each.rule), did_you_mean(each.rule, rule_ids()));
      });
    } else if (each.until && *each.until < today) {
      judge.say(k_expired, each, [&] {
        return fmt::format("the suppression of {} ended on {}", each.rule, each.until->to_string());
      });
    } else {
      active.emplace(std::pair(std::string_view(files[each.file]), each.line), Active{&each});
    }
  }
  for (Finding& finding : findings) {
    bool covered = false;
    if (finding.location.begin) {
      const auto [first, last] =
          active.equal_range({std::string_view(finding.location.file), finding.location.begin->line});
      for (auto at = first; at != last; ++at) {
        if (names_rule(at->second.suppression->rule, finding.diagnostic.rule)) {
          at->second.used = covered = true;
        }
      }
    }
    if (covered) {
      ++result.dropped;
    } else {
      result.kept.push_back(std::move(finding));
    }
  }
  for (const auto& [place, each] : active) {
    if (!each.used && is_wholly_selected(selection, each.suppression->rule)) {
      judge.say(k_unused, *each.suppression, [&] {
        return fmt::format("nothing is found here that {} would suppress", each.suppression->rule);
      });
    }
  }
  judge.say_what_is_left();
  return result;
}

}  // namespace csx::rules
