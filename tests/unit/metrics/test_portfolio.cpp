#include <array>
#include <string>
#include <vector>

#include "csx/metrics/forecast.hpp"
#include "csx/metrics/portfolio.hpp"
#include "signed.hpp"

namespace csx::metrics {
namespace {

using testing::account;
using testing::Files;
using testing::Folder;
using testing::journal;
using testing::subscriptions;

constexpr std::string_view k_agreement =
    "touch_models:\n"
    "  - {id: low-touch, hours_per_account: 10}\n"
    "  - {id: mid-touch, hours_per_account: 40, max_accounts_per_csm: 2, cadence: 30d}\n"
    "  - {id: exclusive-touch, hours_per_account: 100, max_accounts_per_csm: 1}\n"
    "portfolio: {criteria: [mrr, service_expectation], max_imbalance: 30%}\n"
    "thresholds: {minimum_overlap_minutes: 60}\n";

std::string person(std::string_view id, std::string_view more) {
  return fmt::format("---\nkind: person\nid: {}\nname: {}\narea: cs\ncalendar: br\n{}", id, id, more);
}

std::string capacity(std::string_view hours, std::string_view segments = "[x]") {
  return fmt::format("segments: {}\ncapacity: {{hours_per_week: {}, admin_share: 25%, utilisation: 80%}}\n",
                     segments, hours);
}

std::string held(std::string_view csm, std::string_view touch, std::string_view price = "100.00 BRL") {
  return fmt::format("segment: x\nowners: {{csm: {}}}\ntouch_model: {}\n{}", csm, touch,
                     subscriptions({fmt::format("product: erp, mrr: {}, start_on: 2026-01-01", price)}));
}

Folder team(Files files, std::string_view people) {
  files.push_back(testing::calendar());
  files.push_back({"people.yaml", std::string(people.substr(4))});
  files.push_back(
      testing::agreement(std::string("strategy: {segments: [{id: x, profile: P}, {id: z, profile: P}]}\n") +
                         std::string(k_agreement)));
  files.push_back({"more.yaml", "kind: person\nid: sam\nname: Sam\narea: support\n"});
  files.push_back({"bia.yaml", "kind: person\nid: bia\nname: Bia\narea: cs\n"});
  return {std::move(files), "2026-11-20", testing::k_agreed};
}

std::string conflicts(const Portfolio& portfolio) {
  std::string text;
  for (const Conflict& conflict : portfolio.conflicts) {
    text += fmt::format("{}{}", text.empty() ? "" : "; ", conflict.text);
  }
  return text;
}

TEST_CASE("load, worked by hand: hours of the accounts over hours of the month") {
  // 30 hours x 52 / 12 x 0.75 x 0.8 = 78 hours a month
  const Folder data =
      team({account("a", held("ana", "mid-touch")), account("b", held("ana", "low-touch", "50.00 BRL")),
            account("c", held("ana", "high-touch")), account("d", held("zoe", "low-touch")),
            account("e", "owners: {csm: ana}\n"),
            account("f", subscriptions({"product: erp, mrr: "
                                        "1.00 BRL, start_on: "
                                        "2026-01-01"}))},
           person("ana", capacity("30")) + person("zoe", "capacity: {hours_per_week: 30}\n") +
               person("new", capacity("30")));
  const Portfolios all(data.facts());
  const Portfolio& ana = *all.find("ana");
  CHECK(ana.holdings.size() == 3);  // e pays nothing
  CHECK(ana.capacity->rounded(2) == "78.00");
  CHECK(ana.hours.rounded(1) == "50.0");
  CHECK(ana.unknown_hours == 1);  // the agreement says nothing of high-touch
  CHECK(ana.load()->rounded(4) == "0.6410");
  CHECK(ana.mrr->to_string(2) == "250.00");
  CHECK_FALSE(all.find("zoe")->load());
  CHECK(all.find("zoe")->no_capacity == "no admin_share is stated");
  CHECK(all.find("zoe")->known_hours()->rounded(1) == "10.0");
  CHECK(all.find("new")->holdings.empty());
  CHECK(all.find("new")->known_hours()->is_zero());
  CHECK(all.find("new")->load()->is_zero());
  CHECK(all.all().back().csm.empty());
  CHECK(all.all().back().holdings.size() == 1);
  // 250 and 100: the mean is 175; ana is 75 away from it. new holds nothing.
  REQUIRE(all.imbalances().size() == 2);
  CHECK(all.imbalances()[0].csm == "ana");
  CHECK(all.imbalances()[0].largest->rounded(4) == "0.4286");
  CHECK(all.imbalances()[0].is_too_large == true);
  CHECK_FALSE(all.imbalances()[1].largest);  // nobody's expectation is known
  CHECK_FALSE(all.imbalances()[1].mean);
  CHECK(all.imbalances()[1].unknown == 5);
}

TEST_CASE("what nobody knows of a portfolio is not zero") {
  const Folder data = team({account("a", held("ana", "high-touch") + "service_expectation: high\n"),
                            account("b", held("zoe", "low-touch"))},
                           person("ana", capacity("30")) + person("zoe", capacity("30")));
  const Portfolios all(data.facts());
  const Portfolio& ana = *all.find("ana");  // the agreement says nothing of high-touch
  CHECK_FALSE(ana.known_hours());
  CHECK_FALSE(ana.load());
  CHECK_FALSE(all.find("zoe")->criteria[1]);  // whose expectation is not known takes no part
  CHECK(all.imbalances()[1].mean->rounded(1) == "3.0");
  CHECK(all.imbalances()[1].largest->is_zero());
  // Whether zoe's 10 hours fit beside what is not known, nobody can say.
  CHECK(balance(data.facts(), 5).empty());
}

TEST_CASE("what does not go together in a portfolio") {
  const Folder data =
      team({account("a", held("ana", "exclusive-touch")), account("b", held("ana", "mid-touch")),
            account("c", held("ana", "mid-touch")), account("d", held("ana", "mid-touch")),
            journal("b", {"type: touchpoint, at: 2026-10-20T10:00, channel: call"}),
            journal("c", {"type: touchpoint, at: 2026-10-21T10:00, channel: call"})},
           person("ana", capacity("30")));
  // Past the cadence are b, and d, whom nobody ever called.
  CHECK(conflicts(*Portfolios(data.facts()).find("ana")) ==
        "3 mid-touch accounts, the agreement allows 2; an exclusive-touch account shares its CSM with 3 "
        "other accounts; "
        "220.0h of work a month, capacity 78.0h; 2 accounts past the cadence of their touch model");
}

TEST_CASE("a move is tried, and changes nothing") {
  const Folder data = team({account("a", held("ana", "mid-touch")), account("b", held("zoe", "low-touch"))},
                           person("ana", capacity("30")) + person("zoe", capacity("30")));
  const Move move{data.facts().find("a"), "zoe"};
  const Portfolios after(data.facts(), std::span(&move, 1));
  CHECK(after.find("ana")->holdings.empty());
  CHECK(after.find("zoe")->hours.rounded(0) == "50");
  CHECK(Portfolios(data.facts()).find("ana")->holdings.size() == 1);
}

TEST_CASE("common hours are those with who looks after the account, also when a move is tried") {
  // In winter 09:00 to 17:00 in Lisbon is 06:00 to 14:00 in São Paulo, four hours of ana's, and 18:00 to
  // 02:00 in Tokyo, none of zoe's.
  const std::string hours =
      "profile: {timezone: Europe/Lisbon}\nxray: {working_hours: [{hours: [\"09:00-17:00\"]}]}\n";
  const Folder data =
      team({account("a", hours + held("ana", "mid-touch")),
            account("b", held("ana", "mid-touch")),
            {"calendars/jp.yaml",
             "kind: calendar\nid: jp\ntimezone: Asia/Tokyo\nhours: {mon: [\"09:00-18:00\"]}\n"}},
           person("ana", capacity("30")) + "---\nkind: person\nid: zoe\nname: Zoe\narea: cs\ncalendar: jp\n" +
               capacity("30"));
  const Portfolios now(data.facts());
  CHECK(now.holdings()[0].common_minutes->to_string() == "240");
  CHECK_FALSE(now.holdings()[1].common_minutes);
  CHECK(conflicts(*now.find("ana")).find("common minutes") == std::string::npos);
  const Move move{data.facts().find("a"), "zoe"};
  const Portfolios then(data.facts(), std::span(&move, 1));
  CHECK(then.holdings()[0].common_minutes->is_zero());
  CHECK(conflicts(*then.find("zoe")) ==
        "1 account past the cadence of its touch model; 1 account with fewer than 60 common minutes a day");
}

TEST_CASE("balance respects niche, capacity, touch model and exclusive care") {
  const auto moves = [](Files files, std::string_view people, bool is_named = true) {
    const Folder data = team(std::move(files), people);
    std::string text;
    constexpr std::array<std::string_view, 1> k_named{"zoe"};
    for (const Proposal& each :
         balance(data.facts(), 5, is_named ? std::span(k_named) : std::span<const std::string_view>())) {
      text += fmt::format("{}{}: {} -> {}", text.empty() ? "" : ", ", each.move.account->account->id.value,
                          each.from, each.move.to);
    }
    return text;
  };
  const Files files{account("a", held("ana", "mid-touch")), account("b", held("ana", "mid-touch")),
                    account("c", held("ana", "low-touch")), account("d", held("ana", "low-touch"))};
  const std::string ana = person("ana", capacity("40"));
  CHECK(moves(files, ana + person("zoe", capacity("40"))) == "a: ana -> zoe, c: ana -> zoe");
  CHECK(moves(files, ana + person("zoe", capacity("40")), false) ==
        "");  // she holds nothing, nobody named her
  CHECK(moves(files, ana + person("zoe", capacity("40", "[z]"))) == "");  // not her niche
  CHECK(moves(files, ana + person("zoe", capacity("40", "[]"))) == "");   // her niche is not known
  CHECK(moves(files, ana + person("zoe", capacity("10"))) == "c: ana -> zoe, d: ana -> zoe");  // 26 hours
  CHECK(moves(files, ana + person("zoe", "segments: [x]\n")) == "");  // her capacity is not known
  const Files exclusive{account("a", held("ana", "exclusive-touch")), account("b", held("zoe", "low-touch"))};
  CHECK(moves(exclusive, ana + person("zoe", capacity("40"))) == "");
}

TEST_CASE("handoffs on their way to Customer Success") {
  const auto handoff = [](std::string_view id, std::string_view events) {
    return std::pair{
        fmt::format("h-{}.yaml", id),
        fmt::format("kind: handoff\nid: {0}\naccount: {0}\ntype: sales-to-cs\nfrom: {{area: sales}}\nto: "
                    "{{area: cs}}\ntimeline:\n  - {{at: 2026-11-01T10:00, event: opened, by: bia}}\n{1}",
                    id, events)};
  };
  const Folder data = team({account("a", "touch_model: mid-touch\n"),
                            account("b", "touch_model: mid-touch\n"), account("c", ""), handoff("a", ""),
                            handoff("b",
                                    "  - {at: 2026-11-02T10:00, event: submitted, by: bia}\n  - {at: "
                                    "2026-11-03T10:00, event: accepted, by: bia}\n"),
                            handoff("c",
                                    "  - {at: 2026-11-02T10:00, event: submitted, by: bia}\n  - {at: "
                                    "2026-12-03T10:00, event: accepted, by: bia}\n")},
                           person("ana", capacity("40")));
  const Portfolios all(data.facts());
  REQUIRE(all.arrivals().size() == 2);
  CHECK(all.arrivals()[0].account->account->id.value == "a");
  CHECK(all.arrivals()[0].hours->rounded(0) == "40");
  CHECK(all.arrivals()[1].account->account->id.value == "c");
  CHECK_FALSE(all.arrivals()[1].hours);
}

std::string expected(const Folder& data) {
  std::string text;
  for (const Expected& each : expected_of(data.facts(), Portfolios(data.facts()))) {
    text += fmt::format("{}{} {}: {} - {} - {} = {}, {}", text.empty() ? "" : "; ", each.period.to_string(),
                        each.segment.empty() ? "all" : each.segment, each.goal, each.won, each.on_the_way,
                        each.to_come(), each.hours() ? each.hours()->rounded(1) : std::string("n/a"));
  }
  return text;
}

TEST_CASE("what the goals of the agreement still bring") {
  const auto won = [](std::string_view segment, std::string_view touch, std::string_view day) {
    return fmt::format("segment: {}\ntouch_model: {}\n{}", segment, touch,
                       subscriptions({fmt::format("product: erp, mrr: 100.00 BRL, start_on: {}", day)}));
  };
  const auto handoff = [](std::string_view id, std::string_view account) {
    return std::pair(fmt::format("accounts/{}/handoffs/{}.yaml", account, id),
                     fmt::format("kind: handoff\nid: {}\naccount: {}\ntype: sales-to-cs\n"
                                 "from: {{area: sales, person: bia}}\nto: {{area: cs}}\n"
                                 "timeline: [{{event: opened, at: 2026-11-02T10:00, by: bia}}]\n",
                                 id, account));
  };
  Files files{account("a", won("x", "low-touch", "2026-10-05")),  // in the quarter
              account("b", won("x", "mid-touch", "2026-09-30")),  // before it
              account("c", won("x", "low-touch", "2026-11-21")),  // not yet: the day after
              account("d", "segment: x\n"),
              handoff("d-1", "d"),
              handoff("d-2", "d"),
              account("e", won("z", "exclusive-touch", "2025-12-31"))};
  SUBCASE("goals that are not over, each with what is won and on the way") {
    files.push_back(testing::agreement(
        std::string("strategy: {segments: [{id: x, profile: P}, {id: z, profile: P}]}\n") +
        std::string(k_agreement) +
        "what:\n  acquisition:\n    - {period: 2026-Q3, accounts: 9}\n    - {period: 2026, accounts: 2}\n"
        "    - {period: 2026-Q4, segment: x, accounts: 6}\n    - {period: 2026-Q4, segment: z, accounts: 1}\n"
        "    - {period: 2027-Q1, segment: x, accounts: 2}\n    - {period: 2026-Q4, mrr: 1.00 BRL}\n"));
    const Folder data = testing::agreed(files);
    // Accounts of x take 10 and 40 hours today, 25 in the mean; that of z takes 100. All: 50.
    CHECK(expected(data) ==
          "2026 all: 2 - 2 - 1 = 0, 0.0; 2026-Q4 x: 6 - 1 - 1 = 4, 100.0; "
          "2026-Q4 z: 1 - 0 - 0 = 1, 100.0; 2027-Q1 x: 2 - 0 - 0 = 2, 50.0");
  }
  SUBCASE("without hours nobody knows what they take") {
    files.push_back(
        testing::agreement("strategy: {segments: [{id: x, profile: P}, {id: z, profile: P}]}\n"
                           "what: {acquisition: [{period: 2026-Q4, accounts: 6}]}\n"));
    CHECK(expected(testing::agreed(files)) == "2026-Q4 all: 6 - 1 - 1 = 4, n/a");
  }
  SUBCASE("no goals, nothing to come") {
    files.push_back(testing::agreement("strategy: {segments: [{id: x, profile: P}, {id: z, profile: P}]}\n"));
    CHECK(expected(testing::agreed(files)).empty());
  }
}

}  // namespace
}  // namespace csx::metrics
