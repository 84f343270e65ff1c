#include "id_places.hpp"

#include "csx/base/text.hpp"
#include "csx/model/account.hpp"
#include "csx/model/agreement.hpp"
#include "csx/model/exchange.hpp"
#include "csx/model/governance.hpp"
#include "csx/model/handoff.hpp"
#include "csx/model/journal.hpp"
#include "csx/model/playbook.hpp"
#include "csx/model/walk.hpp"
#include "csx/model/workspace.hpp"
#include "field_address.hpp"
#include "fields.hpp"

#include <algorithm>
#include <array>

namespace csx::cli {
namespace {

using model::Form;
using model::Role;
using model::Type;
using model::type_of;
using yaml::NodeKind;
using yaml::Value;

/// Texts that hold an id without saying so in their type.
struct TextReference {
  const Type* owner;
  std::string_view key;
  std::span<const std::string_view> targets;
};
constexpr std::array<std::string_view, 3> k_reasons{"audit", "review", "opinion"};
constexpr std::array<std::string_view, 1> k_theme{"expectation theme"};
constexpr std::array<std::string_view, 1> k_stage{"journey stage"};

std::span<const std::string_view> targets_of_text(const Type& owner, std::string_view key) {
  static const std::array<TextReference, 3> k_texts{{{&type_of<model::AgreementChange>, "because", k_reasons},
                                                     {&type_of<model::Expectation>, "theme", k_theme},
                                                     {&type_of<model::Playbook>, "stage", k_stage}}};
  const auto text = std::ranges::find_if(
      k_texts, [&](const TextReference& each) { return each.owner == &owner && each.key == key; });
  return text == k_texts.end() ? std::span<const std::string_view>() : text->targets;
}

/// What the values of a field name, where they name something.
std::string_view target_of(const Type& record, std::string_view field) {
  const Type* found = model::field_type(record, field);
  const Type* leaf = found == nullptr ? nullptr : &core_type(*found);
  return leaf != nullptr && leaf->scalar != nullptr && leaf->scalar->role == Role::refers
             ? leaf->scalar->target.name
             : std::string_view();
}

/// Of a field that a filter of an agreement names: of the subject or of its account.
std::string_view target_of_filter(std::string_view field) {
  if (field == "csm" || field == "rep") {
    return "person";
  }
  for (const Type* type : {&type_of<model::Account>, &type_of<model::Handoff>, &type_of<model::Entry>,
                           &type_of<model::Subscription>}) {
    if (const std::string_view target = target_of(*type, field); !target.empty()) {
      return target;
    }
  }
  return {};
}

/// Of a field that a mapping fills.
std::string_view target_of_mapped(const Value& mapping, std::string_view field) {
  const Value* target = entry_of(mapping, "target");
  const model::Kind* kind = target == nullptr ? nullptr : model::find_kind(text_at(*target, "kind"));
  if (kind == nullptr) {
    return {};
  }
  const Type* record = kind->type == &type_of<model::Journal> ? &type_of<model::Entry> : kind->type;
  if (const std::string list = text_at(*target, "list"); !list.empty()) {
    const Type* items = model::field_type(*record, list);
    record = items == nullptr ? record : &core_type(*items);
  }
  return target_of(*record, field);
}

class IdCollector {
 public:
  IdCollector(const model::Kind& kind, const Value& root) : m_kind(kind), m_root(root) {
    m_account = text_at(root, kind.type == &type_of<model::Account> ? "id" : "account");
  }

  void go(const Type& type, const Value& value) {
    switch (type.form) {
      case Form::scalar:
        single(type, value);
        return;
      case Form::optional:
        go(*type.element, value);
        return;
      case Form::or_none:
        if (!says_none(value)) {
          go(*type.element, value);
        }
        return;
      case Form::list:
      case Form::dated:
        items(type, value);
        return;
      case Form::map:
        pairs(type, value);
        return;
      case Form::record:
        if (value.kind == NodeKind::mapping) {
          rows(type, value);
        }
        return;
      case Form::cases:
        return;
    }
  }

  std::vector<IdPlace> found;

