#include "style.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "layout.hpp"
#include "scan.hpp"
#include "spell.hpp"

namespace csx::yaml {

namespace {

constexpr std::size_t k_enough_nodes = 2000;

struct Quotes {
  std::size_t plain = 0;  // texts
  std::size_t single_quoted = 0;
  std::size_t double_quoted = 0;
  std::size_t needless = 0;

  void count(const Node& node, Context context) {
    if (node.kind != NodeKind::scalar || node.alias || node.core != Core::text) {
      return;
    }
    plain += node.style == ScalarStyle::plain ? 1U : 0U;
    single_quoted += node.style == ScalarStyle::single_quoted ? 1U : 0U;
    double_quoted += node.style == ScalarStyle::double_quoted ? 1U : 0U;
    needless += is_quoted(node) && reads_as_text(node.text, context) ? 1U : 0U;
  }

  void apply_to(Style& style) const {
    if (single_quoted + double_quoted > 0) {
      style.quotes = single_quoted > double_quoted ? ScalarStyle::single_quoted : ScalarStyle::double_quoted;
    }
    style.quotes_always = needless > 0 && plain == 0;
  }
};

// The value of the entry, when it is a block collection that begins below its key.
bool is_below_key(std::string_view text, const Entry& entry) {
  return !entry.value.alias && !entry.value.flow && entry.value.kind != NodeKind::scalar &&
         begins_line(text, entry.value.span.begin);
}

void learn_steps(std::string_view text, const Node& mapping, Style& style, bool& knows_step,
                 bool& knows_sequence_step) {
  const std::uint32_t column = column_of(text, mapping.span.begin);
  const std::size_t count = std::min(mapping.entries.size(), k_enough_siblings);
  for (const Entry& entry : mapping.entries.last(count)) {
    if (!is_below_key(text, entry)) {
      continue;
    }
    const std::uint32_t step = column_of(text, entry.value.span.begin) - column;
    if (entry.value.kind == NodeKind::mapping) {
      style.step = step;
      knows_step = true;
    } else {
      style.sequence_step = step;
      knows_sequence_step = true;
    }
  }
}

void learn_steps(std::string_view text, const Node& mapping, Style& style) {
  bool knows_step = false;
  bool knows_sequence_step = false;
  learn_steps(text, mapping, style, knows_step, knows_sequence_step);
}

bool is_padded(std::string_view text, const Node& flow) {
  return flow.span.end - flow.span.begin > 2 && text[flow.span.begin + 1] == ' ';
}

void learn_brackets(std::string_view text, const Node& flow, Style& style) {
  if (text[flow.span.begin] == '[') {
    style.padded_brackets = is_padded(text, flow);
  } else if (text[flow.span.begin] == '{') {
    style.padded_braces = is_padded(text, flow);
  }
}

void learn_flow(std::string_view text, const Node& flow, Style& style) {
  learn_brackets(text, flow, style);
  const std::size_t size = size_of(flow);
  if (size > 1) {
    const std::uint32_t begin = child_at(text, flow, size - 2).end;
    const std::uint32_t end = child_at(text, flow, size - 1).begin;
    const std::string_view between = text.substr(begin, end - begin);
    style.separator = between == "," || between == ", " ? between : style.separator;
  }
  if (!flow.entries.empty()) {
    const Entry& entry = flow.entries.back();
    const bool tight = entry.value.span.begin == entry.key.span.end + 1 && !entry.value.is_null();
    style.colon = tight ? ":" : ": ";
  }
}

void learn_dash(std::string_view text, const Node& sequence, Style& style) {
  const Child last = child_at(text, sequence, sequence.items.size() - 1);
  const bool beside =
      last.value->span.begin > last.begin + 1 && on_one_line(text, last.begin, last.value->span.begin);
  if (beside && skip_blanks(text, last.begin + 1) == last.value->span.begin) {
    style.dash_gap = last.value->span.begin - last.begin - 1;
  }
}

// So that the first comes first; of a long list no more than will be looked at.
void push_children(const Node& node, std::vector<const Node*>& coming) {
  if (node.alias) {
    return;
  }
  const auto items = node.items.first(std::min(node.items.size(), k_enough_nodes));
  for (auto item = items.rbegin(); item != items.rend(); ++item) {
    coming.push_back(&*item);
  }
  const auto entries = node.entries.first(std::min(node.entries.size(), k_enough_nodes));
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
    coming.push_back(&entry->value);
  }
}

}  // namespace

