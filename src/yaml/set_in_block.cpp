#include <algorithm>

#include "scan.hpp"
#include "splices.hpp"

namespace csx::yaml {

namespace {

// The parts of an old value that a new one takes the place of. In a block collection the line of a value is
// its own, up to a comment at its end, which stays.
class Place {
 public:
  Place(const Site& site, const Step& step)
      : m_site(site),
        m_text(site.text),
        m_step(step),
        m_old(*step.node),
        m_opening(opening(site, step)),
        m_column(step.parent == nullptr ? 0 : column_of(m_text, step.parent->span.begin)),
        m_begin(m_old.span.begin),
        m_empty(m_old.span.begin == m_old.span.end),
        m_own_line(!m_empty && begins_line(m_text, m_begin)),
        m_block_collection(!m_old.alias && !m_old.flow && m_old.kind != NodeKind::scalar) {
    measure();
  }

  std::vector<Splice> set(const Value& value) {
    const Style style =
        m_step.parent == nullptr ? m_site.style : style_in(m_text, *m_step.parent, m_site.style);
    const Renderer renderer(m_text, style);
    const Rendered rendered = renderer.value(value, room(value, style), like(value));
    m_line_break = line_break_near(m_text, m_lines.end);
    switch (rendered.form) {
      case Rendered::Form::line:
        set_line(rendered.head);
        break;
      case Rendered::Form::block_scalar:
        set_block_scalar(rendered);
        break;
      case Rendered::Form::block:
        set_block(rendered);
        break;
    }
    const Child child{m_begin, m_old.span.end, m_step.key, &m_old};
    if (const auto comment = without_tabs(m_text, m_lines.end); comment && is_plain(last_leaf(child))) {
      m_splices.push_back(*comment);
    }
    if (rendered.needs_break && m_lines.end == m_text.size()) {
      m_splices.push_back({{m_lines.end, m_lines.end}, std::string(m_line_break)});
    }
    return std::move(m_splices);
  }

 private:
  // `m_word`: what is replaced on the line where the value begins; `m_lines`: the lines below it that go.
  void measure() {
    if (m_empty && !m_opening) {  // a key without ':'
      const std::uint32_t end =
          is_block_scalar(*m_step.key) ? block_scalar_end(m_text, *m_step.key) : line_end(m_text, m_begin);
      Ending at_end = ending(m_text, *m_step.key, end);
      m_splices = std::move(at_end.splices);
      m_word = {m_begin, m_begin};
      m_lines = at_end.rest;
    } else if (is_block_scalar(m_old)) {
      m_word = {m_begin, block_header_end(m_text, m_begin)};
      m_lines = {line_end(m_text, m_begin), block_scalar_end(m_text, m_old)};
    } else if (m_block_collection) {
      const std::uint32_t end = tail(m_text, {m_begin, m_old.span.end, m_step.key, &m_old}, m_column);
      m_word = {m_begin, end};
      m_lines = {end, end};
      if (m_own_line && m_opening) {
        m_word = {*m_opening, *m_opening};
        m_lines = {line_end(m_text, *m_opening), end};
      }
    } else {
      m_word = m_old.span;
      m_lines = {line_end(m_text, m_old.span.end), line_end(m_text, m_old.span.end)};
      if (is_plain(m_old)) {
        m_lines.end = end_of_tabs(m_text, m_lines.end);
      }
    }
  }

  Room room(const Value& value, const Style& style) const {
    Room room;
    if (m_step.parent != nullptr) {
      const bool mapping = m_step.parent->kind == NodeKind::mapping;
      room.parent = mapping ? Room::Parent::mapping : Room::Parent::sequence;
    }
    room.column = m_column;
    room.at = block_column(value, style);
    room.used = column_of(m_text, m_begin) + 1;
    room.reach = reach_below(m_text, m_lines.end);
    const std::uint32_t next = next_line(m_text, m_lines.end);
    room.blank_below = next < m_text.size() && is_blank_line(m_text, next);
    return room;
  }

  // Where a block collection can begin on the very place of the old value.
  std::optional<std::uint32_t> block_column(const Value& value, const Style& style) const {
    const std::uint32_t column = column_of(m_text, m_begin);
    if (m_own_line) {
      const bool below_key = m_step.parent != nullptr && m_step.parent->kind == NodeKind::mapping;
      const bool fits = m_step.parent == nullptr || column > m_column ||
                        (below_key && column == m_column && value.kind == NodeKind::sequence);
      return fits ? std::optional(column) : std::nullopt;
    }
    if (m_block_collection) {
      return column;
    }
    if (!follows_dash()) {
      return std::nullopt;
    }
    return m_empty ? m_column + 1 + style.dash_gap : column;
  }

  // Nothing but the '-' of an item stands before the value.
  bool follows_dash() const {
    return m_step.parent != nullptr && m_step.parent->kind == NodeKind::sequence &&
           m_opening == child_at(m_text, *m_step.parent, m_step.index).begin + 1;
  }

  Like like(const Value& value) const {
    const bool alike = m_old.kind == value.kind && !m_old.alias && !m_empty;
    if (alike && (value.kind == NodeKind::scalar || size_of(m_old) > 0)) {
      return {&m_old, true};
    }
    // An empty list says nothing of how its items should look, and neighbours little: short ones stay on the
    // line.
    const bool was_empty_list = m_old.kind == NodeKind::sequence && value.kind == NodeKind::sequence;
    return m_step.parent == nullptr || was_empty_list ? Like{}
                                                      : like_for(*m_step.parent, value, m_step.index);
  }

