#include "../agreement_release.hpp"

#include <algorithm>
#include <array>

#include "csx/base/text.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

struct ReleaseOptions {
  std::optional<std::string> agreement;
  std::optional<std::string> from;
  std::optional<std::string> why;
  std::vector<std::string> because;
  WriteOptions write;
};

void declare(ReleaseOptions& options, Options& out) {
  declare_agreement(options.agreement, out, Option::Need::required);
  out.push_back({.names = "--from",
                 .value = "DATE",
                 .doc = "first day of the next version; must be to come",
                 .into = &options.from});
  out.push_back({.names = "--why",
                 .value = "TEXT",
                 .doc = "what changes and why; stands in `changes` and in the commit",
                 .into = &options.why});
  out.push_back({.names = "--because",
                 .value = "ID",
                 .doc = "an audit, review or opinion behind it; may be repeated",
                 .into = &options.because});
  declare(options.write, out);
}

Result<NextVersion> next_of(const ReleaseOptions& options) {
  if (!options.from) {
    return fail(ErrorKind::usage, "a version has a first day: --from is missing", {"add --from DATE"});
  }
  const time::Parsed<time::Date> from = time::Date::parse(*options.from);
  if (!from) {
    return fail(ErrorKind::usage,
                fmt::format("--from {} is no date: {}", csx::quoted(*options.from), from.error()),
                {"give a date such as 2026-10-31"});
  }
  if (!options.why || trim(*options.why).empty()) {
    return fail(ErrorKind::usage, "a version says why it came to be: --why is missing", {"add --why TEXT"});
  }
  return NextVersion{*from, std::string(trim(*options.why)), options.because};
}

/// A reason that cannot be followed later is none.
Status check_reasons(const store::Dataset& data, const std::vector<std::string>& because) {
  std::vector<std::string_view> known;
  for (const std::string_view kind : {"audit", "review", "opinion"}) {
    const auto ids = data.ids(kind);
    known.insert(known.end(), ids.begin(), ids.end());
  }
  for (const std::string& id : because) {
    if (std::ranges::find(known, std::string_view(id)) == known.end()) {
      return fail(ErrorKind::usage,
                  fmt::format("--because {} is no audit, review or opinion{}", csx::quoted(id),
                              did_you_mean(id, known)),
                  {"run `csx list reviews`, `csx list opinions` or `csx list audits` for their ids"});
    }
  }
  return {};
}

/// The file of the version and its archive are whole files, so that the bytes of the one can move to the
/// other.
Status check_places(const Writing& writing, const NamedAgreement& present) {
  const std::string& file = writing.data().file_of(*present.record);
  const std::string archive = archive_path(*present.version);
  const Result<std::optional<std::string>> text = writing.text(file);
  if (!text) {
    return fail(text.error());
  }
  const std::string whole = text->value_or("");
  const yaml::Stream stream = yaml::read(whole);
  if (stream.documents.size() != 1) {
    return fail(ErrorKind::usage,
                fmt::format("{} holds {}, expected the agreement alone", quoted_path(file),
                            counted(stream.documents.size(), "record")),
                {fmt::format("move the agreement to agreements/{}.yaml", present.version->id.value)});
  }
  if (file.find("archive/") != std::string::npos) {
    return fail(ErrorKind::usage, fmt::format("{}, the latest version, lies in the archive", present.ref()),
                {fmt::format("move {} to agreements/{}.yaml", file, present.version->id.value)});
  }
  const Result<std::optional<std::string>> archived = writing.text(archive);
  if (!archived) {
    return fail(archived.error());
  }
  if (*archived) {
    return fail(ErrorKind::usage, fmt::format("{} exists already", quoted_path(archive)),
                {"see what it holds; an archived version is never replaced"});
  }
  return {};
}

Status put(Writing& writing, const NamedAgreement& present, const NextVersion& next, std::string approved) {
  const std::string file = writing.data().file_of(*present.record);
  const Result<yaml::Value> now = writing.value(*present.record);
  if (!now) {
    return fail(now.error());
  }
  const std::vector<yaml::Edit> edits = edits_to_release(*now, *present.version, next, writing.when_on());
  if (Status edited = writing.edit(file, edits); !edited) {
    return edited;
  }
  writing.put(archive_path(*present.version), std::move(approved));
  return {};
}

