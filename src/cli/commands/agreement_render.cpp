#include <algorithm>
#include <array>

#include "../agreement_named.hpp"
#include "../document.hpp"
#include "../language.hpp"
#include "csx/report/agreement.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

struct AgreementRenderOptions {
  std::optional<std::string> agreement;
};

void declare(AgreementRenderOptions& options, Options& out) {
  declare_agreement(options.agreement, out, Option::Need::optional);
}

Result<int> run(const AgreementRenderOptions& options, Context& context) {
  const auto opened = open_session(context);
  if (!opened) {
    return fail(opened.error());
  }
  const Session& session = **opened;
  const Result<NamedAgreement> named =
      find_agreement(session.data, options.agreement, BareId::in_force, session.today);
  if (!named) {
    return fail(named.error());
  }
  if (Status clean = refuse_unclean(session.data, *named, "a document would leave out what cannot be read");
      !clean) {
    return fail(std::move(clean.error()));
  }
  const auto versions = sla::standings(session.data, named->version->id.value, session.today);
  const auto shown = std::ranges::find(versions, named->record, &sla::VersionStanding::record);
  if (shown == versions.end()) {  // a second record of the same version
    return fail(ErrorKind::io, fmt::format("{} stands twice", named->ref()),
                {fmt::format("run `csx check {}`", session.data.file_of(*named->record))});
  }
  put_document(context, session,
               report::agreement_pages(session.data, versions, *shown,
                                       language_of(context, session.data.workspace())));
  return 0;
}

constexpr std::array<Example, 4> k_agreement_render_examples{
    {{"csx agreement render", "the main agreement as it holds now, all of it"},
     {"csx agreement render --format html --output acordo.html", "a page for a browser or for paper"},
     {"csx agreement render sales-cs@4 --lang en", "a proposal, in English"},
     {"csx agreement render cs-support --as-of 2026-03-31 --format markdown",
      "what held on a day, to paste"}}};

}  // namespace

const Command k_agreement_render{
    .name = "agreement render",
    .group = Group::look,
    .summary = "all parts of an agreement as a document for people of both areas",
    .effect = Effect::reads,
    .about =
        "Strategy, what each area delivers and how, tiers, commitments, scores and limits, with names in "
        "place "
        "of ids, in the language of --lang, else of the workspace. A bare id is the version in force as of "
        "now "
        "(or of --as-of), else the latest. A version that does not hold says so at its head.",
    .formats = k_document_formats,
    .examples = k_agreement_render_examples,
    .prepare = prepare<AgreementRenderOptions, declare, run>};

}  // namespace csx::cli
