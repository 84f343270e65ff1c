#include <algorithm>

#include "acquisition.hpp"
#include "csx/model/playbook.hpp"
#include "csx/sla/lifecycle.hpp"
#include "handoff_walk.hpp"
#include "onboarding_rows.hpp"
#include "spans.hpp"

namespace csx::metrics::onboarding {

namespace {

using acquisition::subject_of;
using model::HandoffEvent;

/// When the onboarding of an account began and ended, as far as has come.
struct Course {
  std::optional<time::Date> start;
  std::optional<time::Date> live;
};

Course course_of(const Facts& facts, const AccountFacts& account) {
  Course course;
  const auto begin = [&](time::Date day) {
    if (day <= facts.today() && (!course.start || day < *course.start)) {
      course.start = day;
    }
  };
  for (const model::AnyRecord* record : account.handoffs) {
    if (record->as<model::Handoff>().type == model::HandoffType::sales_to_cs) {
      const handoff::Seen seen = handoff::seen(facts, *record);
      if (const handoff::Step* accepted = seen.first(HandoffEvent::accepted)) {
        begin(accepted->day);
      }
    }
  }
  if (!course.start && account.account->onboarding) {
    for (const model::OnboardingStep& step : account.account->onboarding->steps) {
      if (step.started_on) {
        begin(*step.started_on);
      }
    }
  }
  course.live = sla::live_since(*account.account, account.handoffs, facts.today(), facts.zone());
  return course;
}

template <class Use>
void each_course(const Input& input, Use use) {
  for (const AccountFacts& account : input.facts.accounts()) {
    use(account, course_of(input.facts, account));
  }
}

/// Steps of an onboarding that is under way in the period.
template <class Use>
void each_step(const Input& input, Use use) {
  each_course(input, [&](const AccountFacts& account, const Course& course) {
    const auto& onboarding = account.account->onboarding;
    const bool is_under_way =
        course.start && *course.start <= input.last && (!course.live || *course.live >= input.period.first);
    if (!onboarding || !is_under_way) {
      return;
    }
    for (const model::OnboardingStep& step : onboarding->steps) {
      Subject subject = subject_of(account, input.last);
      subject.part = step.step.value;
      use(*onboarding, step, subject);
    }
  });
}

bool is_done(const model::OnboardingStep& step, time::Date day) {
  return step.done_on ? *step.done_on <= day : step.state == model::StepState::done;
}

const model::PlaybookStep* find_step(const Facts& facts, const model::Onboarding& onboarding,
                                     std::string_view id) {
  const auto* playbook =
      onboarding.playbook ? facts.data().get<model::Playbook>(onboarding.playbook->value) : nullptr;
  if (playbook == nullptr) {
    return nullptr;
  }
  const auto found =
      std::ranges::find_if(playbook->steps, [&](const auto& step) { return step.id.value == id; });
  return found == playbook->steps.end() ? nullptr : &*found;
}

}  // namespace

void started(const Input& input, Sink& sink) {
  each_course(input, [&](const AccountFacts& account, const Course& course) {
    if (course.start && input.holds(*course.start)) {
      sink.add(subject_of(account, *course.start), 1);
    }
  });
}

void completed(const Input& input, Sink& sink) {
  each_course(input, [&](const AccountFacts& account, const Course& course) {
    if (course.live && input.holds(*course.live)) {
      sink.add(subject_of(account, *course.live), 1);
    }
  });
}

void completion(const Input& input, Sink& sink) {
  each_course(input, [&](const AccountFacts& account, const Course& course) {
    if (course.start && input.holds(*course.start)) {
      sink.add(subject_of(account, *course.start), course.live ? 1 : 0, 1);
    }
  });
}

void duration(const Input& input, Sink& sink) {
  each_course(input, [&](const AccountFacts& account, const Course& course) {
    if (course.live && input.holds(*course.live)) {
      const Subject subject = subject_of(account, *course.live);
      course.start ? sink.sample(subject, days_between(*course.start, *course.live))
                   : sink.exclude(subject, "its beginning is not known");
    } else if (course.start && *course.start <= input.last && !course.live &&
               pays_or_never_paid(*account.account, input.last)) {
      sink.aside(subject_of(account, input.last), "unfinished");
    }
  });
}

void steps_done(const Input& input, Sink& sink) {
  each_step(input, [&](const model::Onboarding&, const model::OnboardingStep& step, const Subject& subject) {
    if (step.state == model::StepState::skipped) {
      sink.aside(subject, "left out");
    } else {
      sink.add(subject, is_done(step, input.last) ? 1 : 0, 1);
    }
  });
}

void stuck_steps(const Input& input, Sink& sink) {
  each_step(input, [&](const model::Onboarding& onboarding, const model::OnboardingStep& step,
                       const Subject& subject) {
    const bool is_under_way = step.started_on && *step.started_on <= input.last &&
                              !is_done(step, input.last) && step.state != model::StepState::skipped;
    if (!is_under_way) {
      return;
    }
    const model::PlaybookStep* planned = find_step(input.facts, onboarding, step.step.value);
    if (planned == nullptr || !planned->within) {
      sink.exclude(subject, "the playbook sets no limit");
    } else {
      sink.add(subject, days_after(*step.started_on, *planned->within) < input.last ? 1 : 0, 1);
    }
  });
}

template <Onboarded Wanted>
void later_churn(const Input& input, Sink& sink) {
  acquisition::each_win(
      input, [&](const AccountFacts& account, const acquisition::Win& win, const Subject& subject) {
        const bool went_live =
            sla::live_since(*account.account, account.handoffs, input.facts.today(), input.facts.zone())
                .has_value();
        if (went_live != (Wanted == Onboarded::completed)) {
          return;
        }
        const acquisition::Fate fate = acquisition::fate_of(input.facts, *account.account, win);
        if (fate == acquisition::Fate::not_begun) {
          sink.aside(subject, "not begun to pay");
        } else {
          sink.add(subject, fate == acquisition::Fate::lost ? 1 : 0, 1);
        }
      });
}
template void later_churn<Onboarded::completed>(const Input&, Sink&);
template void later_churn<Onboarded::unfinished>(const Input&, Sink&);

}  // namespace csx::metrics::onboarding
