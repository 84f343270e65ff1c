#pragma once

#include <string>
#include <vector>

#include "csx/audit/compute.hpp"
#include "csx/metrics/metric.hpp"
#include "csx/report/blocks.hpp"
#include "csx/store/dataset.hpp"

/// What an audit looks like: the record, and the document beside it.
namespace csx::audit {

/// The record as its file holds it; the same bytes for the same audit.
std::string yaml_of(const model::Audit& audit);

/// What happened to a result of an audit since the one before.
enum class Trend : std::uint8_t { better, worse, same, unknown };
/// `now` and `before` are results of the same commitment; of clocks a higher share of cases is better.
Trend trend_of(const model::AuditResult& now, const model::AuditResult* before,
               metrics::Direction direction = metrics::Direction::higher);

/// The audit for people, in the language of the workspace or another. Names come from `data`, and so does the
/// audit before. `evidence` may be empty; then the cases behind the results are not told.
report::Blocks document_of(const store::Dataset& data, const model::Audit& audit,
                           const std::map<std::string, Evidence>& evidence, model::Language language);

/// The three files of an audit.
struct Files {
  std::string yaml;
  std::string markdown;
  std::string html;
};
Files files_of(const store::Dataset& data, const Computed& computed);

/// `audits/2026-10.yaml`.
std::string path_of(const std::string& id, std::string_view ending);

}  // namespace csx::audit
