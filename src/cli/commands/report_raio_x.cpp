#include <array>

#include "../document.hpp"
#include "../language.hpp"
#include "../reporting.hpp"
#include "csx/model/account.hpp"
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
  const auto opened = open_session(context);
  if (!opened) {
    return fail(opened.error());
  }
  const Session& session = **opened;
  const Result<const model::AnyRecord*> account = find_account(session.data, *options.account);
  if (!account) {
    return fail(account.error());
  }
  const sla::Clocks clocks;  // it is about none
  const report::ReportInput input{session.data, clocks, session.as_of, session.today,
                                  language_of(context, session.data.workspace())};
  put_document(context, session, report::raio_x(input, **account));
  return 0;
}

constexpr std::array<Example, 2> k_examples{
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
                              .examples = k_examples,
                              .prepare = prepare<RaioXOptions, declare, run>};

}  // namespace csx::cli
