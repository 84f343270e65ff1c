#pragma once

#include <array>
#include <compare>
#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include "csx/base/decimal.hpp"
#include "csx/model/type.hpp"
#include "csx/model/values.hpp"
#include "csx/time/date.hpp"
#include "csx/time/duration.hpp"
#include "csx/time/period.hpp"
#include "csx/time/window.hpp"

/// What the values at the leaves of records (values.hpp) can do. A type becomes a scalar by specialising
/// `Scalar`, an enum by specialising `Words`.
namespace csx::model {

/// The vocabulary of an enum: a word for each enumerator, in their order, from 0.
///     name   for people, `touch model`
///     words  std::array<Word, N>
template <class E>
struct Words;

/// What a scalar type can do:
///     static constexpr std::string_view name;       for people, `date`
///     static constexpr std::string_view expected;   `a date such as 2026-03-02`
///     static constexpr Accepts accepts;             optional, text unless said
///     static std::optional<std::string> parse(std::string_view, T&);   see ScalarOps::parse
///     static std::string print(const T&);
///     static Json json(const T&);
///     static Json schema();
///     static double number(const T&);               optional
///     static constexpr Role role; static constexpr Target target;   of ids and references
template <class T>
struct Scalar;

template <class T>
concept IsScalar = requires {
  Scalar<T>::name;
};

/// What `T` is called where ids name it. Specialised in targets.hpp.
template <class T>
struct TargetOf;

/// The word of an enumerator.
template <class E>
constexpr std::string_view word(E value) {
  return Words<E>::words[static_cast<std::size_t>(value)].word;
}

namespace detail {

std::optional<std::string> parse_word(std::string_view text, std::span<const Word> words,
                                      std::uint8_t& index);
void word_schema(std::span<const Word> words, Json& out);
void id_schema(Json& out);
void text_schema(std::string_view pattern, Json& out);
void json_text(std::string_view text, Json& out);
std::optional<std::string> parse_id(std::string_view text, std::string& id);

}  // namespace detail

/// What most traits share: JSON is the printed text, order is the type's own or that of the text.
template <class T>
struct ScalarBase {
  static void json(const T& value, Json& out) { detail::json_text(Scalar<T>::print(value), out); }
  static std::strong_ordering compare(const T& a, const T& b) {
    if constexpr (std::three_way_comparable<T, std::strong_ordering>) {
      return a <=> b;
    } else {
      return Scalar<T>::print(a) <=> Scalar<T>::print(b);
    }
  }
};

/// Traits of a struct that only wraps its text.
template <class T>
struct WrappedText : ScalarBase<T> {
  static std::string print(const T& value) { return value.value; }
};

template <class E>
requires requires {
  Words<E>::words;
}
struct Scalar<E> : ScalarBase<E> {
  static_assert(sizeof(E) == 1, "described enums are one byte");
  static constexpr std::string_view name = Words<E>::name;
  static constexpr std::string_view expected = Words<E>::name;
  static constexpr std::span<const Word> words = Words<E>::words;
  static std::optional<std::string> parse(std::string_view text, E& value) {
    std::uint8_t index = 0;
    std::optional<std::string> wrong = detail::parse_word(text, words, index);
    if (!wrong) {
      value = static_cast<E>(index);
    }
    return wrong;
  }
  static std::string print(const E& value) { return std::string(word(value)); }
  static void schema(Json& out) { detail::word_schema(words, out); }
};

template <class T>
struct Scalar<Id<T>> : WrappedText<Id<T>> {
  static constexpr std::string_view name = "id";
  static constexpr std::string_view expected = "an id: a-z, 0-9 and -, at most 64";
  static constexpr Role role = Role::declares;
  static constexpr Target target = TargetOf<T>::target;
  static std::optional<std::string> parse(std::string_view text, Id<T>& value) {
    return detail::parse_id(text, value.value);
  }
  static void schema(Json& out) { detail::id_schema(out); }
};

template <class T>
struct Scalar<Reference<T>> : WrappedText<Reference<T>> {
  static constexpr std::string_view name = TargetOf<T>::target.name;
  static constexpr std::string_view expected = "an id: a-z, 0-9 and -, at most 64";
  static constexpr Role role = Role::refers;
  static constexpr Target target = TargetOf<T>::target;
  static std::optional<std::string> parse(std::string_view text, Reference<T>& value) {
    return detail::parse_id(text, value.value);
  }
  static void schema(Json& out) { detail::id_schema(out); }
};

// The traits below are defined in scalar_values.cpp (texts, numbers) and scalar_times.cpp (room time).

template <>
struct Scalar<std::string> : ScalarBase<std::string> {
  static constexpr std::string_view name = "text";
  static constexpr std::string_view expected = "text";
  static std::optional<std::string> parse(std::string_view text, std::string& value);
  static std::string print(const std::string& value) { return value; }
  static void schema(Json& out);
};

template <>
struct Scalar<bool> : ScalarBase<bool> {
  static constexpr std::string_view name = "truth value";
  static constexpr std::string_view expected = "true or false";
  static constexpr Accepts accepts = Accepts::boolean;
  static std::optional<std::string> parse(std::string_view text, bool& value);
  static std::string print(const bool& value) { return value ? "true" : "false"; }
  static void json(const bool& value, Json& out);
  static void schema(Json& out);
};

template <>
struct Scalar<std::int64_t> : ScalarBase<std::int64_t> {
  static constexpr std::string_view name = "whole number";
  static constexpr std::string_view expected = "a whole number";
  static constexpr Accepts accepts = Accepts::integer;
  static std::optional<std::string> parse(std::string_view text, std::int64_t& value);
  static std::string print(const std::int64_t& value) { return std::to_string(value); }
  static void json(const std::int64_t& value, Json& out);
  static void schema(Json& out);
  static double number(const std::int64_t& value) { return static_cast<double>(value); }
};

template <>
struct Scalar<Decimal> : ScalarBase<Decimal> {
  static constexpr std::string_view name = "number";
  static constexpr std::string_view expected = "a number of at most 15 digits";
  static constexpr Accepts accepts = Accepts::number;
  static std::optional<std::string> parse(std::string_view text, Decimal& value);
  static std::string print(const Decimal& value) { return value.to_string(); }
  static void json(const Decimal& value, Json& out);
  static void schema(Json& out);
  static double number(const Decimal& value) { return value.to_double(); }
};

template <>
struct Scalar<Money> : ScalarBase<Money> {
  static constexpr std::string_view name = "sum of money";
  static constexpr std::string_view expected = "a sum and its currency, such as 1200.00 BRL";
  static std::optional<std::string> parse(std::string_view text, Money& value);
  static std::string print(const Money& value) { return value.to_string(); }
  static void schema(Json& out);
  static double number(const Money& value) { return value.amount.to_double(); }
};

template <>
struct Scalar<Currency> : ScalarBase<Currency> {
  static constexpr std::string_view name = "currency";
  static constexpr std::string_view expected = "an ISO 4217 code such as BRL";
  static std::optional<std::string> parse(std::string_view text, Currency& value);
  static std::string print(const Currency& value) { return std::string(value.view()); }
  static void schema(Json& out);
};

template <>
struct Scalar<Share> : ScalarBase<Share> {
  static constexpr std::string_view name = "share";
  static constexpr std::string_view expected = "a share such as 95%";
  static std::optional<std::string> parse(std::string_view text, Share& value);
  static std::string print(const Share& value) { return value.percent.to_string() + "%"; }
  static void json(const Share& value, Json& out);  ///< as a fraction
  static void schema(Json& out);
  static double number(const Share& value) { return value.percent.to_double(); }
};

template <>
struct Scalar<Area> : WrappedText<Area> {
  static constexpr std::string_view name = "area";
  static constexpr std::string_view expected = "an area such as sales or cs";
  static std::optional<std::string> parse(std::string_view text, Area& value);
  static void schema(Json& out) { detail::id_schema(out); }
};

template <>
struct Scalar<Email> : WrappedText<Email> {
  static constexpr std::string_view name = "e-mail address";
  static constexpr std::string_view expected = "an e-mail address";
  static std::optional<std::string> parse(std::string_view text, Email& value);
  static void schema(Json& out);
};

template <>
struct Scalar<ZoneName> : WrappedText<ZoneName> {
  static constexpr std::string_view name = "time zone";
  static constexpr std::string_view expected = "an IANA time zone such as America/Sao_Paulo";
  static std::optional<std::string> parse(std::string_view text, ZoneName& value);
  static void schema(Json& out);
};

template <>
struct Scalar<FieldPath> : WrappedText<FieldPath> {
  static constexpr std::string_view name = "field";
  static constexpr std::string_view expected =
      "names of fields with dots between, such as context.objectives";
  static std::optional<std::string> parse(std::string_view text, FieldPath& value);
  static void schema(Json& out);
};

template <>
struct Scalar<MetricId> : WrappedText<MetricId> {
  static constexpr std::string_view name = "metric";
  static constexpr std::string_view expected = "the id of a metric, such as fit.share-above-minimum";
  static std::optional<std::string> parse(std::string_view text, MetricId& value);
  static void schema(Json& out);
};

template <>
struct Scalar<RuleId> : WrappedText<RuleId> {
  static constexpr std::string_view name = "rule";
  static constexpr std::string_view expected = "the id of a rule, such as account/no-owner, or family/*";
  static std::optional<std::string> parse(std::string_view text, RuleId& value);
  static void schema(Json& out);
};

template <>
struct Scalar<Digest> : WrappedText<Digest> {
  static constexpr std::string_view name = "digest";
  static constexpr std::string_view expected = "sha256: and 64 hexadecimal digits";
  static std::optional<std::string> parse(std::string_view text, Digest& value);
  static void schema(Json& out);
};

template <>
struct Scalar<CommitmentPath> : ScalarBase<CommitmentPath> {
  static constexpr std::string_view name = "commitment";
  static constexpr std::string_view expected = "agreement/commitment";
  static std::optional<std::string> parse(std::string_view text, CommitmentPath& value);
  static std::string print(const CommitmentPath& value) { return value.agreement + "/" + value.commitment; }
  static void schema(Json& out);
};

template <>
struct Scalar<AnyValue> : WrappedText<AnyValue> {
  static constexpr std::string_view name = "value";
  static constexpr std::string_view expected = "a word, a number or a truth value";
  static constexpr Accepts accepts = Accepts::anything;
  static std::optional<std::string> parse(std::string_view text, AnyValue& value);
  static void schema(Json& out);
};

template <>
struct Scalar<Condition> : ScalarBase<Condition> {
  static constexpr std::string_view name = "condition";
  static constexpr std::string_view expected =
      R"(a condition in quotes such as ">= 90%" or "between 3 and 8")";
  static std::optional<std::string> parse(std::string_view text, Condition& value);
  static std::string print(const Condition& value) { return value.to_string(); }
  static void schema(Json& out);
};

template <>
struct Scalar<Recurrence> : ScalarBase<Recurrence> {
  static constexpr std::string_view name = "recurrence";
  static constexpr std::string_view expected = "a duration such as 30d, or cadence";
  static std::optional<std::string> parse(std::string_view text, Recurrence& value);
  static std::string print(const Recurrence& value) {
    return value.every ? value.every->to_string() : "cadence";
  }
  static void schema(Json& out);
};

template <>
struct Scalar<time::Date> : ScalarBase<time::Date> {
  static constexpr std::string_view name = "date";
  static constexpr std::string_view expected = "a date such as 2026-03-02";
  static std::optional<std::string> parse(std::string_view text, time::Date& value);
  static std::string print(const time::Date& value) { return value.to_string(); }
  static void schema(Json& out);
};

template <>
struct Scalar<time::Timestamp> : ScalarBase<time::Timestamp> {
  static constexpr std::string_view name = "instant";
  static constexpr std::string_view expected = "an instant such as 2026-03-02T10:12:00-03:00";
  static std::optional<std::string> parse(std::string_view text, time::Timestamp& value);
  static std::string print(const time::Timestamp& value) { return value.to_string(); }
  static void schema(Json& out);
};

template <>
struct Scalar<time::MonthDay> : ScalarBase<time::MonthDay> {
  static constexpr std::string_view name = "day of the year";
  static constexpr std::string_view expected = "a month and day such as 12-25";
  static std::optional<std::string> parse(std::string_view text, time::MonthDay& value);
  static std::string print(const time::MonthDay& value) { return value.to_string(); }
  static void schema(Json& out);
};

template <>
struct Scalar<time::Duration> : ScalarBase<time::Duration> {
  static constexpr std::string_view name = "duration";
  static constexpr std::string_view expected = "a duration such as 48h, 16bh, 2bd or 30d";
  static std::optional<std::string> parse(std::string_view text, time::Duration& value);
  static std::string print(const time::Duration& value) { return value.to_string(); }
  static void schema(Json& out);
};

template <>
struct Scalar<time::Period> : ScalarBase<time::Period> {
  static constexpr std::string_view name = "period";
  static constexpr std::string_view expected = "a period such as 2026, 2026-Q3, 2026-10 or 2026-W41";
  static constexpr Accepts accepts = Accepts::text_or_integer;
  static std::optional<std::string> parse(std::string_view text, time::Period& value);
  static std::string print(const time::Period& value) { return value.to_string(); }
  static void schema(Json& out);
};

template <>
struct Scalar<time::Window> : ScalarBase<time::Window> {
  static constexpr std::string_view name = "window of hours";
  static constexpr std::string_view expected = "hours such as 09:00-12:00";
  static std::optional<std::string> parse(std::string_view text, time::Window& value);
  static std::string print(const time::Window& value) { return value.to_string(); }
  static void schema(Json& out);
};

template <>
struct Words<time::Weekday> {
  static constexpr std::string_view name = "weekday";
  static constexpr std::array<Word, 7> words{{{"mon", "Monday"},
                                              {"tue", "Tuesday"},
                                              {"wed", "Wednesday"},
                                              {"thu", "Thursday"},
                                              {"fri", "Friday"},
                                              {"sat", "Saturday"},
                                              {"sun", "Sunday"}}};
};

namespace detail {

template <class T>
consteval ScalarOps value_ops() {
  using S = Scalar<T>;
  ScalarOps ops{
      .expected = S::expected,
      .parse = [](std::string_view text, void* value) { return S::parse(text, *static_cast<T*>(value)); },
      .print = [](const void* value) { return S::print(*static_cast<const T*>(value)); },
      .json = [](const void* value, Json& out) { S::json(*static_cast<const T*>(value), out); },
      .compare =
          [](const void* a, const void* b) {
            return S::compare(*static_cast<const T*>(a), *static_cast<const T*>(b));
          },
      .schema = [](Json& out) { S::schema(out); }};
  if constexpr (requires { S::accepts; }) {
    ops.accepts = S::accepts;
  }
  if constexpr (requires(const T& value) { S::number(value); }) {
    ops.number = [](const void* value) { return S::number(*static_cast<const T*>(value)); };
  }
  if constexpr (requires { S::words; }) {
    ops.words = S::words;
  }
  if constexpr (requires { S::role; }) {
    ops.role = S::role;
    ops.target = S::target;
  }
  return ops;
}

}  // namespace detail

template <class T>
inline constexpr ScalarOps scalar_ops = detail::value_ops<T>();

}  // namespace csx::model
