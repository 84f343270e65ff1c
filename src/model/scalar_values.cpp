#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>

#include "csx/base/text.hpp"
#include "csx/model/scalar.hpp"

namespace csx::model {
namespace {

/// An amount as Decimal reads it, up to `end` (a class of what follows): at most 15 significant digits.
std::string decimal_pattern(std::string_view end) {
  return fmt::format("(?=-?0*\\.?0*([1-9](\\.?[0-9]){{0,14}})?{})-?[0-9]+(\\.[0-9]{{1,9}})?", end);
}

std::string currency_pattern() {
  std::string pattern = "(";
  for (char c : currency_codes()) {
    pattern += c == ' ' ? '|' : c;
  }
  return pattern + ")";
}

}  // namespace

std::optional<std::string> Scalar<bool>::parse(std::string_view text, bool& value) {
  if (text == "true" || text == "True" || text == "TRUE") {
    value = true;
  } else if (text == "false" || text == "False" || text == "FALSE") {
    value = false;
  } else {
    return "expected true or false";
  }
  return std::nullopt;
}
void Scalar<bool>::json(const bool& value, Json& out) {
  out = value;
}
void Scalar<bool>::schema(Json& out) {
  out = Json{{"type", "boolean"}};
}

std::optional<std::string> Scalar<std::int64_t>::parse(std::string_view text, std::int64_t& value) {
  std::string_view digits = text;
  int base = 10;
  if (digits.starts_with("0x") || digits.starts_with("0o")) {
    base = digits[1] == 'x' ? 16 : 8;
    digits.remove_prefix(2);
  } else if (digits.starts_with('+')) {
    digits.remove_prefix(1);
  }
  std::int64_t parsed = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), parsed, base);
  if (error == std::errc::result_out_of_range) {
    return "it has more than 64 bits";
  }
  if (error != std::errc{} || end != digits.data() + digits.size()) {
    return "expected digits only";
  }
  value = parsed;
  return std::nullopt;
}
void Scalar<std::int64_t>::json(const std::int64_t& value, Json& out) {
  out = value;
}
void Scalar<std::int64_t>::schema(Json& out) {
  out = Json{{"type", "integer"}};
}

std::optional<std::string> Scalar<Decimal>::parse(std::string_view text, Decimal& value) {
  const std::optional<Decimal> parsed = Decimal::parse(text);
  if (!parsed) {
    return "expected digits and a point, at most 15 digits, 9 of them after the point";
  }
  value = *parsed;
  return std::nullopt;
}
void Scalar<Decimal>::json(const Decimal& value, Json& out) {
  // At most 15 significant digits: the shortest form of the double is the decimal itself, trailing zeros
  // aside.
  if (value.scale() == 0) {
    out = value.units();
  } else {
    out = value.to_double();
  }
}
void Scalar<Decimal>::schema(Json& out) {
  out = Json{{"type", "number"}};
}

std::optional<std::string> Scalar<Money>::parse(std::string_view text, Money& value) {
  const std::size_t space = text.find(' ');
  if (space == std::string_view::npos) {
    return Decimal::parse(text) ? "its currency is missing" : "expected a sum, one space and a currency";
  }
  const std::optional<Decimal> amount = Decimal::parse(text.substr(0, space));
  if (!amount) {
    const bool comma = text.substr(0, space).find(',') != std::string_view::npos;
    return comma ? std::string("a comma is not allowed: write 1200.50, without separators of thousands")
                 : fmt::format("{} is no sum: write digits and a point, at most 15 digits",
                               quoted(text.substr(0, space)));
  }
  const std::string_view code = text.substr(space + 1);
  const std::optional<Currency> currency = Currency::parse(code);
  if (!currency) {
    const std::vector<std::string_view> known = split(currency_codes(), ' ');
    return fmt::format("{} is no ISO 4217 currency{}", quoted(code), did_you_mean(code, known));
  }
  value = Money{*amount, *currency};
  return std::nullopt;
}
void Scalar<Money>::schema(Json& out) {
  detail::text_schema(fmt::format("^{} {}$", decimal_pattern(" "), currency_pattern()), out);
}

std::optional<std::string> Scalar<Currency>::parse(std::string_view text, Currency& value) {
  const std::optional<Currency> currency = Currency::parse(text);
  if (!currency) {
    const std::vector<std::string_view> known = split(currency_codes(), ' ');
    const std::string suggestion = did_you_mean(text, known);
    return suggestion.empty() ? "expected an ISO 4217 code such as BRL" : "unknown" + suggestion;
  }
  value = *currency;
  return std::nullopt;
}
void Scalar<Currency>::schema(Json& out) {
  detail::text_schema("^" + currency_pattern() + "$", out);
}

std::optional<std::string> Scalar<Share>::parse(std::string_view text, Share& value) {
  if (!text.ends_with('%')) {
    return "a share ends in %, such as 95%";
  }
  const std::optional<Decimal> percent = Decimal::parse(text.substr(0, text.size() - 1));
  if (!percent) {
    return "expected a number before the %";
  }
  value.percent = *percent;
  return std::nullopt;
}
void Scalar<Share>::json(const Share& value, Json& out) {
  const Decimal fraction(value.percent.units(), value.percent.scale() + 2);
  if (fraction.units() % 100 == 0 && value.percent.scale() == 0) {
    out = fraction.units() / 100;
  } else {
    out = fraction.to_double();
  }
}
void Scalar<Share>::schema(Json& out) {
  detail::text_schema(fmt::format("^{}%$", decimal_pattern("%")), out);
}

}  // namespace csx::model
