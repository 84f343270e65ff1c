#include "anchors.hpp"

#include <algorithm>
#include <cstddef>
#include <map>

#include "leaves.hpp"
#include "scan.hpp"

namespace csx::yaml {

namespace {

bool inside(std::uint32_t at, Span span) {
  return span.begin <= at && at < span.end;
}

}  // namespace

Anchors::Anchors(std::string_view text, const Document& document, std::uint32_t from) : m_text(text) {
  if (text.find('&') == std::string_view::npos || text.find('*') == std::string_view::npos) {
    return;
  }
  std::uint32_t at = from;
  std::map<std::string_view, std::size_t> latest;
  for_each_leaf(document.root, [&](const Node& leaf) {
    while (at < leaf.span.begin) {
      if (text[at] == '#') {
        at = line_end(text, at);
      } else if (text[at] == '&') {
        const Span word{at, anchor_end(text, at)};
        latest.insert_or_assign(slice(text, word).substr(1), m_anchors.size());
        m_anchors.push_back({word, {}});
        at = word.end;
      } else {
        ++at;
      }
    }
    if (leaf.alias) {
      const auto anchor = latest.find(slice(text, leaf.span).substr(1));
      if (anchor != latest.end()) {
        m_anchors[anchor->second].uses.push_back(leaf.span.begin);
      }
    }
    at = std::max(at, leaf.span.end);
  });
}

const Anchor* Anchors::repeated(const Node& value) const {
  for (const Anchor& anchor : m_anchors) {
    const bool before = anchor.mark.end <= value.span.begin;
    if (before && !anchor.uses.empty() &&
        (anchor.mark.end == value.span.begin ||
         skip_space_and_comments(m_text, anchor.mark.end) == value.span.begin)) {
      return &anchor;
    }
  }
  return nullptr;
}

const Anchor* Anchors::repeated_key(const Node& mapping, const Node& key) const {
  const Anchor* anchor = repeated(key);
  // One before the mapping is the mapping's.
  return anchor != nullptr && anchor->mark.begin >= mapping.span.begin ? anchor : nullptr;
}

const Anchor* Anchors::repeated_outside(Span span) const {
  for (const Anchor& anchor : m_anchors) {
    const auto outside = [&](std::uint32_t use) { return !inside(use, span); };
    if (inside(anchor.mark.begin, span) && std::any_of(anchor.uses.begin(), anchor.uses.end(), outside)) {
      return &anchor;
    }
  }
  return nullptr;
}

}  // namespace csx::yaml
