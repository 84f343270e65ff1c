#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "agreement_rules.hpp"
#include "csx/metrics/alerts.hpp"
#include "csx/model/exchange.hpp"
#include "csx/model/governance.hpp"

namespace csx::rules::agreement {

namespace {

void no_review_interval(const Input& input, Report& report) {
  each_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (!version.review_every) {
      report.add(record, version.review_every, "the agreement does not say how often it is reviewed");
    }
  });
}

void no_audit_interval(const Input& input, Report& report) {
  each_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (!version.audit_every) {
      report.add(record, version.audit_every, "the agreement does not say how often it is audited");
    }
  });
}

void interval_not_in_days(const Input& input, Report& report) {
  each_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    for (const auto* interval : {&version.review_every, &version.audit_every}) {
      if (*interval && (!later(version.effective_from, **interval) || (*interval)->count <= 0)) {
        report.add(record, *interval,
                   fmt::format("{} is no interval of days, expected one such as 90d, 1mo or 1q",
                               quoted((*interval)->to_string())));
      }
    }
  });
}

/// The version in force today of every agreement.
template <class Judge>
void each_in_force(const Input& input, Judge judge) {
  std::set<std::string_view> seen;
  for (const model::AnyRecord& record : input.data.all<model::Agreement>()) {
    const std::string& id = record.as<model::Agreement>().id.value;
    if (!seen.insert(id).second) {
      continue;
    }
    if (const model::AnyRecord* in_force = sla::Versions(input.data, id).record_on(input.today)) {
      judge(*in_force, in_force->as<model::Agreement>());
    }
  }
}

/// The day from which an agreement is counted: the first version's, so that a new version does not excuse.
time::Date since(const Input& input, const model::Agreement& version) {
  const auto versions = input.data.versions(version.id.value);
  return versions.empty() ? version.effective_from : versions.front()->as<model::Agreement>().effective_from;
}

void review_overdue(const Input& input, Report& report) {
  each_in_force(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (!version.review_every) {
      return;
    }
    // A new version is the fruit of a review, recorded or not.
    time::Date last = version.effective_from;
    const model::AnyRecord* last_review = nullptr;
    for (const model::AnyRecord& each : input.data.all<model::Review>()) {
      const auto& review = each.as<model::Review>();
      if (review.agreement == version.id && review.date <= input.today && review.date >= last) {
        last = review.date;
        last_review = &each;
      }
    }
    const bool may_have_later = may_be_unread<model::Review>(input.data, [&](const model::Review& review) {
      return review.agreement.value.empty() || review.agreement == version.id;
    });
    const auto due = later(last, *version.review_every);
    if (may_have_later || !due || *due >= input.today || version.review_every->count <= 0) {
      return;
    }
    Draft draft =
        report.add(record, version.review_every,
                   fmt::format("{} was due for review on {}: {} {}", version.id.value, due->to_string(),
                               last_review != nullptr ? "the last was on" : "none since it took effect on",
                               last.to_string()));
    if (last_review != nullptr) {
      draft.note(*last_review, last_review->as<model::Review>().date, "last review");
    }
  });
}

void audit_overdue(const Input& input, Report& report) {
  each_in_force(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (!version.audit_every || may_be_unread<model::Audit>(input.data, [](const auto&) { return true; })) {
      return;
    }
    time::Date last = since(input, version);
    const model::AnyRecord* last_audit = nullptr;
    for (const model::AnyRecord& each : input.data.all<model::Audit>()) {
      const auto& audit = each.as<model::Audit>();
      const time::Date date = input.data.zone().date_of(input.data.zone().resolve(audit.as_of));
      const bool judged = std::any_of(audit.agreements.begin(), audit.agreements.end(),
                                      [&](const auto& audited) { return audited.agreement == version.id; });
      if (judged && date <= input.today && (last_audit == nullptr || date >= last)) {
        last = date;
        last_audit = &each;
      }
    }
    const auto first = later(last, *version.audit_every);
    if (!first || version.audit_every->count <= 0) {
      return;
    }
    const time::Date due =
        last_audit != nullptr ? *first : metrics::first_audit_due(last, *version.audit_every, input.today);
    if (due >= input.today) {
      return;
    }
    Draft draft =
        report.add(record, version.audit_every,
                   fmt::format("{} was due for audit on {}: {} {}", version.id.value, due.to_string(),
                               last_audit != nullptr ? "the last was on" : "none since it took effect on",
                               last.to_string()));
    if (last_audit != nullptr) {
      draft.note(*last_audit, last_audit->as<model::Audit>().as_of, "last audit");
    }
  });
}

constexpr auto k_upkeep_rules = std::to_array<Rule>({
    {"agreement/no-review-interval", Severity::warning, "An agreement says how often it is revisited.",
     "Information gets forgotten and planned activities stop making sense. A good practice is to revisit the "
     "agreement often while it is in use.",
     "Add `review_every: 90d`", no_review_interval},
    {"agreement/no-audit-interval", Severity::warning, "An agreement says how often it is audited.",
     "An agreement that nobody checks is a wish. How often it is audited is one of the things that it has to "
     "say.",
     "Add `audit_every: 1mo`", no_audit_interval},
    {"agreement/interval-not-in-days", Severity::error,
     "Reviews and audits recur in days, weeks, months, quarters or years.",
     "Reviews and audits have dates, not hours. An interval in hours or business time gives no date to be "
     "due "
     "on.",
     "Write an interval such as `90d`, `1mo` or `1q`", interval_not_in_days},
    {"agreement/review-overdue", Severity::warning, "An agreement is reviewed as often as it says.",
     "As the operation evolves, bottlenecks in alignment and exchange show. A review that does not take "
     "place "
     "leaves them in the agreement.",
     "Hold the review and record it under reviews/", review_overdue},
    {"agreement/audit-overdue", Severity::warning, "An agreement is audited as often as it says.",
     "The audit tells both areas whether the agreement is kept and where the problem is. The longer it "
     "waits, "
     "the less can still be mended.",
     "Run `csx audit run`", audit_overdue},
});

}  // namespace

std::span<const Rule> upkeep_rules() {
  return k_upkeep_rules;
}

}  // namespace csx::rules::agreement
