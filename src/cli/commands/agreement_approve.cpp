#include <algorithm>
#include <array>

#include "../agreement_named.hpp"
#include "../refusal.hpp"
#include "../who.hpp"
#include "../writing.hpp"
#include "csx/base/text.hpp"
#include "csx/model/write.hpp"
#include "csx/sla/agreement_standing.hpp"
#include "csx/sla/in_force.hpp"
#include "csx/sla/people.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

struct ApproveOptions {
  std::optional<std::string> agreement;
  std::optional<std::string> area;
  std::optional<std::string> by;
  WriteOptions write;
};

void declare(ApproveOptions& options, Options& out) {
  declare_agreement(options.agreement, out, Option::Need::required);
  out.push_back({.names = "--area",
                 .value = "AREA",
                 .doc = "the party that approves; the area of who approves unless given",
                 .into = &options.area});
  out.push_back({.names = "--by",
                 .value = "PERSON",
                 .doc = "who approves; the person with your e-mail address of git unless given",
                 .into = &options.by,
                 .completes = Completes::person});
  declare(options.write, out);
}

/// A signature about to be given.
struct Signature {
  NamedAgreement named;
  std::string by;
  model::Area area;
  std::string digest;
};

/// Nobody signs for another by default: without --by it is the person at the keyboard or nobody.
Result<std::string> signer(const Context& context, const Writing& writing, const ApproveOptions& options) {
  if (options.by) {
    Status known = check_person(writing.data(), "--by", *options.by);
    return known ? Result<std::string>(*options.by) : fail(std::move(known.error()));
  }
  if (std::optional<std::string> person =
          person_at_keyboard(context, writing.session(), options.write.author)) {
    return std::move(*person);
  }
  return fail(ErrorKind::usage, "it is not known who approves: no person has your e-mail address of git",
              {"add --by PERSON; `csx list people` gives their ids"});
}

std::string hint_of_signers(const store::Dataset& data, const model::Area& area, time::Date day) {
  const std::vector<std::string> people = people_of(data, area, day);
  if (people.empty()) {
    return fmt::format("nobody works in {} on {}", area.value, day.to_string());
  }
  const std::vector<std::string_view> words(people.begin(), people.end());
  return fmt::format("let somebody of {} approve: {}", area.value, enumerate(words, "or"));
}

std::optional<Refusal> refuse_person(const Signature& signature, const Writing& writing) {
  const store::Dataset& data = writing.data();
  const time::Date day = writing.when_on();
  const model::Agreement& version = *signature.named.version;
  if (!sla::is_party(version, signature.area)) {
    return Refusal{fmt::format("{} is no party of {}, which is between {}", signature.area.value,
                               signature.named.ref(), said(version.between)),
                   {"name the party with --area, and with --by who approves for it"},
                   {}};
  }
  const auto* person = data.get<model::Person>(signature.by);
  const model::Area* works = sla::area_of(data, signature.by, day);
  if (works == nullptr || *works != signature.area) {
    return Refusal{
        fmt::format("{} cannot approve for {}: {} on {}", signature.by, signature.area.value,
                    works == nullptr ? "no area is known" : fmt::format("worked in {}", works->value),
                    day.to_string()),
        {hint_of_signers(data, signature.area, day)},
        {}};
  }
  if (person != nullptr && !sla::works_on(*person, day)) {
    return Refusal{fmt::format("{} did not work here on {}", signature.by, day.to_string()),
                   {hint_of_signers(data, signature.area, day)},
                   {}};
  }
  return std::nullopt;
}

std::optional<Refusal> refuse_time(const Signature& signature, const Writing& writing) {
  if (writing.when_on() > writing.session().today) {
    return Refusal{fmt::format("--when {} has not come yet: an approval tells what has happened",
                               writing.when_on().to_string()),
                   {"leave --when out, or approve on that day"},
                   {}};
  }
  // A version that was passed over would come into force behind everybody's back and judge months anew.
  const model::Agreement& version = *signature.named.version;
  const model::Agreement* judge = sla::Versions(writing.data(), version.id.value).on(writing.session().today);
  if (judge != nullptr && judge->version > version.version) {
    return Refusal{
        fmt::format("version {} of {} is history: version {} is in force since {}", version.version,
                    version.id.value, judge->version, judge->effective_from.to_string()),
        {"release a further version for what shall hold from now on: csx agreement release"},
        {}};
  }
  return std::nullopt;
}

std::optional<Refusal> refuse_again(const Signature& signature) {
  for (const model::Approval& approval : signature.named.version->approvals) {
    if (approval.area == signature.area && approval.of.value == signature.digest) {
      return Refusal{
          fmt::format("{} has approved this text of {} already: {} did on {}", signature.area.value,
                      signature.named.ref(), approval.by.value, approval.date.to_string()),
          {fmt::format(
              "to change an approved text, take its approvals away first: csx unset agreement/{} approvals",
              signature.named.ref())},
          {}};
    }
  }
  return std::nullopt;
}

