#include <doctest/doctest.h>

#include <algorithm>
#include <type_traits>
#include <utility>

#include "csx/model/account.hpp"
#include "csx/model/agreement.hpp"
#include "csx/model/handoff.hpp"
#include "csx/model/journal.hpp"
#include "csx/model/walk.hpp"
#include "reading.hpp"

using namespace csx;
using namespace csx::model;
using csx::model::test::read;
using csx::model::test::report;

TEST_CASE("read: what is wrong, where, and what was meant") {
  struct Row {
    std::string_view title;
    std::string_view text;
    std::string_view expected;
  };
  const Row rows[] = {
      {"a sound record says nothing", "kind: account\nid: x\nname: X\n", ""},
      {"misspelt value", "kind: account\nid: x\nname: X\ntouch_model: hightouch\n",
       "schema/unknown-value /touch_model <hightouch> unknown touch model \"hightouch\", did you mean "
       "\"high-touch\"?\n"},
      {"misspelt key does not report the right one as missing", "kind: account\nid: x\nnmae: X\n",
       "schema/unknown-key /nmae <nmae> unknown key \"nmae\" in an account, did you mean \"name\"?\n"},
      {"missing key points at the parent's key", "kind: account\nname: X\n",
       "schema/missing-key /id <kind> \"id\" is missing\n"},
      {"missing key of an item", "kind: account\nid: x\nname: X\npromises:\n  - id: p1\n",
       "schema/missing-key /promises/0/text <id> \"text\" is missing\n"},
      {"key without a value is absent", "kind: account\nid: x\nname: X\nlead_source:\n", ""},
      {"required key without a value", "kind: account\nid: x\nname:\n",
       "schema/missing-key /name <name> \"name\" has no value\n"},
      {"number where text belongs", "kind: account\nid: x\nname: 42\n",
       "schema/wrong-type /name <42> expected text, found the number 42\n"},
      {"quoted number is text", "kind: account\nid: x\nname: \"42\"\n", ""},
      {"list where a value belongs", "kind: account\nid: x\nname: [a]\n",
       "schema/wrong-type /name <[a]> expected text, found a list\n"},
      {"value where a list belongs", "kind: account\nid: x\nname: X\nmilestones: soon\n",
       "schema/wrong-type /milestones <soon> expected a list, found the text \"soon\"\n"},
      {"date that does not exist", "kind: person\nid: a\nname: A\narea: cs\nactive: {from: 2026-02-30}\n",
       "schema/invalid-value /active/from <2026-02-30> \"2026-02-30\" is not a date: February 2026 has 28 "
       "days\n"},
      {"capitals in an id", "kind: account\nid: Padaria\nname: X\n",
       "schema/invalid-value /id <Padaria> \"Padaria\" is not an id: capital letters are not allowed, write "
       "\"padaria\"\n"},
      {"out of range",
       "kind: handoff\nid: h\naccount: a\ntype: sales-to-cs\nfrom: {area: sales}\nto: {area: cs}\n"
       "timeline: [{at: 2026-01-01, event: submitted, by: a, completeness: 120%}]\n",
       "schema/out-of-range /timeline/0/completeness <120%> 120% is more than 100%\n"},
      {"empty list that must hold something",
       "kind: handoff\nid: h\naccount: a\ntype: sales-to-cs\nfrom: {area: sales}\n"
       "to: {area: cs}\ntimeline: []\n",
       "schema/too-few-items /timeline <[]> expected at least 1 item, found 0\n"},
      {"two of what excludes each other",
       "kind: calendar\nid: c\ntimezone: UTC\nholidays: [{date: 2026-01-01, every: 01-01, name: N}]\n",
       "schema/exactly-one /holidays/0 <date> a holiday takes only one "
       "of date, "
       "every or easter, found date and every\n"},
      {"key of another entry type",
       "kind: journal\nentries: [{id: e, type: survey, at: 2026-01-01, instrument: nps, score: 9, paid_on: "
       "2026-01-02}]\n",
       "schema/unknown-key /entries/0/paid_on <paid_on> unknown key \"paid_on\" in a survey\n"},
      {"unknown entry type reports itself alone",
       "kind: journal\nentries: [{id: e, type: tiket, at: 2026-01-01, priority: high}]\n",
       "schema/unknown-value /entries/0/type <tiket> unknown entry type \"tiket\", did you mean "
       "\"ticket\"?\n"},
      {"own keys are kept", "kind: account\nid: x\nname: X\nx-crm: {any: [thing]}\n", ""},
      {"none without a reason", "kind: account\nid: x\nname: X\npromises: {none: }\n",
       "schema/wrong-type /promises/none <none> expected the reason why there is none, found nothing\n"},
      {"weekday as a map key", "kind: calendar\nid: c\ntimezone: UTC\nhours: {mom: [09:00-12:00]}\n",
       "schema/unknown-value /hours/mom <mom> unknown weekday \"mom\", did you mean \"mon\"?\n"},
      {"unknown kind", "kind: acount\n",
       "folder/unknown-kind /kind <acount> unknown kind \"acount\", did you mean \"account\"?\n"},
      {"no kind", "id: x\n", "folder/no-kind  <id> this document has no kind\n"},
      {"a misspelt kind", "# c\nkindd: account\nid: x\n",
       "folder/no-kind  <kindd> this document has no kind, but a key \"kindd\"\n"},
      {"a misspelt key of those that exclude each other",
       "kind: calendar\nid: c\ntimezone: UTC\nholidays: [{datee: 2026-01-01, name: N}]\n",
       "schema/unknown-key /holidays/0/datee <datee> unknown key \"datee\" in a holiday, did you mean "
       "\"date\"?\n"},
      {"what room yaml told of is told once",
       "kind: account\nid: x\nname: *n\n? {a: 1}\n: 2\npromises: [*p, {id: p2, text: T}]\ncontacts: *t\n",
       ""},
      {"a list for a document", "- x\n", "folder/not-a-record  <- x> expected a record, found a list\n"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.title);
    CHECK(report(row.text) == row.expected);
  }
}

