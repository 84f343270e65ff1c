#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csx/model/type.hpp"

namespace csx::model {

/// A kind of record: what `kind:` says.
struct Kind {
  std::string_view name;    ///< `account`
  std::string_view plural;  ///< for people: `accounts`
  const Type* type = nullptr;
  std::string_view layout;  ///< where csx writes it, with {id}, {account} and {month} in braces
  void* (*make)() = nullptr;
  void (*destroy)(void*) = nullptr;
  /// What names the record among its kind: its id; id and version of an agreement (`sales-cs@3`); empty for
  /// those without (workspace, journal).
  std::string (*identity)(const void*) = nullptr;
};

/// All kinds, in the order of the documentation.
std::span<const Kind> kinds();
/// By name; null for none of that name.
const Kind* find_kind(std::string_view name);
/// Their names, in the order of `kinds`.
std::span<const std::string_view> kind_names();

/// The kind of a record struct: `kind_of<Account>()`.
template <class T>
const Kind& kind_of();

/// Where a record comes from.
struct Source {
  std::uint32_t file = 0;      ///< index into the data set's files
  std::uint32_t document = 0;  ///< in its file
};

/// An item of a list that could not be read and was left out: the typed list is shorter than the one in the
/// text.
struct DroppedItem {
  std::string list;       ///< JSON pointer of the list
  std::size_t index = 0;  ///< in the text
};

/// One record of any kind, owned.
class AnyRecord {
 public:
  AnyRecord(const Kind& kind, Source source)
      : m_kind(&kind), m_source(source), m_value(kind.make(), kind.destroy) {}

  const Kind& kind() const { return *m_kind; }
  Source source() const { return m_source; }
  /// Files are numbered when all are known.
  void set_file(std::uint32_t file) { m_source.file = file; }
  const void* value() const { return m_value.get(); }
  void* value() { return m_value.get(); }
  template <class T>
  const T& as() const {
    return *static_cast<const T*>(m_value.get());
  }
  std::string identity() const { return m_kind->identity(m_value.get()); }
  /// `kind/identity`, or the kind alone.
  std::string reference() const;

  /// False when a field that must be there could not be read: the record then only lends its ids, no rule
  /// sees it.
  bool usable = true;
  /// False when anything in it could not be read.
  bool clean = true;
  std::vector<DroppedItem> dropped;

 private:
  const Kind* m_kind;
  Source m_source;
  std::unique_ptr<void, void (*)(void*)> m_value;
};

}  // namespace csx::model
