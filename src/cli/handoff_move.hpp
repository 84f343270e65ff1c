#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "csx/base/json.hpp"
#include "csx/model/handoff.hpp"
#include "csx/sla/handoff_state.hpp"
#include "refusal.hpp"
#include "writing.hpp"

/// What the commands that move a handoff share.
namespace csx::cli {

/// A handoff by its REF.
struct NamedHandoff {
  const model::AnyRecord* record = nullptr;
  const model::Handoff* handoff = nullptr;
  const model::Account* account = nullptr;  ///< null when there is none
  std::string ref() const { return record->reference(); }
};
/// *Errors*: as of resolve; usage for what is no handoff.
Result<NamedHandoff> find_handoff(const store::Dataset& data, std::string_view ref);
/// The argument REF.
void declare_handoff(std::optional<std::string>& ref, Options& out);

/// `accept` of accepted.
std::string_view verb_of(model::HandoffEvent event);
/// The command that takes a step, with what it must be told: `csx handoff return handoff/x --reason …`.
std::string command_for(model::HandoffEvent event, std::string_view ref);

/// The options of every step.
struct StepOptions {
  std::optional<std::string> ref;
  std::optional<std::string> by;
  std::optional<std::string> note;
  WriteOptions write;
};
void declare_step(StepOptions& options, Options& out);
/// The same without --note, for steps whose reason is the note.
void declare_step_with_reason(StepOptions& options, Options& out);

/// Who takes a step unless --by says it: the person at the keyboard, else `otherwise`, which is then said to
/// have done it. *Errors*: usage when nobody is known.
Result<std::string> actor_for(Context& context, const Writing& writing, const std::optional<std::string>& by,
                              const std::optional<std::string>& author,
                              const std::optional<std::string>& otherwise);
/// Why somebody may not take a step of a handoff on a day; none when it may, or its area is not known.
std::optional<Refusal> refuse_actor(const store::Dataset& data, const model::Handoff& handoff,
                                    model::HandoffEvent event, std::string_view by, time::Date day);

/// One step of a handoff, from the first look to the commit.
class HandoffMove {
 public:
  /// *Errors*: as of Writing::begin and find_handoff; usage for a --by that is nobody.
  static Result<std::unique_ptr<HandoffMove>> begin(Context& context, const StepOptions& options,
                                                    model::HandoffEvent event);

  const Writing& writing() const { return *m_writing; }
  /// Says that --force went over what stood in the way.
  void went_over() { m_writing->went_over(); }
  const NamedHandoff& named() const { return m_named; }
  const std::string& by() const { return m_by; }
  /// Whether --force was given: nothing is refused then but what cannot be written.
  bool is_forced() const { return m_options.write.force.has_value(); }

  /// Why the state, the time or the actor does not allow the step; none when all do, and with --force.
  const std::optional<Refusal>& refusal() const { return m_refusal; }

  /// Adds a field to the event, in the order of its description.
  void say(std::string key, yaml::Value value) { m_fields.emplace_back(std::move(key), std::move(value)); }
  /// Changes something else in the handoff.
  void edit(yaml::Edit edit) { m_edits.push_back(std::move(edit)); }

  /// Refuses, or writes and commits.
  Result<int> finish();

 private:
  HandoffMove(Context& context, const StepOptions& options, model::HandoffEvent event)
      : m_context(context), m_options(options), m_event(event) {}
  std::optional<Refusal> judge() const;
  std::optional<Refusal> judge_state() const;
  std::optional<Refusal> judge_time() const;
  void tell_missing(Refusal& refusal) const;

  Context& m_context;
  const StepOptions& m_options;
  model::HandoffEvent m_event;
  std::unique_ptr<Writing> m_writing;
  NamedHandoff m_named;
  std::string m_by;
  std::optional<Refusal> m_refusal;
  std::vector<std::pair<std::string, yaml::Value>> m_fields;
  std::vector<yaml::Edit> m_edits;
};

}  // namespace csx::cli
