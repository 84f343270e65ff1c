#include <array>

#include "../document.hpp"
#include "../metric_options.hpp"
#include "../reporting.hpp"
#include "csx/report/bottlenecks.hpp"
#include "table.hpp"

#include <nlohmann/json.hpp>

namespace csx::cli {
namespace {

struct BottlenecksOptions {
  std::optional<std::string> period;
  std::vector<std::string> by;
  std::vector<std::string> where;
};

void declare(BottlenecksOptions& options, Options& out) {
  out.push_back({.names = "--period",
                 .value = "PERIOD",
                 .doc = "2026-10, 2026-Q3, A..B, last-90d; last-month unless given",
                 .into = &options.period});
  out.push_back(by_option(options.by, Splits::figures));
  out.push_back(where_option(options.where, Splits::figures));
}

Result<int> run(const BottlenecksOptions& options, Context& context) {
  Result<std::vector<metrics::Dimension>> by = read_dimensions(options.by, Splits::figures);
  if (!by) {
    return fail(std::move(by.error()));
  }
  if (std::ranges::find(*by, metrics::Dimension::month) != by->end()) {
    return fail(ErrorKind::usage, "bottlenecks are not split by month",
                {"give one month with --period, such as --period 2026-10"});
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
  const Result<metrics::Where> where = metrics::parse_where(options.where, all.session->data);
  if (!where) {
    return fail(where.error());
  }
  const report::BottlenecksAnswer answer{*period, all.facts.rates().currency(), *by,
                                         metrics::bottlenecks_of(all.facts, *period, *by, *where)};
  const Json data = report::bottlenecks_json(answer);
  put_document(context, *all.session, report::bottlenecks(all.input, answer), &data);
  return 0;
}

constexpr std::array<Example, 4> k_bottlenecks_examples{
    {{"csx bottlenecks", "last month: slowest stages, missed commitments, reasons of returns"},
     {"csx bottlenecks --period 2026-Q3 --by rep", "whose sales wait longest and come back most"},
     {"csx bottlenecks --by segment --where tier=a", "by segment, for the accounts of one tier"},
     {"csx bottlenecks --format json", "for scripts"}}};

}  // namespace

const Command k_bottlenecks{
    .name = "bottlenecks",
    .group = Group::judge,
    .summary = "where the time and the breaches are, and whose: stages, commitments, owners, returns",
    .effect = Effect::reads,
    .about =
        "Time between the steps that handoffs took in the period, as a share of all such time; clocks due "
        "in the period and missed, by commitment and by owner; returns by reason, and what the returned "
        "lacked. The largest stands first. With --by each of these is split, so that a row says where it is "
        "and whose.",
    .formats = k_document_formats,
    .examples = k_bottlenecks_examples,
    .prepare = prepare<BottlenecksOptions, declare, run>};

}  // namespace csx::cli
