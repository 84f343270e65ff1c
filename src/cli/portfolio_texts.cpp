#include "portfolio_texts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <nlohmann/json.hpp>

#include <algorithm>

#include "csx/base/text.hpp"
#include "csx/metrics/forecast.hpp"
#include "csx/report/metrics.hpp"
#include "judging.hpp"

namespace csx::cli {
namespace {

using metrics::Facts;
using metrics::Holding;
using metrics::Portfolio;
using metrics::Portfolios;

using report::Align;

std::string money_text(const std::optional<Exact>& sum, const Facts& facts) {
  return sum ? report::said(metrics::Unit::money, Fraction(*sum), facts.rates().currency())
             : std::string("n/a");
}

std::string touch_text(const std::optional<model::TouchModel>& touch) {
  return touch ? std::string(model::word(*touch)) : std::string("unknown");
}

std::string_view name_of(const Portfolio& portfolio) {
  return portfolio.csm.empty() ? std::string_view("nobody") : portfolio.csm;
}

std::string conflicts_of(const Portfolio& portfolio) {
  std::vector<std::string_view> words;
  for (const metrics::Conflict& conflict : portfolio.conflicts) {
    words.push_back(metrics::word(conflict.kind));
  }
  return fmt::format("{}", fmt::join(words, ", "));
}

std::string criterion_text(model::PortfolioCriterion criterion, const std::optional<Fraction>& value,
                           const Facts& facts) {
  if (!value) {
    return "n/a";
  }
  return criterion == model::PortfolioCriterion::mrr
             ? report::said(metrics::Unit::money, *value, facts.rates().currency())
             : value->rounded(1);
}

bool judges_difficulty(const model::Agreement* agreement) {
  return agreement != nullptr && agreement->difficult;
}

/// The share of hours that difficult customers take.
std::string difficult_text(const Portfolio& portfolio, const model::Agreement* agreement) {
  return judges_difficulty(agreement) && !portfolio.hours.is_zero()
             ? percent_text(portfolio.difficult_hours / portfolio.hours)
             : std::string("n/a");
}

/// What accounts take whose hours are not known comes on top.
std::string_view at_least(const Portfolio& portfolio) {
  return portfolio.known_hours() && portfolio.unknown_hours > 0 ? "+" : "";
}

std::string work_text(const Portfolio& portfolio) {
  return fmt::format("{}{}", hours_text(portfolio.known_hours()), at_least(portfolio));
}

/// A sum in a column that names the currency.
std::string amount_text(const std::optional<Exact>& sum, const Facts& facts, Numbers numbers) {
  if (!sum) {
    return "n/a";
  }
  std::string text = numbers == Numbers::plain ? sum->to_string(2) : money_text(sum, facts);
  text.resize(std::min(text.find(' '), text.size()));
  return text;
}

std::string amount_heading(const Facts& facts, Numbers numbers) {
  return numbers == Numbers::plain ? std::string("mrr")
                                   : fmt::format("mrr {}", facts.rates().currency().view());
}

/// Of one person only where `to` names one.
report::Table arrivals_table(const Portfolios& all, std::string_view to = {}) {
  report::Table table;
  table.columns = {{"handoff", {}}, {"account", {}},     {"state", {}},
                   {"to", {}},      {"touch model", {}}, {"hours", Align::right}};
  for (const metrics::Arrival& arrival : all.arrivals()) {
    if (!to.empty() && arrival.to != to) {
      continue;
    }
    table.rows.push_back({arrival.handoff->reference(), arrival.account->account->id.value,
                          std::string(sla::word(arrival.state)),
                          arrival.to.empty() ? std::string("nobody yet") : std::string(arrival.to),
                          touch_text(arrival.touch), hours_text(arrival.hours)});
  }
  return table;
}

report::Table expected_table(const std::vector<metrics::Expected>& expected) {
  report::Table table;
  table.columns = {{"goal for", {}},
                   {"segment", {}},
                   {"accounts", Align::right},
                   {"won", Align::right},
                   {"on the way", Align::right},
                   {"to come", Align::right},
                   {"hours each", Align::right},
                   {"hours", Align::right}};
  for (const metrics::Expected& each : expected) {
    table.rows.push_back(
        {each.period.to_string(), each.segment.empty() ? std::string("all") : std::string(each.segment),
         std::to_string(each.goal), std::to_string(each.won), std::to_string(each.on_the_way),
         std::to_string(each.to_come()), hours_text(each.hours_each), hours_text(each.hours())});
  }
  return table;
}

/// What is free, and what is on its way.
std::string forecast_line(const Portfolios& all) {
  std::optional<Fraction> free;
  std::size_t unknown = 0;
  std::size_t unknown_work = 0;
  for (const Portfolio& portfolio : all.all()) {
    if (portfolio.capacity) {
      free = free.value_or(Fraction()) + *portfolio.capacity - portfolio.hours;
      unknown_work += portfolio.unknown_hours;
    } else if (!portfolio.csm.empty()) {
      ++unknown;
    }
  }
  std::optional<Fraction> arriving;
  std::size_t no_hours = 0;
  for (const metrics::Arrival& arrival : all.arrivals()) {
    if (arrival.hours) {
      arriving = arriving.value_or(Fraction()) + *arrival.hours;
    } else {
      ++no_hours;
    }
  }
  std::string text = all.arrivals().empty()
                         ? std::string("no handoffs are on the way")
                         : fmt::format("{} on the way", counted(all.arrivals().size(), "handoff"));
  text += arriving ? fmt::format(" take {} a month", hours_text(arriving)) : std::string();
  text += free ? fmt::format(", {}{} are free", unknown_work > 0 ? "at most " : "", hours_text(free))
               : ", nobody's capacity is known";
  if (no_hours > 0) {
    text += fmt::format("; of {} the hours are not known", counted(no_hours, "handoff"));
  }
  if (unknown_work > 0) {
    text += fmt::format("; of {} the hours are not known", counted(unknown_work, "account"));
  }
  if (unknown > 0 && free) {
    text += fmt::format("; of {} the capacity is not known", counted(unknown, "CSM"));
  }
  return text;
}

/// People whose portfolio is empty.
std::vector<std::string_view> without_accounts(const Portfolios& all) {
  std::vector<std::string_view> people;
  for (const Portfolio& portfolio : all.all()) {
    if (portfolio.holdings.empty()) {
      people.push_back(portfolio.csm);
    }
  }
  return people;
}

void append_conflicts(std::string& text, const Portfolio& portfolio) {
  for (const metrics::Conflict& conflict : portfolio.conflicts) {
    text += fmt::format("  {}: {}: {}", name_of(portfolio), metrics::word(conflict.kind), conflict.text);
    text += conflict.accounts.empty() ? "\n" : fmt::format(" ({})\n", fmt::join(conflict.accounts, ", "));
  }
}

Json portfolio_json(const Portfolio& portfolio, const Facts& facts, const model::Agreement* agreement) {
  Json json{{"csm", text_json(portfolio.csm)},
            {"accounts", portfolio.holdings.size()},
            {"mrr", portfolio.mrr ? Json(portfolio.mrr->to_string(2) + " " +
                                         std::string(facts.rates().currency().view()))
                                  : Json(nullptr)},
            {"hours", decimal_json(portfolio.known_hours())},
            {"accounts_without_hours", portfolio.unknown_hours},
            {"capacity", decimal_json(portfolio.capacity)},
            {"why_no_capacity", text_json(portfolio.no_capacity)},
            {"load", decimal_json(portfolio.load())},
            {"difficult_hours", judges_difficulty(agreement) && portfolio.known_hours()
                                    ? decimal_json(portfolio.difficult_hours)
                                    : Json(nullptr)}};
  Json criteria = Json::object();
  for (std::size_t i = 0; i < portfolio.criteria.size(); ++i) {
    criteria[std::string(model::word(agreement->portfolio->criteria[i]))] =
        decimal_json(portfolio.criteria[i]);
  }
  json["criteria"] = std::move(criteria);
  Json conflicts = Json::array();
  for (const metrics::Conflict& conflict : portfolio.conflicts) {
    conflicts.push_back({{"conflict", metrics::word(conflict.kind)},
                         {"text", conflict.text},
                         {"accounts", conflict.accounts}});
  }
  json["conflicts"] = std::move(conflicts);
  Json holdings = Json::array();
  for (const Holding* holding : portfolio.holdings) {
    holdings.push_back(
        {{"account", holding->account->account->id.value},
         {"touch_model", holding->touch ? Json(model::word(*holding->touch)) : Json(nullptr)},
         {"hours", decimal_json(holding->hours)},
         {"difficult", judges_difficulty(agreement) ? Json(holding->is_difficult) : Json(nullptr)},
         {"common_minutes",
          holding->common_minutes ? decimal_json(Fraction(*holding->common_minutes)) : Json(nullptr)},
         {"days_since_contact", holding->silent_days ? Json(*holding->silent_days) : Json(nullptr)},
         {"past_cadence", holding->is_past_cadence}});
  }
  json["holdings"] = std::move(holdings);
  return json;
}

}  // namespace

std::string hours_text(const std::optional<Fraction>& hours) {
  return hours ? hours->rounded(1) + "h" : std::string("n/a");
}

std::string load_text(const Portfolio& portfolio) {
  if (const auto load = portfolio.load()) {
    return fmt::format("{}{}", percent_text(load), at_least(portfolio));
  }
  if (!portfolio.no_capacity.empty()) {
    return fmt::format("n/a: {}", portfolio.no_capacity);
  }
  return portfolio.known_hours() ? "n/a: the capacity is 0" : "n/a: of no account the hours are known";
}

report::Table overview_table(const Portfolios& all, const Facts& facts, Numbers numbers) {
  report::Table table;
  table.columns = {{"csm", {}},
                   {"accounts", Align::right},
                   {amount_heading(facts, numbers), Align::right},
                   {"hours", Align::right},
                   {"capacity", Align::right},
                   {"load", Align::right},
                   {"difficult", Align::right},
                   {"conflicts", {}}};
  for (const Portfolio& portfolio : all.all()) {
    table.rows.push_back({std::string(name_of(portfolio)), std::to_string(portfolio.holdings.size()),
                          amount_text(portfolio.mrr, facts, numbers), work_text(portfolio),
                          hours_text(portfolio.capacity), load_text(portfolio),
                          difficult_text(portfolio, all.agreement()), conflicts_of(portfolio)});
  }
  return table;
}

report::Table imbalance_table(const Portfolios& all, const Facts& facts) {
  report::Table table;
  table.columns = {{"criterion", {}},
                   {"mean", Align::right},
                   {"largest", Align::right},
                   {"of", {}},
                   {"accounts unknown", Align::right},
                   {"", {}}};
  for (const metrics::Imbalance& each : all.imbalances()) {
    table.rows.push_back(
        {std::string(model::word(each.criterion)), criterion_text(each.criterion, each.mean, facts),
         each.largest ? percent_text(each.largest) : std::string("n/a"), std::string(each.csm),
         std::to_string(each.unknown),
         !each.is_too_large ? std::string()
         : *each.is_too_large
             ? fmt::format("above {}%", all.agreement()->portfolio->max_imbalance->percent.to_string())
             : std::string("accepted")});
  }
  return table;
}

report::Table holdings_table(const Portfolio& portfolio, const Facts& facts, Numbers numbers) {
  report::Table table;
  table.columns = {{"account", {}},
                   {"segment", {}},
                   {"touch model", {}},
                   {amount_heading(facts, numbers), Align::right},
                   {"hours", Align::right},
                   {"common", Align::right},
                   {"last contact", Align::right},
                   {"", {}}};
  const std::array by{metrics::Dimension::segment};
  for (const Holding* holding : portfolio.holdings) {
    std::vector<std::string_view> remarks;
    if (holding->is_difficult) {
      remarks.emplace_back("difficult");
    }
    if (holding->is_past_cadence) {
      remarks.emplace_back("past its cadence");
    }
    table.rows.push_back(
        {holding->account->account->id.value,
         metrics::account_keys(facts, *holding->account, facts.today(), by).front(),
         touch_text(holding->touch), amount_text(holding->mrr, facts, numbers), hours_text(holding->hours),
         holding->common_minutes ? holding->common_minutes->to_string(0) + "min" : std::string("n/a"),
         holding->silent_days ? fmt::format("{}d", *holding->silent_days) : std::string("never"),
         fmt::format("{}", fmt::join(remarks, ", "))});
  }
  return table;
}

std::string overview_text(const Portfolios& all, const Facts& facts, std::optional<std::size_t> width) {
  std::string text = report::text_of(overview_table(all, facts, Numbers::said), width);
  const bool has_people = !all.all().empty() && !all.all().front().csm.empty();
  if (has_people && !all.imbalances().empty()) {
    text += "\n" + report::text_of(imbalance_table(all, facts), width);
    if (const auto idle = without_accounts(all); !idle.empty()) {
      text += fmt::format("no account, not in the mean: {}\n", enumerate(idle));
    }
  }
  std::string conflicts;
  for (const Portfolio& portfolio : all.all()) {
    append_conflicts(conflicts, portfolio);
  }
  if (!conflicts.empty()) {
    text += "\nconflicts\n" + conflicts;
  }
  text += "\n" + forecast_line(all) + "\n";
  if (!all.arrivals().empty()) {
    text += report::text_of(arrivals_table(all), width);
  }
  if (const auto expected = metrics::expected_of(facts, all); !expected.empty()) {
    text += "\nstill to come by the acquisition goals of the agreement\n" +
            report::text_of(expected_table(expected), width);
  }
  return text;
}

std::string portfolio_text(const Portfolios& all, const Portfolio& portfolio, const Facts& facts,
                           std::optional<std::size_t> width) {
  std::string text =
      fmt::format("{}: {}, {}, {} of {} a month, load {}\n", name_of(portfolio),
                  counted(portfolio.holdings.size(), "account"), money_text(portfolio.mrr, facts),
                  work_text(portfolio), hours_text(portfolio.capacity), load_text(portfolio));
  append_conflicts(text, portfolio);
  text += "\n" + report::text_of(holdings_table(portfolio, facts, Numbers::said), width);
  if (const report::Table arrivals = arrivals_table(all, portfolio.csm); !arrivals.rows.empty()) {
    text += "\non the way\n" + report::text_of(arrivals, width);
  }
  return text;
}

Json portfolios_json(const Portfolios& all, const Facts& facts, const Portfolio* one) {
  Json portfolios = Json::array();
  for (const Portfolio& portfolio : all.all()) {
    if (one == nullptr || one == &portfolio) {
      portfolios.push_back(portfolio_json(portfolio, facts, all.agreement()));
    }
  }
  Json imbalances = Json::array();
  for (const metrics::Imbalance& each : all.imbalances()) {
    imbalances.push_back({{"criterion", model::word(each.criterion)},
                          {"mean", decimal_json(each.mean)},
                          {"largest", decimal_json(each.largest)},
                          {"csm", text_json(each.csm)},
                          {"accounts_unknown", each.unknown},
                          {"too_large", each.is_too_large ? Json(*each.is_too_large) : Json(nullptr)}});
  }
  Json arrivals = Json::array();
  for (const metrics::Arrival& arrival : all.arrivals()) {
    arrivals.push_back({{"handoff", arrival.handoff->reference()},
                        {"account", arrival.account->account->id.value},
                        {"state", sla::word(arrival.state)},
                        {"to", text_json(arrival.to)},
                        {"hours", decimal_json(arrival.hours)}});
  }
  Json expected = Json::array();
  for (const metrics::Expected& each : metrics::expected_of(facts, all)) {
    expected.push_back({{"period", each.period.to_string()},
                        {"segment", text_json(each.segment)},
                        {"goal", each.goal},
                        {"won", each.won},
                        {"on_the_way", each.on_the_way},
                        {"to_come", each.to_come()},
                        {"hours_each", decimal_json(each.hours_each)},
                        {"hours", decimal_json(each.hours())}});
  }
  return {{"portfolios", std::move(portfolios)},
          {"imbalance", std::move(imbalances)},
          {"without_accounts", without_accounts(all)},
          {"arrivals", std::move(arrivals)},
          {"expected", std::move(expected)}};
}

}  // namespace csx::cli
