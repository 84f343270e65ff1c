#pragma once

#include <optional>
#include <type_traits>
#include <vector>

#include "csx/sla/happening.hpp"
#include "csx/sla/moments.hpp"

namespace csx::sla {

/// Collects what happened to one subject. What is later than the as-of instant has not happened.
class HappeningList {
 public:
  HappeningList(const model::AnyRecord& record, time::Instant as_of, const time::Zone& zone)
      : m_record(record), m_as_of(as_of), m_zone(zone) {}

  /// Null when it has not happened. `member` stands in the record, with its type. `before`: what it stands
  /// after; see instant_after().
  Happening* add(model::Event event, const time::Timestamp& at, const void* member, const model::Type& type,
                 std::optional<time::Instant> before = std::nullopt);
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

  /// What stands after what was at `before`; an optional one may be absent. Returns when it was, for what
  /// stands after it.
  template <class T>
  std::optional<time::Instant> add_after(std::optional<time::Instant> before, model::Event event,
                                         const T& moment) {
    if constexpr (std::is_same_v<T, time::Timestamp>) {
      add(event, moment, &moment, model::type_of<T>, before);
      return instant_after(m_zone, moment, before);
    } else {
      if (!moment) {
        return before;
      }
      add(event, *moment, &moment, model::type_of<T>, before);
      return instant_after(m_zone, *moment, before);
    }
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
