#include <fmt/format.h>

#include <array>

#include "../handoff_asked.hpp"
#include "csx/base/text.hpp"
#include "table.hpp"

// The steps at which the customer meets the new team; how and who stand beside the timeline.
namespace csx::cli {
namespace {

using model::HandoffEvent;

constexpr std::string_view k_meet_exit_one =
    "the state, the time or the person does not allow the step, or it would add errors";

/// The keys of a handoff that stand before one, nearest first.
std::vector<std::string> keys_before(std::string_view key) {
  std::vector<std::string> before;
  for (const model::Row& row : model::type_of<model::Handoff>.rows) {
    if (row.key == key) {
      break;
    }
    before.insert(before.begin(), std::string(row.key));
  }
  return before;
}

struct IntroduceOptions : StepOptions {
  std::optional<std::string> how;
  std::optional<std::string> who;
};

void declare_introduce(IntroduceOptions& options, Options& out) {
  declare_step(options, out);
  out.push_back({.names = "--how",
                 .value = "TEXT",
                 .doc = "how: meeting, e-mail, group; for `introduction` of the handoff",
                 .into = &options.how});
  out.push_back(
      {.names = "--who", .value = "TEXT", .doc = "who was introduced to whom", .into = &options.who});
  declare(options.write, out);
}

Result<int> run_introduce(const IntroduceOptions& options, Context& context) {
  Result<std::unique_ptr<HandoffMove>> begun = HandoffMove::begin(context, options, HandoffEvent::introduced);
  if (!begun) {
    return fail(std::move(begun.error()));
  }
  HandoffMove& move = **begun;
  const auto& before = move.named().handoff->introduction;
  if (options.how || options.who) {
    // What was planned there stays where it is not said anew.
    std::vector<std::pair<std::string, yaml::Value>> entries;
    const auto add = [&](const char* key, const std::optional<std::string>& said,
                         const std::optional<std::string>& planned) {
      if (const auto& text = said ? said : planned) {
        entries.emplace_back(key, yaml::Value::string(std::string(trim(*text))));
      }
    };
    add("how", options.how, before.value ? before.value->how : std::nullopt);
    add("who", options.who, before.value ? before.value->who : std::nullopt);
    move.edit({.action = yaml::Edit::Action::set,
               .pointer = "/introduction",
               .value = yaml::Value::mapping(std::move(entries)),
               .after = keys_before("introduction")});
  } else if (!before.value && !before.is_none() && !move.refusal()) {
    context.note(
        fmt::format("it is not said how: csx set {} introduction='{{how: …, who: …}}'", move.named().ref()));
  }
  return move.finish();
}

struct KickoffOptions : StepOptions {
  std::vector<std::string> participants;
};

void declare_kickoff(KickoffOptions& options, Options& out) {
  declare_step(options, out);
  out.push_back({.names = "--participants",
                 .value = "A,B",
                 .doc = "who took part, of both sides; may be repeated; for `kickoff` of the handoff",
                 .into = &options.participants});
  declare(options.write, out);
}

Result<int> run_kickoff(const KickoffOptions& options, Context& context) {
  Result<std::unique_ptr<HandoffMove>> begun =
      HandoffMove::begin(context, options, HandoffEvent::kickoff_held);
  if (!begun) {
    return fail(std::move(begun.error()));
  }
  HandoffMove& move = **begun;
  yaml::Value names = yaml::Value::sequence();
  for (const std::string& words : options.participants) {
    for (const std::string_view name : split(words, ',')) {
      if (!trim(name).empty()) {
        names.items.push_back(yaml::Value::string(std::string(trim(name))));
      }
    }
  }
  const auto& before = move.named().handoff->kickoff;
  if (!names.items.empty()) {
    move.edit({.action = yaml::Edit::Action::set,
               .pointer = "/kickoff",
               .value = yaml::Value::mapping({{"participants", std::move(names)}}),
               .after = keys_before("kickoff")});
  } else if (!before.is_none() && (!before.value || before.value->participants.empty()) && !move.refusal()) {
    context.note(fmt::format("it is not said who took part: csx set {} kickoff='{{participants: [ … ]}}'",
                             move.named().ref()));
  }
  return move.finish();
}

constexpr std::array<Example, 1> k_introduce_examples{
    {{"csx handoff introduce 2026-03-padaria-aurora --how 'call of three' --who 'Ana introduced Carla to "
      "Maria'",
      "the customer knows the new team"}}};
constexpr std::array<Example, 1> k_kickoff_examples{
    {{"csx handoff kickoff 2026-03-padaria-aurora --participants 'Maria Dias, Carla Reis' --when 2026-03-10",
      "the first meeting was held"}}};

}  // namespace

const Command k_handoff_introduce{
    .name = "handoff introduce",
    .group = Group::change,
    .summary = "record that the customer was introduced to the new team",
    .effect = Effect::writes,
    .about = "How and who go into `introduction` of the handoff, when into its timeline.",
    .formats = write_formats(),
    .examples = k_introduce_examples,
    .exit_one = k_meet_exit_one,
    .prepare = prepare<IntroduceOptions, declare_introduce, run_introduce>};

const Command k_handoff_kickoff{
    .name = "handoff kickoff",
    .group = Group::change,
    .summary = "record that the kickoff with the customer was held",
    .effect = Effect::writes,
    .about = "Who took part goes into `kickoff` of the handoff, when into its timeline.",
    .formats = write_formats(),
    .examples = k_kickoff_examples,
    .exit_one = k_meet_exit_one,
    .prepare = prepare<KickoffOptions, declare_kickoff, run_kickoff>};

}  // namespace csx::cli
