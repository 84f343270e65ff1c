#include "writing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "checking.hpp"
#include "csx/base/text.hpp"
#include "csx/git/diff.hpp"
#include "csx/report/diagnostics.hpp"
#include "exit_code.hpp"
#include "files.hpp"

namespace csx::cli {
namespace {

constexpr std::array<std::string_view, 2> k_write_formats{"text", "json"};
/// How long another csx may take before this one gives up.
constexpr std::chrono::milliseconds k_patience{30'000};

git::Surroundings surroundings_of(const Environment& environment) {
  git::Surroundings surroundings;
  surroundings.environment.insert(environment.variables.begin(), environment.variables.end());
  surroundings.now = environment.now;
  surroundings.offset_minutes = environment.offset_minutes;
  return surroundings;
}

Error no_repository(const std::string& folder) {
  return Error{
      ErrorKind::usage,
      fmt::format("{} lies in no git repository, so the change cannot be committed", quoted_path(folder)),
      {"run `git init` there, or add --no-commit to write the files alone"},
      {}};
}

/// A text of several lines, safe to print.
std::string inert_lines(std::string_view text) {
  std::string out;
  for (const std::string_view line :
       split(text.substr(0, text.size() - (text.ends_with('\n') ? 1 : 0)), '\n')) {
    out += escape_controls(line, Tabs::keep) + '\n';
  }
  return out;
}

}  // namespace

void declare(WriteOptions& options, Options& out) {
  out.push_back({.names = "--when",
                 .value = "INSTANT",
                 .doc = "when what is recorded happened: an instant or a date; as of now unless given",
                 .into = &options.when});
  out.push_back({.names = "--dry-run",
                 .value = {},
                 .doc = "show what would change, as a diff, and write nothing",
                 .into = &options.dry_run});
  out.push_back({.names = "--no-commit",
                 .value = {},
                 .doc = "change the files and leave the commit to you",
                 .into = &options.no_commit});
  out.push_back({.names = "-m,--message",
                 .value = "TEXT",
                 .doc = "why, for the body of the commit",
                 .into = &options.message});
  out.push_back({.names = "--author",
                 .value = "NAME",
                 .doc = "author of the commit, `Name <e-mail>`, in place of git's own",
                 .into = &options.author});
  out.push_back({.names = "--force",
                 .value = "REASON",
                 .doc = "write although the change adds errors; the reason goes into the commit",
                 .into = &options.force});
  out.push_back({.names = "--include-dirty",
                 .value = {},
                 .doc = "commit also what you changed in the same files and did not commit",
                 .into = &options.include_dirty});
}

std::span<const std::string_view> write_formats() {
  return k_write_formats;
}

Result<std::unique_ptr<Writing>> Writing::begin(Context& context, const WriteOptions& options) {
  if (context.globals().at) {
    return fail(ErrorKind::usage, "--at reads an old revision, which cannot be changed", {"leave --at out"});
  }
  if (options.force && trim(*options.force).empty()) {
    return fail(ErrorKind::usage, "--force needs a reason", {"say why: --force \"imported as it was\""});
  }
  const Result<std::string> folder = store::find_data_folder(context.folder());
  if (!folder) {
    return fail(folder.error());
  }
  std::unique_ptr<Writing> writing(new Writing(context, options));
  if (Status opened = writing->open_repository(*folder); !opened) {
    return fail(std::move(opened.error()));
  }
  Result<std::shared_ptr<const Session>> session = open_session(context, Unread::left);
  if (!session) {
    return fail(std::move(session.error()));
  }
  writing->m_session = std::move(*session);
  if (Status read = writing->read_when(); !read) {
    return fail(std::move(read.error()));
  }
  return writing;
}

Status Writing::open_repository(const std::string& folder) {
  Result<std::optional<git::Repository>> found = git::Repository::find(folder);
  if (!found) {
    return fail(std::move(found.error()));
  }
  if (!*found) {
    const bool needed = !m_options.no_commit && !m_options.dry_run;
    return needed ? Status(fail(no_repository(folder))) : Status();
  }
  m_repository = std::move(*found);
  const Result<std::string> prefix = m_repository->path_of(folder);
  if (!prefix) {
    return fail(prefix.error());
  }
  m_prefix = prefix->empty() ? std::string() : *prefix + '/';
  if (m_options.dry_run) {
    return {};
  }
  Result<git::WriteLock> lock = git::WriteLock::take(*m_repository, k_patience);
  if (!lock) {
    return fail(std::move(lock.error()));
  }
  for (const std::string& line : lock->recovered()) {
    m_context.note(line);
  }
  m_lock.emplace(std::move(*lock));
  return {};
}

Status Writing::read_when() {
  const time::Zone& zone = m_session->data.zone();
  m_when = m_session->as_of;
  if (!m_options.when) {
    return {};
  }
  const time::Parsed<time::Timestamp> parsed = time::Timestamp::parse(*m_options.when);
  if (!parsed) {
    return fail(ErrorKind::usage,
                fmt::format("--when {} is no instant: {}", csx::quoted(*m_options.when), parsed.error()),
                {"give an instant such as 2026-10-31T17:00:00-03:00 or a date such as 2026-10-31"});
  }
  m_said_when = *parsed;
  m_when = zone.resolve(*parsed);
  return {};
}

time::Date Writing::when_on() const {
  return data().zone().date_of(m_when);
}

std::string Writing::when_text() const {
  const bool only_date = m_said_when && m_said_when->precision == time::Timestamp::Precision::date;
  return only_date ? m_said_when->to_string() : data().zone().format(m_when);
}

Result<std::optional<std::string>> Writing::text(const std::string& path) const {
  if (const auto changed = m_texts.find(path); changed != m_texts.end()) {
    return changed->second;
  }
  // The file of a record that was not read because of its place would be overwritten unseen: ask the disk.
  return read_file(m_session->folder + '/' + path);
}

Result<yaml::Value> Writing::value(const model::AnyRecord& record) const {
  const std::string& path = data().file_of(record);
  const Result<std::optional<std::string>> now = text(path);
  if (!now) {
    return fail(now.error());
  }
  const std::string whole = now->value_or("");  // the stream refers to it
  const yaml::Stream stream = yaml::read(whole);
  if (record.source().document >= stream.documents.size()) {
    return fail(ErrorKind::conflict, fmt::format("{} changed while it was read", quoted_path(path)),
                {"run the command again"});
  }
  return yaml::Value::of(stream.documents[record.source().document].root);
}

Status Writing::edit(const model::AnyRecord& record, std::vector<yaml::Edit> edits) {
  for (yaml::Edit& each : edits) {
    each.document = record.source().document;
  }
  return edit(data().file_of(record), edits);
}

Status Writing::edit(const std::string& path, std::span<const yaml::Edit> edits) {
  const Result<std::optional<std::string>> now = text(path);
  if (!now) {
    return fail(now.error());
  }
  Result<std::string> edited = yaml::apply(now->value_or(""), edits);
  if (!edited) {
    Error error = std::move(edited.error());
    error.message = fmt::format("{}: {}", path, error.message);
    return fail(std::move(error));
  }
  if (!*now || **now != *edited) {
    put(path, std::move(*edited));
  }
  return {};
}

void Writing::clear() {
  m_before.clear();
  m_texts.clear();
  m_errors.reset();
  m_after.reset();
  m_put_since.clear();
}

void Writing::put(const std::string& path, std::optional<std::string> text) {
  m_errors.reset();
  if (!m_before.contains(path)) {
    m_before[path] = read_file(m_session->folder + '/' + path).value_or(std::nullopt);
  }
  m_put_since.insert(path);
  if (m_before[path] == text) {
    m_before.erase(path);
    m_texts.erase(path);
    return;
  }
  m_texts[path] = std::move(text);
}

Result<std::vector<Finding>> Writing::added_errors() {
  if (m_errors) {
    return *m_errors;
  }
  const Result<const Session*> after = session_so_far();
  if (!after) {
    return fail(after.error());
  }
  std::vector<Finding> errors = find_errors(**after);
  // Most changes leave no error at all: only then is the state before not worth judging.
  m_errors = errors.empty() ? errors : added(std::move(errors), find_errors(*m_session), m_old_refs);
  return *m_errors;
}

Result<const Session*> Writing::session_so_far() {
  if (m_put_since.empty()) {
    return m_after == nullptr ? m_session.get() : m_after.get();
  }
  store::ChangedTexts since;
  for (const std::string& path : m_put_since) {
    Result<std::optional<std::string>> now = text(path);
    if (!now) {
      return fail(std::move(now.error()));
    }
    since.emplace(path, std::move(*now));
  }
  const Session& before = m_after == nullptr ? *m_session : *m_after;
  std::unique_ptr<store::FileTree> tree = store::overlay_tree(*m_session->tree, m_texts);
  Result<store::Dataset> data = store::load_changed(before.data, *tree, since);
  if (!data) {
    return fail(std::move(data.error()));
  }
  m_after = std::make_shared<Session>(
      Session{m_session->folder, std::move(tree), std::move(*data), m_session->as_of, m_session->today});
  m_context.keep(m_after);
  m_put_since.clear();
  return m_after.get();
}

Result<const store::Dataset*> Writing::data_so_far() {
  const Result<const Session*> session = session_so_far();
  return session ? Result<const store::Dataset*>(&(*session)->data) : fail(session.error());
}

/// Of files that were found free of faults: of others it is not known which documents hold a record.
KnownRefs Writing::refs_of_new_files() const {
  KnownRefs refs;
  if (m_after == nullptr) {
    return refs;
  }
  const store::Dataset& data = m_after->data;
  for (const auto& [path, text] : m_before) {
    if (!text) {
      refs.emplace(path, std::vector<std::string>());
    }
  }
  for (const model::AnyRecord* record : data.records()) {
    const std::string& file = data.file_of(*record);
    if (const auto found = refs.find(file); found != refs.end()) {
      found->second.push_back(record->identity().empty() ? file_ref(file, record->source().document)
                                                         : record->reference());
    }
  }
  for (const Diagnostic& finding : data.findings()) {
    refs.erase(finding.place.file);
  }
  std::erase_if(refs, [](const auto& each) { return each.second.empty(); });
  return refs;
}

Result<int> Writing::refuse(const std::vector<Finding>& errors) {
  if (m_context.format() == "json") {
    Json findings = Json::array();
    for (const Finding& finding : errors) {
      findings.push_back({{"rule", finding.diagnostic.rule},
                          {"message", finding.diagnostic.message},
                          {"file", finding.location.file},
                          {"pointer", finding.diagnostic.place.pointer},
                          {"record", finding.diagnostic.record},
                          {"help", finding.diagnostic.help}});
    }
    m_context.out = report::to_text(report::envelope(header_of(m_context, *m_session),
                                                     {{"written", false}, {"errors", std::move(findings)}}));
    return k_exit_findings;
  }
  for (const Finding& finding : errors) {
    m_context.notes += report::text_of(finding, m_context.color());
  }
  m_context.notes +=
      fmt::format("csx: nothing was written: the change would add {}\n", counted(errors.size(), "error"));
  m_context.note("hint: mend the values, or add --force REASON to write all the same");
  return k_exit_findings;
}

Result<git::Changed> Writing::write(const std::string& message) {
  if (!m_repository) {
    for (const auto& [path, text] : m_texts) {
      const std::string whole = m_session->folder + '/' + path;
      if (const std::size_t slash = whole.rfind('/'); text && slash != std::string::npos) {
        if (Status made = make_folder(whole.substr(0, slash)); !made) {
          return fail(std::move(made.error()));
        }
      }
      if (Status written = text ? write_file(whole, *text) : remove_file(whole); !written) {
        return fail(std::move(written.error()));
      }
    }
    return git::Changed{};
  }
  git::ChangeRequest request;
  for (const auto& [path, text] : m_texts) {
    request.files.push_back({m_prefix + path, m_before.at(path), text});
  }
  request.message = message;
  request.author = m_options.author;
  request.dirty = m_options.include_dirty ? git::Dirty::include : git::Dirty::refuse;
  request.commit = !m_options.no_commit;
  return git::change(*m_repository, *m_lock, request, surroundings_of(m_context.environment()));
}

Result<int> Writing::finish(std::string_view subject, std::vector<std::string> trailers) {
  const bool json = m_context.format() == "json";
  const Result<std::vector<Finding>> errors =
      m_texts.empty() ? Result<std::vector<Finding>>() : added_errors();
  if (!errors) {
    return fail(errors.error());
  }
  store::ChangedTexts told_from = m_told_from;
  told_from.insert(m_before.begin(), m_before.end());
  const std::vector<RecordChange> changes =
      record_changes(told_from, m_texts, m_old_refs, refs_of_new_files());
  Json result;
  if (json) {
    result = {{"written", false}, {"commit", nullptr}, {"records", json_of(changes)}};
    if (m_more != nullptr) {
      result.update(*m_more);
    }
  }
  if (m_texts.empty()) {
    m_context.out =
        json ? report::to_text(report::envelope(header_of(m_context, *m_session), std::move(result)))
             : m_summary.value_or("") + "nothing to change: the records say so already\n";
    return k_exit_done;
  }
  if (!errors->empty() && !m_options.force) {
    return refuse(*errors);
  }
  if (m_options.dry_run) {
    m_context.out = json ? std::string() : m_summary.value_or("");
    Json files = Json::array();
    for (const auto& [path, text] : m_texts) {
      const Result<std::string> diff = git::unified_diff(path, m_before.at(path), text);
      if (!diff) {
        return fail(diff.error());
      }
      m_context.out += json ? std::string() : inert_lines(*diff);
      files.push_back({{"path", path}, {"diff", *diff}});
    }
    if (json) {
      result["subject"] = subject;
      result["files"] = std::move(files);
      m_context.out = report::to_text(report::envelope(header_of(m_context, *m_session), std::move(result)));
    }
    return k_exit_done;
  }
  MessageParts parts{std::string(subject), m_options.message.value_or(""),
                     std::string(m_context.command().name), std::move(trailers)};
  if (m_options.force && (m_went_over || !errors->empty())) {
    parts.trailers.push_back(fmt::format("Csx-Forced: {}", escape_controls(*m_options.force)));
  }
  for (const auto& [now, before] : m_old_refs) {
    parts.trailers.push_back(fmt::format("{}: {}{}{}", k_renamed_trailer, escape_controls(before),
                                         k_renamed_arrow, escape_controls(now)));
  }
  const Result<git::Changed> written = write(message_of(parts, changes));
  if (!written) {
    return fail(written.error());
  }
  for (const std::string& note : written->notes) {
    m_context.note(note);
  }
  if (json) {
    result["written"] = true;
    result["subject"] = subject;
    if (written->commit) {
      result["commit"] = written->commit->id.hex;
    }
    m_context.out = report::to_text(report::envelope(header_of(m_context, *m_session), std::move(result)));
    return k_exit_done;
  }
  m_context.out = m_summary ? *m_summary : text_of(changes);
  m_context.out += written->commit ? fmt::format("committed {}  {}\n", written->commit->id.hex.substr(0, 10),
                                                 escape_controls(written->commit->subject))
                                   : "written, not committed\n";
  return k_exit_done;
}

}  // namespace csx::cli
