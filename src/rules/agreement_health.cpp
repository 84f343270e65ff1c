#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "agreement_rules.hpp"
#include "csx/metrics/health.hpp"
#include "csx/metrics/metric.hpp"

namespace csx::rules::agreement {

namespace {

void no_health(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (!version.health) {
      report.add(record, version.health, "the agreement does not say how the health of a customer is scored");
    }
  });
}

bool is_feeling(const model::HealthMeasure& measure) {
  return metrics::is_feeling(measure.source);
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

void health_unknown_source(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (!version.health) {
      return;
    }
    std::vector<std::string_view> known(metrics::metric_ids().begin(), metrics::metric_ids().end());
    for (const metrics::HealthSource& source : metrics::health_sources()) {
      known.push_back(source.name);
    }
    for (const model::HealthMeasure& measure : version.health->measures) {
      if (metrics::is_journal_source(measure.source) || metrics::metric_source(measure.source) != nullptr) {
        continue;
      }
      const bool is_itself = metrics::find(measure.source) != nullptr;
      report.add(record, measure.source,
                 is_itself
                     ? fmt::format("{} is made of health: a measure cannot measure itself", measure.source)
                     : fmt::format("{} is no metric and no value of the journal{}", quoted(measure.source),
                                   did_you_mean(measure.source, known)));
    }
  });
}

void health_metric_without_span(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (!version.health) {
      return;
    }
    for (const model::HealthMeasure& measure : version.health->measures) {
      if (metrics::metric_source(measure.source) != nullptr && !measure.expires_after) {
        report.add(record, measure.expires_after,
                   fmt::format("nothing says over which time {} is measured", measure.source));
      }
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
    if (!record.clean) {
      return;  // it may be there, misspelt
    }
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

constexpr auto k_health_rules = std::to_array<Rule>({
    {"agreement/no-health", Severity::note, "The main agreement says how the health of a customer is scored.",
     "Good Customer Success takes data into account: use, contacts and surveys. If the health of a customer "
     "does not translate into numbers, the work can hardly be effective, and even less efficient.",
     "Add `health:` with `measures:` and `bands:`", no_health},
    {"agreement/health-unknown-source", Severity::error,
     "Measures of health are read from something that exists.",
     "A measure that names no metric and no value of the journal is never known. It only lowers the "
     "coverage, until "
     "no score is known, and nobody sees why.",
     "Name a metric (csx metrics list) or a value such as usage.logins, survey.nps or payment.days-overdue; "
     "the list "
     "is in docs/commands/health.md",
     health_unknown_source},
    {"agreement/health-metric-without-span", Severity::error,
     "A measure of health that is a metric says over which time it is measured.",
     "A metric is measured over days. For a measure these are the days in which it has not expired; without "
     "expires_after there is no such time, and the measure is never known.",
     "Add `expires_after:`, such as 90d", health_metric_without_span},
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
  return k_health_rules;
}

}  // namespace csx::rules::agreement
