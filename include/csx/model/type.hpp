#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "csx/base/json.hpp"

/// Records as data: what a field is, erased to tables of functions, so that everything generic (reading,
/// writing, schemas, references, documentation) is ordinary code. See describe.hpp for how a C++ type gets
/// its `Type`.
namespace csx::model {

struct Type;

enum class Form : std::uint8_t {
  scalar,
  optional,  ///< std::optional<T>, Box<T>: may be absent
  list,      ///< std::vector<T>, NonEmpty<T>, OneOrMany<T>
  dated,     ///< Dated<T>: a value, or a list of {from, value}
  or_none,   ///< OrNone<T>: T, or {none: reason}
  map,       ///< Map<K, V>
  record,    ///< a struct with rows
  cases,     ///< Cases<Tag, …>: further keys of the record around it, chosen by its tag field
};

/// A word of a closed vocabulary.
struct Word {
  std::string_view word;
  std::string_view doc;
};

/// Which plain scalars (YAML 1.2 core) a type takes; anything quoted is text.
enum class Accepts : std::uint8_t { text, integer, number, boolean, text_or_integer, anything };

/// Where ids of a target are looked up.
enum class Scope : std::uint8_t {
  folder,      ///< ids of records
  agreement,   ///< parts of agreements, of any version
  account,     ///< parts of the account that a record is about
  any_record,  ///< parts of any record, unique in their own: steps of playbooks
  record,      ///< parts of the record itself
};

/// Something that ids name: a kind of record, or a part of one.
struct Target {
  std::string_view name;  ///< `person`, `segment`, `promise`
  Scope scope = Scope::folder;
};

enum class Role : std::uint8_t { plain, declares, refers };

/// What one scalar type can do. `value` points at a T.
struct ScalarOps {
  Accepts accepts = Accepts::text;
  std::string_view expected;  ///< `a date such as 2026-03-02`, to follow "expected "
  /// Sets the value; or says what is wrong in one phrase, to follow `"x" is not a …: `, and leaves it
  /// unchanged.
  std::optional<std::string> (*parse)(std::string_view text, void* value) = nullptr;
  std::string (*print)(const void* value) = nullptr;  ///< as it would be typed in YAML, without quotes
  void (*json)(const void* value, Json& out) = nullptr;
  std::strong_ordering (*compare)(const void* a, const void* b) = nullptr;
  double (*number)(const void* value) = nullptr;  ///< what bounds are compared with; null: has none
  void (*schema)(Json& out) = nullptr;            ///< draft 7 fragment
  std::span<const Word> words;                    ///< of a closed vocabulary; empty otherwise
  Role role = Role::plain;
  Target target;  ///< of an id or a reference
};

struct ListOps {
  std::size_t (*size)(const void* list) = nullptr;
  const void* (*at)(const void* list, std::size_t index) = nullptr;
  /// So many items are to come: room for them, as far as that is no more than `k_room`.
  void (*reserve)(void* list, std::size_t items) = nullptr;
  void* (*add)(void* list) = nullptr;  ///< a new last item
  void (*drop_last)(void* list) = nullptr;

  static constexpr std::size_t k_room = std::size_t{64} << 20U;  ///< bytes
};

struct OptionalOps {
  const void* (*get)(const void* optional) = nullptr;  ///< null when absent
  void* (*emplace)(void* optional) = nullptr;
  void (*reset)(void* optional) = nullptr;
};

struct OrNoneOps {
  const void* (*value)(const void* or_none) = nullptr;
  void* (*mutable_value)(void* or_none) = nullptr;
  const std::string* (*none)(const void* or_none) = nullptr;  ///< the reason; null when not said
  void (*set_none)(void* or_none, std::string reason) = nullptr;
};

struct MapOps {
  std::size_t (*size)(const void* map) = nullptr;
  const void* (*key_at)(const void* map, std::size_t index) = nullptr;
  const void* (*value_at)(const void* map, std::size_t index) = nullptr;
  void (*drop_last)(void* map) = nullptr;
  /// Parses a key and adds a pair; null and a phrase when the text is no key.
  void* (*add_parsed)(void* map, std::string_view key, std::string& wrong) = nullptr;
};

struct CasesOps {
  std::span<const Type* const> types;  ///< by the tag's value
  void* (*emplace)(void* cases, std::size_t tag) = nullptr;
  const void* (*get)(const void* cases) = nullptr;
  std::size_t (*tag)(const void* cases) = nullptr;
};

/// Limits of a field's value. Unset: none.
struct Bounds {
  std::optional<double> min;
  std::optional<double> max;
  std::size_t min_items = 0;
  std::string_view unit;  ///< of a raw number, for documentation
};

/// One field of a record.
struct Row {
  std::string_view key;  ///< in YAML; empty for cases, whose keys stand among the record's
  std::string_view doc;  ///< one sentence or two
  const Type* type = nullptr;
  void* (*member)(void* record) = nullptr;
  Bounds bounds;

  const void* of(const void* record) const { return member(const_cast<void*>(record)); }
  bool required() const;
};

/// What is known of a C++ type.
struct Type {
  Form form = Form::scalar;
  std::string_view name;  ///< for people: `touch model`, `promise`
  std::string_view doc;
  const Type* element = nullptr;  ///< of optional, list, dated, or_none; a map's values
  const Type* key = nullptr;      ///< of a map
  bool required = true;           ///< must the key be there
  bool lone = false;              ///< a list that takes a single item without brackets
  std::size_t min_items = 0;
  const ScalarOps* scalar = nullptr;
  const ListOps* list = nullptr;
  const OptionalOps* optional = nullptr;
  const OrNoneOps* or_none = nullptr;
  const MapOps* map = nullptr;
  const CasesOps* cases = nullptr;
  std::span<const Row> rows;                      ///< of a record
  std::span<const std::string_view> exactly_one;  ///< keys of which exactly one must be there
  std::string_view tag;                           ///< key of the tag that chooses the cases

  /// The row of a key, its cases' rows left out; or nullptr.
  const Row* find(std::string_view key_name) const;
};

inline bool Row::required() const {
  return type->required && !key.empty();
}

/// The type beneath optional and or_none.
const Type& bare(const Type& type);

}  // namespace csx::model
