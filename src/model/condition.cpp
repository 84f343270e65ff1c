#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "csx/base/text.hpp"
#include "csx/model/agreement_commitments.hpp"
#include "csx/model/scalar.hpp"

namespace csx::model {
namespace {

struct Symbol {
  std::string_view text;
  Condition::Operator op;
};

/// Longer symbols before their own beginnings.
constexpr std::array<Symbol, 6> k_symbols{{{">=", Condition::Operator::at_least},
                                           {"<=", Condition::Operator::at_most},
                                           {"!=", Condition::Operator::not_equal},
                                           {">", Condition::Operator::greater},
                                           {"<", Condition::Operator::less},
                                           {"=", Condition::Operator::equal}}};

bool orders(Condition::Operator op) {
  return op != Condition::Operator::equal && op != Condition::Operator::not_equal;
}

}  // namespace

std::optional<Operand> Operand::parse(std::string_view text) {
  Operand operand;
  Money money;
  Share share;
  if (const std::optional<Decimal> number = Decimal::parse(text)) {
    operand.number = *number;
  } else if (!Scalar<Share>::parse(text, share)) {
    operand.kind = Kind::share;
    operand.number = share.percent;
  } else if (!Scalar<Money>::parse(text, money)) {
    operand.kind = Kind::money;
    operand.number = money.amount;
    operand.currency = money.currency;
  } else if (const time::Parsed<time::Duration> duration = time::Duration::parse(text)) {
    operand.kind = Kind::duration;
    operand.duration = *duration;
  } else if (std::string id; !detail::parse_id(text, id)) {
    operand.kind = Kind::word;
    operand.word = std::move(id);
  } else {
    return std::nullopt;
  }
  return operand;
}

std::string Operand::to_string() const {
  switch (kind) {
    case Kind::number:
      return number.to_string();
    case Kind::share:
      return number.to_string() + "%";
    case Kind::money:
      return Money{number, currency}.to_string();
    case Kind::duration:
      return duration.to_string();
    case Kind::word:
      return word;
  }
  return {};
}

time::Parsed<Condition> Condition::parse(std::string_view text) {
  Condition condition;
  constexpr std::string_view k_between = "between ";
  constexpr std::string_view k_and = " and ";
  if (text.starts_with(k_between)) {
    const std::string_view rest = text.substr(k_between.size());
    const std::size_t split = rest.find(k_and);
    if (split == std::string_view::npos) {
      return tl::unexpected(std::string("between needs two values, such as \"between 3 and 8\""));
    }
    const std::optional<Operand> low = Operand::parse(trim(rest.substr(0, split)));
    const std::optional<Operand> high = Operand::parse(trim(rest.substr(split + k_and.size())));
    if (!low || !high || low->kind == Operand::Kind::word || low->kind != high->kind) {
      return tl::unexpected(std::string("between needs two values of one kind, such as \"between 3 and 8\""));
    }
    if (low->kind == Operand::Kind::money && !(low->currency == high->currency)) {
      return tl::unexpected(std::string("between needs two sums in one currency"));
    }
    if (low->kind != Operand::Kind::duration && low->number > high->number) {
      return tl::unexpected(fmt::format("{} is more than {}", low->to_string(), high->to_string()));
    }
    condition.op = Operator::between;
    condition.low = *low;
    condition.high = *high;
    return condition;
  }
  for (const Symbol& symbol : k_symbols) {
    if (!text.starts_with(symbol.text)) {
      continue;
    }
    const std::string_view rest = trim(text.substr(symbol.text.size()));
    const std::optional<Operand> operand = Operand::parse(rest);
    if (!operand) {
      return tl::unexpected(
          fmt::format("{} is no number, share, sum of money, duration or word", quoted(rest)));
    }
    if (operand->kind == Operand::Kind::word && orders(symbol.op)) {
      return tl::unexpected(fmt::format("words have no order: compare {} with = or !=", quoted(rest)));
    }
    condition.op = symbol.op;
    condition.low = *operand;
    return condition;
  }
  return tl::unexpected(std::string("it begins with none of >=, <=, >, <, =, != and between"));
}

std::string Condition::to_string() const {
  if (op == Operator::between) {
    return fmt::format("between {} and {}", low.to_string(), high.to_string());
  }
  for (const Symbol& symbol : k_symbols) {
    if (symbol.op == op) {
      return fmt::format("{} {}", symbol.text, low.to_string());
    }
  }
  return {};
}

std::optional<std::string> Scalar<Condition>::parse(std::string_view text, Condition& value) {
  time::Parsed<Condition> parsed = Condition::parse(text);
  if (!parsed) {
    return std::move(parsed.error());
  }
  value = std::move(*parsed);
  return std::nullopt;
}
void Scalar<Condition>::schema(Json& out) {
  detail::text_schema("^((>=|<=|>|<|=|!=) *[^ ].*|between .+ and .+)$", out);
}

std::optional<std::string> Scalar<Goal>::parse(std::string_view text, Goal& value) {
  Share share;
  if (!Scalar<Share>::parse(text, share)) {
    value.bare_share = true;
    value.condition.op = Condition::Operator::at_least;
    value.condition.low = Operand{.kind = Operand::Kind::share, .number = share.percent};
    return std::nullopt;
  }
  value.bare_share = false;
  return Scalar<Condition>::parse(text, value.condition);
}
std::string Scalar<Goal>::print(const Goal& value) {
  return value.bare_share ? value.condition.low.to_string() : value.condition.to_string();
}
void Scalar<Goal>::schema(Json& out) {
  detail::text_schema("^((>=|<=|>|<|=|!=) *[^ ].*|between .+ and .+|-?[0-9]{1,15}(\\.[0-9]{1,9})?%)$", out);
}

}  // namespace csx::model
