#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "agreement_rules.hpp"
#include "csx/model/write.hpp"
#include "csx/sla/version_spans.hpp"

namespace csx::rules::agreement {

namespace {

std::vector<std::string_view> unsigned_parties(const model::Agreement& version) {
  std::vector<std::string_view> missing;
  for (const model::Area& party : version.between) {
    const bool has_signed =
        std::any_of(version.approvals.begin(), version.approvals.end(),
                    [&](const model::Approval& approval) { return approval.area == party; });
    if (!has_signed) {
      missing.push_back(party.value);
    }
  }
  return missing;
}

void proposal(const Input& input, Report& report) {
  for (const model::AnyRecord& record : input.data.all<model::Agreement>()) {
    const auto& version = record.as<model::Agreement>();
    const std::vector<std::string_view> missing = unsigned_parties(version);
    if (!missing.empty() && input.today < version.effective_from) {
      report.add(
          record, version.approvals,
          fmt::format("version {} of {}, which takes effect on {}, is a proposal: {} {} not approved it",
                      version.version, version.id.value, version.effective_from.to_string(),
                      enumerate(missing), missing.size() == 1 ? "has" : "have"));
    }
  }
}

void nothing_judges_yet(const Input& input, Report& report) {
  for (const std::string& id : sla::agreement_ids(input.data)) {
    const std::vector<sla::VersionSpan> spans = sla::version_spans(input.data, id);
    if (spans.empty()) {
      continue;
    }
    const sla::VersionSpan& today = sla::span_on(spans, input.today);
    if (today.kind != sla::VersionSpan::Kind::before) {
      continue;
    }
    const auto& version = today.agreement();
    report.add(*today.record, version.effective_from,
               fmt::format("version {} of {} is approved, but judges nobody until {}", version.version,
                           version.id.value, version.effective_from.to_string()));
  }
}

void unapproved_in_force(const Input& input, Report& report) {
  for (const model::AnyRecord& record : input.data.all<model::Agreement>()) {
    const auto& version = record.as<model::Agreement>();
    const std::vector<std::string_view> missing = unsigned_parties(version);
    if (!missing.empty() && version.effective_from <= input.today && !is_past(input, version)) {
      report
          .add(record, version.approvals,
               fmt::format("version {} of {} should hold since {}, but {} {} not approved it",
                           version.version, version.id.value, version.effective_from.to_string(),
                           enumerate(missing), missing.size() == 1 ? "has" : "have"))
          .note(record, version.effective_from, "should hold since");
    }
  }
}

void approval_of_other_text(const Input& input, Report& report) {
  for (const model::AnyRecord& record : input.data.all<model::Agreement>()) {
    const auto& version = record.as<model::Agreement>();
    if (version.approvals.empty() || !record.clean) {
      continue;  // what could not be read is missing from the digest
    }
    const std::string digest = model::content_digest(&version);
    for (const model::Approval& approval : version.approvals) {
      if (approval.of.value != digest) {
        report.add(record, approval.of,
                   fmt::format("{} approved another text of version {}: this one has the digest {}",
                               approval.area.value, version.version, digest));
      }
    }
  }
}

void approval_not_party(const Input& input, Report& report) {
  for (const model::AnyRecord& record : input.data.all<model::Agreement>()) {
    const auto& version = record.as<model::Agreement>();
    for (const model::Approval& approval : version.approvals) {
      if (!is_party(version, approval.area)) {
        report.add(record, approval.area,
                   fmt::format("{} approved but is no party of the agreement", quoted(approval.area.value)));
      }
    }
  }
}

void approval_by_other_area(const Input& input, Report& report) {
  for (const model::AnyRecord& record : input.data.all<model::Agreement>()) {
    const auto& version = record.as<model::Agreement>();
    for (const model::Approval& approval : version.approvals) {
      const model::Area* area = sla::area_of(input.data, approval.by.value, approval.date);
      if (area != nullptr && *area != approval.area && is_party(version, approval.area)) {
        report.add(record, approval.by,
                   fmt::format("{} approved for {} but worked in {} on {}", approval.by.value,
                               approval.area.value, area->value, approval.date.to_string()));
      }
    }
  }
}

void approval_late(const Input& input, Report& report) {
  for (const model::AnyRecord& record : input.data.all<model::Agreement>()) {
    const auto& version = record.as<model::Agreement>();
    for (const model::Approval& approval : version.approvals) {
      if (approval.date > version.effective_from) {
        report
            .add(record, approval.date,
                 fmt::format("{} approved on {}, after the version took effect on {}", approval.area.value,
                             approval.date.to_string(), version.effective_from.to_string()))
            .note(record, version.effective_from, "takes effect");
      }
    }
  }
}

void approval_in_future(const Input& input, Report& report) {
  for (const model::AnyRecord& record : input.data.all<model::Agreement>()) {
    const auto& version = record.as<model::Agreement>();
    for (const model::Approval& approval : version.approvals) {
      if (approval.date > input.today) {
        report.add(record, approval.date,
                   fmt::format("{} approved on {}, which is later than today, {}", approval.area.value,
                               approval.date.to_string(), input.today.to_string()));
      }
    }
  }
}

constexpr auto k_approval_rules = std::to_array<Rule>({
    {"agreement/proposal", Severity::note, "Shows which versions still wait for approval.",
     "A version that not all parties have approved is a proposal: it is shown, compared and simulated, but "
     "it "
     "judges nobody.",
     "Set `effective_from:` to the first day that it shall judge, then run `csx agreement approve ID --area "
     "AREA` "
     "once the party agrees",
     proposal},
    {"agreement/nothing-judges-yet", Severity::note,
     "Shows agreements that all have approved and that judge nobody yet.",
     "A version judges what happens from its first day on. Until then, and with no version before it, no "
     "deadline runs, and no commitment has a value.",
     "Wait for that day; to begin earlier, run `csx unset agreement/ID approvals`, set `effective_from:` and "
     "let the parties approve again",
     nothing_judges_yet},
    // The one finding that time alone can turn into an error: from its first day on, a version that nobody
    // signed is taken for the agreement by everybody who reads it, while another one judges.
    {"agreement/unapproved-in-force", Severity::error,
     "A version that takes effect has the approval of all parties.",
     "From its first day on, everybody reads the version as the agreement. Without all approvals it judges "
     "nothing, and the one before it goes on judging.",
     "Run `csx agreement approve ID --area AREA`, or move `effective_from:` into the future",
     unapproved_in_force},
    {"agreement/approval-of-other-text", Severity::error, "What the parties approved is what stands there.",
     "An approval carries the digest of the content that was approved: all but approvals, changes and "
     "comments. When the text was changed afterwards, the approval is of another text and does not count.",
     "Restore the text that was approved, and make the change in the next version (`csx agreement release "
     "ID`); or run `csx agreement approve ID --area AREA` for this text",
     approval_of_other_text},
    {"agreement/approval-not-party", Severity::error, "Only parties approve an agreement.",
     "An approval of an area that is no party changes nothing, and mostly it was meant for a party.",
     "Correct `area:` of the approval", approval_not_party},
    {"agreement/approval-by-other-area", Severity::error,
     "Who approves for a party works in that area on that day.",
     "The areas agree by people who answer for them. An approval by somebody of another area binds nobody.",
     "Let a person of the area approve, or correct the person's dated `area:`", approval_by_other_area},
    {"agreement/approval-late", Severity::warning, "Parties approve before a version takes effect.",
     "An approval afterwards judges people, from the first day on, by rules that were not agreed then.",
     "Move `effective_from:` behind the last approval", approval_late},
    {"agreement/approval-in-future", Severity::warning, "Approvals are not dated in the future.",
     "Nobody can have approved tomorrow. A wrong date makes the history of the agreement doubtful.",
     "Correct `date:` of the approval", approval_in_future},
});

}  // namespace

std::span<const Rule> approval_rules() {
  return k_approval_rules;
}

}  // namespace csx::rules::agreement
