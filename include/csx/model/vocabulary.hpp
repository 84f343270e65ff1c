#pragma once

#include "csx/base/diagnostic.hpp"
#include "csx/model/scalar.hpp"

/// The closed vocabularies that several kinds of records share.
namespace csx::model {

template <>
struct Words<Severity> {
  static constexpr std::string_view name = "severity";
  static constexpr std::array<Word, 4> words{{{"ignore", "The rule does not speak"},
                                              {"note", "Worth knowing"},
                                              {"warning", "Should be mended"},
                                              {"error", "Must be mended"}}};
};

/// How near a customer is kept. Each model includes the tools of the one before it.
enum class TouchModel : std::uint8_t { tech_touch, low_touch, mid_touch, high_touch, exclusive_touch };
template <>
struct Words<TouchModel> {
  static constexpr std::string_view name = "touch model";
  static constexpr std::array<Word, 5> words{
      {{"tech-touch", "All by technology: automated training and messages, no named person"},
       {"low-touch", "Standard first actions by a CS figure, at scale; the same remote training for all"},
       {"mid-touch", "A CSM with agreed but limited points of contact"},
       {"high-touch", "Personal care for a small strategic niche, visits included"},
       {"exclusive-touch", "One CSM for a single client"}}};
};

enum class HandoffType : std::uint8_t {
  sales_to_cs,
  marketing_to_sales,
  onboarding_to_ongoing,
  csm_to_csm,
  cs_to_support
};
template <>
struct Words<HandoffType> {
  static constexpr std::string_view name = "handoff type";
  static constexpr std::array<Word, 5> words{
      {{"sales-to-cs", "From the sale to Customer Success"},
       {"marketing-to-sales", "From a lead to Sales"},
       {"onboarding-to-ongoing", "From onboarding to the team that stays"},
       {"csm-to-csm", "From one CSM to another"},
       {"cs-to-support", "From Customer Success to Support"}}};
};

/// Who brought a subscription, a change or an end about.
enum class Origin : std::uint8_t { sales, cs, self_service };
template <>
struct Words<Origin> {
  static constexpr std::string_view name = "origin";
  static constexpr std::array<Word, 3> words{{{"sales", "Sold by Sales"},
                                              {"cs", "Brought about by Customer Success"},
                                              {"self-service", "Bought or changed by the customer alone"}}};
};

enum class Channel : std::uint8_t { meeting, call, email, message, visit, social, portal, event, training };
template <>
struct Words<Channel> {
  static constexpr std::string_view name = "channel";
  static constexpr std::array<Word, 9> words{{{"meeting", "A meeting, in person or remote"},
                                              {"call", "A telephone call"},
                                              {"e-mail", "An e-mail"},
                                              {"message", "A chat message, WhatsApp included"},
                                              {"visit", "A visit on site"},
                                              {"social", "A comment in a social network"},
                                              {"portal", "Self-service: portal, help centre, in-product"},
                                              {"event", "A webinar or event"},
                                              {"training", "A training session"}}};
};

enum class Level : std::uint8_t { low, medium, high };
template <>
struct Words<Level> {
  static constexpr std::string_view name = "level";
  static constexpr std::array<Word, 3> words{{{"low", "Low"}, {"medium", "Medium"}, {"high", "High"}}};
};

/// What clocks start and stop at. Which subject knows which is in the table of clocks (docs/reference).
enum class Event : std::uint8_t {
  contract_signed,
  opened,
  first_submitted,
  submitted,
  returned,
  accepted,
  introduced,
  kickoff_held,
  activated,
  completed,
  on_hold,
  resumed,
  cancelled,
  first_value,
  touchpoint,
  value,
  renewal_due,
  payment_due,
  payment_received,
  churned,
  first_response,
  resolved,
  reopened,
  closed,
  received,
  responded,
  asked,
  answered,
  raised,
  delivered
};
template <>
struct Words<Event> {
  static constexpr std::string_view name = "event";
  static constexpr std::array<Word, 30> words{
      {{"contract-signed", "First paid subscription, or return from zero (handoff, account)"},
       {"opened", "The handoff or ticket was opened"},
       {"first-submitted", "First submission, whatever its quality (handoff)"},
       {"submitted", "First submission that passes the quality gate (handoff)"},
       {"returned", "The receiver sent it back (handoff)"},
       {"accepted", "The receiver took it (handoff)"},
       {"introduced", "The customer knows the new team (handoff)"},
       {"kickoff-held", "The kickoff with the customer was held (handoff, account)"},
       {"activated", "The customer went live (handoff, account)"},
       {"completed", "Nothing is left to hand over (handoff)"},
       {"on-hold", "Work was put on hold (handoff, ticket)"},
       {"resumed", "Work went on (handoff, ticket)"},
       {"cancelled", "It will not happen (handoff)"},
       {"first-value", "The customer perceived value for the first time (account)"},
       {"touchpoint", "A contact took place (account)"},
       {"value", "The customer perceived value (account)"},
       {"renewal-due", "A term ends (account)"},
       {"payment-due", "A payment is due (account)"},
       {"payment-received", "A payment came in (account)"},
       {"churned", "Recurring revenue went to zero (account)"},
       {"first-response", "First answer by a person (ticket)"},
       {"resolved", "The ticket was resolved"},
       {"reopened", "The ticket was reopened"},
       {"closed", "The ticket was closed"},
       {"received", "An answer to a survey came in (survey)"},
       {"responded", "Somebody answered the feedback (survey)"},
       {"asked", "Something was asked of the customer (request)"},
       {"answered", "The answer came (request, improvement)"},
       {"raised", "An improvement was asked for (improvement)"},
       {"delivered", "The improvement is there (improvement)"}}};
};

enum class Priority : std::uint8_t { low, normal, high, urgent };
template <>
struct Words<Priority> {
  static constexpr std::string_view name = "priority";
  static constexpr std::array<Word, 4> words{
      {{"low", "Can wait"}, {"normal", "In its turn"}, {"high", "Before others"}, {"urgent", "At once"}}};
};

}  // namespace csx::model
