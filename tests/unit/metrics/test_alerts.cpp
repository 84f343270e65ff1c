#include <string>
#include <vector>

#include "csx/metrics/alerts.hpp"
#include "signed.hpp"

namespace csx::metrics {
namespace {

using testing::account;
using testing::Files;
using testing::Folder;
using testing::journal;

/// Keys of a customer whom bia looks after.
std::string owned(std::string_view more = "start_on: 2026-01-01") {
  return "owners: {csm: bia}\n" + testing::buys(more);
}

/// `renewal account/a#s1 2026-12-31`, one a line, of the main agreement with these keys.
std::string alerts(Files files, std::string_view agreement = "",
                   std::string_view as_of = "2026-11-20T12:00") {
  files.push_back(testing::agreement(agreement));
  const testing::Folder data = testing::agreed(std::move(files), as_of);
  std::string text;
  for (const Alert& alert : alerts_at(data.facts()).alerts) {
    text += fmt::format("{}{} {} {} {}{}", text.empty() ? "" : "\n", word(alert.aim), model::word(alert.kind),
                        alert.subject, data.facts().zone().date_of(alert.due).to_string(),
                        alert.is_overdue ? " overdue" : "");
    if (alert.playbook != nullptr) {
      text += " -> " + alert.playbook->id.value;
    }
  }
  return text;
}

TEST_CASE("payments, promises, milestones: due yesterday is overdue, today is not") {
  CHECK(alerts(
            {account("a", owned()),
             journal("a",
                     {"type: payment, at: 2026-10-01, due_on: 2026-11-19, amount: 10.00 BRL",
                      "type: payment, at: 2026-10-01, due_on: 2026-11-20, amount: 10.00 BRL",
                      "type: payment, at: 2026-10-01, due_on: 2026-11-01, paid_on: 2026-11-20, amount: 10.00 "
                      "BRL"})}) == "retention overdue-payment account/a 2026-11-19 overdue");
  CHECK(alerts({account(
            "a",
            "promises: [{id: p1, text: T, due_on: 2026-11-19}, {id: p2, text: T, due_on: 2026-11-20}, "
            "{id: p3, text: T, due_on: 2026-11-01, delivered_on: 2026-11-20}, {id: p4, text: T}]\n" +
                owned())}) == "retention promise-overdue account/a#p1 2026-11-19 overdue");
  CHECK(alerts({account(
            "a",
            "milestones: [{id: m1, title: T, achieved_on: 2026-11-20}, {id: m2, title: T, achieved_on: "
            "2026-11-01, celebrated_on: 2026-11-02}, {id: m3, title: T}]\n" +
                owned())}) == "expansion milestone account/a#m1 2026-11-20");
}

TEST_CASE("renewals: from the day on which notice may be given; accounts that left are not told") {
  const auto renewal = [](std::string_view term, std::string_view end = "") {
    return alerts({account("a", owned(fmt::format("start_on: 2026-01-01, term: {}{}", term, end)))});
  };
  CHECK(renewal("{renews_on: 2027-02-18, notice: 90d}") == "retention renewal account/a#s1 2027-02-18");
  CHECK(renewal("{renews_on: 2027-02-19, notice: 90d}") == "");
  CHECK(renewal("{renews_on: 2026-11-20, notice: 90d}") == "retention renewal account/a#s1 2026-11-20");
  CHECK(renewal("{renews_on: 2026-11-19, notice: 90d}") == "");
  CHECK(renewal("{renews_on: 2026-12-20}") == "");  // no notice is agreed
  CHECK(renewal("{renews_on: 2026-12-20, notice: 90d}", ", end_on: 2026-11-20") == "");
}

TEST_CASE("value cycle, stale definitions and X-rays by the agreement's limits") {
  CHECK(alerts({account("a", "success: {value_cycle: 30d}\n" + owned()),
                account("b", "success: {value_cycle: 30d}\n" + owned()),
                journal("a", {"type: value, at: 2026-10-20T10:00"}),
                journal("b", {"type: value, at: 2026-10-21T10:00"})}) ==
        "retention value-overdue account/a 2026-11-19 overdue");
  const std::string stale =
      "xray: {reviewed_on: 2026-08-21}\nsuccess: {definition: D, revalidated_on: 2026-08-22}\n";
  CHECK(alerts({account("a", stale + owned())}) == "");
  CHECK(alerts({account("a", stale + owned())},
               "thresholds: {xray_stale_after: 90d, success_stale_after: 90d}\n") ==
        "retention xray-stale account/a 2026-11-19 overdue");
}

TEST_CASE("health that fell into a lower band since the last audit interval, with the suggested playbook") {
  const std::string agreement =
      "audit_every: 1mo\nhealth:\n  measures:\n    - {id: f, source: health-note.sentiment, weight: 1, "
      "score: {table: "
      "{red: 0, yellow: 50, green: 100}}}\n  bands: [{id: low, from: 0, to: 60}, {id: high, from: 60, to: "
      "100}]\n";
  const Files files{account("a", owned()),
                    account("b", owned()),
                    {"playbooks/rescue.yaml",
                     "kind: playbook\nid: rescue\ntitle: R\nalerts: [health-drop]\nsegments: []\n"},
                    {"playbooks/other.yaml", "kind: playbook\nid: aaa\ntitle: R\nalerts: [renewal]\n"},
                    journal("a", {"type: health-note, at: 2026-10-20, sentiment: green, reason: R",
                                  "type: health-note, at: 2026-10-21, sentiment: red, reason: R"}),
                    journal("b", {"type: health-note, at: 2026-10-10, sentiment: green, reason: R",
                                  "type: health-note, at: 2026-10-15, sentiment: red, reason: R"})};
  CHECK(alerts(files, agreement, "2026-11-20T12:00").find("health-drop account/a 2026-11-20 -> rescue") !=
        std::string::npos);
  CHECK(alerts(files, agreement, "2026-11-20T12:00").find("account/b") == std::string::npos);
}

TEST_CASE(
    "clocks: the silence of a recurring one from its first miss, feedback by its class, promoters last") {
  const std::string agreement =
      "touch_models: [{id: mid-touch, cadence: 10d}]\n"
      "commitments:\n"
      "  - {id: cadence, responsible: cs, subject: account, clock: {to: touchpoint, every: cadence}, target: "
      "90%}\n"
      "  - {id: thanks, responsible: cs, subject: survey, clock: {from: received, to: responded, within: "
      "[{within: 2d}]}, "
      "target: 90%}\n";
  CHECK(alerts({account("a", "touch_model: mid-touch\n" + owned("start_on: 2026-10-01")),
                journal("a", {"type: survey, at: 2026-11-01T10:00, instrument: nps, score: 10",
                              "type: survey, at: 2026-11-10T10:00, instrument: nps, score: 3",
                              "type: survey, at: 2026-11-11T10:00, instrument: nps, score: 7",
                              "type: survey, at: 2026-11-01T10:00, instrument: nps, score: 2, responded_at: "
                              "2026-11-19T10:00"})},
               agreement) ==
        "retention contact-overdue account/a 2026-10-11 overdue\n"
        "retention detractor survey/a-1 2026-11-12 overdue\n"
        "retention passive survey/a-2 2026-11-13 overdue\n"
        "referral promoter survey/a-0 2026-11-03 overdue");
  // A contact ends the silence; a new answer waits at once, for whom it names.
  const std::vector<std::string> entries{
      "type: touchpoint, at: 2026-11-19T10:00, channel: call",
      "type: survey, at: 2026-11-20T10:00, instrument: nps, score: 6, owner: sam",
      "type: survey, at: 2026-11-20T10:00, instrument: csat, score: 1"};
  Files files{account("a", "touch_model: mid-touch\n" + owned("start_on: 2026-10-01")),
              journal("a", entries)};
  CHECK(alerts(files, agreement) == "retention detractor survey/a-1 2026-11-22");
  files.push_back(testing::agreement(agreement));
  CHECK(alerts_at(testing::agreed(files, "2026-11-20T12:00").facts()).alerts.front().owner == "sam");
}

TEST_CASE("what was missed is owed by who answers today") {
  const std::string agreement =
      "touch_models: [{id: mid-touch, cadence: 10d}]\n"
      "commitments:\n"
      "  - {id: cadence, responsible: cs, subject: account, clock: {to: touchpoint, every: cadence}, target: "
      "90%}\n";
  const Files files{account("a",
                            "touch_model: mid-touch\nowners: {csm: [{from: 2026-01-01, value: sam}, {from: "
                            "2026-11-01, value: bia}]}\n" +
                                testing::buys("start_on: 2026-10-01")),
                    testing::agreement(agreement)};
  const auto owner = [&](std::string_view as_of) {
    return alerts_at(testing::agreed(files, as_of).facts()).alerts.front().owner;
  };
  CHECK(owner("2026-10-31T12:00") == "sam");
  CHECK(owner("2026-11-20T12:00") == "bia");
}

TEST_CASE("an agreement that was never audited lacks the last audit that was due") {
  const auto due = [](std::string_view since, std::string_view every, std::string_view today) {
    return first_audit_due(time::Date::parse(since).value(), time::Duration::parse(every).value(),
                           time::Date::parse(today).value())
        .to_string();
  };
  CHECK(due("2025-01-01", "1mo", "2026-11-20") == "2026-11-01");
  CHECK(due("2025-01-01", "1mo", "2026-11-02") == "2026-11-01");
  CHECK(due("2025-01-01", "1mo", "2026-11-01") == "2026-10-01");  // that of today is not late yet
  CHECK(due("2025-01-31", "1mo", "2025-04-15") ==
        "2025-03-31");  // counted from the first day, not from the 28th
  CHECK(due("2026-01-01", "1q", "2026-02-01") == "2026-04-01");
  CHECK(due("2026-01-01", "90d", "2026-12-31") == "2026-12-27");
}

TEST_CASE("agreements to be reviewed, open opinions, overdue actions come last") {
  CHECK(alerts({account("a", owned()),
                {"opinions/o.yaml",
                 "kind: opinion\nid: o\nagreement: x\nauthor: bia\ndate: 2026-11-01\ntext: T\nstatus: "
                 "open\n"},
                {"actions/c.yaml",
                 "kind: action\nid: c\ntitle: T\nsource: {kind: review}\nowner: sam\ndue_on: "
                 "2026-11-19\n"},
                {"actions/d.yaml",
                 "kind: action\nid: d\ntitle: T\nsource: {kind: review}\nowner: sam\ndue_on: "
                 "2026-11-19\ndone_on: 2026-11-20\n"},
                journal("a", {"type: payment, at: 2026-10-01, due_on: 2026-11-19, amount: 10.00 BRL"})},
               "review_every: 90d\nowners: {support: sam}\n") ==
        "retention overdue-payment account/a 2026-11-19 overdue\n"
        "agreement review-overdue agreement/x 2026-04-01 overdue\n"
        "agreement opinion-open opinion/o 2026-04-01 overdue\n"
        "agreement action-overdue action/c 2026-11-19 overdue");
}

TEST_CASE("what the agreement does not state is not judged, and said") {
  Files files{testing::calendar(), testing::people(), testing::agreement(""), account("a", owned())};
  const Folder data(std::move(files), "2026-11-20", testing::k_agreed);
  std::string text;
  for (const Unjudged& each : alerts_at(data.facts()).unjudged) {
    text += fmt::format("{} ", model::word(each.kind));
  }
  CHECK(text == "success-stale xray-stale difficult health-drop ");
}

}  // namespace
}  // namespace csx::metrics
