#include "id_places.hpp"

#include <doctest/doctest.h>

#include "csx/yaml/edit.hpp"
#include "make_id.hpp"
#include "renaming.hpp"
#include "value_of.hpp"

using namespace csx;
using namespace csx::cli;

namespace {

/// `person /owners/sales ana`, a line a place; `+` before what is declared, `@owner` behind.
std::vector<std::string> shown(std::string_view text) {
  const yaml::Value record = value_of(text);
  std::vector<std::string> lines;
  for (const auto& [key, value] : record.entries) {
    if (key == "kind") {
      for (const IdPlace& place : id_places(*model::find_kind(value.text), record)) {
        lines.push_back(fmt::format("{}{}{} {} {}{}", place.role == model::Role::declares ? "+" : "",
                                    place.at == IdPlace::At::key ? "key " : "", place.target, place.pointer,
                                    place.id, place.owner.empty() ? "" : "@" + place.owner));
      }
    }
  }
  return lines;
}

}  // namespace

TEST_CASE("ids are found wherever a record names something") {
  struct Row {
    std::string_view text;
    std::vector<std::string> places;
  };
  const Row rows[] = {
      {"kind: account\nid: aurora\nowners: {sales: ana}\ntier: [{from: 2026-01-01, value: a}]\ncontacts: "
       "{none: x}\n",
       {"+account /id aurora", "person /owners/sales ana", "tier /tier/0/value a"}},
      {"kind: account\nid: aurora\npromises: [{id: p1, by: ana}]\nonboarding: {playbook: std, steps: [{step: "
       "go}]}\n",
       {"+account /id aurora", "+promise /promises/0/id p1@aurora", "person /promises/0/by ana",
        "playbook /onboarding/playbook std", "playbook step /onboarding/steps/0/step go@std"}},
      {"kind: handoff\nid: h\naccount: aurora\ncontext: {promises: [p1]}\nexclusions: [{commitment: "
       "sales-cs/soon}]\n",
       {"+handoff /id h", "account /account aurora", "promise /context/promises/0 p1@aurora",
        "agreement /exclusions/0/commitment sales-cs", "commitment /exclusions/0/commitment soon@sales-cs"}},
      {"kind: journal\naccount: a\nentries:\n  - {id: e1, type: survey, account: b, contact: m}\n"
       "  - {id: e2, type: value, objective: o1}\n",
       {"account /account a", "+entry /entries/0/id e1", "account /entries/0/account b",
        "contact /entries/0/contact m@b", "+entry /entries/1/id e2",
        "success objective /entries/1/objective o1@a"}},
      {"kind: agreement\nid: sales-cs\nowners: {sales: ana}\nchanges: [{because: [r1]}]\n",
       {"+agreement /id sales-cs", "person /owners/sales ana", "audit /changes/0/because/0 r1",
        "review /changes/0/because/0 r1", "opinion /changes/0/because/0 r1"}},
      {"kind: agreement\ncommitments:\n  - id: c1\n    when: {segment: [shops], type: sales-to-cs, priority: "
       "high}\n"
       "    where: {csm: ana, tier: a}\n    clock: {calendar: [responsible, br]}\n",
       {"+commitment /commitments/0/id c1", "segment /commitments/0/when/segment/0 shops",
        "person /commitments/0/where/csm ana", "tier /commitments/0/where/tier a",
        "calendar /commitments/0/clock/calendar/1 br"}},
      {"kind: agreement\ntiers: [{id: a, criteria: [{field: segment, is: \"= shops\"}, {field: mrr, is: \">= "
       "5\"}]}]\n"
       "fit: {criteria: [{field: segment, score: {table: {shops: 10}}, knock_out: [bars]}]}\n",
       {"+tier /tiers/0/id a", "segment /tiers/0/criteria/0/is shops",
        "key segment /fit/criteria/0/score/table/shops shops", "segment /fit/criteria/0/knock_out/0 bars"}},
      {"kind: workspace\nmain_agreement: x\nchecks: {suppressions: [{record: agreement/x@3}, {record: "
       "nothing}]}\n",
       {"agreement /main_agreement x", "agreement /checks/suppressions/0/record x"}},
      {"kind: action\nid: a\nsource: {kind: review, ref: r1}\n", {"+action /id a", "review /source/ref r1"}},
      {"kind: action\nid: a\nsource: {kind: bottleneck, ref: c1}\ncommitment: x/c1\n",
       {"+action /id a", "commitment /source/ref c1@x", "agreement /commitment x",
        "commitment /commitment c1@x"}},
      {"kind: opinion\nid: o\nagreement: x\nsection: strategy.segments.shops.pains\n",
       {"+opinion /id o", "agreement /agreement x", "segment /section shops@x"}},
      {"kind: mapping\nid: m\ntarget: {kind: account}\nfields:\n  segment: {column: S, values: {Shops: "
       "shops}}\n"
       "  owners.csm: {constant: ana}\n  name: {constant: ana}\n",
       {"+mapping /id m", "segment /fields/segment/values/Shops shops",
        "person /fields/owners.csm/constant ana"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(shown(row.text) == row.places);
  }
}

TEST_CASE("an id in a longer text keeps what is around it") {
  const yaml::Value record = value_of("kind: workspace\nchecks: {suppressions: [{record: agreement/x@3}]}\n");
  const auto places = id_places(*model::find_kind("workspace"), record);
  REQUIRE(places.size() == 1);
  CHECK(places.front().text_with("y") == "agreement/y@3");
}

TEST_CASE("files that are named after an id move") {
  using Moves = std::map<std::string, std::string>;
  const auto moves = [](std::string_view kind, std::vector<std::string> own,
                        std::vector<std::string> files = {}) {
    return moves_of(*model::find_kind(kind), "a", "b", own, files);
  };
  CHECK(moves("account", {"accounts/a/account.yaml"},
              {"accounts/a/account.yaml", "accounts/a/journal/2026-01.yaml", "accounts/aa/account.yaml"}) ==
        Moves{{"accounts/a/account.yaml", "accounts/b/account.yaml"},
              {"accounts/a/journal/2026-01.yaml", "accounts/b/journal/2026-01.yaml"}});
  CHECK(moves("account", {"customers/a.yaml"}, {"customers/a.yaml"}).empty());
  CHECK(moves("review", {"reviews/a.yaml"}) == Moves{{"reviews/a.yaml", "reviews/b.yaml"}});
  CHECK(moves("review", {"reviews/ab.yaml"}).empty());
  CHECK(moves("agreement", {"agreements/a.yaml", "agreements/archive/a.v1.yaml", "agreements/other.yaml"}) ==
        Moves{{"agreements/a.yaml", "agreements/b.yaml"},
              {"agreements/archive/a.v1.yaml", "agreements/archive/b.v1.yaml"}});
  CHECK(moves("person", {"a.yaml"}).empty());
}

TEST_CASE("an item's id follows its neighbours, or its name") {
  struct Row {
    std::string_view list;
    std::string_view item;
    std::string_view id;
  };
  const std::vector<std::string> taken{"p1", "p2", "p4", "maria"};
  const Row rows[] = {
      {"[]", "{text: x}", "p3"},
      {"[{id: p1}, {id: p2}]", "{text: x}", "p3"},
      {"[{id: p1}, {id: p3}]", "{text: x}", "p5"},
      {"[{id: promise-7}]", "{text: x}", "promise-8"},
      {"[{id: maria}]", "{name: João Dias}", "joao"},
      {"[]", "{name: Maria Dias}", "maria-dias"},
      {"[{id: maria}]", "{name: Maria}", "p3"},
      {"[{id: 2026-01}]", "{text: x}", "p3"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.list);
    CAPTURE(row.item);
    CHECK(id_for_item("promises", value_of(row.list), value_of(row.item), taken) == row.id);
  }
}
