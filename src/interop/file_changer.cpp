#include "file_changer.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "csx/base/text.hpp"
#include "csx/yaml/edit.hpp"
#include "thing_edits.hpp"

namespace csx::interop {
namespace {

using yaml::Edit;
using yaml::Value;
using Outcome = Wanted::Outcome;

std::string text_at(const Value& mapping, std::string_view key) {
  const Value* value = value_at(mapping, key);
  return value == nullptr ? std::string() : value->text;
}

/// Where a thing lies in a file.
struct Spot {
  std::uint32_t document = 0;
  std::optional<std::size_t> item;
};

/// The record files that are changed, one after the other.
class FileChanger {
 public:
  FileChanger(const Plan& plan, const ImportWorld& world, const ImportOptions& options,
              const std::string& path, const std::optional<std::string>& text)
      : m_plan(plan), m_world(world), m_options(options), m_path(path), m_text(text.value_or("")) {
    const yaml::Stream stream = yaml::read(m_text);
    for (const yaml::Document& document : stream.documents) {
      m_documents.push_back(document.empty ? Value::null() : Value::of(document.root));
    }
    for (std::uint32_t i = 0; i < m_documents.size(); ++i) {
      index(i);
    }
  }

  Result<std::optional<std::string>> change(std::vector<Wanted>& wanted) {
    std::vector<Wanted*> fresh;
    for (Wanted& each : wanted) {
      if (change_old(each)) {
        continue;
      }
      if (const PlannedField* field = missing(each.row)) {
        each.outcome = Outcome::rejected;
        each.reason =
            fmt::format("{} is empty, and a new {} needs it", field->path, m_plan.thing.type().name);
      } else {
        fresh.push_back(&each);
      }
    }
    if (m_plan.thing.is_record()) {
      return with_records(std::move(fresh));
    }
    return m_plan.thing.is_entry() ? with_entries(std::move(fresh)) : with_items(std::move(fresh));
  }

 private:
  std::string list_pointer() const { return m_plan.thing.list_pointer(); }

  static std::string name_of(const std::string& record, const std::string& id) { return record + '\n' + id; }

  void index(std::uint32_t document) {
    const Value& root = m_documents[document];
    if (text_at(root, "kind") != m_plan.thing.kind().name) {
      return;
    }
    const std::string record = m_plan.thing.is_entry() ? std::string() : text_at(root, "id");
    if (m_plan.thing.is_record()) {
      m_spots.emplace(name_of("", record), Spot{document, std::nullopt});
      return;
    }
    m_holders.emplace(m_plan.thing.is_entry() ? text_at(root, "account") : record, document);
    const Value* list = value_at(root, m_plan.thing.list_steps());
    for (std::size_t i = 0; list != nullptr && i < list->items.size(); ++i) {
      m_spots.emplace(name_of(record, text_at(list->items[i], m_plan.thing.id_row().key)), Spot{document, i});
    }
  }

  const Value& thing_at(const Spot& spot) const {
    const Value& root = m_documents[spot.document];
    return spot.item ? value_at(root, m_plan.thing.list_steps())->items[*spot.item] : root;
  }

  /// A field that a new thing must have and that the row leaves empty; null for none.
  const PlannedField* missing(const MadeRow& row) const {
    for (std::size_t i = 0; i < m_plan.fields.size(); ++i) {
      if (m_plan.fields[i].target.required && row.cells[i].empty()) {
        return &m_plan.fields[i];
      }
    }
    return nullptr;
  }

  /// False when it is not there yet.
  bool change_old(Wanted& each) {
    const auto found = m_spots.find(name_of(each.row.record, each.row.id));
    if (found == m_spots.end()) {
      return false;
    }
    const Spot& spot = found->second;
    const std::string base = spot.item ? fmt::format("{}/{}", list_pointer(), *spot.item) : std::string();
    const model::AnyRecord* record =
        m_plan.thing.is_entry() ? nullptr
                                : m_plan.data->find(m_plan.thing.kind().name,
                                                    each.row.record.empty() ? each.row.id : each.row.record);
    std::vector<Edit> edits = edits_of(m_plan, m_world, m_options, each.row, thing_at(spot), base, record);
    each.outcome = edits.empty() ? Outcome::unchanged : Outcome::changed;
    for (Edit& edit : edits) {
      edit.document = spot.document;
      m_edits.push_back(std::move(edit));
    }
    return true;
  }

