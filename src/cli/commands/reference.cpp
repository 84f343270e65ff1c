#include "../context.hpp"
#include "csx/model/write.hpp"
#include "csx/report/metrics.hpp"
#include "table.hpp"

#include <array>

namespace csx::cli {
namespace {

constexpr std::array<std::string_view, 2> k_references{"records", "metrics"};

struct ReferenceOptions {
  std::optional<std::string> what;
};

void declare(ReferenceOptions& options, Options& out) {
  out.push_back({.names = "WHAT",
                 .value = {},
                 .doc = "of what: records unless said",
                 .into = &options.what,
                 .choices = k_references,
                 .place = Option::Place::argument});
}

Result<int> run(const ReferenceOptions& options, Context& context) {
  context.out = options.what == "metrics" ? report::metrics_reference() : model::field_reference();
  return 0;
}

}  // namespace

const Command k_reference{.name = "__reference",
                          .group = Group::hidden,
                          .summary = "print the reference of fields or metrics",
                          .effect = Effect::reads,
                          .about = "What docs/reference/records.md or metrics.md holds, in Markdown.",
                          .prepare = prepare<ReferenceOptions, declare, run>};

}  // namespace csx::cli
