#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csx/metrics/facts.hpp"
#include "csx/metrics/metric.hpp"
#include "csx/metrics/value.hpp"
#include "csx/metrics/where.hpp"

namespace csx::metrics {

/// Sums of a total or of one group while records come in.
struct Totals {
  Parts parts{};
  std::size_t n = 0;
  std::vector<Exact> samples;
  Counts excluded;
  Counts aside;
  std::string unknown;           ///< why nobody can say; of the first record that cannot be added
  const void* latest = nullptr;  ///< the record counted last: what it adds again is not another record
};

/// Takes what a metric finds, record by record, and folds it into total and groups. Records that the filter
/// does not want, are dropped. What belongs to one record comes in sequence.
class Sink {
 public:
  struct Asked {
    std::span<const Dimension> by;  ///< without month, which is asked for period by period
    const Where* where = nullptr;
    bool explain = false;
  };
  Sink(const Input& input, const Metric& metric, const Asked& asked);

  /// Numerator and denominator, or all parts.
  void add(const Subject& subject, const Exact& numerator, const Exact& denominator = {});
  void add(const Subject& subject, const Parts& parts);
  /// Of a distribution.
  void sample(const Subject& subject, const Exact& value);
  /// It belongs here, but cannot be counted.
  void exclude(const Subject& subject, std::string_view reason);
  /// It is counted beside the value.
  void aside(const Subject& subject, std::string_view label);
  /// Without it nobody knows the value: total and groups that it belongs to are n/a.
  void unknown(const Subject& subject, std::string_view reason);
  /// There is no value at all.
  void unknown(std::string_view reason);

  /// Whether the filter wants a record; for metrics that look at all of them before they add any.
  bool wants(const Subject& subject) const;
  bool is_filtered() const;

  const Totals& total() const { return m_total; }
  std::map<std::vector<std::string_view>, Totals>& groups() { return m_groups; }
  std::vector<Contribution> take_contributions() { return std::move(m_contributions); }

 private:
  template <class Change>
  void fold(const Subject& subject, Change change);
  void keep(const Subject& subject, Contribution::Kind kind, const Parts& parts, std::string_view word);

  const Input& m_input;
  const Metric& m_metric;
  Asked m_asked;
  Totals m_total;
  std::map<std::vector<std::string_view>, Totals> m_groups;
  std::vector<std::string_view> m_keys;           ///< of the record at hand
  std::set<std::string, std::less<>> m_combined;  ///< names of several products
  std::vector<Contribution> m_contributions;
};

}  // namespace csx::metrics
