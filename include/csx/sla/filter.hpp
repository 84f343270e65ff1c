#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "csx/model/account.hpp"
#include "csx/model/agreement.hpp"
#include "csx/model/handoff.hpp"
#include "csx/model/journal.hpp"

/// The conditions of an agreement (`when:` of commitments, of rows of time limits, of information) on a
/// subject and its account.
namespace csx::sla {

using Conditions = model::Map<model::FieldPath, model::OneOrMany<model::AnyValue>>;

inline constexpr std::array<std::string_view, 3> k_survey_classes{"promoter", "passive", "detractor"};

/// Who answered a survey, by the score. *Source*: metrics.md of the design: promoters 9 and 10, detractors 0
/// to 6, of NPS alone; null for other instruments and for scores that NPS does not have.
const std::string_view* survey_class(const model::Survey& survey);

/// What conditions look at. Of a handoff or an account the record; of a journal entry its own fields (`body`
/// of a ticket, …) before those that all entries have.
struct Fields {
  const model::Type* type = nullptr;
  const void* value = nullptr;
  const model::Entry* entry = nullptr;      ///< of journal entries only
  const model::Account* account = nullptr;  ///< null when unknown

  static Fields of(const model::Handoff& handoff, const model::Account* account);
  static Fields of(const model::Account& account);
  static Fields of(const model::Entry& entry, const model::Account* account);
};

/// Whether all conditions hold. A name is looked up in the subject, then in its account; the account's dated
/// values are read at `day`. What is unknown meets no condition.
bool applies(const Conditions& when, const Fields& fields, const model::Agreement& agreement, time::Date day);

/// Whether a row of a table of time limits matches: conditions on the account's tier, segment and touch
/// model, on the subject's priority, and those under `when`.
bool matches(const model::WithinRow& row, const Fields& fields, const model::Agreement& agreement,
             time::Date day);

}  // namespace csx::sla
