#include "csx/model/walk.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "csx/base/text.hpp"
#include "csx/model/containers.hpp"

namespace csx::model {
namespace {

/// Members of a map's key are printed, as they stand in the text.
std::string printed_key(const Type& map, const void* value, std::size_t index) {
  return map.key->scalar->print(map.map->key_at(value, index));
}

bool is_lone_dated(const Type& type, const void* value) {
  if (type.form != Form::dated || type.list->size(value) != 1) {
    return false;
  }
  const void* item = type.list->at(value, 0);
  return *static_cast<const time::Date*>(type.element->rows[0].of(item)) == Dated<int>::k_always;
}

class Walker {
 public:
  explicit Walker(const Visit& visit) : m_visit(visit) {}

  bool go(const Type& type, const void* value) {
    switch (m_visit(type, value, m_path)) {
      case Walk::stop:
        return false;
      case Walk::over:
        return true;
      case Walk::into:
        return enter(type, value);
    }
    return true;
  }

 private:
  bool enter(const Type& type, const void* value) {
    switch (type.form) {
      case Form::scalar:
        return true;
      case Form::optional: {
        const void* inner = type.optional->get(value);
        return inner == nullptr || go(*type.element, inner);
      }
      case Form::or_none:
        return go(*type.element, type.or_none->value(value));
      case Form::list:
      case Form::dated:
        return enter_list(type, value);
      case Form::map:
        return enter_map(type, value);
      case Form::record:
        return enter_rows(type.rows, value);
      case Form::cases: {
        const void* inner = type.cases->get(value);
        return inner == nullptr || enter_rows(type.cases->types[type.cases->tag(value)]->rows, inner);
      }
    }
    return true;
  }

  bool enter_rows(std::span<const Row> rows, const void* record) {
    for (const Row& row : rows) {
      const bool keyed = !row.key.empty();
      if (keyed) {
        m_path.push(row.key);
      }
      const bool on = go(*row.type, row.of(record));
      if (keyed) {
        m_path.pop();
      }
      if (!on) {
        return false;
      }
    }
    return true;
  }

  bool enter_list(const Type& type, const void* value) {
    if (is_lone_dated(type, value)) {
      const Row& row = type.element->rows[1];
      return go(*row.type, row.of(type.list->at(value, 0)));
    }
    const std::size_t size = type.list->size(value);
    for (std::size_t i = 0; i < size; ++i) {
      m_path.push(i);
      const bool on = go(*type.element, type.list->at(value, i));
      m_path.pop();
      if (!on) {
        return false;
      }
    }
    return true;
  }

  bool enter_map(const Type& type, const void* value) {
    const std::size_t size = type.map->size(value);
    for (std::size_t i = 0; i < size; ++i) {
      const std::string key = printed_key(type, value, i);
      m_path.push(key);
      const bool on =
          go(*type.key, type.map->key_at(value, i)) && go(*type.element, type.map->value_at(value, i));
      m_path.pop();
      if (!on) {
        return false;
      }
    }
    return true;
  }

  const Visit& m_visit;
  Path m_path;
};

/// The index in the text of a typed list's item: dropped items before it are counted in.
std::size_t index_in_text(const std::string& list, std::size_t index,
                          const std::vector<AsWritten::Item>& dropped) {
  for (const AsWritten::Item& item : dropped) {
    if (item.list == list && item.index <= index) {
      ++index;
    }
  }
  return index;
}

}  // namespace

std::string Path::pointer(const AsWritten& written) const {
  std::string pointer;
  for (const Step& step : m_steps) {
    if (step.is_index) {
      if (std::ranges::find(written.lone, pointer) == written.lone.end()) {
        pointer += '/' + std::to_string(index_in_text(pointer, step.index, written.dropped));
      }
    } else {
      pointer += '/' + escape_pointer_token(step.key);
    }
  }
  return pointer;
}

bool walk(const Type& type, const void* value, const Visit& visit) {
  return Walker(visit).go(type, value);
}

std::optional<std::string> pointer_to(const AnyRecord& record, const void* member, const Type& type) {
  std::optional<std::string> pointer;
  walk(*record.kind().type, record.value(), [&](const Type& each, const void* value, const Path& path) {
    if (value == member && &each == &type) {
      pointer = path.pointer(record.written());
      return Walk::stop;
    }
    return Walk::into;
  });
  return pointer;
}

PointerIndex::PointerIndex(const AnyRecord& record) {
  walk(*record.kind().type, record.value(), [&](const Type& type, const void* value, const Path& path) {
    m_pointers.try_emplace({value, &type}, path.pointer(record.written()));
    return Walk::into;
  });
}

std::optional<std::string> PointerIndex::find(const void* member, const Type& type) const {
  const auto found = m_pointers.find({member, &type});
  return found == m_pointers.end() ? std::nullopt : std::optional(found->second);
}

namespace {

/// The types that a type is made of.
template <class Do>
void for_each_part(const Type& type, const Do& act) {
  for (const Type* part : {type.element, type.key}) {
    if (part != nullptr) {
      act(*part);
    }
  }
  for (const Row& row : type.rows) {
    act(*row.type);
  }
  if (type.cases != nullptr) {
    std::ranges::for_each(type.cases->types, [&](const Type* each) { act(*each); });
  }
}

/// The rows of a record, or of the cases of one, below which ids lie: most of a record's rows hold none.
struct Route {
  struct Hop {
    const Row* row;
    const Route* onward;  ///< of the record that the row holds, or of its items; null when it holds another
  };
  std::vector<Hop> to_declared;
  std::vector<Hop> to_mentioned;
  const std::vector<Hop>& to(Only only) const { return only == Only::declared ? to_declared : to_mentioned; }
};

/// The record that a value holds, alone or as its items; null when it holds something else.
const Type* record_in(const Type& type) {
  const Type* inner = &bare(type);
  while (inner->form == Form::list || inner->form == Form::dated) {
    inner = &bare(*inner->element);
  }
  return inner->form == Form::record ? inner : nullptr;
}

class Routes {
 public:
  Routes() {
    for (const Kind& kind : kinds()) {
      add(*kind.type);
    }
    // Types may contain themselves: what is found below one is found below those that hold it, until nothing
    // changes.
    for (bool changes = true; std::exchange(changes, false);) {
      for (auto& known : m_below) {
        Below& below = known.second;
        const Below before = below;
        for_each_part(*known.first, [&](const Type& part) { below.add(m_below.at(&part)); });
        changes = changes || !(below == before);
      }
    }
    for (const auto& known : m_below) {
      Route& route = m_routes[known.first];
      for (const Row& row : known.first->rows) {
        const Type* record = record_in(*row.type);
        const Route::Hop hop{&row, record == nullptr ? nullptr : &m_routes[record]};
        if (m_below.at(row.type).declares) {
          route.to_declared.push_back(hop);
        }
        if (m_below.at(row.type).mentions) {
          route.to_mentioned.push_back(hop);
        }
      }
    }
  }

