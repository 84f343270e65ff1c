#pragma once

#include <span>
#include <string>

#include "csx/base/text.hpp"
#include "csx/model/journal.hpp"
#include "csx/rules/rule.hpp"
#include "lookup.hpp"
#include "moments.hpp"

/// What the files of the family `journal` share.
namespace csx::rules::journal {

std::span<const Rule> file_rules();
std::span<const Rule> contact_rules();
std::span<const Rule> ticket_rules();
std::span<const Rule> ticket_people_rules();
std::span<const Rule> survey_rules();
std::span<const Rule> money_rules();
std::span<const Rule> voice_rules();

template <class Judge>
void each_journal(const Input& input, Judge judge) {
  for (const model::AnyRecord& record : input.data.all<model::Journal>()) {
    judge(record, record.as<model::Journal>());
  }
}

/// Every entry of one type, with its fields.
template <class Body, class Judge>
void each(const Input& input, Judge judge) {
  each_journal(input, [&](const model::AnyRecord& record, const model::Journal& journal) {
    for (const model::Entry& entry : journal.entries) {
      if (const Body* body = entry.body.template get<Body>()) {
        judge(record, journal, entry, *body);
      }
    }
  });
}

inline const model::Account* find_account(const Input& input, const model::Journal& journal,
                                          const model::Entry& entry) {
  const auto* id = account_of(journal, entry);
  return id != nullptr ? input.data.get<model::Account>(id->value) : nullptr;
}

/// `ticket "tk-1": `, to begin a message with.
inline std::string subject(const model::Entry& entry) {
  return fmt::format("{} {}: ", model::word(entry.type), quoted(entry.id.value));
}

}  // namespace csx::rules::journal
