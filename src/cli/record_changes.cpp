#include "record_changes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <string_view>

#include "csx/base/parallel.hpp"
#include "csx/base/text.hpp"
#include "record_tracer.hpp"
#include "version.hpp"

namespace csx::cli {
namespace {

/// Values in messages are cut here: they are for reading, the whole stands in the diff.
constexpr std::size_t k_value_columns = 120;
/// More lines than this are counted: a message of a megabyte helps nobody.
constexpr std::size_t k_most_change_lines = 200;

struct Found {
  std::string file;
  yaml::Value value;
};

std::string scalar(const yaml::Value& record, std::string_view key) {
  const auto entry =
      std::ranges::find(record.entries, key, [](const auto& each) -> std::string_view { return each.first; });
  return entry == record.entries.end() ? std::string() : entry->second.text;
}

std::string ref_of(const yaml::Value& record, const std::string& file, std::size_t document) {
  const std::string kind = scalar(record, "kind");
  const std::string id = scalar(record, "id");
  if (kind == "agreement") {
    return fmt::format("agreement/{}@{}", id, scalar(record, "version"));
  }
  if (!kind.empty() && !id.empty()) {
    return kind + '/' + id;
  }
  return file_ref(file, document);
}

using Records = std::vector<std::pair<std::string, Found>>;

Records records_of(const std::string& file, std::string_view text) {
  Records records;
  const yaml::Stream stream = yaml::read(text);
  for (std::size_t i = 0; i < stream.documents.size(); ++i) {
    if (!stream.documents[i].empty) {
      yaml::Value value = yaml::Value::of(stream.documents[i].root);
      std::string ref = ref_of(value, file, i);
      records.emplace_back(std::move(ref), Found{file, std::move(value)});
    }
  }
  return records;
}

/// In the order of files and documents; of files whose records are known, these without their values.
Records records_in(const store::ChangedTexts& texts, const KnownRefs& known) {
  std::vector<store::ChangedTexts::const_pointer> files;
  for (const auto& each : texts) {
    // Other files, such as the documents beside an audit, hold no records.
    if (each.second && may_hold_records(each.first)) {
      files.push_back(&each);
    }
  }
  std::vector<Records> found(files.size());
  for_each_index(files.size(), [&](std::size_t i) {
    const auto& [file, text] = *files[i];
    if (const auto refs = known.find(file); refs != known.end()) {
      for (const std::string& ref : refs->second) {
        found[i].emplace_back(ref, Found{file, {}});
      }
    } else {
      found[i] = records_of(file, *text);
    }
  });
  Records records;
  for (Records& each : found) {
    std::ranges::move(each, std::back_inserter(records));
  }
  return records;
}

std::string value_shown(const std::optional<yaml::Value>& value) {
  // A key without a value says as little as no key.
  const bool is_there = value && (value->kind != yaml::NodeKind::scalar || value->core != yaml::Core::null);
  return is_there ? escape_controls(ellipsize(yaml::one_line(*value), k_value_columns)) : "(absent)";
}

std::string heading_of(const RecordChange& change) {
  switch (change.what) {
    case RecordChange::What::made:
      return change.ref + ": new";
    case RecordChange::What::removed:
      return change.ref + ": removed";
    case RecordChange::What::changed:
      break;
  }
  return change.ref;
}

/// Lines with a count in place of those beyond the most that are wanted.
class ChangeLines {
 public:
  void add(std::string line) {
    if (m_count++ < k_most_change_lines) {
      m_text += std::move(line) + '\n';
    }
  }
  std::string text(std::string_view more) const {
    const std::size_t left = m_count - std::min(m_count, k_most_change_lines);
    return left == 0 ? m_text : m_text + fmt::format("{}{} more\n", more, left);
  }

