#include <array>

#include "../document.hpp"
#include "../metric_options.hpp"
#include "../reporting.hpp"
#include "csx/report/measured.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

struct FunnelOptions {
  std::optional<std::string> period;
  std::vector<std::string> by;
};

void declare(FunnelOptions& options, Options& out) {
  out.push_back({.names = "--period",
                 .value = "PERIOD",
                 .doc = "2026, 2026-Q3, last-90d; last-12mo unless given",
                 .into = &options.period});
  out.push_back(by_option(options.by, Splits::figures));
}

Result<int> run(const FunnelOptions& options, Context& context) {
  const Result<std::vector<metrics::Dimension>> by = read_dimensions(options.by, Splits::figures);
  if (!by) {
    return fail(by.error());
  }
  const auto measuring = open_measuring(context);
  if (!measuring) {
    return fail(measuring.error());
  }
  const report::ReportInput& input = (*measuring)->input;
  const Result<time::Period> period = read_begun_period(options.period, "last-12mo", input.today);
  if (!period) {
    return fail(period.error());
  }
  put_document(context, *(*measuring)->session, report::funnel(input, (*measuring)->facts, *period, *by));
  return 0;
}

constexpr std::array<Example, 3> k_report_funnel_examples{
    {{"csx report funnel", "the twelve months that ended last"},
     {"csx report funnel --period 2026-Q3 --by segment", "a quarter, by segment"},
     {"csx report funnel --by csm --format html --output funil.html", "by CSM, as a page"}}};

}  // namespace

const Command k_report_funnel{
    .name = "report funnel",
    .group = Group::look,
    .summary = "who was retained, who of them expanded, who of those referred somebody",
    .effect = Effect::reads,
    .about =
        "Starts with the accounts that paid the day before the period. Says where most drop out, and who has "
        "expanded and referred nobody: whom to ask. The metrics are funnel.retained, funnel.expanded and "
        "funnel.referred.",
    .formats = k_document_formats,
    .examples = k_report_funnel_examples,
    .prepare = prepare<FunnelOptions, declare, run>};

}  // namespace csx::cli
