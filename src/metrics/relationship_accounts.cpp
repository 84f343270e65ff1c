#include "acquisition.hpp"
#include "csx/sla/lifecycle.hpp"
#include "csx/sla/service.hpp"
#include "overlap.hpp"
#include "relationship_rows.hpp"

namespace csx::metrics::relationship {

namespace {

bool is_direct(model::ExpectationSource source) {
  return source == model::ExpectationSource::interview || source == model::ExpectationSource::meeting ||
         source == model::ExpectationSource::call;
}

}  // namespace

void touch_drop(const Input& input, Sink& sink) {
  for (const AccountFacts& account : input.facts.accounts()) {
    if (!sla::pays_on(*account.account, input.last)) {
      continue;
    }
    const auto& win = input.facts.win_of(account);
    const Subject subject = acquisition::subject_of(account, input.last);
    const auto now = sla::touch_model_on(*account.account, input.facts.agreement_on(input.last), input.last);
    const auto sold =
        win ? sla::touch_model_on(*account.account, input.facts.agreement_on(win->day), win->day)
            : std::nullopt;
    if (!now || !sold) {
      sink.exclude(subject, "the touch model at the sale or now is not known");
    } else {
      sink.add(subject, *now < *sold ? 1 : 0, 1);
    }
  }
}

void direct_expectations(const Input& input, Sink& sink) {
  for (const AccountFacts& account : input.facts.accounts()) {
    if (!sla::pays_on(*account.account, input.last)) {
      continue;
    }
    for (const model::Expectation& expectation : account.account->expectations.value) {
      if (expectation.date && *expectation.date > input.last) {
        continue;
      }
      Subject subject = acquisition::subject_of(account, input.last);
      subject.part = expectation.id.value;
      if (!expectation.source) {
        sink.exclude(subject, "how it was gathered is not recorded");
      } else {
        sink.add(subject, is_direct(*expectation.source) ? 1 : 0, 1);
      }
    }
  }
}

void overlap(const Input& input, Sink& sink) {
  const sla::Calendars calendars(input.facts.data());
  for (const AccountFacts& account : input.facts.accounts()) {
    if (!sla::pays_on(*account.account, input.last)) {
      continue;
    }
    const Subject subject = acquisition::subject_of(account, input.last);
    const std::string* csm = sla::csm_on(*account.account, input.last);
    const auto minutes =
        common_minutes(input.facts, calendars, *account.account,
                       csm != nullptr ? std::string_view(*csm) : std::string_view(), input.last);
    minutes ? sink.sample(subject, *minutes) : sink.exclude(subject, minutes.error());
  }
}

}  // namespace csx::metrics::relationship
