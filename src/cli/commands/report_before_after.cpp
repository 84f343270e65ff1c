#include <array>
#include <charconv>

#include "../agreement_named.hpp"
#include "../document.hpp"
#include "../reporting.hpp"
#include "csx/base/text.hpp"
#include "csx/report/measured.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

constexpr int k_usual_days = 90;
constexpr int k_most_days = 3660;

struct BeforeAfterOptions {
  std::optional<std::string> agreement;
  std::optional<std::string> days;
};

void declare(BeforeAfterOptions& options, Options& out) {
  out.push_back(
      {.names = "--agreement",
       .value = "ID",
       .doc = "the agreement, or id@version; the version in force of the main agreement unless given",
       .into = &options.agreement,
       .completes = Completes::agreement});
  out.push_back({.names = "--days",
                 .value = "N",
                 .doc = "days on each side, at most those that have passed since; 90 unless given",
                 .into = &options.days});
}

/// A whole number from 1. *Errors*: usage.
Result<int> read_number(std::string_view option, const std::optional<std::string>& text, int otherwise,
                        int most) {
  if (!text) {
    return otherwise;
  }
  int number = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error != std::errc() || end != text->data() + text->size() || number < 1 || number > most) {
    return fail(ErrorKind::usage,
                fmt::format("{} {} is no whole number from 1 to {}", option, csx::quoted(*text), most));
  }
  return number;
}

Result<int> run(const BeforeAfterOptions& options, Context& context) {
  const Result<int> days = read_number("--days", options.days, k_usual_days, k_most_days);
  if (!days) {
    return fail(days.error());
  }
  const auto measuring = open_measuring(context);
  if (!measuring) {
    return fail(measuring.error());
  }
  const report::ReportInput& input = (*measuring)->input;
  const Result<NamedAgreement> named =
      find_agreement(input.data, options.agreement, BareId::in_force, input.today);
  if (!named) {
    return fail(named.error());
  }
  const auto spans = report::around(input.data, *named->version, *days, input.today);
  if (!spans) {
    return fail(ErrorKind::usage,
                fmt::format("{} has judged on no day until {}: there is no after", named->ref(),
                            input.today.to_string()),
                {fmt::format("`csx agreement show {}` says where it stands", named->ref()),
                 "choose a version that was in force, such as --agreement sales-cs@2"});
  }
  put_document(context, *(*measuring)->session, report::before_after(input, (*measuring)->facts, *spans));
  return 0;
}

constexpr std::array<Example, 3> k_report_before_after_examples{
    {{"csx report before-after", "what changed with the version of the main agreement that is in force"},
     {"csx report before-after --agreement cs-support@2 --days 30", "a month on each side of a version"},
     {"csx report before-after --format html --output antes-e-depois.html", "a page for the review"}}};

}  // namespace

const Command k_report_before_after{
    .name = "report before-after",
    .group = Group::look,
    .summary = "commitments and metrics on both sides of the day a version of an agreement took effect",
    .effect = Effect::reads,
    .about =
        "Compares as many days before the version's first day as have passed since, at most --days. "
        "Commitments of "
        "the agreement first, each side with the target that judged it; then the metrics of the areas that "
        "agree. "
        "Says what got better, what got worse, and what rests on too few cases to say.",
    .formats = k_document_formats,
    .examples = k_report_before_after_examples,
    .prepare = prepare<BeforeAfterOptions, declare, run>};

}  // namespace csx::cli
