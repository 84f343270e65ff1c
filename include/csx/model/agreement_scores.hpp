#pragma once

#include "csx/model/describe.hpp"
#include "csx/model/targets.hpp"
#include "csx/model/vocabulary.hpp"

/// Fit, health, difficult customers and thresholds. *Source*: metrics.md of the design.
namespace csx::model {

struct ScoreRange {
  Decimal worst;
  Decimal best;
};
template <>
inline constexpr auto description<ScoreRange> =
    describe<ScoreRange>("score range", "A straight line from score 0 to score 100.",
                         field<&ScoreRange::worst>("worst", "Value that scores 0, and all beyond it."),
                         field<&ScoreRange::best>("best", "Value that scores 100, and all beyond it."));

struct ScoreStep {
  Condition is;
  Decimal score;
};
template <>
inline constexpr auto description<ScoreStep> = describe<ScoreStep>(
    "score step", "A condition and its score.", field<&ScoreStep::is>("is", "Condition on the value."),
    field<&ScoreStep::score>("score", "Score where it is the first that holds.", {.min = 0, .max = 100}));

struct ScoreRule {
  Map<AnyValue, Decimal> table;
  std::optional<ScoreRange> range;
  std::vector<ScoreStep> steps;
};
template <>
inline constexpr auto description<ScoreRule> =
    describe<ScoreRule>("score rule", "From a value to a score of 0 to 100.",
                        field<&ScoreRule::table>("table", "Score by word.", {.min = 0, .max = 100}),
                        field<&ScoreRule::range>("range", "Linear between two values."),
                        field<&ScoreRule::steps>("steps", "Conditions in order: the first that holds."))
        .one_of("table", "range", "steps");

struct Band {
  Id<Band> id;
  std::optional<std::string> name;
  Decimal from;
  Decimal to;
};
template <>
inline constexpr auto description<Band> =
    describe<Band>("band", "A part of the scale from 0 to 100: from included, to not (100 is in the last).",
                   field<&Band::id>("id", "Name of the band: red, yellow, green."),
                   field<&Band::name>("name", "Its name for people."),
                   field<&Band::from>("from", "Lowest score.", {.min = 0, .max = 100}),
                   field<&Band::to>("to", "Score at which the next band begins.", {.min = 0, .max = 100}));

struct FitCriterion {
  FieldPath field;
  Decimal weight;
  ScoreRule score;
  std::vector<AnyValue> knock_out;
};
template <>
inline constexpr auto description<FitCriterion> = describe<FitCriterion>(
    "fit criterion", "One question about how well a customer suits the value proposition.",
    field<&FitCriterion::field>("field", "Field of the account that answers it, such as fit.erp."),
    field<&FitCriterion::weight>("weight", "Its weight in the sum.", {.min = 0}),
    field<&FitCriterion::score>("score", "From the answer to a score."),
    field<&FitCriterion::knock_out>("knock_out", "Answers that make the fit 0 whatever the rest says."));

struct FitModel {
  NonEmpty<FitCriterion> criteria;
  std::optional<Decimal> minimum;
  std::optional<Share> coverage_floor;
  std::vector<Band> bands;
};
template <>
inline constexpr auto description<FitModel> = describe<FitModel>(
    "fit", "How well a customer suits the value proposition: a weighted sum.",
    field<&FitModel::criteria>("criteria", "What is asked, and how answers score."),
    field<&FitModel::minimum>("minimum", "Score below which a win is a bad fit.", {.min = 0, .max = 100}),
    field<&FitModel::coverage_floor>("coverage_floor",
                                     "Below this share of answered weight the score is unknown.",
                                     {.min = 0, .max = 100}),
    field<&FitModel::bands>("bands", "Names for ranges of the score."));

struct HealthMeasure {
  Id<HealthMeasure> id;
  std::string source;
  Decimal weight;
  ScoreRule score;
  std::optional<time::Duration> expires_after;
};
template <>
inline constexpr auto description<HealthMeasure> = describe<HealthMeasure>(
    "health measure", "One number or word that tells how a customer fares.",
    field<&HealthMeasure::id>("id", "Name of the measure."),
    field<&HealthMeasure::source>(
        "source", "A metric of the catalogue, or a value of the journal such as usage.logins."),
    field<&HealthMeasure::weight>("weight", "Its weight in the sum.", {.min = 0}),
    field<&HealthMeasure::score>("score", "From the value to a score."),
    field<&HealthMeasure::expires_after>("expires_after", "Age after which it is left out."));

struct HealthOverride {
  Reference<HealthMeasure> measure;
  Condition is;
  Reference<Band> cap;
};
template <>
inline constexpr auto description<HealthOverride> =
    describe<HealthOverride>("health override", "A sign that caps the band whatever the sum says.",
                             field<&HealthOverride::measure>("measure", "The measure."),
                             field<&HealthOverride::is>("is", "Condition on its value."),
                             field<&HealthOverride::cap>("cap", "Highest band that remains."));

enum class GroupWeight : std::uint8_t { account, mrr };
template <>
struct Words<GroupWeight> {
  static constexpr std::string_view name = "group weight";
  static constexpr std::array<Word, 2> words{
      {{"account", "Every account counts the same"}, {"mrr", "Accounts count by their recurring revenue"}}};
};

struct HealthModel {
  NonEmpty<HealthMeasure> measures;
  std::vector<Band> bands;
  std::vector<HealthOverride> overrides;
  std::optional<Share> coverage_floor;
  std::optional<GroupWeight> group_weight;
};
template <>
inline constexpr auto description<HealthModel> = describe<HealthModel>(
    "health", "How a customer fares: a weighted sum of measures.",
    field<&HealthModel::measures>("measures", "What is measured."),
    field<&HealthModel::bands>("bands", "Names for ranges of the score; together they cover 0 to 100."),
    field<&HealthModel::overrides>("overrides", "Signs that cap the band."),
    field<&HealthModel::coverage_floor>("coverage_floor",
                                        "Below this share of measured weight the score is unknown.",
                                        {.min = 0, .max = 100}),
    field<&HealthModel::group_weight>("group_weight", "How accounts weigh in the health of a group."));

enum class DifficultSign : std::uint8_t {
  expectation_gap,
  lateness,
  no_shows,
  slow_answers,
  overdue_payments,
  bad_fit
};
template <>
struct Words<DifficultSign> {
  static constexpr std::string_view name = "sign of a difficult customer";
  static constexpr std::array<Word, 6> words{
      {{"expectation-gap", "Arrived with expectations other than reality"},
       {"lateness", "Comes late to meetings"},
       {"no-shows", "Does not come to meetings"},
       {"slow-answers", "Answers requests late"},
       {"overdue-payments", "Pays late"},
       {"bad-fit", "Fit below the minimum"}}};
};

struct DifficultSignal {
  DifficultSign id = DifficultSign::expectation_gap;
  std::optional<Condition> is;
  std::optional<time::Duration> over;
};
template <>
inline constexpr auto description<DifficultSignal> = describe<DifficultSignal>(
    "difficult signal", "A sign of a difficult customer and when it counts.",
    field<&DifficultSignal::id>("id", "The sign."),
    field<&DifficultSignal::is>("is", "Condition on its share, number or delay; without it, any occurrence."),
    field<&DifficultSignal::over>("over", "How far back one looks."));

struct DifficultModel {
  NonEmpty<DifficultSignal> signals;
  std::int64_t limit = 1;
};
template <>
inline constexpr auto description<DifficultModel> = describe<DifficultModel>(
    "difficult customers", "When a customer counts as difficult.",
    field<&DifficultModel::signals>("signals", "The signs that are looked for."),
    field<&DifficultModel::limit>("limit", "How many signs make a difficult customer.",
                                  {.min = 1, .unit = "signals"}));

struct Thresholds {
  std::optional<std::int64_t> minimum_n;
  std::optional<std::int64_t> benchmark_minimum_group;
  std::optional<std::int64_t> minimum_overlap_minutes;
  std::optional<time::Duration> late_entry_after;
  std::optional<time::Duration> xray_stale_after;
  std::optional<time::Duration> success_stale_after;
  std::optional<time::Duration> article_stale_after;
  std::optional<time::Duration> onboarding_stuck_after;
  std::optional<time::Duration> silent_after;
  std::optional<Share> luxury_support_rate;
  std::optional<Share> support_concentration;
  std::optional<Share> human_touch_rate;
};
template <>
inline constexpr auto description<Thresholds> = describe<Thresholds>(
    "thresholds", "Limits from which csx speaks of a pitfall. None has a default.",
    field<&Thresholds::minimum_n>("minimum_n", "Fewest cases from which rates and concentrations are judged.",
                                  {.min = 1}),
    field<&Thresholds::benchmark_minimum_group>("benchmark_minimum_group",
                                                "Fewest accounts of a segment for a benchmark.", {.min = 2}),
    field<&Thresholds::minimum_overlap_minutes>(
        "minimum_overlap_minutes", "Fewest minutes a day that customer and CSM work at the same time.",
        {.min = 0, .unit = "minutes a day"}),
    field<&Thresholds::late_entry_after>("late_entry_after",
                                         "An event entered later than this is a late entry."),
    field<&Thresholds::xray_stale_after>("xray_stale_after", "Age at which a client X-ray is stale."),
    field<&Thresholds::success_stale_after>("success_stale_after",
                                            "Age at which a success definition is stale."),
    field<&Thresholds::article_stale_after>("article_stale_after",
                                            "Age at which a knowledge article is stale."),
    field<&Thresholds::onboarding_stuck_after>("onboarding_stuck_after",
                                               "Time on one step after which it is stuck."),
    field<&Thresholds::silent_after>("silent_after",
                                     "Days after the sale without contact that count as silence."),
    field<&Thresholds::luxury_support_rate>("luxury_support_rate",
                                            "Share of tickets handled by CSMs that is luxury support.",
                                            {.min = 0, .max = 100}),
    field<&Thresholds::support_concentration>(
        "support_concentration", "Share of an agent's tickets on few accounts that is a carve-up.",
        {.min = 0, .max = 100}),
    field<&Thresholds::human_touch_rate>(
        "human_touch_rate", "Share of human contacts from which a tech-touch account has a routine of them.",
        {.min = 0, .max = 100}));

}  // namespace csx::model