  void splice(Span span, std::string text) { m_splices.push_back({span, std::move(text)}); }

  void set_line(const std::string& head) {
    splice(m_lines, "");
    if (m_empty && !m_opening) {
      splice({m_lines.end, m_lines.end}, new_colon() + " " + head);
      return;
    }
    if (m_word.begin == m_opening) {
      splice(m_word, head.empty() ? head : " " + head);
    } else if (head.empty() && m_opening && !m_own_line) {
      splice({*m_opening, m_word.end}, "");
    } else {
      splice(m_word, indentation() + (head.empty() ? "null" : head));
    }
  }

  // A `|` may stand right below its key; other values must stand further to the right.
  std::string indentation() const {
    const std::uint32_t column = column_of(m_text, m_begin);
    const bool too_far_left =
        m_own_line && !m_block_collection && m_step.parent != nullptr && column <= m_column;
    return too_far_left ? std::string(m_column + m_site.style.step - column, ' ') : std::string();
  }

  void set_block_scalar(const Rendered& rendered) {
    const std::string lines = below(rendered.lines, m_line_break);
    const std::string space = m_word.begin == m_opening ? " " : "";
    if (m_empty && !m_opening) {
      splice(m_lines, new_colon() + " " + rendered.head + lines);
    } else if (m_word.end == m_lines.end) {
      splice(m_word, space + rendered.head + lines);
    } else {
      splice(m_word, space + rendered.head);
      splice(m_lines, lines);
    }
  }

  void set_block(const Rendered& rendered) {
    const std::string lines = below(rendered.lines, m_line_break);
    if (m_empty && !m_opening) {
      splice(m_lines, new_colon() + lines);
    } else if (m_own_line && m_block_collection) {
      const std::uint32_t begin = line_begin(m_text, m_begin);
      splice({begin, m_lines.end}, lines.substr(m_line_break.size()));
    } else if (m_block_collection) {
      splice(m_word, beside(rendered.lines, rendered.column, m_line_break));
    } else if (m_own_line || follows_dash()) {
      const std::vector<std::string> others(rendered.lines.begin() + 1, rendered.lines.end());
      const std::uint32_t begin = m_own_line ? column_of(m_text, m_begin) : rendered.column;
      const std::string first = rendered.lines.front().substr(begin);
      splice(m_word, m_empty ? std::string(rendered.column - m_column - 1, ' ') + first : first);
      splice(m_lines, below(others, m_line_break));
    } else {
      splice({*m_opening, m_word.end}, "");
      splice(m_lines, lines);
    }
  }

  std::string new_colon() const { return std::string(m_line_break) + std::string(m_column, ' ') + ":"; }

  const Site& m_site;
  std::string_view m_text;
  const Step& m_step;
  const Node& m_old;
  std::optional<std::uint32_t> m_opening;
  std::uint32_t m_column;
  std::uint32_t m_begin;
  bool m_empty;
  bool m_own_line;
  bool m_block_collection;
  Span m_word;
  Span m_lines;
  std::string_view m_line_break;
  std::vector<Splice> m_splices;
};

}  // namespace

std::vector<Splice> set_in_block(const Site& site, const Step& step, const Value& value) {
  return Place(site, step).set(value);
}

std::vector<Splice> set_empty_root(const Site& site, const Value& value) {
  const std::string_view text = site.text;
  const auto size = static_cast<std::uint32_t>(text.size());
  const std::string_view line_break = line_break_near(text, size);
  const std::uint32_t at =
      site.document == nullptr
          ? size
          : opening(site, {&site.document->root}).value_or(site.document->root.span.begin);
  Room room;
  room.reach = reach_below(text, at);
  room.blank_below = next_line(text, at) < size;
  const Rendered rendered = Renderer(text, site.style).value(value, room, {});
  std::vector<std::string> lines = rendered.lines;
  if (rendered.form != Rendered::Form::block) {
    lines.insert(lines.begin(), rendered.head);
  }
  if (site.document == nullptr) {
    const std::uint32_t begin = line_begin(text, size);
    const bool new_line = begin < size;
    const std::string all = new_line ? below(lines, line_break) : beside(lines, 0, line_break);
    const bool ends = !new_line || rendered.needs_break;
    return {{{size, size}, all + std::string(ends ? line_break : "")}};
  }
  std::uint32_t end = line_end(text, at);
  std::vector<Splice> splices;
  if (rendered.form == Rendered::Form::block) {
    // Below the comments that the document begins with.
    for (std::uint32_t line = next_line(text, end); line < size; line = next_line(text, line)) {
      const std::uint32_t content = line_content(text, line);
      if (content < size && text[content] == '#') {
        end = line_end(text, line);
      } else if (!is_blank_line(text, line)) {
        break;
      }
    }
  } else {
    splices.push_back({{at, at}, " " + rendered.head});
  }
  splices.push_back({{end, end}, below(rendered.lines, line_break)});
  if (rendered.needs_break && end == size) {
    splices.back().text += line_break;
  }
  return splices;
}

}  // namespace csx::yaml
