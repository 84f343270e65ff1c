#include "audits.hpp"

#include "csx/base/slug.hpp"
#include "csx/base/text.hpp"

namespace csx::cli {

Result<Committed> open_committed(const Context& context, const Session& session) {
  Result<Past> past = open_past(context, session);
  if (!past) {
    return fail(std::move(past.error()));
  }
  if (Status whole = audit::refuse_shallow(past->repository); !whole) {
    return fail(std::move(whole.error()));
  }
  if (!past->tip) {
    return fail(ErrorKind::usage, "nothing is committed yet, and audits are of what is committed",
                {"commit the records first"});
  }
  Result<std::unique_ptr<store::FileTree>> tree = store::revision_tree(session.folder, past->tip->hex);
  if (!tree) {
    return fail(std::move(tree.error()));
  }
  Result<store::Dataset> data = store::load(**tree);
  if (!data) {
    return fail(std::move(data.error()));
  }
  const git::Oid tip = *past->tip;
  return Committed{std::move(*past), tip, std::move(*tree), std::move(*data)};
}

Option audit_argument(std::optional<std::string>& id) {
  return {.names = "AUDIT",
          .value = {},
          .doc = "id of an audit: its period, such as 2026-10",
          .into = &id,
          .completes = Completes::record,
          .place = Option::Place::argument,
          .need = Option::Need::required};
}

Result<const model::Audit*> find_audit(const store::Dataset& data, const std::string& id) {
  const std::string_view bare =
      id.starts_with("audit/") ? std::string_view(id).substr(6) : std::string_view(id);
  // A period is written 2026-Q3, and names the audit 2026-q3.
  for (const std::string& name : {std::string(bare), slug(bare)}) {
    if (const auto* audit = data.get<model::Audit>(name)) {
      return audit;
    }
  }
  const auto ids = data.ids("audit");
  return fail(ErrorKind::usage,
              fmt::format("there is no audit {}{}", csx::quoted(bare), did_you_mean(bare, ids)),
              {ids.empty() ? "make one with `csx audit run`" : "`csx audit list` lists them"});
}

std::string met_of(const model::Audit& audit) {
  std::size_t judged = 0;
  std::size_t met = 0;
  for (const model::AuditResult& result : audit.commitments) {
    judged += result.met ? 1U : 0U;
    met += result.met && *result.met ? 1U : 0U;
  }
  return fmt::format("{} of {}", met, judged);
}

}  // namespace csx::cli
