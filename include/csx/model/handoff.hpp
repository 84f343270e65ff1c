#pragma once

#include "csx/model/account.hpp"
#include "csx/model/agreement.hpp"

namespace csx::model {

/// Steps of a handoff's timeline; a subset of `Event` with the words of it.
enum class HandoffEvent : std::uint8_t {
  opened,
  submitted,
  returned,
  accepted,
  introduced,
  kickoff_held,
  activated,
  completed,
  on_hold,
  resumed,
  cancelled
};
template <>
struct Words<HandoffEvent> {
  static constexpr std::string_view name = "handoff event";
  static constexpr std::array<Word, 11> words{{{"opened", "The draft was begun"},
                                               {"submitted", "Handed over to the receiver"},
                                               {"returned", "Sent back: something is missing"},
                                               {"accepted", "Taken by the receiver"},
                                               {"introduced", "The customer knows the new team"},
                                               {"kickoff-held", "The kickoff was held"},
                                               {"activated", "The customer went live"},
                                               {"completed", "Nothing is left to hand over"},
                                               {"on-hold", "Work was put on hold"},
                                               {"resumed", "Work went on"},
                                               {"cancelled", "It will not happen"}}};
};

enum class ReturnReason : std::uint8_t {
  missing_information,
  wrong_information,
  bad_fit,
  unsupported_promise,
  not_signed,
  other
};
template <>
struct Words<ReturnReason> {
  static constexpr std::string_view name = "reason of return";
  static constexpr std::array<Word, 6> words{
      {{"missing-information", "Something the agreement requires is not there"},
       {"wrong-information", "Something is there but not true"},
       {"bad-fit", "The customer should not have been sold to"},
       {"unsupported-promise", "Something was promised that is not offered"},
       {"not-signed", "The contract is not in force"},
       {"other", "As the note says"}}};
};

struct TimelineEvent {
  time::Timestamp at;
  HandoffEvent event = HandoffEvent::opened;
  Reference<Person> by;
  std::optional<Share> completeness;
  std::optional<Share> quality;
  std::optional<ReturnReason> reason;
  std::vector<FieldPath> fields;
  std::optional<std::string> note;
};
template <>
inline constexpr auto description<TimelineEvent> = describe<TimelineEvent>(
    "timeline event", "A step of the handoff; the timeline only grows.",
    field<&TimelineEvent::at>("at", "When it happened."),
    field<&TimelineEvent::event>("event", "What happened."), field<&TimelineEvent::by>("by", "Who did it."),
    field<&TimelineEvent::completeness>("completeness",
                                        "Share of required information present, at submission.",
                                        {.min = 0, .max = 100}),
    field<&TimelineEvent::quality>("quality", "Its graded quality, at submission.", {.min = 0, .max = 100}),
    field<&TimelineEvent::reason>("reason", "Why it was returned."),
    field<&TimelineEvent::fields>("fields", "Fields that were missing or wrong."),
    field<&TimelineEvent::note>("note", "What should be known."));

struct HandoffSide {
  Area area;
  std::optional<Reference<Person>> person;
};
template <>
inline constexpr auto description<HandoffSide> =
    describe<HandoffSide>("side", "One side of the handoff.", field<&HandoffSide::area>("area", "The area."),
                          field<&HandoffSide::person>("person", "Its person for this handoff."));

struct HandoffObjective {
  Reference<Objective> objective;
  std::optional<std::string> text;
  std::optional<Decimal> baseline;
  std::optional<Decimal> target;
  std::optional<std::string> unit;
  std::optional<time::Date> due_on;
};
template <>
inline constexpr auto description<HandoffObjective> = describe<HandoffObjective>(
    "handed-over objective", "What the customer wants to reach, as told in the sale.",
    field<&HandoffObjective::objective>("objective", "Objective of the agreement."),
    field<&HandoffObjective::text>("text", "The objective in the customer's words."),
    field<&HandoffObjective::baseline>("baseline", "Where the customer is."),
    field<&HandoffObjective::target>("target", "Where it wants to be."),
    field<&HandoffObjective::unit>("unit", "What the numbers count."),
    field<&HandoffObjective::due_on>("due_on", "By when."));

struct HandoffExpectation {
  std::optional<Reference<Contact>> who;
  std::string text;
};
template <>
inline constexpr auto description<HandoffExpectation> =
    describe<HandoffExpectation>("handed-over expectation", "What somebody at the customer's expects.",
                                 field<&HandoffExpectation::who>("who", "Contact of the account."),
                                 field<&HandoffExpectation::text>("text", "What is expected."));

struct RaisedObjection {
  Reference<Objection> objection;
  std::optional<std::string> answer_given;
};
template <>
inline constexpr auto description<RaisedObjection> =
    describe<RaisedObjection>("raised objection", "An objection of the sale and what was answered.",
                              field<&RaisedObjection::objection>("objection", "Objection of the agreement."),
                              field<&RaisedObjection::answer_given>("answer_given", "What was answered."));

struct Contract {
  std::optional<std::string> plan;
  std::optional<std::string> scope;
  std::optional<std::string> special_terms;
};
template <>
inline constexpr auto description<Contract> = describe<Contract>(
    "contract", "What was signed, in short.", field<&Contract::plan>("plan", "Plan bought."),
    field<&Contract::scope>("scope", "What is included."),
    field<&Contract::special_terms>("special_terms", "What differs from the usual terms."));

struct HandoffContext {
  OrNone<std::optional<std::string>> current_scenario;
  OrNone<std::optional<std::string>> desired_scenario;
  OrNone<std::optional<std::string>> history;
  OrNone<std::vector<std::string>> pains;
  OrNone<std::vector<std::string>> needs;
  OrNone<std::vector<HandoffObjective>> objectives;
  OrNone<std::vector<HandoffExpectation>> expectations;
  OrNone<std::vector<Reference<Promise>>> promises;
  OrNone<std::vector<RaisedObjection>> objections;
  OrNone<std::optional<Contract>> contract;
  OrNone<std::optional<std::string>> why_now;
};
template <>
inline constexpr auto description<HandoffContext> = describe<HandoffContext>(
    "context", "What the receiver must know of the customer.",
    field<&HandoffContext::current_scenario>("current_scenario", "Where the customer is."),
    field<&HandoffContext::desired_scenario>("desired_scenario", "Where it wants to go."),
    field<&HandoffContext::history>("history", "What happened until the sale."),
    field<&HandoffContext::pains>("pains", "What hurts."),
    field<&HandoffContext::needs>("needs", "What is needed."),
    field<&HandoffContext::objectives>("objectives", "What the customer wants to reach, with numbers."),
    field<&HandoffContext::expectations>("expectations", "What each person expects."),
    field<&HandoffContext::promises>("promises", "Promises of the account made in this sale."),
    field<&HandoffContext::objections>("objections", "Objections raised and answers given."),
    field<&HandoffContext::contract>("contract", "What was signed."),
    field<&HandoffContext::why_now>("why_now", "Why the customer bought now."));

enum class WorkStatus : std::uint8_t { planned, doing, done, blocked };
template <>
struct Words<WorkStatus> {
  static constexpr std::string_view name = "status";
  static constexpr std::array<Word, 4> words{
      {{"planned", "Not begun"}, {"doing", "Under way"}, {"done", "Works"}, {"blocked", "Cannot go on"}}};
};

struct Integration {
  std::string system;
  std::optional<std::string> flow;
  std::optional<std::string> owner;
  std::optional<WorkStatus> status;
};
template <>
inline constexpr auto description<Integration> = describe<Integration>(
    "integration", "A system to be connected.", field<&Integration::system>("system", "Which system."),
    field<&Integration::flow>("flow", "What flows, from where to where."),
    field<&Integration::owner>("owner", "Who answers for it, on either side."),
    field<&Integration::status>("status", "How far it is."));

struct Automation {
  std::string what;
  std::optional<WorkStatus> status;
};
template <>
inline constexpr auto description<Automation> = describe<Automation>(
    "automation", "A process to be automated.", field<&Automation::what>("what", "Which process."),
    field<&Automation::status>("status", "How far it is."));

struct PlannedImprovement {
  std::string what;
  std::optional<bool> promised;
  std::optional<time::Date> expected_on;
};
template <>
inline constexpr auto description<PlannedImprovement> = describe<PlannedImprovement>(
    "planned improvement", "A future improvement already foreseen.",
    field<&PlannedImprovement::what>("what", "What will be better."),
    field<&PlannedImprovement::promised>("promised", "Whether the customer was told."),
    field<&PlannedImprovement::expected_on>("expected_on", "When it is expected."));

struct FollowUp {
  std::string action;
  std::optional<Reference<Person>> who;
  std::optional<time::Date> due_on;
};
template <>
inline constexpr auto description<FollowUp> = describe<FollowUp>(
    "follow-up", "What is done after the handoff, according to the touch model.",
    field<&FollowUp::action>("action", "What is done."), field<&FollowUp::who>("who", "By whom."),
    field<&FollowUp::due_on>("due_on", "By when."));

struct Introduction {
  std::optional<std::string> how;
  std::optional<std::string> who;
};
template <>
inline constexpr auto description<Introduction> = describe<Introduction>(
    "introduction", "How the customer comes to know the new team; when is in the timeline.",
    field<&Introduction::how>("how", "Meeting, e-mail, group."),
    field<&Introduction::who>("who", "Who is introduced to whom."));

struct Kickoff {
  std::vector<std::string> participants;
};
template <>
inline constexpr auto description<Kickoff> =
    describe<Kickoff>("kickoff", "The first meeting; when is in the timeline.",
                      field<&Kickoff::participants>("participants", "Who takes part, of both sides."));

enum class FitVerdict : std::uint8_t { good, poor };
template <>
struct Words<FitVerdict> {
  static constexpr std::string_view name = "fit";
  static constexpr std::array<Word, 2> words{
      {{"good", "Suits the value proposition"}, {"poor", "Does not suit it"}}};
};

struct HandoffFeedback {
  std::optional<FitVerdict> fit;
  std::optional<std::string> comment;
};
template <>
inline constexpr auto description<HandoffFeedback> = describe<HandoffFeedback>(
    "feedback", "What the receiver gives back.",
    field<&HandoffFeedback::fit>("fit", "How well the customer suits."),
    field<&HandoffFeedback::comment>("comment", "What Sales should know for the next sale."));

struct Handoff {
  Id<Handoff> id;
  Reference<Account> account;
  HandoffType type = HandoffType::sales_to_cs;
  std::vector<Reference<Subscription>> subscriptions;
  HandoffSide from;
  HandoffSide to;
  NonEmpty<TimelineEvent> timeline;
  std::vector<Exclusion> exclusions;
  Box<HandoffContext> context;
  OrNone<std::vector<Integration>> integrations;
  OrNone<std::vector<Automation>> automations;
  OrNone<std::vector<PlannedImprovement>> planned_improvements;
  OrNone<std::vector<std::string>> risks;
  OrNone<std::vector<FollowUp>> follow_up;
  OrNone<std::optional<Introduction>> introduction;
  OrNone<std::optional<Kickoff>> kickoff;
  Box<HandoffFeedback> feedback;
  Box<Locations> locations;
};
template <>
inline constexpr auto description<Handoff> = describe<Handoff>(
    "handoff", "A customer passed from one area to another, with all that is known.",
    field<&Handoff::id>("id", "Short name, unique in the folder, such as 2026-03-padaria-aurora."),
    field<&Handoff::account>("account", "The account handed over."),
    field<&Handoff::type>("type", "From which team to which."),
    field<&Handoff::subscriptions>("subscriptions", "Subscriptions of the account it is for."),
    field<&Handoff::from>("from", "Who hands over."), field<&Handoff::to>("to", "Who receives."),
    field<&Handoff::timeline>("timeline", "What happened, in order; the state follows from it."),
    field<&Handoff::exclusions>("exclusions", "Clocks that both parties agreed not to count."),
    field<&Handoff::context>("context", "What the receiver must know of the customer."),
    field<&Handoff::integrations>("integrations", "Systems to be connected."),
    field<&Handoff::automations>("automations", "Processes to be automated."),
    field<&Handoff::planned_improvements>("planned_improvements", "Future improvements already foreseen."),
    field<&Handoff::risks>("risks", "What may go wrong."),
    field<&Handoff::follow_up>("follow_up", "What is done next, according to the touch model."),
    field<&Handoff::introduction>("introduction", "How the customer comes to know the new team."),
    field<&Handoff::kickoff>("kickoff", "The first meeting."),
    field<&Handoff::feedback>("feedback", "What the receiver gives back."),
    field<&Handoff::locations>("locations",
                               "Where this customer's contract, plan, context and objective are."));

}  // namespace csx::model
