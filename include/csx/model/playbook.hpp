#pragma once

#include "csx/model/describe.hpp"
#include "csx/model/targets.hpp"
#include "csx/model/vocabulary.hpp"

namespace csx::model {

struct PlaybookStep {
  Id<PlaybookStep> id;
  std::string title;
  std::optional<std::string> guide;
  std::optional<Area> owner;
  std::optional<time::Duration> within;
  std::vector<FieldPath> requires_fields;
  std::vector<std::string> tests;
};
template <>
inline constexpr auto description<PlaybookStep> = describe<PlaybookStep>(
    "playbook step", "A step, after the one before it.",
    field<&PlaybookStep::id>("id", "Short name, unique in the playbook; accounts refer to it."),
    field<&PlaybookStep::title>("title", "Its name for people."),
    field<&PlaybookStep::guide>("guide", "How it is done."),
    field<&PlaybookStep::owner>("owner", "Area that does it."),
    field<&PlaybookStep::within>("within", "How long it may take."),
    field<&PlaybookStep::requires_fields>("requires",
                                          "Fields of the account that are filled when it is done."),
    field<&PlaybookStep::tests>("tests", "What must work before it is done."));

/// What csx asks a person to act on. *Source*: metrics.md of the design, "Alerts".
enum class AlertKind : std::uint8_t {
  commitment,
  detractor,
  passive,
  promoter,
  contact_overdue,
  value_overdue,
  overdue_payment,
  health_drop,
  renewal,
  promise_overdue,
  success_stale,
  xray_stale,
  difficult,
  portfolio_full,
  milestone,
  review_overdue,
  audit_overdue,
  opinion_open,
  action_overdue
};
template <>
struct Words<AlertKind> {
  static constexpr std::string_view name = "alert";
  static constexpr std::array<Word, 19> words{
      {{"commitment", "A clock is in warning or breached"},
       {"detractor", "A detractor waits for an answer"},
       {"passive", "A passive waits for an answer"},
       {"promoter", "A promoter waits for an answer"},
       {"contact-overdue", "The contact cadence is about to be, or is, missed"},
       {"value-overdue", "The customer has seen no value for longer than its value cycle"},
       {"overdue-payment", "A payment is overdue"},
       {"health-drop", "The health is in a lower band than before"},
       {"renewal", "A term ends, and notice may be given"},
       {"promise-overdue", "A promise was not delivered when it was due"},
       {"success-stale", "The definition of success was not confirmed for long"},
       {"xray-stale", "The client X-ray was not reviewed for long"},
       {"difficult", "The customer shows the signs of a difficult one"},
       {"portfolio-full", "A CSM has more load than capacity"},
       {"milestone", "A milestone was reached and not celebrated"},
       {"review-overdue", "The review of an agreement is overdue"},
       {"audit-overdue", "The audit of an agreement is overdue"},
       {"opinion-open", "An opinion waits for an answer"},
       {"action-overdue", "An action was not done when it was due"}}};
};

struct Playbook {
  Id<Playbook> id;
  std::string title;
  std::optional<std::string> stage;
  std::optional<std::string> trigger;
  std::vector<AlertKind> alerts;
  std::optional<Area> owner;
  std::vector<TouchModel> touch_models;
  std::vector<Reference<Segment>> segments;
  std::vector<PlaybookStep> steps;
};
template <>
inline constexpr auto description<Playbook> = describe<Playbook>(
    "playbook", "How something is done, step by step; with a trigger, a contingency plan.",
    field<&Playbook::id>("id", "Name of the playbook, unique in the folder."),
    field<&Playbook::title>("title", "Its title for people."),
    field<&Playbook::stage>("stage", "Stage of the journey it is for, such as onboarding."),
    field<&Playbook::trigger>("trigger", "What sets it off, for a contingency plan."),
    field<&Playbook::alerts>("alerts", "Alerts for which it is suggested."),
    field<&Playbook::owner>("owner", "Area that keeps it."),
    field<&Playbook::touch_models>("touch_models", "Touch models it is for; all unless said."),
    field<&Playbook::segments>("segments", "Segments it is for; all unless said."),
    field<&Playbook::steps>("steps", "The steps, in order."));

struct Article {
  Id<Article> id;
  std::string title;
  std::optional<std::string> product_area;
  std::vector<std::string> questions;
  std::optional<std::string> answer;
  std::optional<Reference<Person>> owner;
  std::optional<time::Date> reviewed_on;
  std::optional<std::string> url;
};
template <>
inline constexpr auto description<Article> =
    describe<Article>("article", "An article of the knowledge base.",
                      field<&Article::id>("id", "Name of the article, unique in the folder."),
                      field<&Article::title>("title", "Its title."),
                      field<&Article::product_area>("product_area", "Part of the product."),
                      field<&Article::questions>("questions", "Questions it answers, as customers ask them."),
                      field<&Article::answer>("answer", "The technical answer in short."),
                      field<&Article::owner>("owner", "Who keeps it true."),
                      field<&Article::reviewed_on>("reviewed_on", "When it was last found true."),
                      field<&Article::url>("url", "Where it is."));

struct Knowledge {
  Id<Knowledge> id;
  std::optional<std::string> title;
  std::vector<Article> articles;
};
template <>
inline constexpr auto description<Knowledge> =
    describe<Knowledge>("knowledge base", "The index of articles and frequent questions.",
                        field<&Knowledge::id>("id", "Name of the index, unique in the folder."),
                        field<&Knowledge::title>("title", "Its title for people."),
                        field<&Knowledge::articles>("articles", "The articles."));

}  // namespace csx::model
