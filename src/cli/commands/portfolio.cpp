#include "../judging.hpp"
#include "../portfolio_texts.hpp"
#include "../reporting.hpp"
#include "csx/base/text.hpp"
#include "table.hpp"

#include <nlohmann/json.hpp>

#include <array>

namespace csx::cli {
namespace {

using metrics::Portfolios;

constexpr std::array<std::string_view, 4> k_portfolio_formats{"text", "json", "csv", "markdown"};

struct PortfolioOptions {
  std::optional<std::string> csm;
};

void declare(PortfolioOptions& options, Options& out) {
  out.push_back({.names = "CSM",
                 .value = {},
                 .doc = "the accounts of this person; an overview of all unless said",
                 .into = &options.csm,
                 .completes = Completes::person,
                 .place = Option::Place::argument});
}

Result<int> run(const PortfolioOptions& options, Context& context) {
  const auto opened = open_session(context);
  if (!opened) {
    return fail(opened.error());
  }
  const Session& session = **opened;
  const auto facts = std::make_shared<const metrics::Facts>(session.data, session.as_of);
  context.keep(facts);
  const Portfolios all(*facts);
  const metrics::Portfolio* one = nullptr;
  if (options.csm) {
    one = all.find(*options.csm);
    if (one == nullptr) {
      std::vector<std::string_view> known;
      for (const metrics::Portfolio& each : all.all()) {
        if (!each.csm.empty()) {
          known.push_back(each.csm);
        }
      }
      return fail(ErrorKind::usage,
                  fmt::format("{} looks after no paying account{}", csx::quoted(*options.csm),
                              did_you_mean(*options.csm, known)),
                  {fmt::format("those who do: {}", enumerate(known))});
    }
  }
  if (context.format() == "json") {
    context.out =
        report::to_text(report::envelope(header_of(context, session), portfolios_json(all, *facts, one)));
  } else if (context.format() != "text") {
    const Numbers numbers = context.format() == "csv" ? Numbers::plain : Numbers::said;
    put_table(context,
              one != nullptr ? holdings_table(*one, *facts, numbers) : overview_table(all, *facts, numbers),
              "no portfolios");
  } else {
    context.out = one != nullptr ? portfolio_text(all, *one, *facts, context.width())
                                 : overview_text(all, *facts, context.width());
  }
  return 0;
}

constexpr std::array<Example, 3> k_portfolio_examples{
    {{"csx portfolio", "everybody's accounts, MRR, load and what does not go together"},
     {"csx portfolio carla", "one portfolio, account by account"},
     {"csx portfolio simulate --balance", "who could take what from whom"}}};

}  // namespace

const Command k_portfolio{
    .name = "portfolio",
    .group = Group::look,
    .summary = "who looks after what: accounts, MRR, load against capacity, imbalance, conflicts, arrivals",
    .effect = Effect::reads,
    .about =
        "Load = hours a month of the accounts' touch models / (hours_per_week x 52 / 12 x (1 - admin_share) "
        "x "
        "utilisation). What is not stated makes it n/a. Imbalance is the largest difference of a portfolio "
        "from the "
        "mean of all who hold an account, by each criterion of the agreement. Conflicts are shared "
        "exclusive-touch accounts, more "
        "accounts than "
        "a touch model allows, more work than capacity, accounts past their cadence, and too few common "
        "hours. The forecast sets handoffs that are open, and what the acquisition goals of the agreement "
        "still "
        "bring, beside the hours that are free.",
    .formats = k_portfolio_formats,
    .examples = k_portfolio_examples,
    .prepare = prepare<PortfolioOptions, declare, run>};

}  // namespace csx::cli
