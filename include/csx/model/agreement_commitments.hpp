#pragma once

#include "csx/model/describe.hpp"
#include "csx/model/targets.hpp"
#include "csx/model/vocabulary.hpp"

/// What each area owes, as clocks and metric targets. *Source*: clocks.md of the design.
namespace csx::model {

enum class Subject : std::uint8_t { handoff, ticket, survey, request, improvement, account };
template <>
struct Words<Subject> {
  static constexpr std::string_view name = "subject";
  static constexpr std::array<Word, 6> words{{{"handoff", "Each handoff"},
                                              {"ticket", "Each ticket"},
                                              {"survey", "Each answer to a survey"},
                                              {"request", "Each request to the customer"},
                                              {"improvement", "Each improvement asked of another area"},
                                              {"account", "Each account"}}};
};

/// `responsible`, `account`, or the id of a calendar.
struct CalendarChoice {
  std::string value;
  bool is_responsible() const { return value == "responsible"; }
  bool is_account() const { return value == "account"; }
  friend auto operator<=>(const CalendarChoice&, const CalendarChoice&) = default;
};
template <>
struct Scalar<CalendarChoice> : WrappedText<CalendarChoice> {
  static constexpr std::string_view name = "calendar choice";
  static constexpr std::string_view expected = "responsible, account or the id of a calendar";
  static std::optional<std::string> parse(std::string_view text, CalendarChoice& value) {
    return detail::parse_id(text, value.value);
  }
  static void schema(Json& out) { detail::id_schema(out); }
};

/// What is to be reached: a condition, or a share that means "at least".
struct Goal {
  Condition condition;
  bool bare_share = false;  ///< written `95%`
  friend bool operator==(const Goal&, const Goal&) = default;
};
template <>
struct Scalar<Goal> : ScalarBase<Goal> {
  static constexpr std::string_view name = "target";
  static constexpr std::string_view expected = "a share such as 95%, or a condition such as \">= 80%\"";
  static std::optional<std::string> parse(std::string_view text, Goal& value);
  static std::string print(const Goal& value);
  static void schema(Json& out);
};

struct WithinRow {
  std::optional<OneOrMany<Reference<Tier>>> tier;
  std::optional<OneOrMany<Reference<Segment>>> segment;
  std::optional<OneOrMany<TouchModel>> touch_model;
  std::optional<OneOrMany<Priority>> priority;
  Map<FieldPath, OneOrMany<AnyValue>> when;
  time::Duration within;
};
template <>
inline constexpr auto description<WithinRow> = describe<WithinRow>(
    "time limit", "A row of the decision table: the first whose conditions hold gives the time allowed.",
    field<&WithinRow::tier>("tier", "Only accounts of these tiers."),
    field<&WithinRow::segment>("segment", "Only accounts of these segments."),
    field<&WithinRow::touch_model>("touch_model", "Only accounts of these touch models."),
    field<&WithinRow::priority>("priority", "Only subjects of these priorities."),
    field<&WithinRow::when>("when",
                            "Only where other fields of the subject or its account have these values."),
    field<&WithinRow::within>("within", "Time allowed."));

struct Clock {
  std::optional<OneOrMany<Event>> from;
  OneOrMany<Event> to;
  std::vector<Event> pause;
  std::vector<CalendarChoice> calendar;
  std::optional<Share> warn_at;
  std::vector<WithinRow> within;
  std::optional<Recurrence> every;
};
template <>
inline constexpr auto description<Clock> = describe<Clock>(
    "clock", "From which event to which, and how long it may take.",
    field<&Clock::from>("from",
                        "Event that starts the clock; a recurring clock without it starts with the account."),
    field<&Clock::to>("to", "Event that stops it, or several: the first that happens."),
    field<&Clock::pause>("pause", "Events whose span does not count: on-hold."),
    field<&Clock::calendar>("calendar",
                            "Whose hours count: responsible, account or a calendar; the first that exists."),
    field<&Clock::warn_at>("warn_at", "Share of the time after which the clock warns.",
                           {.min = 0, .max = 100}),
    field<&Clock::within>("within", "Time allowed: the first row that matches."),
    field<&Clock::every>("every", "For a recurring clock: a duration, or the touch model's cadence."));

struct QualityGate {
  std::optional<Condition> completeness;
  std::optional<Condition> quality;
};
template <>
inline constexpr auto description<QualityGate> = describe<QualityGate>(
    "quality gate", "What a submission must reach to stop the clock.",
    field<&QualityGate::completeness>("completeness",
                                      "Condition on the share of required information present."),
    field<&QualityGate::quality>("quality", "Condition on its graded quality."));

struct Commitment {
  Id<Commitment> id;
  std::optional<std::string> statement;
  Area responsible;
  std::optional<Subject> subject;
  Map<FieldPath, OneOrMany<AnyValue>> when;
  Box<Clock> clock;
  std::optional<MetricId> metric;
  std::optional<time::Duration> every;
  Map<FieldPath, OneOrMany<AnyValue>> where;
  std::optional<Goal> target;
  std::optional<QualityGate> quality;
  std::optional<std::string> consequence;
};
template <>
inline constexpr auto description<Commitment> =
    describe<Commitment>(
        "commitment", "What an area owes: a clock on each subject, or a target on a metric.",
        field<&Commitment::id>("id", "Name of the commitment, unique in the agreement."),
        field<&Commitment::statement>("statement", "The commitment in a sentence for people."),
        field<&Commitment::responsible>("responsible", "Area that owes it."),
        field<&Commitment::subject>("subject", "What each clock is about."),
        field<&Commitment::when>("when",
                                 "Only subjects whose fields, or whose account's, have these values."),
        field<&Commitment::clock>("clock", "From when to when, and how long it may take."),
        field<&Commitment::metric>("metric", "Metric of the catalogue that is measured."),
        field<&Commitment::every>("every", "How often the metric is judged."),
        field<&Commitment::where>("where", "Only records whose fields have these values."),
        field<&Commitment::target>("target", "Share of subjects in time, or condition on the metric."),
        field<&Commitment::quality>("quality", "What a submission must reach to stop the clock."),
        field<&Commitment::consequence>("consequence", "What follows when it is missed."))
        .one_of("clock", "metric");

}  // namespace csx::model