 private:
  std::string m_text;
  std::size_t m_count = 0;
};

Json json_of(const std::optional<yaml::Value>& value) {
  if (!value) {
    return nullptr;
  }
  switch (value->kind) {
    case yaml::NodeKind::sequence: {
      Json json = Json::array();
      for (const yaml::Value& item : value->items) {
        json.push_back(json_of(std::optional(item)));
      }
      return json;
    }
    case yaml::NodeKind::mapping: {
      Json json = Json::object();
      for (const auto& [key, each] : value->entries) {
        json[key] = json_of(std::optional(each));
      }
      return json;
    }
    case yaml::NodeKind::scalar:
      break;
  }
  if (value->core == yaml::Core::null) {
    return nullptr;
  }
  // Numbers stay as they were written: a double would not keep 1774.50.
  return value->core == yaml::Core::boolean ? Json(to_lower_ascii(value->text) == "true") : Json(value->text);
}

}  // namespace

std::vector<RecordChange> record_changes(const store::ChangedTexts& before, const store::ChangedTexts& after,
                                         const OldRefs& old_refs, const KnownRefs& known) {
  std::map<std::string, Found> old;
  std::vector<std::string> old_order;
  for (auto& [ref, found] : records_in(before, {})) {
    old_order.push_back(ref);
    old.emplace(ref, std::move(found));
  }
  const auto before_of = [&](const std::string& ref) {
    const auto renamed = old_refs.find(ref);
    return old.find(renamed == old_refs.end() ? ref : renamed->second);
  };
  KnownRefs all_new;
  std::ranges::copy_if(known, std::inserter(all_new, all_new.end()), [&](const auto& each) {
    return std::ranges::all_of(each.second, [&](const auto& ref) { return before_of(ref) == old.end(); });
  });
  std::vector<RecordChange> changes;
  for (auto& [ref, found] : records_in(after, all_new)) {
    const auto was = before_of(ref);
    if (was == old.end()) {
      changes.push_back({ref, found.file, RecordChange::What::made, {}});
      continue;
    }
    std::vector<yaml::Difference> differences = yaml::differences(was->second.value, found.value);
    if (!differences.empty()) {
      changes.push_back({ref, found.file, RecordChange::What::changed, std::move(differences)});
    }
    old.erase(was);
  }
  for (const std::string& ref : old_order) {
    if (const auto gone = old.find(ref); gone != old.end()) {
      changes.push_back({ref, gone->second.file, RecordChange::What::removed, {}});
      old.erase(gone);
    }
  }
  return changes;
}

std::string file_ref(const std::string& file, std::size_t document) {
  return document == 0 ? file : fmt::format("{}#{}", file, document + 1);
}

std::string line_of(const yaml::Difference& difference) {
  return fmt::format("{}: {} -> {}", escape_controls(difference.name), value_shown(difference.before),
                     value_shown(difference.after));
}

std::string message_of(const MessageParts& parts, const std::vector<RecordChange>& changes) {
  ChangeLines body;
  ChangeLines trailers;
  for (const RecordChange& change : changes) {
    body.add(escape_controls(heading_of(change)));
    trailers.add("Csx-Record: " + escape_controls(change.ref));
    for (const yaml::Difference& difference : change.differences) {
      body.add("  " + line_of(difference));
      trailers.add(fmt::format("Csx-Change: {}: {} -> {}", escape_controls(difference.pointer),
                               value_shown(difference.before), value_shown(difference.after)));
    }
    if (change.what != RecordChange::What::changed) {
      trailers.add(fmt::format("Csx-Change: {}", change.what == RecordChange::What::made
                                                     ? "(absent) -> new"
                                                     : "removed -> (absent)"));
    }
  }
  std::string message = fmt::format("csx: {}\n\n", escape_controls(parts.subject));
  if (!parts.reason.empty()) {
    message += std::string(trim(parts.reason)) + "\n\n";
  }
  message += body.text("and ") + '\n';
  message += fmt::format("Csx-Command: {}\n", parts.command);
  message += trailers.text("Csx-Change: and ");
  for (const std::string& trailer : parts.trailers) {
    message += trailer + '\n';
  }
  return message + fmt::format("Csx-Version: {}\n", k_version);
}

std::string text_of(const std::vector<RecordChange>& changes) {
  std::string out;
  for (const RecordChange& change : changes) {
    out += escape_controls(heading_of(change));
    out += change.ref == change.file ? "\n" : fmt::format("  {}\n", escape_controls(change.file));
    for (const yaml::Difference& difference : change.differences) {
      out += "  " + line_of(difference) + '\n';
    }
  }
  return out;
}

Json json_of(const std::vector<RecordChange>& changes) {
  constexpr std::string_view k_what[] = {"changed", "new", "removed"};
  Json json = Json::array();
  for (const RecordChange& change : changes) {
    Json fields = Json::array();
    for (const yaml::Difference& difference : change.differences) {
      fields.push_back({{"field", difference.name},
                        {"pointer", difference.pointer},
                        {"before", json_of(difference.before)},
                        {"after", json_of(difference.after)}});
    }
    json.push_back({{"record", change.ref},
                    {"file", change.file},
                    {"what", k_what[static_cast<std::size_t>(change.what)]},
                    {"changes", std::move(fields)}});
  }
  return json;
}

}  // namespace csx::cli
