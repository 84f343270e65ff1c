#pragma once

#include <map>
#include <string>
#include <vector>

#include "csx/base/result.hpp"
#include "csx/model/exchange.hpp"
#include "csx/store/dataset.hpp"
#include "csx/store/file_tree.hpp"

/// The results of a period as a function of records and instant. *Source*: commands.md of the design,
/// "audit".
namespace csx::audit {

/// The finding that says that the records had errors.
inline constexpr std::string_view k_errors_rule = "audit/errors-allowed";

/// What an audit is of.
struct Request {
  time::Period period;
  time::Instant as_of;
  std::string commit;       ///< that the records were read from
  std::string tree;         ///< of the data folder in it
  std::string csx_version;  ///< that computes
};

/// `2026-10`, `2026-q3`, `2026-10-05-to-2026-10-09`.
std::string id_of(const time::Period& period);

/// Refuses a period that has not ended as of the instant, one in which no agreement judged, and one for which
/// a version of an agreement is missing or cannot be read. *Errors*: usage.
Status check_period(const store::Dataset& data, const time::Period& period, time::Instant as_of);

/// What stands behind a result.
struct Evidence {
  std::vector<std::string> missed;  ///< the cases that missed it, `handoff/2026-03-aurora`
  std::size_t excluded = 0;         ///< cases left out by agreement
};

struct Results {
  std::vector<model::AuditResult> commitments;
  std::vector<model::AuditResult> metrics;
  std::vector<model::AuditResult> bottlenecks;
  std::map<std::string, Evidence> evidence;  ///< by id of the commitment
};

/// Every commitment that an agreement in force in the period makes, or whose clocks were due in it, every
/// metric and every bottleneck. *Order*: agreement, then commitment as in its latest version of the period;
/// metrics as in the catalogue; bottlenecks as `csx bottlenecks` has them.
Results results_of(const store::Dataset& data, const time::Period& period, time::Instant as_of);

/// An audit, and what it rests on.
struct Computed {
  model::Audit audit;
  std::map<std::string, Evidence> evidence;
  std::vector<model::AuditFinding>
      errors;  ///< of csx check; where there are some, a finding of the audit says so
};

/// The whole audit. Takes seconds for large folders.
Computed compute(const store::FileTree& tree, const store::Dataset& data, const Request& request);

/// The last audit of the folder whose period ended before one begins; null for none.
const model::Audit* audit_before(const store::Dataset& data, const time::Period& period);

}  // namespace csx::audit
