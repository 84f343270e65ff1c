#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <vector>

#include "acquisition.hpp"
#include "acquisition_rows.hpp"

namespace csx::metrics::acquisition {

namespace {

/// Empty for all.
std::string_view segment_of(const Goal& goal) {
  return goal.goal->segment ? std::string_view(goal.goal->segment->value) : std::string_view();
}

bool overlap(const Goal& a, const Goal& b) {
  const time::Period& one = a.goal->period;
  const time::Period& other = b.goal->period;
  return one.first <= other.last && other.first <= one.last;
}

/// Of those for the same accounts and overlapping periods the one of the longest: it wants what they want.
/// *Order*: by the first day.
std::vector<Goal> without_overlaps(std::vector<Goal> goals) {
  const auto days = [](const Goal& each) { return each.goal->period.days(); };
  std::ranges::stable_sort(goals, std::greater(), days);
  std::vector<Goal> kept;
  for (const Goal& each : goals) {
    const bool is_wanted = std::ranges::any_of(kept, [&](const Goal& other) {
      return segment_of(other) == segment_of(each) && overlap(other, each);
    });
    if (!is_wanted) {
      kept.push_back(each);
    }
  }
  std::ranges::stable_sort(kept, {}, [](const Goal& each) { return each.goal->period.first; });
  return kept;
}

/// Those that want something of a period.
template <class AmountOf>
std::vector<Goal> goals_within(const Input& input, AmountOf amount_of) {
  std::vector<Goal> goals = goals_of(input.facts);
  std::erase_if(goals, [&](const Goal& each) {
    const time::Period& period = each.goal->period;
    const bool lies_in = input.period.contains(period.first) && input.period.contains(period.last);
    return !lies_in || !amount_of(*each.goal);
  });
  return without_overlaps(std::move(goals));
}

/// Where only segments have goals, what was won in others fulfils none of them, and stands beside the total.
IntoOf into_of(const std::vector<Goal>& goals) {
  std::set<std::string_view> wanted;
  for (const Goal& each : goals) {
    wanted.insert(segment_of(each));
  }
  return [wanted = std::move(wanted)](const AccountFacts& account, const Win& win) {
    const auto& dated = account.account->segment;
    const auto* segment = dated ? dated->on(win.day) : nullptr;
    const bool counts = wanted.empty() || wanted.contains(std::string_view()) ||
                        (segment != nullptr && wanted.contains(segment->value));
    return counts ? Subject::Into::all : Subject::Into::groups_only;
  };
}

/// Adds the yardsticks. A goal for all makes the total of its period; those by segment then make only groups.
template <class AmountOf>
void add_goals(const std::vector<Goal>& goals, Sink& sink, AmountOf amount_of) {
  for (const Goal& each : goals) {
    const bool is_whole = !each.goal->segment;
    const bool has_whole = std::ranges::any_of(
        goals, [&](const Goal& other) { return !other.goal->segment && overlap(other, each); });
    Subject subject;
    subject.record = each.version;
    subject.anchor = each.goal->period.first;
    subject.segment = segment_of(each);
    subject.role = Subject::Role::yardstick;
    // Under a filter the goal for all says nothing.
    subject.into = is_whole                           ? Subject::Into::total_only
                   : has_whole && !sink.is_filtered() ? Subject::Into::groups_only
                                                      : Subject::Into::all;
    const auto amount = *amount_of(*each.goal);
    amount ? sink.add(subject, 0, *amount) : sink.unknown(subject, amount.error());
  }
}

using Amount = tl::expected<Exact, std::string>;

}  // namespace

std::vector<Goal> goals_of(const Facts& facts) {
  std::vector<Goal> goals;
  const auto& main = facts.workspace().main_agreement;
  if (!main) {
    return goals;
  }
  for (const model::AnyRecord* record : facts.data().versions(main->value)) {
    const auto& version = record->as<model::Agreement>();
    if (!version.what) {
      continue;
    }
    for (const model::AcquisitionGoal& goal : version.what->acquisition) {
      if (facts.agreement_record_on(goal.period.first) == record) {
        goals.push_back({record, &goal});
      }
    }
  }
  return goals;
}

void accounts_against_goal(const Input& input, Sink& sink) {
  const auto amount_of = [](const model::AcquisitionGoal& goal) {
    return goal.accounts ? std::optional(Amount(Exact(*goal.accounts))) : std::nullopt;
  };
  const std::vector<Goal> goals = goals_within(input, amount_of);
  add_accounts(input, sink, into_of(goals));
  add_goals(goals, sink, amount_of);
}

void mrr_against_goal(const Input& input, Sink& sink) {
  const auto amount_of = [&](const model::AcquisitionGoal& goal) {
    return goal.mrr ? std::optional(input.facts.rates().convert(*goal.mrr, goal.period.first)) : std::nullopt;
  };
  const std::vector<Goal> goals = goals_within(input, amount_of);
  add_mrr(input, sink, into_of(goals));
  add_goals(goals, sink, amount_of);
}

void outside_mix(const Input& input, Sink& sink) {
  const model::AnyRecord* record = input.facts.agreement_record_on(input.period.first);
  const model::Agreement* agreement = record != nullptr ? &record->as<model::Agreement>() : nullptr;
  if (agreement == nullptr || !agreement->what || agreement->what->expected_mix.empty()) {
    sink.unknown("no agreement in force on the first day states an expected mix");
    return;
  }
  std::map<std::string_view, std::int64_t> won;
  std::int64_t all = 0;
  each_win(input, [&](const AccountFacts& account, const Win& win, const Subject& subject) {
    const auto& dated = account.account->segment;
    const auto* segment = dated ? dated->on(win.day) : nullptr;
    if (segment == nullptr) {
      sink.exclude(subject, "segment not recorded");
    } else if (sink.wants(subject)) {
      ++won[segment->value];
      ++all;
      sink.add(subject, 0, 1);
    }
  });
  for (const auto& [segment, count] : won) {
    Exact expected;
    for (const model::MixShare& share : agreement->what->expected_mix) {
      if (share.segment.value == segment) {
        const Decimal& percent = share.share.percent;
        // Two more digits after the point make a fraction of the percentage.
        expected =
            Exact::product(Decimal(percent.units(), percent.scale() + 2), Decimal(all, 0)).value_or(Exact());
      }
    }
    const Exact beyond = Exact(count) - expected;
    if (beyond > Exact(0)) {
      Subject subject;
      subject.record = record;
      subject.anchor = input.period.first;
      subject.segment = segment;
      subject.role = Subject::Role::yardstick;
      sink.add(subject, beyond);
    }
  }
}

}  // namespace csx::metrics::acquisition
