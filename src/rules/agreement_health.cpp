#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "agreement_rules.hpp"

namespace csx::rules::agreement {

namespace {

void no_health(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (!version.health) {
      report.add(record, version.health, "the agreement does not say how the health of a customer is scored");
    }
  });
}

/// Sources in which a person writes down a feeling.
bool is_feeling(const model::HealthMeasure& measure) {
  return measure.source.starts_with("health-note") || measure.source.starts_with("health_note") ||
         measure.source == "sentiment";
}

void health_on_feeling(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (!version.health) {
      return;
    }
    const auto& measures = version.health->measures;
    const bool measured = std::any_of(measures.begin(), measures.end(), [](const auto& measure) {
      return measure.weight > Decimal(0, 0) && !is_feeling(measure);
    });
    const bool felt = std::any_of(measures.begin(), measures.end(), [](const auto& measure) {
      return measure.weight > Decimal(0, 0) && is_feeling(measure);
    });
    if (felt && !measured) {
      report.add(record, version.health->measures, "health rests on what people feel alone").at_key();
    }
  });
}

void override_without_effect(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (!version.health || version.health->bands.empty()) {
      return;
    }
    const auto& bands = version.health->bands;
    const auto highest = std::max_element(bands.begin(), bands.end(),
                                          [](const auto& a, const auto& b) { return a.from < b.from; });
    for (const model::HealthOverride& each : version.health->overrides) {
      if (each.cap == highest->id) {
        report.add(record, each.cap,
                   fmt::format("the override on {} caps at {}, the highest band: it changes nothing",
                               quoted(each.measure.value), quoted(each.cap.value)));
      }
    }
  });
}

void no_difficult(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (!version.difficult) {
      report.add(record, version.difficult, "the agreement does not say when a customer counts as difficult");
    }
  });
}

void difficult_limit(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (!version.difficult) {
      return;
    }
    std::set<model::DifficultSign> signs;
    for (const model::DifficultSignal& signal : version.difficult->signals) {
      signs.insert(signal.id);
    }
    if (version.difficult->limit > static_cast<std::int64_t>(signs.size())) {
      report.add(record, version.difficult->limit,
                 fmt::format("{} make a difficult customer, but only {} looked for",
                             counted(static_cast<std::size_t>(version.difficult->limit), "sign"),
                             signs.size() == 1 ? std::string("1 is") : fmt::format("{} are", signs.size())));
    }
  });
}

void threshold_missing(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    const auto& thresholds = version.thresholds;
    std::vector<std::string_view> missing;
    for (const model::Row& row : model::type_of<model::Thresholds>.rows) {
      const bool is_set = thresholds && row.type->form == model::Form::optional &&
                          row.type->optional->get(row.of(&*thresholds)) != nullptr;
      if (!is_set) {
        missing.push_back(row.key);
      }
    }
    if (!missing.empty()) {
      report.add(record, thresholds,
                 fmt::format("{} {} missing: {}", counted(missing.size(), "threshold"),
                             missing.size() == 1 ? "is" : "are", enumerate(missing)));
    }
  });
}

constexpr auto k_rules = std::to_array<Rule>({
    {"agreement/no-health", Severity::note, "The main agreement says how the health of a customer is scored.",
     "Good Customer Success takes data into account: use, contacts and surveys. If the health of a customer "
     "does not translate into numbers, the work can hardly be effective, and even less efficient.",
     "Add `health:` with `measures:` and `bands:`", no_health},
    {"agreement/health-on-feeling", Severity::warning, "Health rests on more than feeling.",
     "To work by feeling alone does not bring results that last. A CSM's impression is one measure among "
     "others: use of the product, contacts, surveys, payments.",
     "Add a measure with another source, such as `usage.logins`, and give it a weight", health_on_feeling},
    {"agreement/override-without-effect", Severity::warning, "An override caps the band below the highest.",
     "An override lets one bad sign cap the band whatever the sum says. A cap at the highest band lets "
     "everything pass.",
     "Write a lower band in `cap:`", override_without_effect},
    {"agreement/no-difficult", Severity::note, "The main agreement says when a customer counts as difficult.",
     "Customers who arrive with other expectations, come late, answer late and stop paying cost both areas. "
     "Signs agreed beforehand let them be seen early, and led back to their cause: the sale or the handoff.",
     "Add `difficult:` with `signals:` and `limit:`", no_difficult},
    {"agreement/difficult-limit", Severity::error, "The limit of difficult customers can be reached.",
     "When more signs are needed than are looked for, no customer is ever difficult.",
     "Lower `limit:`, or add signals", difficult_limit},
    {"agreement/threshold-missing", Severity::note, "The main agreement sets the thresholds that rules need.",
     "From which age an X-ray is stale, or after how many days the company has gone silent, is for the areas "
     "to agree. csx has no defaults: without a threshold its rule stays silent.",
     "Add the thresholds under `thresholds:`; `csx explain agreement.thresholds` says what each is for",
     threshold_missing},
});

}  // namespace

std::span<const Rule> health_rules() {
  return k_rules;
}

}  // namespace csx::rules::agreement