TEST_CASE("read: every fault of a record in one pass") {
  const std::string findings = report(
      "kind: account\nid: X\nname: 1\ntouch_model: no\nsegment: [{from: 2026-13-01, value: s}]\nfoo: 1\n");
  CHECK(std::ranges::count(findings, '\n') == 5);
}

TEST_CASE("read: an incomplete document reports nothing as missing") {
  const std::string_view text = "kind: handoff\nid: h\ntimeline: [\n";
  const auto result = read(text);
  CHECK(result.findings.empty());
  REQUIRE(result.record);
  CHECK_FALSE(result.record->usable);
  CHECK(result.record->as<Handoff>().id.value == "h");
}

TEST_CASE("read: what cannot be read is left out, the rest stays usable") {
  const std::string_view text =
      "kind: account\nid: x\nname: X\ntouch_model: nah\n"
      "promises:\n  - {id: p1, text: one}\n  - {id: p2}\n  - {id: p3, text: three}\n";
  const auto result = read(text);
  REQUIRE(result.record);
  CHECK(result.record->usable);
  CHECK_FALSE(result.record->clean);
  const auto& account = result.record->as<Account>();
  CHECK_FALSE(account.touch_model);
  REQUIRE(account.promises.value.size() == 2);
  CHECK(account.promises.value[1].id.value == "p3");
  // The place of the third promise counts the one that was dropped.
  CHECK(pointer_to(*result.record, &account.promises.value[1].text, type_of<std::string>) ==
        "/promises/2/text");
}

