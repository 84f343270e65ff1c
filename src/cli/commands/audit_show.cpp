#include "../audits.hpp"
#include "../document.hpp"
#include "../language.hpp"
#include "csx/audit/text.hpp"
#include "csx/model/write.hpp"
#include "table.hpp"

#include <nlohmann/json.hpp>

#include <array>

namespace csx::cli {
namespace {

struct AuditShowOptions {
  std::optional<std::string> audit;
};

void declare(AuditShowOptions& options, Options& out) {
  out.push_back(audit_argument(options.audit));
}

Result<int> run(const AuditShowOptions& options, Context& context) {
  const auto opened = open_session(context);
  if (!opened) {
    return fail(opened.error());
  }
  const Session& session = **opened;
  const Result<const model::Audit*> audit = find_audit(session.data, *options.audit);
  if (!audit) {
    return fail(audit.error());
  }
  const auto more = std::make_shared<Json>();
  model::to_json(model::type_of<model::Audit>, *audit, (*more)["record"]);
  put_document(context, session,
               audit::document_of(session.data, **audit, {}, language_of(context, session.data.workspace())),
               more.get());
  return 0;
}

constexpr std::array<Example, 3> k_audit_show_examples{
    {{"csx audit show 2026-10", "read it"},
     {"csx audit show 2026-10 --lang en --format html --output audit.html", "a page in English"},
     {"csx audit show 2026-10 --format json", "every number of it"}}};

}  // namespace

const Command k_audit_show{
    .name = "audit show",
    .group = Group::look,
    .summary = "one audit for people: commitments by area, what missed, actions, findings",
    .effect = Effect::reads,
    .about =
        "What the record says, with today's names and in the language of --lang, else of the workspace. The "
        "files "
        "beside the record hold the same as it was written.",
    .formats = k_document_formats,
    .examples = k_audit_show_examples,
    .prepare = prepare<AuditShowOptions, declare, run>};

}  // namespace csx::cli
