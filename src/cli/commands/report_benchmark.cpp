#include <array>

#include "../document.hpp"
#include "../reporting.hpp"
#include "csx/report/measured.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

struct BenchmarkOptions {
  std::optional<std::string> account;
  std::optional<std::string> period;
};

void declare(BenchmarkOptions& options, Options& out) {
  out.push_back(account_argument(options.account));
  out.push_back({.names = "--period",
                 .value = "PERIOD",
                 .doc = "2026-Q3, last-90d, last-12mo; last-quarter unless given",
                 .into = &options.period});
}

Result<int> run(const BenchmarkOptions& options, Context& context) {
  const auto measuring = open_measuring(context);
  if (!measuring) {
    return fail(measuring.error());
  }
  const report::ReportInput& input = (*measuring)->input;
  const Result<const model::AnyRecord*> account = find_account(input.data, *options.account);
  if (!account) {
    return fail(account.error());
  }
  const Result<time::Period> period = read_begun_period(options.period, "last-quarter", input.today);
  if (!period) {
    return fail(period.error());
  }
  put_document(context, *(*measuring)->session,
               report::benchmark(input, (*measuring)->facts, **account, *period));
  return 0;
}

constexpr std::array<Example, 3> k_report_benchmark_examples{
    {{"csx report benchmark padaria-estrela", "the quarter that ended last"},
     {"csx report benchmark padaria-estrela --period last-12mo", "a year"},
     {"csx report benchmark padaria-estrela --format html --output estrela.html", "a page for the meeting"}}};

}  // namespace

const Command k_report_benchmark{
    .name = "report benchmark",
    .group = Group::look,
    .summary = "an account against the customers of its segment: medians and quartiles",
    .effect = Effect::reads,
    .about =
        "Key figures of the account beside median and quartiles of the segment's customers. A figure that "
        "fewer "
        "accounts have than the agreement's benchmark_minimum_group is not shown: a small group would tell "
        "what "
        "single customers do.",
    .formats = k_document_formats,
    .examples = k_report_benchmark_examples,
    .prepare = prepare<BenchmarkOptions, declare, run>};

}  // namespace csx::cli
