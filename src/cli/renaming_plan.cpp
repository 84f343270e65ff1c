#include <algorithm>

#include "csx/base/text.hpp"
#include "field_address.hpp"
#include "make_id.hpp"
#include "renaming.hpp"

namespace csx::cli {
namespace {

using model::Scope;

std::string id_of(const Named& named, const model::Row& row) {
  return row.type->scalar->print(row.of(named.item.value));
}

/// A part of the same name in the same place.
bool is_taken(const store::Dataset& data, const Named& named, const Renaming& renaming) {
  const bool whole = renaming.target.scope == Scope::folder ||
                     (renaming.target.scope == Scope::agreement && renaming.owner.empty());
  if (whole) {
    return data.has_id(renaming.target.name, renaming.to);
  }
  std::vector<const model::AnyRecord*> records{named.item.record};
  if (renaming.target.scope == Scope::agreement) {
    const auto versions = data.versions(renaming.owner);
    records.assign(versions.begin(), versions.end());
  }
  return std::ranges::any_of(records, [&](const model::AnyRecord* record) {
    std::vector<model::Mention> mentions;
    model::collect_mentions(*record->kind().type, record->value(), mentions);
    return std::ranges::any_of(mentions, [&](const model::Mention& mention) {
      return mention.role() == model::Role::declares && mention.target().name == renaming.target.name &&
             mention.id() == renaming.to;
    });
  });
}

/// Where the id that is wanted stands already, for the message.
std::string place_of(const store::Dataset& data, const Renaming& renaming) {
  const model::AnyRecord* record =
      renaming.subject->kind == nullptr ? nullptr : data.find(renaming.subject->kind->name, renaming.to);
  return record == nullptr ? std::string() : fmt::format(", in {}", data.file_of(*record));
}

Status refuse_id(const store::Dataset& data, const Named& named, const Renaming& renaming) {
  if (const std::string fault = fault_of_id(renaming.to); !fault.empty()) {
    return fail(ErrorKind::usage, fmt::format("{} is no id: {}", csx::quoted(renaming.to), fault),
                {"write a-z, 0-9 and hyphens, at most 64 characters"});
  }
  const bool word =
      renaming.target.name == "calendar" && (renaming.to == "account" || renaming.to == "responsible");
  if (word) {
    return fail(ErrorKind::usage,
                fmt::format("clocks take {} for something else than a calendar", csx::quoted(renaming.to)));
  }
  if (renaming.to != renaming.from && is_taken(data, named, renaming)) {
    return fail(ErrorKind::usage,
                fmt::format("{} {} exists already{}", renaming.target.name, csx::quoted(renaming.to),
                            place_of(data, renaming)),
                {"give another id"});
  }
  return {};
}

}  // namespace

Result<Renaming> plan_renaming(const store::Dataset& data, const Named& named, std::string_view to) {
  const model::Row* row = id_row_of(*named.subject.type);
  if (row == nullptr) {
    return fail(ErrorKind::usage, fmt::format("{} has no id", with_article(named.subject.name)));
  }
  const model::AnyRecord& record = *named.item.record;
  if (record.kind().name == "audit") {
    return fail(ErrorKind::usage,
                fmt::format("{} says what was found then, it is not changed afterwards", named.ref));
  }
  Renaming renaming{&named.subject, row->type->scalar->target, id_of(named, *row), std::string(to), {}, {}};
  const std::string identity = record.identity();
  if (named.subject.kind == nullptr) {
    const bool owned = renaming.target.scope == Scope::account ||
                       renaming.target.scope == Scope::any_record || renaming.target.scope == Scope::record ||
                       renaming.target.name == "commitment";
    if (owned) {
      renaming.owner = identity.substr(0, identity.find('@'));
      renaming.owner_kind = record.kind().name;
    }
  }
  if (Status fit = refuse_id(data, named, renaming); !fit) {
    return fail(std::move(fit.error()));
  }
  return renaming;
}

bool is_meant(const Renaming& renaming, const IdPlace& place, const model::Kind& kind,
              std::string_view record_id, bool sole) {
  if (place.target != renaming.target.name || place.id != renaming.from) {
    return false;
  }
  const bool in_owner = kind.name == renaming.owner_kind && record_id == renaming.owner;
  const bool declares = place.role == model::Role::declares;
  switch (renaming.target.scope) {
    case Scope::folder:
      return true;
    case Scope::agreement:
      return renaming.owner.empty() || place.owner == renaming.owner;
    case Scope::account:
      return place.owner == renaming.owner;
    case Scope::any_record:
      return declares ? in_owner : place.owner == renaming.owner || (place.owner.empty() && sole);
    case Scope::record:
      // Another kind of record names it by agreement: an expectation its theme.
      return in_owner || (!declares && kind.name != renaming.owner_kind);
  }
  return false;
}

}  // namespace csx::cli
