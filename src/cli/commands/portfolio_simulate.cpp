#include "../judging.hpp"
#include "../portfolio_texts.hpp"
#include "../reporting.hpp"
#include "csx/base/text.hpp"
#include "table.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <charconv>

namespace csx::cli {
namespace {

using metrics::Move;
using metrics::Portfolio;
using metrics::Portfolios;
using metrics::Proposal;

constexpr std::array<std::string_view, 3> k_portfolio_simulate_formats{"text", "json", "markdown"};
constexpr unsigned k_usual_moves = 10;
constexpr unsigned k_most_moves = 100;

struct SimulateOptions {
  std::vector<std::string> moves;
  bool balance = false;
  std::vector<std::string> to;
  std::optional<std::string> most;
};

void declare(SimulateOptions& options, Options& out) {
  out.push_back({.names = "--move",
                 .value = "ACCOUNT=CSM",
                 .doc = "give an account to a person; may be repeated",
                 .into = &options.moves});
  out.push_back({.names = "--balance",
                 .value = {},
                 .doc = "propose moves that even portfolios out, within touch models, niches and capacity",
                 .into = &options.balance});
  out.push_back({.names = "--to",
                 .value = "CSM",
                 .doc = "with --balance, give accounts also to this person, who has none; may be repeated",
                 .into = &options.to,
                 .completes = Completes::person});
  out.push_back({.names = "--most",
                 .value = "N",
                 .doc = "propose at most N moves, 1 to 100; 10 unless said",
                 .into = &options.most});
}

Result<unsigned> most_of(const std::optional<std::string>& text) {
  unsigned most = k_usual_moves;
  if (text) {
    const auto [end, wrong] = std::from_chars(text->data(), text->data() + text->size(), most);
    if (wrong != std::errc() || end != text->data() + text->size() || most == 0 || most > k_most_moves) {
      return fail(ErrorKind::usage,
                  fmt::format("--most {} is no number from 1 to {}", csx::quoted(*text), k_most_moves));
    }
  }
  return most;
}

/// The id as the records hold it.
Result<std::string_view> person_named(std::string_view option, const std::string& id,
                                      const metrics::Facts& facts) {
  const auto* person = facts.data().get<model::Person>(id);
  if (person == nullptr) {
    return fail(ErrorKind::usage, fmt::format("{}: {} is no person of this folder{}", option, csx::quoted(id),
                                              did_you_mean(id, facts.data().ids("person"))));
  }
  return std::string_view(person->id.value);
}

Result<std::vector<Proposal>> proposed(const SimulateOptions& options, std::size_t most,
                                       const metrics::Facts& facts) {
  std::vector<std::string_view> also;
  for (const std::string& each : options.to) {
    const Result<std::string_view> person = person_named("--to", each, facts);
    if (!person) {
      return fail(person.error());
    }
    also.push_back(*person);
  }
  return options.balance ? metrics::balance(facts, most, also) : std::vector<Proposal>();
}

Result<std::vector<Move>> wanted_moves(const std::vector<std::string>& texts, const metrics::Facts& facts) {
  std::vector<Move> moves;
  for (const std::string& text : texts) {
    const std::size_t equals = text.find('=');
    if (equals == text.npos) {
      return fail(ErrorKind::usage, fmt::format("--move {} is not ACCOUNT=CSM", csx::quoted(text)),
                  {"write --move padaria-estrela=carla"});
    }
    const Result<const model::AnyRecord*> account =
        find_account(facts.data(), std::string_view(text).substr(0, equals));
    if (!account) {
      return fail(account.error());
    }
    const std::string csm = text.substr(equals + 1);
    const Result<std::string_view> person = person_named("--move", csm, facts);
    if (!person) {
      return fail(person.error());
    }
    moves.push_back({facts.find((*account)->as<model::Account>().id.value), *person});
  }
  return moves;
}

/// Each CSM before and after; those whom nothing changes are left out.
report::Table effect_table(const Portfolios& before, const Portfolios& after) {
  constexpr auto k_right = report::Align::right;
  report::Table table;
  table.columns = {{"csm", {}},       {"accounts", k_right}, {"then", k_right}, {"mrr", k_right},
                   {"then", k_right}, {"load", k_right},     {"then", k_right}, {"conflicts then", {}}};
  const auto mrr = [](const Portfolio* portfolio) {
    return portfolio != nullptr && portfolio->mrr ? portfolio->mrr->to_string(2) : std::string("n/a");
  };
  const auto load = [](const Portfolio* portfolio) {
    return portfolio != nullptr && portfolio->load() ? load_text(*portfolio) : std::string("n/a");
  };
  const auto accounts = [](const Portfolio* portfolio) {
    return std::to_string(portfolio != nullptr ? portfolio->holdings.size() : 0);
  };
  std::vector<std::string_view> names;
  for (const Portfolios* all : {&before, &after}) {
    for (const Portfolio& portfolio : all->all()) {
      if (std::ranges::find(names, portfolio.csm) == names.end()) {
        names.push_back(portfolio.csm);
      }
    }
  }
  for (const std::string_view name : names) {
    const Portfolio* was = before.find(name);
    const Portfolio* is = after.find(name);
    const auto ids = [](const Portfolio* portfolio) {
      std::vector<const metrics::AccountFacts*> held;
      if (portfolio != nullptr) {
        for (const metrics::Holding* holding : portfolio->holdings) {
          held.push_back(holding->account);
        }
      }
      return held;
    };
    if (ids(was) == ids(is)) {
      continue;
    }
    std::vector<std::string_view> conflicts;
    if (is != nullptr) {
      for (const metrics::Conflict& conflict : is->conflicts) {
        conflicts.push_back(metrics::word(conflict.kind));
      }
    }
    table.rows.push_back({name.empty() ? std::string("nobody") : std::string(name), accounts(was),
                          accounts(is), mrr(was), mrr(is), load(was), load(is),
                          fmt::format("{}", fmt::join(conflicts, ", "))});
  }
  return table;
}

report::Table imbalance_effect(const Portfolios& before, const Portfolios& after) {
  constexpr auto k_right = report::Align::right;
  report::Table table;
  table.columns = {{"imbalance of", {}}, {"now", k_right}, {"then", k_right}};
  for (std::size_t i = 0; i < before.imbalances().size(); ++i) {
    table.rows.push_back({std::string(model::word(before.imbalances()[i].criterion)),
                          percent_text(before.imbalances()[i].largest),
                          percent_text(after.imbalances()[i].largest)});
  }
  return table;
}

report::Table moves_table(const std::vector<Proposal>& proposals) {
  report::Table table;
  table.columns = {{"account", {}}, {"from", {}}, {"to", {}}, {"because", {}}};
  for (const Proposal& each : proposals) {
    table.rows.push_back({each.move.account->account->id.value,
                          each.from.empty() ? std::string("nobody") : std::string(each.from),
                          std::string(each.move.to), each.why});
  }
  return table;
}

Json json_of(const Portfolios& before, const Portfolios& after, const metrics::Facts& facts,
             const std::vector<Proposal>& proposals) {
  Json moves = Json::array();
  for (const Proposal& each : proposals) {
    moves.push_back({{"account", each.move.account->account->id.value},
                     {"from", text_json(each.from)},
                     {"to", each.move.to},
                     {"because", text_json(each.why)}});
  }
  return {{"moves", std::move(moves)},
          {"before", portfolios_json(before, facts, nullptr)},
          {"after", portfolios_json(after, facts, nullptr)}};
}

Result<int> run(const SimulateOptions& options, Context& context) {
  if (options.moves.empty() != options.balance) {
    return fail(
        ErrorKind::usage,
        options.balance ? "--balance proposes moves itself: leave --move out" : "there is nothing to try",
        {"write --move ACCOUNT=CSM, or --balance"});
  }
  if (!options.to.empty() && !options.balance) {
    return fail(ErrorKind::usage, "--to says who takes part in --balance, which is not there",
                {"write --move ACCOUNT=CSM, or add --balance"});
  }
  const Result<unsigned> most = most_of(options.most);
  if (!most) {
    return fail(most.error());
  }
  const auto opened = open_session(context);
  if (!opened) {
    return fail(opened.error());
  }
  const Session& session = **opened;
  const auto facts = std::make_shared<const metrics::Facts>(session.data, session.as_of);
  context.keep(facts);
  const Result<std::vector<Move>> said = wanted_moves(options.moves, *facts);
  if (!said) {
    return fail(said.error());
  }
  const Portfolios before(*facts);
  Result<std::vector<Proposal>> balanced = proposed(options, *most, *facts);
  if (!balanced) {
    return fail(balanced.error());
  }
  std::vector<Proposal> proposals = *std::move(balanced);
  for (const Move& move : *said) {
    std::string_view from;
    for (const metrics::Holding& holding : before.holdings()) {
      from = holding.account == move.account ? holding.csm : from;
    }
    proposals.push_back({move, from, {}});
  }
  std::vector<Move> moves;
  for (const Proposal& each : proposals) {
    moves.push_back(each.move);
  }
  const Portfolios after(*facts, moves);
  if (context.format() == "json") {
    context.out = report::to_text(
        report::envelope(header_of(context, session), json_of(before, after, *facts, proposals)));
    return 0;
  }
  if (proposals.empty()) {
    context.note("no move would even portfolios out within touch models, niches and capacity");
    return 0;
  }
  if (context.format() == "markdown") {
    context.out =
        report::markdown_of(moves_table(proposals)) + "\n" + report::markdown_of(effect_table(before, after));
    return 0;
  }
  context.out = report::text_of(moves_table(proposals), context.width());
  if (const report::Table effect = effect_table(before, after); !effect.rows.empty()) {
    context.out += "\n" + report::text_of(effect, context.width());
  }
  if (!before.imbalances().empty()) {
    context.out += "\n" + report::text_of(imbalance_effect(before, after), context.width());
  }
  context.note("nothing was changed");
  return 0;
}

constexpr std::array<Example, 2> k_portfolio_simulate_examples{
    {{"csx portfolio simulate --move padaria-estrela=carla", "what one move would do to both portfolios"},
     {"csx portfolio simulate --balance --most 5", "five moves that even portfolios out"}}};

}  // namespace

const Command k_portfolio_simulate{
    .name = "portfolio simulate",
    .group = Group::look,
    .summary = "what moving accounts between CSMs would do; it changes nothing",
    .effect = Effect::reads,
    .about =
        "--move tries what is said, whatever it breaks, and shows the conflicts that follow. --balance "
        "proposes the "
        "moves, one after the other, that lessen the spread of load and of each criterion of the agreement "
        "most: to "
        "people prepared for the account's segment, within their capacity and the limits of the touch model, "
        "never "
        "of an exclusive-touch account or beside one. Who holds no account is given none unless --to names "
        "them.",
    .formats = k_portfolio_simulate_formats,
    .examples = k_portfolio_simulate_examples,
    .prepare = prepare<SimulateOptions, declare, run>};

}  // namespace csx::cli
