#include "past.hpp"

#include <utility>

#include "csx/base/text.hpp"
#include "record_tracer.hpp"

namespace csx::cli {
namespace {

/// The data folder may have stood higher at an old revision.
Result<std::string> prefix_at(const git::History& history, const git::Oid& tip, std::string folder) {
  for (;;) {
    std::string prefix = folder.empty() ? folder : folder + '/';
    const auto workspace = history.file_at(tip, prefix + "csx.yaml");
    if (!workspace) {
      return fail(workspace.error());
    }
    if (*workspace || folder.empty()) {
      return prefix;
    }
    const std::size_t slash = folder.rfind('/');
    folder.resize(slash == std::string::npos ? 0 : slash);
  }
}

}  // namespace

Result<Past> open_past(const Context& context, const Session& session) {
  Result<std::optional<git::Repository>> repository = git::Repository::find(session.folder);
  if (!repository) {
    return fail(std::move(repository.error()));
  }
  if (!*repository) {
    return fail(
        ErrorKind::usage,
        fmt::format("{} lies in no git repository, so it has no history", quoted_path(session.folder)),
        {"run `git init` there and commit the records"});
  }
  Result<git::History> history = git::History::open(**repository);
  Result<std::string> folder = (*repository)->path_of(session.folder);
  if (!history || !folder) {
    return fail(history ? std::move(folder.error()) : std::move(history.error()));
  }
  Past past{std::move(**repository), std::move(*history), {}, {}};
  if (!context.globals().at) {
    const auto head = past.repository.head();
    if (!head) {
      return fail(head.error());
    }
    past.tip = *head ? std::optional((*head)->id) : std::nullopt;
    past.prefix = folder->empty() ? *folder : *folder + '/';
    return past;
  }
  const auto commit = past.repository.resolve(*context.globals().at);
  if (!commit) {
    return fail(commit.error());
  }
  past.tip = commit->id;
  auto prefix = prefix_at(past.history, commit->id, std::move(*folder));
  if (!prefix) {
    return fail(std::move(prefix.error()));
  }
  past.prefix = std::move(*prefix);
  return past;
}

Result<std::optional<git::Followed>> find_gone(const PastFolder& folder, const git::Oid& tip,
                                               const RecordName& name) {
  std::optional<git::Followed> found;
  const auto look = [&](const git::FolderStep& step) {
    for (const git::PathChange& change : step.changes) {
      const auto& before = change.before.front();
      const bool may_go = may_hold_records(change.path) && is_text(before) && !found;
      if (may_go && folder.files.get(before->blob)->find(name)) {
        found = git::Followed{change.path, name.text()};
      }
    }
    return found ? git::Onwards::no : git::Onwards::yes;
  };
  const auto walked = folder.history.walk(tip, folder.prefix, look);
  return walked ? Result<std::optional<git::Followed>>(std::move(found)) : fail(walked.error());
}

}  // namespace csx::cli
