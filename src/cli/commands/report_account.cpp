#include <array>

#include "../document.hpp"
#include "../reporting.hpp"
#include "csx/report/reports.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

struct ReportAccountOptions {
  std::optional<std::string> account;
};

void declare(ReportAccountOptions& options, Options& out) {
  out.push_back(account_argument(options.account));
}

Result<int> run(const ReportAccountOptions& options, Context& context) {
  if (Status put = put_account_report(context, *options.account, ClocksWanted::all, report::account_report);
      !put) {
    return fail(std::move(put.error()));
  }
  return 0;
}

constexpr std::array<Example, 3> k_report_account_examples{
    {{"csx report account padaria-estrela", "before a meeting"},
     {"csx report account padaria-estrela --format html --output estrela.html", "a page to print or to send"},
     {"csx report account padaria-estrela --as-of 2026-06-30 --lang en", "as it stood on a day"}}};

}  // namespace

const Command k_report_account{
    .name = "report account",
    .group = Group::look,
    .summary = "everything about one account on a page",
    .effect = Effect::reads,
    .about =
        "Where it stands, what comes next and by whom, commitments kept and missed, objectives with their "
        "progress, "
        "support, the voice of the customer, what the record says, and what happened, newest first.",
    .formats = k_document_formats,
    .examples = k_report_account_examples,
    .prepare = prepare<ReportAccountOptions, declare, run>};

}  // namespace csx::cli
