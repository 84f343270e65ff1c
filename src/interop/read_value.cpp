#include <algorithm>
#include <array>

#include "csx/base/slug.hpp"
#include "csx/base/text.hpp"
#include "csx/time/date.hpp"
#include "date_pattern.hpp"
#include "plan.hpp"

/// Texts of cells into texts that fields take.
namespace csx::interop {
namespace {

using model::ColumnFormat;
using Read = tl::expected<std::string, std::string>;

/// Signs of currencies, longest first, and the codes that they may stand for; empty: any dollar.
struct Sign {
  std::string_view sign;
  std::string_view codes;
};
constexpr std::array<Sign, 7> k_signs{{{"US$", "USD"},
                                       {"R$", "BRL"},
                                       {"€", "EUR"},
                                       {"£", "GBP"},
                                       {"¥", "JPY CNY"},
                                       {"₹", "INR"},
                                       {"$", "USD CAD AUD NZD MXN ARS CLP COP SGD HKD"}}};

tl::unexpected<std::string> not_a(std::string_view text, std::string_view what, std::string_view why = {}) {
  return tl::unexpected(fmt::format("{} is no {}{}{}", quoted(text), what, why.empty() ? "" : ": ", why));
}

/// `1.234,50` as `1234.50`: an optional minus, digits in thousands, a fraction.
std::optional<std::string> plain_number(const Conversion& from, std::string_view text) {
  std::string out;
  std::string_view rest = trim(text);
  if (rest.starts_with('-')) {
    out += '-';
    rest.remove_prefix(1);
  } else if (rest.starts_with('+')) {
    rest.remove_prefix(1);
  }
  std::size_t since_mark = 0;
  bool marked = false;
  bool fraction = false;
  while (!rest.empty()) {
    if (is_digit(rest.front())) {
      out += rest.front();
      ++since_mark;
      rest.remove_prefix(1);
    } else if (!fraction && !from.thousands_mark.empty() && rest.starts_with(from.thousands_mark)) {
      const bool fits = marked ? since_mark == 3 : since_mark >= 1 && since_mark <= 3;
      if (!fits) {
        return std::nullopt;
      }
      marked = true;
      since_mark = 0;
      rest.remove_prefix(from.thousands_mark.size());
    } else if (!fraction && rest.front() == from.decimal_mark) {
      if (marked && since_mark != 3) {
        return std::nullopt;
      }
      fraction = true;
      out += '.';
      since_mark = 0;
      rest.remove_prefix(1);
    } else {
      return std::nullopt;
    }
  }
  const bool whole = fraction ? since_mark > 0 : !marked || since_mark == 3;
  return whole ? std::optional(out) : std::nullopt;
}

std::string_view mark_hint(const Conversion& from) {
  return from.decimal_mark == ',' ? "digits with a decimal comma" : "digits with a decimal point";
}

Read number_of(const Conversion& from, std::string_view text) {
  const std::optional<std::string> plain = plain_number(from, text);
  if (!plain || !Decimal::parse(*plain)) {
    return not_a(text, "number", plain ? "at most 15 digits are kept" : mark_hint(from));
  }
  return *plain;
}

Read integer_of(const Conversion& from, std::string_view text) {
  const std::optional<std::string> plain = plain_number(from, text);
  if (!plain || plain->find('.') != std::string::npos) {
    return not_a(text, "whole number");
  }
  return *plain;
}

/// A code at the front or the end goes; what is left is the sum.
std::optional<Currency> take_code(std::string_view& text) {
  const auto take = [&](std::string_view code, std::string_view rest) {
    const std::optional<Currency> currency = Currency::parse(code);
    if (currency) {
      text = trim(rest);
    }
    return currency;
  };
  if (text.size() < 4) {
    return std::nullopt;
  }
  if (std::optional<Currency> front = take(text.substr(0, 3), text.substr(3))) {
    return front;
  }
  return take(text.substr(text.size() - 3), text.substr(0, text.size() - 3));
}

Read money_of(const Conversion& from, std::string_view text, std::string_view currency_text) {
  std::optional<Currency> currency = from.currency;
  if (!currency_text.empty()) {
    std::string upper(currency_text);
    std::ranges::transform(upper, upper.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    currency = Currency::parse(upper);
    if (!currency) {
      return not_a(currency_text, "currency", "an ISO 4217 code such as BRL");
    }
  }
  std::string_view sum = text;
  if (const std::optional<Currency> code = take_code(sum)) {
    if (!currency_text.empty() && *code != *currency) {
      return not_a(text, "sum of money",
                   fmt::format("its currency is {} in another column", currency->view()));
    }
    if (currency_text.empty() && from.currency_is_said && *code != *currency) {
      return not_a(text, "sum of money", fmt::format("the mapping says {}", currency->view()));
    }
    currency = code;
  }
  const bool negative = sum.starts_with('-');
  std::string_view unsigned_sum = negative ? trim(sum.substr(1)) : sum;
  for (const Sign& sign : k_signs) {
    if (unsigned_sum.starts_with(sign.sign)) {
      if (sign.codes.find(currency->view()) == std::string_view::npos) {
        return not_a(text, "sum of money", fmt::format("the mapping says {}", currency->view()));
      }
      unsigned_sum = trim(unsigned_sum.substr(sign.sign.size()));
      break;
    }
  }
  const std::optional<std::string> plain = plain_number(from, unsigned_sum);
  if (!plain || !Decimal::parse(*plain)) {
    return not_a(text, "sum of money", plain ? "at most 15 digits are kept" : mark_hint(from));
  }
  return fmt::format("{}{} {}", negative ? "-" : "", *plain, currency->view());
}

Read share_of(const Conversion& from, std::string_view text) {
  const bool percent = text.ends_with('%');
  const std::string_view digits = percent ? trim(text.substr(0, text.size() - 1)) : text;
  const std::optional<std::string> plain = plain_number(from, digits);
  const std::optional<Decimal> number = plain ? Decimal::parse(*plain) : std::nullopt;
  if (!number) {
    return not_a(text, "share", mark_hint(from));
  }
  if (!percent && !from.unit) {
    return not_a(text, "share", "it has no %, and the mapping does not say unit: percent or unit: fraction");
  }
  if (percent || *from.unit == model::ColumnUnit::percent) {
    return *plain + '%';
  }
  const Decimal hundredfold = number->scale() >= 2
                                  ? Decimal(number->units(), number->scale() - 2)
                                  : Decimal(number->units() * (number->scale() == 1 ? 10 : 100), 0);
  return hundredfold.to_string() + '%';
}

Read boolean_of(std::string_view text) {
  const std::string lower = to_lower_ascii(text);
  for (const std::string_view yes : {"true", "t", "yes", "y", "1"}) {
    if (lower == yes) {
      return "true";
    }
  }
  for (const std::string_view no : {"false", "f", "no", "n", "0"}) {
    if (lower == no) {
      return "false";
    }
  }
  return not_a(text, "truth value", "true or false, yes or no, 1 or 0; name other words in values");
}

/// ISO 8601 with a fraction of a second left out, and `UTC` for Z.
time::Parsed<time::Timestamp> iso(std::string_view text) {
  std::string plain(text);
  if (plain.ends_with(" UTC")) {
    plain.replace(plain.size() - 4, 4, "Z");
  }
  const std::size_t point = plain.find('.');
  if (point != std::string::npos && point >= 16) {
    std::size_t end = point + 1;
    while (end < plain.size() && is_digit(plain[end])) {
      ++end;
    }
    plain.erase(point, end == point + 1 ? 0 : end - point);
  }
  return time::Timestamp::parse(plain);
}

Read moment_of(const Conversion& from, std::string_view text, const time::Zone& zone,
               const model::Type& scalar) {
  const bool wants_date = &scalar == &model::type_of<time::Date> || from.format == ColumnFormat::date;
  time::Parsed<time::Timestamp> read = from.pattern.empty() ? iso(text) : read_by_pattern(from.pattern, text);
  if (!read) {
    const std::string_view what = wants_date ? "date" : "instant";
    return not_a(text, from.pattern.empty() && wants_date ? "date such as 2026-03-02" : what, read.error());
  }
  const bool has_time = read->precision == time::Timestamp::Precision::second;
  if (has_time && !read->offset_minutes && from.zone) {
    const auto placed = time::Timestamp::parse(from.zone->format(from.zone->to_instant(read->local)));
    read = placed ? placed : read;
  }
  if (!wants_date) {
    return read->to_string();
  }
  return (has_time && read->offset_minutes ? zone.date_of(zone.resolve(*read)) : read->date()).to_string();
}

}  // namespace

Read read_value(const Conversion& from, std::string_view text, std::string_view currency,
                const time::Zone& zone, const model::Type& scalar) {
  switch (from.format) {
    case ColumnFormat::integer:
      return integer_of(from, text);
    case ColumnFormat::number:
      return number_of(from, text);
    case ColumnFormat::money:
      return money_of(from, text, currency);
    case ColumnFormat::share:
      return share_of(from, text);
    case ColumnFormat::boolean:
      return boolean_of(text);
    case ColumnFormat::date:
    case ColumnFormat::instant:
      return moment_of(from, text, zone, scalar);
    case ColumnFormat::id: {
      std::string id = slug(text);
      return id.empty() ? Read(not_a(text, "id", "it has no letters or digits")) : Read(std::move(id));
    }
    case ColumnFormat::text:
    case ColumnFormat::list:
      break;
  }
  return std::string(text);
}

}  // namespace csx::interop
