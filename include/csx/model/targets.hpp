#pragma once

#include "csx/model/scalar.hpp"

/// Everything that ids name, in one place, so that records can refer to one another in any order.
namespace csx::model {

// Kinds of records.
struct Person;
struct Calendar;
struct Agreement;
struct Account;
struct Handoff;
struct Playbook;
struct Blueprint;
struct Knowledge;
struct Opinion;
struct Review;
struct Action;
struct Mapping;
struct Audit;
// Parts of agreements.
struct Segment;
struct Persona;
struct Pain;
struct Objective;
struct Differentiator;
struct Tier;
struct Commitment;
struct Objection;
struct JourneyStage;
struct HealthMeasure;
struct Band;
// Parts of accounts.
struct Contact;
struct Expectation;
struct SuccessObjective;
struct Promise;
struct Milestone;
struct Subscription;
struct ActionPlan;
// Parts of the folder or of their own record.
struct Entry;
struct Article;
struct PlaybookStep;
struct BlueprintStage;
struct ExpectationTheme;
struct WalkthroughFeedback;

// clang-format off
template <> struct TargetOf<Person>     { static constexpr Target target{"person"}; };
template <> struct TargetOf<Calendar>   { static constexpr Target target{"calendar"}; };
template <> struct TargetOf<Agreement>  { static constexpr Target target{"agreement"}; };
template <> struct TargetOf<Account>    { static constexpr Target target{"account"}; };
template <> struct TargetOf<Handoff>    { static constexpr Target target{"handoff"}; };
template <> struct TargetOf<Playbook>   { static constexpr Target target{"playbook"}; };
template <> struct TargetOf<Blueprint>  { static constexpr Target target{"blueprint"}; };
template <> struct TargetOf<Knowledge>  { static constexpr Target target{"knowledge"}; };
template <> struct TargetOf<Opinion>    { static constexpr Target target{"opinion"}; };
template <> struct TargetOf<Review>     { static constexpr Target target{"review"}; };
template <> struct TargetOf<Action>     { static constexpr Target target{"action"}; };
template <> struct TargetOf<Mapping>    { static constexpr Target target{"mapping"}; };
template <> struct TargetOf<Audit>      { static constexpr Target target{"audit"}; };

template <> struct TargetOf<Segment>        { static constexpr Target target{"segment", Scope::agreement}; };
template <> struct TargetOf<Persona>        { static constexpr Target target{"persona", Scope::agreement}; };
template <> struct TargetOf<Pain>           { static constexpr Target target{"pain", Scope::agreement}; };
template <> struct TargetOf<Objective>      { static constexpr Target target{"objective", Scope::agreement}; };
template <> struct TargetOf<Differentiator> { static constexpr Target target{"differentiator", Scope::agreement}; };
template <> struct TargetOf<Tier>           { static constexpr Target target{"tier", Scope::agreement}; };
template <> struct TargetOf<Commitment>     { static constexpr Target target{"commitment", Scope::agreement}; };
template <> struct TargetOf<Objection>      { static constexpr Target target{"objection", Scope::agreement}; };
template <> struct TargetOf<JourneyStage>   { static constexpr Target target{"journey stage", Scope::agreement}; };
template <> struct TargetOf<HealthMeasure>  { static constexpr Target target{"health measure", Scope::agreement}; };
template <> struct TargetOf<Band>           { static constexpr Target target{"band", Scope::agreement}; };

template <> struct TargetOf<Contact>          { static constexpr Target target{"contact", Scope::account}; };
template <> struct TargetOf<Expectation>      { static constexpr Target target{"expectation", Scope::account}; };
template <> struct TargetOf<SuccessObjective> { static constexpr Target target{"success objective", Scope::account}; };
template <> struct TargetOf<Promise>          { static constexpr Target target{"promise", Scope::account}; };
template <> struct TargetOf<Milestone>        { static constexpr Target target{"milestone", Scope::account}; };
template <> struct TargetOf<Subscription>     { static constexpr Target target{"subscription", Scope::account}; };
template <> struct TargetOf<ActionPlan>       { static constexpr Target target{"action plan", Scope::account}; };

template <> struct TargetOf<Entry>               { static constexpr Target target{"entry"}; };
template <> struct TargetOf<Article>             { static constexpr Target target{"article"}; };
template <> struct TargetOf<PlaybookStep>        { static constexpr Target target{"playbook step", Scope::any_record}; };
template <> struct TargetOf<BlueprintStage>      { static constexpr Target target{"blueprint stage", Scope::record}; };
template <> struct TargetOf<ExpectationTheme>    { static constexpr Target target{"expectation theme", Scope::record}; };
template <> struct TargetOf<WalkthroughFeedback> { static constexpr Target target{"feedback", Scope::record}; };
// clang-format on

}  // namespace csx::model
