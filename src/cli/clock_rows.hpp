#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csx/base/json.hpp"
#include "csx/base/result.hpp"
#include "csx/sla/clock.hpp"
#include "session.hpp"

/// How the commands of `csx clock` name, print and find the clocks of records.
namespace csx::cli {

/// `4h left`, `paused, 5h left`, `2h late`, `met`; what a person wants to know of a clock in a phrase.
std::string clock_phrase(const sla::Clocks& clocks, const sla::Clock& clock);

/// One clock in a line, for `csx show`: `sales-cs/handoff-submitted: met, due Tue 2026-…`.
std::string clock_line(const sla::Clocks& clocks, const sla::Clock& clock);

/// `{"subject", "handoff_type", "account", "commitment", "version", "instance", "area", "owner", "state",
/// "reason", "start", "began", "cause", "within", "unit", "allowance_seconds", "warns_at", "deadline",
/// "stop", "left_seconds", "held_since", "date_precision", "regraded"}`; what is not known is null.
Json clock_json(const sla::Clocks& clocks, const sla::Clock& clock);

/// The clocks of one record or journal entry, and what it is called.
struct SubjectClocks {
  std::string ref;
  sla::Clocks clocks;  ///< of its account
  std::vector<const sla::Clock*> own;
  std::vector<const sla::BeforeAgreement*> before;
};
/// Of a REF; the words of subjects are taken for journal entries: `ticket/tk-1`. *Errors*: of resolve; usage
/// for a record that has no clocks.
Result<SubjectClocks> clocks_of(const Session& session, std::string_view ref);

/// One clock: of a commitment (`agreement/id`, or an id that is unique here), and of an instance, the latest
/// unless given. *Errors*: usage, with the commitments or instances that there are.
Result<const sla::Clock*> find_clock(const SubjectClocks& subject, std::string_view commitment,
                                     const std::optional<std::string>& instance);

}  // namespace csx::cli
