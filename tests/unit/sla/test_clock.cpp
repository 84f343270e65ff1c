#include "csx/sla/clock.hpp"

#include "clock_folder.hpp"
#include "csx/sla/clock_explanation.hpp"

namespace csx::sla {
namespace {

using namespace testing;

/// A commitment of sales about handoffs, with these keys of its clock.
std::string owed(std::string_view clock, std::string_view more = "", std::string_view subject = "handoff",
                 std::string_view id = "c") {
  return fmt::format(
      "  - id: {}\n    responsible: sales\n    subject: {}\n    clock: {{{}}}\n    target: 90%\n{}", id,
      subject, clock, more);
}

constexpr std::string_view k_signed =
    "tier: a\nowners: {sales: ana, csm: bruno}\nsubscriptions:\n"
    "  - {id: s1, product: P, mrr: 100.00 BRL, start_on: 2026-11-16, signed_at: 2026-11-16T10:00:00-03:00, "
    "origin: sales}\n";

Parts signed_parts(std::string_view clock, std::string_view handoff, std::string_view more = "") {
  return {{{.commitments = owed(clock, more)}}, std::string(k_signed), std::string(handoff)};
}

const std::string k_opened = "  - {at: 2026-11-16T11:00:00-03:00, event: opened, by: ana}\n";

std::string step(std::string_view when, std::string_view event, std::string_view more = "") {
  return fmt::format("  - {{at: {}, event: {}, by: ana{}}}\n", when, event, more);
}

TEST_CASE("a clock passes through its states as the as-of instant grows") {
  // Monday 10:00, eight business hours: Tuesday 10:00. Three quarters: Monday 17:00.
  const Parts open =
      signed_parts("from: contract-signed, to: submitted, warn_at: 75%, within: [{within: 8bh}]", k_opened);
  Parts in_time = open;
  in_time.handoff += step("2026-11-17T10:00:00-03:00", "submitted");
  Parts late = open;
  late.handoff += step("2026-11-17T10:00:01-03:00", "submitted");
  struct Row {
    std::string_view as_of;
    std::string_view open;
    std::string_view in_time;
    std::string_view late;
  };
  const std::vector<Row> rows{
      {"2026-11-16T16:59:59", "running", "running", "running"},
      {"2026-11-16T17:00:00", "warning", "warning", "warning"},
      {"2026-11-17T09:59:59", "warning", "warning", "warning"},
      {"2026-11-17T10:00:00", "warning", "met", "warning"},
      {"2026-11-17T10:00:01", "breached", "met", "missed"},
      {"2026-11-30T10:00:00", "breached", "met", "missed"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.as_of);
    const auto line = [](std::string_view state) { return Lines{fmt::format("{} 2026-11-17T10:00", state)}; };
    CHECK(states(open, row.as_of) == line(row.open));
    CHECK(states(in_time, row.as_of) == line(row.in_time));
    CHECK(states(late, row.as_of) == line(row.late));
  }
}

TEST_CASE("met before the deadline is met early until the deadline has come") {
  Parts parts = signed_parts("from: contract-signed, to: submitted, within: [{within: 8bh}]", k_opened);
  parts.handoff += step("2026-11-16T12:00:00-03:00", "submitted");
  CHECK(states(parts, "2026-11-17T09:59:59") == Lines{"met early 2026-11-17T10:00"});
  CHECK(states(parts, "2026-11-17T10:00:00") == Lines{"met 2026-11-17T10:00"});
}

TEST_CASE("the units of a limit") {
  struct Row {
    std::string_view within;
    std::string_view deadline;
  };
  const std::vector<Row> rows{
      {"30m", "2026-11-16T10:30"},  {"48h", "2026-11-18T10:00"}, {"90bm", "2026-11-16T11:30"},
      {"16bh", "2026-11-18T10:00"}, {"5d", "2026-11-21T10:00"},  {"2w", "2026-11-30T10:00"},
      {"1mo", "2026-12-16T10:00"},  {"2bd", "2026-11-18T18:00"}, {"0bd", "2026-11-16T18:00"},
      {"4bd", "2026-11-23T18:00"},  // over the holiday
  };
  for (const Row& row : rows) {
    CAPTURE(row.within);
    const Parts parts = signed_parts(
        fmt::format("from: contract-signed, to: submitted, within: [{{within: {}}}]", row.within), k_opened);
    CHECK(states(parts, "2026-11-16T10:00:00") ==
          Lines{});  // the handoff is not there yet, see absent handoffs
    CHECK(states(parts, "2026-11-16T11:00:00").front().ends_with(row.deadline));
  }
}

TEST_CASE("before its start event a clock has not started, and not when nothing can start any more") {
  Parts parts = signed_parts("from: accepted, to: introduced, within: [{within: 1bd}]", k_opened);
  CHECK(states(parts, "2026-11-18T10:00:00") == Lines{"not started"});
  parts.handoff += step("2026-11-18T11:00:00-03:00", "cancelled");
  CHECK(states(parts, "2026-11-18T10:00:00") == Lines{"not started"});
  CHECK(states(parts, "2026-11-18T12:00:00") == Lines{});
}

TEST_CASE("submitted is the first submission that passes the gate, first-submitted whatever its quality") {
  constexpr std::string_view k_gate = "    quality: {completeness: \">= 90%\"}\n";
  Parts parts =
      signed_parts("from: contract-signed, to: submitted, within: [{within: 8bh}]", k_opened, k_gate);
  parts.handoff += step("2026-11-16T15:00:00-03:00", "submitted", ", completeness: 80%");
  CHECK(states(parts, "2026-11-30") == Lines{"breached 2026-11-17T10:00"});
  parts.handoff += step("2026-11-16T16:00:00-03:00", "returned") +
                   step("2026-11-17T11:00:00-03:00", "submitted", ", completeness: 90%");
  CHECK(states(parts, "2026-11-30") == Lines{"missed 2026-11-17T10:00"});

  Parts first =
      signed_parts("from: contract-signed, to: first-submitted, within: [{within: 8bh}]", k_opened, "");
  first.handoff = parts.handoff;
  CHECK(states(first, "2026-11-30") == Lines{"met 2026-11-17T10:00"});
}

TEST_CASE("a submission without figures is graded from what is there, and says so") {
  const std::string what =
      "what: {information: [{from: sales, to: cs, field: context.history, weight: 1}]}\n";
  Parts parts = signed_parts("from: contract-signed, to: submitted, within: [{within: 8bh}]", k_opened,
                             "    quality: {completeness: \">= 90%\"}\n");
  parts.versions.front().more = what;
  parts.handoff += step("2026-11-16T15:00:00-03:00", "submitted");
  CHECK(states(parts, "2026-11-30") == Lines{"breached 2026-11-17T10:00"});
  parts.keys = "context: {history: They grew fast}\n";
  const store::Dataset data = folder(parts);
  const Clocks clocks = clocks_at(data, at("2026-11-30"));
  REQUIRE(clocks.clocks.size() == 1);
  CHECK(said(clocks.clocks.front()) == "met");
  CHECK(clocks.clocks.front().regraded);
}

TEST_CASE("returns never reopen it; an instance for each submission and for each return") {
  const std::string life = std::string(k_opened) + step("2026-11-16T12:00:00-03:00", "submitted") +
                           step("2026-11-16T14:00:00-03:00", "returned") +
                           step("2026-11-17T11:00:00-03:00", "submitted") +
                           step("2026-11-18T12:00:00-03:00", "accepted");
  CHECK(states(signed_parts("from: contract-signed, to: submitted, within: [{within: 8bh}]", life),
               "2026-11-30") == Lines{"met 2026-11-17T10:00"});
  CHECK(states(signed_parts("from: submitted, to: [accepted, returned], within: [{within: 4bh}]", life),
               "2026-11-30") == Lines{"met 2026-11-16T17:00", "missed 2026-11-17T16:00"});
  CHECK(states(signed_parts("from: returned, to: submitted, within: [{within: 2bh}]", life), "2026-11-30") ==
        Lines{"missed 2026-11-16T16:00"});
}

TEST_CASE("what was done before the clock started is met") {
  Parts parts = signed_parts(
      "from: contract-signed, to: submitted, within: [{within: 8bh}]",
      step("2026-11-13T10:00:00-03:00", "opened") + step("2026-11-13T11:00:00-03:00", "submitted"));
  CHECK(states(parts, "2026-11-30") == Lines{"met 2026-11-17T10:00"});
}

TEST_CASE("the first row that matches wins, dated values as they were at the start") {
  Parts parts = signed_parts(
      "from: contract-signed, to: submitted, within: [{tier: a, within: 1bh}, {tier: [b], segment: x, "
      "within: 2bh}, "
      "{tier: b, within: 3bh}, {tier: b, within: 4bh}]",
      k_opened);
  const auto with_tier = [&](std::string_view tier) {
    Parts other = parts;
    other.account.replace(other.account.find("tier: a"), 7, fmt::format("tier: {}", tier));
    return states(other, "2026-11-30");
  };
  CHECK(with_tier("a") == Lines{"breached 2026-11-16T11:00"});
  CHECK(with_tier("b") == Lines{"breached 2026-11-16T14:00"});
  CHECK(with_tier("[{from: 2026-01-01, value: a}, {from: 2026-11-16, value: b}]") ==
        Lines{"breached 2026-11-16T14:00"});
  CHECK(with_tier("[{from: 2026-01-01, value: a}, {from: 2026-11-17, value: b}]") ==
        Lines{"breached 2026-11-16T11:00"});
  CHECK(with_tier("[{from: 2026-11-17, value: b}]") == Lines{"n/a (no row of the time limits matches)"});
}

TEST_CASE("when filters on fields of the subject and of its account") {
  const auto found = [&](std::string_view when) {
    return states(signed_parts("from: contract-signed, to: submitted, within: [{within: 8bh}]", k_opened,
                               fmt::format("    when: {{{}}}\n", when)),
                  "2026-11-30")
        .size();
  };
  CHECK(found("type: sales-to-cs") == 1);
  CHECK(found("type: csm-to-csm") == 0);
  CHECK(found("type: [csm-to-csm, sales-to-cs], tier: a") == 1);
  CHECK(found("touch_model: high-touch") == 1);  // of the tier
  CHECK(found("segment: x") == 0);               // unknown meets nothing
  CHECK(found("to.area: cs") == 1);
}

TEST_CASE("pauses move the deadline by the time the clock counts") {
  const std::string hold_in_hours =
      step("2026-11-16T14:00:00-03:00", "on-hold") + step("2026-11-16T16:00:00-03:00", "resumed");
  const std::string hold_at_night =
      step("2026-11-16T18:00:00-03:00", "on-hold") + step("2026-11-17T08:30:00-03:00", "resumed");
  const auto deadline = [&](std::string_view within, const std::string& hold, std::string_view pause) {
    return states(signed_parts(fmt::format("from: contract-signed, to: submitted, {}within: [{{within: {}}}]",
                                           pause, within),
                               k_opened + hold),
                  "2026-11-30")
        .front()
        .substr(9);
  };
  constexpr std::string_view k_pause = "pause: [on-hold], ";
  CHECK(deadline("8bh", hold_in_hours, k_pause) == "2026-11-17T12:00");
  CHECK(deadline("8bh", hold_in_hours, "") == "2026-11-17T10:00");  // only those that say so
  CHECK(deadline("8bh", hold_at_night, k_pause) == "2026-11-17T10:00");
  CHECK(deadline("24h", hold_in_hours, k_pause) == "2026-11-17T12:00");
  CHECK(deadline("24h", hold_at_night, k_pause) == "2026-11-18T00:30");
  CHECK(deadline("1bd", hold_in_hours, k_pause) == "2026-11-18T11:00");  // 15h from Mon 10:00 of 8h a day
  CHECK(deadline("1d", hold_in_hours, k_pause) == "2026-11-17T12:00");
}

TEST_CASE("an open hold is paused, with what is left and since when") {
  Parts parts =
      signed_parts("from: contract-signed, to: submitted, pause: [on-hold], within: [{within: 8bh}]",
                   k_opened + step("2026-11-16T14:00:00-03:00", "on-hold"));
  const store::Dataset data = folder(parts);
  const Clocks clocks = clocks_at(data, at("2026-11-30"));
  REQUIRE(clocks.clocks.size() == 1);
  const Clock& clock = clocks.clocks.front();
  CHECK(said(clock) == "paused");
  CHECK(clock.left == std::chrono::hours{5});
  REQUIRE(clock.held_since);
  CHECK(local(clock.held_since->at) == "2026-11-16T14:00");
  CHECK_FALSE(clock.deadline);
}

TEST_CASE("a hold that begins after the deadline excuses nothing") {
  CHECK(states(signed_parts("from: contract-signed, to: submitted, pause: [on-hold], within: [{within: 1bh}]",
                            k_opened + step("2026-11-16T14:00:00-03:00", "on-hold")),
               "2026-11-30") == Lines{"breached 2026-11-16T11:00"});
}

TEST_CASE("a clock that would start inside a pause starts at its end") {
  Parts parts = signed_parts(
      "from: contract-signed, to: submitted, pause: [on-hold], within: [{within: 2bh}]",
      step("2026-11-13T10:00:00-03:00", "opened") + step("2026-11-13T11:00:00-03:00", "on-hold"));
  CHECK(states(parts, "2026-11-17") == Lines{"paused"});
  parts.handoff += step("2026-11-17T14:00:00-03:00", "resumed");
  CHECK(states(parts, "2026-11-18") == Lines{"breached 2026-11-17T16:00"});
}

TEST_CASE("a clock that was on hold from its start to its stop warns at its share of the allowance") {
  Parts parts{{{.commitments = owed("from: opened, to: resolved, pause: [on-hold], warn_at: 75%, "
                                    "within: [{within: 4h}]",
                                    "", "ticket")}}};
  const auto clock = [&](std::string_view hold_end, std::string_view keys) {
    parts.journal = fmt::format(
        "  - {{id: t1, type: ticket, at: 2026-11-16T10:00:00-03:00, holds: [{{from: "
        "2026-11-16T10:00:00-03:00{}}}]{}}}\n",
        hold_end, keys);
    const store::Dataset data = folder(parts);
    const Clocks clocks = clocks_at(data, at("2026-11-30"));
    REQUIRE(clocks.clocks.size() == 1);
    const Clock& found = clocks.clocks.front();
    return fmt::format("{} warns {}{}", said(found), local(found.warns_at),
                       found.date_precision ? " by date" : "");
  };
  CHECK(clock("", "") == "paused warns ");
  CHECK(clock("", ", resolved: [2026-11-16T11:00:00-03:00]") == "met warns 2026-11-16T14:00");
  CHECK(clock(", to: 2026-11-17", "") == "breached warns 2026-11-17T03:00 by date");
}

TEST_CASE("cancelled before the deadline is excluded, a deadline already missed stays") {
  const std::string_view clock = "from: contract-signed, to: submitted, within: [{within: 8bh}]";
  CHECK(states(signed_parts(clock, k_opened + step("2026-11-17T10:00:00-03:00", "cancelled")),
               "2026-11-30") == Lines{"excluded (cancelled before the deadline) 2026-11-17T10:00"});
  CHECK(states(signed_parts(clock, k_opened + step("2026-11-17T10:00:01-03:00", "cancelled")),
               "2026-11-30") == Lines{"breached 2026-11-17T10:00"});
  for (const auto& [end, is_owed] : {std::pair{"cancelled", false}, {"on-hold", true}}) {
    CAPTURE(end);
    const store::Dataset data =
        folder(signed_parts(clock, k_opened + step("2026-11-18T10:00:00-03:00", end)));
    CHECK(clocks_at(data, at("2026-11-30")).clocks.front().is_overdue() == is_owed);
  }
  CHECK(states(signed_parts(clock, k_opened + step("2026-11-17T09:00:00-03:00", "cancelled")),
               "2026-11-17T08:00:00") == Lines{"running 2026-11-17T10:00"});  // as of before it
  CHECK(states(signed_parts("from: contract-signed, to: [submitted, cancelled], within: [{within: 8bh}]",
                            k_opened + step("2026-11-17T10:00:00-03:00", "cancelled")),
               "2026-11-30") == Lines{"met 2026-11-17T10:00"});
}

TEST_CASE("an exclusion counts when the other party approved it, for deadlines from its day on") {
  const auto excluded = [](std::string_view keys, std::string_view as_of = "2026-11-30") {
    Parts parts = signed_parts("from: contract-signed, to: submitted, within: [{within: 8bh}]", k_opened);
    parts.keys = fmt::format("exclusions: [{{commitment: sc/c, why: Flood, {}}}]\n", keys);
    return states(parts, as_of).front();
  };
  CHECK(excluded("from: 2026-11-17, by: ana, approved_by: bruno") ==
        "excluded (excluded: Flood) 2026-11-17T10:00");
  CHECK(excluded("from: 2026-11-18, by: ana, approved_by: bruno") == "breached 2026-11-17T10:00");
  CHECK(excluded("from: 2026-11-10, until: 2026-11-16, by: ana, approved_by: bruno") ==
        "breached 2026-11-17T10:00");
  CHECK(excluded("from: 2026-11-10, until: 2026-11-17, by: ana, approved_by: bruno").starts_with("excluded"));
  CHECK(excluded("from: 2026-11-17, by: ana") == "breached 2026-11-17T10:00");
  CHECK(excluded("from: 2026-11-17, by: bruno, approved_by: eva") ==
        "breached 2026-11-17T10:00");  // same area
  CHECK(excluded("from: 2026-11-17, by: ana, approved_by: bruno", "2026-11-16T12:00:00") ==
        "running 2026-11-17T10:00");  // not agreed yet
}

TEST_CASE("where only a date is known, a start counts from 00:00 and a stop until the deadline's date") {
  Parts parts = signed_parts("from: contract-signed, to: submitted, within: [{within: 2bh}]", k_opened);
  parts.handoff += step("2026-11-16", "submitted");
  CHECK(states(parts, "2026-11-30") == Lines{"met 2026-11-16T12:00"});
  parts.handoff = k_opened + step("2026-11-17", "submitted");
  CHECK(states(parts, "2026-11-30") == Lines{"missed 2026-11-16T12:00"});
  parts.account.replace(parts.account.find("signed_at: 2026-11-16T10:00:00-03:00, "), 38, "");
  CHECK(states(parts, "2026-11-30") == Lines{"missed 2026-11-16T11:00"});
  const store::Dataset data = folder(parts);
  CHECK(clocks_at(data, at("2026-11-30")).clocks.front().date_precision);
}

TEST_CASE("an event of which only the date is known comes after those that stand before it") {
  const std::string life = std::string(k_opened) + step("2026-11-16T12:00:00-03:00", "submitted") +
                           step("2026-11-16T17:00:00-03:00", "returned") +
                           step("2026-11-17T15:00:00-03:00", "submitted") +
                           step("2026-11-17T16:00:00-03:00", "returned") + step("2026-11-17", "submitted");
  const Parts parts = signed_parts("from: returned, to: submitted, within: [{within: 2bh}]", life);
  CHECK(states(parts, "2026-11-30") == Lines{"missed 2026-11-17T10:00", "met 2026-11-17T18:00"});
  CHECK(states(parts, "2026-11-17T15:30:00") == Lines{"missed 2026-11-17T10:00"});
  const store::Dataset data = folder(parts);
  const Clocks clocks = clocks_at(data, at("2026-11-30"));
  CHECK(local(clocks.clocks.front().stop->at) == "2026-11-17T15:00");
  CHECK_FALSE(clocks.clocks.front().date_precision);
}

TEST_CASE("a hold whose end is only a date lasts no time that is not known") {
  const auto of_handoff = [](std::string_view end, std::string_view as_of = "2026-11-30") {
    return states(
        signed_parts("from: contract-signed, to: submitted, pause: [on-hold], within: [{within: 8bh}]",
                     k_opened + step("2026-11-16T14:00:00-03:00", "on-hold") + step(end, "resumed")),
        as_of);
  };
  CHECK(of_handoff("2026-11-16") == Lines{"breached 2026-11-17T10:00"});
  CHECK(of_handoff("2026-11-16", "2026-11-16T13:00:00") == Lines{"running 2026-11-17T10:00"});
  CHECK(of_handoff("2026-11-18") == Lines{"breached 2026-11-18T15:00"});
  const auto of_ticket = [](std::string_view keys) {
    Parts parts{{{.commitments = owed("from: opened, to: resolved, pause: [on-hold], within: [{within: 4bh}]",
                                      "", "ticket")}}};
    parts.journal = fmt::format("  - {{id: t1, type: ticket, at: 2026-11-16T10:00:00-03:00, {}}}\n", keys);
    const store::Dataset data = folder(parts);
    const Clocks clocks = clocks_at(data, at("2026-11-30"));
    REQUIRE(clocks.clocks.size() == 1);
    const Clock& clock = clocks.clocks.front();
    return fmt::format("{} {}{}", said(clock), local(clock.deadline), clock.date_precision ? " by date" : "");
  };
  CHECK(of_ticket("holds: [{from: 2026-11-16T11:00:00-03:00, to: 2026-11-16}]") ==
        "breached 2026-11-16T15:00 by date");
  CHECK(of_ticket("holds: [{from: 2026-11-16T11:00:00-03:00}], closed_at: 2026-11-16") ==
        "breached 2026-11-16T15:00 by date");
  CHECK(of_ticket("resolved: [2026-11-16T16:00:00-03:00, 2026-11-16], reopened: "
                  "[2026-11-16T17:00:00-03:00], holds: [{from: 2026-11-16, to: 2026-11-16}]") ==
        "missed 2026-11-16T15:00");
}

TEST_CASE("the responsible person and the first calendar that exists") {
  Parts parts = signed_parts(
      "from: contract-signed, to: submitted, calendar: [responsible, account, br], "
      "within: [{within: 2bh}]",
      k_opened);
  CHECK(states(parts, "2026-11-30") == Lines{"breached 2026-11-16T12:00"});
  parts.account += "calendar: early\n";
  CHECK(states(parts, "2026-11-30") == Lines{"breached 2026-11-17T10:00"});

  Parts of_cs = parts;
  of_cs.versions.front().commitments.replace(of_cs.versions.front().commitments.find("responsible: sales"),
                                             18, "responsible: cs");
  const auto owner = [](const Parts& from) {
    const store::Dataset data = folder(from);
    const Clocks clocks = clocks_at(data, at("2026-11-30"));
    REQUIRE(clocks.clocks.size() == 1);
    return clocks.clocks.front().owner == nullptr ? std::string() : *clocks.clocks.front().owner;
  };
  CHECK(owner(parts) == "ana");
  CHECK(owner(of_cs) == "bruno");
}

TEST_CASE("business time without any calendar is n/a") {
  Parts parts = signed_parts("from: contract-signed, to: submitted, within: [{within: 2bh}]", k_opened);
  parts.workspace = "main_agreement: sc\n";
  CHECK(states(parts, "2026-11-30") == Lines{"n/a (business time is counted, and no calendar exists)"});
}

TEST_CASE("the version in force at the start judges") {
  const auto version = [](int number, std::string_view from, std::string_view within) {
    return Version{.number = number,
                   .from = std::string(from),
                   .commitments = owed(fmt::format(
                       "from: contract-signed, to: submitted, within: [{{within: {}}}]", within))};
  };
  Parts parts{
      {version(1, "2026-01-01", "1bh"), version(2, "2026-11-16", "2bh"), version(3, "2026-11-17", "3bh")},
      std::string(k_signed),
      std::string(k_opened)};
  CHECK(states(parts, "2026-11-30") == Lines{"breached 2026-11-16T12:00"});
  parts.versions[1].approval = Version::Approval::none;  // a proposal never judges
  CHECK(states(parts, "2026-11-30") == Lines{"breached 2026-11-16T11:00"});
  parts.versions.erase(parts.versions.begin() + 1);
  CHECK(states(parts, "2026-11-30") ==
        Lines{"n/a (version 2 of sc, which may have been in force, is not in the folder)"});
  parts.versions = {version(1, "2026-11-17", "1bh")};
  const store::Dataset data = folder(parts);
  const Clocks clocks = clocks_at(data, at("2026-11-30"));
  CHECK(clocks.clocks.empty());
  REQUIRE(clocks.before.size() == 1);
  CHECK(clocks.before.front().subject.ref() == "handoff/h");
  parts.workspace += "history_from: 2026-11-17\n";
  const store::Dataset later = folder(parts);
  CHECK(clocks_at(later, at("2026-11-30")).before.empty());
}

TEST_CASE("where no version was in force, an explanation shows no rows that could have matched") {
  Parts parts = signed_parts("from: contract-signed, to: submitted, within: [{within: 1bh}]", k_opened);
  parts.versions.front().more = "effective_to: 2026-11-10\n";
  parts.versions.push_back(parts.versions.front());
  parts.versions.back().number = 2;
  parts.versions.back().from = "2026-11-20";
  parts.versions.back().more = "";
  const store::Dataset data = folder(parts);
  const Clocks clocks = clocks_at(data, at("2026-11-30"));
  REQUIRE(clocks.clocks.size() == 1);
  CHECK(said(clocks.clocks.front()) == "n/a (no version of sc was in force at the start)");
  CHECK(explain_clock(data, clocks, clocks.clocks.front()).rows.empty());
}

TEST_CASE("contract-signed: the first paid subscription, returns from zero, later ones by origin") {
  const auto clocks = [](std::string_view subscriptions, std::string_view more = "") {
    Parts parts{{{.commitments =
                      owed("from: contract-signed, to: kickoff-held, within: [{within: 1d}]", "", "account"),
                  .more = std::string(more)}},
                fmt::format("subscriptions:\n{}", subscriptions)};
    return states(parts, "2026-11-30");
  };
  constexpr std::string_view k_first =
      "  - {id: s1, product: P, mrr: 1.00 BRL, start_on: 2026-03-02, end_on: 2026-06-01}\n";
  CHECK(clocks(k_first) == Lines{"breached 2026-03-03T00:00"});
  CHECK(clocks("  - {id: s1, product: P, mrr: 1.00 BRL, start_on: 2026-03-02, trial: true}\n") ==
        Lines{"not started"});
  CHECK(clocks(fmt::format("{}  - {{id: s2, product: P, mrr: 1.00 BRL, start_on: 2026-08-03}}\n", k_first)) ==
        Lines{"breached 2026-03-03T00:00", "breached 2026-08-04T00:00"});
  CHECK(clocks(fmt::format(
            "{}  - {{id: s2, product: P, mrr: 1.00 BRL, start_on: 2026-05-04, origin: sales}}\n", k_first)) ==
        Lines{"breached 2026-03-03T00:00"});
  CHECK(
      clocks(fmt::format("{}  - {{id: s2, product: P, mrr: 1.00 BRL, start_on: 2026-05-04, origin: sales}}\n",
                         k_first),
             "how: {handoffs: [{type: sales-to-cs, trigger: contract-signed, origins: [sales]}]}\n") ==
      Lines{"breached 2026-03-03T00:00", "breached 2026-05-05T00:00"});
}

TEST_CASE("an absent handoff runs, is breached, and gives way to the handoff") {
  Parts parts = signed_parts("from: contract-signed, to: submitted, within: [{within: 8bh}]", "",
                             "    when: {type: sales-to-cs}\n");
  CHECK(states(parts, "2026-11-30") == Lines{});  // no row expects one
  parts.versions.front().more = "how: {handoffs: [{type: sales-to-cs, trigger: contract-signed}]}\n";
  CHECK(states(parts, "2026-11-16T12:00:00") == Lines{"running 2026-11-17T10:00"});
  CHECK(states(parts, "2026-11-30") == Lines{"breached 2026-11-17T10:00"});
  const store::Dataset data = folder(parts);
  const Clocks clocks = clocks_at(data, at("2026-11-30"));
  CHECK(clocks.clocks.front().subject.ref() == "account/a");
  CHECK(clocks.clocks.front().subject.absent == model::HandoffType::sales_to_cs);
  parts.handoff = step("2026-11-18T09:00:00-03:00", "opened");
  parts.keys = "subscriptions: [s1]\n";
  CHECK(states(parts, "2026-11-17T12:00:00") == Lines{"breached 2026-11-17T10:00"});
  CHECK(states(parts, "2026-11-30") == Lines{"breached 2026-11-17T10:00"});
  const store::Dataset later = folder(parts);
  CHECK(clocks_at(later, at("2026-11-30")).clocks.front().subject.ref() == "handoff/h");
}

TEST_CASE("absent handoffs of several contracts are numbered through") {
  Parts parts = signed_parts("from: contract-signed, to: submitted, within: [{within: 8bh}]", "");
  parts.versions.front().more =
      "how: {handoffs: [{type: sales-to-cs, trigger: contract-signed, origins: [sales]}]}\n";
  parts.account += "  - {id: s2, product: Q, mrr: 1.00 BRL, start_on: 2026-11-18, origin: sales}\n";
  const store::Dataset data = folder(parts);
  Lines numbered;
  for (const Clock& clock : clocks_at(data, at("2026-11-30")).clocks) {
    numbered.push_back(fmt::format("{} {}", clock.instance, local(clock.deadline)));
  }
  CHECK(numbered == Lines{"1 2026-11-17T10:00", "2 2026-11-18T18:00"});
}

TEST_CASE("what is signed on one day is one contract, whichever of its subscriptions the handoff names") {
  Parts parts = signed_parts("from: contract-signed, to: submitted, within: [{within: 8bh}]", k_opened);
  parts.versions.front().more =
      "how: {handoffs: [{type: sales-to-cs, trigger: contract-signed, origins: [sales]}]}\n";
  parts.account +=
      "  - {id: s2, product: Q, mrr: 50.00 BRL, start_on: 2026-11-20, signed_at: 2026-11-16T15:00:00-03:00, "
      "origin: sales}\n";
  parts.keys = "subscriptions: [s1]\n";
  CHECK(states(parts, "2026-11-30") == Lines{"breached 2026-11-17T10:00"});
  parts.keys = "subscriptions: [s2]\n";
  CHECK(states(parts, "2026-11-30") == Lines{"breached 2026-11-17T10:00"});
  parts.keys = "";
  CHECK(states(parts, "2026-11-30") == Lines{"breached 2026-11-17T10:00"});
  parts.keys = "subscriptions: [s2]\n";
  parts.account +=
      "  - {id: s3, product: R, mrr: 50.00 BRL, start_on: 2026-11-23, signed_at: 2026-11-18T10:00:00-03:00, "
      "origin: sales}\n";
  CHECK(states(parts, "2026-11-30") == Lines{"breached 2026-11-19T10:00", "breached 2026-11-17T10:00"});
}

TEST_CASE("tickets: first response, the first resolution, an instance for each reopening, holds") {
  const std::string ticket =
      "  - {id: t1, type: ticket, at: 2026-11-16T10:00:00-03:00, first_response_at: "
      "2026-11-16T11:00:00-03:00,\n"
      "     holds: [{from: 2026-11-16T14:00:00-03:00, to: 2026-11-16T16:00:00-03:00}],\n"
      "     resolved: [2026-11-16T17:00:00-03:00, 2026-11-18T17:00:00-03:00], reopened: "
      "[2026-11-17T09:00:00-03:00],\n"
      "     handled_by: [vitor], priority: high}\n";
  const auto run = [&](std::string_view clock) {
    Parts parts{{{.commitments = owed(clock, "", "ticket")}}};
    parts.journal = ticket;
    return states(parts, "2026-11-30");
  };
  CHECK(run("from: opened, to: first-response, within: [{priority: urgent, within: 1bm}, {within: 1bh}]") ==
        Lines{"met 2026-11-16T11:00"});
  CHECK(run("from: opened, to: resolved, within: [{within: 4bh}]") == Lines{"missed 2026-11-16T15:00"});
  CHECK(run("from: opened, to: resolved, pause: [on-hold], within: [{within: 4bh}]") ==
        Lines{"met 2026-11-16T17:00"});
  CHECK(run("from: reopened, to: resolved, within: [{within: 8bh}]") == Lines{"missed 2026-11-17T18:00"});
  CHECK(run("from: opened, to: closed, within: [{within: 1bd}]") == Lines{"breached 2026-11-17T18:00"});
}

TEST_CASE("holds of a ticket that overlap are one, and closing ends what was never resumed") {
  const auto run = [](std::string_view holds, std::string_view more = "") {
    Parts parts{{{.commitments = owed("from: opened, to: resolved, pause: [on-hold], within: [{within: 4bh}]",
                                      "", "ticket")}}};
    parts.journal = fmt::format(
        "  - {{id: t1, type: ticket, at: 2026-11-16T10:00:00-03:00, holds: [{}]{}}}\n", holds, more);
    return states(parts, "2026-11-30");
  };
  CHECK(run("") == Lines{"breached 2026-11-16T15:00"});
  CHECK(run("{from: 2026-11-16T10:30:00-03:00, to: 2026-11-16T11:30:00-03:00}, "
            "{from: 2026-11-16T11:00:00-03:00, to: 2026-11-16T14:00:00-03:00}") ==
        Lines{"breached 2026-11-16T17:30"});
  CHECK(run("{from: 2026-11-16T11:00:00-03:00}") == Lines{"paused"});
  CHECK(run("{from: 2026-11-16T11:00:00-03:00}", ", closed_at: 2026-11-16T14:00:00-03:00") ==
        Lines{"breached 2026-11-16T17:00"});
}

TEST_CASE("surveys by class, requests, improvements") {
  Parts parts{
      {{.commitments =
            owed("from: received, to: responded, within: [{within: 8bh}]", "    when: {class: detractor}\n",
                 "survey", "survey") +
            owed("from: asked, to: answered, within: [{within: 1bd}]", "", "request", "request") +
            owed("from: raised, to: answered, within: [{within: 1bd}]", "", "improvement", "raised") +
            owed("from: answered, to: delivered, within: [{within: 1mo}]", "", "improvement", "delivered")}}};
  parts.journal =
      "  - {id: n9, type: survey, at: 2026-11-16T10:00:00-03:00, instrument: nps, score: 9}\n"
      "  - {id: n6, type: survey, at: 2026-11-16T10:00:00-03:00, instrument: nps, score: 6, responded_at: "
      "2026-11-16T11:00:00-03:00}\n"
      "  - {id: c1, type: survey, at: 2026-11-16T10:00:00-03:00, instrument: csat, score: 1, scale: {min: 1, "
      "max: 5}}\n"
      "  - {id: r1, type: request, at: 2026-11-16T10:00:00-03:00, answered_at: 2026-11-18T10:00:00-03:00}\n"
      "  - {id: i1, type: improvement, at: 2026-11-16T10:00:00-03:00, area: product, what: More, "
      "answered_at: 2026-11-17}\n";
  CHECK(states(parts, "2026-11-30", "survey") == Lines{"met 2026-11-17T10:00"});
  CHECK(states(parts, "2026-11-30", "request") == Lines{"missed 2026-11-17T18:00"});
  CHECK(states(parts, "2026-11-30", "raised") == Lines{"met 2026-11-17T18:00"});
  CHECK(states(parts, "2026-11-30", "delivered") == Lines{"running 2026-12-17T00:00"});
}

TEST_CASE("payments: an instance for each, stopped by its own payment") {
  Parts parts{{{.commitments = owed("from: payment-due, to: payment-received, within: [{within: 10d}]", "",
                                    "account")}}};
  parts.journal =
      "  - {id: p1, type: payment, at: 2026-09-10, due_on: 2026-09-10, paid_on: 2026-09-08, amount: 1.00 "
      "BRL}\n"
      "  - {id: p2, type: payment, at: 2026-10-10, due_on: 2026-10-10, paid_on: 2026-10-20, amount: 1.00 "
      "BRL}\n"
      "  - {id: p3, type: payment, at: 2026-10-11, due_on: 2026-10-11, paid_on: 2026-10-22, amount: 1.00 "
      "BRL}\n"
      "  - {id: p4, type: payment, at: 2026-10-12, due_on: 2026-10-12, amount: 1.00 BRL}\n";
  CHECK(states(parts, "2026-11-30") == Lines{"met 2026-09-20T00:00", "met 2026-10-20T00:00",
                                             "missed 2026-10-21T00:00", "breached 2026-10-22T00:00"});
  // A payment has a date alone: it can be in time until the end of the deadline's.
  CHECK(states(parts, "2026-10-22T23:59:59").back() == "running 2026-10-22T00:00");
  CHECK(states(parts, "2026-10-23T00:00:00").back() == "breached 2026-10-22T00:00");
}

TEST_CASE("recurring: hundred silent days at thirty are three misses and a running fourth") {
  Parts parts{{{.commitments = owed("to: touchpoint, every: 30d", "", "account")}},
              "tier: b\nsubscriptions:\n  - {id: s1, product: P, mrr: 1.00 BRL, start_on: 2026-03-02}\n"};
  CHECK(states(parts, "2026-06-10T00:00:00") ==
        Lines{"breached 2026-04-01T00:00", "breached 2026-05-01T00:00", "breached 2026-05-31T00:00",
              "running 2026-06-30T00:00"});
  parts.versions.front().commitments = owed("to: touchpoint, every: cadence", "", "account");
  CHECK(states(parts, "2026-03-10") == Lines{"running 2026-04-01T00:00"});
  parts.journal =
      "  - {id: t1, type: touchpoint, at: 2026-03-10T10:00:00-03:00, channel: call}\n"
      "  - {id: t2, type: touchpoint, at: 2026-03-12T10:00:00-03:00, channel: call, no_show: true}\n"
      "  - {id: t3, type: touchpoint, at: 2026-04-20T10:00:00-03:00, channel: call}\n";
  CHECK(states(parts, "2026-04-30") == Lines{"met 2026-04-01T00:00", "breached 2026-04-09T10:00",
                                             "met early 2026-05-09T10:00", "running 2026-05-20T10:00"});
}

TEST_CASE("recurring: it ends at churn and begins again with the account") {
  Parts parts{{{.commitments = owed("to: touchpoint, every: 30d", "", "account")}},
              "tier: b\nsubscriptions:\n"
              "  - {id: s1, product: P, mrr: 1.00 BRL, start_on: 2026-03-02, end_on: 2026-04-10}\n"
              "  - {id: s2, product: P, mrr: 1.00 BRL, start_on: 2026-08-03}\n"};
  CHECK(states(parts, "2026-08-10") ==
        Lines{"breached 2026-04-01T00:00", "excluded (the account left before the deadline) 2026-05-01T00:00",
              "running 2026-09-02T00:00"});
  CHECK(states(parts, "2026-04-05") == Lines{"breached 2026-04-01T00:00", "running 2026-05-01T00:00"});
}

TEST_CASE("recurring: a contract signed before the account left begins it when the account pays again") {
  Parts parts{{{.commitments = owed("to: touchpoint, every: 30d", "", "account")}},
              "tier: b\nsubscriptions:\n"
              "  - {id: s1, product: P, mrr: 1.00 BRL, start_on: 2026-03-02, end_on: 2026-04-10}\n"
              "  - {id: s2, product: P, mrr: 1.00 BRL, start_on: 2026-04-13, signed_at: "
              "2026-03-30T10:00:00-03:00}\n"};
  CHECK(states(parts, "2026-05-20") ==
        Lines{"breached 2026-04-01T00:00", "excluded (the account left before the deadline) 2026-05-01T00:00",
              "breached 2026-05-13T00:00", "running 2026-06-12T00:00"});
  CHECK(states(parts, "2026-04-12") == Lines{"breached 2026-04-01T00:00",
                                             "excluded (the account left before the deadline) "
                                             "2026-05-01T00:00"});
  parts.versions.front().commitments =
      owed("from: contract-signed, to: touchpoint, every: 30d", "", "account");
  CHECK(states(parts, "2026-05-20").size() == 4);
}

TEST_CASE("recurring: what is owed now is the first instance of the silence that goes on") {
  const std::string customer =
      "tier: b\nsubscriptions:\n  - {id: s1, product: P, mrr: 1.00 BRL, start_on: 2026-03-02";
  const std::string call = "  - {id: t1, type: touchpoint, at: 2026-05-10T10:00:00-03:00, channel: call}\n";
  const std::string contact = owed("to: touchpoint, every: 30d", "", "account");
  const std::string other =
      owed("from: activated, to: value, within: [{within: 1d}]", "", "account", "other");
  struct Row {
    std::string_view as_of;
    std::string end;
    std::string journal;
    std::vector<Version> versions;
    Lines overdue;
  };
  const std::vector<Row> rows{
      {"2026-03-31", "", "", {{.commitments = contact}}, {}},
      {"2026-04-02", "", "", {{.commitments = contact}}, {"2026-04-01T00:00"}},
      {"2026-06-10", "", "", {{.commitments = contact}}, {"2026-04-01T00:00"}},
      {"2026-06-08", "", call, {{.commitments = contact}}, {}},
      {"2026-07-20", "", call, {{.commitments = contact}}, {"2026-06-09T10:00"}},
      {"2026-07-20", ", end_on: 2026-06-10", "", {{.commitments = contact}}, {}},
      {"2026-07-20",
       "",
       "",
       {{.commitments = contact}, {.number = 2, .from = "2026-06-15", .commitments = other}},
       {}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.as_of);
    CAPTURE(row.journal);
    const store::Dataset data = folder({row.versions, customer + row.end + "}\n", "", "", "", row.journal});
    Lines overdue;
    for (const Clock& clock : clocks_at(data, at(row.as_of)).clocks) {
      if (clock.is_overdue()) {
        overdue.push_back(local(clock.deadline));
      }
    }
    CHECK(overdue == row.overdue);
  }
}

TEST_CASE("recurring: an unknown cadence is said once, and only counted where the filter holds") {
  Parts parts{{{.commitments = owed("to: touchpoint, every: cadence", "", "account")}},
              "subscriptions:\n  - {id: s1, product: P, mrr: 1.00 BRL, start_on: 2026-03-02}\n"};
  parts.journal = "  - {id: t1, type: touchpoint, at: 2026-03-10T10:00:00-03:00, channel: call}\n";
  CHECK(states(parts, "2026-06-10") == Lines{"n/a (the cadence of the account's touch model is not known)"});
  parts.account += "tier: [{from: 2026-06-01, value: b}]\n";
  CHECK(states(parts, "2026-06-10") ==
        Lines{"n/a (the cadence of the account's touch model is not known)", "running 2026-07-01T00:00"});
  parts.versions.front().commitments += "    when: {tier: b}\n";
  CHECK(states(parts, "2026-06-10") == Lines{"running 2026-07-01T00:00"});
}

TEST_CASE("recurring: where the account is older than the agreement it begins with the agreement") {
  Parts parts{{{.from = "2026-05-01", .commitments = owed("to: touchpoint, every: 30d", "", "account")}},
              "subscriptions:\n  - {id: s1, product: P, mrr: 1.00 BRL, start_on: 2025-03-03}\n"};
  const store::Dataset data = folder(parts);
  const Clocks clocks = clocks_at(data, at("2026-05-20"));
  REQUIRE(clocks.clocks.size() == 1);
  CHECK(local(clocks.clocks.front().deadline) == "2026-05-31T00:00");
  CHECK(clocks.clocks.front().cause == ClockCause::first_day);
  CHECK(clocks.before.size() == 1);
}

TEST_CASE("a recurrence of no length is said to be too many, not counted for ever") {
  Parts parts{{{.commitments = owed("to: touchpoint, every: 0d", "", "account")}},
              "subscriptions:\n  - {id: s1, product: P, mrr: 1.00 BRL, start_on: 2026-03-02}\n"};
  CHECK(states(parts, "2026-06-10") == Lines{"n/a (it recurs too often to be listed) 2026-03-02T00:00"});
}

TEST_CASE("tiers and touch models stand in the main agreement, for the commitments of others, too") {
  const std::string subscription =
      "subscriptions:\n  - {id: s1, product: P, mrr: 1.00 BRL, start_on: 2026-03-02}\n";
  Parts parts{{{.commitments = owed("from: activated, to: value, within: [{within: 1d}]", "", "account")},
               {.commitments = owed("to: touchpoint, every: cadence", "    when: {touch_model: mid-touch}\n",
                                    "account", "cadence"),
                .id = "other",
                .service = ""}},
              "tier: b\n" + subscription};
  CHECK(states(parts, "2026-03-10", "cadence") == Lines{"running 2026-04-01T00:00"});
  parts.account = "tier: a\n" + subscription;
  CHECK(states(parts, "2026-03-10", "cadence") == Lines{});
}

TEST_CASE("a subject that matches commitments of two agreements has a clock for each") {
  Parts parts = signed_parts("from: contract-signed, to: submitted, within: [{within: 8bh}]", k_opened);
  parts.versions.push_back(
      {.commitments = owed("from: opened, to: submitted, within: [{within: 1bh}]"), .id = "other"});
  const store::Dataset data = folder(parts);
  std::vector<std::string> paths;
  for (const Clock& clock : clocks_at(data, at("2026-11-30")).clocks) {
    paths.push_back(clock.path());
  }
  CHECK(paths == Lines{"other/c", "sc/c"});
}

}  // namespace
}  // namespace csx::sla