  static void sort_by_line(std::vector<Wanted*>& fresh) {
    std::ranges::stable_sort(fresh, {},
                             [](const Wanted* each) { return std::tuple(each->row.file, each->row.line); });
  }

  Result<std::string> edited() const {
    if (m_edits.empty()) {
      return m_text;
    }
    Result<std::string> text = yaml::apply(m_text, m_edits);
    if (!text) {
      Error error = std::move(text.error());
      error.message = fmt::format("{}: {}", quoted_path(m_path), error.message);
      return fail(std::move(error));
    }
    return text;
  }

  /// New documents behind what is there.
  Result<std::optional<std::string>> with_documents(const std::vector<Value>& documents) const {
    Result<std::string> text = edited();
    if (!text) {
      return fail(std::move(text.error()));
    }
    bool first = m_documents.empty() && text->empty();
    for (const Value& document : documents) {
      if (first || &document != &documents.front()) {
        // Only the first can meet what people wrote.
        *text += (first ? "" : "---\n") + yaml::emit(document);
      } else {
        Result<std::string> more = yaml::append_document(*text, document);
        if (!more) {
          return fail(std::move(more.error()));
        }
        text = std::move(more);
      }
      first = false;
    }
    return m_edits.empty() && documents.empty() ? std::optional<std::string>()
                                                : std::optional(std::move(*text));
  }

  Result<std::optional<std::string>> with_records(std::vector<Wanted*> fresh) {
    sort_by_line(fresh);
    std::vector<Value> documents;
    for (Wanted* each : fresh) {
      each->outcome = Outcome::created;
      documents.push_back(new_thing(m_plan, each->row));
    }
    return with_documents(documents);
  }

  Result<std::optional<std::string>> with_items(std::vector<Wanted*> fresh) {
    sort_by_line(fresh);
    std::map<std::uint32_t, std::vector<Value>> items;
    for (Wanted* each : fresh) {
      const auto holder = m_holders.find(each->row.record);
      const Value* list = holder == m_holders.end()
                              ? nullptr
                              : value_at(m_documents[holder->second], m_plan.thing.list_steps());
      if (holder == m_holders.end() || (list != nullptr && list->kind != yaml::NodeKind::sequence)) {
        each->outcome = Outcome::rejected;
        each->reason =
            holder == m_holders.end()
                ? fmt::format("{} {} cannot be read", m_plan.thing.kind().name, quoted(each->row.record))
                : fmt::format("{} {} says that there are none", m_plan.thing.kind().name,
                              quoted(each->row.record));
        continue;
      }
      each->outcome = Outcome::created;
      items[holder->second].push_back(new_thing(m_plan, each->row));
    }
    for (auto& [document, values] : items) {
      add_to_list(document, std::move(values));
    }
    return with_documents({});
  }

  void add_to_list(std::uint32_t document, std::vector<Value> values) {
    const Value& root = m_documents[document];
    if (value_at(root, m_plan.thing.list_steps()) == nullptr) {
      Edit edit = edit_to_set(root, {}, m_plan.thing.list_steps(), Value::sequence(std::move(values)));
      edit.document = document;
      m_edits.push_back(std::move(edit));
      return;
    }
    for (Value& value : values) {
      m_edits.push_back({.action = Edit::Action::append,
                         .document = document,
                         .pointer = list_pointer(),
                         .value = std::move(value)});
    }
  }

  time::Instant instant_of(const Value& entry) const {
    const time::Parsed<time::Timestamp> at = time::Timestamp::parse(text_at(entry, "at"));
    return at ? m_plan.data->zone().resolve(*at) : time::Instant::max();
  }

