#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csx/model/containers.hpp"
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

/// Where a record's value is not as its text, by JSON pointers into the text.
struct AsWritten {
  struct Item {
    std::string list;
    std::size_t index = 0;
  };
  /// Items that could not be read and were left out: the typed list is shorter.
  std::vector<Item> dropped;
  /// Lists whose one item stands alone, without brackets or dash.
  std::vector<std::string> lone;
  /// What is absent, or has its default, though the text tries to say it: findings of reading tell it
  /// already.
  std::vector<std::string> unread;
  bool is_unread(std::string_view pointer) const;  ///< or lies below such
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

  /// False when a field that must be there could not be read.
  bool usable = true;
  /// False when a syntax error cut the document short: what came after it is not here.
  bool complete = true;
  /// Whether rules and figures see it; else it only lends its ids.
  bool counts() const { return usable && complete; }
  /// False when anything in it could not be read.
  bool clean = true;

  const AsWritten& written() const {
    static const AsWritten as_its_text;
    return m_written ? *m_written : as_its_text;
  }
  /// To be added to.
  AsWritten& written() { return m_written ? *m_written : m_written.emplace(); }

 private:
  const Kind* m_kind;
  Source m_source;
  std::unique_ptr<void, void (*)(void*)> m_value;
  Box<AsWritten> m_written;  ///< mostly nothing
};

}  // namespace csx::model