void say_what_follows(Context& context, const NamedAgreement& present, const std::string& file,
                      ApprovedText::Where where) {
  const model::Agreement& version = *present.version;
  if (where == ApprovedText::Where::last_commit) {
    context.note(fmt::format("{} holds version {} as it was approved, without what has been changed since",
                             archive_path(version), version.version));
  }
  context.note(
      fmt::format("version {} of {} is a proposal: change it in {} or with csx set, compare with csx "
                  "agreement diff {}, then let {} approve: csx agreement approve {}",
                  version.version + 1, version.id.value, file, version.id.value, said(version.between),
                  version.id.value));
}

Result<int> run(const ReleaseOptions& options, Context& context) {
  const Result<NextVersion> next = next_of(options);
  if (!next) {
    return fail(next.error());
  }
  WriteOptions write = options.write;
  if (!write.message) {
    write.message = next->why;
  }
  Result<std::unique_ptr<Writing>> begun = Writing::begin(context, write);
  if (!begun) {
    return fail(std::move(begun.error()));
  }
  Writing& writing = **begun;
  const time::Date today = writing.session().today;
  const Result<NamedAgreement> present =
      find_agreement(writing.data(), options.agreement, BareId::latest, today);
  if (!present) {
    return fail(present.error());
  }
  const auto versions = writing.data().versions(present->version->id.value);
  if (!versions.empty() && versions.back() != present->record) {
    return fail(
        ErrorKind::usage,
        fmt::format("{} is not the latest version; {} is", present->ref(), versions.back()->identity()),
        {fmt::format("a version follows the latest: csx agreement release {}", present->version->id.value)});
  }
  const Status clean =
      refuse_unclean(writing.data(), *present, "what cannot be read in whole is not released");
  const Status reasons = check_reasons(writing.data(), next->because);
  const Status places = check_places(writing, *present);
  for (const Status& status : {clean, reasons, places}) {
    if (!status) {
      return fail(status.error());
    }
  }
  std::optional<Refusal> refusal;
  Result<std::optional<ApprovedText>> approved = approved_text(writing, *present, refusal);
  if (!approved) {
    return fail(std::move(approved.error()));
  }
  if (!refusal) {
    refusal = refuse_date(*present, *next, today);
  }
  if (refusal || !*approved) {
    return refuse(context, writing.session(), refusal.value_or(Refusal{}));
  }
  const ApprovedText::Where where = (*approved)->where;
  const std::string file = writing.data().file_of(*present->record);
  writing.tell_from(file, (*approved)->text);
  if (Status done = put(writing, *present, *next, std::move((*approved)->text)); !done) {
    return fail(std::move(done.error()));
  }
  Result<int> done = writing.finish(
      fmt::format("agreement release {}@{}", present->version->id.value, present->version->version + 1));
  if (done && *done == 0 && !options.write.dry_run) {
    say_what_follows(context, *present, file, where);
  }
  return done;
}

constexpr std::array<Example, 3> k_agreement_release_examples{
    {{"csx agreement release sales-cs --from 2026-10-01 --why 'Rework gets its own clock' --because "
      "2026-05-20-thiago-devolucoes",
      "begin version 4 out of version 3"},
     {"csx agreement release sales-cs --from 2026-10-01 --why 'Rework gets its own clock' --include-dirty",
      "the file has been edited already: the archive gets the text that was approved, the edits become "
      "version 4"},
     {"csx agreement release sales-cs --from 2026-10-01 --why 'Rework' --dry-run", "see what would change"}}};

}  // namespace

const Command k_agreement_release{
    .name = "agreement release",
    .group = Group::change,
    .summary = "begin the next version of an agreement and archive the present one",
    .effect = Effect::writes,
    .about =
        "The file of the approved version goes to agreements/archive byte for byte. In its place stands the "
        "next version, as a proposal: version and first day are set, the approvals are gone, `changes` says "
        "why. "
        "Comments, order and quoting stay. Until every party has approved the proposal and its first day has "
        "come, "
        "the archived version goes on judging.",
    .formats = write_formats(),
    .examples = k_agreement_release_examples,
    .exit_one =
        "the present version is a proposal itself, the day is not to come, or the change would add errors",
    .prepare = prepare<ReleaseOptions, declare, run>};

}  // namespace csx::cli
