#pragma once

#include <optional>
#include <string>
#include <vector>

#include "csx/audit/compare.hpp"
#include "csx/git/history.hpp"
#include "csx/git/repository.hpp"
#include "csx/store/dataset.hpp"

/// Audits made again from what git holds. *Source*: commands.md of the design, "audit".
namespace csx::audit {

/// Where audits are kept.
struct Archive {
  const git::Repository& repository;
  const git::History& history;
  git::Oid tip;             ///< that is verified
  std::string prefix;       ///< of the data folder at the tip: empty, or with '/' at its end
  std::string folder;       ///< of the disk: the data folder
  std::string csx_version;  ///< that verifies
};

enum class Tampering : std::uint8_t {
  altered,       ///< a file of it was changed after its commit
  removed,       ///< a file of it was taken away after its commit
  rewritten,     ///< the commit that was audited is no ancestor any more, or is gone
  wrong_tree,    ///< the commit has another tree than the audit says
  wrong_result,  ///< the recorded tree does not give the recorded result
  unreadable,    ///< the audit or the records it was made of cannot be read
  uncommitted,   ///< the working files differ from the commit
};
/// `altered`, `wrong-result`.
std::string_view word(Tampering kind);

struct Tampered {
  Tampering kind = Tampering::altered;
  std::string where;  ///< `audits/2026-10.yaml`, `commitments/sales-cs/x: value`
  std::string text;   ///< one sentence: found and expected
};

/// A result that the records of today give otherwise.
struct Restated {
  Difference difference;
  std::string commit;   ///< the first that gives it otherwise
  std::string subject;  ///< of that commit
};

struct Verdict {
  std::string id;
  std::optional<time::Period> period;  ///< none: its record cannot be read
  std::string commit;                  ///< in which the audit itself was committed; empty when it never was
  std::vector<Tampered> tampered;
  std::vector<Restated> restated;
  std::vector<Difference> by_version;  ///< what this csx computes otherwise than the one that wrote it
  std::string version;                 ///< of csx that wrote it
  bool is_signed = false;              ///< its commit carries a signature
};

struct Report {
  std::vector<Verdict> audits;       ///< by period
  std::vector<std::string> missing;  ///< periods between and after the audits that have none
};

/// Verifies the audits of the tip, and those that its history had; `only` names some of them, none means all.
/// `data` are the records of the tip; `today` is the day up to which audits are missed. *Errors*: io, also
/// for a shallow clone; usage for an id in `only` that never was.
Result<Report> verify(const Archive& archive, const store::Dataset& data,
                      const std::vector<std::string>& only, time::Date today);

/// Refuses a repository that does not hold all of its history. *Errors*: io.
Status refuse_shallow(const git::Repository& repository);

/// Periods of the length of the audits that have no audit: gaps between them, and what ended since the last.
std::vector<std::string> missing_periods(const store::Dataset& data, time::Date today);

}  // namespace csx::audit
