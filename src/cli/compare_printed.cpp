#include "csx/base/decimal.hpp"
#include "csx/base/text.hpp"
#include "csx/time/duration.hpp"
#include "fields.hpp"
#include "listing.hpp"

#include <algorithm>

namespace csx::cli {
namespace {

/// The number that a printed value begins with, and what follows it: a currency, `%`.
struct Quantity {
  Decimal number;
  std::string_view unit;
};

std::optional<Quantity> quantity(std::string_view text) {
  const std::size_t end = std::min(text.find_first_not_of("-0123456789."), text.size());
  const std::optional<Decimal> number = Decimal::parse(text.substr(0, end));
  return number ? std::optional(Quantity{*number, trim(text.substr(end))}) : std::nullopt;
}

template <class T>
std::optional<std::strong_ordering> compare_optional(const std::optional<T>& a, const std::optional<T>& b) {
  return a && b ? std::optional<std::strong_ordering>(*a <=> *b) : std::nullopt;
}

std::optional<std::strong_ordering> compare_quantities(std::string_view a, std::string_view b) {
  const std::optional<Quantity> left = quantity(a);
  const std::optional<Quantity> right = quantity(b);
  if (!left || !right) {
    return std::nullopt;
  }
  // Sums of different currencies have no order; they are kept apart by it. A bare number fits every unit.
  if (!left->unit.empty() && !right->unit.empty() && left->unit != right->unit) {
    return left->unit <=> right->unit;
  }
  return left->number <=> right->number;
}

std::optional<std::size_t> place_of(std::string_view word, std::span<const model::Word> words) {
  const auto found = std::ranges::find(words, word, &model::Word::word);
  return found == words.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - words.begin()));
}

std::optional<time::Instant> instant(std::string_view text, const time::Zone& zone) {
  const time::Parsed<time::Timestamp> parsed = time::Timestamp::parse(text);
  return parsed ? std::optional(zone.resolve(*parsed)) : std::nullopt;
}

/// The units that numbers of a column may be written with, a bare number always.
bool takes_unit(const ColumnSpec& column, std::string_view unit) {
  if (unit.empty()) {
    return true;
  }
  const model::ScalarOps* scalar = column.type != nullptr ? core_type(*column.type).scalar : nullptr;
  if (scalar == &model::scalar_ops<model::Share>) {
    return unit == "%";
  }
  const bool is_money = scalar == &model::scalar_ops<Money> || column.holds == ColumnSpec::Holds::sum;
  return is_money && Currency::parse(unit);
}

/// Minutes for comparison only: a month of 30 days, a business day of eight hours.
std::optional<std::int64_t> rough_minutes(std::string_view text) {
  const time::Parsed<time::Duration> parsed = time::Duration::parse(text);
  if (!parsed) {
    return std::nullopt;
  }
  constexpr std::array<std::int64_t, 10> k_minutes{1, 60, 1, 60, 1440, 10080, 43200, 129600, 525600, 480};
  return parsed->count * k_minutes.at(static_cast<std::size_t>(parsed->unit));
}

std::optional<std::strong_ordering> compare_meaning(const ColumnSpec& column, std::string_view a,
                                                    std::string_view b, const time::Zone& zone) {
  if (column.type == nullptr) {
    return column.holds != ColumnSpec::Holds::text ? compare_quantities(a, b) : std::nullopt;
  }
  const model::Type& type = core_type(*column.type);
  if (type.scalar == nullptr) {
    return std::nullopt;
  }
  if (type.scalar->number != nullptr) {
    return compare_quantities(a, b);
  }
  if (!type.scalar->words.empty()) {
    return compare_optional(place_of(a, type.scalar->words), place_of(b, type.scalar->words));
  }
  if (type.scalar == &model::scalar_ops<time::Timestamp>) {
    return compare_optional(instant(a, zone), instant(b, zone));
  }
  if (type.scalar == &model::scalar_ops<time::Duration>) {
    return compare_optional(rough_minutes(a), rough_minutes(b));
  }
  return std::nullopt;
}

}  // namespace

std::strong_ordering compare_printed(const ColumnSpec& column, const std::string& a, const std::string& b,
                                     const time::Zone& zone) {
  if (a.empty() || b.empty()) {
    return a.empty() <=> b.empty();
  }
  return compare_meaning(column, a, b, zone).value_or(a <=> b);
}

std::string_view wanted_form(const ColumnSpec& column, std::string_view text) {
  constexpr std::string_view k_number = "a number";
  constexpr std::string_view k_sum = "a number, or a sum and its currency such as 1200.00 BRL";
  const auto judged = [](bool is_good, std::string_view form) { return is_good ? std::string_view() : form; };
  const std::optional<Quantity> number = quantity(text);
  const bool is_number = number && takes_unit(column, number->unit);
  if (column.type == nullptr) {
    return column.holds == ColumnSpec::Holds::text
               ? std::string_view()
               : judged(is_number, column.holds == ColumnSpec::Holds::sum ? k_sum : k_number);
  }
  const model::ScalarOps* scalar = core_type(*column.type).scalar;
  if (scalar == nullptr) {
    return {};
  }
  if (scalar->number != nullptr) {
    return judged(is_number, scalar == &model::scalar_ops<Money> ? k_sum : scalar->expected);
  }
  if (scalar == &model::scalar_ops<time::Date>) {
    return judged(time::Date::parse(text).has_value(), scalar->expected);
  }
  if (scalar == &model::scalar_ops<time::Timestamp>) {
    return judged(time::Timestamp::parse(text).has_value(), scalar->expected);
  }
  if (scalar == &model::scalar_ops<time::Duration>) {
    return judged(time::Duration::parse(text).has_value(), scalar->expected);
  }
  return judged(scalar->accepts != model::Accepts::boolean || text == "true" || text == "false",
                "true or false");
}

bool have_order(const ColumnSpec& column, std::string_view a, std::string_view b) {
  const bool is_number = column.type == nullptr ? column.holds != ColumnSpec::Holds::text
                                                : core_type(*column.type).scalar != nullptr &&
                                                      core_type(*column.type).scalar->number != nullptr;
  const std::optional<Quantity> left = quantity(a);
  const std::optional<Quantity> right = quantity(b);
  return !is_number || !left || !right || left->unit.empty() || right->unit.empty() ||
         left->unit == right->unit;
}

}  // namespace csx::cli
