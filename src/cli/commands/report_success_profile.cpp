#include <array>

#include "../document.hpp"
#include "../reporting.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

struct ProfileOptions {};

void declare(ProfileOptions&, Options&) {}

Result<int> run(const ProfileOptions&, Context& context) {
  const auto reporting = open_reporting(context, ClocksWanted::none);
  if (!reporting) {
    return fail(reporting.error());
  }
  put_document(context, *(*reporting)->session, report::success_profile((*reporting)->input));
  return 0;
}

constexpr std::array<Example, 2> k_report_success_profile_examples{
    {{"csx report success-profile", "what healthy customers have in common"},
     {"csx report success-profile --lang en --format html --output profile.html", "as a page, for Sales"}}};

}  // namespace

const Command k_report_success_profile{
    .name = "report success-profile",
    .group = Group::look,
    .summary = "what healthy customers have in common, for the feedback to Sales",
    .effect = Effect::reads,
    .about =
        "Healthy are paying customers in the highest health band. By segment, lead source, persona, role, "
        "fit, tier, "
        "touch model, size, product and use case it says how many are healthy, against all whose health is "
        "known. "
        "Groups smaller than the agreement's benchmark_minimum_group are not shown.",
    .formats = k_document_formats,
    .examples = k_report_success_profile_examples,
    .prepare = prepare<ProfileOptions, declare, run>};

}  // namespace csx::cli
