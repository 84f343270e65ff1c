#include "../undoing.hpp"

#include <array>

#include "../history_report.hpp"
#include "../writing.hpp"
#include "csx/base/text.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

constexpr std::string_view k_prefix = "csx: ";

struct UndoOptions {
  std::optional<std::string> commit;
  WriteOptions write;
};

void declare(UndoOptions& options, Options& out) {
  out.push_back({.names = "COMMIT",
                 .value = {},
                 .doc = "the commit to undo; the last one that csx made and that is not undone unless given",
                 .into = &options.commit,
                 .place = Option::Place::argument});
  declare(options.write, out);
}

/// The text of a state; none for no file.
Result<std::optional<std::string>> text_of(const Past& past, const std::optional<git::FileState>& file) {
  if (!file) {
    return std::optional<std::string>();
  }
  Result<std::string> text = past.repository.read_blob(file->blob);
  return text ? Result<std::optional<std::string>>(std::move(*text)) : fail(std::move(text.error()));
}

/// Lines as a work folder ends them where git is told to (core.autocrlf, eol=crlf).
std::string with_crlf(std::string_view text) {
  std::string out;
  for (const char c : text) {
    out += c == '\n' ? "\r\n" : std::string(1, c);
  }
  return out;
}

/// Puts the text of before in the place of the one the commit left, which must still be there.
Status take_back(Writing& writing, const Past& past, const git::PathChange& change) {
  const std::string file = change.path.substr(past.prefix.size());
  const Result<std::optional<std::string>> now = writing.text(file);
  auto after = text_of(past, change.after);
  auto before = text_of(past, change.before.front());
  if (!now || !after || !before) {
    return fail(!now ? now.error() : !after ? after.error() : before.error());
  }
  if (*now == *after) {
    writing.put(file, std::move(*before));
    return {};
  }
  if (*now && *after && **now == with_crlf(**after)) {
    writing.put(file, *before ? std::optional(with_crlf(**before)) : std::nullopt);
    return {};
  }
  return fail(ErrorKind::usage, fmt::format("{} has changes that are not committed", quoted_path(file)),
              {"commit them, or discard them with `git restore`"});
}

/// What the commit renamed gets its old name again.
void follow_back(Writing& writing, const git::LoggedCommit& commit) {
  for (const std::string& renamed : csx_trailers(commit, k_renamed_trailer)) {
    if (const std::size_t arrow = renamed.find(k_renamed_arrow); arrow != std::string::npos) {
      writing.follow(renamed.substr(arrow + k_renamed_arrow.size()), renamed.substr(0, arrow));
    }
  }
}

Result<int> run(const UndoOptions& options, Context& context) {
  const auto writing = Writing::begin(context, options.write);
  if (!writing) {
    return fail(writing.error());
  }
  const Result<Past> past = open_past(context, (*writing)->session());
  if (!past) {
    return fail(past.error());
  }
  if (!past->tip) {
    return fail(ErrorKind::usage, "there is nothing to undo: the branch has no commit yet");
  }
  const Result<git::LoggedCommit> commit =
      options.commit ? undoable(*past, *options.commit) : last_undoable(*past);
  if (!commit) {
    return fail(commit.error());
  }
  const auto changes = changes_to_undo(*past, *commit);
  if (!changes) {
    return fail(changes.error());
  }
  if (Status untouched = refuse_changed_since(*past, *commit, *changes); !untouched) {
    return fail(std::move(untouched.error()));
  }
  for (const git::PathChange& change : *changes) {
    if (Status taken = take_back(**writing, *past, change); !taken) {
      return fail(std::move(taken.error()));
    }
  }
  follow_back(**writing, *commit);
  std::string_view subject = commit->commit.subject;
  subject.remove_prefix(subject.starts_with(k_prefix) ? k_prefix.size() : 0);
  return (*writing)->finish(fmt::format("undo {}", subject),
                            {fmt::format("{}: {}", k_undoes_trailer, commit->commit.id.hex)});
}

constexpr std::array<Example, 3> k_undo_examples{
    {{"csx undo", "takes back what the last command of csx wrote"},
     {"csx undo --dry-run", "shows what that would change"},
     {"csx undo 1a2b3c4", "takes back one commit of csx, which may itself be an undo"}}};

}  // namespace

const Command k_undo{
    .name = "undo",
    .group = Group::change,
    .summary = "take back what a command of csx wrote, by a new commit",
    .effect = Effect::writes,
    .about =
        "Every file that the commit changed gets the text that it had before, as one new commit that names "
        "the "
        "one it undid; nothing is taken out of history. Refused when one of the files was changed since.",
    .formats = write_formats(),
    .examples = k_undo_examples,
    .exit_one = "the change would add errors; nothing is written",
    .prepare = prepare<UndoOptions, declare, run>};

}  // namespace csx::cli
