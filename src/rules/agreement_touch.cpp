#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "agreement_rules.hpp"
#include "durations.hpp"

namespace csx::rules::agreement {

namespace {

using model::TouchModel;

/// One policy for each touch model, nearest first; the first where one is given twice.
std::map<TouchModel, const model::TouchPolicy*, std::greater<>> policies(const model::Agreement& version) {
  std::map<TouchModel, const model::TouchPolicy*, std::greater<>> all;
  for (const model::TouchPolicy& policy : version.touch_models) {
    all.try_emplace(policy.id, &policy);
  }
  return all;
}

void touch_model_without_policy(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    const auto known = policies(version);
    std::set<TouchModel> said;
    for (const model::Tier& tier : version.tiers) {
      if (tier.touch_model && !known.contains(*tier.touch_model) && said.insert(*tier.touch_model).second) {
        report.add(record, tier.touch_model,
                   fmt::format("nothing says what {} means here, which the tier {} uses",
                               word(*tier.touch_model), quoted(tier.id.value)));
      }
    }
  });
}

void touch_policy_twice(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    const auto first = policies(version);
    for (const model::TouchPolicy& policy : version.touch_models) {
      const model::TouchPolicy* known = first.at(policy.id);
      if (known != &policy) {
        report.add(record, policy.id, fmt::format("{} is described twice", word(policy.id)))
            .note(record, known->id, "first description");
      }
    }
  });
}

void touch_includes(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    for (const model::TouchPolicy& policy : version.touch_models) {
      if (!policy.includes) {
        continue;
      }
      if (policy.id == TouchModel::tech_touch) {
        report.add(record, policy.includes,
                   fmt::format("tech-touch includes {}, but it is the first of the touch models",
                               word(*policy.includes)));
        continue;
      }
      const auto before = static_cast<TouchModel>(static_cast<std::uint8_t>(policy.id) - 1);
      if (*policy.includes != before) {
        report.add(record, policy.includes,
                   fmt::format("{} includes {}, expected {}: the one before it", word(policy.id),
                               word(*policy.includes), word(before)));
      }
    }
  });
}

void cadence_order(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    const model::TouchPolicy* nearer = nullptr;
    for (const auto& [id, policy] : policies(version)) {
      if (!policy->cadence) {
        continue;
      }
      if (nearer != nullptr && compare_lengths(*policy->cadence, *nearer->cadence) == Lengths::shorter) {
        report
            .add(record, policy->cadence,
                 fmt::format("{} has contact every {}, more often than {}, every {}", word(id),
                             policy->cadence->to_string(), word(nearer->id), nearer->cadence->to_string()))
            .note(record, nearer->cadence, "the nearer touch model");
      }
      nearer = policy;
    }
  });
}

void cadence_missing(const Input& input, Report& report) {
  bool is_used = false;
  each_commitment(input,
                  [&](const model::AnyRecord&, const model::Agreement&, const model::Commitment& each) {
                    is_used = is_used || (each.clock && each.clock->every && !each.clock->every->every);
                  });
  if (!is_used) {
    return;
  }
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    for (const model::TouchPolicy& policy : version.touch_models) {
      // Tech-touch accounts have no named person who could keep a cadence.
      if (!policy.cadence && policy.id != TouchModel::tech_touch) {
        report.add(record, policy.cadence,
                   fmt::format("{} has no cadence, which a commitment counts by", word(policy.id)));
      }
    }
  });
}

void exclusive_touch_limit(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    for (const model::TouchPolicy& policy : version.touch_models) {
      const auto& limit = policy.max_accounts_per_csm;
      if (policy.id == TouchModel::exclusive_touch && limit && *limit != 1) {
        report.add(record, limit,
                   fmt::format("exclusive-touch lets a CSM hold {} accounts, expected 1", *limit));
      }
    }
  });
}

void touch_without_load(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    for (const model::TouchPolicy& policy : version.touch_models) {
      if (!policy.hours_per_account && policy.id != TouchModel::tech_touch) {
        report.add(record, policy.hours_per_account,
                   fmt::format("nothing says how many hours a month a {} account takes", word(policy.id)));
      }
    }
  });
}

