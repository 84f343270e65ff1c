#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "csx/yaml/tree.hpp"

// What the neighbours look like, for what is put beside them.
namespace csx::yaml {

inline constexpr std::size_t k_line_width = 100;      // of lines that are put together anew
inline constexpr std::size_t k_enough_siblings = 32;  // that are looked at, of a collection of any size

struct Style {
  std::uint32_t step = 2;           // of a mapping below a key
  std::uint32_t sequence_step = 2;  // of a sequence below a key; may be 0
  std::uint32_t dash_gap = 1;       // spaces after '-'
  ScalarStyle quotes = ScalarStyle::double_quoted;
  bool quotes_always = false;  // also what could be plain
  bool quotes_keys = false;    // likewise
  ScalarStyle key_quotes = ScalarStyle::double_quoted;
  std::string_view separator = ", ";  // in brackets
  std::string_view colon = ": ";      // in brackets
  bool padded_brackets = false;       // [ a ]
  bool padded_braces = false;         // { a: b }
};

// Of a whole document.
Style style_of(std::string_view text, const Node& root);

// Of what stands in `collection`; `base` where that says nothing.
Style style_in(std::string_view text, const Node& collection, Style base);

// A collection beside which `value`-like ones stand: the last child of `collection` that is of the given
// kind, not empty, and as flat or deep. Nullptr when there is none.
const Node* neighbour_like(const Node& collection, NodeKind kind, bool flat);

bool is_quoted(const Node& node);

// Whether a collection holds scalars only.
bool is_flat(const Node& collection);

}  // namespace csx::yaml
