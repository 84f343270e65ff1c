#include <array>

#include "../document.hpp"
#include "../reporting.hpp"
#include "csx/report/measured.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

struct SupportCsOptions {
  std::optional<std::string> period;
};

void declare(SupportCsOptions& options, Options& out) {
  out.push_back({.names = "--period",
                 .value = "PERIOD",
                 .doc = "a month or quarter: 2026-10, 2026-Q3; last-month unless given",
                 .into = &options.period});
}

Result<int> run(const SupportCsOptions& options, Context& context) {
  const auto measuring = open_measuring(context);
  if (!measuring) {
    return fail(measuring.error());
  }
  const report::ReportInput& input = (*measuring)->input;
  const Result<time::Period> period = read_begun_period(options.period, "last-month", input.today);
  if (!period) {
    return fail(period.error());
  }
  put_document(context, *(*measuring)->session, report::support_and_cs(input, (*measuring)->facts, *period));
  return 0;
}

constexpr std::array<Example, 3> k_report_support_cs_examples{
    {{"csx report support-cs", "last month, beside the month before"},
     {"csx report support-cs --period 2026-Q3", "a quarter"},
     {"csx report support-cs --format html --output suporte-cs.html",
      "a page for the meeting of both areas"}}};

}  // namespace

const Command k_report_support_cs{
    .name = "report support-cs",
    .group = Group::look,
    .summary = "what Support and Customer Success review together: how well, how fast, how much",
    .effect = Effect::reads,
    .about =
        "Quality first, then efficiency, and volume only beside both; each with the period before. Then what "
        "asks "
        "for both areas: tickets reopened, product areas without a specialist, tickets in the wrong hands, "
        "knowledge, "
        "the commitments of their agreements and where these are missed.",
    .formats = k_document_formats,
    .examples = k_report_support_cs_examples,
    .prepare = prepare<SupportCsOptions, declare, run>};

}  // namespace csx::cli
