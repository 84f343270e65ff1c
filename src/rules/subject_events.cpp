#include "subject_events.hpp"

#include <algorithm>
#include <array>

namespace csx::rules {

namespace {

using model::Event;

constexpr std::array k_handoff{
    Event::contract_signed, Event::opened,     Event::first_submitted, Event::submitted, Event::returned,
    Event::accepted,        Event::introduced, Event::kickoff_held,    Event::activated, Event::completed,
    Event::on_hold,         Event::resumed,    Event::cancelled};
constexpr std::array k_account{Event::contract_signed, Event::kickoff_held, Event::activated,
                               Event::first_value,     Event::touchpoint,   Event::value,
                               Event::renewal_due,     Event::payment_due,  Event::payment_received,
                               Event::churned};
constexpr std::array k_ticket{Event::opened,   Event::first_response, Event::on_hold, Event::resumed,
                              Event::resolved, Event::reopened,       Event::closed};
constexpr std::array k_survey{Event::received, Event::responded};
constexpr std::array k_request{Event::asked, Event::answered};
constexpr std::array k_improvement{Event::raised, Event::answered, Event::delivered};

}  // namespace

std::span<const model::Event> events_of(model::Subject subject) {
  switch (subject) {
    case model::Subject::handoff:
      return k_handoff;
    case model::Subject::ticket:
      return k_ticket;
    case model::Subject::survey:
      return k_survey;
    case model::Subject::request:
      return k_request;
    case model::Subject::improvement:
      return k_improvement;
    case model::Subject::account:
      break;
  }
  return k_account;
}

bool has_event(model::Subject subject, model::Event event) {
  const auto events = events_of(subject);
  return std::find(events.begin(), events.end(), event) != events.end();
}

}  // namespace csx::rules
