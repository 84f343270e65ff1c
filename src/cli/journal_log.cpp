#include "journal_log.hpp"

#include <algorithm>

#include "csx/base/sha256.hpp"
#include "csx/base/text.hpp"
#include "csx/model/journal.hpp"
#include "csx/model/walk.hpp"
#include "csx/yaml/difference.hpp"
#include "field_address.hpp"
#include "listing.hpp"

namespace csx::cli {
namespace {

using yaml::Value;

/// `2026-10` of `accounts/aurora/journal/2026-10.yaml`.
std::string_view stem_of(std::string_view file) {
  const std::size_t name = file.rfind('/') + 1;
  return file.substr(name, file.find('.', name) - name);
}

std::string_view folder_of(std::string_view file) {
  return file.substr(0, file.rfind('/') + 1);
}

bool is_month(std::string_view stem) {
  return stem.size() == 7 && time::Date::parse(fmt::format("{}-01", stem)).has_value();
}

std::vector<const model::AnyRecord*> journals_of(const store::Dataset& data, std::string_view account) {
  std::vector<const model::AnyRecord*> journals;
  for (const model::AnyRecord& record : data.all<model::Journal>()) {
    const auto& of = record.as<model::Journal>().account;
    if (of && of->value == account) {
      journals.push_back(&record);
    }
  }
  return journals;
}

std::string layout_path(std::string_view account, std::string_view month) {
  std::string path(model::kind_of<model::Journal>().layout);
  for (const auto& [mark, value] : {std::pair{std::string_view("{account}"), account}, {"{month}", month}}) {
    const std::size_t at = path.find(mark);
    path.replace(at, mark.size(), value);
  }
  return path;
}

/// What an entry of the folder says; none when nothing has that id.
Result<std::optional<Value>> entry_with(const Writing& writing, std::string_view id) {
  const Result<Subject> subject = find_subject("entry");
  if (!subject) {
    return fail(subject.error());
  }
  for (const Item& item : items_of(*subject, writing.data())) {
    if (static_cast<const model::Entry*>(item.value)->id.value != id) {
      continue;
    }
    const Result<Value> record = writing.value(*item.record);
    if (!record) {
      return fail(record.error());
    }
    const Value* entry =
        value_at(*record, model::pointer_to(*item.record, item.value, *subject->type).value_or(""));
    return entry == nullptr ? std::optional<Value>() : std::optional(*entry);
  }
  return std::optional<Value>();
}

void erase_key(Value& entry, std::string_view key) {
  std::erase_if(entry.entries, [&](const auto& each) { return each.first == key; });
}

}  // namespace

Result<JournalPlace> journal_place(const Writing& writing, const model::AnyRecord& account, time::Date date) {
  const std::string month = date.to_string().substr(0, 7);
  const std::string id = account.identity();
  const store::Dataset& data = writing.data();
  const std::vector<const model::AnyRecord*> journals = journals_of(data, id);
  const auto stem = [&](const model::AnyRecord* journal) { return stem_of(data.file_of(*journal)); };
  const auto same_month = std::ranges::find(journals, std::string_view(month), stem);
  if (same_month != journals.end()) {
    return JournalPlace{*same_month, data.file_of(**same_month)};
  }
  if (!journals.empty() && std::ranges::none_of(journals, is_month, stem)) {
    return JournalPlace{journals.back(), data.file_of(*journals.back())};
  }
  JournalPlace place;
  const std::string& file = data.file_of(account);
  if (!journals.empty()) {
    place.file = fmt::format("{}{}.yaml", folder_of(data.file_of(*journals.back())), month);
  } else if (file.ends_with("/account.yaml")) {
    place.file = fmt::format("{}journal/{}.yaml", folder_of(file), month);
  } else {
    place.file = layout_path(id, month);
  }
  const Result<std::optional<std::string>> text = writing.text(place.file);
  if (!text) {
    return fail(text.error());
  }
  if (*text) {
    return fail(ErrorKind::usage,
                fmt::format("{} is there and is no journal of account {}", quoted_path(place.file), id),
                {fmt::format("run `csx check {}`", place.file)});
  }
  return place;
}

Result<std::string> id_of_entry(const Writing& writing, std::string_view account, time::Date date,
                                const yaml::Value& entry) {
  constexpr std::size_t k_short = 6;
  constexpr std::size_t k_long = 16;
  const std::string hash = sha256_hex(fmt::format("{} {}", account, yaml::one_line(entry)));
  const std::string start = fmt::format("{}-{}-", date.to_string(), text_at(entry, "type"));
  std::string id = start + hash.substr(0, k_short);
  if (!writing.data().has_id("entry", id)) {
    return id;
  }
  Result<std::optional<Value>> other = entry_with(writing, id);
  if (!other) {
    return fail(std::move(other.error()));
  }
  if (*other) {
    erase_key(**other, "id");
    erase_key(**other, "account");
    Value same = entry;
    erase_key(same, "account");
    if (**other == same) {
      return fail(ErrorKind::usage, fmt::format("entry/{} says exactly this already", id),
                  {"add a note=… or another at=… if it happened twice"});
    }
  }
  return start + hash.substr(0, k_long);
}

std::size_t place_by_instant(const yaml::Value& entries, time::Instant at, const time::Zone& zone) {
  std::size_t place = entries.items.size();
  while (place > 0) {
    const auto before = time::Timestamp::parse(text_at(entries.items[place - 1], "at"));
    if (!before || zone.resolve(*before) <= at) {
      break;
    }
    --place;
  }
  return place;
}

}  // namespace csx::cli
