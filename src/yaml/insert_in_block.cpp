#include <algorithm>

#include "scan.hpp"
#include "splices.hpp"

namespace csx::yaml {

namespace {

bool keeps_blank_lines(std::string_view text, const Node& leaf) {
  const Span header{leaf.span.begin, block_header_end(text, leaf.span.begin)};
  return is_block_scalar(leaf) && slice(text, header).find('+') != std::string_view::npos;
}

bool has_blank_line_after(std::string_view text, const Node& collection, std::size_t index,
                          std::uint32_t column) {
  const Child child = child_at(text, collection, index);
  const std::uint32_t next = child_at(text, collection, index + 1).begin;
  if (keeps_blank_lines(text, last_leaf(child))) {
    return false;
  }
  for (std::uint32_t line = next_line(text, tail(text, child, column)); line < next;
       line = next_line(text, line)) {
    if (is_blank_line(text, line)) {
      return true;
    }
  }
  return false;
}

// Whether blank lines stand between the children of a collection: of a sequence, between the two next to
// `index`; of a mapping, everywhere.
bool is_spaced(std::string_view text, const Node& collection, std::size_t index, std::uint32_t column) {
  const std::size_t size = size_of(collection);
  if (size < 2) {
    return false;
  }
  if (collection.kind == NodeKind::sequence) {
    const std::size_t first = index < 2 ? 0 : std::min(index, size) - 2;
    return has_blank_line_after(text, collection, first, column);
  }
  const std::size_t last = std::min(size - 1, k_enough_siblings);
  for (std::size_t i = 0; i < last; ++i) {
    if (!has_blank_line_after(text, collection, i, column)) {
      return false;
    }
  }
  return true;
}

class BlockInsertion {
 public:
  BlockInsertion(const Site& site, const Node& collection, std::size_t index,
                 std::span<const Addition> additions)
      : m_site(site),
        m_text(site.text),
        m_collection(collection),
        m_index(index),
        m_additions(additions),
        m_column(column_of(m_text, collection.span.begin)),
        m_style(style_in(m_text, collection, site.style)),
        m_spaced(is_spaced(m_text, collection, index, m_column)) {}

  std::vector<Splice> after_previous() {
    const Child previous = child_at(m_text, m_collection, m_index - 1);
    const Node& leaf = last_leaf(previous);
    const std::uint32_t end = tail(m_text, previous, m_column);
    const std::string_view line_break = line_break_near(m_text, end);
    m_spaced = m_spaced && !keeps_blank_lines(m_text, leaf);
    Ending at_end = ending(m_text, leaf, end);
    Room room;
    room.reach = reach_below(m_text, end);
    const std::uint32_t next = next_line(m_text, end);
    room.blank_below = m_spaced || (next < m_text.size() && is_blank_line(m_text, next));
    std::string lines;
    bool needs_break = false;
    for (const Addition& addition : m_additions) {
      const Rendered rendered = render(addition, room);
      lines += m_spaced ? line_break : std::string_view{};
      lines += below(rendered.lines, line_break);
      needs_break = rendered.needs_break;
    }
    lines += needs_break && end == m_text.size() ? line_break : std::string_view{};
    at_end.splices.push_back({at_end.rest, std::move(lines)});
    if (const auto comment = without_tabs(m_text, end); comment && is_plain(leaf)) {
      at_end.splices.push_back(*comment);
    }
    return std::move(at_end.splices);
  }

  std::vector<Splice> before_first() const {
    const std::uint32_t begin = child_at(m_text, m_collection, 0).begin;
    const std::string_view line_break = line_break_near(m_text, begin);
    const bool own_line = begins_line(m_text, begin);
    Room room;
    room.blank_below = m_spaced;
    std::vector<std::string> lines;
    for (const Addition& addition : m_additions) {
      Rendered rendered = render(addition, room);
      lines.insert(lines.end(), rendered.lines.begin(), rendered.lines.end());
      lines.resize(lines.size() + (m_spaced ? 1 : 0));
    }
    std::string text = beside(lines, own_line ? 0 : m_column, line_break);
    text += line_break;
    if (!own_line) {
      return {{{begin, begin}, text + std::string(m_column, ' ')}};
    }
    // Comments above the first entry of a document are the document's.
    const bool is_root = &m_collection == &m_site.document->root;
    const std::uint32_t at = is_root ? line_begin(m_text, begin) : top(m_text, begin, 0);
    return {{{at, at}, std::move(text)}};
  }

 private:
  Rendered render(const Addition& addition, const Room& room) const {
    const Renderer renderer(m_text, m_style);
    const Like like = like_for(m_collection, *addition.value, m_index);
    return m_collection.kind == NodeKind::mapping
               ? renderer.entry(addition.key, *addition.value, m_column, room, like)
               : renderer.item(*addition.value, m_column, room, like);
  }

  const Site& m_site;
  std::string_view m_text;
  const Node& m_collection;
  std::size_t m_index;
  std::span<const Addition> m_additions;
  std::uint32_t m_column;
  Style m_style;
  bool m_spaced;
};

}  // namespace

std::vector<Splice> insert_in_block(const Site& site, const Node& collection, std::size_t index,
                                    std::span<const Addition> additions) {
  BlockInsertion insertion(site, collection, index, additions);
  return index > 0 ? insertion.after_previous() : insertion.before_first();
}

}  // namespace csx::yaml
