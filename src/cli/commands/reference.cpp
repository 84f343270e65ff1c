#include "../context.hpp"
#include "csx/model/write.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

struct ReferenceOptions {};

void declare(ReferenceOptions& /*options*/, Options& /*out*/) {}

Result<int> run(const ReferenceOptions& /*options*/, Context& context) {
  context.out = model::field_reference();
  return 0;
}

}  // namespace

const Command k_reference{.name = "__reference",
                          .group = Group::hidden,
                          .summary = "print the reference of fields",
                          .effect = Effect::reads,
                          .about = "What docs/reference/records.md holds, in Markdown.",
                          .prepare = prepare<ReferenceOptions, declare, run>};

}  // namespace csx::cli
