#pragma once

#include "csx/model/agreement_how.hpp"
#include "csx/model/journal_cases.hpp"

/// The blueprint of the post-sale experience. *Source*: article 003 of the mission.
namespace csx::model {

/// What a member of the design team stands for.
enum class TeamFunction : std::uint8_t {
  project,
  development,
  finance,
  operations,
  contact,
  sales,
  it,
  cs,
  support,
  marketing
};
template <>
struct Words<TeamFunction> {
  static constexpr std::string_view name = "function";
  static constexpr std::array<Word, 10> words{{{"project", "Project management"},
                                               {"development", "Product development"},
                                               {"finance", "Finance"},
                                               {"operations", "Operations"},
                                               {"contact", "Contact centre"},
                                               {"sales", "Sales"},
                                               {"it", "Information technology"},
                                               {"cs", "Customer Success"},
                                               {"support", "Support"},
                                               {"marketing", "Marketing"}}};
};

struct DesignMember {
  TeamFunction function = TeamFunction::project;
  Reference<Person> person;
};
template <>
inline constexpr auto description<DesignMember> =
    describe<DesignMember>("design team member", "Somebody who designs the experience.",
                           field<&DesignMember::function>("function", "What the person stands for."),
                           field<&DesignMember::person>("person", "Who."));

struct ExpectationTheme {
  Id<ExpectationTheme> id;
  std::string text;
  std::vector<Reference<Segment>> segments;
};
template <>
inline constexpr auto description<ExpectationTheme> = describe<ExpectationTheme>(
    "expectation theme", "A pattern found among expectations.",
    field<&ExpectationTheme::id>("id", "Short name; expectations of accounts and activities use it."),
    field<&ExpectationTheme::text>("text", "What customers expect."),
    field<&ExpectationTheme::segments>("segments", "Segments in which it was found."));

struct BlueprintActivity {
  std::string activity;
  std::optional<Initiative> initiative;
  std::vector<Channel> channels;
  std::optional<Area> owner;
  std::vector<Reference<ExpectationTheme>> serves;
};
template <>
inline constexpr auto description<BlueprintActivity> = describe<BlueprintActivity>(
    "blueprint activity", "Something done with or for the customer.",
    field<&BlueprintActivity::activity>("activity", "What is done; touchpoints use the same words."),
    field<&BlueprintActivity::initiative>("initiative", "Proactive or reactive."),
    field<&BlueprintActivity::channels>("channels", "Through which channels."),
    field<&BlueprintActivity::owner>("owner", "Area that does it."),
    field<&BlueprintActivity::serves>("serves", "Expectation themes it serves: at least one."));

struct BlueprintStage {
  Id<BlueprintStage> id;
  std::string title;
  std::optional<TouchModel> touch_level;
  std::vector<BlueprintActivity> activities;
};
template <>
inline constexpr auto description<BlueprintStage> = describe<BlueprintStage>(
    "blueprint stage", "A stage of the experience.",
    field<&BlueprintStage::id>("id", "Short name, unique in the blueprint."),
    field<&BlueprintStage::title>("title", "Its name for people."),
    field<&BlueprintStage::touch_level>("touch_level", "How near the customer is kept in this stage."),
    field<&BlueprintStage::activities>("activities", "What is done in it."));

struct Capability {
  std::string capability;
  std::vector<Reference<ExpectationTheme>> serves;
  std::optional<Level> ours;
  Map<FieldPath, Level> competitors;
};
template <>
inline constexpr auto description<Capability> =
    describe<Capability>("capability", "A row of the competitor matrix.",
                         field<&Capability::capability>("capability", "What can be done."),
                         field<&Capability::serves>("serves", "Expectation themes it serves."),
                         field<&Capability::ours>("ours", "How well we do it."),
                         field<&Capability::competitors>("competitors", "How well each competitor does it."));

struct WalkthroughFeedback {
  Id<WalkthroughFeedback> id;
  std::optional<std::string> who;
  std::string text;
};
template <>
inline constexpr auto description<WalkthroughFeedback> =
    describe<WalkthroughFeedback>("walkthrough feedback", "What a participant said.",
                                  field<&WalkthroughFeedback::id>("id", "Short name, for decisions."),
                                  field<&WalkthroughFeedback::who>("who", "Who said it."),
                                  field<&WalkthroughFeedback::text>("text", "What was said."));

struct WalkthroughDecision {
  std::vector<Reference<WalkthroughFeedback>> because;
  std::string decision;
  std::optional<bool> redesign;
};
template <>
inline constexpr auto description<WalkthroughDecision> = describe<WalkthroughDecision>(
    "walkthrough decision", "What was decided on feedback.",
    field<&WalkthroughDecision::because>("because", "Feedback behind it."),
    field<&WalkthroughDecision::decision>("decision", "What was decided."),
    field<&WalkthroughDecision::redesign>("redesign", "Whether the design changed."));

enum class WalkthroughRound : std::uint8_t { experts, customers };
template <>
struct Words<WalkthroughRound> {
  static constexpr std::string_view name = "walkthrough round";
  static constexpr std::array<Word, 2> words{
      {{"experts", "First: internal experts outside the design team"}, {"customers", "Second: customers"}}};
};

struct Walkthrough {
  WalkthroughRound round = WalkthroughRound::experts;
  std::optional<time::Date> held_on;
  std::optional<time::Date> closed_on;
  std::vector<Reference<Person>> participants;
  std::vector<Reference<Account>> customers;
  std::vector<WalkthroughFeedback> feedback;
  std::vector<WalkthroughDecision> decisions;
};
template <>
inline constexpr auto description<Walkthrough> = describe<Walkthrough>(
    "walkthrough", "A round of going through the design with others.",
    field<&Walkthrough::round>("round", "Which round."),
    field<&Walkthrough::held_on>("held_on", "When it was held."),
    field<&Walkthrough::closed_on>("closed_on", "When its feedback was decided on."),
    field<&Walkthrough::participants>("participants", "People of the company who took part."),
    field<&Walkthrough::customers>("customers", "Accounts that took part."),
    field<&Walkthrough::feedback>("feedback", "What was said."),
    field<&Walkthrough::decisions>("decisions", "What was decided."));

struct RolloutItem {
  std::string what;
  std::optional<Area> owner;
  std::optional<time::Date> done_on;
};
template <>
inline constexpr auto description<RolloutItem> = describe<RolloutItem>(
    "rollout item", "Something to build, train or put in place after both walkthroughs.",
    field<&RolloutItem::what>("what", "What."), field<&RolloutItem::owner>("owner", "Area that does it."),
    field<&RolloutItem::done_on>("done_on", "When it was done."));

enum class RequirementStatus : std::uint8_t { missing, planned, available };
template <>
struct Words<RequirementStatus> {
  static constexpr std::string_view name = "requirement status";
  static constexpr std::array<Word, 3> words{
      {{"missing", "Nobody has it"}, {"planned", "Will be there"}, {"available", "Is there"}}};
};

struct ItRequirement {
  std::string what;
  std::optional<std::string> system;
  std::optional<RequirementStatus> status;
};
template <>
inline constexpr auto description<ItRequirement> =
    describe<ItRequirement>("IT requirement", "Information that must flow for the experience not to break.",
                            field<&ItRequirement::what>("what", "Which information."),
                            field<&ItRequirement::system>("system", "Where it lives."),
                            field<&ItRequirement::status>("status", "Whether it is there."));

struct Blueprint {
  Id<Blueprint> id;
  std::string title;
  std::vector<DesignMember> design_team;
  std::vector<ExpectationTheme> themes;
  std::vector<BlueprintStage> stages;
  std::vector<Capability> capabilities;
  std::vector<Responsibility> responsibilities;
  std::vector<ItRequirement> it_requirements;
  std::vector<Walkthrough> walkthroughs;
  std::vector<RolloutItem> rollout;
};
template <>
inline constexpr auto description<Blueprint> = describe<Blueprint>(
    "blueprint", "The design of the experience after the sale.",
    field<&Blueprint::id>("id", "Name of the blueprint, unique in the folder."),
    field<&Blueprint::title>("title", "Its title for people."),
    field<&Blueprint::design_team>("design_team", "Who designs it: a team across functions."),
    field<&Blueprint::themes>("themes", "Patterns found among customers' expectations."),
    field<&Blueprint::stages>("stages", "Stages with their activities, in order."),
    field<&Blueprint::capabilities>("capabilities", "What we and competitors can do."),
    field<&Blueprint::responsibilities>("responsibilities", "Who does what: the RACI matrix."),
    field<&Blueprint::it_requirements>("it_requirements", "Information needs."),
    field<&Blueprint::walkthroughs>("walkthroughs", "Two rounds: experts outside the team, then customers."),
    field<&Blueprint::rollout>("rollout", "What is put in place once both rounds are closed."));

}  // namespace csx::model
