#include "csx/model/kinds.hpp"

#include <algorithm>
#include <array>

// Before the descriptions, which then define their types here.
#include "make_type.hpp"

#include "csx/model/account.hpp"
#include "csx/model/agreement.hpp"
#include "csx/model/blueprint.hpp"
#include "csx/model/calendar.hpp"
#include "csx/model/exchange.hpp"
#include "csx/model/governance.hpp"
#include "csx/model/handoff.hpp"
#include "csx/model/journal.hpp"
#include "csx/model/person.hpp"
#include "csx/model/playbook.hpp"
#include "csx/model/workspace.hpp"

namespace csx::model {
namespace {

template <class T>
std::string identity(const void* value) {
  const T& record = *static_cast<const T*>(value);
  if constexpr (std::is_same_v<T, Agreement>) {
    return record.id.value + "@" + std::to_string(record.version);
  } else if constexpr (requires { record.id.value; }) {
    return record.id.value;
  } else {
    return {};
  }
}

template <class T>
consteval Kind kind(std::string_view name, std::string_view plural, std::string_view layout) {
  return Kind{.name = name,
              .plural = plural,
              .type = &type_of<T>,
              .layout = layout,
              .make = []() -> void* { return new T(); },
              .destroy = [](void* value) { delete static_cast<T*>(value); },
              .identity = &identity<T>};
}

constexpr std::array k_kinds{
    kind<Workspace>("workspace", "workspaces", "csx.yaml"),
    kind<Calendar>("calendar", "calendars", "calendars/{id}.yaml"),
    kind<Person>("person", "people", "people.yaml"),
    kind<Agreement>("agreement", "agreements", "agreements/{id}.yaml"),
    kind<Review>("review", "reviews", "reviews/{id}.yaml"),
    kind<Opinion>("opinion", "opinions", "opinions/{id}.yaml"),
    kind<Playbook>("playbook", "playbooks", "playbooks/{id}.yaml"),
    kind<Blueprint>("blueprint", "blueprints", "blueprints/{id}.yaml"),
    kind<Knowledge>("knowledge", "knowledge bases", "knowledge.yaml"),
    kind<Account>("account", "accounts", "accounts/{id}/account.yaml"),
    kind<Handoff>("handoff", "handoffs", "accounts/{account}/handoffs/{id}.yaml"),
    kind<Journal>("journal", "journals", "accounts/{account}/journal/{month}.yaml"),
    kind<Mapping>("mapping", "mappings", "imports/{id}.yaml"),
    kind<Audit>("audit", "audits", "audits/{id}.yaml"),
    kind<Action>("action", "actions", "actions/{id}.yaml"),
};

constexpr auto k_names = [] {
  std::array<std::string_view, k_kinds.size()> names;
  std::ranges::transform(k_kinds, names.begin(), &Kind::name);
  return names;
}();

template <class T>
const Kind& by_type() {
  return *std::ranges::find(k_kinds, &type_of<T>, &Kind::type);
}

}  // namespace

std::span<const Kind> kinds() {
  return k_kinds;
}

std::span<const std::string_view> kind_names() {
  return k_names;
}

const Kind* find_kind(std::string_view name) {
  const auto found = std::ranges::find(k_kinds, name, &Kind::name);
  return found == k_kinds.end() ? nullptr : &*found;
}

// clang-format off
template <> const Kind& kind_of<Workspace>() { return by_type<Workspace>(); }
template <> const Kind& kind_of<Calendar>()  { return by_type<Calendar>(); }
template <> const Kind& kind_of<Person>()    { return by_type<Person>(); }
template <> const Kind& kind_of<Agreement>() { return by_type<Agreement>(); }
template <> const Kind& kind_of<Review>()    { return by_type<Review>(); }
template <> const Kind& kind_of<Opinion>()   { return by_type<Opinion>(); }
template <> const Kind& kind_of<Playbook>()  { return by_type<Playbook>(); }
template <> const Kind& kind_of<Blueprint>() { return by_type<Blueprint>(); }
template <> const Kind& kind_of<Knowledge>() { return by_type<Knowledge>(); }
template <> const Kind& kind_of<Account>()   { return by_type<Account>(); }
template <> const Kind& kind_of<Handoff>()   { return by_type<Handoff>(); }
template <> const Kind& kind_of<Journal>()   { return by_type<Journal>(); }
template <> const Kind& kind_of<Mapping>()   { return by_type<Mapping>(); }
template <> const Kind& kind_of<Audit>()     { return by_type<Audit>(); }
template <> const Kind& kind_of<Action>()    { return by_type<Action>(); }
// clang-format on

std::string AnyRecord::reference() const {
  std::string id = identity();
  return id.empty() ? std::string(m_kind->name) : std::string(m_kind->name) + "/" + id;
}

bool AsWritten::is_unread(std::string_view pointer) const {
  return std::ranges::any_of(unread, [&](const std::string& each) {
    return pointer.starts_with(each) && (pointer.size() == each.size() || pointer[each.size()] == '/');
  });
}

}  // namespace csx::model
