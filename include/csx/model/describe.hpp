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

template <std::size_t N>
struct Description {
  std::string_view name;
  std::string_view doc;
  std::array<Row, N> rows;
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

/// Converts to anything: as many of these as an aggregate takes, so many members it has.
struct Anything {
  template <class T>
  operator T() const;
};

template <class T, std::size_t... I>
consteval bool takes(std::index_sequence<I...>) {
  return requires {
    T{(static_cast<void>(I), Anything{})...};
  };
}

/// Whether an aggregate has exactly N members.
template <class T, std::size_t N>
inline constexpr bool k_has_members = takes<T>(std::make_index_sequence<N>{}) &&
                                      !takes<T>(std::make_index_sequence<N + 1>{});

template <auto Member>
struct MemberOf;
template <class R, class T, T R::*Member>
struct MemberOf<Member> {
  using Record = R;
  using Value = T;
};

consteval bool good_key(std::string_view key) {
  for (std::string_view bad : {"on", "off", "yes", "no", "y", "n", "true", "false", "null"}) {
    if (key == bad) {
      return false;
    }
  }
  for (char c : key) {
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')) {
      return false;
    }
  }
  return true;
}

}  // namespace detail

/// The row of one member.
template <auto Member>
consteval Row field(std::string_view key, std::string_view doc, Bounds bounds = {}) {
  using Of = detail::MemberOf<Member>;
  if (!detail::good_key(key)) {
    throw "a key is snake_case and no truth value of YAML 1.1";
  }
  if (doc.size() < 4 || doc.back() != '.') {
    throw "a field is documented by a sentence";
  }
  return Row{key, doc, &type_of<typename Of::Value>,
             [](void* record) -> void* { return &(static_cast<typename Of::Record*>(record)->*Member); },
             bounds};
}

/// The row of a Cases member: its keys stand among the record's.
template <auto Member>
consteval Row cases() {
  using Of = detail::MemberOf<Member>;
  return Row{{},
             {},
             &type_of<typename Of::Value>,
             [](void* record) -> void* { return &(static_cast<typename Of::Record*>(record)->*Member); },
             {}};
}

template <class T, class... Rows>
consteval auto describe(std::string_view name, std::string_view doc, Rows... rows) {
  static_assert(detail::k_has_members<T, sizeof...(Rows)>,
                "every member of a described struct has its row, and every row its member");
  Description<sizeof...(Rows)> made{.name = name, .doc = doc, .rows = {rows...}};
  for (std::size_t i = 0; i < sizeof...(Rows); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (made.rows[i].key == made.rows[j].key) {
        throw "two rows have the same key";
      }
      if (made.rows[i].member == made.rows[j].member) {
        throw "two rows name the same member";
      }
    }
  }
  return made;
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