void high_touch_without_visits(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    for (const model::TouchPolicy& policy : version.touch_models) {
      const auto& channels = policy.channels;
      if (policy.id == TouchModel::high_touch && !channels.empty() &&
          std::find(channels.begin(), channels.end(), model::Channel::visit) == channels.end()) {
        report.add(record, channels, "high-touch lists no visits among its channels");
      }
    }
  });
}

void tech_touch_with_people(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    for (const model::TouchPolicy& policy : version.touch_models) {
      if (policy.id != TouchModel::tech_touch) {
        continue;
      }
      for (const model::Channel& channel : policy.channels) {
        if (channel == model::Channel::meeting || channel == model::Channel::call ||
            channel == model::Channel::visit) {
          report.add(record, channel,
                     fmt::format("tech-touch uses the channel {}, which needs a person", word(channel)));
        }
      }
    }
  });
}

constexpr auto k_touch_rules = std::to_array<Rule>({
    {"agreement/touch-model-without-policy", Severity::warning,
     "Each touch model that tiers use is described in the agreement.",
     "High touch means something else in every company. How often, through which channels, how many accounts "
     "a "
     "CSM holds: unless it is agreed, Sales promises one thing and Customer Success gives another.",
     "Add the touch model to `touch_models:` with `cadence:`, `channels:`, `max_accounts_per_csm:` and "
     "`hours_per_account:`",
     touch_model_without_policy},
    {"agreement/touch-policy-twice", Severity::error, "Each touch model is described once.",
     "Two descriptions of one touch model contradict each other sooner or later.",
     "Join the two descriptions", touch_policy_twice},
    {"agreement/touch-includes", Severity::error, "Each touch model includes the one before it.",
     "The five touch models build on each other: each has the tools of the one before it and adds its own. "
     "Their order is tech, low, mid, high, exclusive.",
     "Write the touch model before this one in `includes:`, or leave it out", touch_includes},
    {"agreement/cadence-order", Severity::warning,
     "Contact becomes rarer as touch models become more distant.",
     "Nearer touch models cost more because contact is more frequent. A distant model with a tighter cadence "
     "spends the hours of the near ones.",
     "Lengthen the cadence of the distant model, or shorten that of the nearer one", cadence_order},
    {"agreement/cadence-missing", Severity::warning,
     "Where a commitment counts by the cadence, each touch model has one.",
     "A clock with `every: cadence` takes its time from the touch model of the account. Accounts of a model "
     "without cadence get no clock, and nobody notices that they are not contacted.",
     "Write `cadence:` in the touch model, such as `cadence: 30d`", cadence_missing},
    {"agreement/exclusive-touch-limit", Severity::error, "An exclusive-touch CSM holds one account.",
     "Exclusive touch is one CSM for a single client. With a second client it is high touch, at the price of "
     "exclusive touch.",
     "Write `max_accounts_per_csm: 1`", exclusive_touch_limit},
    {"agreement/touch-without-load", Severity::note,
     "Each touch model says how many CSM hours an account takes.",
     "Customer Success is designed by average ticket and by the capacity of portfolios. Without hours an "
     "account, load and forecast cannot be computed.",
     "Write `hours_per_account:` in the touch model", touch_without_load},
    {"agreement/high-touch-without-visits", Severity::note, "High touch includes visits.",
     "High touch is personal care for a small strategic niche, visits on site included.",
     "Add `visit` to `channels:`", high_touch_without_visits},
    {"agreement/tech-touch-with-people", Severity::warning, "Tech touch works without a named person.",
     "In tech touch everything is done by technology: automated training and messages. A channel that needs "
     "a "
     "person makes it low touch, at a load that nobody planned.",
     "Remove the channel, or describe it under low-touch", tech_touch_with_people},
});

}  // namespace

std::span<const Rule> touch_rules() {
  return k_touch_rules;
}

}  // namespace csx::rules::agreement
