#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "problems.hpp"

namespace csx::yaml {

// What a first, cheap pass over the bytes finds out.
struct Prescan {
  bool readable = true;    // false: no text in UTF-8, do not parse
  std::uint32_t base = 0;  // after the byte order mark
  // When not empty: the text with `_` for each byte libyaml would stop at; the same positions.
  std::string repaired;
};

// Reports invalid UTF-8, control characters and bidirectional controls.
Prescan prescan(std::string_view text, Problems& problems);

// Which rule a character breaks, or nullptr.
const char* rule_against(char32_t character);

// The first character of decoded text that breaks a rule; `rule` is nullptr when there is none.
struct BadCharacter {
  char32_t character = 0;
  const char* rule = nullptr;
};
BadCharacter first_bad_character(std::string_view decoded);

}  // namespace csx::yaml
