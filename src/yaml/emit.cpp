#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "csx/yaml/edit.hpp"
#include "layout.hpp"
#include "scan.hpp"
#include "spell.hpp"
#include "style.hpp"

// New documents, written by yaml-cpp. It is told how to quote each scalar, because left alone it drops quotes
// that other readers need, and asks a pattern about every character; what it has no words for (comments above
// a line, how a block scalar ends) is put in afterwards.
namespace csx::yaml {

namespace {

bool is_literal(const Value& value) {
  if (value.text.find('\n') == std::string::npos) {
    return false;
  }
  const std::optional<BlockScalar> block = literal(value.text);
  return block && !block->needs_indentation_digit && block->chomping != "+";
}

// A short list of words stands on one line.
bool is_flow(const Value& list) {
  std::size_t width = 0;
  for (const Value& item : list.items) {
    if (item.kind != NodeKind::scalar || item.text.find('\n') != std::string::npos || !item.comment.empty()) {
      return false;
    }
    width += item.text.size() + 4;
  }
  return width < k_line_width;
}

class Writer {
 public:
  void write(const Value& value, Context context) {
    switch (value.kind) {
      case NodeKind::scalar:
        scalar(value, context);
        break;
      case NodeKind::sequence:
        sequence(value, context);
        break;
      case NodeKind::mapping:
        mapping(value, context);
        break;
    }
  }

  std::string text() const { return m_out.c_str(); }

 private:
  void scalar(const Value& value, Context context) {
    if (value.core == Core::null) {
      m_out << YAML::LowerNull << YAML::Null;
    } else if (value.core != Core::text) {
      plain(value.text);
    } else if (context == Context::block && is_literal(value)) {
      // The line break at its end is what a literal has anyway.
      m_out << YAML::Literal << value.text.substr(0, value.text.find_last_not_of('\n') + 1);
    } else {
      word(value.text, context);
    }
  }

  void word(const std::string& text, Context context) {
    if (reads_as_text(text, context)) {
      plain(text);
    } else {
      m_out << YAML::DoubleQuoted << text;
    }
  }

  /// As it stands, as yaml-cpp writes numbers: whether it needs quotes is known.
  void plain(std::string_view text) { m_out.WriteIntegralType(text); }

  void sequence(const Value& value, Context context) {
    const bool flow = context == Context::flow || is_flow(value);
    m_out << (flow ? YAML::Flow : YAML::Block) << YAML::BeginSeq;
    for (const Value& item : value.items) {
      write(item, flow ? Context::flow : Context::block);
    }
    m_out << YAML::EndSeq;
  }

  void mapping(const Value& value, Context context) {
    m_out << (context == Context::flow ? YAML::Flow : YAML::Block) << YAML::BeginMap;
    for (const auto& [key, child] : value.entries) {
      m_out << YAML::Key;
      word(key, context);
      m_out << YAML::Value;
      write(child, context);
    }
    m_out << YAML::EndMap;
  }

  YAML::Emitter m_out;
};

/// Whether something is to be put in afterwards.
bool is_unfinished(const Value& value) {
  const auto child = [](const Value& each) { return !each.comment.empty() || is_unfinished(each); };
  return (value.kind == NodeKind::scalar && value.core == Core::null) ||
         value.text.find('\n') != std::string::npos || std::ranges::any_of(value.items, child) ||
         std::ranges::any_of(value.entries, child, &std::pair<std::string, Value>::second);
}

// Goes through the text that was written and the value together.
class Finish {
 public:
  Finish(std::string_view text, std::vector<Splice>& splices) : m_text(text), m_splices(splices) {}

  void go(const Node& node, const Value& value) {
    if (is_block_scalar(node) && !value.text.ends_with('\n')) {
      const std::uint32_t end = block_header_end(m_text, node.span.begin);
      m_splices.push_back({{end, end}, "-"});
    }
    for (std::size_t i = 0; i < node.items.size() && i < value.items.size(); ++i) {
      comment(node, i, value.items[i]);
      go(node.items[i], value.items[i]);
    }
    for (std::size_t i = 0; i < node.entries.size() && i < value.entries.size(); ++i) {
      const Node& child = node.entries[i].value;
      comment(node, i, value.entries[i].second);
      if (child.is_null() && !node.flow) {  // a key without value means absent
        m_splices.push_back({{node.entries[i].key.span.end + 1, child.span.end}, ""});
      }
      go(child, value.entries[i].second);
    }
  }

 private:
  void comment(const Node& parent, std::size_t index, const Value& value) {
    if (value.comment.empty() || parent.flow) {
      return;
    }
    const std::uint32_t begin = child_at(m_text, parent, index).begin;
    const std::string indentation(column_of(m_text, begin), ' ');
    std::string lines;
    for (const std::string& line : value.comment) {
      lines += (line.empty() ? "#" : "# " + line) + "\n" + indentation;
    }
    m_splices.push_back({{begin, begin}, std::move(lines)});
  }

  std::string_view m_text;
  std::vector<Splice>& m_splices;
};

}  // namespace

std::string emit(const Value& root) {
  Writer writer;
  // A block scalar needs something that it is indented against.
  writer.write(root, root.kind == NodeKind::scalar ? Context::flow : Context::block);
  std::string text = writer.text();
  if (!text.ends_with('\n')) {
    text += '\n';
  }
  std::string comments;
  for (const std::string& line : root.comment) {
    comments += (line.empty() ? "#" : "# " + line) + "\n";
  }
  if (!is_unfinished(root)) {
    return comments + text;
  }
  std::vector<Splice> splices;
  const Stream stream = read(text);
  if (!stream.documents.empty()) {
    Finish(text, splices).go(stream.documents.front().root, root);
  }
  return comments + spliced(text, std::move(splices));
}

}  // namespace csx::yaml
