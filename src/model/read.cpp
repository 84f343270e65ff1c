#include "csx/model/read.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "csx/base/text.hpp"
#include "reader.hpp"

namespace csx::model {
namespace {

constexpr std::string_view k_kind_key = "kind";
/// Refused by room yaml already (yaml/merge-key): what it would bring in is not reported a second time.
constexpr std::string_view k_merge_key = "<<";
// More findings than that of one file are not shown.
constexpr std::size_t k_most_suggested = 100;

bool is_owners_own(std::string_view key) {
  return key.starts_with("x-");
}

/// An unknown alias is a value that cannot be read, of which yaml/unknown-alias tells.
bool is_present(const yaml::Node& node, std::string_view key) {
  const yaml::Node* value = node.find(key);
  return value != nullptr && (!value->is_null() || value->is_unknown_alias());
}

/// Known keys for a message, shortened when they are many.
std::string known_keys(const std::vector<std::string_view>& keys) {
  constexpr std::size_t k_shown = 14;
  std::vector<std::string_view> shown(
      keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(std::min(keys.size(), k_shown)));
  return "known keys: " + enumerate(shown) + (keys.size() > k_shown ? ", …" : "");
}

std::vector<std::string_view> keys_of(std::span<const Row> rows) {
  std::vector<std::string_view> keys;
  for (const Row& row : rows) {
    if (!row.key.empty()) {
      keys.push_back(row.key);
    }
  }
  return keys;
}

/// The row that holds the cases of a record; null when it has none.
const Row* cases_row(const Type& type) {
  const auto row = std::ranges::find(type.rows, Form::cases, [](const Row& each) { return each.type->form; });
  return row == type.rows.end() ? nullptr : &*row;
}

/// Finds rows by their keys. Keys mostly come in the order of the rows: it looks on from the row found last.
class RowsInOrder {
 public:
  explicit RowsInOrder(std::span<const Row> rows) : m_rows(rows) {}

  const Row* find(std::string_view key) {
    for (std::size_t tried = 0; tried < m_rows.size() && !key.empty(); ++tried) {
      const Row& row = m_rows[m_next];
      m_next = m_next + 1 == m_rows.size() ? 0 : m_next + 1;
      if (row.key == key) {
        return &row;
      }
    }
    return nullptr;
  }

