#include <algorithm>
#include <array>

#include "entry_walk.hpp"
#include "families.hpp"
#include "revenue_walk.hpp"

namespace csx::metrics {

namespace {

bool is_retained(const AccountRevenue& revenue) {
  return !revenue.opening.is_zero() && !revenue.closing.is_zero();
}

bool has_referred(const Input& input, const AccountFacts& account) {
  return std::ranges::any_of(input.facts.entries_of(account), [&](const EntryFacts& entry) {
    return entry.entry->type == model::EntryType::referral && input.holds(entry.day);
  });
}

void retained(const Input& input, Sink& sink) {
  each_paying(input, sink, [&](const AccountRevenue& revenue, const Subject& subject) {
    if (!revenue.opening.is_zero()) {
      sink.add(subject, is_retained(revenue) ? 1 : 0, 1);
    }
  });
}

void expanded(const Input& input, Sink& sink) {
  each_paying(input, sink, [&](const AccountRevenue& revenue, const Subject& subject) {
    if (is_retained(revenue)) {
      sink.add(subject, revenue.movement == Movement::expansion ? 1 : 0, 1);
    }
  });
}

void referred(const Input& input, Sink& sink) {
  each_paying(input, sink, [&](const AccountRevenue& revenue, const Subject& subject) {
    const bool refers = has_referred(input, *revenue.account);
    if (is_retained(revenue) && revenue.movement == Movement::expansion) {
      sink.add(subject, refers ? 1 : 0, 1);
    } else if (refers) {
      sink.aside(subject, "referred without expanding");
    }
  });
}

void through(const Input& input, Sink& sink) {
  each_paying(input, sink, [&](const AccountRevenue& revenue, const Subject& subject) {
    if (!revenue.opening.is_zero()) {
      const bool passed = is_retained(revenue) && revenue.movement == Movement::expansion &&
                          has_referred(input, *revenue.account);
      sink.add(subject, passed ? 1 : 0, 1);
    }
  });
}

constexpr std::string_view k_funnel_design = "metrics.md, Funnel";
constexpr std::string_view k_both_ends = "opening and closing of the period";

constexpr auto k_funnel_metrics = std::to_array<Metric>({
    {.id = "funnel.retained",
     .title = "Retained",
     .unit = Unit::share,
     .area = "cs",
     .formula = "accounts that pay at opening and at closing / accounts that pay at opening",
     .scope = "accounts with recurring revenue at opening",
     .anchor = k_both_ends,
     .inputs = "account.subscriptions",
     .source = k_funnel_design,
     .empty = "no account had recurring revenue at opening",
     .measure = retained},
    {.id = "funnel.expanded",
     .title = "Retained, then expanded",
     .unit = Unit::share,
     .area = "cs",
     .formula = "retained accounts whose revenue rose / retained accounts",
     .scope = "accounts that pay at opening and at closing",
     .anchor = k_both_ends,
     .inputs = "account.subscriptions",
     .source = k_funnel_design,
     .empty = "no account was retained",
     .measure = expanded},
    {.id = "funnel.referred",
     .title = "Expanded, then referred",
     .unit = Unit::share,
     .area = "cs",
     .formula = "expanded accounts that referred somebody in the period / expanded accounts",
     .scope = "retained accounts whose revenue rose; referrals of others are counted beside",
     .anchor = k_both_ends,
     .inputs = "account.subscriptions, referral.at",
     .source = k_funnel_design,
     .empty = "no retained account expanded",
     .measure = referred},
    {.id = "funnel.through",
     .title = "Opening to referral",
     .unit = Unit::share,
     .area = "cs",
     .formula = "accounts retained, expanded and with a referral / accounts that pay at opening",
     .scope = "accounts with recurring revenue at opening",
     .anchor = k_both_ends,
     .inputs = "account.subscriptions, referral.at",
     .source = k_funnel_design,
     .empty = "no account had recurring revenue at opening",
     .measure = through},
});

}  // namespace

std::span<const Metric> funnel_metrics() {
  return k_funnel_metrics;
}

}  // namespace csx::metrics