  Result<std::optional<std::string>> with_entries(const std::vector<Wanted*>& fresh) {
    struct Fresh {
      time::Instant at;
      std::string id;
      std::string account;
      Value value;
    };
    std::vector<Fresh> entries;
    for (Wanted* each : fresh) {
      each->outcome = Outcome::created;
      const std::string account =
          m_plan.journal_of_account ? each->row.cells[*m_plan.account].front() : std::string();
      Value value = new_thing(m_plan, each->row);
      const time::Instant at = instant_of(value);
      entries.push_back({at, each->row.id, account, std::move(value)});
    }
    std::ranges::sort(entries, {}, [](const Fresh& each) { return std::tie(each.at, each.id); });
    std::map<std::uint32_t, std::vector<Fresh>> by_journal;
    std::map<std::string, std::vector<Value>> journals;
    for (Fresh& entry : entries) {
      const auto holder = m_holders.find(entry.account);
      if (holder == m_holders.end()) {
        journals[entry.account].push_back(std::move(entry.value));
      } else {
        by_journal[holder->second].push_back(std::move(entry));
      }
    }
    if (!journals.empty() && m_holders.empty() && !m_documents.empty()) {
      return fail(ErrorKind::usage, fmt::format("{} is there and is no journal", quoted_path(m_path)),
                  {"give the mapping another target.file"});
    }
    for (auto& [document, of_journal] : by_journal) {
      std::vector<Value> last;
      const Value* list = value_at(m_documents[document], m_plan.thing.list_steps());
      // From the back, so that places in front stay what they are.
      for (auto entry = of_journal.rbegin(); entry != of_journal.rend(); ++entry) {
        const std::size_t place = list == nullptr ? 0 : place_of(*list, entry->at);
        if (list == nullptr || place == list->items.size()) {
          last.insert(last.begin(), std::move(entry->value));
        } else {
          m_inserts.push_back({.action = Edit::Action::insert,
                               .document = document,
                               .pointer = fmt::format("{}/{}", list_pointer(), place),
                               .value = std::move(entry->value)});
        }
      }
      add_to_list(document, std::move(last));
      std::ranges::move(m_inserts, std::back_inserter(m_edits));
      m_inserts.clear();
    }
    std::vector<Value> documents;
    for (auto& [account, values] : journals) {
      Value journal = Value::mapping({{"kind", Value::string("journal")}});
      if (!account.empty()) {
        journal.entries.emplace_back("account", Value::string(account));
      }
      journal.entries.emplace_back("entries", Value::sequence(std::move(values)));
      documents.push_back(std::move(journal));
    }
    return with_documents(documents);
  }

  /// Behind the last that is not later.
  std::size_t place_of(const Value& list, time::Instant at) const {
    std::size_t place = list.items.size();
    while (place > 0 && instant_of(list.items[place - 1]) > at) {
      --place;
    }
    return place;
  }

  const Plan& m_plan;
  const ImportWorld& m_world;
  const ImportOptions& m_options;
  const std::string& m_path;
  const std::string m_text;
  std::vector<Value> m_documents;
  std::unordered_map<std::string, Spot> m_spots;
  std::map<std::string, std::uint32_t> m_holders;  ///< documents that new items go into
  std::vector<Edit> m_edits;
  std::vector<Edit> m_inserts;
};

}  // namespace

Result<std::optional<std::string>> change_file(const Plan& plan, const ImportWorld& world,
                                               const ImportOptions& options, const std::string& path,
                                               const std::optional<std::string>& text,
                                               std::vector<Wanted>& wanted) {
  return FileChanger(plan, world, options, path, text).change(wanted);
}

std::optional<std::string> thing_at(const Plan& plan, std::string_view text, std::uint32_t document,
                                    std::string_view pointer) {
  const yaml::Stream stream = yaml::read(text);
  if (document >= stream.documents.size()) {
    return std::nullopt;
  }
  const Value root = Value::of(stream.documents[document].root);
  if (text_at(root, "kind") != plan.thing.kind().name) {
    return std::nullopt;
  }
  MadeRow row;
  row.id = text_at(root, "id");
  if (plan.thing.is_record()) {
    return row.thing();
  }
  const std::string list = plan.thing.list_pointer() + '/';
  if (!pointer.starts_with(list)) {
    return std::nullopt;
  }
  const std::string_view index = pointer.substr(list.size(), pointer.find('/', list.size()) - list.size());
  const yaml::Node* item = yaml::resolve(stream.documents[document].root, list + std::string(index));
  if (item == nullptr) {
    return std::nullopt;
  }
  row.record = plan.thing.is_entry() ? std::string() : row.id;
  row.id = text_at(Value::of(*item), plan.thing.id_row().key);
  return row.thing();
}

std::string key_columns(const Plan& plan) {
  std::vector<std::string_view> names;
  for (const std::size_t column : plan.key) {
    names.push_back(plan.columns[column]);
  }
  return enumerate(names);
}

}  // namespace csx::interop
