#include <array>

#include "../agreement_named.hpp"
#include "../document.hpp"
#include "../period_option.hpp"
#include "../reporting.hpp"
#include "csx/model/governance.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

struct ReviewOptions {
  std::optional<std::string> agreement;
  std::optional<std::string> period;
};

void declare(ReviewOptions& options, Options& out) {
  declare_agreement(options.agreement, out, Option::Need::optional);
  out.push_back({.names = "--period",
                 .value = "PERIOD",
                 .doc = "what is looked at: 2026-Q3, last-90d; since the last review unless given",
                 .into = &options.period});
}

/// From the day after the last review to the day before; the last quarter where there was none.
Result<time::Period> since_last_review(const store::Dataset& data, const model::Agreement& version,
                                       time::Date today) {
  std::optional<time::Date> last;
  for (const model::AnyRecord& record : data.all<model::Review>()) {
    const auto& review = record.as<model::Review>();
    if (review.agreement == version.id && review.date < today && (!last || *last < review.date)) {
      last = review.date;
    }
  }
  const time::Date yesterday{today.day - std::chrono::days{1}};
  if (!last || *last >= yesterday) {
    return read_period({}, "last-quarter", today);
  }
  return time::Period{time::Date{last->day + std::chrono::days{1}}, yesterday};
}

Result<int> run(const ReviewOptions& options, Context& context) {
  const auto reporting = open_reporting(context, ClocksWanted::all);
  if (!reporting) {
    return fail(reporting.error());
  }
  const report::ReportInput& input = (*reporting)->input;
  const Result<NamedAgreement> named =
      find_agreement(input.data, options.agreement, BareId::in_force, input.today);
  if (!named) {
    return fail(named.error());
  }
  const Result<time::Period> period = options.period
                                          ? read_period(options.period, {}, input.today)
                                          : since_last_review(input.data, *named->version, input.today);
  if (!period) {
    return fail(period.error());
  }
  put_document(context, *(*reporting)->session, report::review_agenda(input, *named->version, *period));
  return 0;
}

constexpr std::array<Example, 3> k_report_review_examples{
    {{"csx report review", "the agenda for the main agreement, since its last review"},
     {"csx report review cs-support --period 2026-Q3", "another agreement, over a quarter"},
     {"csx report review --format html --output pauta.html", "a page for the meeting"}}};

}  // namespace

const Command k_report_review{
    .name = "report review",
    .group = Group::look,
    .summary = "the agenda of an agreement's review: what the records say should change",
    .effect = Effect::reads,
    .about =
        "Suggested changes first, then what they rest on: opinions that wait for an answer, commitments that "
        "were "
        "missed every time or never due, information that was never filled in, why handoffs came back, and "
        "actions "
        "that are not done.",
    .formats = k_document_formats,
    .examples = k_report_review_examples,
    .prepare = prepare<ReviewOptions, declare, run>};

}  // namespace csx::cli
