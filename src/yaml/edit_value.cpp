#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "csx/base/text.hpp"
#include "csx/yaml/edit.hpp"
#include "pointer.hpp"

// What an edit does to a meaning. Nothing here knows of texts: it is what the splices are judged by.
namespace csx::yaml {

namespace {

using Tokens = std::vector<std::string>;
using ValueEntry = std::pair<std::string, Value>;

bool is_null(const Value& value) {
  return value.kind == NodeKind::scalar && value.core == Core::null;
}

std::string_view name_of(const Value& value) {
  switch (value.kind) {
    case NodeKind::sequence:
      return "a list";
    case NodeKind::mapping:
      return "a mapping";
    case NodeKind::scalar:
      return "a single value";
  }
  return {};
}

ValueEntry* find(Value& mapping, std::string_view key) {
  const auto found = std::find_if(mapping.entries.begin(), mapping.entries.end(),
                                  [&](const ValueEntry& entry) { return entry.first == key; });
  return found == mapping.entries.end() ? nullptr : &*found;
}

std::string place(const Tokens& tokens, std::size_t count) {
  return count == 0 ? "the document" : quoted(pointer_of(tokens, count));
}

tl::unexpected<Error> nothing_at(const Tokens& tokens, std::size_t count) {
  return fail(ErrorKind::usage, fmt::format("there is nothing at {}", place(tokens, count)));
}

tl::unexpected<Error> no_item(const Tokens& tokens, std::size_t count, const Value& list) {
  return fail(ErrorKind::usage, fmt::format("the list at {} has {}, not an item {}", place(tokens, count),
                                            counted(list.items.size(), "item"), quoted(tokens[count])));
}

tl::unexpected<Error> wrong_kind(const Tokens& tokens, std::size_t count, const Value& found,
                                 std::string_view wanted) {
  return fail(ErrorKind::usage,
              fmt::format("{} is {}, wanted {}", place(tokens, count), name_of(found), wanted));
}

// Whether what is missing on the way is made.
enum class Missing : std::uint8_t { is_made, is_refused };

class Walk {
 public:
  Walk(Value& root, const Edit& edit, const Tokens& tokens) : m_root(root), m_edit(edit), m_tokens(tokens) {}

  // The value that the first `count` tokens name.
  Result<Value*> to(std::size_t count, Missing missing) {
    Value* at = &m_root;
    for (std::size_t i = 0; i < count; ++i) {
      Result<Value*> next = child(*at, i, missing);
      if (!next) {
        return next;
      }
      at = *next;
    }
    return at;
  }

 private:
  Result<Value*> child(Value& parent, std::size_t depth, Missing missing) {
    const std::string& token = m_tokens[depth];
    if (is_null(parent) && missing == Missing::is_made) {
      parent = Value::mapping();
    }
    if (parent.kind == NodeKind::sequence) {
      const std::optional<std::size_t> index = item_index(token);
      if (!index || *index >= parent.items.size()) {
        return no_item(m_tokens, depth, parent);
      }
      return &parent.items[*index];
    }
    if (parent.kind == NodeKind::scalar) {
      return is_null(parent) ? nothing_at(m_tokens, depth + 1)
                             : wrong_kind(m_tokens, depth, parent, "a mapping or a list");
    }
    if (ValueEntry* found = find(parent, token)) {
      return &found->second;
    }
    if (missing == Missing::is_refused) {
      return nothing_at(m_tokens, depth + 1);
    }
    return add(parent, token, depth + 1 == m_tokens.size());
  }

  Value* add(Value& mapping, const std::string& key, bool is_last_token) {
    auto where = mapping.entries.end();
    for (auto name = m_edit.after.begin(); is_last_token && name != m_edit.after.end(); ++name) {
      if (const ValueEntry* found = find(mapping, *name)) {
        where = mapping.entries.begin() + (found - mapping.entries.data()) + 1;
        break;
      }
    }
    return &mapping.entries.emplace(where, key, Value::null())->second;
  }

