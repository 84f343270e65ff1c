#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "csx/time/date.hpp"

/// The shapes that fields have beside plain values, std::optional and std::vector.
namespace csx::model {

/// An optional value on the heap: for what most records do without.
template <class T>
class Box {
 public:
  Box() = default;
  Box(const Box& other) : m_value(other ? std::make_unique<T>(*other) : nullptr) {}
  Box(Box&&) noexcept = default;
  Box& operator=(Box other) noexcept {
    m_value = std::move(other.m_value);
    return *this;
  }
  ~Box() = default;

  explicit operator bool() const { return m_value != nullptr; }
  bool has_value() const { return m_value != nullptr; }
  const T& operator*() const { return *m_value; }
  T& operator*() { return *m_value; }
  const T* operator->() const { return m_value.get(); }
  T* operator->() { return m_value.get(); }
  T value_or(T otherwise) const { return m_value ? *m_value : std::move(otherwise); }
  T& emplace() {
    m_value = std::make_unique<T>();
    return *m_value;
  }
  void reset() { m_value.reset(); }

 private:
  std::unique_ptr<T> m_value;
};

/// A list that must be there and hold something.
template <class T>
struct NonEmpty : std::vector<T> {
  using std::vector<T>::vector;
};

/// One item, or a list of them: `to: submitted`, `to: [accepted, returned]`.
template <class T>
struct OneOrMany : std::vector<T> {
  using std::vector<T>::vector;
};

/// A value and the day from which it holds.
template <class T>
struct DatedValue {
  time::Date from;
  T value;
};

/// A value that changes over time: given alone it has always held, else a list of {from, value}.
template <class T>
struct Dated : std::vector<DatedValue<T>> {
  static constexpr time::Date k_always{std::chrono::local_days{std::chrono::days{-1'000'000}}};

  /// The value in force on a day: of the latest `from` on or before it; null before the first.
  const T* on(time::Date day) const {
    const T* found = nullptr;
    time::Date best = k_always;
    for (const DatedValue<T>& dated : *this) {
      if (dated.from <= day && (found == nullptr || dated.from >= best)) {
        found = &dated.value;
        best = dated.from;
      }
    }
    return found;
  }
  /// The value of the latest `from`, whether reached or not.
  const T* latest() const { return on(time::Date{std::chrono::local_days{std::chrono::days{1'000'000}}}); }
};

/// Content that may be said not to exist, on purpose: `integrations: {none: sells by phone only}`.
/// T is a std::optional, a Box or a list.
template <class T>
struct OrNone {
  T value;
  Box<std::string> none;  ///< the reason
  bool is_none() const { return none.has_value(); }
};

/// Pairs in the order of the text, keys unique.
template <class K, class V>
struct Map : std::vector<std::pair<K, V>> {
  const V* find(const K& key) const {
    for (const auto& [k, v] : *this) {
      if (k == key) {
        return &v;
      }
    }
    return nullptr;
  }
};

/// Further fields of a record, one set for each value of its tag: the n-th type belongs to the n-th
/// enumerator.
template <class Tag, class... Ts>
struct Cases {
  std::variant<std::monostate, Box<Ts>...> value;

  /// The fields of that case, or null when the tag says another.
  template <class T>
  const T* get() const {
    const Box<T>* box = std::get_if<Box<T>>(&value);
    return box != nullptr && *box ? &**box : nullptr;
  }
};

}  // namespace csx::model