 private:
  std::span<const Row> m_rows;
  std::size_t m_next = 0;
};

/// The case that has a key the chosen one has not, for "only a ticket has it".
const Type* other_case_with(const Type& type, std::string_view key) {
  if (const Row* cases = cases_row(type)) {
    for (const Type* other : cases->type->cases->types) {
      if (other->find(key) != nullptr) {
        return other;
      }
    }
  }
  return nullptr;
}

Diagnostic finding_at_root(const yaml::Document& document, std::string_view file, Source source,
                           std::string_view rule, std::string message, std::string help) {
  Diagnostic finding{.rule = std::string(rule), .message = std::move(message), .help = std::move(help)};
  finding.place = {.file = std::string(file), .document = source.document, .aspect = Aspect::key};
  if (document.root.kind != yaml::NodeKind::mapping) {
    finding.place.span = document.root.span;
  }
  return finding;
}

Diagnostic no_kind(const yaml::Document& document, std::string_view file, Source source) {
  Diagnostic finding = finding_at_root(document, file, source, "folder/no-kind", "this document has no kind",
                                       "write `kind: account`, or name the file in checks.ignore_paths of "
                                       "csx.yaml if it holds no records");
  if (const yaml::Node* meant = kind_key_of(document.root); meant != nullptr && meant->text != k_kind_key) {
    finding.message += fmt::format(", but a key {}", quoted(meant->text));
    finding.help = fmt::format("write `{}` in its place", k_kind_key);
    finding.place.span = meant->span;
  }
  return finding;
}

}  // namespace

const yaml::Node* kind_key_of(const yaml::Node& root) {
  const auto said = std::ranges::find_if(
      root.entries, [](const yaml::Entry& entry) { return entry.key.text == k_kind_key; });
  const auto found =
      said != root.entries.end() ? said : std::ranges::find_if(root.entries, [](const yaml::Entry& entry) {
        return nearest(entry.key.text, std::span(&k_kind_key, 1)).has_value();
      });
  return found == root.entries.end() ? nullptr : &found->key;
}

std::optional<AnyRecord> read_record(const yaml::Document& document, std::string_view file, Source source,
                                     std::vector<Diagnostic>& findings, std::size_t* more) {
  if (document.root.kind != yaml::NodeKind::mapping) {
    if (document.complete) {
      findings.push_back(
          finding_at_root(document, file, source, "folder/not-a-record",
                          fmt::format("expected a record, found {}", describe_found(document.root)),
                          "write `kind: …` and the fields of the record, one a line"));
    }
    return std::nullopt;
  }
  const yaml::Node* kind_node = document.root.find(k_kind_key);
  if (kind_node == nullptr || kind_node->is_null()) {
    if (document.complete) {
      findings.push_back(no_kind(document, file, source));
    }
    return std::nullopt;
  }
  const Kind* kind = kind_node->kind == yaml::NodeKind::scalar ? find_kind(kind_node->text) : nullptr;
  if (kind == nullptr) {
    const std::string found =
        kind_node->kind == yaml::NodeKind::scalar ? quoted(kind_node->text) : describe_found(*kind_node);
    Diagnostic finding{
        .rule = "folder/unknown-kind",
        .message = fmt::format("unknown kind {}{}", found, did_you_mean(kind_node->text, kind_names())),
        .help = "known kinds: " + enumerate(kind_names())};
    finding.place = {
        .file = std::string(file), .document = source.document, .pointer = "/kind", .span = kind_node->span};
    findings.push_back(std::move(finding));
    return std::nullopt;
  }
  AnyRecord record(*kind, source);
  const std::size_t first = findings.size();
  const Reading reading = Reader(document, file, record, findings, more).read_root();
  record.usable = reading != Reading::broken;
  record.complete = document.complete;
  record.clean = reading == Reading::whole && document.complete;
  const std::string reference = record.reference();
  for (std::size_t i = first; i < findings.size(); ++i) {
    findings[i].record = reference;
  }
  return record;
}

Reading Reader::read_root() {
  return read_record(m_document.root, *m_record.kind().type, m_record.value());
}

Reading Reader::read(const yaml::Node& node, const Type& type, void* out, const Bounds& bounds) {
  if (node.is_unknown_alias()) {
    return Reading::broken;  // yaml/unknown-alias says so
  }
  switch (type.form) {
    case Form::scalar:
      return read_scalar(node, type, out, bounds);
    case Form::optional:
      return read_optional(node, type, out, bounds);
    case Form::or_none:
      return read_or_none(node, type, out, bounds);
    case Form::list:
    case Form::dated:
      return read_list(node, type, out, bounds);
    case Form::map:
      return read_map(node, type, out, bounds);
    case Form::record:
      return read_record(node, type, out);
    case Form::cases:
      break;
  }
  return Reading::broken;
}

Reading Reader::read_record(const yaml::Node& node, const Type& type, void* out) {
  if (node.kind != yaml::NodeKind::mapping) {
    const std::vector<std::string_view> keys = keys_of(type.rows);
    return wrong_type(node, fmt::format("{} with its keys", with_article(type.name)), known_keys(keys));
  }
  const auto [chosen, case_out] = choose_case(node, type, out);
  RowsInOrder own(type.rows);
  RowsInOrder of_case(chosen == nullptr ? std::span<const Row>() : chosen->rows);
  std::vector<const yaml::Entry*> others;
  Reading reading = Reading::whole;
  for (const yaml::Entry& entry : node.entries) {
    if (const Row* row = own.find(entry.key.text)) {
      reading = worse(reading, read_field(entry.value, *row, out));
    } else if (const Row* further = of_case.find(entry.key.text)) {
      reading = worse(reading, read_field(entry.value, *further, case_out));
    } else {
      others.push_back(&entry);
    }
  }
  std::vector<std::string_view> explained;
  reading = worse(reading, report_unknown_keys(others, type, chosen, explained));
  reading = worse(reading, report_missing_keys(node, type.rows, explained));
  if (chosen != nullptr) {
    reading = worse(reading, report_missing_keys(node, chosen->rows, explained));
    reading = worse(reading, check_exactly_one(node, *chosen, explained));
  }
  return worse(reading, check_exactly_one(node, type, explained));
}

Reading Reader::read_field(const yaml::Node& value, const Row& row, void* out) {
  if (value.is_null() && !value.is_unknown_alias()) {
    return Reading::whole;
  }
  m_path.push(row.key);
  const Reading field = read(value, *row.type, row.member(out), row.bounds);
  if (field == Reading::broken) {
    m_record.written().unread.push_back(m_path.pointer());
  }
  m_path.pop();
  return field == Reading::broken && !row.required() ? Reading::partial : field;
}

Reader::Case Reader::choose_case(const yaml::Node& node, const Type& type, void* out) {
  const yaml::Node* tag = type.tag.empty() ? nullptr : node.find(type.tag);
  if (tag == nullptr || tag->kind != yaml::NodeKind::scalar) {
    return {};
  }
  const std::span<const Word> words = type.find(type.tag)->type->scalar->words;
  const auto word = std::ranges::find(words, tag->text, &Word::word);
  if (word == words.end()) {
    return {};
  }
  const Row& row = *cases_row(type);
  const auto index = static_cast<std::size_t>(word - words.begin());
  return {row.type->cases->types[index], row.type->cases->emplace(row.member(out), index)};
}

Reading Reader::report_unknown_keys(std::span<const yaml::Entry* const> entries, const Type& type,
                                    const Type* chosen, std::vector<std::string_view>& explained) {
  Reading reading = Reading::whole;
  std::vector<std::string_view> known;
  for (const yaml::Entry* entry : entries) {
    if (entry->key.kind != yaml::NodeKind::scalar) {
      reading = Reading::partial;  // yaml/complex-key says so
      continue;
    }
    const std::string_view key = entry->key.text;
    const bool ours = (at_root() && key == k_kind_key) || is_owners_own(key) || key == k_merge_key;
    const Type* other = ours ? nullptr : other_case_with(type, key);
    if (ours || (chosen == nullptr && other != nullptr)) {
      continue;
    }
    if (known.empty()) {
      known = keys_of(type.rows);
      if (chosen != nullptr) {
        const std::vector<std::string_view> more = keys_of(chosen->rows);
        known.insert(known.end(), more.begin(), more.end());
      }
    }
    // Looking for what was meant is dear: nobody reads that of the thousandth.
    const bool is_read = m_findings.size() < k_most_suggested;
    const std::optional<std::string_view> meant = is_read ? nearest(key, known) : std::nullopt;
    if (meant) {
      explained.push_back(*meant);
      m_path.push(*meant);
      m_record.written().unread.push_back(m_path.pointer());
      m_path.pop();
    }
    const std::string_view owner = chosen != nullptr ? chosen->name : type.name;
    const std::string suggestion = meant ? fmt::format(", did you mean {}?", quoted(*meant)) : std::string();
    m_path.push(key);
    Diagnostic& finding =
        report("schema/unknown-key",
               fmt::format("unknown key {} in {}{}", quoted(key), with_article(owner), suggestion),
               &entry->key, Aspect::key);
    m_path.pop();
    if (other != nullptr) {
      finding.help =
          fmt::format("only {} has it: change `{}` or remove the line", with_article(other->name), type.tag);
    } else if (!meant && is_read) {
      finding.help = known_keys(known) + "; keys of your own begin with x-";
    }
    reading = Reading::partial;
  }
  return reading;
}

Reading Reader::report_missing_keys(const yaml::Node& node, std::span<const Row> rows,
                                    const std::vector<std::string_view>& explained) {
  Reading reading = Reading::whole;
  for (const Row& row : rows) {
    if (!row.required() || is_present(node, row.key)) {
      continue;
    }
    reading = Reading::broken;
    if (!m_document.complete || node.find(k_merge_key) != nullptr ||
        std::ranges::find(explained, row.key) != explained.end()) {
      continue;
    }
    const bool empty = node.find(row.key) != nullptr;
    m_path.push(row.key);
    Diagnostic& finding = report("schema/missing-key",
                                 fmt::format("{} {}", quoted(row.key), empty ? "has no value" : "is missing"),
                                 nullptr, Aspect::key);
    const Type& type = bare(*row.type);
    const std::string_view expected = type.scalar != nullptr ? type.scalar->expected : type.name;
    finding.help = fmt::format("write `{}: …`: {}", row.key, row.doc);
    if (type.scalar != nullptr && type.scalar->words.empty()) {
      finding.help += fmt::format(" (expected {})", expected);
    }
    m_path.pop();
  }
  return reading;
}

Reading Reader::check_exactly_one(const yaml::Node& node, const Type& type,
                                  const std::vector<std::string_view>& explained) {
  if (type.exactly_one.empty()) {
    return Reading::whole;
  }
  std::vector<std::string_view> found;
  for (std::string_view key : type.exactly_one) {
    if (is_present(node, key)) {
      found.push_back(key);
    }
  }
  if (found.size() == 1) {
    return Reading::whole;
  }
  const bool may_be_there = !m_document.complete ||
                            std::ranges::find_first_of(type.exactly_one, explained) != type.exactly_one.end();
  if (!may_be_there || found.size() > 1) {
    const std::string expected = enumerate(type.exactly_one, "or");
    report("schema/exactly-one",
           found.empty() ? fmt::format("{} needs {}: none is there", with_article(type.name), expected)
                         : fmt::format("{} takes only one of {}, found {}", with_article(type.name), expected,
                                       enumerate(found)),
           nullptr, Aspect::key);
  }
  return Reading::broken;
}

Diagnostic& Reader::report(std::string_view rule, std::string message, const yaml::Node* at, Aspect aspect) {
  if (m_more != nullptr && m_findings.size() >= k_most_findings) {
    ++*m_more;
    return m_only_counted;
  }
  Diagnostic finding{.rule = std::string(rule), .message = std::move(message)};
  finding.place = {.file = std::string(m_file),
                   .document = m_record.source().document,
                   .pointer = m_path.pointer(),
                   .aspect = aspect};
  if (at != nullptr && at->span.begin < at->span.end) {
    finding.place.span = at->span;
  }
  m_findings.push_back(std::move(finding));
  return m_findings.back();
}

}  // namespace csx::model