Style style_of(std::string_view text, const Node& root) {
  Style style;
  Quotes quotes;
  bool knows_step = false;
  bool knows_sequence_step = false;
  bool knows_brackets = false;
  std::vector<const Node*> coming{&root};
  for (std::size_t count = 0; !coming.empty() && count < k_enough_nodes; ++count) {
    const Node& node = *coming.back();
    coming.pop_back();
    push_children(node, coming);
    quotes.count(node, Context::block);
    if (node.alias || node.kind == NodeKind::scalar) {
      continue;
    }
    if (node.flow) {
      if (!knows_brackets && size_of(node) > 0) {
        learn_brackets(text, node, style);
        knows_brackets = true;
      }
    } else if (node.kind == NodeKind::mapping && (!knows_step || !knows_sequence_step)) {
      learn_steps(text, node, style, knows_step, knows_sequence_step);
    }
  }
  quotes.apply_to(style);
  style.quotes_always = false;  // one habit of a whole document is too far away
  return style;
}

Style style_in(std::string_view text, const Node& collection, Style style) {
  if (collection.alias || collection.kind == NodeKind::scalar || size_of(collection) == 0) {
    return style;
  }
  Quotes quotes;
  const Context context = collection.flow ? Context::flow : Context::block;
  for (const Node& item : collection.items.last(std::min(collection.items.size(), k_enough_siblings))) {
    quotes.count(item, context);
  }
  bool all_keys_quoted = !collection.entries.empty();
  for (const Entry& entry : collection.entries.last(std::min(collection.entries.size(), k_enough_siblings))) {
    quotes.count(entry.value, context);
    all_keys_quoted = all_keys_quoted && is_quoted(entry.key) && !entry.key.alias;
  }
  quotes.apply_to(style);
  style.quotes_keys = all_keys_quoted;
  if (all_keys_quoted) {
    style.key_quotes = collection.entries.back().key.style;
  }
  if (collection.flow) {
    learn_flow(text, collection, style);
  } else if (collection.kind == NodeKind::mapping) {
    learn_steps(text, collection, style);
  } else {
    learn_dash(text, collection, style);
  }
  return style;
}

bool is_flat(const Node& collection) {
  const auto scalar = [](const Node& node) { return node.kind == NodeKind::scalar; };
  return std::all_of(collection.items.begin(), collection.items.end(), scalar) &&
         std::all_of(collection.entries.begin(), collection.entries.end(),
                     [&](const Entry& entry) { return scalar(entry.value); });
}

bool is_quoted(const Node& node) {
  return node.style == ScalarStyle::single_quoted || node.style == ScalarStyle::double_quoted;
}

const Node* neighbour_like(const Node& collection, NodeKind kind, bool flat) {
  const auto is_like = [&](const Node& node) {
    return node.kind == kind && !node.alias && size_of(node) > 0 && is_flat(node) == flat;
  };
  for (auto item = collection.items.rbegin(); item != collection.items.rend(); ++item) {
    if (is_like(*item)) {
      return &*item;
    }
    if (static_cast<std::size_t>(item - collection.items.rbegin()) >= k_enough_siblings) {
      break;
    }
  }
  for (auto entry = collection.entries.rbegin(); entry != collection.entries.rend(); ++entry) {
    if (is_like(entry->value)) {
      return &entry->value;
    }
  }
  return nullptr;
}

}  // namespace csx::yaml
