#include "problems.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <tuple>

#include "csx/base/text.hpp"

namespace csx::yaml {

namespace {

bool covers(Span span, std::uint32_t at) {
  return span.begin <= at && at < span.end;
}

const Entry* entry_at(std::span<const Entry> entries, std::uint32_t at) {
  auto after = std::upper_bound(entries.begin(), entries.end(), at, [](std::uint32_t offset, const Entry& e) {
    return offset < e.key.span.begin;
  });
  return after == entries.begin() ? nullptr : &*std::prev(after);
}

const Node* item_at(std::span<const Node> items, std::uint32_t at) {
  auto after = std::upper_bound(items.begin(), items.end(), at,
                                [](std::uint32_t offset, const Node& n) { return offset < n.span.begin; });
  return after == items.begin() ? nullptr : &*std::prev(after);
}

}  // namespace

std::vector<Problem> Problems::finish() && {
  const std::uint32_t found = m_errors + m_warnings;
  const bool lost_error = m_errors > m_limit;
  if (m_problems.size() > m_limit) {
    std::stable_partition(m_problems.begin(), m_problems.end(),
                          [](const Problem& p) { return p.severity == Severity::error; });
    m_problems.resize(m_limit);
  }
  std::stable_sort(m_problems.begin(), m_problems.end(), [](const Problem& a, const Problem& b) {
    return std::tie(a.span.begin, a.span.end) < std::tie(b.span.begin, b.span.end);
  });
  if (found > m_problems.size()) {
    Problem more;
    more.rule = "yaml/too-many-problems";
    more.severity = lost_error ? Severity::error : Severity::warning;
    more.message =
        fmt::format("{}{} found in the text of this file, {} shown", hopeless() ? "more than " : "",
                    counted(hopeless() ? k_hopeless : found, "problem"), m_problems.size());
    more.help = "mend those that are shown, then check again";
    if (!m_problems.empty()) {
      more.document = m_problems.back().document;
      more.span = m_problems.back().span;
      more.pointer = m_problems.back().pointer;
    }
    m_problems.push_back(std::move(more));
  }
  return std::move(m_problems);
}

std::string pointer_at(const Node& root, std::uint32_t at) {
  std::string pointer;
  const Node* node = &root;
  while (node != nullptr && !node->alias) {
    if (node->kind == NodeKind::mapping) {
      const Entry* entry = entry_at(node->entries, at);
      if (entry == nullptr || entry->key.kind != NodeKind::scalar ||
          !(covers(entry->key.span, at) || covers(entry->value.span, at))) {
        break;
      }
      pointer += '/';
      pointer += escape_pointer_token(entry->key.text);
      node = covers(entry->value.span, at) ? &entry->value : nullptr;
    } else if (node->kind == NodeKind::sequence) {
      const Node* item = item_at(node->items, at);
      if (item == nullptr || !covers(item->span, at)) {
        break;
      }
      pointer += fmt::format("/{}", item - node->items.data());
      node = item;
    } else {
      break;
    }
  }
  return pointer;
}

void attach_to_tree(std::span<Problem> problems, const std::vector<Document>& documents) {
  for (Problem& problem : problems) {
    const auto after =
        std::upper_bound(documents.begin(), documents.end(), problem.span.begin,
                         [](std::uint32_t at, const Document& document) { return at < document.span.begin; });
    if (after != documents.begin()) {
      const auto document = std::prev(after);
      problem.document = static_cast<std::uint32_t>(document - documents.begin());
      problem.pointer = pointer_at(document->root, problem.span.begin);
    }
  }
}

}  // namespace csx::yaml
