#include <algorithm>

#include "scan.hpp"
#include "splices.hpp"

namespace csx::yaml {

namespace {

// A mapping of one entry in a sequence, `[a: b]`, has no braces of its own.
bool is_bare_pair(std::string_view text, const Node& collection) {
  return collection.kind == NodeKind::mapping && text[collection.span.begin] != '{';
}

// The ',' after a child, if there is one.
std::optional<std::uint32_t> comma_after(std::string_view text, std::uint32_t end) {
  const std::uint32_t at = skip_space_and_comments(text, end);
  return at < text.size() && text[at] == ',' ? std::optional(at) : std::nullopt;
}

bool is_blank_between(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  return skip_blanks(text, begin) >= end;
}

// A plain key whose value is missing needs a blank after its ':', or the ':' is a part of the key.
std::string_view blank_after_colon(std::string_view text, std::uint32_t end) {
  return text[end - 1] == ':' ? " " : "";
}

// The white space that the line of `at` begins with.
std::string_view indentation(std::string_view text, std::uint32_t at) {
  return slice(text, {line_begin(text, at), line_content(text, at)});
}

class FlowInsertion {
 public:
  FlowInsertion(const Site& site, const Node& collection, std::size_t index, const Addition& addition)
      : m_text(site.text),
        m_collection(collection),
        m_index(index),
        m_style(style_in(m_text, collection, site.style)),
        m_line_break(line_break_near(m_text, collection.span.begin)),
        m_new(spell(addition)) {}

  std::vector<Splice> run() {
    const std::size_t size = size_of(m_collection);
    if (is_bare_pair(m_text, m_collection)) {
      add_braces();
    } else if (size == 0) {
      into_empty();
    } else if (m_index < size) {
      before_next();
    } else {
      after_last();
    }
    return std::move(m_splices);
  }

 private:
  std::string spell(const Addition& addition) const {
    const Renderer renderer(m_text, m_style);
    const Like like = like_for(m_collection, *addition.value, m_index);
    const std::string value = renderer.flow(*addition.value, like);
    if (m_collection.kind == NodeKind::sequence) {
      return value;
    }
    const std::string key = renderer.key(addition.key, Context::flow);
    const bool tight = key[0] == '"' || key[0] == '\'';
    return key + std::string(tight ? m_style.colon : ": ") + value;
  }

  void splice(std::uint32_t at, std::string text) { m_splices.push_back({{at, at}, std::move(text)}); }

  void add_braces() {
    splice(m_collection.span.begin, m_index == 0 ? "{" + m_new + ", " : "{");
    const std::string blank(blank_after_colon(m_text, m_collection.span.end));
    splice(m_collection.span.end, m_index == 0 ? blank + "}" : blank + ", " + m_new + "}");
  }

  void into_empty() {
    const std::uint32_t inside = m_collection.span.begin + 1;
    const bool padded =
        inside < m_collection.span.end - 1 && is_blank_between(m_text, inside, m_collection.span.end - 1);
    splice(inside, (padded ? " " : "") + m_new);
  }

  void before_next() {
    const std::uint32_t begin = child_at(m_text, m_collection, m_index).begin;
    if (!begins_line(m_text, begin)) {
      splice(begin, m_new + std::string(m_style.separator));
      return;
    }
    const std::uint32_t limit =
        m_index == 0 ? m_collection.span.begin : child_at(m_text, m_collection, m_index - 1).end;
    const std::uint32_t line = top(m_text, begin, next_line(m_text, limit));
    splice(line, std::string(indentation(m_text, begin)) + m_new + "," + std::string(m_line_break));
  }

  void after_last() {
    const Child last = child_at(m_text, m_collection, m_index - 1);
    const std::uint32_t before =
        m_index == 1 ? m_collection.span.begin : child_at(m_text, m_collection, m_index - 2).end;
    const std::uint32_t closing = m_collection.span.end - 1;
    const std::optional<std::uint32_t> comma = comma_after(m_text, last.end);
    const bool one_line = on_one_line(m_text, m_collection.span.begin, m_collection.span.end);
    const bool too_long = column_of(m_text, last.end) + m_new.size() > k_line_width;
    const std::string trailing = comma ? "," : "";
    const std::string blank(blank_after_colon(m_text, last.end));
    if (on_one_line(m_text, before, last.begin) && (one_line || !too_long)) {
      if (comma) {
        splice(*comma + 1, " " + m_new + trailing);
      } else {
        splice(last.end, blank + std::string(m_style.separator) + m_new);
      }
      return;
    }
    // A line of its own, below the comment of the line before.
    const std::uint32_t end = comma ? *comma + 1 : last.end;
    const std::string line =
        std::string(m_line_break) + std::string(indentation(m_text, last.begin)) + m_new + trailing;
    if (on_one_line(m_text, end, closing)) {
      splice(end, (comma ? "" : blank + ",") + line);
      return;
    }
    if (!comma) {
      splice(end, blank + ",");
    }
    splice(line_end(m_text, end), line);
  }

  std::string_view m_text;
  const Node& m_collection;
  std::size_t m_index;
  Style m_style;
  std::string_view m_line_break;
  std::string m_new;
  std::vector<Splice> m_splices;
};

class FlowErasure {
 public:
  FlowErasure(const Site& site, const Node& collection, std::size_t index)
      : m_text(site.text),
        m_collection(collection),
        m_index(index),
        m_size(size_of(collection)),
        m_child(child_at(m_text, collection, index)),
        m_comma(comma_after(m_text, m_child.end)) {}