  Value& m_root;
  const Edit& m_edit;
  const Tokens& m_tokens;
};

Status set(Value& root, const Edit& edit, const Tokens& tokens) {
  Result<Value*> target = Walk(root, edit, tokens).to(tokens.size(), Missing::is_made);
  if (!target) {
    return fail(target.error());
  }
  **target = edit.value;
  return {};
}

Status append(Value& root, const Edit& edit, const Tokens& tokens) {
  Result<Value*> target = Walk(root, edit, tokens).to(tokens.size(), Missing::is_made);
  if (!target) {
    return fail(target.error());
  }
  Value& list = **target;
  if (is_null(list)) {
    list = Value::sequence();
  }
  if (list.kind != NodeKind::sequence) {
    return wrong_kind(tokens, tokens.size(), list, "a list");
  }
  list.items.push_back(edit.value);
  return {};
}

Status insert(Value& root, const Edit& edit, const Tokens& tokens) {
  const std::size_t parent_count = tokens.size() - 1;
  Result<Value*> target = Walk(root, edit, tokens).to(parent_count, Missing::is_made);
  if (!target) {
    return fail(target.error());
  }
  Value& list = **target;
  if (is_null(list)) {
    list = Value::sequence();
  }
  if (list.kind != NodeKind::sequence) {
    return wrong_kind(tokens, parent_count, list, "a list");
  }
  const std::optional<std::size_t> index = item_index(tokens.back());
  if (!index || *index > list.items.size()) {
    return no_item(tokens, parent_count, list);
  }
  list.items.insert(list.items.begin() + static_cast<std::ptrdiff_t>(*index), edit.value);
  return {};
}

Status erase(Value& root, const Edit& edit, const Tokens& tokens) {
  const std::size_t parent_count = tokens.size() - 1;
  Walk walk(root, edit, tokens);
  if (Result<Value*> target = walk.to(tokens.size(), Missing::is_refused); !target) {
    return fail(target.error());
  }
  Value& parent = **walk.to(parent_count, Missing::is_refused);
  if (parent.kind == NodeKind::sequence) {
    parent.items.erase(parent.items.begin() + static_cast<std::ptrdiff_t>(*item_index(tokens.back())));
  } else {
    parent.entries.erase(parent.entries.begin() + (find(parent, tokens.back()) - parent.entries.data()));
  }
  return {};
}

Status rename(Value& root, const Edit& edit, const Tokens& tokens) {
  const std::size_t parent_count = tokens.size() - 1;
  Walk walk(root, edit, tokens);
  if (Result<Value*> target = walk.to(tokens.size(), Missing::is_refused); !target) {
    return fail(target.error());
  }
  Value& parent = **walk.to(parent_count, Missing::is_refused);
  if (parent.kind != NodeKind::mapping) {
    return wrong_kind(tokens, parent_count, parent, "a mapping");
  }
  ValueEntry* entry = find(parent, tokens.back());
  if (const ValueEntry* other = find(parent, edit.key); other != nullptr && other != entry) {
    return fail(ErrorKind::usage,
                fmt::format("the key {} is in {} already", quoted(edit.key), place(tokens, parent_count)));
  }
  entry->first = edit.key;
  return {};
}

Status dispatch(Value& root, const Edit& edit, const Tokens& tokens) {
  const bool needs_parent = edit.action == Edit::Action::insert || edit.action == Edit::Action::erase ||
                            edit.action == Edit::Action::rename;
  if (needs_parent && tokens.empty()) {
    return fail(ErrorKind::usage, "the document itself was named, wanted a key or an item in it");
  }
  switch (edit.action) {
    case Edit::Action::set:
      return set(root, edit, tokens);
    case Edit::Action::append:
      return append(root, edit, tokens);
    case Edit::Action::insert:
      return insert(root, edit, tokens);
    case Edit::Action::erase:
      return erase(root, edit, tokens);
    case Edit::Action::rename:
      return rename(root, edit, tokens);
  }
  return {};
}

}  // namespace

Result<Value> apply_to_value(Value root, const Edit& edit) {
  const std::optional<Tokens> tokens = pointer_tokens(edit.pointer);
  if (!tokens) {
    return fail(ErrorKind::usage,
                fmt::format("the pointer {} does not begin with '/'", quoted(edit.pointer)));
  }
  if (Status done = dispatch(root, edit, *tokens); !done) {
    return fail(done.error());
  }
  return root;
}

}  // namespace csx::yaml
