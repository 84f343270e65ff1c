#include "resolve.hpp"

#include "csx/base/text.hpp"
#include "csx/model/journal.hpp"

#include <algorithm>
#include <iterator>

namespace csx::cli {
namespace {

std::string id_of(const Subject& subject, const Item& item) {
  for (const model::Row& row : subject.type->rows) {
    if (row.type->scalar != nullptr && row.type->scalar->role == model::Role::declares) {
      return row.type->scalar->print(row.of(item.value));
    }
  }
  return {};
}

/// `journey-stage` of `journey stage`.
std::string word_of(const Subject& subject) {
  std::string word(subject.name);
  std::ranges::replace(word, ' ', '-');
  return word;
}

Named named(const Subject& subject, const Item& item) {
  std::string ref = item.record->reference();
  if (subject.kind == nullptr) {
    const std::string part = fmt::format("{}/{}", word_of(subject), id_of(subject, item));
    // A record without a name of its own, a journal, has parts whose names are unique in the folder.
    ref = item.record->identity().empty() ? part : fmt::format("{}/{}", ref, part);
  }
  return {subject, item, std::move(ref)};
}

const Subject& subject_of(const model::Kind& kind) {
  return *std::ranges::find(subjects(), &kind, &Subject::kind);
}

Result<Named> usable(const model::AnyRecord& record, const store::Dataset& data) {
  if (record.usable) {
    return named(subject_of(record.kind()), {&record, record.value()});
  }
  return fail(ErrorKind::io, fmt::format("{} cannot be read", record.reference()),
              {fmt::format("run `csx check {}` for what is wrong with it", data.file_of(record))});
}

std::vector<Named> parts_with(const Subject& subject, std::string_view id, const store::Dataset& data) {
  std::vector<Named> found;
  for (const Item& item : items_of(subject, data)) {
    if (id_of(subject, item) == id) {
      found.push_back(named(subject, item));
    }
  }
  return found;
}

/// Of parts that stand in several versions of one agreement only the latest counts.
void keep_latest_versions(std::vector<Named>& found, const store::Dataset& data) {
  std::erase_if(found, [&](const Named& each) {
    const model::AnyRecord& record = *each.item.record;
    if (record.kind().name != "agreement") {
      return false;
    }
    const std::string identity = record.identity();
    const auto versions = data.versions(identity.substr(0, identity.find('@')));
    const auto has_it = [&](const model::AnyRecord* version) {
      return std::ranges::any_of(found, [&](const Named& other) { return other.item.record == version; });
    };
    for (auto version = versions.rbegin(); version != versions.rend(); ++version) {
      if (has_it(*version)) {
        return *version != &record;
      }
    }
    return false;
  });
}

tl::unexpected<Error> ambiguous(std::string_view ref, const std::vector<Named>& found) {
  constexpr std::size_t k_most = 5;
  std::vector<std::string> refs;
  for (std::size_t i = 0; i < found.size() && i < k_most; ++i) {
    refs.push_back(found[i].ref);
  }
  if (found.size() > k_most) {
    refs.push_back(fmt::format("{} more", found.size() - k_most));
  }
  return fail(ErrorKind::usage, fmt::format("{} names {} things", csx::quoted(ref), found.size()),
              {fmt::format("write one of {}", fmt::join(refs, ", "))});
}

Result<Named> one_of(std::vector<Named> found, std::string_view ref, const store::Dataset& data) {
  keep_latest_versions(found, data);
  if (found.size() == 1) {
    return std::move(found.front());
  }
  return ambiguous(ref, found);
}

/// What to do about files whose records are not known: what is looked for may lie in one.
std::vector<std::string> hints_about_unread(const store::Dataset& data) {
  const auto hides = [](const Diagnostic& finding) {
    return finding.severity == Severity::error &&
           (finding.rule == "folder/unreadable" || finding.rule.starts_with("yaml/"));
  };
  const auto found = std::ranges::find_if(data.findings(), hides);
  if (found == data.findings().end()) {
    return {};
  }
  return {fmt::format("it may stand in {}, which cannot be read: run `csx check`",
                      quoted_path(found->place.file))};
}

/// Clocks and alerts name entries by what they are: `ticket/tk-1`.
bool is_entry_type(std::string_view word) {
  return std::ranges::find(model::Words<model::EntryType>::words, word, &model::Word::word) !=
         model::Words<model::EntryType>::words.end();
}

Result<Named> resolve_pair(const store::Dataset& data, std::string_view word, std::string_view id) {
  const bool is_typed = is_entry_type(word);
  const Result<Subject> subject = find_subject(is_typed ? "entry" : word);
  if (!subject) {
    return fail(subject.error());
  }
  if (subject->kind == nullptr) {
    std::vector<Named> found = parts_with(*subject, id, data);
    if (is_typed && !found.empty()) {
      const auto type = model::word(static_cast<const model::Entry*>(found.front().item.value)->type);
      if (type != word) {
        return fail(ErrorKind::usage, fmt::format("{} is no {}: it is a {}", csx::quoted(id), word, type),
                    {fmt::format("write {}/{}", type, id)});
      }
    }
    if (!found.empty()) {
      return one_of(std::move(found), fmt::format("{}/{}", word, id), data);
    }
  } else if (const model::AnyRecord* record = data.find(subject->kind->name, id)) {
    return usable(*record, data);
  }
  return fail(ErrorKind::usage,
              fmt::format("there is no {} {}{}", is_typed ? word : subject->name, csx::quoted(id),
                          did_you_mean(id, data.ids(subject->name))),
              hints_about_unread(data));
}

Result<Named> resolve_part_of(const store::Dataset& data, std::string_view kind, std::string_view record_id,
                              std::string_view part, std::string_view id) {
  Result<Named> record = resolve_pair(data, kind, record_id);
  if (!record) {
    return record;
  }
  const Result<Subject> subject = find_subject(part);
  if (!subject) {
    return fail(subject.error());
  }
  std::vector<Named> found = parts_with(*subject, id, data);
  std::erase_if(found, [&](const Named& each) { return each.item.record != record->item.record; });
  if (found.empty()) {
    return fail(ErrorKind::usage,
                fmt::format("{} has no {} {}", record->ref, subject->name, csx::quoted(id)));
  }
  return found.front();
}

Result<Named> resolve_id(const store::Dataset& data, std::string_view id) {
  std::vector<Named> found;
  std::vector<std::string_view> known;
  for (const Subject& subject : subjects()) {
    const auto ids = data.ids(subject.name);
    known.insert(known.end(), ids.begin(), ids.end());
    const model::AnyRecord* record = subject.kind != nullptr ? data.find(subject.name, id) : nullptr;
    if (record != nullptr) {
      found.push_back(named(subject, {record, record->value()}));
    } else if (subject.kind != nullptr && subject.name == id && data.of_kind(*subject.kind).size() == 1) {
      const model::AnyRecord* only = data.of_kind(*subject.kind).front();
      found.push_back(named(subject, {only, only->value()}));
    }
  }
  for (const Subject& subject : subjects()) {
    if (found.empty() && subject.kind == nullptr && data.has_id(subject.name, id)) {
      std::vector<Named> parts = parts_with(subject, id, data);
      found.insert(found.end(), parts.begin(), parts.end());
    }
  }
  if (found.empty()) {
    std::vector<std::string> hints{"write kind/id, such as account/aurora"};
    std::ranges::move(hints_about_unread(data), std::back_inserter(hints));
    return fail(ErrorKind::usage,
                fmt::format("nothing is called {}{}", csx::quoted(id), did_you_mean(id, known)),
                std::move(hints));
  }
  if (found.size() == 1 && !found.front().item.record->usable) {
    return usable(*found.front().item.record, data);
  }
  return one_of(std::move(found), id, data);
}

}  // namespace

Result<Named> resolve(const store::Dataset& data, std::string_view ref) {
  const std::vector<std::string_view> words = split(ref, '/');
  if (words.size() == 2) {
    return resolve_pair(data, words[0], words[1]);
  }
  if (words.size() == 4) {
    return resolve_part_of(data, words[0], words[1], words[2], words[3]);
  }
  if (words.size() == 1) {
    return resolve_id(data, ref);
  }
  return fail(ErrorKind::usage, fmt::format("{} names no record", csx::quoted(ref)),
              {"write kind/id, a unique id, or kind/id/part/id"});
}

}  // namespace csx::cli
