#include <fmt/format.h>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "csx/base/slug.hpp"
#include "csx/base/text.hpp"
#include "csx/model/agreement_commitments.hpp"
#include "csx/model/scalar.hpp"
#include "csx/time/zone.hpp"

namespace csx::model {
namespace {

constexpr bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
constexpr bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

constexpr std::size_t k_max_id = 64;

/// Lower-case words of letters, digits, hyphens and underscores, `separator` between them.
bool is_dotted(std::string_view text, char separator) {
  bool at_start = true;
  for (char c : text) {
    if (c == separator) {
      if (at_start) {
        return false;
      }
      at_start = true;
    } else if (is_lower(c) || is_digit(c) || (!at_start && (c == '-' || c == '_'))) {
      at_start = false;
    } else {
      return false;
    }
  }
  return !at_start;
}

/// An id that is near to what was written.
std::string instead_of(std::string_view text) {
  const std::string id = slug(text);
  return id.empty() ? std::string() : fmt::format(", write {}", csx::quoted(id));
}

std::optional<std::string> keep(std::string_view text, std::string& value) {
  value.assign(text);
  return std::nullopt;
}

}  // namespace

namespace detail {

std::optional<std::string> parse_id(std::string_view text, std::string& id) {
  if (text.empty()) {
    return "it is empty";
  }
  if (text.size() > k_max_id) {
    return fmt::format("it has {} characters, at most {} are allowed", text.size(), k_max_id);
  }
  if (text.front() == '-') {
    return "it begins with a hyphen";
  }
  for (char c : text) {
    if (is_upper(c)) {
      return "capital letters are not allowed" + instead_of(text);
    }
    if (!is_lower(c) && !is_digit(c) && c != '-') {
      return "only a-z, 0-9 and - are allowed" + instead_of(text);
    }
  }
  return keep(text, id);
}

std::optional<std::string> parse_word(std::string_view text, std::span<const Word> words,
                                      std::uint8_t& index) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].word == text) {
      index = static_cast<std::uint8_t>(i);
      return std::nullopt;
    }
  }
  std::vector<std::string_view> known;
  for (const Word& word : words) {
    known.push_back(word.word);
  }
  std::string suggestion = did_you_mean(text, known);
  return suggestion.empty() ? ", known are " + enumerate(known) : suggestion;
}

void json_text(std::string_view text, Json& out) {
  out = std::string(text);
}

void text_schema(std::string_view pattern, Json& out) {
  out = Json{{"type", "string"}, {"pattern", std::string(pattern)}};
}

void id_schema(Json& out) {
  text_schema("^[a-z0-9][a-z0-9-]{0,63}$", out);
}

void word_schema(std::span<const Word> words, Json& out) {
  out = Json{{"type", "string"}};
  for (const Word& word : words) {
    out["enum"].push_back(std::string(word.word));
    out["markdownEnumDescriptions"].push_back(std::string(word.doc));
  }
}

}  // namespace detail

std::optional<std::string> Scalar<std::string>::parse(std::string_view text, std::string& value) {
  return keep(text, value);
}
void Scalar<std::string>::schema(Json& out) {
  out = Json{{"type", "string"}};
}

std::optional<std::string> Scalar<Area>::parse(std::string_view text, Area& value) {
  return detail::parse_id(text, value.value);
}

std::optional<std::string> Scalar<Email>::parse(std::string_view text, Email& value) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos) {
    return "there is no @ in it";
  }
  if (text.find('@', at + 1) != std::string_view::npos) {
    return "there is more than one @ in it";
  }
  if (text.find_first_of(" \t\r\n<>") != std::string_view::npos) {
    return "white space and angle brackets are not part of an address";
  }
  // Each of these would end the address, or begin another, where a letter names it.
  if (text.find_first_of(",;:()[]\"\\") != std::string_view::npos) {
    return "commas, semicolons, colons, quotes, backslashes, parentheses and brackets are not part of an "
           "address";
  }
  if (escape_controls(text) != text) {
    return "control characters are not part of an address";
  }
  const std::string_view domain = text.substr(at + 1);
  const std::size_t dot = domain.rfind('.');
  if (at == 0 || dot == std::string_view::npos || dot == 0 || dot + 1 == domain.size()) {
    return "expected name@domain";
  }
  return keep(text, value.value);
}
void Scalar<Email>::schema(Json& out) {
  // What a part of an address is not made of.
  constexpr std::string_view k_not =
      R"(@\x00-\x20\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff<>,;:()\[\]"\\)";
  detail::text_schema(fmt::format("^[^{0}]+@[^{0}]+\\.[^.{0}]+$", k_not), out);
}

