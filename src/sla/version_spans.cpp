#include "csx/sla/version_spans.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace csx::sla {

namespace {

using Kind = VersionSpan::Kind;

constexpr time::Date k_first_day = model::Dated<int>::k_always;

std::vector<const model::AnyRecord*> approved(const store::Dataset& data, std::string_view agreement) {
  std::vector<const model::AnyRecord*> found;
  for (const model::AnyRecord* record : data.versions(agreement)) {
    if (is_approved(record->as<model::Agreement>())) {
      found.push_back(record);
    }
  }
  return found;
}

/// The lowest version above `below` and under `above` that no approved one can stand for: it is not there, or
/// not readable. A proposal that is there never judged.
struct Lost {
  std::int64_t number = 0;
  Kind kind = Kind::missing;
};
std::optional<Lost> lost_between(const store::Dataset& data, std::string_view agreement, std::int64_t below,
                                 std::int64_t above) {
  for (std::int64_t number = below + 1; number < above; ++number) {
    const model::AnyRecord* record = data.find("agreement", fmt::format("{}@{}", agreement, number));
    if (record == nullptr) {
      return Lost{number, Kind::missing};
    }
    if (!record->counts()) {
      return Lost{number, Kind::unreadable};
    }
  }
  return std::nullopt;
}

/// Every day on which the answer may change.
std::set<time::Date> borders_of(const std::vector<const model::AnyRecord*>& versions,
                                const Versions& in_force) {
  std::set<time::Date> borders;
  for (const model::AnyRecord* record : in_force.unreadable()) {
    borders.insert(record->as<model::Agreement>().effective_from);
  }
  for (const model::AnyRecord* record : versions) {
    const auto& version = record->as<model::Agreement>();
    borders.insert(version.effective_from);
    if (version.effective_to) {
      borders.insert(version.effective_to->plus_days(1));
    }
  }
  return borders;
}

VersionSpan before_first(const store::Dataset& data, const model::AnyRecord& record) {
  const auto& first = record.as<model::Agreement>();
  VersionSpan span{Kind::before, k_first_day, first.effective_from, &record, 0};
  const auto& history = data.workspace().history_from;
  // What is asked for is the history from a day on; what lies before it is not missed.
  const bool is_asked = !history || *history < first.effective_from;
  const auto lost = is_asked ? lost_between(data, first.id.value, 0, first.version) : std::nullopt;
  if (lost) {
    span.kind = lost->kind;
    span.number = lost->number;
  }
  return span;
}

/// The lowest approved version that takes effect later than a day; null for none.
const model::AnyRecord* next_after(const std::vector<const model::AnyRecord*>& versions, time::Date day) {
  const model::AnyRecord* next = nullptr;
  for (const model::AnyRecord* record : versions) {
    const auto& version = record->as<model::Agreement>();
    if (version.effective_from > day &&
        (next == nullptr || version.effective_from < next->as<model::Agreement>().effective_from)) {
      next = record;
    }
  }
  return next;
}

}  // namespace

std::vector<VersionSpan> version_spans(const store::Dataset& data, std::string_view agreement) {
  const std::vector<const model::AnyRecord*> versions = approved(data, agreement);
  std::vector<VersionSpan> spans;
  if (versions.empty()) {
    return spans;
  }
  const Versions in_force(data, agreement);
  const std::set<time::Date> borders = borders_of(versions, in_force);
  const model::AnyRecord* first = next_after(versions, k_first_day);
  spans.push_back(before_first(data, *first));
  const model::AnyRecord* last = first;
  for (auto border = borders.lower_bound(first->as<model::Agreement>().effective_from);
       border != borders.end(); ++border) {
    const auto next_border = std::next(border);
    const std::optional<time::Date> to =
        next_border == borders.end() ? std::nullopt : std::optional(*next_border);
    const model::AnyRecord* record = in_force.record_on(*border);
    const model::AnyRecord* next = next_after(versions, *border);
    VersionSpan span{Kind::judged, *border, to, record, 0};
    if (record == nullptr) {
      span.kind = next != nullptr ? Kind::gap : Kind::ended;
      span.record = last;
    }
    const model::AnyRecord* unreadable = in_force.unreadable_on(*border);
    last = span.record;
    const std::int64_t number = span.agreement().version;
    const std::int64_t above = next != nullptr ? next->as<model::Agreement>().version : number;
    if (const auto lost = lost_between(data, agreement, number, above)) {
      span.kind = lost->kind;
      span.number = lost->number;
    }
    if (unreadable != nullptr) {
      span.kind = Kind::unreadable;
      span.number = unreadable->as<model::Agreement>().version;
    }
    spans.push_back(span);
  }
  return spans;
}

std::vector<std::string> agreement_ids(const store::Dataset& data) {
  std::vector<std::string> ids;
  for (const model::AnyRecord& record : data.all<model::Agreement>()) {
    ids.push_back(record.as<model::Agreement>().id.value);
  }
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

std::vector<const model::Agreement*> judging_versions(const store::Dataset& data, std::string_view agreement,
                                                      const time::Period& period) {
  std::vector<const model::Agreement*> versions;
  for (const VersionSpan& span : version_spans(data, agreement)) {
    if (span.kind == Kind::judged && span.touches(period)) {
      versions.push_back(&span.agreement());
    }
  }
  return versions;
}

const VersionSpan& span_on(const std::vector<VersionSpan>& spans, time::Date day) {
  const auto after = std::upper_bound(spans.begin(), spans.end(), day,
                                      [](time::Date at, const VersionSpan& span) { return at < span.from; });
  return after == spans.begin() ? spans.front() : *std::prev(after);
}

}  // namespace csx::sla
