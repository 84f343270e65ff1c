#include "agreement_release.hpp"

#include <algorithm>

#include "csx/base/text.hpp"
#include "csx/git/repository.hpp"
#include "csx/model/read.hpp"
#include "csx/model/write.hpp"
#include "csx/sla/agreement_standing.hpp"
#include "csx/sla/in_force.hpp"

namespace csx::cli {
namespace {

using yaml::Value;

/// A file's text as the last commit has it; none where there is none.
Result<std::optional<std::string>> committed_text(const std::string& folder, const std::string& path) {
  Result<std::optional<git::Repository>> repository = git::Repository::find(folder);
  if (!repository) {
    return fail(std::move(repository.error()));
  }
  if (!*repository) {
    return std::optional<std::string>();
  }
  const Result<std::string> prefix = (*repository)->path_of(folder);
  const Result<std::optional<git::Commit>> head = (*repository)->head();
  if (!prefix || !head) {
    return fail(prefix ? head.error() : prefix.error());
  }
  if (!*head) {
    return std::optional<std::string>();
  }
  return (*repository)->read_file((*head)->id, prefix->empty() ? path : *prefix + '/' + path);
}

/// Whether a text is nothing but this version, approved by all as it stands.
bool holds_approved(const std::string& text, const model::Agreement& version) {
  const yaml::Stream stream = yaml::read(text);
  if (stream.documents.size() != 1 || stream.documents.front().empty) {
    return false;
  }
  std::vector<Diagnostic> unused;
  const auto record = model::read_record(stream.documents.front(), {}, {}, unused);
  if (!record || !record->usable || !record->clean ||
      &record->kind() != &model::kind_of<model::Agreement>()) {
    return false;
  }
  const auto& committed = record->as<model::Agreement>();
  return committed.id == version.id && committed.version == version.version && sla::is_approved(committed);
}

Refusal still_a_proposal(const NamedAgreement& present, const std::vector<model::Area>& missing) {
  const std::string id = present.version->id.value;
  return {
      fmt::format("{} is a proposal already: it waits for the approval of {}", present.ref(), said(missing)),
      {fmt::format("change the proposal as it stands; see what it changes: csx agreement diff {}", id),
       fmt::format("sign it: csx agreement approve {}", present.ref())},
      {}};
}

Refusal other_text(const NamedAgreement& present, const std::string& file) {
  return {
      fmt::format(
          "the text of {} is not the one its parties approved, and the last commit does not hold that one "
          "either",
          present.ref()),
      {fmt::format("put the approved text back into {} from git, release, then change it", file),
       fmt::format("or let every party approve this text: csx agreement approve {}", present.ref())},
      {}};
}

}  // namespace

std::string archive_path(const model::Agreement& version) {
  return fmt::format("agreements/archive/{}.v{}.yaml", version.id.value, version.version);
}

Result<std::optional<ApprovedText>> approved_text(const Writing& writing, const NamedAgreement& present,
                                                  std::optional<Refusal>& refusal) {
  const std::string& file = writing.data().file_of(*present.record);
  const Result<std::optional<std::string>> now = writing.text(file);
  if (!now) {
    return fail(now.error());
  }
  const std::vector<model::Area> missing = sla::missing_approvals(*present.version);
  if (missing.empty()) {
    return ApprovedText{now->value_or(""), ApprovedText::Where::work_folder};
  }
  if (!sla::is_signed_by_all(*present.version)) {
    refusal = still_a_proposal(present, missing);
    return std::optional<ApprovedText>();
  }
  // Signed by all, but the text has been changed since: people edit first and release then.
  Result<std::optional<std::string>> committed = committed_text(writing.session().folder, file);
  if (!committed) {
    return fail(std::move(committed.error()));
  }
  if (*committed && holds_approved(**committed, *present.version)) {
    return ApprovedText{std::move(**committed), ApprovedText::Where::last_commit};
  }
  refusal = other_text(present, file);
  return std::optional<ApprovedText>();
}

std::optional<Refusal> refuse_date(const NamedAgreement& present, const NextVersion& next, time::Date today) {
  const time::Date& held = present.version->effective_from;
  if (next.from <= held) {
    return Refusal{fmt::format("version {} takes effect on {}; the next one cannot on {}",
                               present.version->version, held.to_string(), next.from.to_string()),
                   {fmt::format("give a day after {} with --from", held.to_string())},
                   {}};
  }
  if (next.from <= today) {
    return Refusal{fmt::format("{} is not after today, {}: what has begun is judged by version {}",
                               next.from.to_string(), today.to_string(), present.version->version),
                   {"give a day to come with --from, with time for every party to approve"},
                   {}};
  }
  return std::nullopt;
}

std::vector<yaml::Edit> edits_to_release(const Value& now, const model::Agreement& present,
                                         const NextVersion& next, time::Date day) {
  std::vector<yaml::Edit> edits;
  edits.push_back({.pointer = "/version", .value = Value::integer(present.version + 1)});
  edits.push_back({.pointer = "/effective_from", .value = Value::string(next.from.to_string())});
  if (present.effective_to && *present.effective_to < next.from && now.find("effective_to") != nullptr) {
    edits.push_back({.action = yaml::Edit::Action::erase, .pointer = "/effective_to"});
  }
  if (now.find("approvals") != nullptr) {
    edits.push_back({.action = yaml::Edit::Action::erase, .pointer = "/approvals"});
  }
  Value change = Value::mapping({{"version", Value::integer(present.version + 1)},
                                 {"date", Value::string(day.to_string())},
                                 {"why", Value::string(next.why)}});
  if (!next.because.empty()) {
    Value because = Value::sequence();
    for (const std::string& id : next.because) {
      because.items.push_back(Value::string(id));
    }
    change.entries.emplace_back("because", std::move(because));
  }
  const Value* changes = now.find("changes");
  if (changes != nullptr && changes->kind == yaml::NodeKind::sequence && !changes->items.empty()) {
    edits.push_back(
        {.action = yaml::Edit::Action::insert, .pointer = "/changes/0", .value = std::move(change)});
  } else {
    edits.push_back({.pointer = "/changes", .value = Value::sequence({std::move(change)})});
  }
  return edits;
}

}  // namespace csx::cli
