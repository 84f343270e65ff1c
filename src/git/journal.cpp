#include "journal.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string_view>
#include <utility>

#include "csx/base/text.hpp"
#include "words.hpp"

namespace csx::git {
namespace {

constexpr std::string_view k_version = "csx journal 1";

std::string words_of(const Publication& publication) {
  WordWriter out;
  out.put("publication");
  out.put(publication.old_commit);
  out.put(publication.new_commit);
  out.put(publication.log_line);
  out.put_changes(publication.entries);
  out.put("end");
  return out.text();
}

/// None: there is none, or it was still being written when its writer was killed.
std::optional<Publication> read_publication(WordReader& in) {
  Publication publication;
  if (in.at_end() || in.word() != "publication") {
    return std::nullopt;
  }
  publication.old_commit = in.word();
  publication.new_commit = in.word();
  publication.log_line = in.word();
  publication.entries = in.changes();
  return in.word() == "end" && in.good() ? std::optional(std::move(publication)) : std::nullopt;
}

Error senseless(const Workplace& place) {
  const std::string path = place.area + '/' + k_journal_name;
  return Error{ErrorKind::io,
               fmt::format("a change was left half done, and what it was about to do cannot be read from {}",
                           quoted_path(path)),
               {"look at `git status` and `git diff`, put right what is wrong, then remove the file"},
               {}};
}

}  // namespace

Result<std::optional<Journal>> Journal::load(const Workplace& place) {
  const Text text = read_path(place.area + '/' + k_journal_name);
  if (!text) {
    return std::optional<Journal>();
  }
  WordReader in(*text);
  Journal journal;
  if (in.word() != k_version) {
    return fail(senseless(place));
  }
  journal.commits = in.number() != 0;
  journal.reference = in.word();
  for (std::int64_t left = in.number(); left > 0 && in.good(); --left) {
    JournalFile file;
    file.path = in.word();
    file.before = in.text();
    file.after = in.text();
    const std::int64_t mode = in.number();
    file.mode = mode < 0 ? std::nullopt : std::optional(static_cast<mode_t>(mode));
    file.head_blob = in.word();
    file.after_blob = in.word();
    journal.files.push_back(std::move(file));
  }
  for (std::int64_t left = in.number(); left > 0 && in.good(); --left) {
    journal.made_folders.push_back(in.word());
  }
  if (in.word() != "end" || !in.good()) {
    return fail(senseless(place));
  }
  journal.publication = read_publication(in);
  return std::optional(std::move(journal));
}

Status Journal::save(const Workplace& place) const {
  WordWriter out;
  out.put(k_version);
  out.put_number(commits ? 1 : 0);
  out.put(reference);
  out.put_number(static_cast<std::int64_t>(files.size()));
  for (const JournalFile& file : files) {
    out.put(file.path);
    out.put_text(file.before);
    out.put_text(file.after);
    out.put_number(file.mode ? static_cast<std::int64_t>(*file.mode) : -1);
    out.put(file.head_blob);
    out.put(file.after_blob);
  }
  out.put_number(static_cast<std::int64_t>(made_folders.size()));
  for (const std::string& folder : made_folders) {
    out.put(folder);
  }
  out.put("end");
  const std::string temporary = std::string(k_journal_name) + ".new";
  const int area = place.area_folder.get();
  if (auto written = write_at(area, temporary, out.text()); !written) {
    return written;
  }
  if (::renameat(area, temporary.c_str(), area, k_journal_name) != 0) {
    return fail(system_error(fmt::format("cannot write {}/{}", place.area, k_journal_name), errno));
  }
  return sync(area, place.area);
}

Status Journal::append_publication(const Workplace& place, Publication added) {
  const Descriptor file(
      ::openat(place.area_folder.get(), k_journal_name, O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC));
  if (!file) {
    return fail(system_error(fmt::format("cannot write {}/{}", place.area, k_journal_name), errno));
  }
  auto written = write_all(file.get(), words_of(added), k_journal_name);
  written = written ? sync(file.get(), k_journal_name) : written;
  if (written) {
    publication = std::move(added);
  }
  return written;
}

void Journal::remove(const Workplace& place) {
  remove_at(place.area_folder.get(), k_journal_name);
}

}  // namespace csx::git
