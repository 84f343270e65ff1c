#include <array>

#include "../document.hpp"
#include "../period_option.hpp"
#include "../reporting.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

struct CoverageOptions {
  std::optional<std::string> period;
};

void declare(CoverageOptions& options, Options& out) {
  out.push_back({.names = "--period",
                 .value = "PERIOD",
                 .doc = "what contacts are looked at: 2026-Q3, 2026-10; last-quarter unless given",
                 .into = &options.period});
}

Result<int> run(const CoverageOptions& options, Context& context) {
  const auto reporting = open_reporting(context, ClocksWanted::none);
  if (!reporting) {
    return fail(reporting.error());
  }
  const report::ReportInput& input = (*reporting)->input;
  const Result<time::Period> period = read_period(options.period, "last-quarter", input.today);
  if (!period) {
    return fail(period.error());
  }
  put_document(context, *(*reporting)->session, report::journey_coverage(input, *period));
  return 0;
}

constexpr std::array<Example, 2> k_report_coverage_examples{
    {{"csx report coverage", "the quarter that ended last"},
     {"csx report coverage --period 2026 --format html --output cobertura.html", "a year, as a page"}}};

}  // namespace

const Command k_report_coverage{
    .name = "report coverage",
    .group = Group::look,
    .summary = "which activities of the blueprint were done in which stages of the journey",
    .effect = Effect::reads,
    .about =
        "Counts the contacts of a period by activity (as the blueprint calls it) and stage of the journey, "
        "says which "
        "activities were done for nobody, how many of the customers each reached, and which contacts the "
        "blueprint "
        "does not know. Meetings to which the customer did not come do not count.",
    .formats = k_document_formats,
    .examples = k_report_coverage_examples,
    .prepare = prepare<CoverageOptions, declare, run>};

}  // namespace csx::cli
