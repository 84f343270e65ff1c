#pragma once

#include <optional>
#include <string>
#include <vector>

#include "agreement_named.hpp"
#include "refusal.hpp"
#include "writing.hpp"

/// The next version of an agreement out of the one that is there.
namespace csx::cli {

struct NextVersion {
  time::Date from;  ///< its first day
  std::string why;
  std::vector<std::string> because;  ///< ids of audits, reviews, opinions
};

/// Where an approved version goes when the next one takes its place.
std::string archive_path(const model::Agreement& version);

/// The text of the present version that all parties approved, as it stands in its file now or, when people
/// have begun to edit it, as the last commit has it.
struct ApprovedText {
  std::string text;
  enum class Where : unsigned char { work_folder, last_commit } where = Where::work_folder;
};
/// None, with the reason in `refusal`: the version still waits for approvals, or the approved text is in
/// neither place. *Errors*: io.
Result<std::optional<ApprovedText>> approved_text(const Writing& writing, const NamedAgreement& present,
                                                  std::optional<Refusal>& refusal);

/// What speaks against the date.
std::optional<Refusal> refuse_date(const NamedAgreement& present, const NextVersion& next, time::Date today);

/// The edits that turn the text of a version into the next one: version and first day, no approvals, the
/// reason on top of `changes`.
std::vector<yaml::Edit> edits_to_release(const yaml::Value& now, const model::Agreement& present,
                                         const NextVersion& next, time::Date day);

}  // namespace csx::cli
