#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "csx/base/text.hpp"
#include "plan.hpp"

namespace csx::yaml {

namespace {

// Each edit of structure reads the text again: this many bytes in all, at most.
constexpr std::size_t k_most_bytes_read = 64U << 20U;

class SmallerEdits {
 public:
  SmallerEdits(const Node& node, const Value& value, std::string_view pointer, std::uint32_t document)
      : m_node(node), m_value(value), m_pointer(pointer), m_document(document) {}

  std::vector<Edit> run(std::size_t text_size) {
    const bool alike = m_node.kind == NodeKind::mapping ? of_mappings() : of_sequences();
    const bool too_many = m_structural * std::max<std::size_t>(text_size, 1) > k_most_bytes_read;
    return alike && !too_many ? std::move(m_edits) : std::vector<Edit>{};
  }

 private:
  Edit& add(Edit::Action action, std::string_view token) {
    Edit& edit = m_edits.emplace_back();
    edit.action = action;
    edit.document = m_document;
    edit.pointer = m_pointer + "/" + escape_pointer_token(token);
    m_structural += action == Edit::Action::set ? 0 : 1;
    return edit;
  }

  void set(const Node& old, const Value& value, std::string_view token) {
    if (!means(old, value)) {
      add(Edit::Action::set, token).value = value;
      m_structural += old.kind == NodeKind::scalar && value.kind == NodeKind::scalar ? 0 : 1;
    }
  }

  bool of_mappings() {
    std::map<std::string_view, const Node*> old;
    for (const Entry& entry : m_node.entries) {
      old.emplace(entry.key.text, &entry.value);
    }
    std::set<std::string_view> kept;
    std::string_view before;  // there by the time that a key is added
    for (const auto& [key, value] : m_value.entries) {
      if (const auto found = old.find(key); found != old.end()) {
        set(*found->second, value, key);
        kept.insert(key);
      } else {
        Edit& edit = add(Edit::Action::set, key);
        edit.value = value;
        edit.after.emplace_back(before);
        ++m_structural;
      }
      before = key;
    }
    for (const Entry& entry : m_node.entries) {
      if (!kept.contains(entry.key.text)) {
        add(Edit::Action::erase, entry.key.text);
      }
    }
    return !kept.empty();
  }

  bool of_sequences() {
    const auto& old = m_node.items;
    const auto& wanted = m_value.items;
    const std::size_t shorter = std::min(old.size(), wanted.size());
    std::size_t front = 0;
    while (front < shorter && means(old[front], wanted[front])) {
      ++front;
    }
    std::size_t back = 0;
    while (back < shorter - front && means(old[old.size() - 1 - back], wanted[wanted.size() - 1 - back])) {
      ++back;
    }
    bool common = front + back > 0;
    const std::size_t changed = shorter - front - back;
    for (std::size_t i = front; i < front + changed; ++i) {
      common = common || (old[i].kind == wanted[i].kind && old[i].kind != NodeKind::scalar);
      set(old[i], wanted[i], std::to_string(i));
    }
    for (std::size_t i = front + changed; i < wanted.size() - back; ++i) {
      add(Edit::Action::insert, std::to_string(i)).value = wanted[i];
    }
    for (std::size_t i = old.size() - back; i > front + changed; --i) {
      add(Edit::Action::erase, std::to_string(i - 1));
    }
    return common;
  }

  const Node& m_node;
  const Value& m_value;
  std::string m_pointer;
  std::uint32_t m_document;
  std::vector<Edit> m_edits;
  std::size_t m_structural = 0;
};

}  // namespace

std::vector<Edit> smaller_edits(const Node& node, const Value& value, std::string_view pointer,
                                std::uint32_t document, std::size_t text_size) {
  const bool empty_value = value.items.empty() && value.entries.empty();
  if (node.alias || node.kind != value.kind || node.kind == NodeKind::scalar || size_of(node) == 0 ||
      empty_value) {
    return {};
  }
  return SmallerEdits(node, value, pointer, document).run(text_size);
}

}  // namespace csx::yaml
