#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <span>

#include "csx/base/shell.hpp"
#include "csx/model/agreement.hpp"
#include "csx/model/handoff.hpp"
#include "csx/model/journal.hpp"
#include "families.hpp"

/// Rules about the folder: where records are and what lies beside them. Rooms store and model find most of
/// it.
namespace csx::rules {
namespace {

/// Replaces `{name}` in a layout.
std::string filled(std::string_view layout, std::string_view name, std::string_view value) {
  const std::string mark = fmt::format("{{{}}}", name);
  const std::size_t at = layout.find(mark);
  if (at == std::string_view::npos) {
    return std::string(layout);
  }
  return fmt::format("{}{}{}", layout.substr(0, at), value, layout.substr(at + mark.size()));
}

/// Whether a journal lies where journals lie: its account's, or the one across accounts.
bool is_journal_place(const std::string& file, const model::Journal& journal) {
  return file.starts_with("journal/") ||
         (journal.account && file.starts_with(fmt::format("accounts/{}/journal/", journal.account->value)));
}

/// Where the layout puts a record; empty where it lies well already.
std::string better_place(const model::AnyRecord& record, const std::string& file) {
  if (&record.kind() == &model::kind_of<model::Journal>()) {
    const auto& journal = record.as<model::Journal>();
    const std::string owner =
        journal.account ? fmt::format("accounts/{}/journal/", journal.account->value) : "journal/";
    return is_journal_place(file, journal) ? std::string() : owner;
  }
  std::string place(record.kind().layout);
  if (&record.kind() == &model::kind_of<model::Agreement>()) {
    const auto& agreement = record.as<model::Agreement>();
    if (file == fmt::format("agreements/archive/{}.v{}.yaml", agreement.id.value, agreement.version)) {
      return {};
    }
    // A proposal may lie beside the version in force, under a name that tells them apart.
    if (file.starts_with(fmt::format("agreements/{}", agreement.id.value))) {
      return {};
    }
    place = filled(place, "id", agreement.id.value);
  } else if (&record.kind() == &model::kind_of<model::Handoff>()) {
    const auto& handoff = record.as<model::Handoff>();
    place = filled(filled(place, "account", handoff.account.value), "id", handoff.id.value);
  } else {
    place = filled(place, "id", record.identity());
  }
  return place == file ? std::string() : place;
}

/// Where the records of one file should lie, and the first that lies elsewhere.
struct Misplaced {
  const model::AnyRecord* record = nullptr;
  std::string place;
  bool with_others = false;  ///< the file holds records that belong elsewhere, or lie well
};

Misplaced misplaced_of(const std::string& file, std::span<const model::AnyRecord* const> records) {
  Misplaced found;
  std::set<std::string> places;
  for (const model::AnyRecord* record : records) {
    // csx.yaml has a rule of its own; what cannot be read may belong anywhere.
    const bool known = record->counts() && &record->kind() != &model::kind_of<model::Workspace>();
    std::string place = known ? better_place(*record, file) : std::string();
    if (!place.empty() && found.record == nullptr) {
      found.record = record;
      found.place = place;
    }
    places.insert(std::move(place));
  }
  found.with_others = places.size() > 1;
  return found;
}

using Files = std::set<std::string_view>;

bool has_files_in(const Files& files, std::string_view folder) {
  const auto first = files.lower_bound(folder);
  return folder.empty() || (first != files.end() && first->starts_with(folder));
}

/// A command that works as it stands; where it would overwrite a file or take other records along, what to
/// do.
std::string how_to_move(const Files& files, const std::string& file, const Misplaced& misplaced) {
  const std::string& place = misplaced.place;
  if (files.contains(place)) {
    return fmt::format("move the document into {}, after a line ---", place);
  }
  if (misplaced.with_others) {
    return fmt::format("move the document to {}; the others of this file belong elsewhere", place);
  }
  const std::string folder = place.substr(0, place.rfind('/') + 1);
  return fmt::format("{}git mv {} {}",
                     has_files_in(files, folder) ? "" : fmt::format("mkdir -p {} && ", shell_word(folder)),
                     shell_word(file), shell_word(place));
}

/// One word a file is enough.
void layout(const Input& input, Report& report) {
  const std::span<const model::AnyRecord* const> records = input.data.records();
  Files files;
  for (std::size_t begin = 0; begin < records.size();) {
    std::size_t end = begin + 1;
    while (end < records.size() && records[end]->source().file == records[begin]->source().file) {
      ++end;
    }
    const std::string& file = input.data.file_of(*records[begin]);
    const Misplaced misplaced = misplaced_of(file, records.subspan(begin, end - begin));
    if (misplaced.record != nullptr) {
      if (files.empty()) {
        files.insert(input.data.files().begin(), input.data.files().end());
      }
      report
          .add(*misplaced.record,
               fmt::format("{} usually lies in {}", misplaced.record->reference(), misplaced.place))
          .help(how_to_move(files, file, misplaced));
    }
    begin = end;
  }
}

constexpr auto k_folder_rules = std::to_array<Rule>({
    {"folder/no-kind", Severity::error, "Every document says what kind of record it is.",
     "csx knows records by their kind and id, not by their place; without a kind nobody reads the document.",
     "Write `kind:` as its first key, or name the file in checks.ignore_paths of csx.yaml"},
    {"folder/unknown-kind", Severity::error, "Every kind is one that csx knows.",
     "A record of an unknown kind is read by nothing and checked by nothing.",
     "Write one of the known kinds"},
    {"folder/not-a-record", Severity::error, "Every document is a mapping of keys.",
     "A list or a lone value at the top of a document has no kind and no fields.",
     "Write `kind: …` and the fields of the record, one a line"},
    {"folder/empty-document", Severity::note, "No document of a file with several is empty.",
     "A `---` too many is harmless, but often the rest of an unfinished edit.",
     "Remove the `---` before it, or write a record"},
    {"folder/misplaced-workspace", Severity::error, "The workspace is in csx.yaml and nowhere else.",
     "Time zone, currency and main agreement decide every number; two of them would give two answers.",
     "Keep one workspace record, in csx.yaml at the root"},
    {"folder/layout", Severity::note, "Records lie where people look for them.",
     "csx finds a record anywhere, people do not. csx writes new records by this layout too.",
     "Move the file with git mv; nothing refers to paths", layout},
    {"folder/unreadable", Severity::error, "Every file and folder can be read.",
     "What cannot be read is not checked: the result would look better than it is.",
     "Give yourself the right to read it"},
    {"folder/not-a-file", Severity::error, "What is named like a record is a regular file.",
     "A pipe or device under that name could make a check wait for ever.", "Remove it, or rename it"},
    {"folder/link", Severity::note, "Records are files, not links to files.",
     "A record that can be reached in two ways would be counted twice; csx reads it at its own place.",
     "Replace the link by the file, or remove it"},
    {"folder/link-outside", Severity::warning, "No link leads out of the folder.",
     "What lies outside is not in git: others would check something else than you. csx does not follow such "
     "links.",
     "Copy the file into the folder, or remove the link"},
    {"folder/nested-repository", Severity::note, "Other repositories inside the folder are left alone.",
     "A submodule has a history of its own; its records are not this folder's.",
     "Move it elsewhere if its records belong here"},
    {"folder/odd-name", Severity::warning, "File names are plain text.",
     "Control characters and broken encodings in names cannot be typed, and hide in listings.",
     "Rename the file"},
    {"folder/ignore-unknown", Severity::warning, "What git ignores is known.",
     "When the repository cannot be asked, files that git ignores are read as records too.",
     "Mend what keeps the repository from being opened"},
    {"folder/suppression-invalid", Severity::error, "A suppression says what it silences and why.",
     "A finding that nobody explains is a finding that nobody mends; a misspelt one silences nothing.",
     "Write `# csx:ignore family/rule until=2026-12-31 reason=\"…\"`"},
    {"folder/suppression-expired", Severity::warning, "Suppressions end when they said they would.",
     "What was put off until a day comes back on that day, so that it is decided again.",
     "Mend the finding, or move the date with a reason"},
    {"folder/suppression-unused", Severity::warning, "Suppressions silence something.",
     "Once the finding is mended its suppression only hides the next one.", "Remove the comment"},
});

}  // namespace

std::span<const Rule> folder_rules() {
  return k_folder_rules;
}

}  // namespace csx::rules
