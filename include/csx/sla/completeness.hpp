#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "csx/model/account.hpp"
#include "csx/model/agreement.hpp"
#include "csx/model/handoff.hpp"

/// How much of the information that an agreement asks for a handoff carries, and how good it is.
/// *Source*: records.md of the design ("What must be filled is the agreement's information list").
namespace csx::sla {

/// `"-"`, `?`, `TBD`, `a definir`, `n/a` and the like, and text without any letter or digit: it says nothing.
bool is_vague(std::string_view text);

enum class Grade : std::uint8_t {
  none,  ///< 0: absent, empty or vague
  half,  ///< 0.5: free text under the row's min_words
  full,  ///< 1
};

/// An exact fraction, in lowest terms.
struct Ratio {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;
  friend bool operator==(const Ratio&, const Ratio&) = default;
};

/// In whole percent, rounded down: 100% is only said of all.
model::Share to_share(const Ratio& ratio);

/// One row of the agreement's information list and what the handoff says to it.
struct InformationGrade {
  const model::Information* information = nullptr;
  Grade grade = Grade::none;
  bool present() const { return grade != Grade::none; }
};

struct Completeness {
  std::vector<InformationGrade> rows;  ///< in the order of the agreement; only rows that apply
  std::optional<Ratio> completeness;   ///< weight present / weight required; none where nothing is required
  std::optional<Ratio> quality;        ///< weight times grade / weight required
};

/// Which way information flows: to the receiver at submission, or back to the giver.
enum class Flow : std::uint8_t { forward, back };

/// Whether a row speaks of a handoff in that direction: its areas are the handoff's own, or those that the
/// type of handoff names (a sale handed to an onboarding team still owes what Sales owes to cs).
bool concerns(const model::Information& information, const model::Handoff& handoff, Flow flow);

/// The grade of one row's field.
Grade grade_of(const model::Information& information, const model::Handoff& handoff);

/// The figures of graded rows.
Completeness total_of(std::vector<InformationGrade> rows);

/// Grades all rows that concern the handoff and apply on a day: of the submission, or today for a draft.
Completeness grade_handoff(const model::Agreement& agreement, const model::Handoff& handoff,
                           const model::Account* account, time::Date day, Flow flow = Flow::forward);

}  // namespace csx::sla
