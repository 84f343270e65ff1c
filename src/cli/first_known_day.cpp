#include "set_field.hpp"

#include "csx/model/account.hpp"
#include "csx/model/handoff.hpp"
#include "csx/model/journal.hpp"
#include "csx/model/person.hpp"

namespace csx::cli {
namespace {

/// Gathers the earliest of several days.
class Earliest {
 public:
  explicit Earliest(const time::Zone& zone) : m_zone(zone) {}
  void add(time::Date day) { m_day = !m_day || day < *m_day ? day : *m_day; }
  void add(const time::Timestamp& at) { add(m_zone.date_of(m_zone.resolve(at))); }
  std::optional<time::Date> day() const { return m_day; }

 private:
  const time::Zone& m_zone;
  std::optional<time::Date> m_day;
};

/// Whatever a clock may begin at: values are read at its start, which must not lose them.
std::optional<time::Date> first_day_of(const model::Account& account, const store::Dataset& data) {
  Earliest first(data.zone());
  for (const model::Subscription& subscription : account.subscriptions) {
    first.add(subscription.start_on);
    if (subscription.signed_at) {
      first.add(*subscription.signed_at);
    }
  }
  for (const model::AnyRecord* handoff : data.handoffs_of(account.id.value)) {
    for (const model::TimelineEvent& event : handoff->as<model::Handoff>().timeline) {
      first.add(event.at);
    }
  }
  for (const model::AnyRecord& record : data.all<model::Journal>()) {
    const auto& journal = record.as<model::Journal>();
    for (const model::Entry& entry : journal.entries) {
      const auto* of = account_of(journal, entry);
      if (of != nullptr && of->value == account.id.value) {
        first.add(entry.at);
      }
    }
  }
  return first.day();
}

}  // namespace

time::Date first_known_day(const store::Dataset& data, const model::AnyRecord& record, time::Date before) {
  std::optional<time::Date> first;
  if (&record.kind() == &model::kind_of<model::Account>()) {
    first = first_day_of(record.as<model::Account>(), data);
  } else if (&record.kind() == &model::kind_of<model::Person>()) {
    const auto& active = record.as<model::Person>().active;
    first = active ? active->from : std::nullopt;
  }
  if (first && *first < before) {
    return *first;
  }
  const std::optional<time::Date>& history = data.workspace().history_from;
  return history && *history < before ? *history : *time::Date::of(1900, 1, 1);
}

}  // namespace csx::cli
