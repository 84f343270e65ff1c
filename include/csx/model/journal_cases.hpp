#pragma once

#include "csx/model/account.hpp"

/// What each type of journal entry carries beside the fields that all have.
namespace csx::model {

enum class Initiative : std::uint8_t { proactive, reactive };
template <>
struct Words<Initiative> {
  static constexpr std::string_view name = "initiative";
  static constexpr std::array<Word, 2> words{
      {{"proactive", "We reached out"}, {"reactive", "The customer did"}}};
};

struct Lateness {
  std::optional<time::Duration> customer;
  std::optional<time::Duration> us;
};
template <>
inline constexpr auto description<Lateness> =
    describe<Lateness>("lateness", "Who came late, and by how much.",
                       field<&Lateness::customer>("customer", "The customer's delay."),
                       field<&Lateness::us>("us", "Our delay."));

struct Touchpoint {
  Channel channel = Channel::meeting;
  std::optional<Initiative> initiative;
  std::optional<time::Timestamp> scheduled_at;
  std::optional<time::Timestamp> started_at;
  std::optional<bool> no_show;
  Box<Lateness> late_by;
  Box<Reference<JourneyStage>> stage;
  Box<std::string> activity;
};
template <>
inline constexpr auto description<Touchpoint> = describe<Touchpoint>(
    "touchpoint", "A contact with the customer.", field<&Touchpoint::channel>("channel", "How."),
    field<&Touchpoint::initiative>("initiative", "Who reached out."),
    field<&Touchpoint::scheduled_at>("scheduled_at", "When it was meant to begin."),
    field<&Touchpoint::started_at>("started_at", "When it began."),
    field<&Touchpoint::no_show>("no_show", "The customer did not come; false unless said."),
    field<&Touchpoint::late_by>("late_by", "Delays."),
    field<&Touchpoint::stage>("stage", "Stage of the journey."),
    field<&Touchpoint::activity>("activity", "What was done, as the blueprint calls it."));

struct Request {
  std::optional<std::string> subject;
  std::optional<time::Date> due_on;
  std::optional<time::Timestamp> answered_at;
};
template <>
inline constexpr auto description<Request> = describe<Request>(
    "request", "Something asked of the customer.", field<&Request::subject>("subject", "What was asked."),
    field<&Request::due_on>("due_on", "By when it is needed."),
    field<&Request::answered_at>("answered_at", "When the answer came."));

struct Hold {
  time::Timestamp from;
  std::optional<time::Timestamp> to;
};
template <>
inline constexpr auto description<Hold> = describe<Hold>(
    "hold", "A span in which the ticket waited.", field<&Hold::from>("from", "When it began to wait."),
    field<&Hold::to>("to", "When work went on; absent while it waits."));

enum class Nature : std::uint8_t { product, relationship };
template <>
struct Words<Nature> {
  static constexpr std::string_view name = "nature";
  static constexpr std::array<Word, 2> words{
      {{"product", "About using the product: Support's"}, {"relationship", "About the business: CS's"}}};
};

struct Ticket {
  std::optional<std::string> subject;
  std::optional<time::Timestamp> first_response_at;
  std::vector<Hold> holds;
  std::vector<time::Timestamp> resolved;
  std::vector<time::Timestamp> reopened;
  std::optional<time::Timestamp> closed_at;
  std::optional<Channel> channel;
  std::optional<std::int64_t> contacts;
  std::optional<std::int64_t> handling_minutes;
  std::optional<Priority> priority;
  std::optional<std::string> category;
  std::optional<std::string> product_area;
  std::optional<Nature> nature;
  std::vector<Reference<Person>> handled_by;
  Box<Reference<Article>> article;
  Box<std::string> standard;
  Box<Reference<Person>> escalated_by;
  std::optional<Decimal> csat;
  Box<std::string> root_cause;
};
template <>
inline constexpr auto description<Ticket> = describe<Ticket>(
    "ticket", "A support ticket.", field<&Ticket::subject>("subject", "What it is about."),
    field<&Ticket::first_response_at>("first_response_at", "First answer by a person."),
    field<&Ticket::holds>("holds", "Spans in which it waited for somebody else."),
    field<&Ticket::resolved>("resolved", "When it was resolved, each time; alternates with reopened."),
    field<&Ticket::reopened>("reopened", "When it was reopened, each time."),
    field<&Ticket::closed_at>("closed_at", "When it was closed for good."),
    field<&Ticket::channel>("channel", "How it came in; portal for self-service."),
    field<&Ticket::contacts>("contacts", "How often the customer had to write or call.", {.min = 1}),
    field<&Ticket::handling_minutes>("handling_minutes", "Working time it took.",
                                     {.min = 0, .unit = "minutes"}),
    field<&Ticket::priority>("priority", "How urgent it is."),
    field<&Ticket::category>("category", "Kind of question."),
    field<&Ticket::product_area>("product_area", "Part of the product."),
    field<&Ticket::nature>("nature", "Product or relationship."),
    field<&Ticket::handled_by>("handled_by", "Who worked on it, in order."),
    field<&Ticket::article>("article", "Knowledge article that answers it."),
    field<&Ticket::standard>("standard", "Standard answer that was used."),
    field<&Ticket::escalated_by>("escalated_by", "CSM who brought it to Support."),
    field<&Ticket::csat>("csat", "Satisfaction as answered on the ticket, on the workspace's scale."),
    field<&Ticket::root_cause>("root_cause", "Why it happened."));

enum class Instrument : std::uint8_t { nps, csat, ces, stars, likert };
template <>
struct Words<Instrument> {
  static constexpr std::string_view name = "instrument";
  static constexpr std::array<Word, 5> words{{{"nps", "Net promoter score, 0 to 10"},
                                              {"csat", "Customer satisfaction"},
                                              {"ces", "Customer effort"},
                                              {"stars", "Stars"},
                                              {"likert", "Agreement with a statement"}}};
};
enum class SurveyScope : std::uint8_t { transactional, relational };
template <>
struct Words<SurveyScope> {
  static constexpr std::string_view name = "survey scope";
  static constexpr std::array<Word, 2> words{
      {{"transactional", "After a touchpoint"}, {"relational", "About the relation, at set times"}}};
};
enum class SurveyMode : std::uint8_t { cati, cawi };
template <>
struct Words<SurveyMode> {
  static constexpr std::string_view name = "survey mode";
  static constexpr std::array<Word, 2> words{{{"cati", "By telephone"}, {"cawi", "By web"}}};
};
enum class BestEnd : std::uint8_t { min, max };
template <>
struct Words<BestEnd> {
  static constexpr std::string_view name = "best end";
  static constexpr std::array<Word, 2> words{{{"min", "Low is good"}, {"max", "High is good"}}};
};

struct SurveyScale {
  Decimal min;
  Decimal max;
  std::optional<BestEnd> best;
};
template <>
inline constexpr auto description<SurveyScale> = describe<SurveyScale>(
    "survey scale", "The answers that were possible.", field<&SurveyScale::min>("min", "Lowest answer."),
    field<&SurveyScale::max>("max", "Highest answer."),
    field<&SurveyScale::best>("best", "Which end is good; max unless said."));

struct Survey {
  Instrument instrument = Instrument::nps;
  std::optional<SurveyScope> scope;
  Box<std::string> touchpoint;
  std::optional<SurveyMode> mode;
  Box<SurveyScale> scale;
  Decimal score;
  Box<Reference<Contact>> contact;
  Box<Reference<Entry>> ticket;
  Box<std::string> comment;
  Box<Reference<Person>> owner;
  std::optional<time::Timestamp> responded_at;
};
template <>
inline constexpr auto description<Survey> = describe<Survey>(
    "survey", "An answer to a survey.", field<&Survey::instrument>("instrument", "What was asked."),
    field<&Survey::scope>("scope", "After a touchpoint, or about the relation; never mixed in one score."),
    field<&Survey::touchpoint>("touchpoint", "Touchpoint of the journey it followed."),
    field<&Survey::mode>("mode", "By telephone or web."),
    field<&Survey::scale>("scale", "Possible answers; 0 to 10 for nps, required for the others."),
    field<&Survey::score>("score", "The answer."), field<&Survey::contact>("contact", "Who answered."),
    field<&Survey::ticket>("ticket", "Ticket it is about."),
    field<&Survey::comment>("comment", "What was said."),
    field<&Survey::owner>("owner", "Who answers the feedback."),
    field<&Survey::responded_at>("responded_at", "When the feedback was answered."));

struct Payment {
  time::Date due_on;
  std::optional<time::Date> paid_on;
  Money amount;
};
template <>
inline constexpr auto description<Payment> = describe<Payment>(
    "payment", "A payment due from the customer.", field<&Payment::due_on>("due_on", "By when."),
    field<&Payment::paid_on>("paid_on", "When it was paid."),
    field<&Payment::amount>("amount", "How much.", {.min = 0}));

struct Usage {
  time::Period period;
  std::optional<std::int64_t> logins;
  std::optional<std::int64_t> active_users;
  std::optional<std::int64_t> licensed_users;
  Map<FieldPath, Decimal> features;
};
template <>
inline constexpr auto description<Usage> = describe<Usage>(
    "usage", "How much the product was used.", field<&Usage::period>("period", "Over which period."),
    field<&Usage::logins>("logins", "Logins.", {.min = 0}),
    field<&Usage::active_users>("active_users", "Users that were active.", {.min = 0}),
    field<&Usage::licensed_users>("licensed_users", "Users that are paid for.", {.min = 0}),
    field<&Usage::features>("features", "Use of each feature, counted.", {.min = 0}));

struct Value {
  std::optional<Reference<SuccessObjective>> objective;
  std::optional<Reference<Milestone>> milestone;
  std::optional<std::string> evidence;
};
template <>
inline constexpr auto description<Value> =
    describe<Value>("value", "The customer perceived value.",
                    field<&Value::objective>("objective", "Objective of the account it serves."),
                    field<&Value::milestone>("milestone", "Milestone it reached."),
                    field<&Value::evidence>("evidence", "What shows that the customer saw it."));

struct Referral {
  std::string referred;
  std::optional<Reference<Account>> became;
};
template <>
inline constexpr auto description<Referral> =
    describe<Referral>("referral", "The customer recommended us to somebody.",
                       field<&Referral::referred>("referred", "Who was referred."),
                       field<&Referral::became>("became", "Account it became."));

struct Improvement {
  Area area;
  std::string what;
  std::vector<Reference<Entry>> tickets;
  std::optional<std::string> answer;
  std::optional<time::Timestamp> answered_at;
  std::optional<time::Timestamp> delivered_at;
};
template <>
inline constexpr auto description<Improvement> = describe<Improvement>(
    "improvement", "The customer's voice, for another area.",
    field<&Improvement::area>("area", "Area it is for."),
    field<&Improvement::what>("what", "What should be better."),
    field<&Improvement::tickets>("tickets", "Tickets behind it."),
    field<&Improvement::answer>("answer", "What the area answered."),
    field<&Improvement::answered_at>("answered_at", "When it answered."),
    field<&Improvement::delivered_at>("delivered_at", "When the improvement was there."));

struct ChurnEvent {
  std::optional<std::string> reason;
  std::optional<std::string> comment;
};
template <>
inline constexpr auto description<ChurnEvent> =
    describe<ChurnEvent>("churn event", "Why the customer left; when and how much is the subscription's.",
                         field<&ChurnEvent::reason>("reason", "Reason, for grouping."),
                         field<&ChurnEvent::comment>("comment", "In the customer's words."));

enum class Sentiment : std::uint8_t { red, yellow, green };
template <>
struct Words<Sentiment> {
  static constexpr std::string_view name = "sentiment";
  static constexpr std::array<Word, 3> words{
      {{"red", "In danger"}, {"yellow", "To be watched"}, {"green", "Well"}}};
};

struct HealthNote {
  Sentiment sentiment = Sentiment::yellow;
  std::string reason;
};
template <>
inline constexpr auto description<HealthNote> =
    describe<HealthNote>("health note", "A person's feeling about the account.",
                         field<&HealthNote::sentiment>("sentiment", "The feeling."),
                         field<&HealthNote::reason>("reason", "What it rests on."));

}  // namespace csx::model
