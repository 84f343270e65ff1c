#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "csx/yaml/tree.hpp"

namespace csx::yaml {

namespace detail {
constexpr std::array<bool, 256> mark_characters(std::string_view characters) {
  std::array<bool, 256> marks{};
  for (const char c : characters) {
    marks[static_cast<unsigned char>(c)] = true;
  }
  return marks;
}
}  // namespace detail

// What a plain scalar must begin with to be anything but text in YAML 1.2 or 1.1: most begin otherwise.
inline constexpr std::array<bool, 256> k_begins_more_than_text =
    detail::mark_characters("0123456789+-.~nNtTfFyYoO=<");
constexpr bool may_be_more_than_text(char first) {
  return k_begins_more_than_text[static_cast<unsigned char>(first)];
}

// Source: YAML 1.2.2, section 10.3.2 (core schema), for plain scalars.
Core resolve_core(std::string_view text);

// Whether an integer fits a signed 64-bit number, or a real is finite. `core` is what the text resolves to.
bool in_range(std::string_view text, Core core);

// What a YAML 1.1 reader takes a plain scalar for, where that differs from the core schema.
// Source: yaml.org/type (bool, int, float, merge, value), as PyYAML and js-yaml 3 apply it. Timestamps are
// exempt.
enum class Yaml11 : std::uint8_t { same, boolean, octal, base_60, number, text, special };
Yaml11 yaml11_reading(std::string_view text, Core core);

}  // namespace csx::yaml
