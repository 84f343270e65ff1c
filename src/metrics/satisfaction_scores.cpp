#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <vector>

#include "csx/sla/filter.hpp"
#include "entry_walk.hpp"
#include "satisfaction_rows.hpp"

namespace csx::metrics::satisfaction {

namespace {

using model::Instrument;
using model::Survey;

template <class Use>
void each_survey(const Input& input, Use use) {
  each_entry<Survey>(input.facts, model::EntryType::survey,
                     [&](const EntryFacts& entry, const Survey& survey) {
                       if (input.holds(entry.day)) {
                         use(entry, survey, subject_of(entry, entry.day));
                       }
                     });
}

bool is_about(About what, const Survey& survey) {
  return what == About::anything || survey.ticket.has_value();
}

constexpr std::string_view k_class_words[] = {"promoter", "passive", "detractor"};

/// What an answer of NPS adds: promoters, detractors, answers.
void add_nps(Sink& sink, const Subject& subject, std::string_view which) {
  sink.add(subject, Parts{which == k_class_words[0] ? 1 : 0, which == k_class_words[2] ? 1 : 0, 1});
  sink.aside(subject, which == k_class_words[0]   ? "promoters"
                      : which == k_class_words[1] ? "passives"
                                                  : "detractors");
}

/// The day that places a ticket's own answer: of its last resolution, else of its closing, else its own.
time::Date answered_on(const Facts& facts, const EntryFacts& entry, const model::Ticket& ticket) {
  for (auto at = ticket.resolved.rbegin(); at != ticket.resolved.rend(); ++at) {
    if (facts.has_come(*at)) {
      return facts.day_of(*at);
    }
  }
  return ticket.closed_at && facts.has_come(*ticket.closed_at) ? facts.day_of(*ticket.closed_at) : entry.day;
}

/// The answers that a scale allows, whatever instrument it belongs to.
struct Scale {
  Exact min;
  Exact max;
  model::BestEnd best = model::BestEnd::max;
  friend auto operator<=>(const Scale&, const Scale&) = default;
};

Scale scale_of(const model::SurveyScale& scale) {
  return {Exact::of(scale.min), Exact::of(scale.max), scale.best.value_or(model::BestEnd::max)};
}

/// Of two possible answers only the better one satisfies.
bool is_in_top_two(const Exact& score, const Scale& scale) {
  const Exact below = scale.max - scale.min < Exact(2) ? Exact() : Exact(1);
  return scale.best == model::BestEnd::max ? score >= scale.max - below : score <= scale.min + below;
}

constexpr std::string_view k_off_scale = "the score lies outside of its scale";

void judge(Sink& sink, const Subject& subject, const Exact& score, const Scale& scale) {
  if (score < scale.min || score > scale.max) {
    sink.exclude(subject, k_off_scale);
  } else {
    sink.add(subject, is_in_top_two(score, scale) ? 1 : 0, 1);
  }
}

void add_tickets(const Input& input, Sink& sink) {
  std::set<std::string_view> surveyed;
  each_entry<Survey>(input.facts, model::EntryType::survey, [&](const EntryFacts&, const Survey& survey) {
    if (survey.ticket) {
      surveyed.insert(survey.ticket->value);
    }
  });
  const auto& scale = input.facts.definitions().csat_scale;
  each_ticket(input, [&](const EntryFacts& entry, const model::Ticket& ticket) {
    if (!ticket.csat) {
      return;
    }
    const time::Date day = answered_on(input.facts, entry, ticket);
    if (!input.holds(day)) {
      return;
    }
    const Subject subject = subject_of(entry, day);
    if (surveyed.contains(entry.entry->id.value)) {
      sink.exclude(subject, "a survey names the ticket");
    } else if (!scale) {
      sink.exclude(subject, "csx.yaml states no definitions.csat_scale");
    } else {
      judge(sink, subject, Exact::of(*ticket.csat), {Exact(scale->min), Exact(scale->max)});
    }
  });
}

const Survey* survey_of(const sla::Clock& clock) {
  return clock.subject.entry != nullptr ? clock.subject.entry->body.get<Survey>() : nullptr;
}

}  // namespace

void nps_transactional(const Input& input, Sink& sink) {
  each_survey(input, [&](const EntryFacts&, const Survey& survey, const Subject& subject) {
    if (survey.instrument != Instrument::nps || survey.scope == model::SurveyScope::relational) {
      return;
    }
    const std::string_view* which = sla::survey_class(survey);
    if (!survey.scope) {
      sink.exclude(subject, "neither relational nor transactional is said");
    } else if (which == nullptr) {
      sink.exclude(subject, "the score is none of NPS");
    } else {
      add_nps(sink, subject, *which);
    }
  });
}

void nps_relational(const Input& input, Sink& sink) {
  struct Latest {
    const EntryFacts* entry = nullptr;
    std::string_view which;
  };
  std::map<std::pair<const AccountFacts*, std::string_view>, std::size_t> of_contact;
  std::vector<Latest> answers;  // in the order of the folder, so that results do not depend on addresses
  each_survey(input, [&](const EntryFacts& entry, const Survey& survey, const Subject& subject) {
    if (survey.instrument != Instrument::nps || survey.scope == model::SurveyScope::transactional) {
      return;
    }
    const std::string_view* which = sla::survey_class(survey);
    if (!survey.scope) {
      sink.exclude(subject, "neither relational nor transactional is said");
    } else if (which == nullptr) {
      sink.exclude(subject, "the score is none of NPS");
    } else if (!survey.contact) {
      answers.push_back({&entry, *which});  // nobody can say whether two of them are one person's
    } else {
      const auto [place, is_new] =
          of_contact.try_emplace({entry.account, survey.contact->value}, answers.size());
      if (is_new) {
        answers.push_back({&entry, *which});
      } else {
        Latest& latest = answers[place->second];
        const bool is_later = entry.at >= latest.entry->at;
        const EntryFacts& earlier = is_later ? *latest.entry : entry;
        sink.aside(subject_of(earlier, earlier.day), "earlier answers of the same contact");
        if (is_later) {
          latest = {&entry, *which};
        }
      }
    }
  });
  for (const Latest& answer : answers) {
    add_nps(sink, subject_of(*answer.entry, answer.entry->day), answer.which);
  }
}

Answer nps_of(const Input& /*input*/, const Totals& totals) {
  if (totals.parts[2].is_zero()) {
    return {std::nullopt, "no answer to such a survey came in", {}};
  }
  const double n = totals.parts[2].to_double() + 3;
  const double promoters = (totals.parts[0].to_double() + 0.75) / n;
  const double detractors = (totals.parts[1].to_double() + 0.75) / n;
  const double difference = promoters - detractors;
  const double variance = (promoters + detractors - difference * difference) / n;
  constexpr double k_ninety_five_percent = 1.96;
  return {Fraction(totals.parts[0] - totals.parts[1], totals.parts[2]) * Fraction(100),
          {},
          100 * k_ninety_five_percent * std::sqrt(variance)};
}

template <Instrument Wanted, About What>
void top_two(const Input& input, Sink& sink) {
  each_survey(input, [&](const EntryFacts&, const Survey& survey, const Subject& subject) {
    if (survey.instrument != Wanted || !is_about(What, survey)) {
      return;
    }
    if (!survey.scale) {
      sink.exclude(subject, "the scale is not said");
    } else {
      judge(sink, subject, Exact::of(survey.score), scale_of(*survey.scale));
    }
  });
  if constexpr (Wanted == Instrument::csat) {
    add_tickets(input, sink);
  }
}
template void top_two<Instrument::csat, About::anything>(const Input&, Sink&);
template void top_two<Instrument::csat, About::tickets>(const Input&, Sink&);
template void top_two<Instrument::ces, About::anything>(const Input&, Sink&);
template void top_two<Instrument::stars, About::anything>(const Input&, Sink&);
template void top_two<Instrument::likert, About::anything>(const Input&, Sink&);

template <About What>
void effort(const Input& input, Sink& sink) {
  struct Answered {
    Subject subject;
    Exact score;
    Scale scale;
  };
  std::vector<Answered> answers;
  std::map<Scale, std::int64_t> scales;
  each_survey(input, [&](const EntryFacts&, const Survey& survey, const Subject& subject) {
    if (survey.instrument != Instrument::ces || !is_about(What, survey)) {
      return;
    }
    if (!survey.scale) {
      sink.exclude(subject, "the scale is not said");
      return;
    }
    const Scale scale = scale_of(*survey.scale);
    const Exact score = Exact::of(survey.score);
    if (score < scale.min || score > scale.max) {
      sink.exclude(subject, k_off_scale);
      return;
    }
    answers.push_back({subject, score, scale});
    scales.try_emplace(scale, 0);
  });
  std::int64_t number = 0;
  for (auto& each : scales) {
    each.second = ++number;
  }
  for (const Answered& answer : answers) {
    const std::int64_t scale = scales.at(answer.scale);
    sink.add(answer.subject, Parts{answer.score, 1, scale, scale * scale});
    sink.aside(answer.subject, fmt::format("on a scale of {} to {}, {} is good", answer.scale.min.to_string(),
                                           answer.scale.max.to_string(),
                                           answer.scale.best == model::BestEnd::max ? "high" : "low"));
  }
}
template void effort<About::anything>(const Input&, Sink&);
template void effort<About::tickets>(const Input&, Sink&);

Answer effort_of(const Input& /*input*/, const Totals& totals) {
  const Exact& n = totals.parts[1];
  if (n.is_zero()) {
    return {std::nullopt, "no answer to a survey of effort came in", {}};
  }
  // Numbers are all the same exactly where the mean of their squares is the square of their mean.
  const Fraction mean(totals.parts[2], n);
  if (Fraction(totals.parts[3], n) != mean * mean) {
    return {std::nullopt, "answers on different scales have no mean", {}};
  }
  return {Fraction(totals.parts[0], n), {}, {}};
}

void response(const Input& input, Sink& sink) {
  attainment_of(model::Subject::survey, input, sink);
}

template <Class Wanted>
void response_of_class(const Input& input, Sink& sink) {
  attainment_of(model::Subject::survey, input, sink, [](const sla::Clock& clock) {
    const Survey* survey = survey_of(clock);
    const std::string_view* which = survey != nullptr ? sla::survey_class(*survey) : nullptr;
    return which != nullptr && *which == k_class_words[static_cast<std::size_t>(Wanted)];
  });
}
template void response_of_class<Class::promoter>(const Input&, Sink&);
template void response_of_class<Class::passive>(const Input&, Sink&);
template void response_of_class<Class::detractor>(const Input&, Sink&);

void unanswered(const Input& input, Sink& sink) {
  each_survey(input, [&](const EntryFacts&, const Survey& survey, const Subject& subject) {
    sink.add(subject, survey.responded_at && input.facts.has_come(*survey.responded_at) ? 0 : 1, 1);
  });
}

void unowned(const Input& input, Sink& sink) {
  each_survey(input, [&](const EntryFacts&, const Survey& survey, const Subject& subject) {
    sink.add(subject, survey.owner ? 0 : 1, 1);
  });
}

}  // namespace csx::metrics::satisfaction
