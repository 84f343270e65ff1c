#include "new_record.hpp"

#include "csx/base/text.hpp"
#include "csx/yaml/edit.hpp"
#include "field_address.hpp"
#include "field_samples.hpp"
#include "value_document.hpp"

#include <algorithm>

namespace csx::cli {
namespace {

using yaml::Value;

/// A record with the comments that teach its other fields: those above each field that is there, and those at
/// the end.
struct Commented {
  Value value;
  std::vector<std::string> rest;
};

Commented commented(const model::Kind& kind, const Value& record, Teach teach) {
  Commented made;
  made.value = record;
  if (teach == Teach::no) {
    return made;
  }
  std::vector<std::string> waiting;
  for (const model::Row* row : rows_of(*kind.type, &record)) {
    const auto entry = std::ranges::find(made.value.entries, row->key, &std::pair<std::string, Value>::first);
    if (entry == made.value.entries.end()) {
      waiting.push_back(comment_of(*row));
    } else {
      entry->second.comment = std::move(waiting);
      waiting.clear();
    }
  }
  made.rest = std::move(waiting);
  return made;
}

std::string lines_of(const std::vector<std::string>& comments) {
  std::string out;
  for (const std::string& line : comments) {
    out += fmt::format("# {}\n", line);
  }
  return out;
}

}  // namespace

Result<yaml::Value> assigned(const model::Type& type, const std::vector<Assignment>& assignments,
                             ValueReader& reader, yaml::Value block) {
  for (const Assignment& assignment : assignments) {
    const Result<FieldAddress> field = find_address(type, block, assignment.field, {});
    if (!field) {
      return fail(field.error());
    }
    if (field->is_there()) {
      return fail(ErrorKind::usage, fmt::format("{} is given twice", field->name));
    }
    Result<Value> value = reader.read(field->type, assignment.text, assignment.field);
    if (!value) {
      return value;
    }
    Result<Value> changed = yaml::apply_to_value(std::move(block), edit_to_set(*field, std::move(*value)));
    if (!changed) {
      return changed;
    }
    block = std::move(*changed);
  }
  put_in_order(type, block);
  return block;
}

Status refuse_missing(const model::Type& type, const yaml::Value& value, std::string_view what,
                      const store::Dataset& data) {
  const std::vector<MissingField> missing = missing_fields(type, value);
  if (missing.empty()) {
    return {};
  }
  std::vector<std::string_view> names;
  std::ranges::transform(missing, std::back_inserter(names), &MissingField::name);
  return fail(ErrorKind::usage, fmt::format("{} needs {}", what, enumerate(names)), hints_for(missing, data));
}

Status refuse_wrong_values(const yaml::Value& record, std::string_view below) {
  for (const Diagnostic& finding : findings_of(record, {})) {
    const std::string& pointer = finding.place.pointer;
    if (!std::string_view(pointer).starts_with(below) || pointer.size() == below.size()) {
      continue;
    }
    std::string name = pointer.substr(below.size() + 1);
    std::ranges::replace(name, '/', '.');
    return fail(ErrorKind::usage, fmt::format("{}: {}", name, finding.message),
                finding.help.empty() ? std::vector<std::string>() : std::vector{finding.help});
  }
  return {};
}

std::string text_of_new(const model::Kind& kind, const yaml::Value& record, Teach teach) {
  const Commented made = commented(kind, record, teach);
  return yaml::emit(made.value) + lines_of(made.rest);
}

Result<std::string> with_new(std::string_view text, const model::Kind& kind, const yaml::Value& record,
                             Teach teach) {
  const Commented made = commented(kind, record, teach);
  Result<std::string> whole = yaml::append_document(text, made.value);
  if (whole && !made.rest.empty()) {
    *whole += lines_of(made.rest);
  }
  return whole;
}

std::string path_of_new(const model::Kind& kind, std::string_view id) {
  constexpr std::string_view k_id = "{id}";
  std::string path(kind.layout);
  if (const std::size_t at = path.find(k_id); at != std::string::npos) {
    path.replace(at, k_id.size(), id);
  }
  return path;
}

}  // namespace csx::cli
