#include <algorithm>

#include "csx/yaml/tree.hpp"
#include "leaves.hpp"
#include "scan.hpp"

namespace csx::yaml {

namespace {

// Goes through the text from scalar to scalar and collects the comments between them.
class Gaps {
 public:
  explicit Gaps(std::string_view text) : m_text(text), m_at(line_begin(text, 0)) {}

  void over(const Node& leaf) {
    const bool block = leaf.style == ScalarStyle::literal || leaf.style == ScalarStyle::folded;
    up_to(leaf.span.begin);
    if (block && !leaf.alias) {
      m_at = block_header_end(m_text, leaf.span.begin);
      up_to(line_end(m_text, leaf.span.begin));
    }
    while (m_at < leaf.span.end) {
      step();
    }
  }

  // Between scalars there is white space, punctuation, anchors, tags and comments. Anything else is text that
  // was not read, because of a fault: what looks like a comment from there on, until `end`, may be none.
  void up_to(std::uint32_t end) {
    while (m_at < end &&
           std::string_view(" \t\r\n#&!-?:,[]{}.").find(m_text[m_at]) != std::string_view::npos) {
      gap();
    }
    while (m_at < end) {
      step();
    }
  }

  // Over what was not read of a document cut short, whose tree ends at `end`.
  void unread(std::uint32_t end) {
    up_to(end);
    up_to(document_mark(m_text, m_at));
  }

  std::vector<Comment> take() && { return std::move(m_comments); }

 private:
  void gap() {
    const char c = m_text[m_at];
    if (c == '#') {
      comment();
    } else if (c == '&' || c == '!') {
      m_at = word_at(m_text, m_at).end;
    } else {
      step();
    }
  }

  void step() {
    const char c = m_text[m_at++];
    if (c == '\n' || (c == '\r' && (m_at == m_text.size() || m_text[m_at] != '\n'))) {
      ++m_line;
    }
  }

  void comment() {
    const Span span{m_at, line_end(m_text, m_at)};
    m_comments.push_back({span, m_line, line_content(m_text, m_at) == m_at});
    m_at = span.end;
  }

  std::string_view m_text;
  std::uint32_t m_at;
  std::uint32_t m_line = 1;
  std::vector<Comment> m_comments;
};

}  // namespace

std::vector<Comment> comments(std::string_view text, const Stream& stream) {
  if (text.find('#') == std::string_view::npos) {
    return {};
  }
  Gaps gaps(text);
  for (const Document& document : stream.documents) {
    for_each_leaf(document.root, [&](const Node& leaf) { gaps.over(leaf); });
    if (!document.complete) {
      gaps.unread(document.span.end);
    }
  }
  gaps.up_to(static_cast<std::uint32_t>(text.size()));
  return std::move(gaps).take();
}

}  // namespace csx::yaml
