#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

/// UTF-8, one character at a time: for code that walks through text itself (see text.hpp for the rest).
namespace csx::utf8 {

/// One step through UTF-8 text: a character, or a byte that belongs to none.
struct Step {
  char32_t value = 0;  ///< the character, or the malformed byte
  std::uint8_t length = 1;
  bool valid = true;
};

/// The character or malformed byte at offset `at`, which must be inside the text.
/// *Source*: RFC 3629, section 4 (no surrogates, no overlong forms, nothing above U+10FFFF).
inline Step decode(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) -> std::uint32_t { return static_cast<unsigned char>(text[i]); };
  const std::uint32_t lead = byte(at);
  if (lead < 0x80) {
    return {lead, 1, true};
  }
  const Step malformed{lead, 1, false};
  const std::uint8_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() - at < length) {
    return malformed;
  }
  char32_t value = lead & (0xFFU >> (length + 1U));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0U) != 0x80U) {
      return malformed;
    }
    value = (value << 6U) | (byte(at + i) & 0x3FU);
  }
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  if (overlong || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
    return malformed;
  }
  return {value, length, true};
}

/// The first offset from `at` on whose byte may not be ASCII: eight bytes at a time.
inline std::size_t skip_ascii(std::string_view text, std::size_t at) {
  constexpr std::uint64_t k_high_bits = 0x8080808080808080U;
  while (text.size() - at >= sizeof(std::uint64_t)) {
    std::uint64_t block = 0;
    std::memcpy(&block, text.data() + at, sizeof block);
    if ((block & k_high_bits) != 0) {
      break;
    }
    at += sizeof block;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) {
    ++at;
  }
  return at;
}

}  // namespace csx::utf8
