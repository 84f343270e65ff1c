#include "csx/sla/moments.hpp"

namespace csx::sla {

namespace {

bool is_date(const time::Timestamp& at) {
  return at.precision == time::Timestamp::Precision::date;
}

}  // namespace

time::Date day_of(const time::Zone& zone, const time::Timestamp& at) {
  return is_date(at) ? at.date() : zone.date_of(zone.resolve(at));
}

time::Instant instant_after(const time::Zone& zone, const time::Timestamp& at,
                            std::optional<time::Instant> before) {
  const bool is_of_its_day = is_date(at) && before && zone.date_of(*before) == at.date();
  return is_of_its_day ? *before : zone.resolve(at);
}

bool is_before(const time::Zone& zone, const time::Timestamp& a, const time::Timestamp& b) {
  if (is_date(a) || is_date(b)) {
    return day_of(zone, a) < day_of(zone, b);
  }
  return zone.resolve(a) < zone.resolve(b);
}

}  // namespace csx::sla
