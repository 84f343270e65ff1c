#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "csx/model/account.hpp"
#include "csx/model/agreement.hpp"
#include "csx/model/write.hpp"
#include "reading.hpp"

using namespace csx;
using namespace csx::model;
using csx::model::test::read;

namespace {

std::string json_of(std::string_view text) {
  const auto result = read(text);
  REQUIRE(result.record);
  CHECK(result.findings.empty());
  Json json;
  to_json(*result.record, json);
  return json.dump();
}

}  // namespace

TEST_CASE("json: keys in the order of the description, absent fields left out") {
  CHECK(json_of(
            "name: X\nkind: account\nsubscriptions: [{id: s1, product: p, mrr: 10.50 BRL, start_on: "
            "2026-01-15}]\n"
            "id: x\ntier: [{from: 2026-01-01, value: a}]\nsegment: m\npromises: {none: n/d}\nmilestones: []\n"
            "fit: {erp: true, size: 12}\n") ==
        R"({"kind":"account","id":"x","name":"X","segment":"m","tier":[{"from":"2026-01-01","value":"a"}],)"
        R"("promises":{"none":"n/d"},"subscriptions":[{"id":"s1","product":"p","mrr":"10.50 BRL",)"
        R"("start_on":"2026-01-15"}],"fit":{"erp":"true","size":"12"}})");
}

TEST_CASE("json: an entry's own fields stand among the common ones") {
  CHECK(json_of("kind: journal\naccount: a\nentries: [{id: e, type: payment, at: 2026-01-02, due_on: "
                "2026-01-05, amount: 5 BRL}]\n") ==
        R"({"kind":"journal","account":"a","entries":[{"id":"e","type":"payment","at":"2026-01-02",)"
        R"("due_on":"2026-01-05","amount":"5 BRL"}]})");
}

TEST_CASE("digest: covers the content, not signatures, changes, comments or layout") {
  const std::string base =
      "kind: agreement\nid: a\nversion: 1\ntitle: T\nbetween: [sales, cs]\neffective_from: 2026-01-01\n";
  const auto digest = [](const std::string& text) {
    const auto result = read(text);
    REQUIRE(result.record);
    return content_digest(result.record->value());
  };
  const std::string signed_text = base +
                                  "# a comment\nchanges: [{version: 1, date: 2026-01-01, why: first}]\n"
                                  "approvals: [{area: sales, by: ana, date: 2026-01-01, of: 'sha256:" +
                                  std::string(64, '0') + "'}]\n";
  CHECK(digest(base) == digest(signed_text));
  CHECK(digest(base) == digest("kind:   agreement\nversion: 1\nid: \"a\"\ntitle: 'T'\nbetween:\n- sales\n- "
                               "cs\neffective_from: 2026-01-01"));
  CHECK(digest(base) != digest(base + "shared_objective: grow\n"));
  CHECK(digest(base).size() == 71);
}