 private:
  void items(const Type& type, const Value& value) {
    if (value.kind != NodeKind::sequence) {
      go(type.form == Form::dated ? *type.element->rows[1].type : *type.element, value);
      return;
    }
    for (std::size_t i = 0; i < value.items.size(); ++i) {
      below(std::to_string(i), [&] { go(*type.element, value.items[i]); });
    }
  }

  void pairs(const Type& type, const Value& value) {
    const std::string_view outer = m_meant;
    const bool fields = type.key == &type_of<model::FieldPath>;
    // Of a mapping's table only the values are ours, the keys are the source's.
    const bool ids = type.key == &type_of<model::AnyValue> && type.element != &type_of<model::AnyValue>;
    for (const auto& [key, each] : value.entries) {
      if (fields && m_kind.type == &type_of<model::Agreement>) {
        m_meant = target_of_filter(key);
      } else if (fields && m_kind.type == &type_of<model::Mapping>) {
        m_meant = target_of_mapped(m_root, key);
      }
      below(key, [&, &pair = each, &name = key] {
        if (type.key->scalar->role != Role::plain) {
          add(type.key->scalar->role, type.key->scalar->target.name, name, {}, {}).at = IdPlace::At::key;
        } else if (ids && !m_meant.empty()) {
          add(Role::refers, m_meant, name, {}, {}).at = IdPlace::At::key;
        }
        go(*type.element, pair);
      });
    }
    m_meant = outer;
  }

  void rows(const Type& type, const Value& value) {
    const std::string_view outer_meant = m_meant;
    const std::string outer_account = m_account;
    const std::string outer_playbook = m_playbook;
    if (type.find("field") != nullptr && type.find("field")->type == &type_of<model::FieldPath>) {
      m_meant = target_of_filter(text_at(value, "field"));
    }
    if (&type == &type_of<model::Entry> && entry_of(value, "account") != nullptr) {
      m_account = text_at(value, "account");
    }
    if (&type == &type_of<model::Onboarding>) {
      m_playbook = text_at(value, "playbook");
    }
    const std::vector<const model::Row*> known = rows_of(type, &value);
    for (const auto& [key, each] : value.entries) {
      const auto row = std::ranges::find(known, std::string_view(key), &model::Row::key);
      if (row != known.end()) {
        below(key, [&, &pair = each] {
          text_in(type, **row, pair);
          go(*(*row)->type, pair);
        });
      }
    }
    m_meant = outer_meant;
    m_account = outer_account;
    m_playbook = outer_playbook;
  }

  /// Texts that name a record or a part of one.
  void text_in(const Type& owner, const model::Row& row, const Value& value) {
    const std::span<const std::string_view> targets = targets_of_text(owner, row.key);
    for (std::size_t i = 0; i < value.items.size() && !targets.empty(); ++i) {
      below(std::to_string(i), [&] { add_each(targets, value.items[i].text); });
    }
    if (value.kind != NodeKind::scalar) {
      return;
    }
    add_each(targets, value.text);
    if (&owner == &type_of<model::FolderSuppression> && row.key == "record") {
      record_in_text(value.text);
    } else if (&owner == &type_of<model::ActionOrigin> && row.key == "ref") {
      origin_in_text(value.text);
    } else if (&owner == &type_of<model::Opinion> && row.key == "section") {
      parts_in_path(value.text);
    }
  }

  void add_each(std::span<const std::string_view> targets, const std::string& name) {
    for (const std::string_view target : targets) {
      add(Role::refers, target, name, {}, {});
    }
  }

  /// `account/aurora`, `agreement/sales-cs@3`.
  void record_in_text(const std::string& name) {
    const std::size_t slash = name.find('/');
    const model::Kind* kind = slash == name.npos ? nullptr : model::find_kind(name.substr(0, slash));
    if (kind != nullptr) {
      const std::size_t version = std::min(name.find('@', slash), name.size());
      add(Role::refers, kind->name, name.substr(slash + 1, version - slash - 1), name.substr(0, slash + 1),
          name.substr(version));
    }
  }

