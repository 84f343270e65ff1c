#include <algorithm>

#include "csx/report/measured.hpp"

namespace csx::report {

std::optional<BeforeAfter> around(const store::Dataset& data, const model::Agreement& version, int days,
                                  time::Date last) {
  const std::vector<sla::VersionSpan> spans = sla::version_spans(data, version.id.value);
  const auto judges = [&](const sla::VersionSpan& span) {
    return span.kind == sla::VersionSpan::Kind::judged && &span.agreement() == &version;
  };
  const auto own = std::ranges::find_if(spans, judges);
  if (own == spans.end() || own->from > last) {
    return std::nullopt;
  }
  const time::Date end = std::min(own->from.plus_days(days - 1), last);
  const int length = time::Period{own->from, end}.days();
  BeforeAfter found{
      &version, own->from, {own->from.plus_days(-length), own->from.plus_days(-1)}, {own->from, end}, {}};
  for (const sla::VersionSpan& span : spans) {
    if (span.kind == sla::VersionSpan::Kind::judged && !judges(span) && found.before.first < span.from &&
        span.from <= found.after.last) {
      found.others.push_back(&span.agreement());
    }
  }
  return found;
}

}  // namespace csx::report
