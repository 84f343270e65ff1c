#include <algorithm>
#include <map>
#include <random>

#include "clock_folder.hpp"
#include "csx/sla/attainment.hpp"
#include "csx/sla/clock_explanation.hpp"

namespace csx::sla {
namespace {

using namespace testing;

constexpr std::array<std::string_view, 8> k_limits{"30bm", "4bh", "11bh", "0bd", "3bd", "36h", "5d", "1mo"};

std::string commitments() {
  std::string all;
  for (const std::string_view limit : k_limits) {
    all += fmt::format(
        "  - {{id: in-{0}, responsible: sales, subject: handoff, target: 90%, clock: {{from: opened, to: "
        "submitted, pause: [on-hold], warn_at: 75%, within: [{{within: {0}}}]}}}}\n",
        limit);
    all += fmt::format(
        "  - {{id: no-pause-{0}, responsible: sales, subject: handoff, target: 90%, clock: {{from: opened, "
        "to: submitted, warn_at: 75%, within: [{{within: {0}}}]}}}}\n",
        limit);
  }
  return all;
}

std::string text(time::Instant instant) {
  return time::Zone::find("America/Sao_Paulo")->format(instant);
}

/// A handoff with random holds and perhaps a submission, in November 2026.
struct Story {
  time::Instant opened;
  std::vector<std::pair<time::Instant, time::Instant>> holds;
  std::optional<time::Instant> submitted;

