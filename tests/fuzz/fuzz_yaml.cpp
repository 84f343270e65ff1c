// Whatever the text: reading ends, spans are inside the text, children inside their parents and in order,
// every node can be located, comments and scalars do not overlap.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csx/base/text.hpp"
#include "csx/yaml/pack.hpp"
#include "csx/yaml/tree.hpp"

namespace {

using csx::Aspect;
using csx::Span;
using csx::yaml::Document;
using csx::yaml::Entry;
using csx::yaml::Limits;
using csx::yaml::Node;
using csx::yaml::NodeKind;
using csx::yaml::ScalarStyle;
using csx::yaml::Stream;

void require(bool condition, const char* what) {
  if (!condition) {
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
  }
}

bool inside(Span inner, Span outer) {
  return outer.begin <= inner.begin && inner.end <= outer.end;
}

class Walk {
 public:
  Walk(std::string_view text, const Document& document, std::vector<const Node*>& leaves)
      : m_text(text), m_document(document), m_leaves(leaves) {}

  void node(const Node& node, std::string& pointer, std::size_t depth) {
    require(depth <= Limits{}.max_depth, "the tree is no deeper than the limit");
    require(node.span.begin <= node.span.end && node.span.end <= m_text.size(), "a span is inside the text");
    if (node.kind == NodeKind::scalar || node.alias) {
      m_leaves.push_back(&node);
      return;
    }
    std::uint32_t last = node.span.begin;
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      const std::size_t length = pointer.size();
      pointer += "/" + std::to_string(i);
      last = child(node, node.items[i], last);
      located(node.items[i], pointer);
      this->node(node.items[i], pointer, depth + 1);
      pointer.resize(length);
    }
    for (const Entry& entry : node.entries) {
      last = child(node, entry.key, last);
      last = child(node, entry.value, last);
      std::string inner;
      this->node(entry.key, inner, depth + 1);
      const std::size_t length = pointer.size();
      pointer += "/" + csx::escape_pointer_token(entry.key.text);
      located(entry.value, pointer);
      this->node(entry.value, pointer, depth + 1);
      pointer.resize(length);
    }
  }

 private:
  std::uint32_t child(const Node& parent, const Node& node, std::uint32_t last) {
    require(inside(node.span, parent.span), "a child is inside its parent");
    require(last <= node.span.begin, "children stand in the order of the text");
    return node.span.end;
  }

  void located(const Node& node, const std::string& pointer) {
    if (resolve(m_document.root, pointer) != &node) {
      return;  // below a repeated key, or inside a key
    }
    const auto value = locate(m_document, pointer, Aspect::value);
    const auto key = locate(m_document, pointer, Aspect::key);
    require(value.has_value() && key.has_value(), "every node can be located");
    require(node.span.begin == node.span.end || *value == node.span, "a node is located where it stands");
    require(key->end <= m_text.size(), "a key's span is inside the text");
  }

  std::string_view m_text;
  const Document& m_document;
  std::vector<const Node*>& m_leaves;
};

void check_comments(std::string_view text, const Stream& stream, const std::vector<const Node*>& leaves) {
  std::uint32_t last = 0;
  std::size_t leaf = 0;
  for (const csx::yaml::Comment& comment : comments(text, stream)) {
    require(comment.span.begin < comment.span.end && comment.span.end <= text.size(),
            "a comment is inside the text");
    require(text[comment.span.begin] == '#', "a comment begins with its sign");
    require(last <= comment.span.begin, "comments stand in the order of the text");
    require(comment.line > 0, "lines count from 1");
    last = comment.span.end;
    while (leaf < leaves.size() && leaves[leaf]->span.end <= comment.span.begin) {
      ++leaf;
    }
    if (leaf == leaves.size() || leaves[leaf]->span.begin >= comment.span.end) {
      continue;
    }
    const Node& node = *leaves[leaf];
    const bool block =
        !node.alias && (node.style == ScalarStyle::literal || node.style == ScalarStyle::folded);
    const std::size_t header = std::min(text.find_first_of("\r\n", node.span.begin), text.size());
    require(block && comment.span.end <= header, "a comment is no part of a scalar");
  }
}

void check_problems(std::string_view text, const Stream& stream, const Limits& limits) {
  require(stream.problems.size() <= limits.max_problems + std::size_t{1}, "problems are limited in number");
  std::uint32_t last = 0;
  for (const csx::yaml::Problem& problem : stream.problems) {
    require(problem.span.begin <= problem.span.end && problem.span.end <= text.size(),
            "a problem's span is inside the text");
    require(last <= problem.span.begin, "problems stand in the order of the text");
    require(!problem.message.empty() && !problem.help.empty(), "a problem says what and what to do");
    require(problem.document < std::max<std::size_t>(stream.documents.size(), 1),
            "a problem's document exists");
    require(!csx::first_invalid_utf8(problem.message), "a message is UTF-8");
    require(!csx::first_invalid_utf8(problem.help), "a help is UTF-8");
    last = problem.span.begin;
  }
}

void check(std::string_view text, const Limits& limits) {
  const Stream stream = csx::yaml::read(text, limits);
  check_problems(text, stream, limits);
  std::vector<const Node*> leaves;
  std::uint32_t last = 0;
  for (const Document& document : stream.documents) {
    require(document.span.end <= text.size() && last <= document.span.begin,
            "documents stand in the order of the text");
    require(document.complete || !stream.problems.empty(), "what is cut short has a problem");
    last = document.span.end;
    std::string pointer;
    Walk(text, document, leaves).node(document.root, pointer, 0);
  }
  check_comments(text, stream, leaves);
  const std::string packed = csx::yaml::pack(stream);
  const std::optional<Stream> unpacked = csx::yaml::unpack(packed);
  require(unpacked.has_value() && csx::yaml::pack(*unpacked) == packed, "what is packed comes back");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check(text, Limits{});
  Limits tight;
  tight.max_depth = 4;
  tight.max_nodes = 40;
  tight.max_alias_nodes = 6;
  tight.max_scalar_bytes = 32;
  tight.max_key_bytes = 12;
  tight.max_problems = 3;
  check(text, tight);
  csx::yaml::unpack(text);  // bytes that pack never made
  return 0;
}
