#pragma once

#include <memory>
#include <optional>
#include <string>

#include "csx/audit/replay.hpp"
#include "past.hpp"
#include "session.hpp"

/// What the commands about audits share.
namespace csx::cli {

/// The records that were committed, whatever lies in the working files.
struct Committed {
  Past past;
  git::Oid tip;
  std::unique_ptr<store::FileTree> tree;
  store::Dataset data;
};

/// HEAD's, or those of --at. *Errors*: usage without a repository or without a commit; io, also for a shallow
/// clone.
Result<Committed> open_committed(const Context& context, const Session& session);

/// The argument AUDIT.
Option audit_argument(std::optional<std::string>& id);

/// *Errors*: usage, with the nearest id.
Result<const model::Audit*> find_audit(const store::Dataset& data, const std::string& id);

/// `9 of 12`: commitments that reached their target, of those with a result.
std::string met_of(const model::Audit& audit);

}  // namespace csx::cli
