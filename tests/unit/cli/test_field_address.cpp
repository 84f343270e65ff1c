#include "field_address.hpp"

#include <doctest/doctest.h>

#include "csx/model/account.hpp"
#include "csx/model/agreement.hpp"
#include "csx/model/exchange.hpp"
#include "csx/model/handoff.hpp"
#include "csx/model/journal.hpp"
#include "csx/model/person.hpp"
#include "csx/model/workspace.hpp"
#include "value_of.hpp"

using namespace csx;
using namespace csx::cli;

namespace {

const yaml::Value& account() {
  static const yaml::Value k_account = value_of(R"(kind: account
id: aurora
name: Padaria Aurora
tier:
  - {from: 2026-01-10, value: b}
  - {from: 2026-08-01, value: a}
owners: {sales: ana}
contacts: {none: sold by phone only}
promises:
  - {id: p1, text: Billing}
  - {id: p2, text: Training}
onboarding:
  steps:
    - {step: activation, state: done}
    - {step: personas}
subscriptions:
  - id: s1
    mrr: 10 BRL
    start_on: 2026-01-15
    changes:
      - {date: 2026-07-01, mrr: 20 BRL}
fit: {internet: stable, usage.logins: 3}
x-crm: {id: 7, tags: [a, b]}
)");
  return k_account;
}

const time::Date k_day = *time::Date::of(2026, 3, 1);

Result<FieldAddress> find(std::string_view written) {
  return find_address(model::type_of<model::Account>, account(), written, k_day);
}

}  // namespace

TEST_CASE("names lead to the places that people mean") {
  struct Row {
    std::string_view written;
    std::string_view pointer;
    std::string_view name;
    bool is_there;
  };
  const Row rows[] = {
      {"name", "/name", "name", true},
      {"/name", "/name", "name", true},
      {"#/name", "/name", "name", true},
      {"lead_source", "/lead_source", "lead_source", false},
      {"owners.sales", "/owners/sales", "owners.sales", true},
      {"owners.csm", "/owners/csm", "owners.csm", false},
      {"acquisition.cost", "/acquisition/cost", "acquisition.cost", false},
      {"promises", "/promises", "promises", true},
      {"promises.p2", "/promises/1", "promises.p2", true},
      {"promises.p2.text", "/promises/1/text", "promises.p2.text", true},
      {"promises.1.text", "/promises/1/text", "promises.p2.text", true},
      {"/promises/1/text", "/promises/1/text", "promises.p2.text", true},
      {"promises.p1.due_on", "/promises/0/due_on", "promises.p1.due_on", false},
      {"onboarding.steps.personas.state", "/onboarding/steps/1/state", "onboarding.steps.personas.state",
       false},
      {"subscriptions.s1.changes.2026-07-01.mrr", "/subscriptions/0/changes/0/mrr",
       "subscriptions.s1.changes.2026-07-01.mrr", true},
      {"tier", "/tier", "tier", true},
      {"tier.1.value", "/tier/1/value", "tier.1.value", true},
      {"tier.2026-08-01.value", "/tier/1/value", "tier.2026-08-01.value", true},
      {"fit.internet", "/fit/internet", "fit.internet", true},
      {"fit.usage.logins", "/fit/usage.logins", "fit.usage.logins", true},
      {"fit.other.thing", "/fit/other.thing", "fit.other.thing", false},
      {"x-crm.id", "/x-crm/id", "x-crm.id", true},
      {"x-crm.tags.1", "/x-crm/tags/1", "x-crm.tags.1", true},
      {"x-new", "/x-new", "x-new", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.written);
    const Result<FieldAddress> address = find(row.written);
    REQUIRE(address.has_value());
    CHECK(address->pointer() == row.pointer);
    CHECK(address->name == row.name);
    CHECK(address->is_there() == row.is_there);
  }
}

TEST_CASE("what leads nowhere is refused with what could have been meant") {
  struct Row {
    std::string_view written;
    std::string_view message;
  };
  const Row rows[] = {
      {"nam", "account has no field \"nam\", did you mean \"name\"?"},
      {"csm", "account has no field \"csm\", did you mean \"owners.csm\"?"},
      {"owners.seles", "owners has no field \"seles\", did you mean \"sales\"?"},
      {"name.first", "name is a single value, there is nothing called \"first\" in it"},
      {"promises.p9", "promises has no promise \"p9\""},
      {"promises.2", "promises has no promise \"2\""},
      {"/promises/p1", "promises has no promise \"p1\""},
      {"milestones.m1", "milestones is empty, it has no milestone \"m1\""},
      {"contacts.maria", "contacts is said to be none: \"sold by phone only\""},
      {"a..b", "\"a..b\" names no field"},
      {"", "\"\" names no field"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.written);
    const Result<FieldAddress> address = find(row.written);
    REQUIRE_FALSE(address.has_value());
    CHECK(address.error().kind == ErrorKind::usage);
    CHECK(std::string_view(address.error().message).starts_with(row.message));
  }
}