std::optional<std::string> Scalar<ZoneName>::parse(std::string_view text, ZoneName& value) {
  if (time::Parsed<time::Zone> zone = time::Zone::find(text); !zone) {
    return zone.error();
  }
  return keep(text, value.value);
}
void Scalar<ZoneName>::schema(Json& out) {
  detail::text_schema("^[A-Za-z][A-Za-z0-9_+/-]*$", out);
}

std::optional<std::string> Scalar<FieldPath>::parse(std::string_view text, FieldPath& value) {
  if (!is_dotted(text, '.')) {
    return "expected lower-case names with dots between, such as context.objectives";
  }
  return keep(text, value.value);
}
void Scalar<FieldPath>::schema(Json& out) {
  detail::text_schema("^[a-z0-9][a-z0-9_-]*(\\.[a-z0-9][a-z0-9_-]*)*$", out);
}

std::optional<std::string> Scalar<MetricId>::parse(std::string_view text, MetricId& value) {
  if (!is_dotted(text, '.')) {
    return "expected lower-case names with dots between, such as fit.mean";
  }
  return keep(text, value.value);
}
void Scalar<MetricId>::schema(Json& out) {
  detail::text_schema("^[a-z0-9][a-z0-9_-]*(\\.[a-z0-9][a-z0-9_-]*)*$", out);
}

std::optional<std::string> Scalar<RuleId>::parse(std::string_view text, RuleId& value) {
  const bool family = text.ends_with("/*");
  const std::string_view stem = family ? text.substr(0, text.size() - 2) : text;
  if (!is_dotted(stem, '/') || std::ranges::count(text, '/') != 1) {
    return "expected family/name or family/*";
  }
  return keep(text, value.value);
}
void Scalar<RuleId>::schema(Json& out) {
  detail::text_schema("^[a-z0-9][a-z0-9_-]*/([a-z0-9][a-z0-9_-]*|\\*)$", out);
}

std::optional<std::string> Scalar<Digest>::parse(std::string_view text, Digest& value) {
  constexpr std::string_view k_prefix = "sha256:";
  const bool good = text.size() == k_prefix.size() + 64 && text.starts_with(k_prefix) &&
                    text.find_first_not_of("0123456789abcdef", k_prefix.size()) == std::string_view::npos;
  if (!good) {
    return "expected sha256: and 64 hexadecimal digits; `csx agreement approve` writes it";
  }
  return keep(text, value.value);
}
void Scalar<Digest>::schema(Json& out) {
  detail::text_schema("^sha256:[0-9a-f]{64}$", out);
}

std::optional<std::string> Scalar<CommitmentPath>::parse(std::string_view text, CommitmentPath& value) {
  const std::size_t slash = text.find('/');
  CommitmentPath path;
  if (slash == std::string_view::npos) {
    return "expected agreement/commitment, such as sales-cs/handoff-accepted";
  }
  if (std::optional<std::string> wrong = detail::parse_id(text.substr(0, slash), path.agreement)) {
    return "its agreement is no id: " + *wrong;
  }
  if (std::optional<std::string> wrong = detail::parse_id(text.substr(slash + 1), path.commitment)) {
    return "its commitment is no id: " + *wrong;
  }
  value = std::move(path);
  return std::nullopt;
}
void Scalar<CommitmentPath>::schema(Json& out) {
  detail::text_schema("^[a-z0-9][a-z0-9-]{0,63}/[a-z0-9][a-z0-9-]{0,63}$", out);
}

std::optional<std::string> Scalar<AnyValue>::parse(std::string_view text, AnyValue& value) {
  return keep(text, value.value);
}
void Scalar<AnyValue>::schema(Json& out) {
  out = Json{{"type", {"string", "number", "boolean"}}};
}

}  // namespace csx::model
