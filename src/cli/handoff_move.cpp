#include "handoff_move.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "csx/base/text.hpp"
#include "csx/model/person.hpp"
#include "csx/sla/handoff_areas.hpp"
#include "csx/sla/moments.hpp"
#include "csx/sla/people.hpp"
#include "handoff_asked.hpp"
#include "resolve.hpp"
#include "who.hpp"

namespace csx::cli {
namespace {

using model::HandoffEvent;
using sla::HandoffActor;
using sla::HandoffState;

struct MoveStep {
  std::string_view verb;
  std::string_view options;  ///< that it cannot do without
  std::string_view cannot;   ///< what is not possible, to follow the state
  std::string_view can;      ///< what is, to follow "it can be"
};
/// In the order of the events.
constexpr std::array<MoveStep, 11> k_steps{{
    {"open", "", "it cannot be opened again", "opened"},
    {"submit", "", "it cannot be submitted", "submitted"},
    {"return", " --reason missing-information --fields FIELD", "it cannot be returned", "returned"},
    {"accept", "", "it cannot be accepted", "accepted"},
    {"introduce", " --how TEXT --who TEXT", "its customer cannot be introduced", "introduced"},
    {"kickoff", " --participants A,B", "its kickoff cannot be held", "kicked off"},
    {"activate", "", "its customer cannot go live", "activated"},
    {"complete", "", "it cannot be completed", "completed"},
    {"hold", " --reason TEXT", "it cannot be put on hold", "put on hold"},
    {"resume", "", "it cannot be resumed", "resumed"},
    {"cancel", " --reason TEXT", "it cannot be cancelled", "cancelled"},
}};
const MoveStep& step_of(HandoffEvent event) {
  return k_steps[static_cast<std::size_t>(event)];
}

std::string said(HandoffState state) {
  switch (state) {
    case HandoffState::draft:
      return "a draft";
    case HandoffState::on_hold:
      return "on hold";
    default:
      return std::string(word(state));
  }
}

/// The person that a step is expected of.
const std::optional<model::Reference<model::Person>>& expected_person(const model::Handoff& handoff,
                                                                      HandoffEvent event) {
  const HandoffActor actor = sla::actor_of(event);
  if (actor != HandoffActor::either) {
    return actor == HandoffActor::giver ? handoff.from.person : handoff.to.person;
  }
  // Until it is accepted, a handoff is in the hands of the giver.
  const bool was_accepted = sla::first_event(handoff, HandoffEvent::accepted) != nullptr;
  return was_accepted && handoff.to.person ? handoff.to.person : handoff.from.person;
}

}  // namespace

Result<NamedHandoff> find_handoff(const store::Dataset& data, std::string_view ref) {
  const Result<Named> named = resolve(data, ref);
  if (!named) {
    return fail(named.error());
  }
  if (named->subject.kind != &model::kind_of<model::Handoff>()) {
    return fail(ErrorKind::usage, fmt::format("{} is no handoff", named->ref),
                {"run `csx list handoffs` for their ids"});
  }
  const auto& handoff = named->item.record->as<model::Handoff>();
  return NamedHandoff{named->item.record, &handoff, data.get<model::Account>(handoff.account.value)};
}

void declare_handoff(std::optional<std::string>& ref, Options& out) {
  out.push_back({.names = "REF",
                 .value = {},
                 .doc = "id of the handoff, or handoff/id",
                 .into = &ref,
                 .completes = Completes::handoff,
                 .place = Option::Place::argument,
                 .need = Option::Need::required});
}

std::string_view verb_of(HandoffEvent event) {
  return step_of(event).verb;
}

std::string command_for(HandoffEvent event, std::string_view ref) {
  return fmt::format("csx handoff {} {}{}", step_of(event).verb, ref, step_of(event).options);
}

void declare_step(StepOptions& options, Options& out) {
  declare_step_with_reason(options, out);
  out.push_back({.names = "--note",
                 .value = "TEXT",
                 .doc = "what should be known, for the timeline",
                 .into = &options.note});
}

void declare_step_with_reason(StepOptions& options, Options& out) {
  declare_handoff(options.ref, out);
  out.push_back(
      {.names = "--by",
       .value = "PERSON",
       .doc = "who did it; the person with your e-mail address of git unless given, else the one of the "
              "side whose step it is",
       .into = &options.by,
       .completes = Completes::person});
}

Result<std::string> actor_for(Context& context, const Writing& writing, const std::optional<std::string>& by,
                              const std::optional<std::string>& author,
                              const std::optional<std::string>& otherwise) {
  if (by) {
    if (Status known = check_person(writing.data(), "--by", *by); !known) {
      return fail(std::move(known.error()));
    }
    return *by;
  }
  if (std::optional<std::string> person = person_at_keyboard(context, writing.session(), author)) {
    return std::move(*person);
  }
  if (otherwise) {
    context.note(fmt::format("recorded as done by {}; --by names another", *otherwise));
    return *otherwise;
  }
  return fail(ErrorKind::usage, "it is not known who did it: no person has your e-mail address of git",
              {"add --by PERSON; `csx list people` gives their ids"});
}

std::optional<Refusal> refuse_actor(const store::Dataset& data, const model::Handoff& handoff,
                                    HandoffEvent event, std::string_view by, time::Date day) {
  const model::Area* area = sla::area_of(data, by, day);
  const HandoffActor actor = sla::actor_of(event);
  if (area == nullptr || sla::may_act(handoff, actor, *area)) {
    return std::nullopt;
  }
  Refusal refusal{fmt::format("{} is for {}; {} worked in {} on {}", csx::quoted(word(event)),
                              sla::whose(handoff, actor), by, area->value, day.to_string()),
                  {},
                  {}};
  const auto& expected = expected_person(handoff, event);
  if (expected) {
    refusal.hints.push_back(fmt::format("if {} did it, add --by {}", expected->value, expected->value));
    return refusal;
  }
  const model::Area& wanted = actor == HandoffActor::receiver ? handoff.to.area : handoff.from.area;
  const std::vector<std::string> people = people_of(data, wanted, day);
  if (!people.empty()) {
    const std::vector<std::string_view> words(people.begin(), people.end());
    refusal.hints.push_back(fmt::format("name who did it with --by: {}", enumerate(words, "or")));
  }
  return refusal;
}

Result<std::unique_ptr<HandoffMove>> HandoffMove::begin(Context& context, const StepOptions& options,
                                                        HandoffEvent event) {
  std::unique_ptr<HandoffMove> move(new HandoffMove(context, options, event));
  Result<std::unique_ptr<Writing>> writing = Writing::begin(context, options.write);
  if (!writing) {
    return fail(std::move(writing.error()));
  }
  move->m_writing = std::move(*writing);
  Result<NamedHandoff> named = find_handoff(move->m_writing->data(), *options.ref);
  if (!named) {
    return fail(std::move(named.error()));
  }
  move->m_named = *named;
  const auto& expected = expected_person(*named->handoff, event);
  Result<std::string> by = actor_for(context, *move->m_writing, options.by, options.write.author,
                                     expected ? std::optional(expected->value) : std::nullopt);
  if (!by) {
    return fail(std::move(by.error()));
  }
  move->m_by = std::move(*by);
  move->m_refusal = move->judge();
  if (move->m_refusal && move->is_forced()) {
    move->m_refusal.reset();
    move->went_over();
  }
  return move;
}

std::optional<Refusal> HandoffMove::judge() const {
  if (std::optional<Refusal> refusal = judge_state()) {
    return refusal;
  }
  if (std::optional<Refusal> refusal = judge_time()) {
    return refusal;
  }
  return refuse_actor(m_writing->data(), *m_named.handoff, m_event, m_by, m_writing->when_on());
}

std::optional<Refusal> HandoffMove::judge_state() const {
  const model::Handoff& handoff = *m_named.handoff;
  const HandoffState state = sla::state_of(handoff);
  const auto allowed = sla::allowed_from(state, handoff.type);
  if (std::ranges::find(allowed, m_event) != allowed.end()) {
    return std::nullopt;
  }
  const std::string_view again = word(state) == word(m_event) ? " again" : "";
  Refusal refusal{
      fmt::format("{} is {}, {}{}", m_named.ref(), said(state), step_of(m_event).cannot, again), {}, {}};
  std::vector<std::string_view> can;
  for (const HandoffEvent event : allowed) {
    can.push_back(step_of(event).can);
    refusal.hints.push_back(command_for(event, m_named.ref()));
  }
  if (!can.empty()) {
    refusal.message += fmt::format("; now it can be {}", enumerate(can, "or"));
  }
  if (std::ranges::find(allowed, HandoffEvent::submitted) != allowed.end()) {
    tell_missing(refusal);
  }
  if (allowed.empty()) {
    refusal.hints.push_back(fmt::format("nothing follows; open another: csx handoff open {} --type {}",
                                        handoff.account.value, word(handoff.type)));
  }
  return refusal;
}

/// Before the step that was asked for stands a submission: what that needs and has not.
void HandoffMove::tell_missing(Refusal& refusal) const {
  const Asked asked = asked_of(m_writing->data(), m_named, m_writing->when_on(), {});
  for (const AskedRow* row : asked.missing(sla::Flow::forward)) {
    refusal.hints.push_back(fmt::format("missing for the submission: {}: {}", said_missing(*row),
                                        command_to_supply(m_named, row->field())));
    refusal.missing.push_back(row->field());
  }
}

std::optional<Refusal> HandoffMove::judge_time() const {
  const time::Zone& zone = m_writing->data().zone();
  const auto when = time::Timestamp::parse(m_writing->when_text());
  const model::TimelineEvent& last = m_named.handoff->timeline.back();
  if (when && sla::is_before(zone, *when, last.at)) {
    return Refusal{fmt::format("the last event of {}, {}, was at {}; {} cannot be dated {}", m_named.ref(),
                               word(last.event), last.at.to_string(), word(m_event), m_writing->when_text()),
                   {"give --when the instant at which it happened"},
                   {}};
  }
  const Session& session = m_writing->session();
  if (m_writing->when_on() > session.today ||
      (when && when->precision == time::Timestamp::Precision::second && m_writing->when() > session.as_of)) {
    return Refusal{
        fmt::format("--when {} has not come yet: a timeline tells what has happened", m_writing->when_text()),
        {"leave --when out once it has happened; plans belong into follow_up"},
        {}};
  }
  return std::nullopt;
}

Result<int> HandoffMove::finish() {
  if (m_refusal) {
    return refuse(m_context, m_writing->session(), *m_refusal);
  }
  yaml::Value event = yaml::Value::mapping({{"at", yaml::Value::string(m_writing->when_text())},
                                            {"event", yaml::Value::string(std::string(word(m_event)))},
                                            {"by", yaml::Value::string(m_by)}});
  for (auto& field : m_fields) {
    event.entries.push_back(std::move(field));
  }
  if (m_options.note) {
    event.entries.emplace_back("note", yaml::Value::string(std::string(trim(*m_options.note))));
  }
  std::vector<yaml::Edit> edits = std::move(m_edits);
  edits.push_back({.action = yaml::Edit::Action::append, .pointer = "/timeline", .value = std::move(event)});
  if (Status edited = m_writing->edit(*m_named.record, std::move(edits)); !edited) {
    return fail(std::move(edited.error()));
  }
  return m_writing->finish(fmt::format("handoff {} {}", step_of(m_event).verb, m_named.handoff->id.value));
}

}  // namespace csx::cli