TEST_CASE("an item that several could be is told by its index") {
  const yaml::Value value =
      value_of("exchange_rates:\n  - {currency: USD, date: 2026-01-31}\n  - {currency: USD}\n");
  const auto address =
      find_address(model::type_of<model::Workspace>, value, "exchange_rates.USD.rate", k_day);
  REQUIRE_FALSE(address.has_value());
  CHECK(address.error().message == "\"USD\" names 2 items of exchange_rates");
  CHECK(find_address(model::type_of<model::Workspace>, value, "exchange_rates.1.rate", k_day).has_value());
}

TEST_CASE("dated fields say where the value in force is looked for") {
  const Result<FieldAddress> tier = find("tier");
  REQUIRE(tier.has_value());
  CHECK(tier->dated == 1);
  CHECK(find("owners.csm")->dated == 2);
  CHECK_FALSE(find("tier.0.value")->dated.has_value());
  CHECK_FALSE(find("name")->dated.has_value());
  const yaml::Value person =
      value_of("kind: person\ncapacity:\n  - {from: 2026-01-01, value: {hours_per_week: 40}}\n");
  const auto hours = find_address(model::type_of<model::Person>, person, "capacity.admin_share", k_day);
  REQUIRE(hours.has_value());
  CHECK(hours->dated == 1);
  CHECK(hours->steps.size() == 2);
  CHECK_FALSE(hours->is_there());
  CHECK(find_address(model::type_of<model::Person>, person, "capacity.hours_per_week", k_day)->is_there());
}

TEST_CASE("fields of an entry are those of its type") {
  const yaml::Value survey = value_of("type: survey\nscore: 3\n");
  CHECK(find_address(model::type_of<model::Entry>, survey, "contact", k_day).has_value());
  const auto holds = find_address(model::type_of<model::Entry>, survey, "holds", k_day);
  REQUIRE_FALSE(holds.has_value());
  CHECK(holds.error().message == "a journal entry has no field \"holds\": only a ticket has it");
}

TEST_CASE("a list of one without brackets is its one") {
  const yaml::Value value = value_of("clock: {to: accepted}\n");
  const auto address = find_address(model::type_of<model::Commitment>, value, "clock.to.0", k_day);
  REQUIRE(address.has_value());
  CHECK(address->pointer() == "/clock/to");
}

TEST_CASE("what is missing on the way is made in the order of descriptions") {
  struct Row {
    std::string_view written;
    std::string_view pointer;
    std::string_view value;
    std::string_view after;  ///< the nearest key before it
  };
  const Row rows[] = {
      {"lead_source", "/lead_source", "v\n", "touch_model"},
      {"owners.csm", "/owners/csm", "v\n", "onboarding"},
      {"acquisition.cost", "/acquisition", "cost: v\n", "calendar"},
      {"success.definition", "/success", "definition: v\n", "expectations"},
      {"id", "/id", "v\n", "kind"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.written);
    const yaml::Edit edit = edit_to_set(*find(row.written), yaml::Value::string("v"));
    CHECK(edit.pointer == row.pointer);
    CHECK(yaml::emit(edit.value) == row.value);
    REQUIRE_FALSE(edit.after.empty());
    CHECK(edit.after.front() == row.after);
    CHECK(yaml::apply_to_value(account(), edit).has_value());
  }
}

TEST_CASE("the row in force is the last on or before the day") {
  const yaml::Value& tier = *entry_of(account(), "tier");
  std::size_t index = 9;
  CHECK(row_in_force(tier, *time::Date::of(2026, 1, 9), &index) == nullptr);
  CHECK(index == 9);
  CHECK(text_at(*row_in_force(tier, *time::Date::of(2026, 1, 10)), "value") == "b");
  CHECK(text_at(*row_in_force(tier, *time::Date::of(2026, 8, 1), &index), "value") == "a");
  CHECK(index == 1);
}
