#include <array>

#include "../document.hpp"
#include "../metric_options.hpp"
#include "../reporting.hpp"
#include "csx/report/scorecard.hpp"
#include "table.hpp"

#include <nlohmann/json.hpp>

namespace csx::cli {
namespace {

constexpr unsigned k_usual_trend = 3;
constexpr unsigned k_no_trend = 0;

struct ScorecardOptions {
  std::optional<std::string> period;
  std::optional<std::string> trend;
};

void declare(ScorecardOptions& options, Options& out) {
  out.push_back({.names = "--period",
                 .value = "PERIOD",
                 .doc = "a month, quarter or year: 2026-10, 2026-Q3, last-month; last-month unless given",
                 .into = &options.period});
  out.push_back({.names = "--trend",
                 .value = "N",
                 .doc = "the N periods of the same length before beside it; 3 unless given, 0 for none",
                 .into = &options.trend});
}

Result<int> run(const ScorecardOptions& options, Context& context) {
  const Result<unsigned> trend = read_trend(options.trend, k_usual_trend, k_no_trend);
  if (!trend) {
    return fail(trend.error());
  }
  const auto measuring = open_measuring(context);
  if (!measuring) {
    return fail(measuring.error());
  }
  const Measuring& all = **measuring;
  const Result<time::Period> period = read_begun_period(options.period, "last-month", all.session->today);
  if (!period) {
    return fail(period.error());
  }
  const report::Scorecard card = report::scorecard_of(all.facts, *period, *trend);
  const Json data = report::scorecard_json(card);
  put_document(context, *all.session, report::scorecard(all.input, card), &data);
  return 0;
}

constexpr std::array<Example, 4> k_scorecard_examples{
    {{"csx scorecard", "every commitment of last month, and the three months before"},
     {"csx scorecard --period 2026-Q3 --trend 0", "a quarter alone"},
     {"csx scorecard --format html --output scorecard.html", "a page for the monthly meeting"},
     {"csx scorecard --format json", "for scripts: values, clocks counted, people and their teams"}}};

}  // namespace

const Command k_scorecard{
    .name = "scorecard",
    .group = Group::judge,
    .summary = "how each area and each person kept what was agreed: target, value, met or missed, trend",
    .effect = Effect::reads,
    .about =
        "Every commitment of the agreements in force, area by area: clocks by their share kept among those "
        "due in the period, metrics by their value. The target of the first version that judges in the "
        "period decides. Below, each person who owns clocks, alone and, for who leads others, with the "
        "team. What has no value says why: it is neither met nor missed.",
    .formats = k_document_formats,
    .examples = k_scorecard_examples,
    .prepare = prepare<ScorecardOptions, declare, run>};

}  // namespace csx::cli
