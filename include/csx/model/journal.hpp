#pragma once

#include "csx/model/journal_cases.hpp"

namespace csx::model {

enum class EntryType : std::uint8_t {
  touchpoint,
  request,
  ticket,
  survey,
  payment,
  usage,
  value,
  referral,
  improvement,
  churn_event,
  health_note
};
template <>
struct Words<EntryType> {
  static constexpr std::string_view name = "entry type";
  static constexpr std::array<Word, 11> words{{{"touchpoint", "A contact with the customer"},
                                               {"request", "Something asked of the customer"},
                                               {"ticket", "A support ticket"},
                                               {"survey", "An answer to a survey"},
                                               {"payment", "A payment due"},
                                               {"usage", "How much the product was used"},
                                               {"value", "The customer perceived value"},
                                               {"referral", "The customer recommended us"},
                                               {"improvement", "The customer's voice, for another area"},
                                               {"churn-event", "Why the customer left"},
                                               {"health-note", "A person's feeling about the account"}}};
};

using EntryBody = Cases<EntryType, Touchpoint, Request, Ticket, Survey, Payment, Usage, Value, Referral,
                        Improvement, ChurnEvent, HealthNote>;

struct Entry {
  Id<Entry> id;
  EntryType type = EntryType::touchpoint;
  time::Timestamp at;
  Box<Reference<Account>> account;
  std::optional<Reference<Person>> by;
  Box<std::string> note;
  std::vector<Exclusion> exclusions;
  EntryBody body;
};
template <>
inline constexpr auto description<Entry> =
    describe<Entry>("journal entry", "Something that happened with an account.",
                    field<&Entry::id>("id", "Name of the entry, unique in the folder."),
                    field<&Entry::type>("type", "What kind of entry it is; it decides the further fields."),
                    field<&Entry::at>("at", "When it began: asked, opened, received, held."),
                    field<&Entry::account>("account", "The account; the file's unless said."),
                    field<&Entry::by>("by", "Who did or noted it."),
                    field<&Entry::note>("note", "What should be known."),
                    field<&Entry::exclusions>("exclusions", "Clocks that both parties agreed not to count."),
                    cases<&Entry::body>())
        .tagged_by("type");

struct Journal {
  std::optional<Reference<Account>> account;
  std::vector<Entry> entries;
};
/// The account of an entry: its own, else the file's; null where neither says.
inline const Reference<Account>* account_of(const Journal& journal, const Entry& entry) {
  return entry.account ? &*entry.account : journal.account ? &*journal.account : nullptr;
}
template <>
inline constexpr auto description<Journal> =
    describe<Journal>("journal", "What happened, entry by entry.",
                      field<&Journal::account>("account", "Account of the entries that name none."),
                      field<&Journal::entries>("entries", "The entries, in order of time."));

}  // namespace csx::model
