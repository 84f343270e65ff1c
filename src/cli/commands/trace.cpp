#include "csx/metrics/trace.hpp"
#include "../judging.hpp"
#include "../prose.hpp"
#include "csx/base/text.hpp"
#include "table.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace csx::cli {
namespace {

using metrics::Link;

constexpr std::array<std::string_view, 4> k_trace_formats{"text", "json", "csv", "markdown"};

struct TraceOptions {
  std::optional<std::string> account;
};

void declare(TraceOptions& options, Options& out) {
  out.push_back({.names = "ACCOUNT",
                 .value = {},
                 .doc = "the account",
                 .into = &options.account,
                 .completes = Completes::account,
                 .place = Option::Place::argument,
                 .need = Option::Need::required});
}

std::string day_text(const Link& link) {
  return link.day ? link.day->to_string() : std::string();
}

report::Table table_of(const std::vector<Link>& links) {
  report::Table table;
  table.columns = {{"stage", {}}, {"", {}}, {"date", {}}, {"what", {}}, {"where", {}}};
  std::string_view stage;
  for (const Link& link : links) {
    table.rows.push_back({link.stage == stage ? std::string() : std::string(link.stage),
                          std::string(metrics::word(link.state)), day_text(link), link.text, link.ref});
    stage = link.stage;
  }
  return table;
}

/// For people: what and where in one column, broken into lines where it does not fit, as the end of the
/// thread is what is looked for.
std::string text_of(const std::vector<Link>& links, std::optional<std::size_t> width) {
  report::Table table;
  table.columns = {{"stage", {}}, {"", {}}, {"date", {}}, {"what", {}}};
  constexpr std::size_t k_before = 33;  // the longest stage, state and a date, and what parts them
  constexpr std::size_t k_least = 30;
  std::string_view stage;
  for (const Link& link : links) {
    const std::string what = link.ref.empty() ? link.text : fmt::format("{} ({})", link.text, link.ref);
    std::vector<std::string> lines{what};
    if (width) {
      const std::string text = wrapped(what, std::max(*width, k_before + k_least) - k_before, 0);
      lines.clear();
      for (const std::string_view line : split(std::string_view(text).substr(0, text.size() - 1), '\n')) {
        lines.emplace_back(line);
      }
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const bool is_first = i == 0;
      table.rows.push_back({is_first && link.stage != stage ? std::string(link.stage) : std::string(),
                            is_first ? std::string(metrics::word(link.state)) : std::string(),
                            is_first ? day_text(link) : std::string(), std::move(lines[i])});
    }
    stage = link.stage;
  }
  return report::text_of(table, width);
}

Result<int> run(const TraceOptions& options, Context& context) {
  const AccountChoice choice{options.account, {}, {}};
  const Result<Judging> opened = open_judging(context, choice, Wanted::all);
  if (!opened) {
    return fail(opened.error());
  }
  const Judging& judging = *opened;
  const std::vector<Link> links = metrics::trace_of(*judging.facts, *judging.accounts.front());
  const auto broken = static_cast<std::size_t>(std::ranges::count(links, Link::State::broken, &Link::state));
  if (context.format() == "json") {
    Json rows = Json::array();
    for (const Link& link : links) {
      rows.push_back({{"stage", link.stage},
                      {"state", metrics::word(link.state)},
                      {"date", link.day ? Json(link.day->to_string()) : Json(nullptr)},
                      {"text", link.text},
                      {"ref", text_json(link.ref)}});
    }
    context.out = report::to_text(report::envelope(
        header_of(context, *judging.session), Json{{"account", judging.accounts.front()->account->id.value},
                                                   {"broken", broken},
                                                   {"links", std::move(rows)}}));
    return 0;
  }
  if (context.format() != "text") {
    put_table(context, table_of(links), "nothing to trace");
  } else {
    context.out = text_of(links, context.width()) +
                  fmt::format("\n{}: {}\n", judging.accounts.front()->account->name,
                              broken == 0 ? std::string("no broken link") : counted(broken, "broken link"));
  }
  return 0;
}

constexpr std::array<Example, 2> k_trace_examples{
    {{"csx trace padaria-estrela", "where the thread of one customer breaks"},
     {"csx trace padaria-estrela --as-of 2026-06-30", "as it was at the end of June"}}};

}  // namespace

const Command k_trace{
    .name = "trace",
    .group = Group::look,
    .summary = "the thread of a customer from segment to renewal, with its broken links",
    .effect = Effect::reads,
    .about =
        "Segment, sale and its fit, promises, handoffs, onboarding, objectives with their progress, "
        "milestones, value and renewal. A link is broken where it is missing, late or leads nowhere: a "
        "promise that no handoff tells of, an objective without numbers, a milestone nobody "
        "celebrated, value that did not come again within its cycle.",
    .formats = k_trace_formats,
    .examples = k_trace_examples,
    .prepare = prepare<TraceOptions, declare, run>};

}  // namespace csx::cli