  static const Route& of(const Type& record) {
    static const Routes routes;
    return routes.m_routes.at(&record);
  }

 private:
  struct Below {
    bool declares = false;
    bool mentions = false;
    void add(const Below& other) {
      declares = declares || other.declares;
      mentions = mentions || other.mentions;
    }
    friend bool operator==(const Below&, const Below&) = default;
  };

  void add(const Type& type) {
    const Role role = type.scalar != nullptr ? type.scalar->role : Role::plain;
    if (m_below.try_emplace(&type, Below{role == Role::declares, role != Role::plain}).second) {
      for_each_part(type, [this](const Type& part) { add(part); });
    }
  }

  std::unordered_map<const Type*, Below> m_below;
  std::unordered_map<const Type*, Route> m_routes;
};

class Collector {
 public:
  Collector(std::vector<Mention>& out, Only only) : m_out(out), m_only(only) {}

  /// `route`: of the record that the value holds; null when it is not known.
  void collect(const Type& type, const void* value, const Route* route = nullptr) {
    switch (type.form) {
      case Form::scalar:
        if (type.scalar->role == Role::declares ||
            (type.scalar->role == Role::refers && m_only == Only::any)) {
          m_out.push_back({&type, value});
        }
        return;
      case Form::optional:
        if (const void* inner = type.optional->get(value)) {
          collect(*type.element, inner, route);
        }
        return;
      case Form::or_none:
        collect(*type.element, type.or_none->value(value), route);
        return;
      case Form::list:
      case Form::dated: {
        const std::size_t size = type.list->size(value);
        for (std::size_t i = 0; i < size; ++i) {
          collect(*type.element, type.list->at(value, i), route);
        }
        return;
      }
      case Form::map: {
        const std::size_t size = type.map->size(value);
        for (std::size_t i = 0; i < size; ++i) {
          collect(*type.key, type.map->key_at(value, i));
          collect(*type.element, type.map->value_at(value, i));
        }
        return;
      }
      case Form::cases:
        if (const void* inner = type.cases->get(value)) {
          collect(*type.cases->types[type.cases->tag(value)], inner);
        }
        return;
      case Form::record:
        for (const Route::Hop& hop : (route == nullptr ? Routes::of(type) : *route).to(m_only)) {
          collect(*hop.row->type, hop.row->of(value), hop.onward);
        }
        return;
    }
  }

 private:
  std::vector<Mention>& m_out;
  Only m_only;
};

}  // namespace

void collect_mentions(const Type& type, const void* value, std::vector<Mention>& out, Only only) {
  Collector(out, only).collect(type, value);
}

namespace {

void add_declared(const Type& type, std::set<const Type*>& seen, std::set<std::string_view>& targets) {
  if (!seen.insert(&type).second) {
    return;
  }
  if (type.scalar != nullptr && type.scalar->role == Role::declares) {
    targets.insert(type.scalar->target.name);
  }
  for_each_part(type, [&](const Type& part) { add_declared(part, seen, targets); });
}

}  // namespace

bool declares(const Kind& kind, std::string_view target) {
  static const auto targets = [] {
    std::map<std::string_view, std::set<std::string_view>> by_kind;
    for (const Kind& each : kinds()) {
      std::set<const Type*> seen;
      add_declared(*each.type, seen, by_kind[each.name]);
    }
    return by_kind;
  }();
  return targets.at(kind.name).contains(target);
}

}  // namespace csx::model
