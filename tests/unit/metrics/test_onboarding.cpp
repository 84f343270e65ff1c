#include <string>
#include <vector>

#include "signed.hpp"

namespace csx::metrics {
namespace {

using testing::account;
using testing::Files;
using testing::Folder;
using testing::journal;

std::string won_on(std::string_view date) {
  return testing::buys(fmt::format("start_on: {0}, signed_at: {0}", date));
}

/// a went live, b is under way, c has only its contract.
Files accounts() {
  return {
      account(
          "a",
          "success:\n  value_cycle: 2w\n  trainings: [{what: Caixa, done_on: 2026-10-07}, {what: Fiscal}]\n  "
          "objectives:\n    - {id: o1, baseline: 12, target: 4, unit: d, actuals: [{date: 2026-10-10, value: "
          "10}, {date: 2026-10-30, value: 6}]}\n    - {id: o2, baseline: 5, target: 5, actuals: [{date: "
          "2026-10-30, value: 6}]}\n    - {id: o3, target: 5, actuals: [{date: 2026-10-30, value: 6}]}\n"
          "milestones:\n  - {id: m1, title: M, achieved_on: 2026-10-11, celebrated_on: 2026-10-12}\n  - {id: "
          "m2, title: Nove, achieved_on: 2026-10-12}\nonboarding:\n  playbook: std\n  activated_on: "
          "2026-10-21\n  "
          "steps:\n    - {step: one, state: done, started_on: 2026-10-03, done_on: 2026-10-05}\n" +
              won_on("2026-10-01")),
      account(
          "b",
          "onboarding:\n  playbook: std\n  steps:\n    - {step: one, state: done, started_on: 2026-10-10, "
          "done_on: 2026-10-11}\n    - {step: two, state: doing, started_on: 2026-10-20}\n    - {step: "
          "three, "
          "state: doing, started_on: 2026-10-29}\n    - {step: four, state: skipped}\n" +
              won_on("2026-10-02")),
      account("c", won_on("2026-10-03")),
      {"playbooks/std.yaml",
       "kind: playbook\nid: std\ntitle: S\nsteps:\n  - {id: one, title: One, within: 5d}\n  - {id: "
       "two, title: Two, within: 5d}\n  - {id: three, title: Three, within: 1w}\n  - {id: four, "
       "title: Four}\n"},
      journal("a", {"type: touchpoint, at: 2026-09-20T10:00, channel: meeting",
                    "type: value, at: 2026-10-11T10:00", "type: value, at: 2026-10-15T10:00",
                    "type: value, at: 2026-10-25T10:00"}),
      journal("b", {"type: touchpoint, at: 2026-10-04T10:00, channel: meeting, no_show: true",
                    "type: touchpoint, at: 2026-10-05T10:00, channel: call",
                    "type: touchpoint, at: 2026-10-08T10:00, channel: visit"})};
}

TEST_CASE("onboarding of a month, worked by hand") {
  const Folder folder(accounts(), "2026-11-20");
  struct Row {
    std::string_view metric;
    std::string_view value;
  };
  const std::vector<Row> rows{
      {"onboarding.started", "2"},          {"onboarding.completed", "1"},
      {"onboarding.completion", "0.5"},     {"onboarding.duration", "18"},  // 3 to 21 October
      {"onboarding.steps-done", "0.5"},                                     // one of a, one of three of b
      {"onboarding.stuck-steps", "0.5"},                                    // two is late, three is not
      {"onboarding.time-to-engage", "3"},  // a met before it signed: 0; b after six days
      {"onboarding.time-to-value", "10"},  // a, from the signature
      {"onboarding.value-cycle", "7"},     // gaps of 4 and 10 days
      {"onboarding.value-overdue", "0"},   // 25 October + 2 weeks
      {"onboarding.milestones", "2"},       {"onboarding.celebrated", "0.5"},
      {"onboarding.objectives", "0.75"},  // (6 - 12) / (4 - 12)
      {"onboarding.trainings", "1"},        {"onboarding.churn-completed", "0"},
      {"onboarding.churn-unfinished", "0"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.metric);
    CHECK(folder.value(row.metric, "2026-10") == row.value);
  }
  CHECK(folder.measured("onboarding.time-to-value", "2026-10").value.aside.at("unfinished") == 2);
  CHECK(folder.measured("onboarding.time-to-engage", "2026-10").value.aside.at("not met yet") == 1);
  CHECK(folder.measured("onboarding.duration", "2026-10").value.aside.at("unfinished") == 1);
  const Value objectives = folder.measured("onboarding.objectives", "2026-10").value;
  CHECK(objectives.excluded.at("the target is the baseline") == 1);
  CHECK(objectives.excluded.at("no baseline or no target") == 1);
  CHECK(folder.value("onboarding.value-overdue", "2026-11") == "1");  // 25 October + 2 weeks < 20 November
  CHECK(folder.value("onboarding.duration", "2026-11") == "n/a: no account went live");
}

TEST_CASE("time to value starts where the workspace says") {
  const std::string handoff =
      "kind: handoff\nid: h\naccount: a\ntype: sales-to-cs\nfrom: {area: sales}\nto: {area: cs}\ntimeline:\n "
      " - {at: "
      "2026-10-02T10:00, event: opened, by: ana}\n  - {at: 2026-10-03T10:00, event: submitted, by: ana}\n  - "
      "{at: "
      "2026-10-04T10:00, event: accepted, by: ana}\n  - {at: 2026-10-06T10:00, event: kickoff-held, by: "
      "ana}\n";
  struct Row {
    std::string_view start;
    std::string_view value;
  };
  const std::vector<Row> rows{{"contract-signed", "10"},
                              {"accepted", "7"},
                              {"kickoff-held", "5"},
                              {"activated", "n/a: no account had its first value"}};
  for (const Row& row : rows) {
    CAPTURE(row.start);
    Files files = accounts();
    files.emplace_back("accounts/a/handoffs/h.yaml", handoff);
    files.emplace_back("people.yaml", "kind: person\nid: ana\nname: Ana\narea: sales\n");
    const Folder folder(
        std::move(files), "2026-11-20",
        fmt::format("{}definitions: {{time_to_value_from: {}}}\n", testing::k_workspace, row.start));
    CHECK(folder.value("onboarding.time-to-value", "2026-10") == row.value);
  }
}

}  // namespace
}  // namespace csx::metrics