  std::string timeline() const {
    std::string lines = fmt::format("  - {{at: {}, event: opened, by: ana}}\n", text(opened));
    for (const auto& [from, to] : holds) {
      lines +=
          fmt::format("  - {{at: {}, event: on-hold, by: ana}}\n  - {{at: {}, event: resumed, by: ana}}\n",
                      text(from), text(to));
    }
    if (submitted) {
      lines += fmt::format("  - {{at: {}, event: submitted, by: ana}}\n", text(*submitted));
    }
    return lines;
  }
};

Story random_story(std::mt19937& random) {
  const auto seconds = [&](int least, int most) {
    return std::chrono::seconds{std::uniform_int_distribution<int>(least, most)(random)};
  };
  Story story{at("2026-11-09T08:00:00") + seconds(0, 5 * 86400), {}, std::nullopt};
  time::Instant cursor = story.opened;
  for (int i = std::uniform_int_distribution<int>(0, 3)(random); i > 0; --i) {
    const time::Instant from = cursor + seconds(1, 86400);
    cursor = from + seconds(1, 86400);
    story.holds.emplace_back(from, cursor);
  }
  if (random() % 3 != 0) {
    story.submitted = cursor + seconds(1, 4 * 86400);
  }
  return story;
}

Parts parts_of(const Story& story) {
  Parts parts{{{.commitments = commitments()}}};
  parts.handoff = story.timeline();
  return parts;
}

std::map<std::string, Clock> by_commitment(const Clocks& clocks) {
  std::map<std::string, Clock> found;
  for (const Clock& clock : clocks.clocks) {
    found.emplace(clock.commitment->id.value, clock);
  }
  return found;
}

TEST_CASE(
    "a clock that is met, missed or excluded stays so as the as-of instant grows; one that is due stays "
    "due") {
  std::mt19937 random(20261120);
  for (int round = 0; round < 25; ++round) {
    const Story story = random_story(random);
    CAPTURE(story.timeline());
    const store::Dataset data = folder(parts_of(story));
    std::map<std::string, Clock> before;
    for (int hour = 0; hour < 24 * 45; hour += 7) {
      const Clocks clocks = clocks_at(data, at("2026-11-09T00:00:00") + std::chrono::hours{hour});
      const std::map<std::string, Clock> now = by_commitment(clocks);
      for (const auto& [id, earlier] : before) {
        CAPTURE(id);
        CAPTURE(hour);
        const auto found = now.find(id);
        REQUIRE(found != now.end());
        const ClockState state = found->second.state;
        switch (earlier.state) {
          case ClockState::met:
          case ClockState::missed:
          case ClockState::excluded:
            CHECK(state == earlier.state);
            break;
          case ClockState::met_early:
            CHECK((state == ClockState::met || state == ClockState::met_early));
            break;
          case ClockState::breached:
            CHECK((state == ClockState::breached || state == ClockState::missed));
            break;
          default:
            CHECK(state != ClockState::not_started);
        }
      }
      before = now;
    }
  }
}

TEST_CASE(
    "holds never bring a deadline forward, move it by exactly what they cover, and by nothing outside the "
    "hours") {
  std::mt19937 random(7);
  const time::Instant later = at("2027-03-01");
  for (int round = 0; round < 60; ++round) {
    Story story = random_story(random);
    story.submitted.reset();
    CAPTURE(story.timeline());
    const store::Dataset data = folder(parts_of(story));
    const Clocks clocks = clocks_at(data, later);
    const std::map<std::string, Clock> all = by_commitment(clocks);
    for (const std::string_view limit : k_limits) {
      CAPTURE(limit);
      const Clock& paused = all.at(fmt::format("in-{}", limit));
      const Clock& plain = all.at(fmt::format("no-pause-{}", limit));
      REQUIRE(paused.deadline);
      REQUIRE(plain.deadline);
      CHECK(paused.allowance == plain.allowance);
      CHECK(*plain.deadline <= *paused.deadline);
      // Counted without the holds, exactly the allowance lies before the deadline.
      const auto& hours = paused.calendar->hours;
      const auto counted = [&](time::Instant from, time::Instant to) {
        return paused.counts_business_time() ? hours.between(from, to)->counted
                                             : std::max(to - from, std::chrono::seconds{0});
      };
      std::chrono::seconds in_holds{0};
      for (const auto& [from, to] : story.holds) {
        in_holds += counted(std::min(from, *paused.deadline), std::min(to, *paused.deadline));
      }
      CHECK(counted(story.opened, *paused.deadline) - in_holds == paused.allowance);
      if (in_holds == std::chrono::seconds{0}) {
        CHECK(*paused.deadline == *plain.deadline);
      }
    }
  }
}

TEST_CASE("an explanation counts up to the allowance, and what it shows hangs together") {
  std::mt19937 random(11);
  for (int round = 0; round < 40; ++round) {
    const Story story = random_story(random);
    CAPTURE(story.timeline());
    const store::Dataset data = folder(parts_of(story));
    const Clocks clocks = clocks_at(data, at("2027-03-01"));
    for (const Clock& clock : clocks.clocks) {
      CAPTURE(clock.commitment->id.value);
      const ClockExplanation why = explain_clock(data, clocks, clock);
      REQUIRE_FALSE(why.days.empty());
      CHECK(why.days.back().total == clock.allowance);
      for (const CountedDay& day : why.days) {
        for (std::size_t i = 1; i < day.parts.size(); ++i) {
          CHECK(day.parts[i - 1].to <= day.parts[i].from);
        }
      }
      CHECK(why.version.agreement().version == 1);
      CHECK(why.rows.size() == 1);
    }
  }
}

TEST_CASE("the result does not depend on the number of threads") {
  Files files{
      {"csx.yaml", std::string(k_workspace) + "calendar: br\nmain_agreement: sc\n"},
      {"calendars/br.yaml", std::string(k_calendar)},
      {"people.yaml", std::string(k_people)},
      {"agreements/sc.yaml",
       signed_text({.commitments = "  - {id: c, responsible: cs, subject: account, target: 90%, clock: {to: "
                                   "touchpoint, every: 15d}}\n"})}};
  for (int i = 0; i < 400; ++i) {
    files.emplace_back(
        fmt::format("accounts/a{:03}/account.yaml", i),
        fmt::format("kind: account\nid: a{:03}\nname: A\nsubscriptions:\n  - {{id: s, product: P, mrr: "
                    "1.00 BRL, start_on: 2026-03-{:02}}}\n",
                    i, i % 28 + 1));
  }
  const auto tree = store::memory_tree(std::move(files));
  const auto data = store::load(*tree);
  REQUIRE(data);
  const auto lines = [&](unsigned threads) {
    std::vector<std::string> found;
    for (const Clock& clock : clocks_at(*data, at("2026-11-20"), {.threads = threads}).clocks) {
      found.push_back(fmt::format("{} {} {} {}", clock.subject.ref(), clock.instance, word(clock.state),
                                  local(clock.deadline)));
    }
    return found;
  };
  const std::vector<std::string> one = lines(1);
  CHECK(one.size() > 400 * 16);
  CHECK(lines(2) == one);
  CHECK(lines(7) == one);
}

TEST_CASE("attainment counts by the deadline's date, and zero due is no share") {
  Parts parts{{{.commitments =
                    "  - {id: c, responsible: cs, subject: account, target: 90%, clock: {from: payment-due, "
                    "to: payment-received, within: [{within: 10d}]}}\n"}}};
  parts.journal =
      "  - {id: p1, type: payment, at: 2026-09-10, due_on: 2026-09-10, paid_on: 2026-09-08, amount: 1.00 "
      "BRL}\n"
      "  - {id: p2, type: payment, at: 2026-09-20, due_on: 2026-09-20, paid_on: 2026-10-20, amount: 1.00 "
      "BRL}\n"
      "  - {id: p3, type: payment, at: 2026-09-21, due_on: 2026-09-21, amount: 1.00 BRL}\n"
      "  - {id: p4, type: payment, at: 2026-11-15, due_on: 2026-11-15, paid_on: 2026-11-16, amount: 1.00 "
      "BRL}\n";
  const store::Dataset data = folder(parts);
  const Clocks clocks = clocks_at(data, at("2026-11-20"));
  const auto in = [&](std::string_view period) { return attainment(clocks, *time::Period::parse(period)); };
  CHECK(in("2026-09").met == 1);
  CHECK(in("2026-09").missed == 1);  // due on 30 September
  CHECK(in("2026-09").share() == Ratio{1, 2});
  CHECK(in("2026-10").breached == 1);
  CHECK(in("2026-10").share() == Ratio{0, 1});
  CHECK(in("2026-11").met_early == 1);
  CHECK_FALSE(in("2026-11").share());
  CHECK(in("2026").share() == Ratio{1, 3});
  const auto groups = attainment_by(clocks, *time::Period::parse("2026"), [](const Clock& clock) {
    return std::optional(clock.start->day.to_string().substr(0, 7));
  });
  REQUIRE(groups.size() == 2);
  CHECK(groups[0].key == "2026-09");
  CHECK(groups[0].attainment.due.size() == 3);
  CHECK(groups[1].attainment.met_early == 1);
}

}  // namespace
}  // namespace csx::sla
