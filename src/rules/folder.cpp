#include <fmt/format.h>

#include <array>

#include "csx/base/text.hpp"
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

void layout(const Input& input, Report& report) {
  std::uint32_t last_file = UINT32_MAX;
  for (const model::AnyRecord* record : input.data.records()) {
    // One word a file is enough; csx.yaml has a rule of its own.
    if (!record->usable || record->source().file == last_file ||
        &record->kind() == &model::kind_of<model::Workspace>()) {
      continue;
    }
    const std::string place = better_place(*record, input.data.file_of(*record));
    if (!place.empty()) {
      last_file = record->source().file;
      report.add(*record, fmt::format("{} usually lies in {}", record->reference(), place))
          .help(fmt::format("git mv {} {}", input.data.file_of(*record), place));
    }
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
