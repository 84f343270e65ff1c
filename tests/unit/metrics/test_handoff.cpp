#include <string>
#include <vector>

#include "csx/metrics/bottlenecks.hpp"
#include "folder.hpp"

namespace csx::metrics {
namespace {

using testing::account;
using testing::Files;
using testing::Folder;

std::pair<std::string, std::string> handoff(std::string_view id, std::string_view account,
                                            const std::vector<std::string>& events,
                                            std::string_view more = {}) {
  std::string text = fmt::format(
      "kind: handoff\nid: {}\naccount: {}\ntype: sales-to-cs\nfrom: {{area: sales}}\nto: {{area: "
      "cs}}\n{}timeline:\n",
      id, account, more);
  for (const std::string& event : events) {
    text += fmt::format("  - {{by: ana, {}}}\n", event);
  }
  return {fmt::format("accounts/{}/handoffs/{}.yaml", account, id), text};
}

std::string event(std::string_view at, std::string_view what, std::string_view more = {}) {
  return fmt::format("at: {}, event: {}{}{}", at, what, more.empty() ? "" : ", ", more);
}

std::string won_at(std::string_view signed_at, std::string_view more = {}) {
  return testing::buys(
      fmt::format("start_on: 2026-10-20, signed_at: {}{}{}", signed_at, more.empty() ? "" : ", ", more));
}

/// a is accepted at once, b after a return, c waits, d was never handed over and left, e bought alone.
Files october_handoffs() {
  return {account("a", won_at("2026-10-01T10:00")),
          account("b", won_at("2026-10-02T10:00", "end_on: 2026-11-01")),
          account("c", won_at("2026-10-03T10:00")),
          account("d", won_at("2026-10-04T10:00", "end_on: 2026-11-02")),
          account("e", won_at("2026-10-05T10:00", "origin: self-service")),
          handoff("h-a", "a",
                  {event("2026-10-01T12:00", "opened"), event("2026-10-02T10:00", "submitted"),
                   event("2026-10-02T16:00", "accepted"), event("2026-10-03T16:00", "introduced"),
                   event("2026-10-05T16:00", "kickoff-held"), event("2026-10-15T16:00", "activated"),
                   event("2026-10-20T16:00", "completed")}),
          handoff("h-b", "b",
                  {event("2026-10-02T12:00", "opened"), event("2026-10-03T10:00", "submitted"),
                   event("2026-10-03T12:00", "returned",
                         "reason: missing-information, fields: [context.pains, context.why_now]"),
                   event("2026-10-04T12:00", "submitted"), event("2026-10-04T16:00", "accepted")}),
          handoff("h-c", "c",
                  {event("2026-10-03T12:00", "opened"), event("2026-10-30T12:00", "submitted"),
                   event("2026-11-25T12:00", "accepted")}),
          {"people.yaml", "kind: person\nid: ana\nname: Ana\narea: sales\n"}};
}

TEST_CASE("handoffs of a month, worked by hand") {
  const Folder folder(october_handoffs(), "2026-11-20");
  struct Row {
    std::string_view metric;
    std::string_view value;
  };
  const std::vector<Row> rows{
      {"handoff.submitted", "3"},
      {"handoff.accepted", "2"},
      {"handoff.lead-time", "151200"},      // 30 h of a, 54 h of b: 42 h
      {"handoff.time-to-submit", "86400"},  // 24 h, 24 h, and 27 days and 2 h of c
      {"handoff.time-to-answer", "14400"},  // 6 h, 2 h, 4 h
      {"handoff.time-to-rework", "86400"},  // 24 h of b
      {"handoff.time-to-introduce", "86400"},
      {"handoff.time-to-kickoff", "259200"},  // 3 days
      {"handoff.time-to-activate", "864000"},
      {"handoff.time-to-complete", "432000"},
      {"handoff.first-pass", "0.5"},
      {"handoff.returns", "1"},
      {"handoff.absent", "0.25"},  // d of a, b, c, d
      {"handoff.churn-first-pass", "0"},
      {"handoff.churn-returned", "1"},
      {"handoff.churn-absent", "1"},  // d; e bought alone
      {"handoff.attainment", "n/a: no clock of a handoff was due"},
      {"handoff.completeness", "n/a: no handoff of which anything is asked was submitted"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.metric);
    CHECK(folder.value(row.metric, "2026-10") == row.value);
  }
  const Value returned = folder.measured("handoff.returns", "2026-10").value;
  CHECK(returned.aside.at("missing-information") == 1);
  CHECK(returned.aside.at("lacking context.pains") == 1);
  const Value lead = folder.measured("handoff.lead-time", "2026-10").value;
  CHECK(lead.n == 2);
  CHECK(lead.aside.at("unfinished") == 1);  // c, accepted after the as-of date
  CHECK(lead.distribution->p90 == Exact(54 * 3600));
  CHECK(
      folder.measured("handoff.absent", "2026-10").value.excluded.at("bought alone: nothing to hand over") ==
      1);
  CHECK(folder.value("handoff.lead-time", "2026-11") == "n/a: none came to its end");
  const Folder later(october_handoffs(), "2026-11-26");
  CHECK(later.value("handoff.lead-time", "2026-11") == "4586400");  // 53 days and 2 h of c
}

TEST_CASE("any metric can be split by how the account was handed over") {
  const Folder folder(october_handoffs(), "2026-11-20");
  CHECK(folder.groups("acquisition.accounts", "2026-10", {Dimension::handoff}) ==
        "absent=1, bought-alone=1, first-pass=1, open=1, returned=1");
}

TEST_CASE("a handoff that was cancelled is there, and tells nothing") {
  const Folder folder(
      {account("a", won_at("2026-10-01T10:00", "end_on: 2026-11-01")),
       account("b", won_at("2026-10-02T10:00")),
       account("c", won_at("2026-10-03T10:00")),
       handoff("h-a", "a",
               {event("2026-10-01T12:00", "opened"), event("2026-10-02T10:00", "submitted"),
                event("2026-10-02T16:00", "accepted"), event("2026-10-05T16:00", "cancelled")}),
       handoff("h-b", "b", {event("2026-10-02T12:00", "opened"), event("2026-10-03T12:00", "cancelled")}),
       handoff("h-b2", "b",
               {event("2026-10-04T12:00", "opened"), event("2026-10-05T10:00", "submitted"),
                event("2026-10-06T12:00", "accepted")}),
       {"people.yaml", "kind: person\nid: ana\nname: Ana\narea: sales\n"}},
      "2026-11-20");
  const Value absent = folder.measured("handoff.absent", "2026-10").value;
  CHECK(folder.value("handoff.absent", "2026-10") == "0.5");  // c of b and c
  CHECK(absent.excluded.at("its handoff was cancelled") == 1);
  CHECK(folder.value("handoff.churn-absent", "2026-10") == "0");  // c
  CHECK(folder.groups("acquisition.accounts", "2026-10", {Dimension::handoff}) ==
        "absent=1, cancelled=1, first-pass=1");
}

TEST_CASE("bottlenecks of a month: the time of each stage, why handoffs came back, what they lacked") {
  const Folder folder(october_handoffs(), "2026-11-20");
  const Bottlenecks found = bottlenecks_of(folder.facts(), time::Period::parse("2026-10").value(), {}, {});
  std::string stages;
  for (const Loss& stage : found.stages.parts) {
    stages += fmt::format("{} {} of {}, ", stage.what, stage.amount.to_string(), stage.cases);
  }
  constexpr std::int64_t k_submit = (24 + 24 + 27 * 24 + 2) * 3600;
  CHECK(stages == fmt::format("handoff.time-to-submit {} of 3, handoff.time-to-activate 864000 of 1, "
                              "handoff.time-to-complete 432000 of 1, handoff.time-to-kickoff 259200 of 1, "
                              "handoff.time-to-rework 86400 of 1, handoff.time-to-answer 43200 of 3, ",
                              k_submit));
  CHECK(found.stages.whole == Exact(k_submit + 864'000 + 432'000 + 259'200 + 86'400 + 43'200));
  REQUIRE(found.reasons.parts.size() == 1);
  CHECK(found.reasons.parts[0].what == "missing-information");
  REQUIRE(found.fields.parts.size() == 2);
  CHECK(found.fields.parts[0].what == "context.pains");
  CHECK(found.fields.parts[1].what == "context.why_now");
}

TEST_CASE("what was handed over before the signature took no time") {
  const Folder folder({account("a", won_at("2026-10-05T10:00")),
                       handoff("h-a", "a",
                               {event("2026-10-03T09:00", "opened"), event("2026-10-03T10:00", "submitted"),
                                event("2026-10-06T10:00", "accepted")}),
                       {"people.yaml", "kind: person\nid: ana\nname: Ana\narea: sales\n"}},
                      "2026-11-20");
  CHECK(folder.value("handoff.time-to-submit", "2026-10") == "0");
  CHECK(folder.value("handoff.time-to-answer", "2026-10") == "259200");
  CHECK(folder.value("handoff.lead-time", "2026-10") == "86400");
  const Bottlenecks found = bottlenecks_of(folder.facts(), time::Period::parse("2026-10").value(), {}, {});
  CHECK(found.stages.whole == Exact(259'200));
}

TEST_CASE("a step of which only the date is known has no duration") {
  const auto of = [](std::string_view id, std::string_view accepted) {
    return handoff(fmt::format("h-{}", id), id,
                   {event("2026-10-05T10:00", "opened"), event("2026-10-05T11:00", "submitted"),
                    event(accepted, "accepted")});
  };
  const Folder folder({account("a", won_at("2026-10-05")),
                       account("b", testing::buys("start_on: 2026-10-05")),
                       account("c", won_at("2026-10-05T09:00")),
                       account("d", won_at("2026-10-05T09:00")),
                       of("a", "2026-10-06T11:00"),
                       of("b", "2026-10-06T11:00"),
                       of("c", "2026-10-06T11:00"),
                       of("d", "2026-10-06"),
                       {"people.yaml", "kind: person\nid: ana\nname: Ana\narea: sales\n"}},
                      "2026-11-20");
  struct Row {
    std::string_view metric;
    std::string_view value;
    std::size_t excluded;
  };
  const std::vector<Row> rows{
      {"handoff.time-to-submit", "7200", 2},   // 2 h of c and d; a and b were signed on a date
      {"handoff.time-to-answer", "86400", 1},  // 24 h of a, b, c; d was accepted on a date
      {"handoff.lead-time", "93600", 3},       // 26 h of c
  };
  for (const Row& row : rows) {
    CAPTURE(row.metric);
    CHECK(folder.value(row.metric, "2026-10") == row.value);
    CHECK(folder.measured(row.metric, "2026-10").value.excluded.at("only the date is known") == row.excluded);
  }
}

TEST_CASE("promises: outside the offer, and on time") {
  const Folder folder(
      {account("a",
               "promises:\n  - {id: p1, text: A, due_on: 2026-10-10, delivered_on: 2026-10-10}\n  - {id: p2, "
               "text: B, due_on: 2026-10-12, delivered_on: 2026-10-13}\n  - {id: p3, text: C, due_on: "
               "2026-10-20}\n  - {id: p4, text: D, due_on: 2026-10-31, delivered_on: 2026-11-01}\n" +
                   won_at("2026-10-01T10:00"))},
      "2026-10-31");
  CHECK(folder.value("handoff.promises-on-time", "2026-10") == "0.3333");  // p1 of p1, p2, p3
  CHECK(folder.measured("handoff.promises-on-time", "2026-10").value.aside.at("not due yet") == 1);
  CHECK(folder.value("handoff.promises-on-time", "2026-09") == "n/a: no promise was due");
  CHECK(folder.value("handoff.unsupported-promises", "2026-10") == "n/a: no promise names a differentiator");
  CHECK(
      folder.measured("handoff.unsupported-promises", "2026-10").value.aside.at("naming no differentiator") ==
      4);
}

}  // namespace
}  // namespace csx::metrics
