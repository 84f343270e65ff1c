#include "random_edit.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "csx/base/text.hpp"

namespace csx::yaml::test {

namespace {

constexpr std::array<std::string_view, 46> k_edit_words = {"word",
                                                           "two words",
                                                           "São José",
                                                           "日本",
                                                           "🎉",
                                                           "x: y",
                                                           "x #y",
                                                           "#x",
                                                           "it's",
                                                           "\"q\"",
                                                           "back\\s",
                                                           "12",
                                                           "-3.5",
                                                           "true",
                                                           "null",
                                                           "~",
                                                           "- dash",
                                                           "[x]",
                                                           "{y}",
                                                           "a, b",
                                                           " lead",
                                                           "trail ",
                                                           "a\tb",
                                                           "&anchor",
                                                           "*alias",
                                                           "100% of it",
                                                           "yes",
                                                           "on",
                                                           "1_000",
                                                           "12:30:00",
                                                           "0777",
                                                           "0x1",
                                                           ".5",
                                                           "",
                                                           "2026-03-02",
                                                           "1500.00 BRL",
                                                           "16bh",
                                                           "95%",
                                                           "key:",
                                                           "---",
                                                           "2026-02-30",
                                                           "http://x/y",
                                                           "2026-03-02T10:12:00-03:00",
                                                           ">= 90%",
                                                           "\r\n",
                                                           "a\rb"};

constexpr std::array<std::string_view, 6> k_numbers = {"12", "-3", "1.50", "0", "1.5e+3", "0x1f"};

}  // namespace

std::string RandomEdits::words() {
  std::string text(k_edit_words[below(k_edit_words.size())]);
  while (one_in(3)) {
    constexpr std::array<std::string_view, 6> k_joints = {" ", " ", "\n", "\n", "\n\n", "\n  "};
    text += k_joints[below(k_joints.size())];
    text += k_edit_words[below(k_edit_words.size())];
  }
  if (one_in(6)) {
    text += one_in(4) ? "\n\n" : "\n";
  }
  return text;
}

Value RandomEdits::value(std::size_t depth) {
  const std::size_t choice = below(depth > 2 ? 8 : 12);
  if (choice < 5) {
    return Value::string(words());
  }
  if (choice == 5) {
    return Value::number(std::string(k_numbers[below(k_numbers.size())]));
  }
  if (choice == 6) {
    return Value::boolean(one_in(2));
  }
  if (choice == 7) {
    return Value::null();
  }
  Value collection = choice < 10 ? Value::sequence() : Value::mapping();
  const std::size_t count = below(4);
  for (std::size_t i = 0; i < count; ++i) {
    if (choice < 10) {
      collection.items.push_back(value(depth + 1));
    } else {
      collection.entries.emplace_back(words() + std::to_string(i), value(depth + 1));
    }
  }
  return collection;
}

// The same with small changes, as a program gives it back.
Value RandomEdits::like(const Node& node) {
  Value result = Value::of(node);
  for (std::size_t changes = 1 + below(3); changes > 0; --changes) {
    if (result.kind == NodeKind::sequence) {
      const std::size_t at = below(result.items.size() + 1);
      if (at < result.items.size() && one_in(2)) {
        result.items.erase(result.items.begin() + static_cast<std::ptrdiff_t>(at));
      } else if (at < result.items.size() && one_in(2)) {
        result.items[at] = value(1);
      } else {
        result.items.insert(result.items.begin() + static_cast<std::ptrdiff_t>(at), value(1));
      }
    } else if (result.kind == NodeKind::mapping) {
      const std::size_t at = below(result.entries.size() + 1);
      if (at < result.entries.size() && one_in(2)) {
        result.entries.erase(result.entries.begin() + static_cast<std::ptrdiff_t>(at));
      } else if (at < result.entries.size()) {
        result.entries[at].second = value(1);
      } else {
        const std::string key = "new" + std::to_string(changes) + "-" + std::to_string(below(1000));
        if (node.find(key) == nullptr) {
          result.entries.emplace_back(key, value(1));
        }
      }
    } else {
      result = value(1);
    }
  }
  return result;
}

std::string RandomEdits::new_key() {
  return one_in(3) ? words() : "key" + std::to_string(below(4));
}

void RandomEdits::collect(const Place& place, std::vector<Place>& places) {
  places.push_back(place);
  for (std::size_t i = 0; i < place.node->items.size(); ++i) {
    collect({place.pointer + "/" + std::to_string(i), &place.node->items[i], place.node}, places);
  }
  for (const Entry& entry : place.node->entries) {
    collect({place.pointer + "/" + escape_pointer_token(entry.key.text), &entry.value, place.node}, places);
  }
}

Edit RandomEdits::edit(const Stream& stream) {
  Edit edit;
  edit.value = value();
  if (stream.documents.empty()) {
    edit.pointer = one_in(2) ? "" : "/" + escape_pointer_token(new_key());
    return edit;
  }
  edit.document = static_cast<std::uint32_t>(below(stream.documents.size()));
  std::vector<Place> places;
  collect({"", &stream.documents[edit.document].root, nullptr}, places);
  const Place& place = places[below(places.size())];
  const Node& node = *place.node;
  edit.pointer = place.pointer;
  const std::size_t choice = below(12);
  if (choice < 3 && place.parent != nullptr) {
    edit.action = Edit::Action::erase;
  } else if (choice == 3 && place.parent != nullptr && place.parent->kind == NodeKind::mapping) {
    edit.action = Edit::Action::rename;
    edit.key = new_key();
  } else if (choice < 8 && (node.kind == NodeKind::sequence || node.is_null())) {
    edit.action = one_in(2) || node.is_null() ? Edit::Action::append : Edit::Action::insert;
    if (edit.action == Edit::Action::insert) {
      edit.pointer += "/" + std::to_string(below(node.items.size() + 1));
    }
  } else if (choice < 8 && (node.kind == NodeKind::mapping || node.is_null())) {
    edit.action = one_in(6) ? Edit::Action::append : Edit::Action::set;
    edit.pointer += "/" + escape_pointer_token(new_key());
    edit.pointer += one_in(5) ? "/deeper" : "";
    if (!node.entries.empty()) {
      edit.after = {"nothing", std::string(node.entries[below(node.entries.size())].key.text)};
    }
  } else if (one_in(3)) {
    edit.value = like(node);
  }
  return edit;
}

}  // namespace csx::yaml::test
