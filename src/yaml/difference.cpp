#include "csx/yaml/difference.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>

namespace csx::yaml {
namespace {

/// What tells an item from its neighbours; none for scalars and mappings without an id.
const std::string* id_of(const Value& item) {
  const Value* id = item.kind == NodeKind::mapping ? item.find("id") : nullptr;
  return id != nullptr && id->kind == NodeKind::scalar ? &id->text : nullptr;
}

Value without_id(Value item) {
  std::erase_if(item.entries, [](const auto& entry) { return entry.first == "id"; });
  return item;
}

std::string escaped(std::string_view key) {
  std::string out;
  for (const char c : key) {
    out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  }
  return out;
}

/// Where a comparison stands: as a pointer, and as people name it.
struct Where {
  std::string pointer;
  std::string name;

  Where key(std::string_view key) const {
    return {pointer + '/' + escaped(key), name.empty() ? std::string(key) : fmt::format("{}.{}", name, key)};
  }
  Where item(std::size_t index, const Value& value) const {
    const std::string* id = id_of(value);
    return {fmt::format("{}/{}", pointer, index),
            fmt::format("{}.{}", name, id != nullptr ? *id : std::to_string(index))};
  }
};

class Comparison {
 public:
  void compare(const Where& where, const Value& before, const Value& after) {
    if (before == after) {
      return;
    }
    if (before.kind == NodeKind::mapping && after.kind == NodeKind::mapping) {
      compare_mappings(where, before, after);
    } else if (before.kind == NodeKind::sequence && after.kind == NodeKind::sequence) {
      compare_lists(where, before, after);
    } else {
      found.push_back({where.pointer, where.name, before, after});
    }
  }

  std::vector<Difference> found;

 private:
  void compare_mappings(const Where& where, const Value& before, const Value& after) {
    for (const auto& [key, value] : after.entries) {
      if (const Value* old = before.find(key)) {
        compare(where.key(key), *old, value);
      } else {
        found.push_back({where.key(key).pointer, where.key(key).name, std::nullopt, value});
      }
    }
    for (const auto& [key, value] : before.entries) {
      if (after.find(key) == nullptr) {
        found.push_back({where.key(key).pointer, where.key(key).name, value, std::nullopt});
      }
    }
  }

  void compare_lists(const Where& where, const Value& before, const Value& after) {
    std::vector<bool> used(before.items.size(), false);
    const std::vector<std::optional<std::size_t>> partners = match(before, after, used);
    for (std::size_t i = 0; i < after.items.size(); ++i) {
      const Where place = where.item(i, after.items[i]);
      if (partners[i]) {
        compare(place, before.items[*partners[i]], after.items[i]);
      } else {
        found.push_back({place.pointer, place.name, std::nullopt, after.items[i]});
      }
    }
    for (std::size_t i = 0; i < before.items.size(); ++i) {
      if (!used[i]) {
        const Where place = where.item(i, before.items[i]);
        found.push_back({place.pointer, place.name, before.items[i], std::nullopt});
      }
    }
  }

  static void match_renamed(const Value& before, const Value& after, std::vector<bool>& used,
                            std::vector<std::optional<std::size_t>>& partners) {
    std::multimap<std::string, std::size_t> gone;  // by what they hold, in order
    for (std::size_t j = 0; j < before.items.size(); ++j) {
      if (!used[j] && id_of(before.items[j]) != nullptr) {
        gone.emplace(one_line(without_id(before.items[j])), j);
      }
    }
    for (std::size_t i = 0; i < after.items.size() && !gone.empty(); ++i) {
      if (partners[i] || id_of(after.items[i]) == nullptr) {
        continue;
      }
      const Value rest = without_id(after.items[i]);
      const auto [first, last] = gone.equal_range(one_line(rest));
      const auto same = std::find_if(
          first, last, [&](const auto& each) { return without_id(before.items[each.second]) == rest; });
      if (same != last) {
        partners[i] = same->second;
        used[same->second] = true;
        gone.erase(same);
      }
    }
  }

  /// Which item before each item after was: by id, else equal and in order; what is left over pairs up by all
  /// that it holds but the id, or by its place between equal neighbours.
  static std::vector<std::optional<std::size_t>> match(const Value& before, const Value& after,
                                                       std::vector<bool>& used) {
    std::vector<std::optional<std::size_t>> partners(after.items.size());
    std::size_t from = 0;
    for (std::size_t i = 0; i < after.items.size(); ++i) {
      const std::string* id = id_of(after.items[i]);
      for (std::size_t j = id != nullptr ? 0 : from; j < before.items.size(); ++j) {
        const std::string* other = id_of(before.items[j]);
        const bool same =
            id != nullptr ? other != nullptr && *other == *id : before.items[j] == after.items[i];
        if (same && !used[j]) {
          partners[i] = j;
          used[j] = true;
          from = id != nullptr ? from : j + 1;
          break;
        }
      }
    }
    match_renamed(before, after, used, partners);
    if (before.items.size() == after.items.size()) {
      for (std::size_t i = 0; i < after.items.size(); ++i) {
        if (!partners[i] && !used[i] && id_of(after.items[i]) == nullptr &&
            id_of(before.items[i]) == nullptr) {
          partners[i] = i;
          used[i] = true;
        }
      }
    }
    return partners;
  }
};

void append(std::string& out, const Value& value, bool inside) {
  switch (value.kind) {
    case NodeKind::scalar: {
      const bool quoted =
          inside && value.core == Core::text &&
          (value.text.empty() || value.text.find_first_of(",[]{}:#\"'\n") != std::string::npos);
      out += quoted ? fmt::format("\"{}\"", value.text) : value.core == Core::null ? "null" : value.text;
      return;
    }
    case NodeKind::sequence:
      out += '[';
      for (std::size_t i = 0; i < value.items.size(); ++i) {
        out += i == 0 ? "" : ", ";
        append(out, value.items[i], true);
      }
      out += ']';
      return;
    case NodeKind::mapping:
      out += '{';
      for (std::size_t i = 0; i < value.entries.size(); ++i) {
        out += i == 0 ? "" : ", ";
        out += value.entries[i].first + ": ";
        append(out, value.entries[i].second, true);
      }
      out += '}';
      return;
  }
}

}  // namespace

std::vector<Difference> differences(const Value& before, const Value& after) {
  Comparison comparison;
  comparison.compare({}, before, after);
  return std::move(comparison.found);
}

std::string one_line(const Value& value) {
  std::string out;
  append(out, value, false);
  return out;
}

}  // namespace csx::yaml
