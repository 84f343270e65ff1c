#pragma once

#include "csx/model/describe.hpp"
#include "csx/model/targets.hpp"
#include "csx/model/vocabulary.hpp"

/// The agreement's how: procedures, borders, responsibilities, tiers and touch models.
namespace csx::model {

struct ProcedureStep {
  std::string step;
  std::optional<Area> who;
  std::optional<std::string> what;
};
template <>
inline constexpr auto description<ProcedureStep> =
    describe<ProcedureStep>("procedure step", "A step of how something is done.",
                            field<&ProcedureStep::step>("step", "Name of the step."),
                            field<&ProcedureStep::who>("who", "Area that does it."),
                            field<&ProcedureStep::what>("what", "What is done."));

struct HandoffRule {
  HandoffType type = HandoffType::sales_to_cs;
  Event trigger = Event::contract_signed;
  std::vector<Origin> origins;
  std::vector<ProcedureStep> procedure;
};
template <>
inline constexpr auto description<HandoffRule> = describe<HandoffRule>(
    "handoff rule", "When a handoff is due and how it is made.",
    field<&HandoffRule::type>("type", "Type of handoff."),
    field<&HandoffRule::trigger>("trigger", "Event after which it is due."),
    field<&HandoffRule::origins>(
        "origins", "Later subscriptions of these origins need a handoff too; none unless said."),
    field<&HandoffRule::procedure>("procedure", "How the delivery is made, step by step."));

struct Objection {
  Id<Objection> id;
  std::string objection;
  std::string answer;
};
template <>
inline constexpr auto description<Objection> =
    describe<Objection>("objection", "A main objection of buyers and how it is treated.",
                        field<&Objection::id>("id", "Name of the objection; handoffs refer to it."),
                        field<&Objection::objection>("objection", "What buyers say."),
                        field<&Objection::answer>("answer", "What they are answered."));

struct JourneyStage {
  Id<JourneyStage> id;
  std::optional<std::string> title;
  std::optional<Area> accountable;
  std::optional<std::string> starts;
  std::optional<std::string> ends;
};
template <>
inline constexpr auto description<JourneyStage> = describe<JourneyStage>(
    "journey stage", "A stage of the customer's journey and the one area that answers for it.",
    field<&JourneyStage::id>("id", "Name of the stage."),
    field<&JourneyStage::title>("title", "Its name for people."),
    field<&JourneyStage::accountable>("accountable",
                                      "The area that answers for it: where Sales ends and CS begins."),
    field<&JourneyStage::starts>("starts", "What begins the stage."),
    field<&JourneyStage::ends>("ends", "What ends the stage."));

struct Responsibility {
  std::string activity;
  std::vector<Area> responsible;
  std::optional<OneOrMany<Area>> accountable;
  std::vector<Area> consulted;
  std::vector<Area> informed;
};
template <>
inline constexpr auto description<Responsibility> = describe<Responsibility>(
    "responsibility", "One row of the RACI matrix.",
    field<&Responsibility::activity>("activity", "What is done."),
    field<&Responsibility::responsible>("responsible", "Who does it (R)."),
    field<&Responsibility::accountable>("accountable", "Who answers for it (A): exactly one."),
    field<&Responsibility::consulted>("consulted", "Who is asked before (C)."),
    field<&Responsibility::informed>("informed", "Who is told after (I)."));

struct RoleScope {
  Area area;
  std::string does;
  std::optional<std::string> does_not;
};
template <>
inline constexpr auto description<RoleScope> = describe<RoleScope>(
    "role scope", "What an area is there for, so that roles do not overlap.",
    field<&RoleScope::area>("area", "The area."), field<&RoleScope::does>("does", "What it is there for."),
    field<&RoleScope::does_not>("does_not", "What it leaves to others."));

struct ExpansionMoment {
  std::string moment;
  std::string offer;
  std::optional<Area> responsible;
};
template <>
inline constexpr auto description<ExpansionMoment> = describe<ExpansionMoment>(
    "expansion moment", "When to offer more, and what.",
    field<&ExpansionMoment::moment>("moment", "How the moment is recognised."),
    field<&ExpansionMoment::offer>("offer",
                                   "What is offered: more of the same, another product, a referral."),
    field<&ExpansionMoment::responsible>("responsible", "Area that makes the offer."));

struct Locations {
  std::optional<std::string> contract;
  std::optional<std::string> plan;
  std::optional<std::string> context;
  std::optional<std::string> objective;
};
template <>
inline constexpr auto description<Locations> =
    describe<Locations>("locations", "Where papers are kept, open to both areas.",
                        field<&Locations::contract>("contract", "Where the contract is."),
                        field<&Locations::plan>("plan", "Where the plan bought is."),
                        field<&Locations::context>("context", "Where the customer's context is."),
                        field<&Locations::objective>("objective", "Where the customer's objective is."));

struct How {
  std::vector<HandoffRule> handoffs;
  std::vector<std::string> sales_process;
  std::vector<Objection> objections;
  std::vector<JourneyStage> journey;
  std::vector<Responsibility> responsibilities;
  std::vector<RoleScope> roles;
  std::vector<ExpansionMoment> expansion_moments;
  Box<Locations> locations;
};
template <>
inline constexpr auto description<How> = describe<How>(
    "how", "How it is to be delivered.",
    field<&How::handoffs>("handoffs", "When handoffs are due and how they are made."),
    field<&How::sales_process>("sales_process", "How the sales process runs, step by step."),
    field<&How::objections>("objections", "Main objections and how they are treated."),
    field<&How::journey>("journey", "Stages of the customer's journey, in order."),
    field<&How::responsibilities>("responsibilities", "Who does what: the RACI matrix."),
    field<&How::roles>("roles", "What each area is there for."),
    field<&How::expansion_moments>("expansion_moments", "When to offer more, and what."),
    field<&How::locations>("locations", "Where contract, plan, context and objective are kept."));

struct TierCriterion {
  FieldPath field;
  Condition is;
};
template <>
inline constexpr auto description<TierCriterion> =
    describe<TierCriterion>("tier criterion", "A condition that puts an account into a tier.",
                            field<&TierCriterion::field>("field", "Field of the account, or mrr."),
                            field<&TierCriterion::is>("is", "Condition on its value."));

struct TierProcess {
  Area area;
  std::string process;
  std::optional<Reference<Playbook>> playbook;
};
template <>
inline constexpr auto description<TierProcess> =
    describe<TierProcess>("tier process", "A process of CS or Support that applies to a tier.",
                          field<&TierProcess::area>("area", "Area that runs it."),
                          field<&TierProcess::process>("process", "What is done for accounts of the tier."),
                          field<&TierProcess::playbook>("playbook", "Playbook that says how."));

struct Tier {
  Id<Tier> id;
  std::optional<std::string> name;
  std::int64_t rank = 1;
  std::optional<TouchModel> touch_model;
  std::vector<TierCriterion> criteria;
  std::vector<TierProcess> processes;
};
template <>
inline constexpr auto description<Tier> = describe<Tier>(
    "tier", "A level of dedication: the higher, the more service.",
    field<&Tier::id>("id", "Name of the tier; accounts refer to it."),
    field<&Tier::name>("name", "Its name for people."),
    field<&Tier::rank>("rank", "1 is the highest tier.", {.min = 1}),
    field<&Tier::touch_model>("touch_model", "Touch model of its accounts."),
    field<&Tier::criteria>("criteria", "Conditions, all of which put an account into the tier."),
    field<&Tier::processes>("processes", "Processes of CS and Support that apply."));

struct TouchPolicy {
  TouchModel id = TouchModel::tech_touch;
  std::optional<time::Duration> cadence;
  std::vector<Channel> channels;
  std::optional<std::int64_t> max_accounts_per_csm;
  std::optional<Decimal> hours_per_account;
  std::optional<TouchModel> includes;
  std::vector<std::string> routines;
  std::vector<std::string> follow_up;
};
template <>
inline constexpr auto description<TouchPolicy> = describe<TouchPolicy>(
    "touch model policy", "What a touch model means in practice.",
    field<&TouchPolicy::id>("id", "The touch model."),
    field<&TouchPolicy::cadence>("cadence", "Longest time between two contacts."),
    field<&TouchPolicy::channels>("channels", "Channels in use."),
    field<&TouchPolicy::max_accounts_per_csm>("max_accounts_per_csm",
                                              "How many such accounts a CSM can hold.",
                                              {.min = 1, .unit = "accounts"}),
    field<&TouchPolicy::hours_per_account>("hours_per_account", "CSM hours that an account takes a month.",
                                           {.min = 0, .unit = "hours a month"}),
    field<&TouchPolicy::includes>("includes", "The touch model whose tools it includes."),
    field<&TouchPolicy::routines>("routines", "Macro routines of client and team."),
    field<&TouchPolicy::follow_up>("follow_up",
                                   "Follow-up actions that a handoff into this model must list."));

enum class PortfolioCriterion : std::uint8_t { mrr, expansion_potential, service_expectation, company_size };
template <>
struct Words<PortfolioCriterion> {
  static constexpr std::string_view name = "portfolio criterion";
  static constexpr std::array<Word, 4> words{{{"mrr", "Monthly recurring revenue"},
                                              {"expansion_potential", "How much more the account may buy"},
                                              {"service_expectation", "How much service it expects"},
                                              {"company_size", "Size of the company"}}};
};

struct PortfolioPolicy {
  std::vector<PortfolioCriterion> criteria;
  std::optional<Share> max_imbalance;
};
template <>
inline constexpr auto description<PortfolioPolicy> = describe<PortfolioPolicy>(
    "portfolio", "How accounts are spread over CSMs.",
    field<&PortfolioPolicy::criteria>("criteria", "What portfolios are balanced by."),
    field<&PortfolioPolicy::max_imbalance>("max_imbalance",
                                           "Largest difference from the mean that is accepted.", {.min = 0}));

}  // namespace csx::model
