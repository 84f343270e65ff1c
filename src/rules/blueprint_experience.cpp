#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_set>

#include "blueprint_rules.hpp"
#include "csx/base/text.hpp"

/// What is done for customers in each stage, what they expect, and how competitors compare.
namespace csx::rules::blueprint {

namespace {

bool has_activities(const model::Blueprint& design) {
  return std::any_of(design.stages.begin(), design.stages.end(),
                     [](const model::BlueprintStage& stage) { return !stage.activities.empty(); });
}

template <class Judge>
void each_activity(const model::Blueprint& design, Judge judge) {
  for (const model::BlueprintStage& stage : design.stages) {
    for (const model::BlueprintActivity& activity : stage.activities) {
      judge(activity);
    }
  }
}

void no_stages(const Input& input, Report& report) {
  each_blueprint(input, [&](const model::AnyRecord& record, const model::Blueprint& design) {
    if (design.stages.empty()) {
      report.add(record, design.stages, "the blueprint has no stages");
    }
  });
}

void stage_without_activities(const Input& input, Report& report) {
  each_blueprint(input, [&](const model::AnyRecord& record, const model::Blueprint& design) {
    for (const model::BlueprintStage& stage : design.stages) {
      if (stage.activities.empty()) {
        report.add(record, stage.activities,
                   fmt::format("nothing is done in the stage {}", quoted(stage.id.value)));
      }
    }
  });
}

void no_themes(const Input& input, Report& report) {
  each_blueprint(input, [&](const model::AnyRecord& record, const model::Blueprint& design) {
    if (design.themes.empty()) {
      report.add(record, design.themes, "the blueprint names no expectations of customers");
    }
  });
}

void activity_without_theme(const Input& input, Report& report) {
  each_blueprint(input, [&](const model::AnyRecord& record, const model::Blueprint& design) {
    if (design.themes.empty()) {
      return;  // blueprint/no-themes speaks
    }
    each_activity(design, [&](const model::BlueprintActivity& activity) {
      if (activity.serves.empty()) {
        report.add(
            record, activity.serves,
            fmt::format("the activity {} serves no expectation of customers", quoted(activity.activity)));
      }
    });
  });
}

/// Themes that are named nowhere in `served`.
template <class Say>
void each_missing(const std::vector<model::ExpectationTheme>& themes,
                  const std::unordered_set<std::string_view>& served, Say say) {
  for (const model::ExpectationTheme& theme : themes) {
    if (!served.contains(theme.id.value)) {
      say(theme);
    }
  }
}

void theme_unserved(const Input& input, Report& report) {
  each_blueprint(input, [&](const model::AnyRecord& record, const model::Blueprint& design) {
    if (!has_activities(design)) {
      return;
    }
    std::unordered_set<std::string_view> served;
    each_activity(design, [&](const model::BlueprintActivity& activity) {
      for (const auto& theme : activity.serves) {
        served.insert(theme.value);
      }
    });
    each_missing(design.themes, served, [&](const model::ExpectationTheme& theme) {
      report.add(record, theme.id, fmt::format("no activity serves the theme {}", quoted(theme.id.value)));
    });
  });
}

void touch_drop(const Input& input, Report& report) {
  each_blueprint(input, [&](const model::AnyRecord& record, const model::Blueprint& design) {
    const model::BlueprintStage* before = nullptr;
    for (const model::BlueprintStage& stage : design.stages) {
      if (!stage.touch_level) {
        continue;
      }
      if (before != nullptr &&
          static_cast<int>(*before->touch_level) - static_cast<int>(*stage.touch_level) > 1) {
        report
            .add(record, stage.touch_level,
                 fmt::format("from {} to {} the touch drops from {} to {}, wanted at most one step",
                             quoted(before->id.value), quoted(stage.id.value),
                             model::word(*before->touch_level), model::word(*stage.touch_level)))
            .note(record, before->touch_level, "nearer here");
      }
      before = &stage;
    }
  });
}

void all_reactive(const Input& input, Report& report) {
  each_blueprint(input, [&](const model::AnyRecord& record, const model::Blueprint& design) {
    bool all = has_activities(design);
    each_activity(design, [&](const model::BlueprintActivity& activity) {
      all = all && activity.initiative == model::Initiative::reactive;
    });
    if (all) {
      report.add(record, design.stages, "every activity of the blueprint waits for the customer to come")
          .at_key();
    }
  });
}

void no_capabilities(const Input& input, Report& report) {
  each_blueprint(input, [&](const model::AnyRecord& record, const model::Blueprint& design) {
    if (design.capabilities.empty()) {
      report.add(record, design.capabilities, "the blueprint does not compare capabilities with competitors");
    }
  });
}

void theme_without_capability(const Input& input, Report& report) {
  each_blueprint(input, [&](const model::AnyRecord& record, const model::Blueprint& design) {
    if (design.capabilities.empty()) {
      return;  // blueprint/no-capabilities speaks
    }
    std::unordered_set<std::string_view> served;
    for (const model::Capability& capability : design.capabilities) {
      for (const auto& theme : capability.serves) {
        served.insert(theme.value);
      }
    }
    each_missing(design.themes, served, [&](const model::ExpectationTheme& theme) {
      report.add(record, theme.id, fmt::format("no capability serves the theme {}", quoted(theme.id.value)));
    });
  });
}

void capability_without_level(const Input& input, Report& report) {
  each_blueprint(input, [&](const model::AnyRecord& record, const model::Blueprint& design) {
    for (const model::Capability& capability : design.capabilities) {
      if (!capability.ours) {
        report.add(
            record, capability.ours,
            fmt::format("the capability {} does not say how well we do it", quoted(capability.capability)));
      }
    }
  });
}

void capability_without_competitors(const Input& input, Report& report) {
  each_blueprint(input, [&](const model::AnyRecord& record, const model::Blueprint& design) {
    for (const model::Capability& capability : design.capabilities) {
      if (capability.competitors.empty()) {
        report.add(
            record, capability.competitors,
            fmt::format("the capability {} is compared with no competitor", quoted(capability.capability)));
      }
    }
  });
}

constexpr auto k_experience_rules = std::to_array<Rule>({
    {"blueprint/no-stages", Severity::warning,
     "The blueprint says what is done in each stage after the sale.",
     "Companies look after the first steps of a customer and vanish once the sale is closed. The blueprint "
     "is "
     "the series of activities that keeps the experience consistent over the whole life of the customer.",
     "Add `stages:`, each with `id:`, `title:`, `touch_level:` and `activities:`", no_stages},
    {"blueprint/stage-without-activities", Severity::warning, "Something is done in each stage.",
     "A stage in which nothing is done is where the customer feels left alone. If nothing needs to be done, "
     "it "
     "is no stage.",
     "Add `activities:` to the stage, or remove it", stage_without_activities},
    {"blueprint/no-themes", Severity::warning, "The blueprint rests on what customers expect.",
     "The design begins with expectations: asked of customers directly, then sorted into common patterns. A "
     "blueprint without them solves problems that nobody may have.",
     "Add `themes:` with `- {id: …, text: …}` for each pattern found among the expectations of accounts",
     no_themes},
    {"blueprint/activity-without-theme", Severity::warning,
     "Each activity serves an expectation of customers.",
     "Working from what customers said removes the risk of building what is of no value to them. An activity "
     "that serves no expectation costs effort that a customer would rather see elsewhere.",
     "Name in `serves:` the themes that the activity serves, or drop the activity", activity_without_theme},
    {"blueprint/theme-unserved", Severity::note, "Each expectation theme is served by an activity.",
     "A theme is a pattern that was found among customers. One that nothing serves is an expectation that "
     "was "
     "heard and then forgotten.",
     "Add an activity that serves the theme, or name the theme in `serves:` of one that does",
     theme_unserved},
    {"blueprint/touch-drop", Severity::warning,
     "From one stage to the next the touch gets more distant by at most one step.",
     "Brands that begin with high touch and then change to low touch or self-service frustrate their "
     "customers: "
     "what was normal yesterday is denied today. First and later experience should be of a piece.",
     "Bring the touch levels of the two stages nearer, or put a stage between them", touch_drop},
    {"blueprint/all-reactive", Severity::note, "Some activities are proactive.",
     "An intended process acts before customers complain, instead of growing out of complaints. Where every "
     "activity waits for the customer, those who leave without a word are never met.",
     "Add an activity with `initiative: proactive`, such as a results meeting", all_reactive},
    {"blueprint/no-capabilities", Severity::note,
     "The blueprint compares what we can do with what competitors can.",
     "What competitors do well and what customers ask for together show where an experience can stand out. "
     "Without the comparison, the design may copy what everybody has.",
     "Add `capabilities:` with `- {capability: …, serves: […], ours: high, competitors: {name: low}}`",
     no_capabilities},
    {"blueprint/theme-without-capability", Severity::note,
     "Each expectation theme is served by a capability of the matrix.",
     "Themes times capabilities give the opportunities: what customers expect and competitors do not offer. "
     "A "
     "theme that is missing from the matrix was never looked at.",
     "Add a capability that serves the theme, or name the theme in its `serves:`", theme_without_capability},
    {"blueprint/capability-without-level", Severity::note, "Each capability says how well we do it.",
     "A comparison with one side missing compares nothing. An honest low is worth more than a gap: it is "
     "where "
     "the work is.",
     "Write `ours: low`, `medium` or `high` in the capability", capability_without_level},
    {"blueprint/capability-without-competitors", Severity::note,
     "Each capability is compared with a competitor.",
     "How well we do something says little until one knows how well others do it. Customers choose between "
     "companies, not between grades.",
     "Write `competitors: {name: low}` in the capability, for those that customers mention",
     capability_without_competitors},
});

}  // namespace

std::span<const Rule> experience_rules() {
  return k_experience_rules;
}

}  // namespace csx::rules::blueprint
