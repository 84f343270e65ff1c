#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "csx/yaml/tree.hpp"

namespace csx::yaml {

// An `&name` and the aliases that repeat its value.
struct Anchor {
  Span mark;  // with the '&'
  std::vector<std::uint32_t> uses;
};

// The anchors of one document and who repeats them.
class Anchors {
 public:
  // `from`: an offset before the document's first byte and after the one before it.
  Anchors(std::string_view text, const Document& document, std::uint32_t from);

  // The anchor of a value, or of a key of `mapping`, when an alias repeats it; nullptr otherwise.
  const Anchor* repeated(const Node& value) const;
  const Anchor* repeated_key(const Node& mapping, const Node& key) const;
  // An anchor inside the span that is repeated outside it; nullptr when there is none.
  const Anchor* repeated_outside(Span span) const;

 private:
  std::string_view m_text;
  std::vector<Anchor> m_anchors;
};

}  // namespace csx::yaml
