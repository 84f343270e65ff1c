#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "csx/model/containers.hpp"
#include "csx/model/scalar.hpp"
#include "csx/model/type.hpp"

/// From a C++ type to its `Type`. A struct is described by specialising `description`, a line a field:
///
///     struct Milestone {
///       Id<Milestone> id;
///       std::string title;
///     };
///     template <>
///     inline constexpr auto description<Milestone> = describe<Milestone>("milestone", "A peak worth
///     celebrating.",
///         field<&Milestone::id>("id", "Name of the milestone, unique in the account."),
///         field<&Milestone::title>("title", "What was reached."));
///
/// A member without its row, a row without its member, a key named like a YAML 1.1 truth value and a missing
/// sentence do not compile.
namespace csx::model {

/// What a struct is called, and a row for each of its members. Whether the rows are right is asked once,
/// where the types are made (src/model/make_type.hpp), not in each source that includes a description.
template <class T, auto... Members>
struct Description {
  std::string_view name;
  std::string_view doc;
  std::array<Row, sizeof...(Members)> rows;
  std::array<std::string_view, 4> exactly_one{};
  std::size_t exactly_one_count = 0;
  std::string_view tag;

  /// Adds: exactly one of these keys must be there.
  template <class... Keys>
  consteval Description one_of(Keys... keys) const {
    Description copy = *this;
    for (std::string_view key : {std::string_view(keys)...}) {
      copy.exactly_one[copy.exactly_one_count++] = key;
    }
    return copy;
  }
  /// Adds: the value of this key chooses the fields of the record's Cases member.
  consteval Description tagged_by(std::string_view key) const {
    Description copy = *this;
    copy.tag = key;
    return copy;
  }
};

/// Specialised for every struct that stands in a record.
template <class T>
inline constexpr std::nullptr_t description = nullptr;

template <class T>
concept Described = !std::same_as<std::remove_cvref_t<decltype(description<T>)>, std::nullptr_t>;

/// Holds the one `Type` of a C++ type. Defined, for every type that a kind of record reaches, in kinds.cpp
/// alone: tables emitted in each source that names a field would cost minutes.
template <class T>
struct TypeHolder {
  static const Type value;
};
template <class T>
inline constexpr const Type& type_of = TypeHolder<T>::value;

namespace detail {

template <auto Member>
struct MemberOf;
template <class R, class T, T R::*Member>
struct MemberOf<Member> {
  using Record = R;
  using Value = T;
};

}  // namespace detail

/// A row that knows its member, so that describing one twice can be refused.
template <auto Member>
struct MemberRow {
  Row row;
};

/// The row of one member.
template <auto Member>
consteval MemberRow<Member> field(std::string_view key, std::string_view doc, Bounds bounds = {}) {
  using Of = detail::MemberOf<Member>;
  return {Row{key, doc, &type_of<typename Of::Value>,
              [](void* record) -> void* { return &(static_cast<typename Of::Record*>(record)->*Member); },
              bounds}};
}

/// The row of a Cases member: its keys stand among the record's.
template <auto Member>
consteval MemberRow<Member> cases() {
  return field<Member>({}, {});
}

template <class T, auto... Members>
consteval Description<T, Members...> describe(std::string_view name, std::string_view doc,
                                              MemberRow<Members>... rows) {
  return {.name = name, .doc = doc, .rows = {rows.row...}};
}

template <class T>
requires requires {
  Scalar<T>::name;
} || Described<T>
inline constexpr auto description<DatedValue<T>> =
    describe<DatedValue<T>>("dated value", "A value and the day from which it holds.",
                            field<&DatedValue<T>::from>("from", "First day on which the value holds."),
                            field<&DatedValue<T>::value>("value", "The value from that day."));

}  // namespace csx::model
