#include <fmt/format.h>

#include "found.hpp"

namespace csx::rules {
namespace {

using testing::found;
using Pointers = std::vector<std::string>;

std::string playbook(std::string_view head, const std::vector<std::string_view>& steps) {
  std::string text = fmt::format("kind: playbook\nid: standard\ntitle: Standard\n{}steps:\n", head);
  for (const std::string_view step : steps) {
    text += fmt::format("  - {{id: {}, title: A step}}\n", step);
  }
  return text;
}

const std::vector<std::string_view> k_nine{"current-scenario",   "right-team",        "personas",
                                           "touch-model",        "success-and-value", "setup-and-handoff",
                                           "planning-and-goals", "activation",        "ongoing-handoff"};

TEST_CASE("an onboarding playbook is known by its stage, by the accounts that follow it, or by its steps") {
  struct Row {
    std::string_view head;
    std::vector<std::string_view> steps;
    std::string_view account;
    bool is_onboarding;
  };
  const std::string_view follows = "kind: account\nid: aurora\nname: A\nonboarding: {playbook: standard}\n";
  const std::vector<Row> rows{
      {"stage: onboarding\n", {"welcome"}, "", true},
      {"stage: Implantação\n", {"welcome"}, "", true},
      {"stage: renewal\n", {"welcome"}, "", false},
      {"", {"welcome"}, "", false},
      {"", {"welcome"}, follows, true},
      {"", {"current-scenario", "right-team", "personas", "touch-model"}, "", false},
      {"", {"current-scenario", "right-team", "personas", "touch-model", "activation"}, "", true},
      {"stage: onboarding\ntrigger: stuck for three weeks\n", {"call"}, "", false},
      {"stage: onboarding\n", k_nine, "", false},  // it is one, and lacks nothing
  };
  for (const Row& row : rows) {
    CAPTURE(row.head);
    CAPTURE(row.steps.size());
    testing::Files files{{"csx.yaml", std::string(testing::k_workspace)},
                         {"playbooks/standard.yaml", playbook(row.head, row.steps)}};
    if (!row.account.empty()) {
      files.emplace_back("accounts/aurora/account.yaml", row.account);
    }
    const Pointers wanted = row.is_onboarding ? Pointers{"/steps"} : Pointers{};
    CHECK(found("playbook/onboarding-steps-missing", files) == wanted);
  }
}

TEST_CASE("steps of the nine are out of order where an earlier one comes after a later one") {
  struct Row {
    std::vector<std::string_view> steps;
    Pointers wrong;
  };
  const std::vector<Row> rows{
      {k_nine, {}},
      {{"current-scenario", "kickoff", "personas", "activation", "training", "ongoing-handoff"}, {}},
      {{"personas", "current-scenario", "right-team", "activation"}, {"/steps/1/id", "/steps/2/id"}},
      {{"activation", "welcome", "personas"}, {"/steps/2/id"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.steps.front());
    CHECK(found("playbook/onboarding-step-order",
                {{"csx.yaml", std::string(testing::k_workspace)},
                 {"playbooks/standard.yaml", playbook("stage: onboarding\n", row.steps)}}) == row.wrong);
  }
}

}  // namespace
}  // namespace csx::rules