  /// What asked for an action: an audit, a review, or the commitment that the action is to improve.
  void origin_in_text(const std::string& name) {
    const Value* source = entry_of(m_root, "source");
    const std::string kind = source == nullptr ? std::string() : text_at(*source, "kind");
    const std::string commitment = text_at(m_root, "commitment");
    if (kind == "audit" || kind == "review") {
      add(Role::refers, model::find_kind(kind)->name, name, {}, {});
    } else if (commitment.ends_with('/' + name)) {
      add(Role::refers, "commitment", name, {}, {}).owner = commitment.substr(0, commitment.find('/'));
    }
  }

  /// `strategy.segments.retail`: ids of parts of the agreement stand between its fields.
  void parts_in_path(const std::string& path) {
    std::string fields;
    std::size_t at = 0;
    for (const std::string_view token : split(path, '.')) {
      const std::string longer = fields.empty() ? std::string(token) : fmt::format("{}.{}", fields, token);
      if (model::field_type(type_of<model::Agreement>, longer) != nullptr) {
        fields = longer;
      } else if (const Type* list = model::field_type(type_of<model::Agreement>, fields); list != nullptr) {
        const Type& item = core_type(*list);
        const model::Row* id = item.form == Form::record ? id_row_of(item) : nullptr;
        if (id != nullptr) {
          add(Role::refers, id->type->scalar->target.name, std::string(token), path.substr(0, at),
              path.substr(at + token.size()))
              .owner = text_at(m_root, "agreement");
        }
      }
      at += token.size() + 1;
    }
  }

  void single(const Type& type, const Value& value) {
    if (value.kind != NodeKind::scalar || value.core == yaml::Core::null) {
      return;
    }
    const model::ScalarOps& ops = *type.scalar;
    if (ops.role != Role::plain) {
      add(ops.role, ops.target.name, value.text, {}, {}).owner = owner_of(ops.target);
    } else if (&type == &type_of<model::CommitmentPath>) {
      const std::size_t slash = std::min(value.text.find('/'), value.text.size());
      const std::string agreement = value.text.substr(0, slash);
      add(Role::refers, "agreement", agreement, {}, value.text.substr(slash));
      if (slash < value.text.size()) {
        add(Role::refers, "commitment", value.text.substr(slash + 1), agreement + '/', {}).owner = agreement;
      }
    } else if (&type == &type_of<model::CalendarChoice>) {
      if (value.text != "responsible" && value.text != "account") {
        add(Role::refers, "calendar", value.text, {}, {});
      }
    } else if (&type == &type_of<model::AnyValue> && !m_meant.empty()) {
      add(Role::refers, m_meant, value.text, {}, {});
    } else if (&type == &type_of<model::Condition> && !m_meant.empty()) {
      const std::size_t word = value.text.find_first_not_of("!= ");
      if (word != std::string::npos && word > 0) {
        add(Role::refers, m_meant, value.text.substr(word), value.text.substr(0, word), {});
      }
    }
  }

  std::string owner_of(const model::Target& target) const {
    if (target.scope == model::Scope::account) {
      return m_account;
    }
    if (target.name == "commitment" && m_kind.type == &type_of<model::Agreement>) {
      return text_at(m_root, "id");
    }
    return target.name == "playbook step" ? m_playbook : std::string();
  }

  IdPlace& add(Role role, std::string_view target, std::string id, std::string before, std::string behind) {
    IdPlace& place = found.emplace_back();
    place.role = role;
    place.target = target;
    place.id = std::move(id);
    place.pointer = m_pointer;
    place.before = std::move(before);
    place.behind = std::move(behind);
    return place;
  }

  template <class Go>
  void below(std::string_view token, Go inside) {
    const std::size_t size = m_pointer.size();
    m_pointer += '/' + escape_pointer_token(token);
    inside();
    m_pointer.resize(size);
  }

  const model::Kind& m_kind;
  const Value& m_root;
  std::string m_pointer;
  std::string m_account;
  std::string m_playbook;
  std::string_view m_meant;  ///< what a value without a type of its own names here
};

}  // namespace

std::vector<IdPlace> id_places(const model::Kind& kind, const yaml::Value& record) {
  IdCollector collector(kind, record);
  collector.go(*kind.type, record);
  return std::move(collector.found);
}

}  // namespace csx::cli
