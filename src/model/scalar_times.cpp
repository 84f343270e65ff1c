#include <nlohmann/json.hpp>

#include "csx/model/scalar.hpp"

namespace csx::model {
namespace {

/// Room time's parsers give the value or a phrase, which is what scalars want.
template <class T>
std::optional<std::string> keep(time::Parsed<T> parsed, T& value) {
  if (!parsed) {
    return std::move(parsed.error());
  }
  value = *parsed;
  return std::nullopt;
}

}  // namespace

std::optional<std::string> Scalar<time::Date>::parse(std::string_view text, time::Date& value) {
  return keep(time::Date::parse(text), value);
}
void Scalar<time::Date>::schema(Json& out) {
  out = Json{{"type", "string"}, {"format", "date"}, {"pattern", "^(19[0-9]{2}|2[01][0-9]{2}|2200)-"}};
}

std::optional<std::string> Scalar<time::Timestamp>::parse(std::string_view text, time::Timestamp& value) {
  return keep(time::Timestamp::parse(text), value);
}
void Scalar<time::Timestamp>::schema(Json& out) {
  detail::text_schema(
      "^(19[0-9]{2}|2[01][0-9]{2}|2200)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
      "([T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?)?$",
      out);
}

std::optional<std::string> Scalar<time::MonthDay>::parse(std::string_view text, time::MonthDay& value) {
  return keep(time::MonthDay::parse(text), value);
}
void Scalar<time::MonthDay>::schema(Json& out) {
  detail::text_schema(
      "^(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])$|^(0[469]|11)-(0[1-9]|[12][0-9]|30)$|"
      "^02-(0[1-9]|1[0-9]|2[0-9])$",
      out);
}

std::optional<std::string> Scalar<time::Duration>::parse(std::string_view text, time::Duration& value) {
  return keep(time::Duration::parse(text), value);
}
void Scalar<time::Duration>::schema(Json& out) {
  detail::text_schema("^(?=[0-9]{1,9}[a-z])0*([0-9]{1,6}|1000000)(m|h|bm|bh|d|w|mo|q|y|bd)$", out);
}

std::optional<std::string> Scalar<time::Period>::parse(std::string_view text, time::Period& value) {
  return keep(time::Period::parse(text), value);
}
void Scalar<time::Period>::schema(Json& out) {
  const std::string one = "[0-9]{4}(-(Q[1-4]|W[0-5][0-9]|[01][0-9](-[0-3][0-9])?))?";
  Json year{{"type", "integer"}, {"minimum", 1900}, {"maximum", 2200}};
  Json text;
  detail::text_schema("^" + one + "(\\.\\." + one + ")?$", text);
  out = Json{{"anyOf", Json::array({year, text})}};
}

std::optional<std::string> Scalar<time::Window>::parse(std::string_view text, time::Window& value) {
  return keep(time::Window::parse(text), value);
}
void Scalar<time::Window>::schema(Json& out) {
  detail::text_schema("^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$", out);
}

std::optional<std::string> Scalar<Recurrence>::parse(std::string_view text, Recurrence& value) {
  if (text == "cadence") {
    value.every.reset();
    return std::nullopt;
  }
  time::Duration every;
  if (std::optional<std::string> wrong = keep(time::Duration::parse(text), every)) {
    return wrong;
  }
  value.every = every;
  return std::nullopt;
}
void Scalar<Recurrence>::schema(Json& out) {
  detail::text_schema("^((?=[0-9]{1,9}[a-z])0*([0-9]{1,6}|1000000)(m|h|bm|bh|d|w|mo|q|y|bd)|cadence)$", out);
}

}  // namespace csx::model
