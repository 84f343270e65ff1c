#include "csx/audit/trail.hpp"

#include <algorithm>

namespace csx::audit {
namespace {

constexpr std::string_view k_folder = "audits/";

/// Whether a commit did it itself: a merge does not bring what one of its sides has, as long as no other side
/// had another file.
bool is_own(const git::PathChange& change) {
  const bool from_one_side =
      std::ranges::any_of(change.before, [&](const auto& before) { return before == change.after; });
  const bool replaces = std::ranges::any_of(
      change.before, [&](const auto& before) { return before && before != change.after; });
  return replaces || !from_one_side;
}

}  // namespace

std::string audit_of(const std::string& path) {
  if (!path.starts_with(k_folder)) {
    return {};
  }
  const std::string name = path.substr(k_folder.size());
  for (const std::string_view ending : {".yaml", ".md", ".html"}) {
    if (name.ends_with(ending) && name.find('/') == name.npos) {
      return name.substr(0, name.size() - ending.size());
    }
  }
  return {};
}

Result<Trail> trail_of(const git::History& history, const git::Oid& tip, const std::string& prefix) {
  Trail trail;
  const std::string folder = prefix + std::string(k_folder);
  const auto look = [&](const git::FolderStep& step) {
    for (const git::PathChange& change : step.changes) {
      if (change.path.starts_with(folder) && is_own(change)) {
        trail[change.path.substr(prefix.size())].push_back(
            {step.commit, change.after ? std::optional(change.after->blob) : std::nullopt});
      }
    }
    return git::Onwards::yes;
  };
  // A merge that gives up an audit of one side has all as the other side has it.
  if (const auto walked = history.walk(tip, folder, look, git::Merges::every_side); !walked) {
    return fail(walked.error());
  }
  for (auto& [path, events] : trail) {
    std::ranges::reverse(events);
  }
  return trail;
}

}  // namespace csx::audit
