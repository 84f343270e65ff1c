#include <string>
#include <vector>

#include "signed.hpp"

namespace csx::metrics {
namespace {

using testing::account;
using testing::Files;
using testing::Folder;

Folder with_tickets(const std::vector<std::string>& tickets, Files files = {},
                    std::string_view as_of = "2026-11-20") {
  std::vector<std::string> entries;
  for (const std::string& ticket : tickets) {
    entries.push_back("type: ticket, " + ticket);
  }
  files.push_back(account("a", "tier: a\n"));
  files.push_back(testing::journal("a", entries));
  return testing::agreed(std::move(files), as_of);
}

std::pair<std::string, std::string> terms(std::string_view keys) {
  return testing::agreement("tiers: [{id: a, rank: 1}]\n" + std::string(keys));
}

TEST_CASE("first response and resolution in business time, without holds and resolved intervals") {
  const Folder data = with_tickets(
      {// Thursday 1 October 17:00 to Friday 10:00: 1 h + 1 h; on hold from 09:00 to 09:30: 1.5 h.
       // Resolved on Friday at 12:00: 1 + 3 - 0.5 = 3.5 h; reopened on Monday at 13:00, resolved at 14:30.
       "at: 2026-10-01T17:00, first_response_at: 2026-10-02T10:00, holds: [{from: 2026-10-02T09:00, to: "
       "2026-10-02T09:30}], resolved: [2026-10-02T12:00, 2026-10-05T14:30], reopened: [2026-10-05T13:00]",
       // From Saturday to Monday 09:10: ten minutes; resolved while its hold went on: 10 minutes, too.
       "at: 2026-10-03T12:00, first_response_at: 2026-10-05T09:10, holds: [{from: 2026-10-05T09:10}], "
       "resolved: "
       "[2026-10-05T17:00]",
       // Open.
       "at: 2026-10-06T12:00", "at: 2026-10-06, first_response_at: 2026-10-07T10:00",
       "at: 2026-10-06T12:00, closed_at: 2026-10-07T10:00"},
      {terms("")});
  const Value response = data.measured("support.first-response", "2026-10").value;
  REQUIRE(response.distribution.has_value());
  CHECK(response.distribution->max.to_string() == "5400");
  CHECK(response.distribution->min.to_string() == "600");
  CHECK(response.aside.at("not answered yet") == 1);
  CHECK(response.excluded.at("only the date is known") == 1);
  const Value resolution = data.measured("support.resolution", "2026-10").value;
  REQUIRE(resolution.distribution.has_value());
  CHECK(resolution.distribution->max.to_string() == "18000");  // 3.5 + 1.5 h
  CHECK(resolution.distribution->min.to_string() == "600");
  CHECK(resolution.n == 2);
  CHECK(resolution.aside.at("unresolved") == 2);
  CHECK(resolution.excluded.at("closed without a resolution") == 1);
  CHECK(data.value("support.resolution", "2026-09") == "n/a: no ticket was resolved");
}

TEST_CASE("business time is that of who handled the ticket first") {
  const Folder data =
      with_tickets({"at: 2026-10-05T06:00, first_response_at: 2026-10-05T10:00, handled_by: [eve, sam]",
                    "at: 2026-10-05T06:00, first_response_at: 2026-10-05T10:00, handled_by: [sam]"},
                   {{"calendars/early.yaml",
                     "kind: calendar\nid: early\ntimezone: America/Sao_Paulo\nhours:\n  mon: "
                     "[\"07:00-10:00\"]\n"},
                    {"eve.yaml", "kind: person\nid: eve\nname: Eve\narea: support\ncalendar: early\n"}});
  const Value response = data.measured("support.first-response", "2026-10").value;
  CHECK(response.distribution->max.to_string() == "10800");
  CHECK(response.distribution->min.to_string() == "3600");
}

TEST_CASE("quality and volume of a month, worked by hand") {
  const Folder data = with_tickets(
      {"at: 2026-09-30T10:00, contacts: 1, resolved: [2026-10-01T10:00]",
       "at: 2026-10-01T10:00, contacts: 1, resolved: [2026-10-02T10:00, 2026-10-09T10:00], reopened: "
       "[2026-10-05T10:00]",
       "at: 2026-10-02T10:00, contacts: 3, resolved: [2026-10-03T10:00]",
       "at: 2026-10-03T10:00, resolved: [2026-10-04T10:00], reopened: [2026-11-02T10:00]",
       "at: 2026-10-04T10:00", "at: 2026-10-31T23:59:59, resolved: [2026-11-01T00:00:00]"});
  CHECK(data.value("support.reopened", "2026-10") == "0.5");                     // two of four
  CHECK(data.value("support.first-contact-resolution", "2026-10") == "0.3333");  // one of three
  CHECK(data.measured("support.first-contact-resolution", "2026-10")
            .value.excluded.at("the number of contacts is not recorded") == 1);
  CHECK(data.value("support.opened", "2026-10") == "5");
  CHECK(data.value("support.solved", "2026-10") == "3");
  CHECK(data.measured("support.solved", "2026-10").value.aside.at("reopened since, and open") == 1);
  CHECK(data.value("support.closure-rate", "2026-10") == "0.6");
  CHECK(data.value("support.backlog", "2026-10") == "2");  // the last two
  CHECK(data.value("support.backlog", "2026-09") == "1");
  CHECK(data.value("support.backlog", "2026-11") == "2");  // one reopened, one never resolved
  CHECK(data.value("support.opened", "2026-08") == "0");
  CHECK(data.value("support.closure-rate", "2026-08") == "n/a: no ticket was opened");
  CHECK(data.value("support.reopened", "2026-08") == "n/a: no ticket was resolved");
  for (const std::string_view id : {"opened", "solved", "backlog", "closure-rate"}) {
    CAPTURE(id);
    CHECK(find(fmt::format("support.{}", id))->nature == Nature::volume);
  }
}

TEST_CASE("attainment by priority and tier, with the change in demand") {
  const Folder data = with_tickets(
      {"at: 2026-09-10T10:00, priority: high, first_response_at: 2026-09-10T11:00",
       "at: 2026-10-01T10:00, priority: high, first_response_at: 2026-10-01T12:00",
       "at: 2026-10-02T10:00, priority: high, first_response_at: 2026-10-02T12:00:01",
       "at: 2026-10-05T10:00, priority: low, first_response_at: 2026-10-05T10:30"},
      {terms("commitments:\n  - id: answer\n    statement: S\n    responsible: support\n    subject: "
             "ticket\n    "
             "clock: {from: opened, to: first-response, within: [{priority: high, within: 2h}, {within: "
             "4h}]}\n    target: 90%\n")});
  CHECK(data.value("support.attainment", "2026-10") == "0.6667");
  CHECK(data.value("support.attainment-high", "2026-10") == "0.5");
  CHECK(data.value("support.attainment-low", "2026-10") == "1");
  CHECK(data.value("support.attainment-urgent", "2026-10") == "n/a: no clock of such a ticket was due");
  CHECK(data.groups("support.attainment", "2026-10", {Dimension::tier}) == "a=0.6667");
  const Value value = data.measured("support.attainment", "2026-10").value;
  CHECK(value.aside.at("opened") == 3);
  CHECK(value.aside.at("opened in the period before") == 1);
  CHECK(data.measured("support.attainment-high", "2026-10").value.aside.at("opened") == 2);
}

TEST_CASE("knowledge: articles, categories, self-service, specialties, standard answers") {
  const Folder data = with_tickets(
      {"at: 2026-10-01T10:00, channel: portal, category: tax, article: k1, handling_minutes: 5, "
       "product_area: pdv, "
       "handled_by: [sam], standard: S, resolved: [2026-10-02T10:00], closed_at: 2026-10-03T10:00",
       "at: 2026-10-01T10:00, channel: call, category: tax, handling_minutes: 30, product_area: erp, "
       "handled_by: "
       "[sam], resolved: [2026-10-02T10:00], closed_at: 2026-10-03T10:00",
       "at: 2026-10-01T10:00, channel: call, category: login, product_area: pdv, handled_by: [bia], "
       "resolved: "
       "[2026-10-02T10:00], closed_at: 2026-11-03T10:00",
       "at: 2026-10-01T10:00"},
      {terms("thresholds: {article_stale_after: 90d}\n"),
       {"knowledge/faq.yaml",
        "kind: knowledge\nid: faq\narticles:\n  - {id: k1, title: A, reviewed_on: 2026-08-02}\n  - "
        "{id: k2, title: B, "
        "reviewed_on: 2026-08-01}\n  - {id: k3, title: C}\n"}});
  CHECK(data.value("support.articles", "2026-10") == "0.5");
  CHECK(data.value("support.articles", "2026-09") == "n/a: no ticket was closed");
  CHECK(data.value("support.category-coverage", "2026-10") == "0.6667");  // tax twice, login once
  CHECK(data.measured("support.category-coverage", "2026-10").value.aside.at("no article for login") == 1);
  CHECK(data.value("support.self-service", "2026-10") == "0.3333");
  CHECK(data.value("support.time-with-article", "2026-10") == "5");
  CHECK(data.value("support.time-without-article", "2026-10") == "30");
  CHECK(data.value("support.specialty-gaps", "2026-10") == "0.6667");
  CHECK(data.measured("support.specialty-gaps", "2026-10").value.aside.at("nobody is a specialist of erp") ==
        1);
  CHECK(data.value("support.standard-answers", "2026-10") == "0.3333");
  // 1 August + 90 days is 30 October, 2 August + 90 days the 31st itself
  const Value stale = data.measured("support.stale-articles", "2026-10").value;
  CHECK(stale.value->rounded(1) == "0.5");
  CHECK(stale.excluded.at("no review until then is recorded") == 1);
}

TEST_CASE("of the ten most frequent categories only the first ten count") {
  std::vector<std::string> tickets;
  for (char name = 'a'; name <= 'k'; ++name) {
    const int times = name == 'b' ? 1 : 2;
    for (int i = 0; i < times; ++i) {
      tickets.push_back(fmt::format("at: 2026-10-01T10:00, category: {}", name));
    }
  }
  const Value value = with_tickets(tickets).measured("support.category-coverage", "2026-10").value;
  CHECK(value.parts[1].to_string() == "20");
  CHECK(value.aside.at("in rarer categories") == 1);
  CHECK(value.value->is_zero());
}

}  // namespace
}  // namespace csx::metrics
