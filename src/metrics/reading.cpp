#include "csx/metrics/reading.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

#include "csx/base/text.hpp"
#include "csx/metrics/revenue.hpp"
#include "csx/model/walk.hpp"
#include "csx/sla/service.hpp"
#include "spans.hpp"

namespace csx::metrics {

namespace {

using Kind = Reading::Kind;
using model::Operand;

constexpr std::string_view k_unanswered = "not answered";

std::string trimmed(std::string number) {
  if (number.find('.') != number.npos) {
    number.resize(number.find_last_not_of('0') + 1);
    number.resize(number.ends_with('.') ? number.size() - 1 : number.size());
  }
  return number;
}

/// An operand in the unit of readings.
tl::expected<Reading, std::string> reading_of(const Operand& operand, const Rates& rates, time::Date day) {
  switch (operand.kind) {
    case Operand::Kind::number:
      return Reading{Kind::number, Fraction::of(operand.number), operand.to_string()};
    case Operand::Kind::share:
      return Reading{Kind::share, Fraction::of(operand.number), operand.to_string()};
    case Operand::Kind::money: {
      const auto sum = rates.convert({operand.number, operand.currency}, day);
      if (!sum) {
        return tl::unexpected(sum.error());
      }
      return Reading{Kind::money, Fraction(*sum), operand.to_string()};
    }
    case Operand::Kind::duration:
      return Reading{Kind::span, days_in(operand.duration), operand.to_string()};
    case Operand::Kind::word:
      break;
  }
  return Reading{Kind::word, {}, operand.word};
}

tl::expected<std::strong_ordering, std::string> compare(const Reading& reading, const Operand& operand,
                                                        const Rates& rates, time::Date day) {
  auto other = reading_of(operand, rates, day);
  if (!other) {
    return tl::unexpected(std::move(other.error()));
  }
  const bool is_comparable =
      reading.kind == other->kind || (other->kind == Kind::number && reading.kind != Kind::word) ||
      (reading.kind == Kind::number && (other->kind == Kind::share || other->kind == Kind::span));
  if (!is_comparable && reading.kind != Kind::word && other->kind != Kind::word) {
    return tl::unexpected(fmt::format("{} cannot be compared with {}", reading.text, other->text));
  }
  if (reading.kind == Kind::word || other->kind == Kind::word) {
    // `= 12` also means a word that is written so.
    return reading.text <=> other->text;
  }
  return reading.number <=> other->number;
}

}  // namespace

Reading Reading::of_number(const Fraction& number) {
  return {Kind::number, number, trimmed(number.rounded(2))};
}

Reading Reading::of_days(const Fraction& days) {
  return {Kind::span, days, trimmed(days.rounded(1)) + "d"};
}

Reading Reading::of_word(std::string word) {
  return {Kind::word, {}, std::move(word)};
}

Reading Reading::of_money(const Fraction& sum, const Currency& currency) {
  return {Kind::money, sum, fmt::format("{} {}", sum.rounded(2), currency.view())};
}

Reading Reading::of_percent(const Fraction& percent) {
  return {Kind::share, percent, trimmed(percent.rounded(1)) + "%"};
}

tl::expected<Reading, std::string> reading_of(std::string text, const Rates& rates, time::Date day) {
  const std::optional<Operand> operand = Operand::parse(text);
  if (!operand || operand->kind == Operand::Kind::word) {
    return Reading::of_word(std::move(text));
  }
  return reading_of(*operand, rates, day);
}

tl::expected<bool, std::string> holds(const model::Condition& condition, const Reading& reading,
                                      const Rates& rates, time::Date day) {
  using Operator = model::Condition::Operator;
  const bool orders = condition.op != Operator::equal && condition.op != Operator::not_equal;
  if (orders && reading.kind == Kind::word) {
    return tl::unexpected(
        fmt::format("{} cannot be compared with {}", quoted(reading.text), condition.low.to_string()));
  }
  const auto low = compare(reading, condition.low, rates, day);
  if (!low) {
    return tl::unexpected(low.error());
  }
  switch (condition.op) {
    case Operator::less:
      return *low < 0;
    case Operator::at_most:
      return *low <= 0;
    case Operator::equal:
      return *low == 0;
    case Operator::not_equal:
      return *low != 0;
    case Operator::at_least:
      return *low >= 0;
    case Operator::greater:
      return *low > 0;
    case Operator::between:
      break;
  }
  const auto high = compare(reading, condition.high, rates, day);
  if (!high) {
    return tl::unexpected(high.error());
  }
  return *low >= 0 && *high <= 0;
}

tl::expected<Reading, std::string> field_reading(const Facts& facts, const model::Account& account,
                                                 std::string_view field, time::Date day) {
  const auto word = [](const auto* value) -> tl::expected<Reading, std::string> {
    if (value == nullptr) {
      return tl::unexpected(std::string(k_unanswered));
    }
    return Reading::of_word(value->value);
  };
  if (field == "mrr") {
    const auto sum = revenue_on(facts.rates(), account, day, day);
    if (!sum) {
      return tl::unexpected(sum.error());
    }
    return Reading::of_money(Fraction(*sum), facts.rates().currency());
  }
  if (field == "segment") {
    return word(account.segment ? account.segment->on(day) : nullptr);
  }
  if (field == "tier") {
    return word(account.tier ? account.tier->on(day) : nullptr);
  }
  if (field == "touch_model") {
    const auto touch = sla::touch_model_on(account, facts.agreement_on(day), day);
    if (!touch) {
      return tl::unexpected(std::string(k_unanswered));
    }
    return Reading::of_word(std::string(model::word(*touch)));
  }
  std::vector<std::string> texts;
  for (const model::FieldValue& found :
       model::field_values(model::type_of<model::Account>, &account, field)) {
    if (!found.none && found.type->form == model::Form::scalar) {
      texts.push_back(found.type->scalar->print(found.value));
    }
  }
  if (texts.empty()) {
    return tl::unexpected(std::string(k_unanswered));
  }
  if (texts.size() > 1) {
    return tl::unexpected(fmt::format("answered {} times: {}", texts.size(), fmt::join(texts, ", ")));
  }
  return reading_of(std::move(texts.front()), facts.rates(), day);
}

}  // namespace csx::metrics
