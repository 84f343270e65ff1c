#include "../clock.hpp"
#include "../clock_rows.hpp"
#include "csx/base/text.hpp"
#include "csx/report/table.hpp"
#include "table.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <set>

namespace csx::cli {
namespace {

using sla::Clock;
using sla::ClockState;

constexpr std::array<std::string_view, 4> k_clock_list_formats{"text", "json", "csv", "markdown"};

struct ClockListOptions {
  std::vector<std::string> state;
  std::optional<std::string> due_before;
  std::optional<std::string> owner;
  std::optional<std::string> area;
  std::optional<std::string> commitment;
  std::optional<std::string> account;
};

void declare(ClockListOptions& options, Options& out) {
  out.push_back({.names = "--state",
                 .value = "A,B,C",
                 .doc =
                     "only of these states: not-started, running, warning, paused, met, met-early, missed, "
                     "breached, excluded, n/a; open means running, warning and paused; may be repeated",
                 .into = &options.state});
  out.push_back({.names = "--due-before",
                 .value = "INSTANT",
                 .doc = "only with a deadline before this; a date means 00:00 in the workspace's zone",
                 .into = &options.due_before});
  out.push_back({.names = "--owner",
                 .value = "PERSON",
                 .doc = "only those of this responsible person; empty for those of nobody",
                 .into = &options.owner,
                 .completes = Completes::person});
  out.push_back(
      {.names = "--area", .value = "AREA", .doc = "only what this area owes", .into = &options.area});
  out.push_back({.names = "--commitment",
                 .value = "ID",
                 .doc = "only of this commitment: agreement/id, or the id in any agreement",
                 .into = &options.commitment});
  out.push_back({.names = "--account",
                 .value = "ID",
                 .doc = "only of this account, with its handoffs and journal",
                 .into = &options.account,
                 .completes = Completes::account});
}

/// The command line, understood.
struct WantedClocks {
  std::set<ClockState> states;  ///< empty: all
  std::optional<time::Instant> due_before;
};

Result<std::set<ClockState>> states_of(const std::vector<std::string>& words) {
  std::set<ClockState> states;
  for (const std::string& text : words) {
    for (const std::string_view part : split(text, ',')) {
      const std::string_view word = trim(part);
      if (word == "open") {
        states.insert({ClockState::running, ClockState::warning, ClockState::paused});
        continue;
      }
      const auto state = sla::parse_clock_state(word);
      if (!state) {
        std::vector<std::string_view> known{"open"};
        for (std::size_t i = 0; i < sla::k_clock_states; ++i) {
          known.push_back(sla::word(static_cast<ClockState>(i)));
        }
        return fail(
            ErrorKind::usage,
            fmt::format("--state {} is no state of a clock{}", csx::quoted(word), did_you_mean(word, known)),
            {"write not-started, running, warning, paused, met, met-early, missed, breached, excluded, n/a "
             "or "
             "open"});
      }
      states.insert(*state);
    }
  }
  return states;
}

Status check_names(const ClockListOptions& options, const store::Dataset& data) {
  const auto check = [&](const std::optional<std::string>& id, std::string_view option,
                         std::string_view target, std::string_view noun) -> Status {
    if (!id || id->empty() || data.has_id(target, *id)) {
      return {};
    }
    return fail(ErrorKind::usage, fmt::format("{} {} is no {} of this folder{}", option, csx::quoted(*id),
                                              noun, did_you_mean(*id, data.ids(target))));
  };
  if (Status owner = check(options.owner, "--owner", "person", "person"); !owner) {
    return owner;
  }
  if (Status account = check(options.account, "--account", "account", "account"); !account) {
    return account;
  }
  if (!options.commitment && !options.area) {
    return {};
  }
  std::set<std::string> ids;
  std::set<std::string> areas;
  for (const model::AnyRecord& record : data.all<model::Agreement>()) {
    const auto& agreement = record.as<model::Agreement>();
    for (const model::Commitment& commitment : agreement.commitments) {
      ids.insert(commitment.id.value);
      ids.insert(agreement.id.value + "/" + commitment.id.value);
      areas.insert(commitment.responsible.value);
    }
  }
  const auto check_in = [](const std::optional<std::string>& word, std::string_view option,
                           std::string_view noun, const std::set<std::string>& known) -> Status {
    if (!word || known.contains(*word)) {
      return {};
    }
    const std::vector<std::string_view> words(known.begin(), known.end());
    return fail(ErrorKind::usage, fmt::format("{} {} is no {}{}", option, csx::quoted(*word), noun,
                                              did_you_mean(*word, words)));
  };
  if (Status commitment = check_in(options.commitment, "--commitment", "commitment of any agreement", ids);
      !commitment) {
    return commitment;
  }
  return check_in(options.area, "--area", "area that owes anything", areas);
}

std::vector<const Clock*> select(const sla::Clocks& clocks, const ClockListOptions& options,
                                 const WantedClocks& wanted) {
  std::vector<const Clock*> found;
  for (const Clock& clock : clocks.clocks) {
    const bool has_owner =
        !options.owner || (clock.owner != nullptr ? *clock.owner : std::string()) == *options.owner;
    const bool is_due = !wanted.due_before || (clock.deadline && *clock.deadline < *wanted.due_before);
    if ((wanted.states.empty() || wanted.states.contains(clock.state)) && is_due && has_owner &&
        (!options.area || clock.commitment->responsible.value == *options.area) &&
        (!options.commitment || *options.commitment == clock.commitment->id.value ||
         *options.commitment == clock.path())) {
      found.push_back(&clock);
    }
  }
  // What has no deadline comes last.
  std::ranges::stable_sort(found, [](const Clock* a, const Clock* b) {
    return a->deadline.value_or(time::Instant::max()) < b->deadline.value_or(time::Instant::max());
  });
  return found;
}

enum class For : unsigned char { people, programs };

/// `2026-11-18 12:00`, in the workspace's zone.
std::string due_text(const time::Zone& zone, time::Instant due) {
  const std::string text = zone.format(due);
  const std::string_view written(text);
  const bool has_seconds = written.substr(17, 2) != "00";
  return fmt::format("{} {}", written.substr(0, 10), written.substr(11, has_seconds ? 8 : 5));
}

std::string account_of(const Clock& clock) {
  return clock.subject.account != nullptr ? clock.subject.account->id.value : std::string();
}

report::Table table_of(const sla::Clocks& clocks, const std::vector<const Clock*>& found, For whom) {
  const bool for_people = whom == For::people;
  report::Table table;
  table.columns = {{"due", {}},
                   {"state", {}},
                   {"subject", {}},
                   {"commitment", {}},
                   {for_people ? "#" : "instance", report::Align::right},
                   {"owner", {}}};
  if (!for_people) {
    table.columns.push_back({"account", {}});
  }
  for (const Clock* clock : found) {
    const std::string due = !clock->deadline ? std::string()
                            : for_people     ? due_text(clocks.zone, *clock->deadline)
                                             : clocks.zone.format(*clock->deadline);
    auto& row = table.rows.emplace_back(std::vector<std::string>{
        due, for_people ? clock_phrase(clocks, *clock) : std::string(word(clock->state)),
        clock->subject.ref(), clock->path(), std::to_string(clock->instance),
        clock->owner != nullptr ? *clock->owner : std::string()});
    if (!for_people) {
      row.push_back(account_of(*clock));
    }
  }
  return table;
}

Json json_of(const sla::Clocks& clocks, const std::vector<const Clock*>& found) {
  Json rows = Json::array();
  for (const Clock* clock : found) {
    rows.push_back(clock_json(clocks, *clock));
  }
  return Json{{"clocks", std::move(rows)}, {"before_the_agreement", clocks.before.size()}};
}

Result<int> run(const ClockListOptions& options, Context& context) {
  Result<std::set<ClockState>> states = states_of(options.state);
  if (!states) {
    return fail(std::move(states.error()));
  }
  const auto opened = open_session(context);
  if (!opened) {
    return fail(opened.error());
  }
  const Session& session = **opened;
  if (Status known = check_names(options, session.data); !known) {
    return fail(std::move(known.error()));
  }
  WantedClocks wanted{*std::move(states), std::nullopt};
  if (options.due_before) {
    const auto before = parse_instant(context, session.data.zone(), *options.due_before, "--due-before");
    if (!before) {
      return fail(before.error());
    }
    wanted.due_before = *before;
  }
  sla::ClockOptions only;
  if (options.account) {
    only.account = *options.account;
  }
  const auto clocks = std::make_shared<const sla::Clocks>(sla::clocks_at(session.data, session.as_of, only));
  context.keep(clocks);
  const std::vector<const Clock*> found = select(*clocks, options, wanted);
  if (!clocks->before.empty()) {
    context.detail(
        fmt::format("{} before the agreement: no clocks", counted(clocks->before.size(), "start")));
  }
  const std::string_view format = context.format();
  if (format == "json") {
    context.out = report::to_text(report::envelope(header_of(context, session), json_of(*clocks, found)));
  } else if (format == "csv") {
    context.out = report::csv_of(table_of(*clocks, found, For::programs));
  } else if (format == "markdown") {
    context.out = report::markdown_of(table_of(*clocks, found, For::people));
  } else if (!found.empty()) {
    context.out = report::text_of(table_of(*clocks, found, For::people), context.width());
  } else {
    context.note("no clocks");
  }
  return 0;
}

constexpr std::array<Example, 4> k_clock_list_examples{
    {{"csx clock list --state open --due-before 2026-11-24", "what falls due before Tuesday"},
     {"csx clock list --state warning,breached --area cs", "where Customer Success must act"},
     {"csx clock list --account padaria-aurora", "all clocks of an account, its handoffs and its journal"},
     {"csx clock list --commitment sales-cs/handoff-submitted --format csv --output clocks.csv",
      "one commitment, for a spreadsheet"}}};

}  // namespace

const Command k_clock_list{
    .name = "clock list",
    .group = Group::look,
    .summary = "list the clocks of the agreements, by deadline",
    .effect = Effect::reads,
    .about =
        "A clock is what a commitment of the agreement in force owes to one handoff, account, ticket, "
        "survey, request or "
        "improvement. Those without a deadline come last. A handoff that is due and does not exist stands as "
        "account/ID. Starts before the first version of an agreement give no clock; -v says how many there "
        "are.",
    .formats = k_clock_list_formats,
    .examples = k_clock_list_examples,
    .prepare = prepare<ClockListOptions, declare, run>};

}  // namespace csx::cli
