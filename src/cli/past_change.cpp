#include "past_change.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>

namespace csx::cli {
namespace {

using What = RecordChange::What;

void keep_common(PastChange& change, const PastChange& other) {
  std::erase_if(change.change.differences, [&](const yaml::Difference& difference) {
    return std::ranges::none_of(other.change.differences, [&](const yaml::Difference& each) {
      return each.name == difference.name && each.after == difference.after;
    });
  });
  if (other.moved_from.empty()) {
    change.moved_from.clear();
  }
}

}  // namespace

std::string PastRecord::ref() const {
  const RecordName name = text->name(document);
  if (!name.kind.empty() && !name.id.empty()) {
    return name.text();
  }
  return document == 0 ? file : fmt::format("{}#{}", file, document + 1);
}

void add_records(std::vector<PastRecord>& records, const std::string& file,
                 const std::shared_ptr<const PastFile>& text) {
  for (std::size_t i = 0; i < text->size(); ++i) {
    if (!text->is_empty(i)) {
      records.push_back({file, text, i});
    }
  }
}

std::optional<PastChange> change_between(const PastRecord* before, const PastRecord* after,
                                         const FieldFilter& fields) {
  if (before == nullptr && after == nullptr) {
    return std::nullopt;
  }
  const yaml::Value nothing = yaml::Value::mapping();
  const PastRecord& last = after != nullptr ? *after : *before;
  PastChange found{{last.ref(), last.file, What::changed, {}}, {}};
  found.change.what = before == nullptr ? What::made : after == nullptr ? What::removed : What::changed;
  found.change.differences = fields.of(yaml::differences(before != nullptr ? before->value() : nothing,
                                                         after != nullptr ? after->value() : nothing));
  if (found.change.what == What::changed && before->file != after->file) {
    found.moved_from = before->file;
  }
  const bool tells = fields.is_empty() && (found.change.what != What::changed || !found.moved_from.empty());
  return tells || !found.change.differences.empty() ? std::optional(std::move(found)) : std::nullopt;
}

std::vector<PastChange> changes_between(const std::vector<PastRecord>& before,
                                        const std::vector<PastRecord>& after, const FieldFilter& fields) {
  std::map<std::string, const PastRecord*> old;
  for (const PastRecord& record : before) {
    old.emplace(record.ref(), &record);
  }
  std::vector<PastChange> changes;
  const auto add = [&](const PastRecord* from, const PastRecord* to) {
    if (auto change = change_between(from, to, fields)) {
      changes.push_back(std::move(*change));
    }
  };
  for (const PastRecord& record : after) {
    const auto was = old.extract(record.ref());
    add(was.empty() ? nullptr : was.mapped(), &record);
  }
  for (const PastRecord& record : before) {
    const auto gone = old.find(record.ref());
    if (gone != old.end() && gone->second == &record) {
      add(&record, nullptr);
    }
  }
  return changes;
}

std::optional<PastChange> common_change(std::vector<std::optional<PastChange>> by_parent) {
  if (std::ranges::any_of(by_parent, [](const auto& change) { return !change; })) {
    return std::nullopt;
  }
  const auto is_new = [](const auto& change) { return change->change.what == What::made; };
  if (!std::ranges::all_of(by_parent, is_new)) {
    std::erase_if(by_parent, is_new);
  }
  PastChange common = std::move(*by_parent.front());
  std::for_each(std::next(by_parent.begin()), by_parent.end(),
                [&](const auto& other) { keep_common(common, *other); });
  const bool tells = common.change.what != What::changed || !common.moved_from.empty();
  return tells || !common.change.differences.empty() ? std::optional(std::move(common)) : std::nullopt;
}

}  // namespace csx::cli
