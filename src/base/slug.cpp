#include "csx/base/slug.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

#include "csx/base/text.hpp"
#include "csx/base/utf8.hpp"

namespace csx {
namespace {

constexpr std::size_t k_longest = 64;

struct Folded {
  char32_t letter;
  std::string_view ascii;
};
/// Letters that are not a plain one and its marks, so that Unicode does not take them apart.
constexpr std::array<Folded, 12> k_folded{{{U'ß', "ss"},
                                           {U'æ', "ae"},
                                           {U'œ', "oe"},
                                           {U'ø', "o"},
                                           {U'ł', "l"},
                                           {U'đ', "d"},
                                           {U'ð', "d"},
                                           {U'þ', "th"},
                                           {U'ı', "i"},
                                           {U'ŋ', "n"},
                                           {U'ħ', "h"},
                                           {U'ŧ', "t"}}};

/// Compatibility decomposition in lower case, marks apart from their letters.
std::string decomposed(std::string_view text) {
  utf8proc_uint8_t* bytes = nullptr;
  constexpr auto k_options = static_cast<utf8proc_option_t>(UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE |
                                                            UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK);
  const utf8proc_ssize_t size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                             static_cast<utf8proc_ssize_t>(text.size()), &bytes, k_options);
  const std::unique_ptr<utf8proc_uint8_t, void (*)(void*)> owner(bytes, std::free);
  return size < 0 ? std::string(text)
                  : std::string(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

std::string_view ascii_of(char32_t letter, char& buffer) {
  if ((letter >= U'a' && letter <= U'z') || (letter >= U'0' && letter <= U'9')) {
    buffer = static_cast<char>(letter);
    return {&buffer, 1};
  }
  if (letter >= U'A' && letter <= U'Z') {
    buffer = static_cast<char>(letter - U'A' + U'a');
    return {&buffer, 1};
  }
  for (const Folded& folded : k_folded) {
    if (folded.letter == letter) {
      return folded.ascii;
    }
  }
  return {};
}

}  // namespace

std::string slug(std::string_view name) {
  const bool is_ascii =
      std::ranges::all_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
  const std::string text = is_ascii ? to_lower_ascii(name) : decomposed(name);
  std::string out;
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Step step = utf8::decode(text, at);
    at += step.length;
    char buffer = 0;
    const std::string_view letters = step.valid ? ascii_of(step.value, buffer) : std::string_view();
    if (letters.empty()) {
      // An apostrophe joins: d'Ávila is one word.
      gap = gap || (step.value != U'\'' && step.value != U'’');
      continue;
    }
    const std::size_t wanted = letters.size() + (gap && !out.empty() ? 1 : 0);
    if (out.size() + wanted > k_longest) {
      break;
    }
    if (gap && !out.empty()) {
      out += '-';
    }
    out += letters;
    gap = false;
  }
  return out;
}

}  // namespace csx
