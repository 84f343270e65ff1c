#include <array>

#include "../document.hpp"
#include "../reporting.hpp"
#include "csx/report/measured.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

struct ExpectationsOptions {
  std::optional<std::string> period;
};

void declare(ExpectationsOptions& options, Options& out) {
  out.push_back(
      {.names = "--period",
       .value = "PERIOD",
       .doc = "expectations gathered until its last day: 2026-Q3, 2026-10; last-quarter unless given",
       .into = &options.period});
}

Result<int> run(const ExpectationsOptions& options, Context& context) {
  const auto measuring = open_measuring(context);
  if (!measuring) {
    return fail(measuring.error());
  }
  const report::ReportInput& input = (*measuring)->input;
  const Result<time::Period> period = read_begun_period(options.period, "last-quarter", input.today);
  if (!period) {
    return fail(period.error());
  }
  put_document(context, *(*measuring)->session, report::expectations(input, (*measuring)->facts, *period));
  return 0;
}

constexpr std::array<Example, 3> k_report_expectations_examples{
    {{"csx report expectations", "what customers expected at the end of the quarter that ended last"},
     {"csx report expectations --period 2026-10", "at the end of a month"},
     {"csx report expectations --format html --output expectativas.html",
      "a page for product and marketing"}}};

}  // namespace

const Command k_report_expectations{
    .name = "report expectations",
    .group = Group::look,
    .summary = "what customers expect, by segment, against what competitors can do",
    .effect = Effect::reads,
    .about =
        "Themes of the expectations of accounts that pay on the period's last day, each weighted by the "
        "revenue and "
        "the time as a customer of those who have it, against the capabilities of the blueprint: where "
        "competitors "
        "are ahead, where nobody is good, and what sets us apart.",
    .formats = k_document_formats,
    .examples = k_report_expectations_examples,
    .prepare = prepare<ExpectationsOptions, declare, run>};

}  // namespace csx::cli
