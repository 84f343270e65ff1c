#pragma once

#include "csx/model/describe.hpp"
#include "csx/model/targets.hpp"
#include "csx/model/vocabulary.hpp"

/// Who the customer is: profile, X-ray, contacts, expectations.
namespace csx::model {

struct Owners {
  std::optional<Dated<Reference<Person>>> sales;
  std::optional<Dated<Reference<Person>>> onboarding;
  std::optional<Dated<Reference<Person>>> csm;
};
template <>
inline constexpr auto description<Owners> =
    describe<Owners>("owners", "The people who answer for the account.",
                     field<&Owners::sales>("sales", "Who sold it, and sells to it."),
                     field<&Owners::onboarding>("onboarding", "Who brings it to first value."),
                     field<&Owners::csm>("csm", "Its Customer Success manager."));

struct Acquisition {
  std::optional<Money> cost;
  std::optional<Money> commission;
};
template <>
inline constexpr auto description<Acquisition> = describe<Acquisition>(
    "acquisition", "What it cost to win the customer.",
    field<&Acquisition::cost>("cost", "Customer acquisition cost (CAC).", {.min = 0}),
    field<&Acquisition::commission>("commission", "Commission paid to Sales.", {.min = 0}));

enum class CompanySize : std::uint8_t { micro, small, medium, large };
template <>
struct Words<CompanySize> {
  static constexpr std::string_view name = "company size";
  static constexpr std::array<Word, 4> words{{{"micro", "Up to 9 people"},
                                              {"small", "10 to 49 people"},
                                              {"medium", "50 to 249 people"},
                                              {"large", "250 people and more"}}};
};

struct Profile {
  std::optional<std::string> industry;
  std::optional<CompanySize> size;
  std::optional<std::int64_t> employees;
  Box<std::string> location;
  std::optional<ZoneName> timezone;
};
template <>
inline constexpr auto description<Profile> = describe<Profile>(
    "profile", "What kind of company it is.", field<&Profile::industry>("industry", "Line of business."),
    field<&Profile::size>("size", "Size by people."),
    field<&Profile::employees>("employees", "Number of people.", {.min = 0, .unit = "people"}),
    field<&Profile::location>("location", "City and state, or country."),
    field<&Profile::timezone>("timezone", "Zone the customer works in."));

struct AccountChannel {
  Channel kind = Channel::email;
  std::optional<std::string> address;
  Box<std::string> group_url;
  std::optional<bool> active;
};
template <>
inline constexpr auto description<AccountChannel> = describe<AccountChannel>(
    "account channel", "A way to reach the customer.",
    field<&AccountChannel::kind>("kind", "Kind of channel."),
    field<&AccountChannel::address>("address", "Number or address."),
    field<&AccountChannel::group_url>("group_url", "Link of a group, such as WhatsApp's."),
    field<&AccountChannel::active>("active", "Whether it is in use; unknown unless said."));

struct DayHours {
  std::vector<time::Weekday> days;
  std::vector<time::Window> hours;
};
template <>
inline constexpr auto description<DayHours> =
    describe<DayHours>("hours", "Windows on some weekdays, in the customer's zone.",
                       field<&DayHours::days>("days", "Weekdays; all from Monday to Friday unless said."),
                       field<&DayHours::hours>("hours", "Windows of these days."));

struct CurrentNeed {
  std::string text;
  time::Date date;
};
template <>
inline constexpr auto description<CurrentNeed> = describe<CurrentNeed>(
    "current need", "What the customer needs now.", field<&CurrentNeed::text>("text", "The need."),
    field<&CurrentNeed::date>("date", "When it was said."));

struct PlatformUser {
  std::string name;
  std::optional<std::string> role;
  std::optional<bool> active;
};
template <>
inline constexpr auto description<PlatformUser> = describe<PlatformUser>(
    "user", "Somebody who uses the product.", field<&PlatformUser::name>("name", "Who."),
    field<&PlatformUser::role>("role", "What the user does with it."),
    field<&PlatformUser::active>("active", "Whether the user still uses it."));

struct Xray {
  std::optional<time::Date> reviewed_on;
  std::vector<DayHours> working_hours;
  std::vector<DayHours> busy;
  OrNone<std::vector<AccountChannel>> channels;
  std::vector<PlatformUser> users;
  Box<CurrentNeed> current_need;
  Box<std::string> local_impact;
};
template <>
inline constexpr auto description<Xray> = describe<Xray>(
    "client X-ray", "The client at a glance (Raio-X).",
    field<&Xray::reviewed_on>("reviewed_on", "When it was last true."),
    field<&Xray::working_hours>("working_hours", "When the customer works."),
    field<&Xray::busy>("busy", "When it cannot meet."),
    field<&Xray::channels>("channels", "How it is reached."),
    field<&Xray::users>("users", "Who uses the product."),
    field<&Xray::current_need>("current_need", "What it needs now, which changes as it changes."),
    field<&Xray::local_impact>("local_impact", "What happens at its location that touches it."));

enum class ContactRole : std::uint8_t { sponsor, decision_maker, champion, user, billing, blocker };
template <>
struct Words<ContactRole> {
  static constexpr std::string_view name = "contact role";
  static constexpr std::array<Word, 6> words{{{"sponsor", "Wants it and pays for it"},
                                              {"decision-maker", "Decides"},
                                              {"champion", "Speaks for it inside"},
                                              {"user", "Works with it"},
                                              {"billing", "Handles invoices"},
                                              {"blocker", "Is against it"}}};
};

struct Contact {
  Id<Contact> id;
  std::string name;
  std::optional<Email> email;
  std::optional<std::string> phone;
  Box<Reference<Persona>> persona;
  std::optional<ContactRole> role;
  std::optional<Level> influence;
  Box<std::string> expectation;
  Box<std::string> why;
};
template <>
inline constexpr auto description<Contact> = describe<Contact>(
    "contact", "Somebody at the customer's.", field<&Contact::id>("id", "Short name, unique in the account."),
    field<&Contact::name>("name", "Full name."), field<&Contact::email>("email", "E-mail address."),
    field<&Contact::phone>("phone", "Telephone number, in quotes."),
    field<&Contact::persona>("persona", "Persona of the agreement the contact is."),
    field<&Contact::role>("role", "Part the contact plays."),
    field<&Contact::influence>("influence", "Influence on decisions."),
    field<&Contact::expectation>("expectation", "What the contact expects of the product."),
    field<&Contact::why>("why", "Why the need exists, in the contact's words."));

enum class ExpectationSource : std::uint8_t { interview, meeting, call, survey, sales };
template <>
struct Words<ExpectationSource> {
  static constexpr std::string_view name = "source of an expectation";
  static constexpr std::array<Word, 5> words{{{"interview", "An interview (direct)"},
                                              {"meeting", "A meeting (direct)"},
                                              {"call", "A call (direct)"},
                                              {"survey", "A survey"},
                                              {"sales", "Told by Sales"}}};
};

enum class Gap : std::uint8_t { none, minor, major };
template <>
struct Words<Gap> {
  static constexpr std::string_view name = "gap";
  static constexpr std::array<Word, 3> words{{{"none", "As expected"},
                                              {"minor", "Somewhat other than expected"},
                                              {"major", "Quite other than expected"}}};
};

struct Expectation {
  Id<Expectation> id;
  Box<std::string> theme;
  std::string text;
  Box<Reference<Contact>> who;
  std::optional<ExpectationSource> source;
  std::optional<Level> importance;
  std::optional<time::Date> date;
  std::optional<Gap> gap;
};
template <>
inline constexpr auto description<Expectation> = describe<Expectation>(
    "expectation", "What the customer expects, and how far reality is from it.",
    field<&Expectation::id>("id", "Short name, unique in the account."),
    field<&Expectation::theme>("theme", "What it is about, for grouping."),
    field<&Expectation::text>("text", "The expectation."),
    field<&Expectation::who>("who", "Contact who has it."),
    field<&Expectation::source>("source", "How it was gathered."),
    field<&Expectation::importance>("importance", "How much it matters to the customer."),
    field<&Expectation::date>("date", "When it was gathered."),
    field<&Expectation::gap>("gap", "Distance between the expectation and reality."));

struct CompetitorUse {
  std::string name;
  std::optional<std::string> note;
};
template <>
inline constexpr auto description<CompetitorUse> = describe<CompetitorUse>(
    "competitor", "A competitor seen at the customer's.", field<&CompetitorUse::name>("name", "Who."),
    field<&CompetitorUse::note>("note", "What is known of it."));

}  // namespace csx::model
