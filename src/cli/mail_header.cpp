#include "mail_header.hpp"

#include <algorithm>
#include <vector>

#include "alert_texts.hpp"
#include "csx/base/text.hpp"

namespace csx::cli {
namespace {

constexpr std::string_view k_encoded_open = "=?utf-8?q?";
constexpr std::string_view k_encoded_close = "?=";
/// Of an encoded word without what stands around it. *Source*: RFC 2047, 2: 75 characters in all, 76 a line;
/// `To: ` stands in the first.
constexpr std::size_t k_encoded_payload = 56;

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c);
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string quoted_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out.push_back('\\');
    }
    out.push_back(c);
  }
  return out + '"';
}

/// A byte in the Q encoding, as words of a phrase may hold it. *Source*: RFC 2047, 5 (3).
std::string q_encoded(char c) {
  constexpr std::string_view k_hex = "0123456789ABCDEF";
  if (is_letter_or_digit(c)) {
    return {c};
  }
  if (c == ' ') {
    return "_";
  }
  const auto byte = static_cast<unsigned char>(c);
  return {'=', k_hex[byte >> 4U], k_hex[byte & 0x0FU]};
}

/// Each word holds whole characters, as readers decode one at a time.
std::string encoded_words(std::string_view text) {
  std::string out{k_encoded_open};
  std::size_t used = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::string character = q_encoded(text[at++]);
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) {
      character += q_encoded(text[at++]);
    }
    if (used + character.size() > k_encoded_payload) {
      out += k_encoded_close;
      out += "\n ";
      out += k_encoded_open;
      used = 0;
    }
    used += character.size();
    out += character;
  }
  out += k_encoded_close;
  return out;
}

}  // namespace

std::string mail_phrase(std::string_view name) {
  const std::string line = on_one_line(name);
  const std::string_view text = trim(line);
  if (!is_ascii(text) || text.size() > k_encoded_payload) {
    return encoded_words(text);
  }
  const bool is_plain =
      !text.empty() && std::ranges::all_of(text, [](char c) { return is_letter_or_digit(c) || c == ' '; });
  return is_plain ? std::string(text) : quoted_string(text);
}

}  // namespace csx::cli
