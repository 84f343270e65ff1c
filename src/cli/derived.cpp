#include "derived.hpp"

#include "account_scores.hpp"
#include "csx/base/text.hpp"
#include "csx/model/journal.hpp"
#include "csx/sla/handoff_state.hpp"
#include "csx/sla/lifecycle.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace csx::cli {
namespace {

std::optional<std::string> state(const Subject&, const Item& item, const Session& session) {
  const auto& handoff = item.record->as<model::Handoff>();
  return std::string(word(sla::state_at(handoff, session.as_of, session.data.zone())));
}

std::optional<std::string> since(const Subject&, const Item& item, const Session& session) {
  std::optional<std::string> last;
  for (const model::TimelineEvent& event : item.record->as<model::Handoff>().timeline) {
    if (session.data.zone().resolve(event.at) <= session.as_of) {
      last = event.at.to_string();
    }
  }
  return last;
}

std::optional<std::string> lifecycle(const Subject&, const Item& item, const Session& session) {
  const auto& account = item.record->as<model::Account>();
  const sla::LifecycleState at = sla::lifecycle_on(account, session.data.handoffs_of(account.id.value),
                                                   session.today, session.data.zone());
  return fmt::format("{}{}", word(at.stage), at.reactivated ? ", reactivated" : "");
}

std::optional<std::string> mrr(const Subject&, const Item& item, const Session& session) {
  const std::vector<Money> sums = sla::mrr_on(item.record->as<model::Account>(), session.today);
  return sums.empty() ? std::nullopt : std::optional(sums_text(sums));
}

std::optional<std::string> account_of_entry(const Subject&, const Item& item, const Session&) {
  const auto& entry = *static_cast<const model::Entry*>(item.value);
  const auto* account = account_of(item.record->as<model::Journal>(), entry);
  return account != nullptr ? std::optional(account->value) : std::nullopt;
}

const model::Account& account_of(const Item& item) {
  return item.record->as<model::Account>();
}

std::optional<std::string> score_text_of(const std::optional<Fraction>& score) {
  return score ? std::optional(score->rounded(1)) : std::nullopt;
}

std::optional<std::string> id_of(const model::Band* band) {
  return band != nullptr ? std::optional(band->id.value) : std::nullopt;
}

std::optional<std::string> fit(const Subject&, const Item& item, const Session& session) {
  return score_text_of(scores_of(session).fit(account_of(item)).score());
}

std::optional<std::string> fit_band(const Subject&, const Item& item, const Session& session) {
  return id_of(scores_of(session).fit(account_of(item)).band);
}

std::optional<std::string> health(const Subject&, const Item& item, const Session& session) {
  const metrics::Health* health = scores_of(session).health(account_of(item));
  return health != nullptr ? score_text_of(health->score()) : std::nullopt;
}

std::optional<std::string> health_band(const Subject&, const Item& item, const Session& session) {
  const metrics::Health* health = scores_of(session).health(account_of(item));
  return health != nullptr ? id_of(health->band) : std::nullopt;
}

std::vector<std::string_view> states(const Session&) {
  std::vector<std::string_view> words;
  for (auto i = 0; i <= static_cast<int>(sla::HandoffState::cancelled); ++i) {
    words.push_back(word(static_cast<sla::HandoffState>(i)));
  }
  return words;
}

std::vector<std::string_view> stages(const Session&) {
  std::vector<std::string_view> words;
  for (auto i = 0; i <= static_cast<int>(sla::Lifecycle::unknown); ++i) {
    words.push_back(word(static_cast<sla::Lifecycle>(i)));
  }
  return words;
}

template <class T>
std::vector<std::string_view> ids_of_all(const Session& session) {
  const auto ids = session.data.ids(model::TargetOf<T>::target.name);
  return {ids.begin(), ids.end()};
}

using Holds = ColumnSpec::Holds;
using Shown = Derived::Shown;
constexpr std::array<Derived, 9> k_derived{
    {{"account", "lifecycle", lifecycle, Holds::text, Shown::always, stages},
     {"account", "mrr", mrr, Holds::sum},
     {"account", "fit", fit, Holds::number, Shown::when_asked},
     {"account", "fit_band", fit_band, Holds::text, Shown::when_asked, ids_of_all<model::Band>},
     {"account", "health", health, Holds::number, Shown::when_asked},
     {"account", "health_band", health_band, Holds::text, Shown::when_asked, ids_of_all<model::Band>},
     {"handoff", "state", state, Holds::text, Shown::always, states},
     {"handoff", "since", since, Holds::text, Shown::always, nullptr, &model::type_of<time::Timestamp>},
     {"entry", "account", account_of_entry, Holds::text, Shown::always, ids_of_all<model::Account>}}};

struct Choice {
  std::string_view subject;
  std::string_view columns;
};
constexpr std::array<Choice, 13> k_choices{
    {{"workspace", "name currency timezone calendar main_agreement"},
     {"calendar", "id timezone holidays exceptions"},
     {"person", "id name area role manager email"},
     {"agreement", "id version title between effective_from effective_to"},
     {"account", "id name segment tier touch_model owners.csm lifecycle mrr"},
     {"handoff", "id account type state since from.person to.person"},
     {"journal", "file account entries"},
     {"playbook", "id title stage trigger touch_models steps"},
     {"blueprint", "id title stages walkthroughs rollout"},
     {"knowledge", "id title articles"},
     {"opinion", "id agreement section author date status"},
     {"audit", "id period as_of commitments findings csx_version"},
     {"entry", "id at type account by note"}}};

}  // namespace

std::vector<const Derived*> derived_of(const Subject& subject) {
  std::vector<const Derived*> found;
  for (const Derived& row : k_derived) {
    if (row.subject == subject.name) {
      found.push_back(&row);
    }
  }
  return found;
}

const Derived* find_derived(const Subject& subject, std::string_view name) {
  const auto* found = std::ranges::find_if(
      k_derived, [&](const Derived& row) { return row.subject == subject.name && row.name == name; });
  return found == k_derived.end() ? nullptr : found;
}

std::vector<std::string> chosen_columns(const Subject& subject) {
  const auto* found = std::ranges::find(k_choices, subject.name, &Choice::subject);
  std::vector<std::string> columns;
  if (found != k_choices.end()) {
    for (const std::string_view column : split(found->columns, ' ')) {
      columns.emplace_back(column);
    }
  }
  return columns;
}

std::string sums_text(const std::vector<Money>& sums) {
  std::vector<std::string> texts;
  std::ranges::transform(sums, std::back_inserter(texts), &Money::to_string);
  return fmt::format("{}", fmt::join(texts, " + "));
}

}  // namespace csx::cli
