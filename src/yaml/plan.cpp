#include "plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "csx/base/text.hpp"
#include "pointer.hpp"
#include "scan.hpp"

namespace csx::yaml {

namespace {

using Tokens = std::vector<std::string>;

Step child_step(const Node& parent, const std::string& token) {
  if (parent.kind == NodeKind::sequence) {
    const std::optional<std::size_t> index = item_index(token);
    return index && *index < parent.items.size() ? Step{&parent.items[*index], &parent, *index} : Step{};
  }
  for (std::size_t i = 0; i < parent.entries.size(); ++i) {
    if (parent.entries[i].key.text == token) {
      return {&parent.entries[i].value, &parent, i, &parent.entries[i].key};
    }
  }
  return {};
}

// `value` below the keys from `first` on.
Value wrapped(const Tokens& tokens, std::size_t first, Value value) {
  for (std::size_t i = tokens.size(); i > first; --i) {
    std::vector<std::pair<std::string, Value>> entries;
    entries.emplace_back(tokens[i - 1], std::move(value));
    value = Value::mapping(std::move(entries));
  }
  return value;
}

Value list_of(Value value) {
  std::vector<Value> items;
  items.push_back(std::move(value));
  return Value::sequence(std::move(items));
}

std::size_t place_after(const Node& mapping, const std::vector<std::string>& after) {
  for (const std::string& name : after) {
    for (std::size_t i = 0; i < mapping.entries.size(); ++i) {
      if (mapping.entries[i].key.text == name) {
        return i + 1;
      }
    }
  }
  return mapping.entries.size();
}

bool is_flow(const Step& step) {
  return step.parent != nullptr && step.parent->flow;
}

// `[]` or `{}` with nothing inside, where a block collection could stand.
bool can_become_block(std::string_view text, const Step& step) {
  const Node& node = *step.node;
  return node.flow && size_of(node) == 0 && !is_flow(step) &&
         slice(text, node.span).find_first_not_of("[]{} \t") == std::string_view::npos;
}

Span hull(Span span, const std::vector<Splice>& splices) {
  for (const Splice& splice : splices) {
    span.begin = std::min(span.begin, splice.span.begin);
    span.end = std::max(span.end, splice.span.end);
  }
  return span;
}

tl::unexpected<Error> repeated(std::string_view text, const Anchor& anchor, std::string_view pointer) {
  const std::string_view name = slice(text, anchor.mark).substr(1);
  return fail(ErrorKind::usage,
              fmt::format("a change at {} would change line {}, too, where the value is repeated as *{}",
                          quoted(pointer), line_number(text, anchor.uses.front()), name),
              {fmt::format("write the value itself in place of *{}, then try again", name)});
}

}  // namespace

Planner::Planner(std::string_view text, const Stream& stream, std::uint32_t document)
    : m_text(text),
      m_document(document < stream.documents.size() ? &stream.documents[document] : nullptr),
      m_previous(m_document != nullptr && document > 0 ? m_document - 1 : nullptr) {}

Site Planner::site() {
  if (!m_style) {
    m_style = m_document == nullptr ? Style{} : style_of(m_text, m_document->root);
  }
  return {m_text, m_document, m_previous, *m_style};
}

const Anchors& Planner::anchors() {
  if (!m_anchors) {
    m_anchors.emplace(m_text, *m_document,
                      m_previous == nullptr ? line_begin(m_text, 0) : m_previous->span.end);
  }
  return *m_anchors;
}

Planner::Path Planner::walk(const Tokens& tokens) const {
  Path path{{&m_document->root}};
  for (const std::string& token : tokens) {
    const Step next = child_step(*path.back().node, token);
    if (next.node == nullptr) {
      break;
    }
    path.push_back(next);
  }
  return path;
}

Result<Plan> Planner::plan(std::span<const Edit* const> run) {
  const Edit& edit = *run.front();
  switch (edit.action) {
    case Edit::Action::set:
      return put(edit, edit.value);
    case Edit::Action::append:
      return append(run);
    case Edit::Action::insert:
      return insert(edit);
    case Edit::Action::erase:
      return erase(edit);
    case Edit::Action::rename:
      return rename(edit);
  }
  return Plan{};
}

// The value at the pointer, or what must be made for there to be one.
Result<Plan> Planner::put(const Edit& edit, Value value) {
  const Tokens tokens = *pointer_tokens(edit.pointer);
  if (m_document == nullptr) {
    Plan plan;
    if (const Value root = wrapped(tokens, 0, std::move(value)); root != Value::null()) {
      plan.splices = set_empty_root(site(), root);
    }
    return plan;
  }
  const Path path = walk(tokens);
  const std::size_t known = path.size() - 1;
  const Node& last = *path.back().node;
  if (known == tokens.size()) {
    Plan plan;
    if (!means(last, value)) {
      plan.instead = smaller_edits(last, value, edit.pointer, edit.document, m_text.size());
    }
    return plan.instead.empty() ? set(path, value, edit.pointer) : Result<Plan>(std::move(plan));
  }
  if (last.is_null()) {
    return set(path, wrapped(tokens, known, std::move(value)), pointer_of(tokens, known));
  }
  const Value child = wrapped(tokens, known + 1, std::move(value));
  const bool last_token = known + 1 == tokens.size();
  const std::size_t index = place_after(last, last_token ? edit.after : std::vector<std::string>{});
  const Addition addition{tokens[known], &child};
  return add(path, index, std::span(&addition, 1), pointer_of(tokens, known));
}

Result<Plan> Planner::set(const Path& path, const Value& value, std::string_view pointer) {
  Plan plan;
  const Step& step = path.back();
  const Node& node = *step.node;
  const bool in_place = node.kind == NodeKind::scalar && value.kind == NodeKind::scalar && !m_document->empty;
  plan.touched = node.span;
  plan.in_place = in_place;
  if (means(node, value)) {
    return plan;
  }
  const bool is_alias = node.alias;
  const Path parents(path.begin(), is_alias ? path.end() - 1 : path.end());
  if (Status allowed = may_change(parents, pointer); !allowed) {
    return fail(allowed.error());
  }
  if (Status allowed = may_remove(node.span, pointer); !allowed) {
    return fail(allowed.error());
  }
  if (m_document->empty) {
    plan.splices = set_empty_root(site(), value);
  } else {
    plan.splices = is_flow(step) ? set_in_flow(site(), step, value) : set_in_block(site(), step, value);
  }
  plan.touched = hull(plan.touched, plan.splices);
  return plan;
}

Result<Plan> Planner::add(const Path& path, std::size_t index, std::span<const Addition> additions,
                          std::string_view pointer) {
  const Step& step = path.back();
  const Node& collection = *step.node;
  if (Status allowed = may_change(path, pointer); !allowed) {
    return fail(allowed.error());
  }
  if (can_become_block(m_text, step)) {
    const Addition& first = additions.front();
    if (collection.kind == NodeKind::sequence) {
      return set(path, list_of(*first.value), pointer);
    }
    return set(path, wrapped({std::string(first.key)}, 0, *first.value), pointer);
  }
  Plan plan;
  if (collection.flow) {
    plan.splices = insert_in_flow(site(), collection, index, additions.front());
  } else {
    plan.splices = insert_in_block(site(), collection, index, additions);
    plan.done = additions.size();
  }
  return plan;
}

Result<Plan> Planner::append(std::span<const Edit* const> run) {
  const Edit& edit = *run.front();
  if (m_document == nullptr) {
    return put(edit, list_of(edit.value));
  }
  const Tokens tokens = *pointer_tokens(edit.pointer);
  const Path path = walk(tokens);
  const Node& list = *path.back().node;
  if (path.size() - 1 < tokens.size() || list.is_null()) {
    return put(edit, list_of(edit.value));
  }
  std::vector<Addition> additions;
  for (const Edit* other : run) {
    additions.push_back({{}, &other->value});
  }
  return add(path, list.items.size(), additions, edit.pointer);
}

Result<Plan> Planner::insert(const Edit& edit) {
  Tokens tokens = *pointer_tokens(edit.pointer);
  const std::size_t index = *item_index(tokens.back());
  tokens.pop_back();
  Edit whole = edit;
  whole.pointer = pointer_of(tokens, tokens.size());
  if (m_document == nullptr) {
    return put(whole, list_of(edit.value));
  }
  const Path path = walk(tokens);
  if (path.size() - 1 < tokens.size() || path.back().node->is_null()) {
    return put(whole, list_of(edit.value));
  }
  const Addition addition{{}, &edit.value};
  return add(path, index, std::span(&addition, 1), whole.pointer);
}

Result<Plan> Planner::erase(const Edit& edit) {
  const Tokens tokens = *pointer_tokens(edit.pointer);
  const Path path = walk(tokens);
  const Step& step = path.back();
  const Path parents(path.begin(), path.end() - 1);
  if (Status allowed = may_change(parents, pointer_of(tokens, tokens.size() - 1)); !allowed) {
    return fail(allowed.error());
  }
  const Child child = child_at(m_text, *step.parent, step.index);
  if (Status allowed = may_remove({child.begin, child.end}, edit.pointer); !allowed) {
    return fail(allowed.error());
  }
  Plan plan;
  plan.splices = step.parent->flow ? erase_in_flow(site(), *step.parent, step.index)
                                   : erase_in_block(site(), parents.back(), step.index);
  return plan;
}

Result<Plan> Planner::rename(const Edit& edit) {
  Plan plan;
  const Tokens tokens = *pointer_tokens(edit.pointer);
  const Path path = walk(tokens);
  const Step& step = path.back();
  if (step.key->text == edit.key) {
    return plan;
  }
  const Path parents(path.begin(), path.end() - 1);
  if (Status allowed = may_change(parents, pointer_of(tokens, tokens.size() - 1)); !allowed) {
    return fail(allowed.error());
  }
  if (const Anchor* anchor = anchors().repeated_key(*step.parent, *step.key); anchor != nullptr) {
    return repeated(m_text, *anchor, edit.pointer);
  }
  plan.splices = rename_key(site(), step, edit.key);
  return plan;
}

Status Planner::may_change(const Path& path, std::string_view pointer) {
  for (const Step& step : path) {
    if (step.node->alias) {
      const std::string_view alias = slice(m_text, step.node->span);
      return fail(
          ErrorKind::usage,
          fmt::format("a change at {} would change other lines, too: the value is repeated there as {}",
                      quoted(pointer), alias),
          {fmt::format("write the value itself in place of {}, then try again", alias)});
    }
    if (const Anchor* anchor = anchors().repeated(*step.node); anchor != nullptr) {
      return repeated(m_text, *anchor, pointer);
    }
  }
  return {};
}

Status Planner::may_remove(Span span, std::string_view pointer) {
  if (const Anchor* anchor = anchors().repeated_outside(span); anchor != nullptr) {
    return repeated(m_text, *anchor, pointer);
  }
  return {};
}

}  // namespace csx::yaml
