#include <fmt/format.h>

#include <array>

#include "../handoff_asked.hpp"
#include "csx/base/text.hpp"
#include "table.hpp"

// The steps that say no more than that they happened, when, by whom and, if at all, why.
namespace csx::cli {
namespace {

using model::HandoffEvent;

constexpr std::string_view k_step_exit_one =
    "the state, the time or the person does not allow the step, or it would add errors";

void declare_plain(StepOptions& options, Options& out) {
  declare_step(options, out);
  declare(options.write, out);
}

template <HandoffEvent Event>
Result<int> run_plain(const StepOptions& options, Context& context) {
  Result<std::unique_ptr<HandoffMove>> move = HandoffMove::begin(context, options, Event);
  return move ? (*move)->finish() : Result<int>(fail(std::move(move.error())));
}

/// What the receiver still owes the giver.
Result<int> run_complete(const StepOptions& options, Context& context) {
  Result<std::unique_ptr<HandoffMove>> begun = HandoffMove::begin(context, options, HandoffEvent::completed);
  if (!begun) {
    return fail(std::move(begun.error()));
  }
  HandoffMove& move = **begun;
  if (!move.refusal()) {
    const Asked asked = asked_of(move.writing().data(), move.named(), move.writing().when_on(), {});
    for (const AskedRow* row : asked.missing(sla::Flow::back)) {
      context.note(fmt::format("{} still owes {} {}: {}", row->information().from.value,
                               row->information().to.value, said_missing(*row),
                               command_to_supply(move.named(), row->field())));
    }
  }
  return move.finish();
}

struct ReasonOptions : StepOptions {
  std::optional<std::string> reason;
};

void declare_with_reason(ReasonOptions& options, Options& out) {
  declare_step_with_reason(options, out);
  out.push_back({.names = "--reason",
                 .value = "TEXT",
                 .doc = "why; stands as the note of the event",
                 .into = &options.reason});
  declare(options.write, out);
}

template <HandoffEvent Event>
Result<int> run_with_reason(const ReasonOptions& options, Context& context) {
  if (!options.reason || trim(*options.reason).empty()) {
    return fail(ErrorKind::usage,
                fmt::format("a {} says why: --reason is missing",
                            Event == HandoffEvent::on_hold ? "hold" : "cancellation"),
                {"add --reason TEXT"});
  }
  StepOptions step = options;
  step.note = options.reason;
  return run_plain<Event>(step, context);
}

constexpr std::array<Example, 2> k_accept_examples{
    {{"csx handoff accept 2026-03-padaria-aurora", "the receiver takes it"},
     {"csx handoff accept 2026-03-padaria-aurora --by carla --when 2026-03-03T16:10:00-03:00",
      "recorded for somebody, at the time it happened"}}};
constexpr std::array<Example, 1> k_activate_examples{
    {{"csx handoff activate 2026-03-padaria-aurora --when 2026-04-08", "on a day whose hour nobody noted"}}};
constexpr std::array<Example, 1> k_complete_examples{
    {{"csx handoff complete 2026-03-padaria-aurora", "nothing is left to hand over"}}};
constexpr std::array<Example, 1> k_hold_examples{
    {{"csx handoff hold 2026-03-padaria-aurora --reason 'the customer is on holiday until June'",
      "stop the clocks that pause on hold"}}};
constexpr std::array<Example, 1> k_resume_examples{
    {{"csx handoff resume 2026-03-padaria-aurora", "back to where it stood before it was put on hold"}}};
constexpr std::array<Example, 1> k_cancel_examples{
    {{"csx handoff cancel 2026-03-padaria-aurora --reason 'the contract was not signed'",
      "call it off for good"}}};

}  // namespace

const Command k_handoff_accept{
    .name = "handoff accept",
    .group = Group::change,
    .summary = "take a handoff over from the giver",
    .effect = Effect::writes,
    .about = "From here on the receiver answers for the customer.",
    .formats = write_formats(),
    .examples = k_accept_examples,
    .exit_one = k_step_exit_one,
    .prepare = prepare<StepOptions, declare_plain, run_plain<HandoffEvent::accepted>>};

const Command k_handoff_activate{
    .name = "handoff activate",
    .group = Group::change,
    .summary = "record that the customer went live",
    .effect = Effect::writes,
    .about = "Ends the onboarding of the account.",
    .formats = write_formats(),
    .examples = k_activate_examples,
    .exit_one = k_step_exit_one,
    .prepare = prepare<StepOptions, declare_plain, run_plain<HandoffEvent::activated>>};

const Command k_handoff_complete{
    .name = "handoff complete",
    .group = Group::change,
    .summary = "close a handoff: nothing is left to hand over",
    .effect = Effect::writes,
    .about = "Says what the receiver still owes the giver by the agreement, such as feedback on the fit.",
    .formats = write_formats(),
    .examples = k_complete_examples,
    .exit_one = k_step_exit_one,
    .prepare = prepare<StepOptions, declare_plain, run_complete>};

const Command k_handoff_hold{
    .name = "handoff hold",
    .group = Group::change,
    .summary = "put a handoff on hold, with the reason",
    .effect = Effect::writes,
    .about = "Stops only the clocks of commitments that pause on hold.",
    .formats = write_formats(),
    .examples = k_hold_examples,
    .exit_one = k_step_exit_one,
    .prepare = prepare<ReasonOptions, declare_with_reason, run_with_reason<HandoffEvent::on_hold>>};

const Command k_handoff_resume{
    .name = "handoff resume",
    .group = Group::change,
    .summary = "go on with a handoff that was on hold",
    .effect = Effect::writes,
    .about = "It stands again where it stood before the hold.",
    .formats = write_formats(),
    .examples = k_resume_examples,
    .exit_one = k_step_exit_one,
    .prepare = prepare<StepOptions, declare_plain, run_plain<HandoffEvent::resumed>>};

const Command k_handoff_cancel{
    .name = "handoff cancel",
    .group = Group::change,
    .summary = "call a handoff off, with the reason",
    .effect = Effect::writes,
    .about = "Final. A deadline that was missed before stays missed.",
    .formats = write_formats(),
    .examples = k_cancel_examples,
    .exit_one = k_step_exit_one,
    .prepare = prepare<ReasonOptions, declare_with_reason, run_with_reason<HandoffEvent::cancelled>>};

}  // namespace csx::cli
