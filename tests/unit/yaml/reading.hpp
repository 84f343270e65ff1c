#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "csx/yaml/tree.hpp"
#include "csx/yaml/value.hpp"

namespace csx::yaml::test {

inline constexpr Aspect k_value = Aspect::value;
inline constexpr Aspect k_key = Aspect::key;

/// The bytes that a span stands on.
inline std::string slice(std::string_view text, Span span) {
  return std::string(text.substr(span.begin, span.end - span.begin));
}

/// Whether a text was answered with this rule.
inline bool has(const Stream& stream, std::string_view rule) {
  return std::ranges::any_of(stream.problems, [&](const Problem& p) { return p.rule == rule; });
}

/// What the first document of a text without errors means.
inline Value value_of(std::string_view text) {
  const Stream stream = read(text);
  REQUIRE(
      std::ranges::none_of(stream.problems, [](const Problem& p) { return p.severity == Severity::error; }));
  return Value::of(stream.documents.at(0).root);
}

}  // namespace csx::yaml::test
