#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "agreement_rules.hpp"
#include "csx/sla/calendars.hpp"
#include "durations.hpp"

namespace csx::rules::agreement {

namespace {

using model::Commitment;
using model::WithinRow;

/// What a row asks for: allowed values by field. Empty: it matches everything.
using Conditions = std::map<std::string, std::set<std::string>>;

/// Tables longer than this are compared with their first rows only, to stay linear.
constexpr std::size_t k_most_compared = 256;

template <class T>
void put_ids(Conditions& conditions, const char* key, const std::optional<model::OneOrMany<T>>& values) {
  if (values) {
    for (const T& value : *values) {
      conditions[key].insert(model::Scalar<T>::print(value));
    }
  }
}

Conditions conditions_of(const WithinRow& row) {
  Conditions conditions;
  put_ids(conditions, "tier", row.tier);
  put_ids(conditions, "segment", row.segment);
  put_ids(conditions, "touch_model", row.touch_model);
  put_ids(conditions, "priority", row.priority);
  for (const auto& [field, values] : row.when) {
    for (const model::AnyValue& value : values) {
      conditions[field.value].insert(value.value);
    }
  }
  return conditions;
}

/// Whether all that `narrow` matches, `wide` matches too.
bool covers(const Conditions& wide, const Conditions& narrow) {
  return std::all_of(wide.begin(), wide.end(), [&](const auto& condition) {
    const auto same = narrow.find(condition.first);
    return same != narrow.end() && std::includes(condition.second.begin(), condition.second.end(),
                                                 same->second.begin(), same->second.end());
  });
}

template <class Judge>
void each_clock(const Input& input, Judge judge) {
  each_commitment(
      input, [&](const model::AnyRecord& record, const model::Agreement& version, const Commitment& each) {
        if (each.clock) {
          judge(record, version, each, *each.clock);
        }
      });
}

void clock_without_limit(const Input& input, Report& report) {
  each_clock(input, [&](const model::AnyRecord& record, const model::Agreement&, const Commitment& commitment,
                        const model::Clock& clock) {
    if (clock.within.empty() && !clock.every) {
      report.add(record, clock.within,
                 fmt::format("the clock {} allows no time: it has neither within nor every",
                             quoted(commitment.id.value)));
    }
  });
}

void two_limits(const Input& input, Report& report) {
  each_clock(input, [&](const model::AnyRecord& record, const model::Agreement&, const Commitment& commitment,
                        const model::Clock& clock) {
    if (!clock.within.empty() && clock.every) {
      report
          .add(record, clock.within,
               fmt::format("the clock {} has both within and every", quoted(commitment.id.value)))
          .at_key()
          .note(record, clock.every, "recurs here");
    }
  });
}

void unreachable_row(const Input& input, Report& report) {
  each_clock(input, [&](const model::AnyRecord& record, const model::Agreement&, const Commitment&,
                        const model::Clock& clock) {
    std::vector<Conditions> before;
    for (const WithinRow& row : clock.within) {
      Conditions conditions = conditions_of(row);
      const auto wider = std::find_if(before.begin(), before.end(),
                                      [&](const Conditions& each) { return covers(each, conditions); });
      if (wider != before.end()) {
        const auto at = static_cast<std::size_t>(wider - before.begin());
        report
            .add(record, row.within,
                 fmt::format("this row is never reached: row {} takes all it matches", at + 1))
            .note(record, clock.within[at].within, "matches before");
      }
      if (before.size() < k_most_compared) {
        before.push_back(std::move(conditions));
      }
    }
  });
}

/// The tiers that a table speaks of: the version's own, else those of the main agreement.
std::vector<const model::Tier*> tiers_of(const Input& input, const model::Agreement& version) {
  const model::Agreement* holder = &version;
  if (version.tiers.empty()) {
    each_main_version(input, [&](const model::AnyRecord&, const model::Agreement& main) {
      // The versions come lowest first: the last to be in force wins, else the first proposal.
      if (holder == &version || main.effective_from <= input.today) {
        holder = &main;
      }
    });
  }
  std::vector<const model::Tier*> tiers;
  for (const model::Tier& tier : holder->tiers) {
    tiers.push_back(&tier);
  }
  std::stable_sort(tiers.begin(), tiers.end(),
                   [](const model::Tier* a, const model::Tier* b) { return a->rank < b->rank; });
  return tiers;
}

/// Whether rows with conditions on one field alone name all of its values.
bool covers_all_values(const std::vector<Conditions>& rows, const std::string& field,
                       const std::set<std::string>& values) {
  std::set<std::string> named;
  for (const Conditions& conditions : rows) {
    if (conditions.size() == 1 && conditions.begin()->first == field) {
      named.insert(conditions.begin()->second.begin(), conditions.begin()->second.end());
    }
  }
  return !values.empty() && std::includes(named.begin(), named.end(), values.begin(), values.end());
}

template <class E>
std::set<std::string> all_words() {
  std::set<std::string> words;
  for (const model::Word& each : model::Words<E>::words) {
    words.emplace(each.word);
  }
  return words;
}

void no_catch_all_row(const Input& input, Report& report) {
  each_clock(input, [&](const model::AnyRecord& record, const model::Agreement& version,
                        const Commitment& commitment, const model::Clock& clock) {
    if (clock.within.empty()) {
      return;
    }
    std::vector<Conditions> rows;
    for (const WithinRow& row : clock.within) {
      rows.push_back(conditions_of(row));
    }
    const bool has_catch_all =
        std::any_of(rows.begin(), rows.end(), [](const Conditions& each) { return each.empty(); });
    std::set<std::string> tiers;
    for (const model::Tier* tier : tiers_of(input, version)) {
      tiers.insert(tier->id.value);
    }
    if (has_catch_all || covers_all_values(rows, "tier", tiers) ||
        covers_all_values(rows, "touch_model", all_words<model::TouchModel>()) ||
        covers_all_values(rows, "priority", all_words<model::Priority>())) {
      return;
    }
    report
        .add(record, clock.within,
             fmt::format("the clock {} has no time limit for subjects that match no row",
                         quoted(commitment.id.value)))
        .at_key();
  });
}

/// One row of a table, without its tiers.
struct LimitRow {
  const WithinRow* row;
  Conditions tiers;  ///< the condition on tiers alone
  Conditions other;
};

const LimitRow* first_match(const std::vector<LimitRow>& rows, const std::string& tier,
                            const Conditions& other) {
  for (const LimitRow& each : rows) {
    const auto named = each.tiers.find("tier");
    const bool has_tier = named == each.tiers.end() || named->second.contains(tier);
    if (has_tier && (each.other.empty() || each.other == other)) {
      return &each;
    }
  }
  return nullptr;
}

/// The calendar that most subjects of a clock are counted in: the first that it names, else the workspace's.
const model::Calendar* usual_calendar(const Input& input, const model::Clock& clock) {
  for (const model::CalendarChoice& choice : clock.calendar) {
    if (!choice.is_responsible() && !choice.is_account()) {
      return input.data.get<model::Calendar>(choice.value);
    }
  }
  const auto& usual = input.data.workspace().calendar;
  return usual ? input.data.get<model::Calendar>(usual->value) : nullptr;
}

/// In one unit, else over a reference week of the clock's calendar, where it has one.
class LimitComparison {
 public:
  LimitComparison(const Input& input, const model::Agreement& version, const model::Clock& clock)
      : m_input(input), m_version(version), m_clock(clock) {}

