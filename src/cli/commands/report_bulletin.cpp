#include <array>

#include "../document.hpp"
#include "../period_option.hpp"
#include "../reporting.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

struct BulletinOptions {
  std::optional<std::string> period;
};

void declare(BulletinOptions& options, Options& out) {
  out.push_back({.names = "--period",
                 .value = "PERIOD",
                 .doc = "a day, week or month: yesterday, 2026-W41, 2026-10; last-week unless given",
                 .into = &options.period});
}

Result<int> run(const BulletinOptions& options, Context& context) {
  const auto reporting = open_reporting(context, ClocksWanted::all);
  if (!reporting) {
    return fail(reporting.error());
  }
  const report::ReportInput& input = (*reporting)->input;
  const Result<time::Period> period = read_period(options.period, "last-week", input.today);
  if (!period) {
    return fail(period.error());
  }
  if (period->first > input.today) {
    return fail(ErrorKind::usage,
                fmt::format("the period {} begins after {}", period->to_string(), input.today.to_string()),
                {"a bulletin tells what happened: give a period that has begun"});
  }
  put_document(context, *(*reporting)->session, report::bulletin(input, *period));
  return 0;
}

constexpr std::array<Example, 4> k_report_bulletin_examples{
    {{"csx report bulletin", "last week"},
     {"csx report bulletin --period yesterday --format markdown", "a message for a chat, from cron"},
     {"csx report bulletin --period 2026-10 --format html --output boletim.html", "a month, as a page"},
     {"csx report bulletin --period 2026-W41 --as-of 2026-10-12 --lang en",
      "the same bytes whenever it runs"}}};

}  // namespace

const Command k_report_bulletin{
    .name = "report bulletin",
    .group = Group::look,
    .summary = "what happened, what was missed and what is due, by area and by owner",
    .effect = Effect::reads,
    .about =
        "For who does not log in anywhere: wins first, deadlines of the period that were missed, those of "
        "the days "
        "that follow (as many as the period has), how each area and each person stand, and what happened, "
        "counted.",
    .formats = k_document_formats,
    .examples = k_report_bulletin_examples,
    .prepare = prepare<BulletinOptions, declare, run>};

}  // namespace csx::cli
