#include <algorithm>

#include "csx/model/handoff.hpp"
#include "csx/model/journal.hpp"
#include "happening_list.hpp"

namespace csx::sla {

namespace {

using model::Event;
using model::HandoffEvent;

Event event_of(HandoffEvent event) {
  switch (event) {
    case HandoffEvent::opened:
      return Event::opened;
    case HandoffEvent::submitted:
      return Event::submitted;
    case HandoffEvent::returned:
      return Event::returned;
    case HandoffEvent::accepted:
      return Event::accepted;
    case HandoffEvent::introduced:
      return Event::introduced;
    case HandoffEvent::kickoff_held:
      return Event::kickoff_held;
    case HandoffEvent::activated:
      return Event::activated;
    case HandoffEvent::completed:
      return Event::completed;
    case HandoffEvent::on_hold:
      return Event::on_hold;
    case HandoffEvent::resumed:
      return Event::resumed;
    case HandoffEvent::cancelled:
      break;
  }
  return Event::cancelled;
}

void add_ticket(const model::Ticket& ticket, time::Instant opened, HappeningList& list) {
  list.add_after(opened, Event::first_response, ticket.first_response_at);
  std::optional<time::Instant> last = opened;
  for (const model::Hold& hold : ticket.holds) {
    const auto began = list.add_after(opened, Event::on_hold, hold.from);
    last = std::max(last, list.add_after(began, Event::resumed, hold.to));
  }
  // They alternate: a reopening of the same instant comes after its resolution.
  std::optional<time::Instant> turn = opened;
  for (std::size_t i = 0; i < std::max(ticket.resolved.size(), ticket.reopened.size()); ++i) {
    if (i < ticket.resolved.size()) {
      turn = list.add_after(turn, Event::resolved, ticket.resolved[i]);
    }
    if (i < ticket.reopened.size()) {
      turn = list.add_after(turn, Event::reopened, ticket.reopened[i]);
    }
  }
  list.add_after(std::max(last, turn), Event::closed, ticket.closed_at);
}

bool ends_holds(Event event) {
  return event == Event::resumed || event == Event::completed || event == Event::cancelled ||
         event == Event::closed;
}

}  // namespace

bool precedes(const Happening& a, const Happening& b) {
  if (a.is_date() || b.is_date()) {
    return a.day != b.day ? a.day < b.day : a.order < b.order;
  }
  return a.at != b.at ? a.at < b.at : a.order < b.order;
}

Happening* HappeningList::add(Event event, const time::Timestamp& at, const void* member,
                              const model::Type& type, std::optional<time::Instant> before) {
  const time::Instant instant = instant_after(m_zone, at, before);
  if (instant > m_as_of) {
    return nullptr;
  }
  Happening& made = m_happenings.emplace_back();
  made.at = instant;
  made.day = day_of(m_zone, at);
  made.record = &m_record;
  made.member = member;
  made.type = &type;
  made.order = m_order++;
  made.event = event;
  made.precision = at.precision;
  return &made;
}

Happening* HappeningList::add(Event event, time::Date day, const void* member, const model::Type& type) {
  time::Timestamp at;
  at.local = time::LocalTime{day.day};
  at.precision = time::Timestamp::Precision::date;
  return add(event, at, member, type);
}

std::vector<Happening> HappeningList::take() {
  std::stable_sort(m_happenings.begin(), m_happenings.end(),
                   [](const Happening& a, const Happening& b) { return a.at < b.at; });
  return std::move(m_happenings);
}

std::vector<Happening> happenings_of_handoff(const model::AnyRecord& record, time::Instant as_of,
                                             const time::Zone& zone) {
  HappeningList list(record, as_of, zone);
  bool was_submitted = false;
  std::optional<time::Instant> before;
  for (const model::TimelineEvent& event : record.as<model::Handoff>().timeline) {
    const auto& type = model::type_of<model::TimelineEvent>;
    if (event.event == HandoffEvent::submitted && !was_submitted) {
      was_submitted = list.add(Event::first_submitted, event.at, &event, type, before) != nullptr;
    }
    list.add(event_of(event.event), event.at, &event, type, before);
    before = instant_after(zone, event.at, before);
  }
  return list.take();
}

std::optional<model::Subject> subject_of(const model::Entry& entry) {
  switch (entry.type) {
    case model::EntryType::ticket:
      return model::Subject::ticket;
    case model::EntryType::survey:
      return model::Subject::survey;
    case model::EntryType::request:
      return model::Subject::request;
    case model::EntryType::improvement:
      return model::Subject::improvement;
    default:
      return std::nullopt;
  }
}

std::vector<Happening> happenings_of_entry(const EntryOf& of, time::Instant as_of, const time::Zone& zone) {
  const model::Entry& entry = *of.entry;
  HappeningList list(*of.record, as_of, zone);
  if (zone.resolve(entry.at) > as_of) {
    return {};
  }
  if (const auto* ticket = entry.body.get<model::Ticket>()) {
    list.add(Event::opened, entry.at);
    add_ticket(*ticket, zone.resolve(entry.at), list);
  } else if (const auto* survey = entry.body.get<model::Survey>()) {
    list.add(Event::received, entry.at);
    list.add(Event::responded, survey->responded_at);
  } else if (const auto* request = entry.body.get<model::Request>()) {
    list.add(Event::asked, entry.at);
    list.add(Event::answered, request->answered_at);
  } else if (const auto* improvement = entry.body.get<model::Improvement>()) {
    list.add(Event::raised, entry.at);
    list.add(Event::answered, improvement->answered_at);
    list.add(Event::delivered, improvement->delivered_at);
  }
  return list.take();
}

std::vector<Pause> holds_of(const std::vector<Happening>& happenings) {
  std::vector<Pause> holds;
  int depth = 0;
  for (const Happening& each : happenings) {
    // Holds of tickets are spans, which may overlap; a handoff is on hold or not.
    const bool is_span = each.type != &model::type_of<model::TimelineEvent>;
    if (each.event == Event::on_hold) {
      if (depth == 0) {
        holds.push_back({each, std::nullopt});
      }
      depth = is_span ? depth + 1 : 1;
    } else if (depth > 0 && ends_holds(each.event)) {
      depth = is_span && each.event == Event::resumed ? depth - 1 : 0;
      if (depth == 0) {
        holds.back().to = each;
      }
    }
  }
  return holds;
}

}  // namespace csx::sla
