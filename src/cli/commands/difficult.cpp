#include "csx/metrics/difficult.hpp"
#include "../judging.hpp"
#include "../portfolio_texts.hpp"
#include "csx/base/text.hpp"
#include "csx/metrics/crossing.hpp"
#include "csx/metrics/portfolio.hpp"
#include "csx/metrics/revenue.hpp"
#include "csx/sla/agreement_standing.hpp"
#include "csx/sla/service.hpp"
#include "table.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace csx::cli {
namespace {

using metrics::Difficulty;
using metrics::Sign;

constexpr std::array<std::string_view, 4> k_difficult_formats{"text", "json", "csv", "markdown"};
constexpr std::array<std::string_view, 3> k_states{"off", "on", "not known"};

struct DifficultOptions {
  AccountChoice choice;
  bool all = false;
  bool cross = false;
};

void declare(DifficultOptions& options, Options& out) {
  out.push_back(account_choice(options.choice.account));
  out.push_back(
      {.names = "--all", .value = {}, .doc = "list also accounts below the limit", .into = &options.all});
  out.push_back({.names = "--cross",
                 .value = {},
                 .doc = "cross fit and handover of all accounts ever won with churn and difficulty",
                 .into = &options.cross});
  out.push_back(where_option(options.choice.where, Splits::accounts));
}

/// An account with its signs and what it costs.
struct JudgedDifficult {
  const metrics::AccountFacts* account = nullptr;
  Difficulty difficulty;
  std::string cost;
  std::string commission;
  std::optional<Fraction> hours;
  std::string mrr;
};

std::string_view word(Sign::State state) {
  return k_states.at(static_cast<std::size_t>(state));
}

std::string sum_text(const metrics::Facts& facts, const std::optional<Money>& money) {
  if (!money) {
    return "n/a";
  }
  const auto sum = facts.rates().convert(*money, facts.today());
  return sum ? sum->to_string(2) : std::string("n/a");
}

bool declares_signs(const metrics::Facts& facts) {
  const model::Agreement* agreement = facts.agreement_on(facts.today());
  return agreement != nullptr && agreement->difficult;
}

JudgedDifficult judge(const metrics::Facts& facts, const metrics::AccountFacts& account) {
  JudgedDifficult judged{&account, metrics::difficulty_of(facts, account, facts.today()), {}, {}, {}, {}};
  const auto& acquisition = account.account->acquisition;
  judged.cost = sum_text(facts, acquisition ? acquisition->cost : std::nullopt);
  judged.commission = sum_text(facts, acquisition ? acquisition->commission : std::nullopt);
  const model::Agreement* agreement = facts.agreement_on(facts.today());
  judged.hours =
      metrics::monthly_hours(agreement, sla::touch_model_on(*account.account, agreement, facts.today()));
  const auto mrr = metrics::revenue_on(facts.rates(), *account.account, facts.today(), facts.today());
  judged.mrr = mrr ? mrr->to_string(2) : std::string("n/a");
  return judged;
}

std::string signs_text(const Difficulty& difficulty) {
  std::vector<std::string_view> words;
  for (const Sign& sign : difficulty.signs) {
    if (sign.state == Sign::State::on) {
      words.push_back(model::word(sign.signal->id));
    }
  }
  return fmt::format("{}", fmt::join(words, ", "));
}

report::Table table_of(const std::vector<JudgedDifficult>& judged) {
  constexpr auto k_right = report::Align::right;
  report::Table table;
  table.columns = {{"account", {}},  {"signs", k_right},      {"unknown", k_right}, {"mrr", k_right},
                   {"CAC", k_right}, {"commission", k_right}, {"hours", k_right},   {"which", {}}};
  for (const JudgedDifficult& each : judged) {
    table.rows.push_back({each.account->account->id.value, std::to_string(each.difficulty.count),
                          std::to_string(each.difficulty.unknown()), each.mrr, each.cost, each.commission,
                          hours_text(each.hours), signs_text(each.difficulty)});
  }
  return table;
}

std::string asked_text(const model::DifficultSignal& signal) {
  return fmt::format("{}{}", signal.is ? signal.is->to_string() : "any",
                     signal.over ? " over " + signal.over->to_string() : "");
}

std::string explained(const Judging& judging, const JudgedDifficult& judged) {
  const Difficulty& difficulty = judged.difficulty;
  const std::string& id = judged.account->account->id.value;
  if (difficulty.model == nullptr) {
    return fmt::format("{}: the agreement does not say who is difficult\n", id);
  }
  std::string text =
      fmt::format("{}: {}, the limit is {}: {}\n", id, counted(difficulty.count, "sign"),
                  difficulty.model->limit, difficulty.is_difficult ? "difficult" : "not difficult");
  text += fmt::format("{} {} a month; CAC {}, commission {}, {} of CSM a month\n\n", judged.mrr,
                      judging.facts->rates().currency().view(), judged.cost, judged.commission,
                      hours_text(judged.hours));
  report::Table table;
  table.columns = {{"sign", {}}, {"", {}}, {"asked", {}}, {"found", {}}, {"evidence", {}}};
  for (const Sign& sign : difficulty.signs) {
    table.rows.push_back({std::string(model::word(sign.signal->id)), std::string(word(sign.state)),
                          asked_text(*sign.signal), sign.found,
                          fmt::format("{}", fmt::join(sign.evidence, ", "))});
  }
  return text + report::text_of(table, std::nullopt);
}

/// What difficult customers take of everybody's time.
std::string load_line(const Judging& judging) {
  Fraction all;
  Fraction difficult;
  for (const metrics::AccountFacts* account : judging.accounts) {
    const JudgedDifficult judged = judge(*judging.facts, *account);
    all = all + judged.hours.value_or(Fraction());
    difficult = difficult + (judged.difficulty.is_difficult ? judged.hours.value_or(Fraction()) : Fraction());
  }
  return all.is_zero() ? std::string("of no account the hours are known\n")
                       : fmt::format("difficult customers take {} of {} a month, {}\n", hours_text(difficult),
                                     hours_text(all), percent_text(difficult / all));
}

Json json_of(const JudgedDifficult& judged, const Currency& currency) {
  const auto money = [&](const std::string& text) {
    return text == "n/a" ? Json(nullptr) : Json(fmt::format("{} {}", text, currency.view()));
  };
  Json signs = Json::array();
  for (const Sign& sign : judged.difficulty.signs) {
    signs.push_back({{"sign", model::word(sign.signal->id)},
                     {"state", word(sign.state)},
                     {"asked", asked_text(*sign.signal)},
                     {"found", sign.found},
                     {"evidence", sign.evidence}});
  }
  return {{"account", judged.account->account->id.value},
          {"difficult",
           judged.difficulty.model != nullptr ? Json(judged.difficulty.is_difficult) : Json(nullptr)},
          {"count", judged.difficulty.model != nullptr ? Json(judged.difficulty.count) : Json(nullptr)},
          {"mrr", money(judged.mrr)},
          {"cost", money(judged.cost)},
          {"commission", money(judged.commission)},
          {"hours", decimal_json(judged.hours)},
          {"signs", std::move(signs)}};
}

std::string share_text(std::size_t part, std::size_t all) {
  return all == 0 ? std::string("n/a")
                  : fmt::format("{} ({} of {})",
                                percent_text(Fraction(Exact(static_cast<std::int64_t>(part)),
                                                      Exact(static_cast<std::int64_t>(all)))),
                                part, all);
}

report::Table cross_table(const metrics::Crossing& crossing) {
  constexpr auto k_right = report::Align::right;
  report::Table table;
  table.columns = {
      {"fit", {}}, {"handoff", {}}, {"accounts", k_right}, {"churned", k_right}, {"difficult", k_right}};
  for (const auto& [band, row] : crossing) {
    for (std::size_t i = 0; i < metrics::k_handovers; ++i) {
      const metrics::CrossCell& cell = row.at(i);
      if (cell.accounts > 0) {
        table.rows.push_back({band, std::string(metrics::word(static_cast<metrics::Handover>(i))),
                              std::to_string(cell.accounts), share_text(cell.lost, cell.accounts),
                              share_text(cell.difficult, cell.difficult_known)});
      }
    }
  }
  return table;
}

Json cross_json(const metrics::Crossing& crossing) {
  Json rows = Json::array();
  for (const auto& [band, row] : crossing) {
    for (std::size_t i = 0; i < metrics::k_handovers; ++i) {
      const metrics::CrossCell& cell = row.at(i);
      if (cell.accounts > 0) {
        rows.push_back({{"fit_band", band},
                        {"handoff", metrics::word(static_cast<metrics::Handover>(i))},
                        {"accounts", cell.accounts},
                        {"churned", cell.lost},
                        {"difficult", cell.difficult},
                        {"difficulty_known", cell.difficult_known}});
      }
    }
  }
  return rows;
}

Result<int> run(const DifficultOptions& options, Context& context) {
  const Result<Judging> opened = open_judging(context, options.choice, Wanted::paying);
  if (!opened) {
    return fail(opened.error());
  }
  const Judging& judging = *opened;
  if (options.cross) {
    const metrics::Crossing crossing = metrics::cross(*judging.facts);
    if (context.format() == "json") {
      context.out = report::to_text(
          report::envelope(header_of(context, *judging.session), Json{{"cross", cross_json(crossing)}}));
    } else {
      put_table(context, cross_table(crossing), "no account was ever won");
    }
    return 0;
  }
  std::vector<JudgedDifficult> judged;
  for (const metrics::AccountFacts* account : judging.accounts) {
    JudgedDifficult each = judge(*judging.facts, *account);
    if (judging.is_one || options.all || each.difficulty.is_difficult) {
      judged.push_back(std::move(each));
    }
  }
  std::ranges::stable_sort(judged, [](const JudgedDifficult& a, const JudgedDifficult& b) {
    return a.difficulty.count > b.difficulty.count;
  });
  if (context.format() == "json") {
    Json rows = Json::array();
    for (const JudgedDifficult& each : judged) {
      rows.push_back(json_of(each, judging.facts->rates().currency()));
    }
    context.out = report::to_text(
        report::envelope(header_of(context, *judging.session), Json{{"accounts", std::move(rows)}}));
  } else if (judging.is_one && context.format() == "text") {
    context.out = explained(judging, judged.front());
  } else if (context.format() == "text" && !declares_signs(*judging.facts)) {
    const std::string none = sla::why_none_judges(judging.session->data, judging.session->today);
    context.note("nobody is known to be difficult: " +
                 (none.empty() ? "the main agreement in force does not say what makes a customer difficult "
                                 "(`csx explain agreement/no-difficult`)"
                               : none));
  } else {
    put_table(context, table_of(judged), "no difficult customers");
    if (context.format() == "text") {
      context.out += (judged.empty() ? "" : "\n") + load_line(judging);
    }
  }
  return 0;
}

constexpr std::array<Example, 3> k_difficult_examples{
    {{"csx difficult", "difficult customers, their signs and what they cost"},
     {"csx difficult mercado-sao-joao", "each sign of one account with its evidence"},
     {"csx difficult --cross", "whether bad fit and bad handoffs lead to churn and difficulty"}}};

}  // namespace

const Command k_difficult{
    .name = "difficult",
    .group = Group::look,
    .summary = "difficult customers: their signs with evidence, their cost, and where they come from",
    .effect = Effect::reads,
    .about =
        "Signs are those that the main agreement in force looks for; as many as its limit make a difficult "
        "customer. "
        "What a condition compares follows from its unit: a share of the cases looked at, a number of bad "
        "ones, or "
        "the longest delay. A sign of which nothing tells is not known, neither on nor off.\n\n"
        "--cross sets the band of fit on the day an account was won beside the way it was handed over "
        "(absent "
        "handoffs included), with how many have churned and how many are difficult, or were when they left.",
    .formats = k_difficult_formats,
    .examples = k_difficult_examples,
    .prepare = prepare<DifficultOptions, declare, run>};

}  // namespace csx::cli
