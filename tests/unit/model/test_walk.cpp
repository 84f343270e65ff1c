#include <doctest/doctest.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "csx/model/account.hpp"
#include "csx/model/handoff.hpp"
#include "csx/model/journal.hpp"
#include "csx/model/walk.hpp"
#include "csx/store/dataset.hpp"
#include "reading.hpp"

using namespace csx;
using namespace csx::model;
using csx::model::test::read;

namespace {

constexpr std::string_view k_handoff =
    "kind: handoff\nid: h\naccount: a\ntype: sales-to-cs\nfrom: {area: sales, person: ana}\nto: {area: cs}\n"
    "timeline: [{at: 2026-01-01, event: opened, by: ana}]\n"
    "context:\n  pains: [slow, dear]\n  objectives: [{objective: faster}]\n  history: {none: new company}\n"
    "  promises: [p1, p2]\n";

}  // namespace

TEST_CASE("walk: a member's pointer is found by address and type") {
  const auto result = read(k_handoff);
  REQUIRE(result.record);
  const auto& handoff = result.record->as<Handoff>();
  const AnyRecord& record = *result.record;
  CHECK(pointer_to(record, &handoff.id, type_of<Id<Handoff>>) == "/id");
  CHECK(pointer_to(record, &handoff.from.person, type_of<std::optional<Reference<Person>>>) ==
        "/from/person");
  CHECK(pointer_to(record, &handoff.to.person, type_of<std::optional<Reference<Person>>>) == "/to/person");
  CHECK(pointer_to(record, &handoff.timeline[0].by, type_of<Reference<Person>>) == "/timeline/0/by");
  CHECK(pointer_to(record, &handoff.context->pains.value[1], type_of<std::string>) == "/context/pains/1");
  CHECK(pointer_to(record, &handoff.context->promises.value[1], type_of<Reference<Promise>>) ==
        "/context/promises/1");
  const std::string elsewhere;
  CHECK(pointer_to(record, &elsewhere, type_of<std::string>) == std::nullopt);
}

TEST_CASE("walk: a dated value given alone has no index") {
  const auto result =
      read("kind: account\nid: x\nname: X\ntier: a\nsegment: [{from: 2026-01-01, value: s}]\n");
  const auto& account = result.record->as<Account>();
  CHECK(pointer_to(*result.record, &account.tier->front().value, type_of<Reference<Tier>>) == "/tier");
  CHECK(pointer_to(*result.record, &account.segment->front().value, type_of<Reference<Segment>>) ==
        "/segment/0/value");
}

TEST_CASE("walk: mentions are declared and referred ids, in order") {
  const auto result = read(k_handoff);
  std::vector<Mention> mentions;
  collect_mentions(type_of<Handoff>, result.record->value(), mentions);
  std::string seen;
  for (const Mention& mention : mentions) {
    seen += fmt::format("{}{} {};", mention.role() == Role::declares ? "+" : "", mention.target().name,
                        mention.id());
  }
  CHECK(seen == "+handoff h;account a;person ana;person ana;objective faster;promise p1;promise p2;");
  mentions.clear();
  collect_mentions(type_of<Handoff>, result.record->value(), mentions, Only::declared);
  REQUIRE(mentions.size() == 1);
  CHECK(mentions.front().id() == "h");
}

TEST_CASE("walk: dotted paths") {
  CHECK(field_type(type_of<Handoff>, "context.objectives") != nullptr);
  CHECK(field_type(type_of<Handoff>, "context.objectives.baseline") != nullptr);
  CHECK(field_type(type_of<Handoff>, "context.objektives") == nullptr);
  CHECK(field_type(type_of<Handoff>, "id.more") == nullptr);
  CHECK(field_type(type_of<Account>, "fit.anything") != nullptr);
  CHECK(field_type(type_of<Account>, "owners.csm") != nullptr);
  CHECK(field_type(type_of<Entry>, "priority") != nullptr);
  const std::vector<std::string> paths = field_paths(type_of<Handoff>);
  CHECK(std::ranges::find(paths, "context.contract.special_terms") != paths.end());
}

TEST_CASE("walk: values at a path") {
  const auto result = read(k_handoff);
  const auto values = [&](std::string_view path) {
    return field_values(type_of<Handoff>, result.record->value(), path);
  };
  CHECK(values("context.history").at(0).none);
  CHECK(values("context.needs").at(0).type->list->size(values("context.needs").at(0).value) == 0);
  CHECK(values("context.pains").at(0).type->list->size(values("context.pains").at(0).value) == 2);
  CHECK(values("to.person").empty());
  CHECK(values("nothing").empty());
  CHECK(values("context.objectives.objective").size() == 1);
}

TEST_CASE("walk: mentions are the ids that a full walk finds, in every record of the examples") {
  const auto tree = store::disk_tree(std::string(CSX_SOURCE_DIR) + "/examples/aurora");
  REQUIRE(tree);
  const Result<store::Dataset> data = store::load(**tree);
  REQUIRE(data);
  std::size_t count = 0;
  for (const AnyRecord* record : data->records()) {
    CAPTURE(record->reference());
    const Type& type = *record->kind().type;
    std::vector<const void*> ids;
    std::vector<const void*> declared;
    walk(type, record->value(), [&](const Type& each, const void* value, const Path&) {
      if (each.form == Form::scalar && each.scalar->role != Role::plain) {
        ids.push_back(value);
        if (each.scalar->role == Role::declares) {
          declared.push_back(value);
        }
      }
      return Walk::into;
    });
    const auto found = [&](Only only) {
      std::vector<Mention> mentions;
      collect_mentions(type, record->value(), mentions, only);
      std::vector<const void*> values;
      std::ranges::transform(mentions, std::back_inserter(values), &Mention::value);
      return values;
    };
    CHECK(found(Only::any) == ids);
    CHECK(found(Only::declared) == declared);
    count += ids.size();
  }
  CHECK(count > 1000);
}
