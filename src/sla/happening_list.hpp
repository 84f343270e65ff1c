#pragma once

#include <optional>
#include <vector>

#include "csx/sla/happening.hpp"

namespace csx::sla {

/// Collects what happened to one subject. What is later than the as-of instant has not happened.
class HappeningList {
 public:
  HappeningList(const model::AnyRecord& record, time::Instant as_of, const time::Zone& zone)
      : m_record(record), m_as_of(as_of), m_zone(zone) {}

  /// Null when it has not happened. `member` stands in the record, with its type.
  Happening* add(model::Event event, const time::Timestamp& at, const void* member, const model::Type& type);
  Happening* add(model::Event event, time::Date day, const void* member, const model::Type& type);
  /// Of a member that holds the moment itself.
  template <class T>
  Happening* add(model::Event event, const T& moment) {
    return add(event, moment, &moment, model::type_of<T>);
  }
  template <class T>
  Happening* add(model::Event event, const std::optional<T>& moment) {
    return moment ? add(event, *moment, &moment, model::type_of<std::optional<T>>) : nullptr;
  }

  /// By time; those of one instant as they were added.
  std::vector<Happening> take();

 private:
  const model::AnyRecord& m_record;
  time::Instant m_as_of;
  const time::Zone& m_zone;
  std::vector<Happening> m_happenings;
  std::int32_t m_order = 0;
};

}  // namespace csx::sla
