#include <string>
#include <vector>

#include "signed.hpp"

namespace csx::metrics {
namespace {

using testing::account;
using testing::agreed;
using testing::buys;
using testing::Folder;
using testing::journal;

TEST_CASE("contacts of a month, worked by hand") {
  const Folder data = agreed(
      {account("a", buys()), account("b", buys()),
       account("c", buys("start_on: 2026-01-01, end_on: 2026-10-15")),
       journal(
           "a",
           {"type: touchpoint, at: 2026-10-10T10:00, channel: call, initiative: proactive",
            "type: touchpoint, at: 2026-10-21T10:00, channel: meeting, initiative: reactive, scheduled_at: "
            "2026-10-21T10:00, late_by: {customer: 10m}",
            "type: touchpoint, at: 2026-10-25T10:00, channel: meeting, initiative: proactive, no_show: true",
            "type: touchpoint, at: 2026-10-22T10:00, channel: meeting, scheduled_at: 2026-10-22T10:00, "
            "started_at: 2026-10-22T10:00",
            "type: touchpoint, at: 2026-10-23T10:00, channel: meeting, scheduled_at: 2026-10-23T10:00, "
            "started_at: 2026-10-23T10:20",
            "type: touchpoint, at: 2026-11-05T10:00, channel: call"})});
  CHECK(data.value("relationship.since-contact", "2026-10") == "8");  // from the 23rd; c pays no more
  CHECK(data.measured("relationship.since-contact", "2026-10").value.aside.at("never contacted") == 1);
  CHECK(data.value("relationship.proactive", "2026-10") == "0.5");
  const Value proactive = data.measured("relationship.proactive", "2026-10").value;
  CHECK(proactive.excluded.at("who reached out is not recorded") == 2);
  CHECK(proactive.aside.at("no-shows") == 1);
  CHECK(data.value("relationship.no-shows", "2026-10") == "0.25");
  CHECK(data.value("relationship.lateness", "2026-10") == "300");  // 10 minutes and none
  CHECK(data.measured("relationship.lateness", "2026-10").value.excluded.size() == 1);
  CHECK(data.value("relationship.proactive", "2026-09") == "n/a: no contact tells who reached out");
  CHECK(data.value("relationship.no-shows", "2026-09") == "n/a: nothing was scheduled");
}

TEST_CASE("requests and payments") {
  const Folder data = agreed(
      {account("a", buys()),
       journal("a",
               {"type: request, at: 2026-10-01T10:00, answered_at: 2026-10-02T10:00",
                "type: request, at: 2026-10-01T10:00, answered_at: 2026-10-03T10:00",
                "type: request, at: 2026-10-21T10:00, answered_at: 2026-11-01T00:00",
                "type: request, at: 2026-09-21T10:00",
                "type: request, at: 2026-10-01, answered_at: 2026-10-02T10:00",
                "type: payment, at: 2026-10-01, due_on: 2026-10-05, paid_on: 2026-10-09, amount: 10.00 BRL",
                "type: payment, at: 2026-10-01, due_on: 2026-10-05, paid_on: 2026-10-01, amount: 10.00 BRL",
                "type: payment, at: 2026-10-01, due_on: 2026-10-30, amount: 10.00 BRL",
                "type: payment, at: 2026-10-01, due_on: 2026-10-31, amount: 10.00 BRL"})});
  CHECK(data.value("relationship.answer-time", "2026-10") == "129600");  // 24 h, 48 h
  const Value answers = data.measured("relationship.answer-time", "2026-10").value;
  CHECK(answers.excluded.at("only the date is known") == 1);
  CHECK(answers.aside.at("unanswered") == 1);
  // Open on 31 October: 10 days and 40 days; the first was answered at the first second of November.
  CHECK(data.value("relationship.open-requests", "2026-10") == "25");
  const Value open = data.measured("relationship.open-requests", "2026-10").value;
  CHECK(open.aside.at("8 to 30 days") == 1);
  CHECK(open.aside.at("more than 30 days") == 1);
  CHECK(data.value("relationship.open-requests", "2026-08") == "n/a: no request was open");
  CHECK(data.value("relationship.payment-delay", "2026-10") == "2");  // 4 days late, and early
  CHECK(data.measured("relationship.payment-delay", "2026-10").value.aside.at("overdue and unpaid") == 1);
  CHECK(data.value("relationship.payment-delay", "2026-09") == "n/a: no payment came in");
}

TEST_CASE("cadence: each missed span counts") {
  const Folder data =
      agreed({testing::agreement(
                  "tiers: [{id: a, rank: 1, touch_model: high-touch}]\ntouch_models: [{id: high-touch, "
                  "cadence: 10d}]\ncommitments:\n  - id: contact\n    statement: S\n    responsible: cs\n    "
                  "subject: account\n    clock: {to: touchpoint, every: cadence}\n    target: 90%\n"),
              account("a", "tier: a\n" + buys("start_on: 2026-10-01")),
              journal("a", {"type: touchpoint, at: 2026-10-05T10:00, channel: call"})});
  // kept until the 11th; then due on 15 and 25 October and on 4 and 14 November
  const Value cadence = data.measured("relationship.cadence", "2026-10").value;
  CHECK(cadence.parts[0].to_string() == "1");
  CHECK(cadence.parts[1].to_string() == "3");
  CHECK(data.value("relationship.cadence", "2026-09") == "n/a: no contact was due");
}

TEST_CASE("touch level, expectations and coverage") {
  const Folder data = agreed(
      {account(
           "a",
           "touch_model: [{from: 2026-01-01, value: high-touch}, {from: 2026-09-01, value: low-touch}]\n"
           "expectations:\n  - {id: e1, text: T, source: interview}\n  - {id: e2, text: T, source: sales, "
           "date: 2026-10-31}\n  - {id: e3, text: T}\n  - {id: e4, text: T, source: call, date: "
           "2026-11-01}\n" +
               buys()),
       account("b", "touch_model: mid-touch\n" + buys()),
       account("c", buys()),
       {"blueprints/x.yaml",
        "kind: blueprint\nid: post\ntitle: P\nthemes: [{id: t, text: T}]\nstages:\n  - id: start\n    title: "
        "S\n    "
        "activities:\n      - {activity: kickoff, serves: [t]}\n      - {activity: training, serves: [t]}\n"},
       journal("a",
               {"type: touchpoint, at: 2026-10-05T10:00, channel: call, activity: kickoff",
                "type: touchpoint, at: 2026-10-05T11:00, channel: call, stage: start, activity: training, "
                "no_show: true"})});
  CHECK(data.value("relationship.touch-drop", "2026-10") == "0.5");
  CHECK(data.value("relationship.touch-drop", "2026-08") == "0");
  CHECK(data.measured("relationship.touch-drop", "2026-10").value.excluded.size() == 1);
  CHECK(data.value("relationship.direct-expectations", "2026-10") == "0.5");
  CHECK(data.value("relationship.direct-expectations", "2026-11") == "0.6667");
  CHECK(data.measured("relationship.direct-expectations", "2026-10").value.excluded.size() == 1);
  CHECK(data.value("relationship.coverage", "2026-10") == "0.5");
  CHECK(data.value("relationship.coverage", "2026-09") == "0");
}

TEST_CASE("common hours across zones, before and after the clocks change") {
  // São Paulo keeps -03:00; Lisbon goes from +01:00 to +00:00 on 25 October 2026.
  const std::string lisbon =
      "owners: {csm: bia}\nprofile: {timezone: Europe/Lisbon}\nxray:\n  working_hours: [{hours: "
      "[\"09:00-17:00\"]}]\n";
  const Folder data =
      agreed({account("a", lisbon + buys()), account("b", "owners: {csm: bia}\n" + buys()),
              account("c", "calendar: br\nowners: {csm: bia}\n" + buys()), account("d", buys())});
  // In summer 09:00 to 13:00 in São Paulo is 13:00 to 17:00 in Lisbon: 3 h without the lunch hour; 8 h of c.
  const Value summer = data.measured("relationship.overlap", "2026-09").value;
  REQUIRE(summer.distribution.has_value());
  CHECK(summer.distribution->min.to_string() == "180");
  CHECK(summer.distribution->max.to_string() == "480");
  // In winter 09:00 to 14:00: 4 h.
  CHECK(data.measured("relationship.overlap", "2026-10").value.distribution->min.to_string() == "240");
  CHECK(summer.excluded.at("no CSM") == 1);
  CHECK(summer.excluded.at("no working hours and zone of the account") == 1);
}

TEST_CASE("the funnel: retained, expanded, referred") {
  const auto grows = [](std::string_view more) {
    return buys("start_on: 2026-01-01, changes: [{date: 2026-10-10, mrr: 150.00 BRL}]") + std::string(more);
  };
  const Folder data = agreed({account("a", grows("")), account("b", grows("")), account("c", buys()),
                              account("d", buys("start_on: 2026-01-01, end_on: 2026-10-31")),
                              account("e", buys("start_on: 2026-10-02")),
                              journal("a", {"type: referral, at: 2026-10-31T23:59:59, referred: R"}),
                              journal("b", {"type: referral, at: 2026-11-01T00:00:00, referred: R"}),
                              journal("c", {"type: referral, at: 2026-10-01T00:00:00, referred: R"})});
  CHECK(data.value("funnel.retained", "2026-10") == "0.75");
  CHECK(data.value("funnel.expanded", "2026-10") == "0.6667");
  CHECK(data.value("funnel.referred", "2026-10") == "0.5");
  CHECK(data.measured("funnel.referred", "2026-10").value.aside.at("referred without expanding") == 1);
  CHECK(data.value("funnel.through", "2026-10") == "0.25");
  CHECK(data.value("funnel.expanded", "2026-09") == "0");
  CHECK(data.value("funnel.referred", "2026-09") == "n/a: no retained account expanded");
}

}  // namespace
}  // namespace csx::metrics
