#include <fmt/format.h>

#include <algorithm>

#include "csx/base/text.hpp"
#include "csx/model/containers.hpp"
#include "reader.hpp"

namespace csx::model {
namespace {

constexpr std::string_view k_none_key = "none";

/// Whether a node says `{none: reason}`.
bool says_none(const yaml::Node& node) {
  return node.kind == yaml::NodeKind::mapping && node.entries.size() == 1 &&
         node.entries.front().key.text == k_none_key;
}

}  // namespace

Reading Reader::read_optional(const yaml::Node& node, const Type& type, void* out, const Bounds& bounds) {
  const Reading reading = read(node, *type.element, type.optional->emplace(out), bounds);
  if (reading == Reading::broken) {
    type.optional->reset(out);
    m_record.written().unread.push_back(m_path.pointer());
    return Reading::partial;
  }
  return reading;
}

Reading Reader::read_or_none(const yaml::Node& node, const Type& type, void* out, const Bounds& bounds) {
  if (!says_none(node)) {
    return read(node, *type.element, type.or_none->mutable_value(out), bounds);
  }
  const yaml::Node& reason = node.entries.front().value;
  m_path.push(k_none_key);
  const bool text = reason.kind == yaml::NodeKind::scalar && reason.core == yaml::Core::text;
  const bool good = text && !trim(reason.text).empty();
  if (good) {
    type.or_none->set_none(out, std::string(reason.text));
  } else {
    report("schema/wrong-type",
           fmt::format("expected the reason why there is none, found {}", describe_found(reason)), &reason)
        .help = "write `none: why it is so`";
  }
  m_path.pop();
  return good ? Reading::whole : Reading::partial;
}

Reading Reader::read_list(const yaml::Node& node, const Type& type, void* out, const Bounds& bounds) {
  if (node.kind == yaml::NodeKind::sequence) {
    return read_items(node, type, out, bounds);
  }
  if (type.lone || type.form == Form::dated) {
    return read_lone(node, type, out, bounds);
  }
  return wrong_type(node, "a list", "write each item on a line of its own after `- `, or all in [ ]");
}

Reading Reader::read_lone(const yaml::Node& node, const Type& type, void* out, const Bounds& bounds) {
  void* item = type.list->add(out);
  const Type* item_type = type.element;
  if (type.form == Form::dated) {
    const Row& from = item_type->rows[0];
    const Row& value = item_type->rows[1];
    *static_cast<time::Date*>(from.member(item)) = Dated<int>::k_always;
    item = value.member(item);
    item_type = value.type;
  }
  const Reading reading = read(node, *item_type, item, bounds);
  if (reading == Reading::broken) {
    type.list->drop_last(out);
  } else if (type.form != Form::dated) {
    m_record.written().lone.push_back(m_path.pointer());
  }
  return reading;
}

Reading Reader::read_items(const yaml::Node& node, const Type& type, void* out, const Bounds& bounds) {
  Reading reading = Reading::whole;
  const std::size_t fewest = std::max(type.min_items, bounds.min_items);
  if (node.items.size() < fewest) {
    // Of an incomplete document the rest of the list may be what could not be read.
    if (m_document.complete) {
      report("schema/too-few-items",
             fmt::format("expected at least {}, found {}", counted(fewest, "item"), node.items.size()),
             &node);
    }
    reading = node.items.empty() && type.required ? Reading::broken : Reading::partial;
  }
  type.list->reserve(out, node.items.size());
  std::size_t index = 0;
  for (const yaml::Node& each : node.items) {
    m_path.push(index);
    const Reading item = read(each, *type.element, type.list->add(out), bounds);
    m_path.pop();
    if (item == Reading::broken) {
      type.list->drop_last(out);
      m_record.written().dropped.push_back({m_path.pointer(), index});
    }
    reading = item == Reading::whole ? reading : worse(reading, Reading::partial);
    ++index;
  }
  const bool nothing_left = type.list->size(out) == 0;
  if (nothing_left && !node.items.empty()) {
    m_record.written().unread.push_back(m_path.pointer());
  }
  return nothing_left && type.required ? Reading::broken : reading;
}

Reading Reader::read_map(const yaml::Node& node, const Type& type, void* out, const Bounds& bounds) {
  if (node.kind != yaml::NodeKind::mapping) {
    return wrong_type(
        node, fmt::format("{} by {}", type.name.empty() ? "values" : type.name, type.key->name),
        fmt::format("write `{}: {}`, one a line", type.key->name, type.name.empty() ? "value" : type.name));
  }
  Reading reading = Reading::whole;
  for (const yaml::Entry& entry : node.entries) {
    std::string wrong;
    m_path.push(entry.key.text);
    void* value = type.map->add_parsed(out, entry.key.text, wrong);
    if (value == nullptr) {
      const bool word = !type.key->scalar->words.empty();
      report(
          word ? "schema/unknown-value" : "schema/invalid-value",
          word ? fmt::format("unknown {} {}{}", type.key->name, quoted(entry.key.text), wrong)
               : fmt::format("{} is not {}: {}", quoted(entry.key.text), with_article(type.key->name), wrong),
          &entry.key, Aspect::key);
      reading = Reading::partial;
    } else if (entry.value.is_null()) {
      type.map->drop_last(out);
    } else if (const Reading item = read(entry.value, *type.element, value, bounds); item != Reading::whole) {
      if (item == Reading::broken) {
        type.map->drop_last(out);
      }
      reading = Reading::partial;
    }
    m_path.pop();
  }
  return reading;
}

}  // namespace csx::model