std::optional<Refusal> refusal_of(const Signature& signature, const Writing& writing) {
  if (auto refusal = refuse_person(signature, writing)) {
    return refusal;
  }
  if (auto refusal = refuse_time(signature, writing)) {
    return refusal;
  }
  return refuse_again(signature);
}

/// A new row, or new values in the row that the party has for a text that is gone.
std::vector<yaml::Edit> edits_for(const Signature& signature, const Writing& writing) {
  using yaml::Value;
  const Value by = Value::string(signature.by);
  const Value date = Value::string(writing.when_on().to_string());
  const Value digest = Value::string(signature.digest);
  const auto& approvals = signature.named.version->approvals;
  const auto old = std::ranges::find(approvals, signature.area, &model::Approval::area);
  if (old == approvals.end()) {
    return {{.action = yaml::Edit::Action::append,
             .pointer = "/approvals",
             .value = Value::mapping(
                 {{"area", Value::string(signature.area.value)}, {"by", by}, {"date", date}, {"of", digest}}),
             .after = {"owners", "effective_to", "effective_from"}}};
  }
  const std::string row = fmt::format("/approvals/{}", old - approvals.begin());
  return {{.pointer = row + "/by", .value = by},
          {.pointer = row + "/date", .value = date},
          {.pointer = row + "/of", .value = digest}};
}

/// What the signature leads to.
void say_what_follows(Context& context, const Signature& signature, time::Date today) {
  const model::Agreement& version = *signature.named.version;
  std::vector<model::Area> missing = sla::missing_approvals(version, signature.digest);
  std::erase(missing, signature.area);
  if (!missing.empty()) {
    const bool is_later = version.effective_from > today;
    context.note(fmt::format("{} waits for the approval of {}{}", signature.named.ref(), said(missing),
                             is_later
                                 ? fmt::format(", and takes effect on {}", version.effective_from.to_string())
                                 : std::string()));
  } else if (version.effective_from > today) {
    context.note(fmt::format(
        "{} is approved by all parties and takes effect on {}; what happens before that day it does "
        "not judge",
        signature.named.ref(), version.effective_from.to_string()));
  } else {
    context.note(fmt::format("{} is approved by all parties and judges what began since {}",
                             signature.named.ref(), version.effective_from.to_string()));
  }
}

Result<int> run(const ApproveOptions& options, Context& context) {
  Result<std::unique_ptr<Writing>> begun = Writing::begin(context, options.write);
  if (!begun) {
    return fail(std::move(begun.error()));
  }
  Writing& writing = **begun;
  const store::Dataset& data = writing.data();
  const Result<NamedAgreement> named =
      find_agreement(data, options.agreement, BareId::latest, writing.session().today);
  if (!named) {
    return fail(named.error());
  }
  if (Status clean = refuse_unclean(data, *named, "nobody can approve a text that cannot be read in whole");
      !clean) {
    return fail(std::move(clean.error()));
  }
  Result<std::string> by = signer(context, writing, options);
  if (!by) {
    return fail(std::move(by.error()));
  }
  const model::Area* works = sla::area_of(data, *by, writing.when_on());
  if (!options.area && works == nullptr) {
    return fail(
        ErrorKind::usage,
        fmt::format("it is not known in which area {} worked on {}", *by, writing.when_on().to_string()),
        {"add --area AREA, or correct the person's `area:`"});
  }
  const Signature signature{*named, *by, options.area ? model::Area{*options.area} : *works,
                            model::content_digest(named->version)};
  const std::optional<Refusal> refusal = refusal_of(signature, writing);
  if (refusal && !options.write.force) {
    return refuse(context, writing.session(), *refusal);
  }
  if (Status edited = writing.edit(*named->record, edits_for(signature, writing)); !edited) {
    return fail(std::move(edited.error()));
  }
  Result<int> done =
      writing.finish(fmt::format("agreement approve {} for {}", named->ref(), signature.area.value));
  if (done && *done == 0 && !options.write.dry_run) {
    say_what_follows(context, signature, writing.session().today);
  }
  return done;
}

constexpr std::array<Example, 3> k_agreement_approve_examples{
    {{"csx agreement approve sales-cs", "for your own area, by the e-mail address that git knows you by"},
     {"csx agreement approve sales-cs --by bruno --when 2026-06-24",
      "recorded for somebody, on the day it happened"},
     {"csx agreement approve sales-cs@4 --dry-run", "see what would be signed"}}};

}  // namespace

const Command k_agreement_approve{
    .name = "agreement approve",
    .group = Group::change,
    .summary = "sign a version of an agreement for one of its parties",
    .effect = Effect::writes,
    .about =
        "Writes who approves, for which area, when, and the digest of the text that was approved: all but "
        "approvals, changes and comments. A bare id is the latest version. Once every party has approved the "
        "same text, the version judges from its first day on; when the text changes afterwards, the "
        "approvals "
        "no longer count and the parties approve again.",
    .formats = write_formats(),
    .examples = k_agreement_approve_examples,
    .exit_one =
        "the person may not approve for the area, the party has approved this text already, or the change "
        "would "
        "add errors",
    .prepare = prepare<ApproveOptions, declare, run>};

}  // namespace csx::cli
