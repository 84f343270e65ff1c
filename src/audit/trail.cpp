#include "csx/audit/trail.hpp"

#include <algorithm>

namespace csx::audit {
namespace {

constexpr std::string_view k_folder = "audits/";

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
  const auto walked = history.walk(tip, folder, [&](const git::FolderStep& step) {
    for (const git::PathChange& change : step.changes) {
      if (change.path.starts_with(folder)) {
        trail[change.path.substr(prefix.size())].push_back(
            {step.commit, change.after ? std::optional(change.after->blob) : std::nullopt});
      }
    }
    return git::Onwards::yes;
  });
  if (!walked) {
    return fail(walked.error());
  }
  for (auto& [path, events] : trail) {
    std::ranges::reverse(events);
  }
  return trail;
}

}  // namespace csx::audit