  std::vector<Splice> run() {
    if (is_bare_pair(m_text, m_collection)) {
      splice(m_collection.span, "{}");
    } else if (m_size == 1) {
      leave_empty();
    } else if (owns_lines()) {
      erase_lines();
    } else if (m_index > 0) {
      erase_after_previous();
    } else {
      erase_first();
    }
    return std::move(m_splices);
  }

 private:
  void splice(Span span, std::string text) { m_splices.push_back({span, std::move(text)}); }

  std::uint32_t closing() const { return m_collection.span.end - 1; }

  std::uint32_t end_of_previous() const {
    return m_index == 0 ? m_collection.span.begin + 1 : child_at(m_text, m_collection, m_index - 1).end;
  }

  void leave_empty() {
    const std::uint32_t inside = m_collection.span.begin + 1;
    const std::uint32_t end = m_comma ? *m_comma + 1 : m_child.end;
    if (skip_space(inside) >= m_child.begin && skip_space(end) >= closing()) {
      splice({inside, closing()}, "");
      return;
    }
    erase_alone();  // comments stay
    if (m_comma) {
      splice({*m_comma, *m_comma + 1}, "");
    }
  }

  // Over blanks and line breaks, not comments.
  std::uint32_t skip_space(std::uint32_t at) const {
    while (at < m_text.size() && (is_blank(m_text[at]) || is_break(m_text[at]))) {
      ++at;
    }
    return at;
  }

  // Whether it and its comma have whole lines for themselves.
  bool owns_lines() const {
    if (!begins_line(m_text, m_child.begin)) {
      return false;
    }
    const std::uint32_t end = m_comma ? *m_comma + 1 : m_child.end;
    const std::uint32_t rest = skip_blanks(m_text, end);
    return on_one_line(m_text, m_child.end, end) && (m_text[rest] == '#' || is_break(m_text[rest])) &&
           (m_comma || m_index + 1 == m_size);
  }

  void erase_lines() {
    const std::uint32_t limit = next_line(m_text, end_of_previous());
    const std::uint32_t begin =
        top(m_text, m_child.begin, std::min(limit, line_begin(m_text, m_child.begin)));
    const std::uint32_t end = m_comma ? *m_comma + 1 : m_child.end;
    splice({begin, next_line(m_text, end)}, "");
    if (!m_comma) {
      erase_comma_before();
    }
  }

  void erase_comma_before() {
    const std::uint32_t comma = *comma_after(m_text, end_of_previous());
    splice({comma, comma + 1}, "");
  }

  // With the comma before it: `, b`.
  void erase_after_previous() {
    const std::uint32_t previous = end_of_previous();
    const std::uint32_t comma = *comma_after(m_text, previous);
    if (skip_space(previous) == comma && skip_space(comma + 1) == m_child.begin) {
      splice({previous, m_child.end}, std::string(blank_after_colon(m_text, previous)));
      return;
    }
    splice({comma, comma + 1}, "");
    erase_alone();
  }

  void erase_first() {
    const std::uint32_t next = child_at(m_text, m_collection, 1).begin;
    if (skip_space(m_child.end) == *m_comma && skip_space(*m_comma + 1) == next) {
      splice({m_child.begin, next}, "");
      return;
    }
    erase_alone();
    splice({*m_comma, *m_comma + 1}, "");
  }

  void erase_alone() { splice({m_child.begin, m_child.end}, ""); }

  std::string_view m_text;
  const Node& m_collection;
  std::size_t m_index;
  std::size_t m_size;
  Child m_child;
  std::optional<std::uint32_t> m_comma;
  std::vector<Splice> m_splices;
};

}  // namespace

std::vector<Splice> set_in_flow(const Site& site, const Step& step, const Value& value) {
  const std::string_view text = site.text;
  const Node& old = *step.node;
  const bool empty = old.span.begin == old.span.end;
  const bool alike =
      old.kind == value.kind && !old.alias && !empty && (value.kind == NodeKind::scalar || size_of(old) > 0);
  const Style style = style_in(text, *step.parent, site.style);
  const Like like = alike ? Like{&old, true} : like_for(*step.parent, value, step.index);
  const std::string spelled = Renderer(text, style).flow(value, like);
  if (!empty) {
    return {{old.span, blank_after_anchor(text, old.span.begin) + spelled}};
  }
  if (step.key == nullptr || opening(site, step)) {
    return {{old.span, " " + spelled}};
  }
  std::vector<Splice> splices;
  const std::uint32_t key = child_at(text, *step.parent, step.index).begin;
  if (text[key] != '?' && !on_one_line(text, key, step.key->span.end)) {
    splices.push_back({{key, key}, "? "});  // a key of several lines must be told
  }
  // An alias's name could end in the ':'.
  splices.push_back({old.span, (step.key->alias ? " : " : ": ") + spelled});
  return splices;
}

std::vector<Splice> insert_in_flow(const Site& site, const Node& collection, std::size_t index,
                                   const Addition& addition) {
  return FlowInsertion(site, collection, index, addition).run();
}

std::vector<Splice> erase_in_flow(const Site& site, const Node& collection, std::size_t index) {
  return FlowErasure(site, collection, index).run();
}

}  // namespace csx::yaml
