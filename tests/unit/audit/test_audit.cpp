#include <doctest/doctest.h>

#include <algorithm>

#include "../../../src/audit/bottlenecks.hpp"
#include "../../../src/audit/fraction.hpp"
#include "csx/audit/compare.hpp"
#include "csx/audit/compute.hpp"
#include "csx/audit/replay.hpp"
#include "csx/audit/text.hpp"
#include "csx/audit/trail.hpp"

using namespace csx;

namespace {

const std::string k_workspace =
    "kind: workspace\nname: Aurora\nformat: 1\nlanguage: pt-BR\ncurrency: BRL\ntimezone: America/Sao_Paulo\n";

store::Dataset load(std::vector<std::pair<std::string, std::string>> files) {
  files.emplace_back("csx.yaml", k_workspace);
  const auto tree = store::memory_tree(std::move(files));
  auto data = store::load(*tree);
  REQUIRE(data);
  return std::move(*data);
}

time::Instant instant(std::string_view text) {
  const time::Zone zone = time::Zone::find("America/Sao_Paulo").value();
  return zone.resolve(time::Timestamp::parse(text).value());
}

std::string audit_file(std::string_view id) {
  return "kind: audit\nid: " + std::string(id) + "\nperiod: " + std::string(id) +
         "\nas_of: 2026-11-03T10:00:00-03:00\ncommit: a\ntree: b\ncsx_version: \"1.0\"\n";
}

model::AuditResult result(std::string id, std::optional<std::string> value) {
  model::AuditResult out;
  out.id = std::move(id);
  out.value = std::move(value);
  return out;
}

}  // namespace

TEST_CASE("the id of an audit is its period") {
  for (const auto& [period, id] : {std::pair("2026-10", "2026-10"),
                                   {"2026", "2026"},
                                   {"2026-Q3", "2026-q3"},
                                   {"2026-W41", "2026-w41"},
                                   {"2026-10-05..2026-10-09", "2026-10-05-to-2026-10-09"}}) {
    CHECK(audit::id_of(time::Period::parse(period).value()) == id);
  }
}

TEST_CASE("shares are said in percent, and all only of all") {
  CHECK(audit::said_value("2/3", model::Language::en) == "66.7% (2/3)");
  CHECK(audit::said_value("1/100000", model::Language::en) == "0.1% (1/100000)");
  CHECK(audit::said_value("38/40", model::Language::pt_br) == "95% (38/40)");
  CHECK(audit::said_value("999/1000", model::Language::pt_br) == "99,9% (999/1000)");
  CHECK(audit::said_value("9999/10000", model::Language::en) == "99.9% (9999/10000)");
  CHECK(audit::said_value("12.50", model::Language::en) == "12.50");
  CHECK_FALSE(audit::percent_of("1/0"));
  CHECK_FALSE(audit::percent_of("-1/2"));
  CHECK_FALSE(audit::percent_of("1.5/2"));
}

TEST_CASE("results are numbers of any length") {
  const auto rounded = [](std::string_view value) {
    const auto number = audit::number_of(value);
    return number ? number->rounded(6) : std::string("none");
  };
  CHECK(rounded("38/40") == "0.950000");
  CHECK(rounded("-12.5") == "-12.500000");
  CHECK(rounded("0.272950303778") == "0.272950");
  CHECK(rounded("85.811965811965811966/1") == "85.811966");
  CHECK(rounded("12894144.924120908331434647/150076") == "85.917435");
  CHECK(rounded("123456789012345678") == "123456789012345678.000000");
  for (const std::string_view text :
       {"", "1/0", "1.", ".5", "1e3", "1/x", "1.2.3", "1234567890123456789", "--1"}) {
    CAPTURE(text);
    CHECK(rounded(text) == "none");
  }
}

TEST_CASE("a result is better, worse or the same as before, or nobody knows") {
  const auto before = result("a/b", "1/2");
  CHECK(audit::trend_of(result("a/b", "3/4"), &before) == audit::Trend::better);
  CHECK(audit::trend_of(result("a/b", "1/4"), &before) == audit::Trend::worse);
  CHECK(audit::trend_of(result("a/b", "50/100"), &before) == audit::Trend::same);
  CHECK(audit::trend_of(result("a/b", std::nullopt), &before) == audit::Trend::unknown);
  using metrics::Direction;
  CHECK(audit::trend_of(result("a/b", "3/4"), &before, Direction::lower) == audit::Trend::worse);
  CHECK(audit::trend_of(result("a/b", "0.25"), &before, Direction::lower) == audit::Trend::better);
  CHECK(audit::trend_of(result("a/b", "3/4"), &before, Direction::neither) == audit::Trend::unknown);
  CHECK(audit::trend_of(result("a/b", "1/2"), nullptr) == audit::Trend::unknown);
}

