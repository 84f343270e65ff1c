#pragma once

#include "csx/model/describe.hpp"
#include "csx/model/targets.hpp"
#include "csx/model/vocabulary.hpp"

/// The agreement's why and what: whom to win, with which promise, and what each area hands over.
namespace csx::model {

struct Persona {
  Id<Persona> id;
  std::string title;
  std::optional<std::string> context;
};
template <>
inline constexpr auto description<Persona> = describe<Persona>(
    "persona", "Somebody one deals with at a customer of the segment.",
    field<&Persona::id>("id", "Name of the persona, unique in the agreement; contacts refer to it."),
    field<&Persona::title>("title", "Job title."),
    field<&Persona::context>("context", "What the person cares about and answers for."));

struct Pain {
  Id<Pain> id;
  std::string text;
};
template <>
inline constexpr auto description<Pain> = describe<Pain>(
    "pain", "What hurts customers of the segment.", field<&Pain::id>("id", "Name of the pain."),
    field<&Pain::text>("text", "The pain in the customer's words."));

struct Objective {
  Id<Objective> id;
  std::string text;
  std::optional<std::string> metric;
};
template <>
inline constexpr auto description<Objective> = describe<Objective>(
    "objective", "What customers of the segment may want to reach.",
    field<&Objective::id>("id", "Name of the objective; handoffs and accounts refer to it."),
    field<&Objective::text>("text", "What is to be reached."),
    field<&Objective::metric>("metric", "What it is measured by at the customer's."));

struct Market {
  std::optional<std::string> industry;
  std::optional<std::string> sales_model;
  std::optional<std::string> distribution_model;
  std::optional<std::string> service_model;
};
template <>
inline constexpr auto description<Market> = describe<Market>(
    "market", "What makes the experience of the segment more or less complex.",
    field<&Market::industry>("industry", "Line of business."),
    field<&Market::sales_model>("sales_model", "How these customers are sold to."),
    field<&Market::distribution_model>("distribution_model", "How the product reaches them."),
    field<&Market::service_model>("service_model", "How they are served."));

struct Segment {
  Id<Segment> id;
  std::optional<std::string> name;
  std::optional<std::string> profile;
  std::optional<std::string> context;
  Box<Market> market;
  std::vector<std::string> expectations;
  std::vector<Persona> personas;
  std::vector<Pain> pains;
  std::vector<Objective> objectives;
  std::optional<std::string> value_delivered;
  std::optional<std::string> first_value;
  std::optional<time::Duration> value_cycle;
  std::vector<std::string> exclusions;
};
template <>
inline constexpr auto description<Segment> = describe<Segment>(
    "segment", "A profile of customers to be won.",
    field<&Segment::id>("id", "Name of the segment, unique in the agreement; accounts refer to it."),
    field<&Segment::name>("name", "Its name for people."),
    field<&Segment::profile>("profile", "Who is to be acquired."),
    field<&Segment::context>("context", "The context of their business."),
    field<&Segment::market>("market", "Industry and models of sale, distribution and service."),
    field<&Segment::expectations>("expectations", "What these customers expect."),
    field<&Segment::personas>("personas", "Whom one deals with."),
    field<&Segment::pains>("pains", "What hurts them, as it differs from other segments."),
    field<&Segment::objectives>("objectives", "What they may want to reach."),
    field<&Segment::value_delivered>("value_delivered", "How the product answers these pains."),
    field<&Segment::first_value>("first_value", "What counts as the first value delivered."),
    field<&Segment::value_cycle>("value_cycle", "How often the product is expected to deliver value here."),
    field<&Segment::exclusions>("exclusions", "Who is not a customer: signs of a bad fit."));

struct Differentiator {
  Id<Differentiator> id;
  std::string claim;
  std::vector<std::string> versus;
};
template <>
inline constexpr auto description<Differentiator> = describe<Differentiator>(
    "differentiator", "What sets the product apart.",
    field<&Differentiator::id>("id", "Name of the differentiator; promises refer to it."),
    field<&Differentiator::claim>("claim", "What is claimed."),
    field<&Differentiator::versus>("versus", "Competitors from whom it sets apart."));

struct Strategy {
  std::optional<std::string> value_proposition;
  std::vector<Segment> segments;
  std::vector<Differentiator> differentiators;
};
template <>
inline constexpr auto description<Strategy> = describe<Strategy>(
    "strategy", "Whom the company wants as customers and why they buy.",
    field<&Strategy::value_proposition>("value_proposition", "How the product delivers the value expected."),
    field<&Strategy::segments>("segments", "The profiles of customers to be won."),
    field<&Strategy::differentiators>("differentiators", "What sets the product apart from competitors."));

struct AcquisitionGoal {
  time::Period period;
  std::optional<Reference<Segment>> segment;
  std::optional<std::int64_t> accounts;
  std::optional<Money> mrr;
};
template <>
inline constexpr auto description<AcquisitionGoal> = describe<AcquisitionGoal>(
    "acquisition goal", "How many customers are to be won in a period.",
    field<&AcquisitionGoal::period>("period", "The period of the goal."),
    field<&AcquisitionGoal::segment>("segment", "Segment it is for; all when not said."),
    field<&AcquisitionGoal::accounts>("accounts", "New customers.", {.min = 0, .unit = "accounts"}),
    field<&AcquisitionGoal::mrr>("mrr", "Their monthly recurring revenue.", {.min = 0}));

struct MixShare {
  Reference<Segment> segment;
  Share share;
};
template <>
inline constexpr auto description<MixShare> = describe<MixShare>(
    "mix", "Share of new customers expected from a segment.",
    field<&MixShare::segment>("segment", "The segment."),
    field<&MixShare::share>("share", "Its share of new customers.", {.min = 0, .max = 100}));

struct Information {
  Area from;
  Area to;
  FieldPath field;
  std::optional<std::int64_t> min;
  std::optional<Decimal> weight;
  std::optional<std::int64_t> min_words;
  Map<FieldPath, OneOrMany<AnyValue>> when;
  std::optional<std::string> why;
};
template <>
inline constexpr auto description<Information> = describe<Information>(
    "information", "What one area needs to know from the other.",
    field<&Information::from>("from", "The area that gives it."),
    field<&Information::to>("to", "The area that needs it."),
    field<&Information::field>("field", "Field of the handoff that carries it, such as context.objectives."),
    field<&Information::min>("min", "How many items a list must have; 1 unless said.", {.min = 1}),
    field<&Information::weight>("weight", "Its weight in completeness and quality; 1 unless said.",
                                {.min = 0}),
    field<&Information::min_words>("min_words", "Free text shorter than this counts half.",
                                   {.min = 1, .unit = "words"}),
    field<&Information::when>("when", "Only where these fields of the handoff or account have these values."),
    field<&Information::why>("why", "What it is needed for."));

struct What {
  std::vector<AcquisitionGoal> acquisition;
  std::vector<MixShare> expected_mix;
  std::vector<Reference<Differentiator>> offered_differentiators;
  std::vector<Information> information;
};
template <>
inline constexpr auto description<What> = describe<What>(
    "what", "What is to be delivered.",
    field<&What::acquisition>("acquisition", "How many customers are to be won."),
    field<&What::expected_mix>("expected_mix", "Which kinds of customers are expected, in shares."),
    field<&What::offered_differentiators>("offered_differentiators", "What may be promised in the sale."),
    field<&What::information>("information",
                              "What each area needs to know from the other, both directions."));

}  // namespace csx::model
