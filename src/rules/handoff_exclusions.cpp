#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "csx/base/text.hpp"
#include "csx/model/journal.hpp"
#include "handoff_rules.hpp"

namespace csx::rules::handoff {

namespace {

using model::AnyRecord;
using model::Exclusion;
using model::Handoff;

template <class Judge>
void each_exclusion(const Input& input, Judge judge) {
  each_handoff(input, [&](const AnyRecord& record, const Handoff& handoff) {
    for (const Exclusion& exclusion : handoff.exclusions) {
      judge(record, exclusion);
    }
  });
  for (const AnyRecord& record : input.data.all<model::Account>()) {
    for (const Exclusion& exclusion : record.as<model::Account>().exclusions) {
      judge(record, exclusion);
    }
  }
  for (const AnyRecord& record : input.data.all<model::Journal>()) {
    for (const model::Entry& entry : record.as<model::Journal>().entries) {
      for (const Exclusion& exclusion : entry.exclusions) {
        judge(record, exclusion);
      }
    }
  }
}

std::set<std::string_view> commitments_of(const store::Dataset& data, std::string_view agreement) {
  std::set<std::string_view> ids;
  for (const AnyRecord* version : data.versions(agreement)) {
    for (const model::Commitment& commitment : version->as<model::Agreement>().commitments) {
      ids.insert(commitment.id.value);
    }
  }
  return ids;
}

void unknown_commitment(const Input& input, Report& report) {
  each_exclusion(input, [&](const AnyRecord& record, const Exclusion& exclusion) {
    const model::CommitmentPath& path = exclusion.commitment;
    if (input.data.versions(path.agreement).empty()) {
      std::set<std::string_view> ids;
      for (const AnyRecord& other : input.data.all<model::Agreement>()) {
        ids.insert(other.as<model::Agreement>().id.value);
      }
      const std::vector<std::string_view> known(ids.begin(), ids.end());
      report.add(record, path,
                 fmt::format("there is no agreement {}{}", quoted(path.agreement),
                             did_you_mean(path.agreement, known)));
      return;
    }
    const std::set<std::string_view> ids = commitments_of(input.data, path.agreement);
    if (!ids.contains(path.commitment)) {
      const std::vector<std::string_view> known(ids.begin(), ids.end());
      report.add(record, path,
                 fmt::format("agreement {} has no commitment {}{}", quoted(path.agreement),
                             quoted(path.commitment), did_you_mean(path.commitment, known)));
    }
  });
}

void same_party(const Input& input, Report& report) {
  each_exclusion(input, [&](const AnyRecord& record, const Exclusion& exclusion) {
    if (!exclusion.approved_by) {
      return;
    }
    const model::Area* asked = sla::area_of(input.data, exclusion.by.value, exclusion.from);
    const model::Area* approved = sla::area_of(input.data, exclusion.approved_by->value, exclusion.from);
    if (asked != nullptr && approved != nullptr && *asked == *approved) {
      report
          .add(record, *exclusion.approved_by,
               fmt::format("{} of {} approves what {} of the same area asked for",
                           quoted(exclusion.approved_by->value), approved->value, quoted(exclusion.by.value)))
          .note(record, exclusion.by, "asked for here");
    }
  });
}

void ends_before_it_begins(const Input& input, Report& report) {
  each_exclusion(input, [&](const AnyRecord& record, const Exclusion& exclusion) {
    if (exclusion.until && *exclusion.until < exclusion.from) {
      report
          .add(record, exclusion.until,
               fmt::format("the exclusion ends on {}, before it begins on {}", exclusion.until->to_string(),
                           exclusion.from.to_string()))
          .note(record, exclusion.from, "begins here");
    }
  });
}

void not_approved(const Input& input, Report& report) {
  each_exclusion(input, [&](const AnyRecord& record, const Exclusion& exclusion) {
    if (!exclusion.approved_by) {
      report.add(record, exclusion.approved_by,
                 fmt::format("the exclusion from {}/{} is not approved by the other party",
                             exclusion.commitment.agreement, exclusion.commitment.commitment));
    }
  });
}

constexpr auto k_exclusion_rules = std::to_array<Rule>({
    {"handoff/unknown-commitment", Severity::error, "An exclusion names a commitment that exists.",
     "An exclusion takes clocks of one handoff, account or journal entry out of the count. If the commitment "
     "it names does not "
     "exist, "
     "nothing is excluded, and both parties believe that it was.",
     "Name the commitment as `agreement/commitment`, as it is written in the agreement", unknown_commitment},
    {"handoff/exclusion-same-party", Severity::error, "An exclusion is approved by the other party.",
     "Whoever owes a commitment cannot release itself from it. An exclusion counts because the party to whom "
     "it "
     "was owed agreed; approved by the same area it is an excuse.",
     "Let somebody of the other area approve it: `csx clock exclude`", same_party},
    {"handoff/exclusion-ends-before", Severity::error, "An exclusion begins before it ends.",
     "It holds for deadlines from one day to another. Between days that stand the wrong way round lies no "
     "deadline, so nothing is excluded, and both parties believe that it was.",
     "Exchange `from:` and `until:`, or remove `until:`", ends_before_it_begins},
    {"handoff/exclusion-not-approved", Severity::warning, "An exclusion has been approved.",
     "Until the other party agrees, the clock counts as before. An exclusion left open for long shows that "
     "the "
     "two areas do not see the case alike.",
     "Ask the other party for approval and add `approved_by:`", not_approved},
});

}  // namespace

std::span<const Rule> exclusion_rules() {
  return k_exclusion_rules;
}

}  // namespace csx::rules::handoff