TEST_CASE("differences of results name result, field and both values") {
  model::Audit before;
  before.commitments = {result("a/x", "1/2"), result("a/y", "1/1")};
  model::Audit after;
  after.commitments = {result("a/x", "2/2"), result("a/z", std::nullopt)};
  after.commitments[1].cases = 0;
  before.bottlenecks = {result("stages/x", "60")};
  after.bottlenecks = {result("stages/x", "90")};
  const auto found = audit::differences_of_results(before, after);
  REQUIRE(found.size() == 4);
  CHECK(found[3] == audit::Difference{"bottlenecks/stages/x: value", "60", "90"});
  CHECK(found[0] == audit::Difference{"commitments/a/x: value", "1/2", "2/2"});
  CHECK(found[1] == audit::Difference{"commitments/a/y: value", "1/1", ""});
  CHECK(found[2] == audit::Difference{"commitments/a/z: cases", "", "0"});
  CHECK(audit::differences_of_results(before, before).empty());
}

TEST_CASE("differences of whole audits leave the version of csx out") {
  model::Audit before;
  before.csx_version = "1";
  before.commit = "a";
  model::Audit after = before;
  after.csx_version = "2";
  CHECK(audit::differences_of(before, after).empty());
  after.commit = "b";
  after.findings.push_back({{"x/y"}, "account/a", "wrong"});
  const auto found = audit::differences_of(before, after);
  REQUIRE(found.size() == 2);
  CHECK(found[0] == audit::Difference{"commit", "a", "b"});
  CHECK(found[1] == audit::Difference{"findings", "", "x/y account/a: wrong"});
}

TEST_CASE("bottlenecks are written down without their shares and read back with them") {
  metrics::Bottlenecks found;
  found.stages.whole = 10800;
  found.stages.parts = {{"handoff.time-to-submit", {}, "sales", 7200, 3, 3},
                        {"handoff.time-to-answer", {}, "cs", 3600, 1, 1}};
  found.commitments.whole = 3;
  found.commitments.parts = {{"sales-cs/handoff-submitted", {}, "sales", 2, 2, 7},
                             {"cs-support/answer", {}, "", 1, 1, 40}};
  found.reasons.whole = 1;
  found.reasons.parts = {{"missing-information", {}, "cs", 1, 1, 1}};
  const auto results = audit::bottleneck_results(found);
  REQUIRE(results.size() == 5);
  CHECK(results[0].id == "stages/handoff.time-to-submit");
  CHECK(results[0].value == "7200");
  CHECK(results[0].cases == 3);
  CHECK(results[2].id == "commitments/sales-cs/handoff-submitted");
  CHECK(results[2].value == "2");
  CHECK(results[2].cases == 7);  // all that were due
  CHECK_FALSE(results[3].area);
  const metrics::Bottlenecks again = audit::bottlenecks_in(results);
  const auto same = [](const metrics::Losses& a, const metrics::Losses& b) {
    return a.whole == b.whole &&
           std::ranges::equal(a.parts, b.parts, [](const metrics::Loss& x, const metrics::Loss& y) {
             return x.what == y.what && x.area == y.area && x.amount == y.amount && x.cases == y.cases &&
                    x.due == y.due;
           });
  };
  CHECK(same(again.stages, found.stages));
  CHECK(same(again.commitments, found.commitments));
  CHECK(same(again.reasons, found.reasons));
  CHECK(again.owners.parts.empty());
  CHECK(again.fields.parts.empty());
}

TEST_CASE("what is no bottleneck is none") {
  std::vector<model::AuditResult> results;
  for (const auto& [id, value] : {std::pair("stages/x", "-1"),
                                  {"stages/x", "0"},
                                  {"stages/x", "often"},
                                  {"elsewhere/x", "1"},
                                  {"stages", "1"}}) {
    results.push_back(result(id, value));
    results.back().cases = 1;
  }
  results.push_back(result("stages/x", std::nullopt));
  const metrics::Bottlenecks found = audit::bottlenecks_in(results);
  for (const auto* losses :
       {&found.stages, &found.commitments, &found.owners, &found.reasons, &found.fields}) {
    CHECK(losses->parts.empty());
  }
}

