#pragma once

#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csx/base/json.hpp"
#include "csx/git/change.hpp"
#include "csx/store/overlay.hpp"
#include "csx/yaml/edit.hpp"
#include "record_changes.hpp"
#include "session.hpp"

/// How every writing command writes: edits in memory, the folder checked as it would be, one commit.
namespace csx::cli {

/// The options of every writing command.
struct WriteOptions {
  std::optional<std::string> when;
  std::optional<std::string> message;
  std::optional<std::string> author;
  std::optional<std::string> force;
  bool dry_run = false;
  bool no_commit = false;
  bool include_dirty = false;
};
void declare(WriteOptions& options, Options& out);
/// The formats of every writing command.
std::span<const std::string_view> write_formats();

/// A change of the data folder on its way from the first edit to the commit. Holds the repository's lock, so
/// that what was read is what is changed.
class Writing {
 public:
  /// Takes the lock (not for --dry-run), finishes what a killed csx left, reads the folder. *Errors*: as
  /// open_session; usage for --at, a --when that is no instant, and without a repository unless --no-commit;
  /// conflict.
  static Result<std::unique_ptr<Writing>> begin(Context& context, const WriteOptions& options);

  const Session& session() const { return *m_session; }
  const store::Dataset& data() const { return m_session->data; }

  /// When what is being recorded happened: --when, else the as-of instant.
  time::Instant when() const { return m_when; }
  /// Its date in the workspace's zone.
  time::Date when_on() const;
  /// As a record says it: RFC 3339 in the workspace's zone; a date alone when only that was given.
  std::string when_text() const;

  /// The text of a file, as changed so far; none when there is no such file. *Errors*: io.
  Result<std::optional<std::string>> text(const std::string& path) const;
  /// The meaning of a record's document, as changed so far. *Errors*: io.
  Result<yaml::Value> value(const model::AnyRecord& record) const;
  /// Edits the document of a record; the edits' own document number does not count.
  Status edit(const model::AnyRecord& record, std::vector<yaml::Edit> edits);
  Status edit(const std::string& path, std::span<const yaml::Edit> edits);
  /// Puts a whole text in place, or takes the file away.
  void put(const std::string& path, std::optional<std::string> text);

  /// Says that a record which has another name now is the one it was: `account/aurora` and `account/nova`, or
  /// files of records without an id.
  void follow(std::string old_ref, std::string new_ref) {
    m_old_refs[std::move(new_ref)] = std::move(old_ref);
  }

  /// Says that a file's changes are told from another text than the one that lies there, such as the one of
  /// the last commit.
  void tell_from(const std::string& path, std::string text) { m_told_from[path] = std::move(text); }
  /// Adds to the result in JSON. `more` is an object.
  void tell(std::shared_ptr<const Json> more) { m_more = std::move(more); }

  /// Says that --force went over more than errors of the folder: its reason goes into the commit in any case.
  void went_over() { m_went_over = true; }

  /// Says in text what was done, in place of each change.
  void summarise(std::string text) { m_summary = std::move(text); }

  /// What the change makes of files, so far.
  const store::ChangedTexts& texts() const { return m_texts; }
  /// Takes back what was changed so far.
  void clear();
  /// The folder as the change makes it so far; what is put afterwards is not in it. The context keeps it.
  /// *Errors*: as store::load_changed.
  Result<const store::Dataset*> data_so_far();
  /// The errors that the change would add to the folder. *Errors*: io.
  Result<std::vector<Finding>> added_errors();

  /// Whether anything is changed so far.
  bool is_empty() const { return m_texts.empty(); }

  /// Checks the folder as it would be, then shows the change (--dry-run) or makes it. `subject` goes behind
  /// `csx: ` in the commit. Puts the result into the context and gives the exit code: 1 when the change would
  /// add errors, which are then shown and nothing is written. `trailers` are further ones of the commit,
  /// `Csx-Undoes: …`.
  Result<int> finish(std::string_view subject, std::vector<std::string> trailers = {});

 private:
  Writing(Context& context, const WriteOptions& options) : m_context(context), m_options(options) {}
  Status open_repository(const std::string& folder);
  Status read_when();

  /// The session that data_so_far reads.
  Result<const Session*> session_so_far();
  Result<int> refuse(const std::vector<Finding>& errors);
  Result<git::Changed> write(const std::string& message);
  KnownRefs refs_of_new_files() const;

  Context& m_context;
  const WriteOptions& m_options;
  std::optional<git::Repository> m_repository;
  std::string m_prefix;  ///< of the data folder in the work folder: empty, or with '/' at its end
  std::optional<git::WriteLock> m_lock;
  std::shared_ptr<const Session> m_session;
  time::Instant m_when{};
  std::optional<time::Timestamp> m_said_when;
  store::ChangedTexts m_before;  ///< of the files in m_texts
  store::ChangedTexts m_texts;
  OldRefs m_old_refs;
  store::ChangedTexts m_told_from;
  std::shared_ptr<const Json> m_more;
  bool m_went_over = false;
  std::optional<std::string> m_summary;
  std::optional<std::vector<Finding>> m_errors;  ///< that m_texts add; none: not looked for
  std::shared_ptr<const Session> m_after;        ///< the folder as m_texts made it; null: nobody asked
  std::set<std::string> m_put_since;             ///< files of m_texts that m_after does not have so
};

}  // namespace csx::cli
