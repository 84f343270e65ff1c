#include <algorithm>

#include "scan.hpp"
#include "splices.hpp"

namespace csx::yaml {

namespace {

// The begin of the first of the blank lines directly above the line at `begin`, not above `limit`.
std::uint32_t blank_lines_above(std::string_view text, std::uint32_t begin, std::uint32_t limit) {
  while (begin > limit) {
    const std::uint32_t above = line_begin(text, line_end_above(text, begin));
    if (above < limit || above == begin || !is_blank_line(text, above)) {
      break;
    }
    begin = above;
  }
  return begin;
}

std::uint32_t blank_lines_below(std::string_view text, std::uint32_t begin) {
  while (begin < text.size() && is_blank_line(text, begin)) {
    begin = next_line(text, begin);
  }
  return begin;
}

class BlockErasure {
 public:
  BlockErasure(const Site& site, const Step& collection, std::size_t index)
      : m_site(site),
        m_text(site.text),
        m_step(collection),
        m_collection(*collection.node),
        m_index(index),
        m_last(index + 1 == size_of(m_collection)),
        m_column(column_of(m_text, m_collection.span.begin)),
        m_child(child_at(m_text, m_collection, index)),
        m_end(tail(m_text, m_child, m_column)) {}

  std::vector<Splice> run() {
    if (size_of(m_collection) == 1) {
      leave_empty();
    } else if (begins_line(m_text, m_child.begin)) {
      erase_lines();
    } else {
      erase_beside_opening();
    }
    if (const auto comment = without_tabs(m_text, m_end); comment && is_plain(last_leaf(m_child))) {
      m_splices.push_back(*comment);
    }
    return std::move(m_splices);
  }

 private:
  void splice(Span span, std::string text) { m_splices.push_back({span, std::move(text)}); }

  bool is_root() const { return m_step.parent == nullptr; }

  // The comments above an entry are its own, but not those above the first entry of a document.
  std::uint32_t top_of_child() const {
    const bool header = is_root() && m_index == 0;
    return header ? line_begin(m_text, m_child.begin) : top(m_text, m_child.begin, limit());
  }

  void leave_empty() {
    const std::string brackets = m_collection.kind == NodeKind::sequence ? "[]" : "{}";
    const std::optional<std::uint32_t> open = opening(m_site, m_step);
    if (is_root() || !open || !begins_line(m_text, m_child.begin)) {
      splice({m_child.begin, m_end}, brackets);
      return;
    }
    splice({*open, *open}, " " + brackets);
    const std::uint32_t begin = blank_lines_above(m_text, top_of_child(), next_line(m_text, *open));
    splice({begin, next_line(m_text, m_end)}, "");
  }

  // `- a: 1` and more below: what follows moves up to the dash.
  void erase_beside_opening() {
    std::uint32_t next = m_end;
    while (is_blank(m_text[next]) || is_break(m_text[next])) {
      ++next;
    }
    splice({m_child.begin, next}, "");
  }

  void erase_lines() {
    const Node* above = m_index > 0 ? &last_leaf(child_at(m_text, m_collection, m_index - 1)) : nullptr;
    const bool after_block_scalar = above != nullptr && is_block_scalar(*above);
    std::uint32_t begin = top_of_child();
    std::uint32_t end = next_line(m_text, m_end);
    const std::uint32_t blank_above = blank_lines_above(m_text, begin, m_index > 0 ? limit() : begin);
    if (m_last && !after_block_scalar) {
      begin = blank_above;
    } else if (!m_last && !keeps_header() && (blank_above < begin || m_index == 0)) {
      end = blank_lines_below(m_text, end);
    }
    splice({begin, end}, "");
    if (after_block_scalar) {
      guard(*above, end);
    }
  }

  // Comments above the first entry stay: without the blank lines below, they would be the next entry's.
  bool keeps_header() const {
    const std::uint32_t line = line_begin(m_text, m_child.begin);
    return is_root() && m_index == 0 && top(m_text, m_child.begin, 0) != line;
  }

  // Below the child before this one.
  std::uint32_t limit() const {
    return m_index == 0
               ? 0
               : next_line(m_text, tail(m_text, child_at(m_text, m_collection, m_index - 1), m_column));
  }

  bool keeps(const Node& scalar) const {
    const Span header{scalar.span.begin, block_header_end(m_text, scalar.span.begin)};
    return slice(m_text, header).find('+') != std::string_view::npos;
  }

  // A block scalar must not swallow what comes to stand below it: blank lines where it keeps them, lines of
  // white space, and a comment further to the right, which is moved to the left.
  void guard(const Node& scalar, std::uint32_t at) {
    const std::uint32_t column = content_column(m_text, scalar, m_column);
    for (; at < m_text.size(); at = next_line(m_text, at)) {
      const std::uint32_t content = line_content(m_text, at);
      if (!is_blank_line(m_text, at)) {
        if (m_text[content] == '#' && content - at >= column) {
          splice({at, content}, std::string(m_column, ' '));
        }
        return;
      }
      if (keeps(scalar)) {
        splice({at, next_line(m_text, at)}, "");
      } else if (content - at > column) {
        splice({at, content}, "");
      }
    }
  }

  const Site& m_site;
  std::string_view m_text;
  const Step& m_step;
  const Node& m_collection;
  std::size_t m_index;
  bool m_last;
  std::uint32_t m_column;
  Child m_child;
  std::uint32_t m_end;
  std::vector<Splice> m_splices;
};

}  // namespace

std::vector<Splice> erase_in_block(const Site& site, const Step& collection, std::size_t index) {
  return BlockErasure(site, collection, index).run();
}

}  // namespace csx::yaml
