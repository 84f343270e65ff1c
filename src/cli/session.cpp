#include "session.hpp"

#include "checking.hpp"
#include "csx/base/text.hpp"
#include "csx/git/change.hpp"
#include "csx/git/repository.hpp"
#include "version.hpp"

#include <algorithm>
#include <set>
#include <system_error>

namespace csx::cli {
namespace {

Result<std::unique_ptr<store::FileTree>> open_tree(const Context& context, const std::string& folder,
                                                   Staged staged) {
  if (context.globals().at) {
    return store::revision_tree(folder, *context.globals().at);
  }
  return staged == Staged::yes ? store::index_tree(folder) : store::disk_tree(folder);
}

Result<git::Commit> commit_at(const std::string& folder, std::string_view revision) {
  Result<std::optional<git::Repository>> repository = git::Repository::find(folder);
  if (!repository) {
    return fail(std::move(repository.error()));
  }
  if (!*repository) {
    return fail(ErrorKind::io, fmt::format("{} lies in no git repository", csx::quoted(folder)));
  }
  return (*repository)->resolve(revision);
}

/// The instant to judge at: --as-of, else the time of the revision that is read, else now.
Result<time::Instant> instant(const Context& context, const std::string& folder, const time::Zone& zone) {
  if (!context.globals().as_of && context.globals().at) {
    const Result<git::Commit> commit = commit_at(folder, *context.globals().at);
    if (!commit) {
      return fail(commit.error());
    }
    return commit->committed_at;
  }
  return instant_in(context, zone);
}

Result<std::shared_ptr<Session>> read_session(std::string folder, std::unique_ptr<store::FileTree> tree,
                                              const store::LoadOptions& options) {
  Result<store::Dataset> data = store::load(*tree, options);
  if (!data) {
    return fail(std::move(data.error()));
  }
  return std::make_shared<Session>(Session{std::move(folder), std::move(tree), std::move(*data), {}, {}});
}

/// A folder found, not yet read.
struct FolderPlace {
  std::string folder;
  std::unique_ptr<store::FileTree> tree;
};

/// What a killed writer left half done is finished or taken back before anything is read: a rename that
/// changed some of its files would look like broken references. What is wrong with the repository is told
/// when it is read.
void finish_interrupted(Context& context, const std::string& folder) {
  const Result<std::optional<git::Repository>> repository = git::Repository::find(folder);
  if (!repository || !*repository || (*repository)->is_bare()) {
    return;
  }
  if (const Result<std::vector<std::string>> notes = git::recover(**repository)) {
    for (const std::string& line : *notes) {
      context.note(line);
    }
  }
}

Result<FolderPlace> find_place(Context& context, Staged staged) {
  // A revision or the index may hold a data folder that the working files do not.
  const bool on_disk = !context.globals().at && staged == Staged::no;
  std::string folder = context.folder();
  Result<std::string> found = store::find_data_folder(folder);
  if (!found && on_disk) {
    return fail(std::move(found.error()));
  }
  if (found) {
    folder = std::move(*found);
  }
  if (!context.globals().at) {
    finish_interrupted(context, folder);
  }
  Result<std::unique_ptr<store::FileTree>> tree = open_tree(context, folder, staged);
  if (!tree) {
    return fail(std::move(tree.error()));
  }
  return FolderPlace{std::move(folder), std::move(*tree)};
}

/// csx.yaml and some files more; the session's tree is the whole folder.
Result<std::shared_ptr<Session>> read_part(FolderPlace place, const FilesWanted& wanted) {
  constexpr std::string_view k_workspace_file = "csx.yaml";
  std::vector<std::pair<std::string, std::string>> files;
  const auto take = [&](std::string_view path) {
    if (Result<std::string> text = place.tree->read(path)) {
      files.emplace_back(path, std::move(*text));
    }
  };
  const store::LoadOptions options{.threads = 1};
  take(k_workspace_file);
  if (files.empty()) {
    // The loader says what is wrong there.
    return read_session(std::move(place.folder), std::move(place.tree), options);
  }
  Result<store::Dataset> data = store::load(*store::memory_tree(files), options);
  if (!data) {
    return fail(std::move(data.error()));
  }
  for (const std::string& path : wanted(data->workspace())) {
    take(path);
  }
  if (files.size() > 1) {
    data = store::load(*store::memory_tree(std::move(files)), options);
  }
  if (!data) {
    return fail(std::move(data.error()));
  }
  return std::make_shared<Session>(Session{
      std::move(place.folder), std::move(place.tree), std::move(*data), {}, {}, Session::Extent::part});
}

Result<std::shared_ptr<const Session>> begin(Context& context, const Result<std::shared_ptr<Session>>& read) {
  if (!read) {
    return fail(read.error());
  }
  const std::shared_ptr<Session>& session = *read;
  context.keep(session);
  const Result<time::Instant> as_of = instant(context, session->folder, session->data.zone());
  if (!as_of) {
    return fail(as_of.error());
  }
  session->as_of = *as_of;
  session->today = session->data.zone().date_of(*as_of);
  context.detail(fmt::format("read {} with {} from {}", counted(session->data.files().size(), "file"),
                             counted(session->data.records().size(), "record"), session->tree->describe()));
  context.detail(fmt::format("as of {}", session->data.zone().format(session->as_of)));
  return session;
}

/// Files in which reading found errors that nobody has suppressed: to `csx check` they are broken, to every
/// figure they are missing.
std::size_t count_unread(const Session& session) {
  if (std::ranges::find(session.data.findings(), Severity::error, &Diagnostic::severity) ==
      session.data.findings().end()) {
    return 0;
  }
  rules::Selection selection;
  for (const rules::Rule& rule : rules::table()) {
    if (rule.check == nullptr) {
      selection.only.emplace_back(rule.id);
    }
  }
  std::set<std::string> files;
  for (const Finding& finding : find_all(session, selection)) {
    if (finding.diagnostic.severity == Severity::error) {
      files.insert(finding.location.file);
    }
  }
  return files.size();
}

/// A total without the record that is broken looks like any other total.
void tell_unread(Context& context, Session& session) {
  session.unread_files = count_unread(session);
  if (session.unread_files > 0) {
    context.note(fmt::format("warning: {} cannot be read whole, and what {} missing here: run `csx check`",
                             counted(session.unread_files, "file"),
                             session.unread_files == 1 ? "it says is" : "they say is"));
  }
}

/// Whether the records that were read differ from the commit they belong to.
bool is_dirty(const git::Repository& repository, const Session& session, const std::string& prefix) {
  std::vector<std::string> places{prefix};
  if (session.extent == Session::Extent::part) {
    places.clear();
    for (const std::string& file : session.data.files()) {
      places.push_back(prefix.empty() ? file : fmt::format("{}/{}", prefix, file));
    }
  }
  return std::ranges::any_of(places, [&](const std::string& place) {
    const Result<std::vector<std::string>> changed = repository.changed_paths(place);
    return changed && !changed->empty();
  });
}

/// How any tree is read.
store::LoadOptions reading_options(const Context& context) {
  store::LoadOptions options;
  options.before_much = context.environment().use_huge_pages;
  return options;
}

/// How the working files of a data folder are read: with its cache, where it has a place for one.
store::LoadOptions reading_options(const Context& context, const std::string& folder) {
  store::LoadOptions options = reading_options(context);
  if (std::optional<std::string> path = store::cache_path(folder)) {
    options.cache = {std::move(*path), context.environment().now};
  }
  return options;
}

}  // namespace

Result<time::Instant> instant_in(const Context& context, const time::Zone& zone) {
  const std::optional<std::string>& as_of = context.globals().as_of;
  if (!as_of) {
    return context.environment().now;
  }
  const time::Parsed<time::Timestamp> parsed = time::Timestamp::parse(*as_of);
  if (!parsed) {
    return fail(ErrorKind::usage,
                fmt::format("--as-of {} is no instant: {}", csx::quoted(*as_of), parsed.error()),
                {"give a date such as 2026-10-31 or an instant such as 2026-10-31T17:00:00-03:00"});
  }
  const bool only_date = parsed->precision == time::Timestamp::Precision::date;
  return only_date ? zone.end_of(parsed->date()) : zone.resolve(*parsed);
}

Result<std::shared_ptr<const Session>> open_session(Context& context, Unread unread, Staged staged) {
  Result<FolderPlace> place = find_place(context, staged);
  if (!place) {
    return fail(std::move(place.error()));
  }
  const bool on_disk = !context.globals().at && staged == Staged::no;
  const store::LoadOptions options =
      on_disk ? reading_options(context, place->folder) : reading_options(context);
  Result<std::shared_ptr<Session>> read =
      read_session(std::move(place->folder), std::move(place->tree), options);
  Result<std::shared_ptr<const Session>> begun = begin(context, read);
  if (begun && unread == Unread::told) {
    tell_unread(context, **read);
  }
  return begun;
}

Result<std::shared_ptr<const Session>> open_part(Context& context, const FilesWanted& wanted) {
  Result<FolderPlace> place = find_place(context, Staged::no);
  if (!place) {
    return fail(std::move(place.error()));
  }
  return begin(context, read_part(std::move(*place), wanted));
}

Result<std::shared_ptr<const Session>> open_beside(Context& context, const Session& session,
                                                   std::string_view revision) {
  Result<std::unique_ptr<store::FileTree>> tree = store::revision_tree(session.folder, revision);
  if (!tree) {
    return fail(std::move(tree.error()));
  }
  Result<std::shared_ptr<Session>> beside =
      read_session(session.folder, std::move(*tree), reading_options(context));
  if (!beside) {
    return fail(std::move(beside.error()));
  }
  (*beside)->as_of = session.as_of;
  (*beside)->today = session.today;
  context.keep(*beside);
  return std::move(*beside);
}

report::Header header_of(const Context& context) {
  report::Header header;
  header.version = std::string(k_version);
  header.command = std::string(context.command().name);
  const time::Zone utc = time::Zone::utc();
  header.as_of = utc.format(instant_in(context, utc).value_or(context.environment().now));
  return header;
}

report::Header header_of(const Context& context, const Session& session) {
  report::Header header = header_of(context);
  header.as_of = session.data.zone().format(session.as_of);
  header.unread_files = session.unread_files;
  const Result<std::optional<git::Repository>> repository = git::Repository::find(session.folder);
  if (!repository || !*repository) {
    return header;
  }
  if (context.globals().at) {
    if (const Result<git::Commit> commit = (*repository)->resolve(*context.globals().at)) {
      header.revision = commit->id.hex;
    }
    return header;
  }
  if (const Result<std::optional<git::Commit>> head = (*repository)->head(); head && *head) {
    header.revision = (*head)->id.hex;
  }
  const Result<std::string> prefix = (*repository)->path_of(session.folder);
  header.dirty = prefix && is_dirty(**repository, session, *prefix);
  return header;
}

}  // namespace csx::cli
