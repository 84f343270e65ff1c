#include <fmt/format.h>

#include <array>

#include "csx/sla/service.hpp"
#include "journal_rules.hpp"

namespace csx::rules::journal {

namespace {

using model::AnyRecord;
using model::Entry;
using model::Instrument;
using model::Journal;
using model::Survey;
using model::SurveyScope;

void without_scale(const Input& input, Report& report) {
  each<Survey>(input, [&](const AnyRecord& record, const Journal&, const Entry& entry, const Survey& survey) {
    if (survey.instrument != Instrument::nps && !survey.scale) {
      report.add(record, survey.scale,
                 fmt::format("{}the score {} of a {} survey has no scale", subject(entry),
                             survey.score.to_string(), model::word(survey.instrument)));
    }
  });
}

bool is_whole(const Decimal& number) {
  std::int64_t units = number.units();
  for (int i = 0; i < number.scale(); ++i) {
    if (units % 10 != 0) {
      return false;
    }
    units /= 10;
  }
  return true;
}

void judge_nps(Report& report, const AnyRecord& record, const Entry& entry, const Survey& survey) {
  const Decimal lowest(0, 0);
  const Decimal highest(10, 0);
  if (survey.scale && (survey.scale->min != lowest || survey.scale->max != highest)) {
    report.add(record, *survey.scale,
               fmt::format("{}nps is asked from 0 to 10, not from {} to {}", subject(entry),
                           survey.scale->min.to_string(), survey.scale->max.to_string()));
  } else if (survey.score < lowest || survey.score > highest || !is_whole(survey.score)) {
    report.add(record, survey.score,
               fmt::format("{}an nps answer is a whole number from 0 to 10, not {}", subject(entry),
                           survey.score.to_string()));
  }
}

void outside_scale(const Input& input, Report& report) {
  each<Survey>(input, [&](const AnyRecord& record, const Journal&, const Entry& entry, const Survey& survey) {
    if (survey.instrument == Instrument::nps) {
      judge_nps(report, record, entry, survey);
    } else if (survey.scale && survey.scale->min >= survey.scale->max) {
      report.add(record, survey.scale->max,
                 fmt::format("{}the scale ends at {}, not above its beginning, {}", subject(entry),
                             survey.scale->max.to_string(), survey.scale->min.to_string()));
    } else if (survey.scale && (survey.score < survey.scale->min || survey.score > survey.scale->max)) {
      report
          .add(record, survey.score,
               fmt::format("{}the score {} is outside its scale of {} to {}", subject(entry),
                           survey.score.to_string(), survey.scale->min.to_string(),
                           survey.scale->max.to_string()))
          .note(record, *survey.scale, "the scale");
    }
  });
}

void without_scope(const Input& input, Report& report) {
  each<Survey>(input, [&](const AnyRecord& record, const Journal&, const Entry& entry, const Survey& survey) {
    if (survey.instrument == Instrument::nps && !survey.scope) {
      report.add(
          record, survey.scope,
          fmt::format("{}it is not said whether this nps is transactional or relational", subject(entry)));
    }
  });
}

void without_touchpoint(const Input& input, Report& report) {
  each<Survey>(input, [&](const AnyRecord& record, const Journal&, const Entry& entry, const Survey& survey) {
    if (survey.scope == SurveyScope::transactional && !survey.touchpoint && !survey.ticket) {
      report.add(record, survey.touchpoint,
                 fmt::format("{}a transactional survey names neither its touchpoint nor its ticket",
                             subject(entry)));
    }
  });
}

void without_owner(const Input& input, Report& report) {
  each<Survey>(input, [&](const AnyRecord& record, const Journal& journal, const Entry& entry,
                          const Survey& survey) {
    if (survey.owner || survey.responded_at) {
      return;
    }
    const model::Account* account = find_account(input, journal, entry);
    if (account != nullptr && sla::csm_on(*account, sla::day_of(input.data.zone(), entry.at)) == nullptr) {
      report.add(
          record, survey.owner,
          fmt::format("{}nobody owns the answer: neither it nor the account names somebody", subject(entry)));
    }
  });
}

void responded_before(const Input& input, Report& report) {
  each<Survey>(input, [&](const AnyRecord& record, const Journal&, const Entry& entry, const Survey& survey) {
    if (survey.responded_at && sla::is_before(input.data.zone(), *survey.responded_at, entry.at)) {
      report
          .add(record, *survey.responded_at,
               fmt::format("{}responded to at {}, before it came in at {}", subject(entry),
                           survey.responded_at->to_string(), entry.at.to_string()))
          .note(record, entry.at, "received here");
    }
  });
}

constexpr auto k_survey_rules = std::to_array<Rule>({
    {"journal/survey-without-scale", Severity::error, "An answer comes with the scale it was given on.",
     "A 4 is good out of five and poor out of ten. Only nps has a scale of its own, 0 to 10; every other "
     "instrument needs to say which answers were possible.",
     "Add `scale: {min: 1, max: 5}`", without_scale},
    {"journal/score-outside-scale", Severity::error, "An answer lies on its scale.",
     "An answer that was not possible was mistyped or belongs to another question. nps answers are whole "
     "numbers "
     "from 0 to 10: promoters, passives and detractors are told apart by them.",
     "Correct `score:` or `scale:`", outside_scale},
    {"journal/survey-without-scope", Severity::warning, "An nps answer is transactional or relational.",
     "Transactional nps is asked after a touchpoint, relational nps at set times about the whole relation. "
     "They "
     "measure different things and are never mixed in one score; an answer without scope is in neither.",
     "Add `scope: transactional` or `scope: relational`", without_scope},
    {"journal/transactional-without-touchpoint", Severity::warning,
     "A transactional survey says which touchpoint it followed.",
     "Transactional feedback is collected at every touchpoint of the journey to find the one that hurts. "
     "Without "
     "the touchpoint it only says that something does.",
     "Add `touchpoint:`, or `ticket:` with the ticket's id", without_touchpoint},
    {"journal/survey-without-owner", Severity::warning, "Somebody answers for every piece of feedback.",
     "With a responsible person for the health of the account, feedback never goes unanswered. Here neither "
     "the "
     "answer nor the account has one, so a detractor waits for nobody.",
     "Add `owner:`, or a CSM to the account", without_owner},
    {"journal/responded-before-received", Severity::error, "Feedback is answered after it came in.",
     "Promoters, passives and detractors each have a time within which they are answered. A response before "
     "the "
     "answer itself makes that time negative.",
     "Correct `at` or `responded_at`", responded_before},
});

}  // namespace

std::span<const Rule> survey_rules() {
  return k_survey_rules;
}

}  // namespace csx::rules::journal