  bool is_shorter(const time::Duration& a, const time::Duration& b) {
    const Lengths written = compare_lengths(a, b);
    if (written != Lengths::incomparable) {
      return written == Lengths::shorter;
    }
    if (!m_is_made) {
      m_is_made = true;
      if (const model::Calendar* calendar = usual_calendar(m_input, m_clock)) {
        auto made = sla::calendar_of(*calendar);
        m_hours = made ? std::optional(*std::move(made)) : std::nullopt;
      }
    }
    return m_hours && compare_over_week(a, b, *m_hours, m_version.effective_from) == Lengths::shorter;
  }

 private:
  const Input& m_input;
  const model::Agreement& m_version;
  const model::Clock& m_clock;
  std::optional<time::BusinessCalendar> m_hours;
  bool m_is_made = false;
};

void stricter_as_tier_falls(const Input& input, Report& report) {
  each_clock(input, [&](const model::AnyRecord& record, const model::Agreement& version, const Commitment&,
                        const model::Clock& clock) {
    std::vector<LimitRow> rows;
    std::set<Conditions> others;
    bool names_tiers = false;
    for (const WithinRow& row : clock.within) {
      Conditions conditions = conditions_of(row);
      LimitRow limit{&row, {}, {}};
      if (auto tiers = conditions.extract("tier")) {
        limit.tiers.insert(std::move(tiers));
        names_tiers = true;
      }
      limit.other = std::move(conditions);
      others.insert(limit.other);
      rows.push_back(std::move(limit));
      if (rows.size() == k_most_compared) {
        break;
      }
    }
    if (!names_tiers) {
      return;
    }
    const std::vector<const model::Tier*> tiers = tiers_of(input, version);
    LimitComparison comparison(input, version, clock);
    std::set<const WithinRow*> said;
    for (const Conditions& other : others) {
      const model::Tier* above = nullptr;
      const LimitRow* above_row = nullptr;
      for (const model::Tier* tier : tiers) {
        const LimitRow* row = first_match(rows, tier->id.value, other);
        if (row == nullptr) {
          continue;
        }
        const bool is_stricter = above_row != nullptr && above->rank < tier->rank &&
                                 comparison.is_shorter(row->row->within, above_row->row->within);
        if (is_stricter && said.insert(row->row).second) {
          report
              .add(record, row->row->within,
                   fmt::format("the tier {} is served within {}, faster than the higher tier {}, within {}",
                               quoted(tier->id.value), row->row->within.to_string(), quoted(above->id.value),
                               above_row->row->within.to_string()))
              .note(record, above_row->row->within, "the higher tier");
        }
        above = tier;
        above_row = row;
      }
    }
  });
}

constexpr auto k_limit_rules = std::to_array<Rule>({
    {"agreement/clock-without-limit", Severity::error, "A clock says how much time it allows.",
     "How long it may take is what a clock is for. Without a limit it never breaches, and the commitment "
     "cannot be missed.",
     "Add `within:` with a row such as `- {within: 2bd}`, or `every:` for a clock that recurs",
     clock_without_limit},
    {"agreement/two-limits", Severity::warning, "A clock has one kind of limit: within, or every.",
     "A recurring clock allows the time of `every`. A table of limits beside it contradicts it, and readers "
     "believe in the one they see first.",
     "Keep `every:` for a clock that recurs, else keep `within:`", two_limits},
    {"agreement/unreachable-row", Severity::warning, "Each row of a table of time limits can be reached.",
     "The first row that matches wins. A row below one that matches everything it matches is dead: its limit "
     "was agreed and never judges.",
     "Move the narrower row above the wider one, or remove it", unreachable_row},
    {"agreement/no-catch-all-row", Severity::note, "A table of time limits ends with a row for all others.",
     "A subject that matches no row gets no clock. An account whose tier is not known yet would be served "
     "without any limit.",
     "Add a last row without conditions, such as `- {within: 2bd}`", no_catch_all_row},
    {"agreement/stricter-as-tier-falls", Severity::warning,
     "Time limits do not get stricter as the tier falls.",
     "Higher tiers may have more aggressive limits; lower ones are less restrictive, because of what "
     "customers "
     "expect and what serving them costs. The other way round, the customers who pay most wait longest. "
     "Limits in "
     "different units are compared by the deadlines they give from each hour of a week of the clock's "
     "calendar.",
     "Exchange the limits, or correct the tiers of the rows", stricter_as_tier_falls},
});

}  // namespace

std::span<const Rule> limit_rules() {
  return k_limit_rules;
}

}  // namespace csx::rules::agreement
