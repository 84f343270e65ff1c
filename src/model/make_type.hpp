#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "csx/model/describe.hpp"

/// How a `Type` is made: the tables behind each shape. Only for kinds.cpp.
namespace csx::model {

template <class T>
consteval Type make_type();

/// For reading names while others are made; addresses are always those of type_of.
template <class T>
inline constexpr Type k_made = make_type<T>();

template <class T>
constinit const Type TypeHolder<T>::value = make_type<T>();

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
struct Once {};
/// A class has no base twice: this one exists when each member stands here once.
template <auto... Members>
struct EachOnce : Once<Members>... {};

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

/// Refuses, while compiling, a description that does not fit its struct.
template <class T, auto... Members>
consteval void check(const Description<T, Members...>& made) {
  static_assert(k_has_members<T, sizeof...(Members)>,
                "every member of a described struct has its row, and every row its member");
  static_assert(sizeof(EachOnce<Members...>) > 0, "two rows name the same member");
  for (std::size_t i = 0; i < made.rows.size(); ++i) {
    const Row& row = made.rows[i];
    if (row.key.empty() && row.doc.empty()) {  // the row of Cases
      continue;
    }
    if (row.key.empty() || !good_key(row.key)) {
      throw "a key is snake_case and no truth value of YAML 1.1";
    }
    if (row.doc.size() < 4 || row.doc.back() != '.') {
      throw "a field is documented by a sentence";
    }
    for (std::size_t j = 0; j < i; ++j) {
      if (row.key == made.rows[j].key) {
        throw "two rows have the same key";
      }
    }
  }
}

template <class T>
inline constexpr bool k_is_optional = false;
template <class T>
inline constexpr bool k_is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool k_is_optional<Box<T>> = true;

template <class Optional>
struct OptionalTable {
  static constexpr OptionalOps ops{
      .get = [](const void* o) -> const void* {
        const Optional& optional = *static_cast<const Optional*>(o);
        return optional.has_value() ? static_cast<const void*>(&*optional) : nullptr;
      },
      .emplace = [](void* o) -> void* { return &static_cast<Optional*>(o)->emplace(); },
      .reset = [](void* o) { static_cast<Optional*>(o)->reset(); }};
};

template <class List>
struct ListTable {
  static constexpr ListOps ops{
      .size = [](const void* l) { return static_cast<const List*>(l)->size(); },
      .at = [](const void* l, std::size_t i) -> const void* { return &(*static_cast<const List*>(l))[i]; },
      .reserve =
          [](void* l, std::size_t items) {
            constexpr std::size_t k_most = ListOps::k_room / sizeof(typename List::value_type);
            static_cast<List*>(l)->reserve(std::min(items, k_most));
          },
      .add = [](void* l) -> void* { return &static_cast<List*>(l)->emplace_back(); },
      .drop_last = [](void* l) { static_cast<List*>(l)->pop_back(); }};
};

template <class T>
struct OrNoneTable {
  static constexpr OrNoneOps ops{
      .value = [](const void* o) -> const void* { return &static_cast<const OrNone<T>*>(o)->value; },
      .mutable_value = [](void* o) -> void* { return &static_cast<OrNone<T>*>(o)->value; },
      .none = [](const void* o) -> const std::string* {
        const Box<std::string>& none = static_cast<const OrNone<T>*>(o)->none;
        return none ? &*none : nullptr;
      },
      .set_none = [](void* o,
                     std::string reason) { static_cast<OrNone<T>*>(o)->none.emplace() = std::move(reason); }};
};

template <class K, class V>
struct MapTable {
  using M = Map<K, V>;
  static constexpr MapOps ops{
      .size = [](const void* m) { return static_cast<const M*>(m)->size(); },
      .key_at = [](const void* m, std::size_t i) -> const void* {
        return &(*static_cast<const M*>(m))[i].first;
      },
      .value_at = [](const void* m, std::size_t i) -> const void* {
        return &(*static_cast<const M*>(m))[i].second;
      },
      .drop_last = [](void* m) { static_cast<M*>(m)->pop_back(); },
      .add_parsed = [](void* m, std::string_view text, std::string& wrong) -> void* {
        K key{};
        if (std::optional<std::string> phrase = type_of<K>.scalar->parse(text, &key)) {
          wrong = std::move(*phrase);
          return nullptr;
        }
        return &static_cast<M*>(m)->emplace_back(std::move(key), V{}).second;
      }};
};

template <class C>
struct CasesTable;
template <class Tag, class... Ts>
struct CasesTable<Cases<Tag, Ts...>> {
  using C = Cases<Tag, Ts...>;
  static constexpr std::array<const Type*, sizeof...(Ts)> types{&type_of<Ts>...};
  template <std::size_t I>
  static void* emplace_at(C& cases) {
    return &cases.value.template emplace<I + 1>().emplace();
  }
  template <std::size_t... I>
  static void* emplace(C& cases, std::size_t tag, std::index_sequence<I...>) {
    void* made = nullptr;
    static_cast<void>(((tag == I && (made = emplace_at<I>(cases), true)) || ...));
    return made;
  }
  static constexpr CasesOps ops{
      .types = types,
      .emplace = [](void* c, std::size_t tag) -> void* {
        return emplace(*static_cast<C*>(c), tag, std::index_sequence_for<Ts...>{});
      },
      .get = [](const void* c) -> const void* {
        return std::visit(
            [](const auto& box) -> const void* {
              if constexpr (std::is_same_v<std::remove_cvref_t<decltype(box)>, std::monostate>) {
                return nullptr;
              } else {
                return box ? static_cast<const void*>(&*box) : nullptr;
              }
            },
            static_cast<const C*>(c)->value);
      },
      .tag = [](const void* c) { return static_cast<const C*>(c)->value.index() - 1; }};
};

/// Which make_type applies, by the template a type is an instance of.
template <class T>
struct Shape {
  static consteval Type make() {
    static_assert(Described<T>, "this type stands in a record but has no description<T> and no Scalar<T>");
    constexpr auto& d = description<T>;
    check(d);
    return Type{.form = Form::record,
                .name = d.name,
                .doc = d.doc,
                .rows = d.rows,
                .exactly_one = std::span(d.exactly_one).first(d.exactly_one_count),
                .tag = d.tag};
  }
};

template <class T>
requires k_is_optional<T>
struct Shape<T> {
  using Element = std::remove_cvref_t<decltype(*std::declval<T>())>;
  static consteval Type make() {
    return Type{.form = Form::optional,
                .name = k_made<Element>.name,
                .doc = k_made<Element>.doc,
                .element = &type_of<Element>,
                .required = false,
                .optional = &OptionalTable<T>::ops};
  }
};

template <class List, class Element>
consteval Type make_list(bool required, bool lone) {
  return Type{.form = Form::list,
              .name = k_made<Element>.name,
              .element = &type_of<Element>,
              .required = required,
              .lone = lone,
              .min_items = required ? std::size_t{1} : std::size_t{0},
              .list = &ListTable<List>::ops};
}
template <class T>
struct Shape<std::vector<T>> {
  static consteval Type make() { return make_list<std::vector<T>, T>(false, false); }
};
template <class T>
struct Shape<NonEmpty<T>> {
  static consteval Type make() { return make_list<NonEmpty<T>, T>(true, false); }
};
template <class T>
struct Shape<OneOrMany<T>> {
  static consteval Type make() { return make_list<OneOrMany<T>, T>(true, true); }
};
template <class T>
struct Shape<Dated<T>> {
  static consteval Type make() {
    return Type{.form = Form::dated,
                .name = k_made<T>.name,
                .element = &type_of<DatedValue<T>>,
                .min_items = 1,
                .list = &ListTable<Dated<T>>::ops};
  }
};
template <class T>
struct Shape<OrNone<T>> {
  static consteval Type make() {
    static_assert(!k_made<T>.required, "OrNone takes an optional or a list");
    return Type{.form = Form::or_none,
                .name = k_made<T>.name,
                .element = &type_of<T>,
                .required = false,
                .or_none = &OrNoneTable<T>::ops};
  }
};
template <class K, class V>
struct Shape<Map<K, V>> {
  static consteval Type make() {
    return Type{.form = Form::map,
                .name = k_made<V>.name,
                .element = &type_of<V>,
                .key = &type_of<K>,
                .required = false,
                .map = &MapTable<K, V>::ops};
  }
};
template <class Tag, class... Ts>
struct Shape<Cases<Tag, Ts...>> {
  static consteval Type make() {
    static_assert(sizeof...(Ts) == Words<Tag>::words.size(), "one case for each word of the tag");
    return Type{.form = Form::cases, .required = false, .cases = &CasesTable<Cases<Tag, Ts...>>::ops};
  }
};

}  // namespace detail

template <class T>
consteval Type make_type() {
  if constexpr (IsScalar<T>) {
    return Type{.form = Form::scalar, .name = Scalar<T>::name, .scalar = &scalar_ops<T>};
  } else {
    return detail::Shape<T>::make();
  }
}

}  // namespace csx::model
