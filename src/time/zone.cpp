#include "csx/time/zone.hpp"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <exception>
#include <utility>

#include "civil.hpp"
#include "csx/base/text.hpp"

namespace csx::time {
namespace {

using std::chrono::days;
using std::chrono::seconds;
using std::chrono::sys_days;

constexpr std::string_view k_utc = "UTC";
constexpr std::array<std::string_view, 8> k_utc_names = {k_utc,      "Etc/UTC", "Etc/UCT",   "Etc/Universal",
                                                         "Etc/Zulu", "UCT",     "Universal", "Zulu"};

constexpr sys_days k_last_listed_year{std::chrono::year{2037} / 1 / 1};
constexpr sys_days k_first_unlisted{std::chrono::year{2038} / 3 / 1};
constexpr sys_days k_forever{std::chrono::year{k_last_year + 1} / 12 / 31};

const date::time_zone& library_zone(const void* zone) {
  return *static_cast<const date::time_zone*>(zone);
}

Zone::Stretch listed_stretch(const date::time_zone& zone, Instant at) {
  const auto info = zone.get_info(at);
  return {info.begin, info.end, info.offset};
}

/// The 1 March that begins the twelve months around an instant; leap days come last in them.
std::chrono::year_month_day march_before(Instant at) {
  const std::chrono::year_month_day ymd{std::chrono::floor<days>(at)};
  const auto year = ymd.month() < std::chrono::March ? ymd.year() - std::chrono::years{1} : ymd.year();
  return year / std::chrono::March / 1;
}

/// The system's files list changes of the clock up to 2037 and leave the years after to a rule that the
/// library does not read. In those, a zone still changing in 2037 does as in a listed year whose March began
/// on the same day of the week: all rules in use name a weekday of a month, and none acts in January or
/// February.
Zone::Stretch unlisted_stretch(const date::time_zone& zone, Instant at) {
  constexpr std::array<int, 7> k_listed_year = {2037, 2032, 2033, 2034,
                                                2035, 2030, 2036};  // by weekday, from Sunday
  const auto march = march_before(at);
  const sys_days first{march};
  const sys_days next{march + std::chrono::years{1}};
  const auto listed = k_listed_year.at(std::chrono::weekday{first}.c_encoding());
  const days shift = first - sys_days{std::chrono::year{listed} / std::chrono::March / 1};
  const auto stretch = listed_stretch(zone, at - shift);
  // The other year stands for these twelve months only: its next ones may begin on another weekday.
  return {std::max<Instant>(stretch.begin + shift, first), std::min<Instant>(stretch.end + shift, next),
          stretch.offset};
}

Zone::Stretch look_up(const void* zone, Instant at) {
  auto stretch = listed_stretch(library_zone(zone), at);
  // Of a zone that still changes; some are listed for longer, because their rule follows the moon.
  const bool is_last_listed =
      stretch.begin >= k_last_listed_year && stretch.begin < k_first_unlisted && stretch.end >= k_forever;
  if (is_last_listed && at >= k_first_unlisted) {
    return unlisted_stretch(library_zone(zone), at);
  }
  if (is_last_listed) {
    stretch.end = std::min<Instant>(stretch.end, k_first_unlisted);
  }
  return stretch;
}

/// The library copies a text for each answer, under a lock; most instants lie in a stretch that was asked for
/// before. So each thread remembers the last ones, those of about three months in one place.
Zone::Stretch stretch_of(const void* zone, Instant at) {
  if (zone == nullptr) {
    return {Instant::min(), Instant::max(), seconds{0}};
  }
  struct Known {
    const void* zone = nullptr;
    Zone::Stretch stretch{};
  };
  thread_local std::array<Known, 16> known{};
  const auto months = static_cast<std::uint64_t>(at.time_since_epoch().count()) >> 23U;
  Known& place =
      known[(months + reinterpret_cast<std::uintptr_t>(zone) / sizeof(date::time_zone)) % known.size()];
  if (place.zone != zone || at < place.stretch.begin || at >= place.stretch.end) {
    place = {zone, look_up(zone, at)};
  }
  return place.stretch;
}

/// The library's zones, or none where the system has no zone database.
const std::vector<date::time_zone>* library_zones() {
  try {
    return &date::get_tzdb().zones;
  } catch (const std::exception&) {
    return nullptr;
  }
}

bool is_offset(std::string_view name) {
  for (const std::string_view prefix : {"UTC", "GMT"}) {
    if (name.starts_with(prefix)) {
      name.remove_prefix(prefix.size());
    }
  }
  return !name.empty() && (name.front() == '+' || name.front() == '-');
}

std::string why_no_zone(std::string_view name) {
  const auto& names = zone_names();
  if (names.size() <= 1) {
    return "this system has no time zone database, install the package tzdata";
  }
  if (is_offset(name)) {
    return "an offset does not say when clocks change, name a place such as America/Sao_Paulo";
  }
  // The city alone, which `nearest` would find too far from its full name.
  const auto lower = to_lower_ascii(name);
  const bool is_whole = std::any_of(names.begin(), names.end(),
                                    [&](const std::string& each) { return to_lower_ascii(each) == lower; });
  const auto city = std::find_if(names.begin(), names.end(), [&](const std::string& each) {
    return to_lower_ascii(each).ends_with("/" + lower);
  });
  if (!is_whole && !lower.empty() && city != names.end()) {
    return fmt::format("the time zone database does not have it, did you mean \"{}\"?", *city);
  }
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  return "the time zone database does not have it" + did_you_mean(name, candidates);
}

}  // namespace

Parsed<Zone> Zone::find(std::string_view name) {
  if (name == k_utc) {
    return utc();
  }
  // A folder names few zones, and thousands of times.
  thread_local Zone last;
  if (last.m_zone != nullptr && library_zone(last.m_zone).name() == name) {
    return last;
  }
  const auto& names = zone_names();
  const auto* const zones = library_zones();
  if (zones == nullptr || !std::binary_search(names.begin(), names.end(), name)) {
    return tl::unexpected(why_no_zone(name));
  }
  const auto found = std::lower_bound(
      zones->begin(), zones->end(), name,
      [](const date::time_zone& zone, std::string_view wanted) { return zone.name() < wanted; });
  if (found == zones->end() || found->name() != name) {
    return tl::unexpected(why_no_zone(name));
  }
  try {
    found->get_info(Instant{});  // reads the zone's file, once: from here on nothing throws
  } catch (const std::exception&) {
    return tl::unexpected(
        std::string("its file in the time zone database cannot be read, reinstall the package tzdata"));
  }
  last.m_zone = &*found;
  return last;
}

Zone Zone::utc() {
  return {};
}

const std::string& Zone::name() const {
  static const std::string utc_name(k_utc);
  return m_zone == nullptr ? utc_name : library_zone(m_zone).name();
}

Zone::Stretch Zone::stretch_at(Instant at) const {
  return stretch_of(m_zone, at);
}

seconds Zone::offset_at(Instant at) const {
  return stretch_of(m_zone, at).offset;
}

LocalTime Zone::to_local(Instant at) const {
  return LocalTime{at.time_since_epoch() + offset_at(at)};
}

Instant Zone::to_instant(LocalTime local) const {
  // No zone was ever a day or more from Greenwich, so the walk starts before every reading of this local time
  // and the first stretch that ends after its own reading holds the first occurrence, or begins at the end of
  // the gap.
  const Instant as_utc{local.time_since_epoch()};
  auto stretch = stretch_of(m_zone, as_utc - days{1});
  while (as_utc - stretch.offset >= stretch.end) {
    stretch = stretch_of(m_zone, stretch.end);
  }
  return std::max(as_utc - stretch.offset, stretch.begin);
}

Instant Zone::resolve(const Timestamp& timestamp) const {
  if (timestamp.offset_minutes) {
    return Instant{timestamp.local.time_since_epoch()} - std::chrono::minutes{*timestamp.offset_minutes};
  }
  return to_instant(timestamp.local);
}

Instant Zone::start_of(Date date) const {
  return to_instant(date.day);
}

Instant Zone::end_of(Date date) const {
  return start_of(date.plus_days(1)) - seconds{1};
}

Date Zone::date_of(Instant at) const {
  return Date{std::chrono::floor<days>(to_local(at))};
}

std::string Zone::format(Instant at) const {
  // RFC 3339 offsets have no seconds, local mean times of long ago do: the clock shown follows the offset
  // shown.
  const auto offset = std::chrono::floor<std::chrono::minutes>(offset_at(at));
  Timestamp shown;
  shown.local = LocalTime{at.time_since_epoch() + offset};
  shown.offset_minutes = static_cast<std::int16_t>(offset.count());
  auto text = shown.to_string();
  const bool is_utc = std::find(k_utc_names.begin(), k_utc_names.end(), name()) != k_utc_names.end();
  if (!is_utc && text.ends_with('Z')) {
    text.replace(text.size() - 1, 1, "+00:00");
  }
  return text;
}

bool operator==(const Zone& left, const Zone& right) {
  return left.m_zone == right.m_zone;
}

const std::vector<std::string>& zone_names() {
  static const auto names = [] {
    std::vector<std::string> result{std::string(k_utc)};
    if (const auto* const zones = library_zones()) {
      for (const auto& zone : *zones) {
        // `localtime` is whatever this machine is set to, `Factory` is that it is not set at all.
        const bool is_place = zone.name() != "localtime" && zone.name() != k_utc && zone.name() != "Factory";
        if (is_place) {
          result.push_back(zone.name());
        }
      }
    }
    std::sort(result.begin(), result.end());
    return result;
  }();
  return names;
}

}  // namespace csx::time