TEST_CASE("an audit reads back as it was written") {
  model::Audit audit;
  audit.id.value = "2026-10";
  audit.period = time::Period::parse("2026-10").value();
  audit.as_of = time::Timestamp::parse("2026-11-03T10:00:00-03:00").value();
  audit.commit = "1234567890123456789012345678901234567890";  // digits alone are text all the same
  audit.tree = "0x12";
  audit.csx_version = "1.0";
  audit.agreements = {{{"sales-cs"}, 3}};
  audit.commitments = {result("sales-cs/x", "1/2")};
  audit.commitments[0].met = false;
  audit.findings = {{{"x/y"}, "account/a", "says: \"no\" # not\nmore"}};
  const store::Dataset data = load({{"audits/2026-10.yaml", audit::yaml_of(audit)}});
  CHECK(data.findings().empty());
  const auto* read = data.get<model::Audit>("2026-10");
  REQUIRE(read != nullptr);
  CHECK(audit::differences_of(audit, *read).empty());
  CHECK(audit::yaml_of(*read) == audit::yaml_of(audit));
}

TEST_CASE("periods that are not over, before the first agreement or without a version are refused") {
  const std::string agreement =
      "kind: agreement\nid: a\nversion: 1\ntitle: A\nbetween: [sales, cs]\neffective_from: 2026-01-01\n";
  const store::Dataset data = load({{"agreements/a.yaml", agreement}});
  const auto refused = [&](std::string_view period) {
    const Status status =
        audit::check_period(data, time::Period::parse(period).value(), instant("2026-11-15T12:00:00-03:00"));
    return status ? std::string() : status.error().message;
  };
  CHECK(refused("2026-11") == "the period 2026-11 ends on 2026-11-30 and is not over as of 2026-11-15");
  CHECK(refused("2027-01") == "the period 2027-01 ends on 2027-01-31 and is not over as of 2026-11-15");
  CHECK(refused("2026-10") == "no agreement was in force in 2026-10");  // nobody approved it
}

TEST_CASE("missing periods lie between audits and after the last") {
  const auto missing = [](std::vector<std::string> ids, std::string_view today) {
    std::vector<std::pair<std::string, std::string>> files;
    for (const std::string& id : ids) {
      files.emplace_back("audits/" + id + ".yaml", audit_file(id));
    }
    return audit::missing_periods(load(std::move(files)), time::Date::parse(today).value());
  };
  using Ids = std::vector<std::string>;
  CHECK(missing({}, "2026-11-15") == Ids{});
  CHECK(missing({"2026-10"}, "2026-11-15") == Ids{});
  CHECK(missing({"2026-10"}, "2026-12-01") == Ids{"2026-11"});
  CHECK(missing({"2026-07", "2026-10"}, "2026-11-30") == Ids{"2026-08", "2026-09"});
  CHECK(missing({"2025-12"}, "2026-04-15") == Ids{"2026-01", "2026-02", "2026-03"});
}

TEST_CASE("the document compares with the audit before and says what has no result") {
  std::string before = audit_file("2026-09");
  before += "commitments: [{id: sales-cs/x, area: sales, value: 1/2, target: 95%, met: false, cases: 2}]\n";
  const store::Dataset data = load({{"audits/2026-09.yaml", before}});
  model::Audit audit;
  audit.id.value = "2026-10";
  audit.period = time::Period::parse("2026-10").value();
  audit.as_of = time::Timestamp::parse("2026-11-03T10:00:00-03:00").value();
  audit.previous = model::Reference<model::Audit>{"2026-09"};
  audit.commitments = {result("sales-cs/x", "1/1"), result("sales-cs/y", std::nullopt)};
  audit.commitments[0].area = model::Area{"sales"};
  audit.commitments[0].target = "95%";
  audit.commitments[0].met = true;
  audit.commitments[0].cases = 1;
  audit.commitments[1].area = model::Area{"cs"};
  audit.commitments[1].reason = "nothing was due";
  const std::string text = report::markdown_of(audit::document_of(data, audit, {}, model::Language::pt_br));
  CAPTURE(text);
  CHECK(text.starts_with("# Auditoria de outubro de 2026\n"));
  CHECK(text.find("> **Todos os compromissos devidos foram cumpridos**\n>\n> 1 sem resultado\n") !=
        text.npos);
  CHECK(text.find("| sales-cs/x | 100% (1/1) | 95% | sim | 1 |  | 50% (1/2) | melhor |") != text.npos);
  CHECK(text.find("| sales-cs/y | n/a |  | nada vencia |") != text.npos);
}

TEST_CASE("files of audits are told by their names") {
  CHECK(audit::audit_of("audits/2026-10.yaml") == "2026-10");
  CHECK(audit::audit_of("audits/2026-10.md") == "2026-10");
  CHECK(audit::audit_of("audits/2026-10.html") == "2026-10");
  CHECK(audit::audit_of("audits/more/2026-10.yaml").empty());
  CHECK(audit::audit_of("accounts/2026-10.yaml").empty());
  CHECK(audit::audit_of("audits/readme.txt").empty());
}
