#pragma once

#include <vector>

#include "csx/metrics/facts.hpp"
#include "csx/metrics/subject.hpp"
#include "csx/report/reports.hpp"
#include "csx/sla/version_spans.hpp"

/// Those reports of `csx report` that rest on metrics.
namespace csx::report {

/// Who was retained, of those who expanded, of those who referred somebody; by groups, too.
Blocks funnel(const ReportInput& input, const metrics::Facts& facts, const time::Period& period,
              const std::vector<metrics::Dimension>& by);

/// Days on both sides of the day on which a version of an agreement began to judge.
struct BeforeAfter {
  const model::Agreement* version = nullptr;
  time::Date effective;
  time::Period before;
  time::Period after;                           ///< as many days
  std::vector<const model::Agreement*> others;  ///< other versions that began to judge inside these days
};

/// The spans around a version, at most `days` long and never beyond the last day that is known. None where
/// the version has judged on no day until then.
std::optional<BeforeAfter> around(const store::Dataset& data, const model::Agreement& version, int days,
                                  time::Date last);

/// Commitments of the agreement and metrics of its areas on both sides.
Blocks before_after(const ReportInput& input, const metrics::Facts& facts, const BeforeAfter& spans);

/// An account against the customers of its segment.
Blocks benchmark(const ReportInput& input, const metrics::Facts& facts, const model::AnyRecord& account,
                 const time::Period& period);

/// What Support and Customer Success look at together: how well, then how fast, then how much.
Blocks support_and_cs(const ReportInput& input, const metrics::Facts& facts, const time::Period& period);

/// What customers expect, by segment, against what competitors can do.
Blocks expectations(const ReportInput& input, const metrics::Facts& facts, const time::Period& period);

}  // namespace csx::report
