#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csx/model/agreement.hpp"
#include "csx/sla/in_force.hpp"
#include "csx/store/dataset.hpp"
#include "csx/time/period.hpp"

/// Which version of an agreement judges, from the beginning to the end of time. *Source*: clocks.md of the
/// design, "In force".
namespace csx::sla {

/// Days on which one answer holds, `[from, to)`.
struct VersionSpan {
  enum class Kind : std::uint8_t {
    judged,      ///< by `record`
    before,      ///< before the first version: no clock
    ended,       ///< after the last version: no clock
    gap,         ///< between a version that ended and the next
    missing,     ///< a version that judged here is not in the folder
    unreadable,  ///< it is, but cannot be read
  };
  Kind kind = Kind::judged;
  time::Date from;               ///< of the first span: the first day of all
  std::optional<time::Date> to;  ///< none: without end
  /// The version that judges; else the one whose commitments show what could have been judged: the version
  /// before, or the first.
  const model::AnyRecord* record = nullptr;
  std::int64_t number = 0;  ///< of the version that is missing or unreadable

  bool contains(time::Date day) const { return from <= day && (!to || day < *to); }
  bool touches(const time::Period& period) const {
    return from <= period.last && (!to || period.first < *to);
  }
  const model::Agreement& agreement() const { return record->as<model::Agreement>(); }
};

/// The spans of one agreement. *Order*: by date; they touch. None when no version is approved.
std::vector<VersionSpan> version_spans(const store::Dataset& data, std::string_view agreement);

/// Ids of agreements, each once, sorted.
std::vector<std::string> agreement_ids(const store::Dataset& data);

/// The versions of an agreement that judge on some day of a period, first to last.
std::vector<const model::Agreement*> judging_versions(const store::Dataset& data, std::string_view agreement,
                                                      const time::Period& period);

/// The span of a day.
const VersionSpan& span_on(const std::vector<VersionSpan>& spans, time::Date day);

}  // namespace csx::sla
