#include <string>
#include <vector>

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
    "portfolio: {criteria: [mrr, service_expectation], max_imbalance: 30%}\n";

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

Folder folder(Files files, std::string_view people) {
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
      folder({account("a", held("ana", "mid-touch")), account("b", held("ana", "low-touch", "50.00 BRL")),
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
  CHECK(all.find("new")->holdings.empty());
  CHECK(all.find("new")->load()->is_zero());
  CHECK(all.all().back().csm.empty());
  CHECK(all.all().back().holdings.size() == 1);
  // 250, 100 and 0: the mean is 116.67; ana is 133.33 away from it.
  REQUIRE(all.imbalances().size() == 2);
  CHECK(all.imbalances()[0].csm == "ana");
  CHECK(all.imbalances()[0].largest->rounded(4) == "1.1429");
  CHECK(all.imbalances()[0].is_too_large == true);
  CHECK_FALSE(all.imbalances()[1].largest);  // nobody's expectation is known
  CHECK(all.imbalances()[1].unknown == 5);
}

TEST_CASE("what does not go together in a portfolio") {
  const Folder data =
      folder({account("a", held("ana", "exclusive-touch")), account("b", held("ana", "mid-touch")),
              account("c", held("ana", "mid-touch")), account("d", held("ana", "mid-touch")),
              journal("b", {"type: touchpoint, at: 2026-10-20T10:00, channel: call"}),
              journal("c", {"type: touchpoint, at: 2026-10-21T10:00, channel: call"})},
             person("ana", capacity("30")));
  CHECK(conflicts(*Portfolios(data.facts()).find("ana")) ==
        "3 mid-touch accounts, the agreement allows 2; an exclusive-touch account shares its CSM with 3 "
        "other accounts; "
        "220.0h of work a month, capacity 78.0h; 1 account past the cadence of its touch model");
}

TEST_CASE("a move is tried, and changes nothing") {
  const Folder data = folder({account("a", held("ana", "mid-touch")), account("b", held("zoe", "low-touch"))},
                             person("ana", capacity("30")) + person("zoe", capacity("30")));
  const Move move{data.facts().find("a"), "zoe"};
  const Portfolios after(data.facts(), std::span(&move, 1));
  CHECK(after.find("ana")->holdings.empty());
  CHECK(after.find("zoe")->hours.rounded(0) == "50");
  CHECK(Portfolios(data.facts()).find("ana")->holdings.size() == 1);
}

TEST_CASE("balance respects niche, capacity, touch model and exclusive care") {
  const auto moves = [](Files files, std::string_view people) {
    const Folder data = folder(std::move(files), people);
    std::string text;
    for (const Proposal& each : balance(data.facts(), 5)) {
      text += fmt::format("{}{}: {} -> {}", text.empty() ? "" : ", ", each.move.account->account->id.value,
                          each.from, each.move.to);
    }
    return text;
  };
  const Files files{account("a", held("ana", "mid-touch")), account("b", held("ana", "mid-touch")),
                    account("c", held("ana", "low-touch")), account("d", held("ana", "low-touch"))};
  const std::string ana = person("ana", capacity("40"));
  CHECK(moves(files, ana + person("zoe", capacity("40"))) == "a: ana -> zoe, c: ana -> zoe");
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
  const Folder data = folder({account("a", "touch_model: mid-touch\n"),
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

}  // namespace
}  // namespace csx::metrics
