#include "health_sources.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "entry_walk.hpp"

namespace csx::metrics {

namespace {

using model::Instrument;

SourceReading none(std::string_view why) {
  SourceReading found;
  found.why = why;
  return found;
}

std::string ref_of(const EntryFacts& entry) {
  return subject_of(entry, entry.day).ref();
}

/// The last entry of a type for which `read` gives a reading.
template <class Body, class Read>
SourceReading latest(const JournalView& journal, std::string_view why, Read read) {
  for (auto at = journal.entries.rbegin(); at != journal.entries.rend(); ++at) {
    const auto* body = at->entry->body.get<Body>();
    if (body == nullptr) {
      continue;
    }
    if (std::optional<Reading> reading = read(*body)) {
      return {std::move(reading), at->day, ref_of(*at), {}};
    }
  }
  return none(why);
}

/// Use is of the period it was counted over: the latest one that has ended, or that goes on.
template <class Read>
SourceReading latest_usage(const JournalView& journal, Read read) {
  SourceReading found = none("no use of it is recorded");
  for (const EntryFacts& entry : journal.entries) {
    const auto* usage = entry.entry->body.get<model::Usage>();
    if (usage == nullptr || usage->period.first > journal.day) {
      continue;
    }
    const time::Date dated = std::min(usage->period.last, journal.day);
    std::optional<Reading> reading = read(*usage);
    if (reading && (!found.dated || dated >= *found.dated)) {
      found = {std::move(reading), dated, ref_of(entry), {}};
    }
  }
  return found;
}

template <std::optional<std::int64_t> model::Usage::*Member>
SourceReading usage(const JournalView& journal, std::string_view) {
  return latest_usage(journal, [](const model::Usage& usage) {
    return usage.*Member ? std::optional(Reading::of_number(*(usage.*Member))) : std::nullopt;
  });
}

SourceReading adoption(const JournalView& journal, std::string_view) {
  return latest_usage(journal, [](const model::Usage& usage) -> std::optional<Reading> {
    if (!usage.active_users || usage.licensed_users.value_or(0) == 0) {
      return std::nullopt;
    }
    return Reading::of_percent(Fraction(Exact(*usage.active_users), Exact(*usage.licensed_users)) *
                               Fraction(100));
  });
}

SourceReading feature(const JournalView& journal, std::string_view name) {
  return latest_usage(journal, [&](const model::Usage& usage) {
    const Decimal* count = usage.features.find({std::string(name)});
    return count != nullptr ? std::optional(Reading::of_number(Fraction(Exact::of(*count)))) : std::nullopt;
  });
}

template <Instrument Wanted>
SourceReading survey(const JournalView& journal, std::string_view) {
  return latest<model::Survey>(journal, "no answer is recorded", [](const model::Survey& survey) {
    return survey.instrument == Wanted ? std::optional(Reading::of_number(Fraction(Exact::of(survey.score))))
                                       : std::nullopt;
  });
}

SourceReading sentiment(const JournalView& journal, std::string_view) {
  return latest<model::HealthNote>(journal, "nobody has noted one", [](const model::HealthNote& note) {
    return std::optional(Reading::of_word(std::string(word(note.sentiment))));
  });
}

/// What counts from a thing that is still open: as old as the day it is asked about.
SourceReading open_for(std::int64_t days, const EntryFacts& entry, time::Date day) {
  return {Reading::of_days(days), day, ref_of(entry), {}};
}

/// The longest time that a payment has been due and is not paid; 0 where all are paid, of the day of the last
/// that was due.
SourceReading days_overdue(const JournalView& journal, std::string_view) {
  const EntryFacts* last = nullptr;
  const EntryFacts* worst = nullptr;
  time::Date last_due;
  time::Date worst_due;
  for (const EntryFacts& entry : journal.entries) {
    const auto* payment = entry.entry->body.get<model::Payment>();
    if (payment == nullptr || payment->due_on > journal.day) {
      continue;
    }
    if (last == nullptr || payment->due_on > last_due) {
      last = &entry;
      last_due = payment->due_on;
    }
    const bool is_open = !payment->paid_on || *payment->paid_on > journal.day;
    if (is_open && (worst == nullptr || payment->due_on < worst_due)) {
      worst = &entry;
      worst_due = payment->due_on;
    }
  }
  if (last == nullptr) {
    return none("no payment was due");
  }
  if (worst != nullptr) {
    return open_for((journal.day.day - worst_due.day).count(), *worst, journal.day);
  }
  return {Reading::of_days(0), last_due, ref_of(*last), {}};
}

SourceReading days_open(const JournalView& journal, std::string_view) {
  const EntryFacts* last = nullptr;
  for (const EntryFacts& entry : journal.entries) {
    const auto* request = entry.entry->body.get<model::Request>();
    if (request == nullptr) {
      continue;
    }
    if (!request->answered_at || journal.facts.instant_of(*request->answered_at) > journal.at) {
      return open_for((journal.day.day - entry.day.day).count(), entry, journal.day);  // the oldest
    }
    last = &entry;
  }
  return last == nullptr ? none("nothing was asked")
                         : SourceReading{Reading::of_days(0), last->day, ref_of(*last), {}};
}

SourceReading since_contact(const JournalView& journal, std::string_view) {
  for (auto at = journal.entries.rbegin(); at != journal.entries.rend(); ++at) {
    const auto* touchpoint = at->entry->body.get<model::Touchpoint>();
    if (touchpoint != nullptr && !touchpoint->no_show.value_or(false)) {
      return open_for((journal.day.day - at->day.day).count(), *at, journal.day);
    }
  }
  return none("never contacted");
}

SourceReading since_value(const JournalView& journal, std::string_view) {
  for (auto at = journal.entries.rbegin(); at != journal.entries.rend(); ++at) {
    if (at->entry->type == model::EntryType::value) {
      return open_for((journal.day.day - at->day.day).count(), *at, journal.day);
    }
  }
  return none("no value was ever perceived");
}

struct Row {
  HealthSource source;
  SourceReading (*read)(const JournalView&, std::string_view rest) = nullptr;
  bool is_feeling = false;
};

constexpr std::string_view k_features = "usage.features.";

constexpr auto k_rows = std::to_array<Row>({
    {{"usage.logins", "logins of the latest period, a number"}, usage<&model::Usage::logins>},
    {{"usage.active_users", "active users of the latest period, a number"},
     usage<&model::Usage::active_users>},
    {{"usage.licensed_users", "licensed users of the latest period, a number"},
     usage<&model::Usage::licensed_users>},
    {{"usage.adoption", "active users / licensed users of the latest period, in percent"}, adoption},
    {{k_features, "followed by a feature's name: its use in the latest period, a number"}, feature},
    {{"survey.nps", "the latest answer, on its scale"}, survey<Instrument::nps>},
    {{"survey.csat", "the latest answer, on its scale"}, survey<Instrument::csat>},
    {{"survey.ces", "the latest answer, on its scale"}, survey<Instrument::ces>},
    {{"survey.stars", "the latest answer, on its scale"}, survey<Instrument::stars>},
    {{"survey.likert", "the latest answer, on its scale"}, survey<Instrument::likert>},
    {{"payment.days-overdue",
      "how long the oldest unpaid payment has been overdue, in days; 0 where all are "
      "paid"},
     days_overdue},
    {{"request.days-open",
      "how long the oldest request has waited for its answer, in days; 0 where all are "
      "answered"},
     days_open},
    {{"relationship.days-since-contact", "days since the last contact that took place"}, since_contact},
    {{"value.days-since", "days since the customer last perceived value"}, since_value},
    {{"health-note.sentiment", "what a person felt last: red, yellow or green"}, sentiment, true},
});

const Row* find_row(std::string_view source) {
  for (const Row& row : k_rows) {
    const bool is_prefix = row.source.name.ends_with('.');
    if (row.source.name == source ||
        (is_prefix && source.starts_with(row.source.name) && source.size() > row.source.name.size())) {
      return &row;
    }
  }
  return nullptr;
}

}  // namespace

std::span<const HealthSource> health_sources() {
  static const auto k_sources = [] {
    std::array<HealthSource, k_rows.size()> sources;
    std::ranges::transform(k_rows, sources.begin(), &Row::source);
    return sources;
  }();
  return k_sources;
}

bool is_journal_source(std::string_view source) {
  return find_row(source) != nullptr;
}

bool is_feeling(std::string_view source) {
  const Row* row = find_row(source);
  return row != nullptr && row->is_feeling;
}

JournalView::JournalView(const Facts& of, const AccountFacts& account, time::Instant until)
    : facts(of), entries(of.entries_of(account)), at(until), day(of.zone().date_of(until)) {
  const auto end = std::ranges::upper_bound(entries, until, {}, &EntryFacts::at);
  entries = entries.first(static_cast<std::size_t>(end - entries.begin()));
}

SourceReading read_source(const JournalView& journal, std::string_view source) {
  const Row& row = *find_row(source);
  const std::size_t begin = std::min(row.source.name.size(), source.size());
  return row.read(journal, source.substr(begin));
}

}  // namespace csx::metrics