TEST_CASE("read: what the text tries to say is not absent") {
  struct Row {
    std::string_view text;  // after kind, id and name of an account
    std::vector<std::string> unread;
  };
  const Row rows[] = {
      {"tier: a\n", {}},
      {"lead_source:\n", {}},
      {"touch_model: nah\n", {"/touch_model"}},
      {"touch_modle: high-touch\n", {"/touch_model"}},
      {"something: else\n", {}},
      {"profile: {employees: -1, locations: x}\n", {"/profile/employees", "/profile/location"}},
      {"milestones: soon\n", {"/milestones"}},
      {"promises: [{id: p1}, {id: p2}]\n", {"/promises"}},
      {"promises: [{id: p1}, {id: p2, text: T}]\n", {}},
      {"lead_source: *nowhere\n", {"/lead_source"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const std::string text = "kind: account\nid: x\nname: X\n" + std::string(row.text);
    const auto result = read(text);
    REQUIRE(result.record);
    std::vector<std::string> unread = result.record->written().unread;
    std::ranges::sort(unread);
    CHECK(unread == row.unread);
  }
  AsWritten written;
  written.unread = {"/a/b"};
  for (const auto& [pointer, is_unread] :
       {std::pair{"/a/b", true}, {"/a/b/c", true}, {"/a/bc", false}, {"/a", false}}) {
    CAPTURE(pointer);
    CHECK(written.is_unread(pointer) == is_unread);
  }
}

TEST_CASE("read: a lone item of a list has no place of its own") {
  const std::string_view text =
      "kind: agreement\nid: x\nversion: 1\ntitle: T\nbetween: [sales, cs]\neffective_from: 2026-01-01\n"
      "commitments:\n"
      "  - {id: a, responsible: cs, subject: handoff, clock: {from: submitted, to: accepted, within: "
      "[{within: 1d}]}, when: {tier: [x, y]}}\n"
      "  - {id: b, responsible: cs, subject: handoff, clock: {from: [submitted], to: [accepted], within: "
      "[{within: 1d}]}, when: {tier: x}}\n";
  const auto result = read(text);
  REQUIRE(result.record);
  const auto& commitments = result.record->as<Agreement>().commitments;
  REQUIRE(commitments.size() == 2);
  const auto pointer = [&](const auto& value) {
    return pointer_to(*result.record, &value, type_of<std::remove_cvref_t<decltype(value)>>).value_or("none");
  };
  REQUIRE(commitments[0].clock);
  REQUIRE(commitments[1].clock);
  CHECK(pointer(commitments[0].clock->from->front()) == "/commitments/0/clock/from");
  CHECK(pointer(commitments[0].clock->to.front()) == "/commitments/0/clock/to");
  CHECK(pointer(commitments[1].clock->from->front()) == "/commitments/1/clock/from/0");
  CHECK(pointer(commitments[1].clock->to.front()) == "/commitments/1/clock/to/0");
}

TEST_CASE("read: shapes") {
  const std::string_view text =
      "kind: account\nid: x\nname: X\nsegment: a\n"
      "tier:\n  - {from: 2026-01-01, value: b}\n  - {from: 2026-06-01, value: c}\n"
      "contacts: {none: sells through partners}\n"
      "subscriptions: [{id: s1, product: p, mrr: 1200.50 BRL, start_on: 2026-01-15, signed_at: "
      "2026-01-10T09:30}]\n";
  const auto result = read(text);
  CHECK(result.findings.empty());
  REQUIRE(result.record);
  const auto& account = result.record->as<Account>();
  const auto day = [](int month, unsigned d) {
    return *time::Date::of(2026, static_cast<unsigned>(month), d);
  };
  CHECK(account.segment->on(day(1, 1))->value == "a");
  CHECK(account.tier->on(*time::Date::of(2025, 12, 31)) == nullptr);
  CHECK(account.tier->on(day(5, 31))->value == "b");
  CHECK(account.tier->on(day(6, 1))->value == "c");
  CHECK(*account.contacts.none == "sells through partners");
  CHECK(account.subscriptions.front().mrr.to_string() == "1200.50 BRL");
  CHECK(account.subscriptions.front().signed_at->to_string() == "2026-01-10T09:30:00");
}
