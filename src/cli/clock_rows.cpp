#include "clock_rows.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "clock.hpp"
#include "csx/base/text.hpp"
#include "resolve.hpp"

#include <nlohmann/json.hpp>

namespace csx::cli {
namespace {

using sla::Clock;
using sla::ClockState;

constexpr std::array<std::string_view, 5> k_causes{"event", "resumed", "previous-stop", "previous-deadline",
                                                   "first-day"};
constexpr std::array<std::string_view, 4> k_entry_words{"ticket/", "survey/", "request/", "improvement/"};

Json instant_json(const sla::Clocks& clocks, const std::optional<time::Instant>& at) {
  return at ? Json(clocks.zone.format(*at)) : Json(nullptr);
}

Json happening_json(const sla::Clocks& clocks, const sla::Happening* happening) {
  if (happening == nullptr) {
    return nullptr;
  }
  return {{"event", word(happening->event)},
          {"at", happening->is_date() ? happening->day.to_string() : clocks.zone.format(happening->at)}};
}

template <class T>
Json text_or_null(const T* text) {
  return text != nullptr ? Json(*text) : Json(nullptr);
}

/// Elapsed time with days from three of them on: `110d12h`. Days of business time have no fixed length.
std::string elapsed_text(std::chrono::seconds length) {
  constexpr std::chrono::days k_worth_days{3};
  if (length < k_worth_days) {
    return length_text(length);
  }
  const auto days = std::chrono::floor<std::chrono::days>(length);
  const auto hours = std::chrono::floor<std::chrono::hours>(length - days);
  return hours.count() == 0 ? fmt::format("{}d", days.count())
                            : fmt::format("{}d{}h", days.count(), hours.count());
}

/// Nobody knows a version that was in force: the one that stands there shows what could have been judged.
bool is_without_version(const Clock& clock) {
  using sla::ClockReason;
  return clock.reason == ClockReason::version_gap || clock.reason == ClockReason::version_missing ||
         clock.reason == ClockReason::version_unreadable;
}

std::string left_text(const Clock& clock) {
  return clock.counts_business_time() ? length_text(*clock.left) : elapsed_text(*clock.left);
}

std::string late_text(const sla::Clocks& clocks, const Clock& clock) {
  const time::Instant until = clock.stop ? clock.stop->at : clocks.as_of;
  return fmt::format("{} late", elapsed_text(until - *clock.deadline));
}

/// `sales-cs/a (1), sales-cs/b (3)`: what there is to choose from.
std::vector<std::string> paths_of(const std::vector<const Clock*>& clocks) {
  std::set<std::string> paths;
  for (const Clock* clock : clocks) {
    paths.insert(clock->path());
  }
  return {paths.begin(), paths.end()};
}

bool is_of(const Clock& clock, std::string_view commitment) {
  return commitment == clock.commitment->id.value || commitment == clock.path();
}

}  // namespace

std::string clock_phrase(const sla::Clocks& clocks, const Clock& clock) {
  std::string state(word(clock.state));
  switch (clock.state) {
    case ClockState::running:
    case ClockState::warning:
      return clock.left ? fmt::format("{}, {} left", state, left_text(clock)) : state;
    case ClockState::paused:
      return clock.left ? fmt::format("paused, {} left", left_text(clock)) : state;
    case ClockState::missed:
    case ClockState::breached:
      return fmt::format("{}, {}", state, late_text(clocks, clock));
    case ClockState::excluded:
    case ClockState::not_applicable:
      return fmt::format(
          "{}: {}", state,
          clock.reason == sla::ClockReason::agreed ? clock.exclusion->why : reason_text(clock));
    default:
      return state;
  }
}

std::string clock_line(const sla::Clocks& clocks, const Clock& clock) {
  const std::string number = clock.instance > 1 ? fmt::format(" #{}", clock.instance) : std::string();
  const std::string due =
      clock.deadline ? fmt::format(", due {}", instant_text(clocks.zone, *clock.deadline)) : std::string();
  return fmt::format("{}{}: {}{}", clock.path(), number, clock_phrase(clocks, clock), due);
}

Json clock_json(const sla::Clocks& clocks, const Clock& clock) {
  Json json;
  json["subject"] = clock.subject.ref();
  json["handoff_type"] = clock.subject.absent ? Json(word(*clock.subject.absent)) : Json(nullptr);
  json["account"] = clock.subject.account != nullptr ? Json(clock.subject.account->id.value) : Json(nullptr);
  json["commitment"] = clock.path();
  json["version"] = is_without_version(clock) ? Json(nullptr) : Json(clock.version().version);
  json["instance"] = clock.instance;
  json["area"] = clock.commitment->responsible.value;
  json["owner"] = text_or_null(clock.owner);
  json["state"] = word(clock.state);
  json["reason"] = clock.reason == sla::ClockReason::none ? Json(nullptr) : Json(reason_text(clock));
  json["start"] = happening_json(clocks, clock.start);
  json["began"] = instant_json(clocks, clock.began);
  json["cause"] = clock.began ? Json(k_causes.at(static_cast<std::size_t>(clock.cause))) : Json(nullptr);
  json["within"] = clock.within ? Json(clock.within->to_string()) : Json(nullptr);
  json["unit"] = clock.within ? Json(clock.counts_business_time() ? "business" : "elapsed") : Json(nullptr);
  json["allowance_seconds"] = clock.within ? Json(clock.allowance.count()) : Json(nullptr);
  json["warns_at"] = instant_json(clocks, clock.warns_at);
  json["deadline"] = instant_json(clocks, clock.deadline);
  json["stop"] = happening_json(clocks, clock.stop);
  json["left_seconds"] = clock.left ? Json(clock.left->count()) : Json(nullptr);
  json["held_since"] = happening_json(clocks, clock.held_since);
  json["date_precision"] = clock.date_precision;
  json["regraded"] = clock.regraded;
  return json;
}

Result<SubjectClocks> clocks_of(const Session& session, std::string_view ref) {
  std::string looked_up(ref);
  for (const std::string_view entry : k_entry_words) {
    if (ref.starts_with(entry)) {
      looked_up = fmt::format("entry/{}", ref.substr(entry.size()));
    }
  }
  const Result<Named> named = resolve(session.data, looked_up);
  if (!named) {
    return fail(named.error());
  }
  const void* value = named->item.value;
  SubjectClocks found{named->ref, {}, {}, {}};
  const std::string* account = nullptr;
  const model::AnyRecord& record = *named->item.record;
  if (named->subject.kind == &model::kind_of<model::Account>()) {
    account = &record.as<model::Account>().id.value;
  } else if (named->subject.kind == &model::kind_of<model::Handoff>()) {
    account = &record.as<model::Handoff>().account.value;
  } else if (named->subject.type == &model::type_of<model::Entry>) {
    const auto& own = static_cast<const model::Entry*>(value)->account;
    const auto& of_file = record.as<model::Journal>().account;
    account = own ? &own->value : of_file ? &of_file->value : nullptr;
  } else {
    return fail(ErrorKind::usage, fmt::format("{} has no clocks", named->ref),
                {"clocks are about accounts, handoffs, tickets, surveys, requests and improvements"});
  }
  const bool is_known = account != nullptr && session.data.get<model::Account>(*account) != nullptr;
  sla::ClockOptions options;
  if (is_known) {
    options.account = *account;
  }
  found.clocks = sla::clocks_at(session.data, session.as_of, options);
  const auto is_own = [&](const sla::ClockSubject& subject) {
    return subject.entry != nullptr     ? subject.entry == value
           : subject.handoff != nullptr ? subject.handoff == value
                                        : subject.account == value;
  };
  for (const Clock& clock : found.clocks.clocks) {
    if (is_own(clock.subject)) {
      found.ref = clock.subject.ref();
      found.own.push_back(&clock);
    }
  }
  for (const sla::BeforeAgreement& each : found.clocks.before) {
    if (is_own(each.subject)) {
      found.before.push_back(&each);
    }
  }
  return found;
}

Result<const Clock*> find_clock(const SubjectClocks& subject, std::string_view commitment,
                                const std::optional<std::string>& instance) {
  std::vector<const Clock*> meant;
  std::ranges::copy_if(subject.own, std::back_inserter(meant),
                       [&](const Clock* clock) { return is_of(*clock, commitment); });
  if (meant.empty()) {
    for (const sla::BeforeAgreement* each : subject.before) {
      const auto& first = each->first_version->as<model::Agreement>();
      if (commitment == each->commitment->id.value ||
          commitment == first.id.value + "/" + each->commitment->id.value) {
        return fail(
            ErrorKind::usage,
            fmt::format("{} gives no clock: it began on {}, before the agreement {} took effect on {}",
                        subject.ref, each->start.day.to_string(), csx::quoted(first.id.value),
                        first.effective_from.to_string()));
      }
    }
    const std::vector<std::string> paths = paths_of(subject.own);
    std::vector<std::string_view> words(paths.begin(), paths.end());
    for (const Clock* clock : subject.own) {
      words.push_back(clock->commitment->id.value);
    }
    return fail(ErrorKind::usage,
                fmt::format("{} has no clock of the commitment {}{}", subject.ref, csx::quoted(commitment),
                            did_you_mean(commitment, words)),
                {paths.empty() ? std::string("it has no clocks at all at this instant")
                               : fmt::format("it has: {}", fmt::join(paths, ", "))});
  }
  const std::vector<std::string> paths = paths_of(meant);
  if (paths.size() > 1) {
    const std::vector<std::string_view> words(paths.begin(), paths.end());
    return fail(ErrorKind::usage,
                fmt::format("{} names a commitment of several agreements", csx::quoted(commitment)),
                {fmt::format("write {}", enumerate(words, "or"))});
  }
  if (!instance) {
    return meant.back();
  }
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(instance->data(), instance->data() + instance->size(), number);
  const auto found = std::ranges::find(meant, number, &Clock::instance);
  if (error != std::errc() || end != instance->data() + instance->size() || found == meant.end()) {
    return fail(
        ErrorKind::usage,
        fmt::format("{} is no instance of {} for {}", csx::quoted(*instance), paths.front(), subject.ref),
        {fmt::format("there {} {} to {}", meant.size() == 1 ? "is" : "are", meant.front()->instance,
                     meant.back()->instance)});
  }
  return *found;
}

}  // namespace csx::cli
