#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "../agreement_named.hpp"
#include "../help.hpp"
#include "csx/base/text.hpp"
#include "csx/report/agreement.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

constexpr std::array<std::string_view, 3> k_agreement_diff_formats{"text", "json", "markdown"};

struct DiffOptions {
  std::optional<std::string> first;
  std::optional<std::string> second;
  std::optional<std::string> against;
};

void declare(DiffOptions& options, Options& out) {
  declare_agreement(options.first, out, Option::Need::optional);
  out.push_back({.names = "AFTER",
                 .value = {},
                 .doc = "the version to compare it with; the latest unless given",
                 .into = &options.second,
                 .completes = Completes::agreement,
                 .place = Option::Place::argument});
  out.push_back({.names = "--against",
                 .value = "REV",
                 .doc = "compare with the same agreement as a revision has it",
                 .into = &options.against});
}

/// One side of the comparison.
struct Side {
  NamedAgreement named;
  std::string file;
  std::optional<std::string> revision;  ///< as it was written
  std::string title() const {
    return revision ? fmt::format("{} of {}", named.ref(), *revision) : named.ref();
  }
};
struct BothVersions {
  Side before;
  Side after;
};

Result<Side> side(const Session& session, const std::optional<std::string>& ref,
                  const std::optional<std::string>& revision) {
  const Result<NamedAgreement> named = find_agreement(session.data, ref, BareId::latest, session.today);
  if (!named) {
    return fail(named.error());
  }
  if (Status clean = refuse_unclean(session.data, *named, "half a text cannot be compared"); !clean) {
    return fail(std::move(clean.error()));
  }
  return Side{*named, session.data.file_of(*named->record), revision};
}

bool is_bare(const std::optional<std::string>& ref) {
  return !ref || ref->find('@') == std::string::npos;
}

/// The version before the latest, for a bare id.
Result<Side> predecessor(const Session& session, const Side& latest) {
  const auto versions = session.data.versions(latest.named.version->id.value);
  const auto at = std::ranges::find(versions, latest.named.record);
  if (at == versions.begin() || at == versions.end()) {
    return fail(ErrorKind::usage,
                fmt::format("{} has no version before it to compare with", latest.named.ref()),
                {"compare with a revision: --against HEAD~1"});
  }
  return side(session, (*std::prev(at))->identity(), std::nullopt);
}

Result<BothVersions> sides_of(const DiffOptions& options, Context& context, const Session& session) {
  if (options.against && options.second) {
    return fail(ErrorKind::usage, "--against compares one version with itself, two were named",
                {"leave out --against, or the second version"});
  }
  if (options.against) {
    const auto old = open_beside(context, session, *options.against);
    if (!old) {
      return fail(old.error());
    }
    Result<Side> before = side(**old, options.first, options.against);
    Result<Side> after = side(session, options.first, context.globals().at);
    if (!before || !after) {
      return fail(before ? after.error() : before.error());
    }
    return BothVersions{*before, *after};
  }
  Result<Side> after = side(session, options.second ? options.second : options.first, std::nullopt);
  if (!after) {
    return fail(std::move(after.error()));
  }
  if (is_bare(options.first) && !options.second) {
    Result<Side> before = predecessor(session, *after);
    return before ? Result<BothVersions>(BothVersions{*before, *after}) : fail(std::move(before.error()));
  }
  Result<Side> before = side(session, options.first, std::nullopt);
  if (!before) {
    return fail(std::move(before.error()));
  }
  if (!options.second) {  // id@version alone: with the latest
    after = side(session, before->named.version->id.value, std::nullopt);
  }
  if (!after) {
    return fail(std::move(after.error()));
  }
  if (after->named.version->id.value != before->named.version->id.value) {
    return fail(ErrorKind::usage,
                fmt::format("{} and {} are two agreements, not two versions of one", before->named.ref(),
                            after->named.ref()),
                {"name two versions of one agreement, such as sales-cs@2 sales-cs@3"});
  }
  return BothVersions{*before, *after};
}

Json json_of(const Side& side) {
  return {{"ref", side.named.ref()},
          {"file", side.file},
          {"revision", side.revision ? Json(*side.revision) : Json(nullptr)}};
}

Json json_of(const sla::AgreementDifference& each) {
  return {{"part", each.part},
          {"field", each.name},
          {"what", sla::word_of(each.what)},
          {"effect", sla::word_of(each.effect)},
          {"why", each.why.empty() ? Json(nullptr) : Json(each.why)},
          {"owed_by", each.owed_by ? Json(each.owed_by->value) : Json(nullptr)},
          {"before", each.before ? Json(*each.before) : Json(nullptr)},
          {"after", each.after ? Json(*each.after) : Json(nullptr)}};
}

Json data_of(const BothVersions& sides, const std::vector<sla::AgreementDifference>& differences) {
  Json summary = Json::object();
  for (const sla::Effect effect :
       {sla::Effect::weaker, sla::Effect::stronger, sla::Effect::unclear, sla::Effect::neutral}) {
    summary[std::string(sla::word_of(effect))] =
        std::ranges::count(differences, effect, &sla::AgreementDifference::effect);
  }
  Json list = Json::array();
  for (const sla::AgreementDifference& each : differences) {
    list.push_back(json_of(each));
  }
  return {{"before", json_of(sides.before)},
          {"after", json_of(sides.after)},
          {"summary", std::move(summary)},
          {"differences", std::move(list)}};
}

Result<int> run(const DiffOptions& options, Context& context) {
  const auto opened = open_session(context);
  if (!opened) {
    return fail(opened.error());
  }
  const Session& session = **opened;
  const Result<BothVersions> sides = sides_of(options, context, session);
  if (!sides) {
    return fail(sides.error());
  }
  const auto differences = sla::differences(*sides->before.named.version, *sides->after.named.version);
  if (context.format() == "json") {
    context.out =
        report::to_text(report::envelope(header_of(context, session), data_of(*sides, differences)));
    return 0;
  }
  const report::Blocks blocks =
      report::agreement_differences(sides->before.title(), sides->after.title(), differences);
  context.out = context.format() == "markdown"
                    ? report::markdown_of(blocks)
                    : report::text_of(blocks, width_of_prose(context.width()), context.color());
  return 0;
}

constexpr std::array<Example, 4> k_agreement_diff_examples{
    {{"csx agreement diff", "what the latest version of the main agreement changes in the one before"},
     {"csx agreement diff sales-cs@2 sales-cs@4", "two versions"},
     {"csx agreement diff sales-cs --against main", "what a branch changes, before it is merged"},
     {"csx agreement diff sales-cs --format markdown", "for the description of a pull request"}}};

}  // namespace

const Command k_agreement_diff{
    .name = "agreement diff",
    .group = Group::look,
    .summary = "what one version of an agreement changes in another, and whether more or less is owed",
    .effect = Effect::reads,
    .about =
        "Commitments, targets, time limits, intervals and information rows are judged: weaker (less is "
        "owed), "
        "stronger (more is owed) or unclear (it depends); everything else is neutral. A bare id compares its "
        "latest "
        "version with the one before, id@version with the latest. Approvals and the list of changes are left "
        "out.",
    .formats = k_agreement_diff_formats,
    .examples = k_agreement_diff_examples,
    .prepare = prepare<DiffOptions, declare, run>};

}  // namespace csx::cli
