#include <string>
#include <vector>

#include "signed.hpp"

namespace csx::metrics {
namespace {

using testing::account;
using testing::Files;
using testing::Folder;

std::string nps(std::string_view at, int score, std::string_view more) {
  return fmt::format("type: survey, at: {}, instrument: nps, score: {}, {}", at, score, more);
}

Folder surveyed(Files files, std::string_view as_of = "2026-11-20",
                std::string_view workspace = testing::k_agreed) {
  files.push_back(account("a", "contacts: [{id: m, name: M}, {id: nia, name: Nia}]\n"));
  return testing::agreed(std::move(files), as_of, workspace);
}

TEST_CASE("NPS: relational is the latest answer of a contact, transactional every answer") {
  const Folder data = surveyed({testing::journal(
      "a", {nps("2026-10-01T10:00", 3, "scope: relational, contact: m"),
            nps("2026-10-20T10:00", 9, "scope: relational, contact: m"),
            nps("2026-10-21T10:00", 8, "scope: relational, contact: nia"),
            nps("2026-10-22T10:00", 6, "scope: relational"), nps("2026-10-22T11:00", 10, "scope: relational"),
            nps("2026-10-01T10:00", 3, "scope: transactional, contact: m"),
            nps("2026-10-02T10:00", 9, "scope: transactional, contact: m"),
            nps("2026-10-02T12:00", 10, "scope: transactional, contact: m"),
            nps("2026-10-02T12:00", 10, "contact: m")})});
  // 9, 8, 6, 10: two promoters, one detractor
  const Value relational = data.measured("satisfaction.nps-relational", "2026-10").value;
  CHECK(relational.value->rounded(2) == "25.00");
  CHECK(relational.n == 4);
  CHECK(relational.aside.at("earlier answers of the same contact") == 1);
  CHECK(relational.aside.at("promoters") == 2);
  CHECK(relational.aside.at("passives") == 1);
  CHECK(relational.aside.at("detractors") == 1);
  CHECK(relational.excluded.at("neither relational nor transactional is said") == 1);
  // n = 7, p = 2.75/7, d = 1.75/7: variance (4.5/7 - (1/7)^2)/7 = 0.0889213, 1.96 of its root 0.58447
  REQUIRE(relational.margin.has_value());
  CHECK(*relational.margin == doctest::Approx(58.447).epsilon(0.0001));
  CHECK(data.value("satisfaction.nps-transactional", "2026-10") == "33.3333");
  CHECK(data.measured("satisfaction.nps-transactional", "2026-10").value.n == 3);
  CHECK(data.value("satisfaction.nps-relational", "2026-09") == "n/a: no answer to such a survey came in");
}

TEST_CASE("answers belong to the day they came on, to the second, in a zone that changes its clocks") {
  // Berlin: from +02:00 to +01:00 on 25 October 2026
  const Folder data =
      surveyed({testing::journal("a", {nps("2026-10-31T22:59:59Z", 10, "scope: transactional"),
                                       nps("2026-10-31T23:00:00Z", 0, "scope: transactional"),
                                       nps("2026-09-30T21:59:59Z", 0, "scope: transactional"),
                                       nps("2026-09-30T22:00:00Z", 10, "scope: transactional")})},
               "2026-11-20",
               "kind: workspace\nname: W\nformat: 1\ncurrency: EUR\ntimezone: Europe/Berlin\ncalendar: br\n"
               "main_agreement: x\n");
  CHECK(data.value("satisfaction.nps-transactional", "2026-10") == "100");
  CHECK(data.value("satisfaction.nps-transactional", "2026-09") == "-100");
  CHECK(data.value("satisfaction.nps-transactional", "2026-11") == "-100");
}

TEST_CASE("CSAT: the best two of a scale; a ticket's own answer where no survey names the ticket") {
  const std::string five = "scale: {min: 1, max: 5}";
  const Folder data = surveyed({testing::journal(
      "a",
      {"type: ticket, at: 2026-10-01T10:00, csat: 1, resolved: [2026-10-02T10:00]",
       "type: ticket, at: 2026-09-28T10:00, csat: 5, resolved: [2026-10-02T10:00]",
       "type: ticket, at: 2026-10-01T10:00, csat: 3, closed_at: 2026-10-02T10:00",
       "type: ticket, at: 2026-10-01T10:00, csat: 9",
       "type: survey, at: 2026-10-03T10:00, instrument: csat, score: 4, ticket: a-0, " + five,
       "type: survey, at: 2026-10-03T10:00, instrument: csat, score: 2, scale: {min: 1, max: 5, best: min}",
       "type: survey, at: 2026-10-03T10:00, instrument: csat, score: 1, scale: {min: 0, max: 1}",
       "type: survey, at: 2026-10-03T10:00, instrument: csat, score: 0, scale: {min: 0, max: 1}",
       "type: survey, at: 2026-10-03T10:00, instrument: csat, score: 3"})});
  // tickets: 5 of 5, 3; surveys: 4, 2 where low is good, yes, no
  const Value csat = data.measured("satisfaction.csat", "2026-10").value;
  CHECK(csat.parts[0].to_string() == "4");
  CHECK(csat.parts[1].to_string() == "6");
  CHECK(csat.excluded.at("a survey names the ticket") == 1);
  CHECK(csat.excluded.at("the score lies outside of its scale") == 1);
  CHECK(csat.excluded.at("the scale is not said") == 1);
  CHECK(data.value("support.csat", "2026-10") == "0.6667");  // 5, 3 and the survey's 4
  CHECK(data.value("satisfaction.csat", "2026-09") == "n/a: no such answer came in");
}

TEST_CASE("a ticket's own answer needs a scale") {
  const Folder data =
      surveyed({testing::journal("a", {"type: ticket, at: 2026-10-01T10:00, csat: 4"})}, "2026-11-20",
               "kind: workspace\nname: W\nformat: 1\ncurrency: BRL\ntimezone: America/Sao_Paulo\n");
  const Value csat = data.measured("satisfaction.csat", "2026-10").value;
  CHECK_FALSE(csat.value.has_value());
  CHECK(csat.excluded.at("csx.yaml states no definitions.csat_scale") == 1);
}

TEST_CASE("CES: a mean on one scale, with its good end; none across scales") {
  const auto ces = [](std::string_view at, int score, std::string_view scale, std::string_view more = "") {
    return fmt::format("type: survey, at: {}, instrument: ces, score: {}, scale: {{{}}}{}", at, score, scale,
                       more);
  };
  const Folder data = surveyed({testing::journal(
      "a",
      {"type: ticket, at: 2026-09-01T10:00", ces("2026-09-03T10:00", 6, "min: 1, max: 7", ", ticket: a-0"),
       ces("2026-09-04T10:00", 3, "min: 1, max: 7"), ces("2026-09-05T10:00", 7, "min: 1, max: 7"),
       ces("2026-10-05T10:00", 7, "min: 1, max: 7"), ces("2026-10-06T10:00", 1, "min: 1, max: 5, best: min"),
       ces("2026-10-06T10:00", 4, "min: 1, max: 5, best: min")})});
  CHECK(data.value("satisfaction.ces", "2026-09") == "5.3333");
  CHECK(data.measured("satisfaction.ces", "2026-09").value.aside.at("on a scale of 1 to 7, high is good") ==
        3);
  CHECK(data.value("support.ces", "2026-09") == "6");
  CHECK(data.value("satisfaction.ces", "2026-10") == "n/a: answers on different scales have no mean");
  CHECK(data.value("satisfaction.low-effort", "2026-10") == "0.6667");  // 7 of 7, 1 where low is good
  CHECK(data.value("satisfaction.ces", "2026-08") == "n/a: no answer to a survey of effort came in");
}

TEST_CASE("feedback: answered in time by class, without an answer, without an owner") {
  const Folder data = surveyed(
      {testing::agreement(
           "commitments:\n  - id: feedback\n    statement: S\n    responsible: cs\n    subject: survey\n"
           "    clock: {from: received, to: responded, within: [{within: 24h}]}\n    target: 90%\n"),
       testing::journal(
           "a",
           {nps("2026-10-01T10:00", 3, "scope: transactional, owner: bia, responded_at: 2026-10-02T10:00"),
            nps("2026-10-02T10:00", 6, "scope: transactional, responded_at: 2026-10-03T10:00:01"),
            nps("2026-10-03T10:00", 8, "scope: transactional, owner: bia"),
            nps("2026-10-04T10:00", 10, "scope: transactional, responded_at: 2026-10-04T11:00"),
            nps("2026-11-20T10:00", 10, "scope: transactional")})});
  CHECK(data.value("satisfaction.response", "2026-10") == "0.5");
  CHECK(data.value("satisfaction.response-detractors", "2026-10") == "0.5");
  CHECK(data.value("satisfaction.response-passives", "2026-10") == "0");
  CHECK(data.value("satisfaction.response-promoters", "2026-10") == "1");
  CHECK(data.value("satisfaction.response-promoters", "2026-11") == "n/a: no clock of such feedback was due");
  CHECK(data.measured("satisfaction.response", "2026-11").value.aside.at("not due yet") == 1);
  CHECK(data.value("satisfaction.unanswered", "2026-10") == "0.25");
  CHECK(data.value("satisfaction.unowned", "2026-10") == "0.5");
  CHECK(data.value("satisfaction.unanswered", "2026-09") == "n/a: no such answer came in");
}

}  // namespace
}  // namespace csx::metrics
