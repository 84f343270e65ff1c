#include <fmt/format.h>

#include <array>

#include "../handoff_asked.hpp"
#include "csx/base/text.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

/// What stands in the way of a submission; none when nothing does.
std::optional<Refusal> refuse_incomplete(const HandoffMove& move, const Asked& asked) {
  const std::vector<const AskedRow*> missing = asked.missing(sla::Flow::forward);
  if (missing.empty()) {
    return std::nullopt;
  }
  const NamedHandoff& named = move.named();
  Refusal refusal{fmt::format("{} cannot be submitted: {} of {} that the agreement requires {} missing",
                              named.ref(), missing.size(), counted(asked.forward.rows.size(), "field"),
                              missing.size() == 1 ? "is" : "are"),
                  {},
                  {}};
  const AskedRow* may_be_said = nullptr;
  for (const AskedRow* row : missing) {
    refusal.hints.push_back(
        fmt::format("{}: {}", said_missing(*row), command_to_supply(named, row->field())));
    refusal.missing.push_back(row->field());
    may_be_said = may_be_said == nullptr && may_be_none(row->field()) ? row : may_be_said;
  }
  if (may_be_said != nullptr) {
    refusal.hints.push_back(fmt::format("what does not exist is said so: csx set {} {}='{{none: reason}}'",
                                        named.ref(), may_be_said->field()));
  }
  refusal.hints.emplace_back("or hand it over as it is, with the reason in the timeline: --force REASON");
  return refusal;
}

/// What the receiver will see of it.
void say_figures(Context& context, const HandoffMove& move, const Asked& asked) {
  if (!asked.forward.completeness) {
    context.note(
        fmt::format("no agreement in force on {} asks for information of this handoff: it has no figures",
                    asked.day.to_string()));
    return;
  }
  std::vector<std::string> half;
  for (const AskedRow& row : asked.rows) {
    if (row.flow == sla::Flow::forward && row.grade.grade == sla::Grade::half) {
      half.push_back(fmt::format("{} ({})", row.field(), wanted_by(row.information())));
    }
  }
  if (!half.empty()) {
    context.note(fmt::format("counted half, because it is short: {}", fmt::join(half, ", ")));
  }
  for (const sla::GateVerdict& verdict : asked.gates) {
    if (!verdict.met) {
      context.note(fmt::format("warning: {}: its clock goes on", said_gate(verdict)));
    }
  }
  if (!asked.missing(sla::Flow::forward).empty()) {
    context.note(fmt::format("{} receives it without {}", move.named().handoff->to.area.value,
                             counted(asked.missing(sla::Flow::forward).size(), "field")));
  }
}

void declare_submit(StepOptions& options, Options& out) {
  declare_step(options, out);
  declare(options.write, out);
}

Result<int> run(const StepOptions& options, Context& context) {
  StepOptions step = options;
  // A submission in spite of what is missing tells the receiver why.
  if (step.write.force && !step.note) {
    step.note = step.write.force;
  }
  Result<std::unique_ptr<HandoffMove>> begun =
      HandoffMove::begin(context, step, model::HandoffEvent::submitted);
  if (!begun) {
    return fail(std::move(begun.error()));
  }
  HandoffMove& move = **begun;
  if (move.refusal()) {
    return move.finish();
  }
  const Asked asked = asked_of(move.writing().data(), move.named(), move.writing().when_on(), {});
  if (const std::optional<Refusal> refusal = refuse_incomplete(move, asked)) {
    if (!move.is_forced()) {
      return refuse(context, move.writing().session(), *refusal);
    }
    move.went_over();
  }
  const auto say = [&](const char* key, const std::optional<sla::Ratio>& ratio) {
    if (ratio) {
      move.say(key, yaml::Value::string(model::Scalar<model::Share>::print(sla::to_share(*ratio))));
    }
  };
  say("completeness", asked.forward.completeness);
  say("quality", asked.forward.quality);
  say_figures(context, move, asked);
  return move.finish();
}

constexpr std::array<Example, 3> k_handoff_submit_examples{
    {{"csx handoff submit 2026-03-padaria-aurora", "hand over, if nothing required is missing"},
     {"csx handoff submit 2026-03-padaria-aurora --force 'integrations are clarified on Monday'",
      "hand over without all that is required; the reason goes into the timeline"},
     {"csx handoff submit 2026-03-padaria-aurora --dry-run", "see what would be written"}}};

}  // namespace

const Command k_handoff_submit{
    .name = "handoff submit",
    .group = Group::change,
    .summary = "hand a customer over to the receiver",
    .effect = Effect::writes,
    .about =
        "Completeness and quality are worked out from the information list of the agreement in force and "
        "written "
        "into the event, so that later edits do not change what was handed over. A required field that is "
        "missing, empty or says nothing (such as \"tbd\") refuses the submission; one that is short counts "
        "half. A "
        "submission below the quality gate of a commitment is written with a warning: the clock of that "
        "commitment "
        "goes on.",
    .formats = write_formats(),
    .examples = k_handoff_submit_examples,
    .exit_one =
        "the state, the time, the person or missing content does not allow the step, or it would add errors",
    .prepare = prepare<StepOptions, declare_submit, run>};

}  // namespace csx::cli
