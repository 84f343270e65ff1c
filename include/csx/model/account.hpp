#pragma once

#include "csx/model/account_people.hpp"
#include "csx/model/account_success.hpp"
#include "csx/model/agreement_how.hpp"
#include "csx/model/exclusion.hpp"

namespace csx::model {

struct Term {
  std::optional<time::Date> renews_on;
  std::optional<time::Duration> notice;
  std::optional<bool> auto_renew;
};
template <>
inline constexpr auto description<Term> =
    describe<Term>("term", "How long a subscription is bound.",
                   field<&Term::renews_on>("renews_on", "When it renews or ends."),
                   field<&Term::notice>("notice", "How long before that notice must be given."),
                   field<&Term::auto_renew>("auto", "Whether it renews by itself."));

struct SubscriptionChange {
  time::Date date;
  Money mrr;
  std::optional<std::string> plan;
  std::optional<Origin> origin;
  Box<std::string> why;
};
template <>
inline constexpr auto description<SubscriptionChange> = describe<SubscriptionChange>(
    "subscription change", "A new price from a day on.",
    field<&SubscriptionChange::date>("date", "First day of the new price."),
    field<&SubscriptionChange::mrr>("mrr", "Monthly recurring revenue from then.", {.min = 0}),
    field<&SubscriptionChange::plan>("plan", "Plan from then."),
    field<&SubscriptionChange::origin>("origin", "Who brought the change about."),
    field<&SubscriptionChange::why>("why", "Why it changed."));

struct Subscription {
  Id<Subscription> id;
  std::string product;
  std::optional<std::string> plan;
  Money mrr;
  time::Date start_on;
  std::optional<time::Timestamp> signed_at;
  std::optional<Origin> origin;
  std::optional<bool> trial;
  Box<Term> term;
  std::vector<SubscriptionChange> changes;
  std::optional<time::Date> end_on;
  std::optional<Origin> end_origin;
  Box<std::string> end_reason;
};
template <>
inline constexpr auto description<Subscription> = describe<Subscription>(
    "subscription", "What the customer pays for: active from start_on to the day before end_on.",
    field<&Subscription::id>("id", "Short name, unique in the account."),
    field<&Subscription::product>("product", "What is bought; need not be software."),
    field<&Subscription::plan>("plan", "Plan or edition."),
    field<&Subscription::mrr>("mrr",
                              "Monthly recurring revenue at the start; other terms brought down to a month.",
                              {.min = 0}),
    field<&Subscription::start_on>("start_on", "First day."),
    field<&Subscription::signed_at>("signed_at", "When the contract was signed."),
    field<&Subscription::origin>("origin", "Who sold it."),
    field<&Subscription::trial>("trial",
                                "A trial gives no revenue, no logo and no movement; not one unless said."),
    field<&Subscription::term>("term", "How long it is bound."),
    field<&Subscription::changes>("changes", "Later prices, oldest first."),
    field<&Subscription::end_on>("end_on", "First day on which it is no more; only for a decided end."),
    field<&Subscription::end_origin>("end_origin", "Who brought the end about."),
    field<&Subscription::end_reason>("end_reason", "Why it ended."));

struct Account {
  Id<Account> id;
  std::string name;
  std::optional<Dated<Reference<Segment>>> segment;
  std::optional<Dated<Reference<Tier>>> tier;
  std::optional<Dated<TouchModel>> touch_model;
  std::optional<std::string> lead_source;
  std::optional<Owners> owners;
  std::optional<Reference<Calendar>> calendar;
  Box<Acquisition> acquisition;
  Box<Profile> profile;
  std::optional<Level> expansion_potential;
  std::optional<Level> service_expectation;
  Box<Xray> xray;
  OrNone<std::vector<Contact>> contacts;
  OrNone<std::vector<Expectation>> expectations;
  Box<Success> success;
  OrNone<std::vector<Promise>> promises;
  Box<Onboarding> onboarding;
  std::vector<Milestone> milestones;
  std::vector<Subscription> subscriptions;
  std::vector<ActionPlan> plans;
  Box<Locations> documents;
  Map<FieldPath, AnyValue> fit;
  std::vector<CompetitorUse> competitors;
  std::vector<Exclusion> exclusions;
};
template <>
inline constexpr auto description<Account> = describe<Account>(
    "account", "A customer, or somebody who may become one.",
    field<&Account::id>("id", "Short name, unique in the folder; other records use it."),
    field<&Account::name>("name", "The customer's name."),
    field<&Account::segment>("segment", "Segment of the agreement it belongs to."),
    field<&Account::tier>("tier", "Tier of the agreement it is in."),
    field<&Account::touch_model>("touch_model", "How near it is kept; its tier's unless said."),
    field<&Account::lead_source>("lead_source", "Where the lead came from."),
    field<&Account::owners>("owners", "Who answers for it."),
    field<&Account::calendar>("calendar", "When the customer works, for clocks that ask."),
    field<&Account::acquisition>("acquisition", "What it cost to win it."),
    field<&Account::profile>("profile", "What kind of company it is."),
    field<&Account::expansion_potential>("expansion_potential", "How much more it may buy."),
    field<&Account::service_expectation>("service_expectation", "How much service it expects."),
    field<&Account::xray>("xray", "The client at a glance."),
    field<&Account::contacts>("contacts", "People at the customer's."),
    field<&Account::expectations>("expectations", "What the customer expects."),
    field<&Account::success>("success", "What success is for it."),
    field<&Account::promises>("promises", "What was sold and must be delivered."),
    field<&Account::onboarding>("onboarding", "How it is brought to first value."),
    field<&Account::milestones>("milestones", "Peaks of success."),
    field<&Account::subscriptions>("subscriptions", "What it pays for."),
    field<&Account::plans>("plans", "Action plans."),
    field<&Account::documents>("documents", "Where contract, plan, context and objective are kept."),
    field<&Account::fit>("fit", "Answers to the agreement's fit criteria."),
    field<&Account::competitors>("competitors", "Competitors seen there."),
    field<&Account::exclusions>(
        "exclusions",
        "Clocks of the account, or of a handoff it never had, that both parties agreed "
        "not to count."));

}  // namespace csx::model
