#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "csx/time/date.hpp"

namespace csx::time {

/// A time zone of the system's IANA database. Cheap to copy; two of the same name are equal. `UTC` needs no
/// database. Rules still in use in 2037, the last year of the database's lists, go on after it.
class Zone {
 public:
  /// *Errors*: the phrase of an unknown name, with the nearest known one.
  static Parsed<Zone> find(std::string_view name);
  static Zone utc();

  const std::string& name() const;
  /// Some time around an instant in which the zone keeps one offset, `[begin, end)`. The neighbours may have
  /// the same.
  struct Stretch {
    Instant begin;
    Instant end;
    std::chrono::seconds offset;
  };
  Stretch stretch_at(Instant) const;
  /// Seconds east of Greenwich at an instant.
  std::chrono::seconds offset_at(Instant) const;
  LocalTime to_local(Instant) const;
  /// A local time in a gap moves forward to the first real instant; an ambiguous one takes its first
  /// occurrence.
  Instant to_instant(LocalTime) const;
  /// With its own offset, or in this zone.
  Instant resolve(const Timestamp&) const;
  Instant start_of(Date) const;  ///< 00:00, or the first instant of a day that has none
  Instant end_of(Date) const;  ///< 23:59:59, as an as-of date means it: the second before the next day starts
  Date date_of(Instant) const;
  /// RFC 3339 with this zone's offset, in whole minutes; `Z` for UTC and its other names, `+00:00` for places
  /// that happen to have that offset.
  std::string format(Instant) const;

  friend bool operator==(const Zone&, const Zone&);

 private:
  const void* m_zone = nullptr;  ///< a date::time_zone, owned by the database
};

/// Every name of the database, links included, sorted; `UTC` alone where the system has no database.
const std::vector<std::string>& zone_names();

}  // namespace csx::time
