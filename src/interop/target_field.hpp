#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csx/base/result.hpp"
#include "csx/model/kinds.hpp"
#include "csx/yaml/value.hpp"

/// Fields of records as the places that rows fill.
namespace csx::interop {

enum class Shape : std::uint8_t { one, list, dated, table };

/// A field that a column can fill, found by its dotted path.
struct TargetField {
  struct Step {
    std::string key;
    std::vector<std::string> after;  ///< keys that it shall stand after, nearest first
  };
  std::vector<Step> steps;
  std::vector<std::size_t> order;  ///< by which fields of one thing are sorted: indices of rows from the top
  const model::Row* row = nullptr;
  const model::Type* scalar = nullptr;     ///< of one value
  const model::Type* container = nullptr;  ///< of a list, dated or table; null for one
  Shape shape = Shape::one;
  bool required = false;

  std::string pointer() const;  ///< RFC 6901, below the thing
};

/// What a row becomes: a record, an entry of a journal, an item of a list.
class TargetThing {
 public:
  /// *Errors*: usage, one phrase, with the part of the target that is wrong as first cause: kind, type, list.
  static Result<TargetThing> find(std::string_view kind, std::optional<std::string_view> entry_type,
                                  std::optional<std::string_view> list);

  const model::Kind& kind() const { return *m_kind; }
  const model::Type& type() const { return *m_type; }  ///< of the thing
  bool is_record() const { return m_list_steps.empty(); }
  bool is_entry() const;
  const std::vector<TargetField::Step>& list_steps() const {
    return m_list_steps;
  }  ///< empty: the record itself
  std::string list_pointer() const;
  const std::string& entry_type() const { return m_entry_type; }
  const model::Row& id_row() const { return *m_id_row; }
  /// Of entries the case of their type.
  std::optional<std::size_t> tag() const { return m_tag; }

  /// *Errors*: usage, one phrase with the nearest field.
  Result<TargetField> field(std::string_view path) const;
  /// Paths of fields that must be there and lie at the top of the thing; those that stand for all things left
  /// out.
  std::vector<std::string> required() const;

 private:
  const model::Kind* m_kind = nullptr;
  const model::Type* m_type = nullptr;
  const model::Row* m_id_row = nullptr;
  std::string m_entry_type;
  std::optional<std::size_t> m_tag;
  std::vector<TargetField::Step> m_list_steps;
};

/// A value of a field's type to parse texts into, of one user at a time.
class Scratch {
 public:
  Scratch(const TargetThing& thing, const TargetField& field);
  /// Of a list one item, of dated values one value, of a table the table.
  void* get() const { return m_value; }

 private:
  std::unique_ptr<model::AnyRecord> m_record;
  void* m_value = nullptr;
};

/// Parses a value as its field does; gives what is wrong in one phrase, bounds included.
std::optional<std::string> parse_into(const TargetField& field, std::string_view text, void* storage);
/// Says that a text is not what a field takes, and why.
std::string refusal_of(const TargetField& field, std::string_view text, std::string_view wrong);
/// As it is typed in YAML.
std::string printed(const TargetField& field, const void* storage);
/// What such a text is in YAML.
yaml::Value yaml_of(const model::Type& scalar, std::string text);

}  // namespace csx::interop
