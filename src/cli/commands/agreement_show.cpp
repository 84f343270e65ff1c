#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "../agreement_named.hpp"
#include "../help.hpp"
#include "csx/model/governance.hpp"
#include "csx/model/write.hpp"
#include "csx/report/agreement.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

constexpr std::array<std::string_view, 3> k_agreement_show_formats{"text", "json", "markdown"};

struct AgreementShowOptions {
  std::optional<std::string> agreement;
};

void declare(AgreementShowOptions& options, Options& out) {
  declare_agreement(options.agreement, out, Option::Need::optional);
}

Json json_of(const std::vector<model::Area>& areas) {
  Json json = Json::array();
  for (const model::Area& area : areas) {
    json.push_back(area.value);
  }
  return json;
}

Json json_of(const sla::VersionStanding& each, const store::Dataset& data) {
  return {{"version", each.version().version},
          {"standing", sla::word_of(each.standing)},
          {"effective_from", each.version().effective_from.to_string()},
          {"until", each.until ? Json(each.until->to_string()) : Json(nullptr)},
          {"waits_for", json_of(each.missing)},
          {"file", data.file_of(*each.record)}};
}

Json approvals_of(const model::Agreement& version) {
  const std::string digest = model::content_digest(&version);
  Json json = Json::array();
  for (const model::Approval& approval : version.approvals) {
    json.push_back({{"area", approval.area.value},
                    {"by", approval.by.value},
                    {"date", approval.date.to_string()},
                    {"of_this_text", approval.of.value == digest}});
  }
  return json;
}

Json open_opinions(const store::Dataset& data, const model::Agreement& version) {
  Json json = Json::array();
  for (const model::AnyRecord& record : data.all<model::Opinion>()) {
    const auto& opinion = record.as<model::Opinion>();
    if (opinion.agreement == version.id && opinion.status == model::OpinionStatus::open) {
      json.push_back(opinion.id.value);
    }
  }
  return json;
}

Json data_of(const store::Dataset& data, const std::vector<sla::VersionStanding>& versions,
             const sla::VersionStanding& shown) {
  Json all = Json::array();
  for (const sla::VersionStanding& each : versions) {
    all.push_back(json_of(each, data));
  }
  Json json{{"ref", shown.record->identity()}};
  json.update(json_of(shown, data));
  json["digest"] = model::content_digest(&shown.version());
  json["approvals"] = approvals_of(shown.version());
  json["versions"] = std::move(all);
  json["open_opinions"] = open_opinions(data, shown.version());
  model::to_json(*shown.record, json["record"]);
  return json;
}

Result<int> run(const AgreementShowOptions& options, Context& context) {
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
  const auto versions = sla::standings(session.data, named->version->id.value, session.today);
  const auto shown = std::ranges::find(versions, named->record, &sla::VersionStanding::record);
  if (shown == versions.end()) {  // a second record of the same version
    return fail(ErrorKind::io, fmt::format("{} stands twice", named->ref()),
                {fmt::format("run `csx check {}`", session.data.file_of(*named->record))});
  }
  if (context.format() == "json") {
    context.out = report::to_text(
        report::envelope(header_of(context, session), data_of(session.data, versions, *shown)));
    return 0;
  }
  const report::Blocks blocks = report::agreement_document(session.data, versions, *shown);
  context.out = context.format() == "markdown"
                    ? report::markdown_of(blocks)
                    : report::text_of(blocks, width_of_prose(context.width()), context.color());
  return 0;
}

constexpr std::array<Example, 4> k_agreement_show_examples{
    {{"csx agreement show", "what holds now between the areas of the main agreement"},
     {"csx agreement show cs-support --as-of 2026-03-31", "what held on a day"},
     {"csx agreement show sales-cs@4", "a proposal, and who still has to approve it"},
     {"csx agreement show --format markdown --output acordo.md", "a page to send"}}};

}  // namespace

const Command k_agreement_show{
    .name = "agreement show",
    .group = Group::look,
    .summary = "what an agreement asks for, where it stands and who signed it",
    .effect = Effect::reads,
    .about =
        "A bare id is the version in force as of now (or of --as-of), else the latest. Shows the approvals "
        "and "
        "whether they are of this text, commitments, information, journey, every version with its time, and "
        "the "
        "opinions that wait for an answer. `csx show agreement/ID` lists every field.",
    .formats = k_agreement_show_formats,
    .examples = k_agreement_show_examples,
    .prepare = prepare<AgreementShowOptions, declare, run>};

}  // namespace csx::cli
