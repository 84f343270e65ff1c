#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

#include "csx/base/sha256.hpp"
#include "csx/base/text.hpp"
#include "csx/yaml/tree.hpp"
#include "pointer.hpp"

namespace csx::yaml {

namespace {

// A node on the way down, and the key it stands under: nullptr for an item and for the root.
struct PathStep {
  const Node* node = nullptr;
  const Node* key = nullptr;
};

bool exists(Span span) {
  return span.begin < span.end;
}

const Node* item(const Node& sequence, std::string_view token) {
  const std::optional<std::size_t> index = item_index(token);
  return index && *index < sequence.items.size() ? &sequence.items[*index] : nullptr;
}

const Entry* entry(const Node& mapping, std::string_view key) {
  for (const Entry& candidate : mapping.entries) {
    if (candidate.key.kind == NodeKind::scalar && candidate.key.text == key) {
      return &candidate;
    }
  }
  return nullptr;
}

PathStep child(const Node& node, std::string_view token) {
  if (node.kind == NodeKind::sequence) {
    return {item(node, token), nullptr};
  }
  const bool escaped = token.find('~') != std::string_view::npos;
  const std::string unescaped = escaped ? unescape_pointer_token(token) : std::string();
  const Entry* found = entry(node, escaped ? std::string_view(unescaped) : token);
  return found == nullptr ? PathStep{} : PathStep{&found->value, &found->key};
}

// The nodes from the root down to what the pointer names, or to the last that exists.
struct Path {
  std::vector<PathStep> steps;
  bool complete = true;
};

Path walk(const Node& root, std::string_view pointer) {
  Path path{{{&root, nullptr}}, pointer.empty() || pointer[0] == '/'};
  while (path.complete && !pointer.empty()) {
    pointer.remove_prefix(1);
    const std::string_view token = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(token.size());
    const PathStep next = child(*path.steps.back().node, token);
    path.complete = next.node != nullptr;
    if (path.complete) {
      path.steps.push_back(next);
    }
  }
  return path;
}

// What stands for a whole node when only a word is to be shown: its key; without one, the first key in it.
std::optional<Span> name_of(const PathStep& step) {
  if (step.key != nullptr && exists(step.key->span)) {
    return step.key->span;
  }
  if (step.key == nullptr && !step.node->entries.empty() && exists(step.node->entries.front().key.span)) {
    return step.node->entries.front().key.span;
  }
  if (exists(step.node->span)) {
    return step.node->span;
  }
  return std::nullopt;
}

// The first nodes of a tree, for a digest: a hostile item may have a million.
void add_content(const Node& node, std::size_t& left, std::string& content) {
  if (left == 0) {
    return;
  }
  --left;
  content += node.kind == NodeKind::scalar ? fmt::format("{}:{}", node.text.size(), node.text)
                                           : fmt::format("{}({}", node.kind == NodeKind::sequence ? 's' : 'm',
                                                         node.items.size() + node.entries.size());
  for (const Node& item : node.items) {
    add_content(item, left, content);
  }
  for (const Entry& each : node.entries) {
    add_content(each.key, left, content);
    add_content(each.value, left, content);
  }
}

// What tells an item from others of its list.
std::string name_of_item(const Node& item) {
  constexpr std::size_t k_readable = 100;  // bytes of a name
  constexpr std::size_t k_nodes = 1000;
  const Node* id = item.kind == NodeKind::scalar ? &item : item.find("id");
  if (id != nullptr && id->kind == NodeKind::scalar && !id->is_null() && id->text.size() <= k_readable) {
    return '=' + escape_pointer_token(id->text);
  }
  std::string content;
  std::size_t left = k_nodes;
  add_content(item, left, content);
  return '#' + sha256_hex(content).substr(0, 16);
}

}  // namespace

const Node* Node::find(std::string_view key) const {
  const Entry* found = entry(*this, key);
  return found == nullptr ? nullptr : &found->value;
}

const Node* resolve(const Node& root, std::string_view pointer) {
  const Path path = walk(root, pointer);
  return path.complete ? path.steps.back().node : nullptr;
}

ItemPointers item_pointers(const Document& document, std::string_view pointer) {
  ItemPointers pointers;
  const Node* node = pointer.starts_with('/') ? &document.root : nullptr;
  while (node != nullptr && !pointer.empty()) {
    const std::string_view token = pointer.substr(1, pointer.find('/', 1) - 1);
    const Node* list = node->kind == NodeKind::sequence ? node : nullptr;
    node = child(*node, token).node;
    const bool is_item = list != nullptr && node != nullptr;
    pointers.by_name += '/' + (is_item ? name_of_item(*node) : std::string(token));
    pointers.by_place +=
        is_item ? fmt::format("/{} of {}", token, list->items.size()) : fmt::format("/{}", token);
    pointer.remove_prefix(1 + token.size());
  }
  pointers.by_name += pointer;
  pointers.by_place += pointer;
  return pointers;
}

std::optional<Span> locate(const Document& document, std::string_view pointer, Aspect aspect) {
  const Path path = walk(document.root, pointer);
  if (path.complete && aspect == Aspect::value && exists(path.steps.back().node->span)) {
    return path.steps.back().node->span;
  }
  for (auto step = path.steps.rbegin(); step != path.steps.rend(); ++step) {
    if (const std::optional<Span> span = name_of(*step)) {
      return span;
    }
  }
  return std::nullopt;
}

}  // namespace csx::yaml
