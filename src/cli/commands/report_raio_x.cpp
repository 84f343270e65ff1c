#include <array>

#include "../document.hpp"
#include "../reporting.hpp"
#include "csx/report/reports.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

struct RaioXOptions {
  std::optional<std::string> account;
};

void declare(RaioXOptions& options, Options& out) {
  out.push_back(account_argument(options.account));
}

Result<int> run(const RaioXOptions& options, Context& context) {
  if (Status put = put_account_report(context, *options.account, ClocksWanted::none, report::raio_x); !put) {
    return fail(std::move(put.error()));
  }
  return 0;
}

constexpr std::array<Example, 2> k_report_raio_x_examples{
    {{"csx report raio-x padaria-estrela", "before a call"},
     {"csx report raio-x padaria-estrela --format html --output raio-x.html", "a page to print"}}};

}  // namespace

const Command k_report_raio_x{.name = "report raio-x",
                              .group = Group::look,
                              .summary = "the client X-ray of an account on a page",
                              .effect = Effect::reads,
                              .about =
                                  "What the account needs now, when it works, what happens at its place, "
                                  "through which channels it is reached, who "
                                  "uses the product, its people and what they expect; and how old all that "
                                  "is. Warns of what csx check warns of.",
                              .formats = k_document_formats,
                              .examples = k_report_raio_x_examples,
                              .prepare = prepare<RaioXOptions, declare, run>};

}  // namespace csx::cli
