#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "agreement_rules.hpp"

namespace csx::rules::agreement {

namespace {

/// The versions of each agreement, lowest first. With one number twice, the first of them: that there are two
/// is reference/duplicate-id's to say.
template <class Judge>
void each_series(const Input& input, Judge judge) {
  std::set<std::string_view> seen;
  for (const model::AnyRecord& record : input.data.all<model::Agreement>()) {
    const std::string& id = record.as<model::Agreement>().id.value;
    if (!seen.insert(id).second) {
      continue;
    }
    std::vector<const model::AnyRecord*> series;
    for (const model::AnyRecord* each : input.data.versions(id)) {
      if (series.empty() ||
          series.back()->as<model::Agreement>().version < each->as<model::Agreement>().version) {
        series.push_back(each);
      }
    }
    judge(series);
  }
}

/// Every version beside the one before it.
template <class Judge>
void each_neighbours(const Input& input, Judge judge) {
  each_series(input, [&](const std::vector<const model::AnyRecord*>& series) {
    for (std::size_t i = 1; i < series.size(); ++i) {
      judge(*series[i - 1], *series[i]);
    }
  });
}

void same_effective_date(const Input& input, Report& report) {
  each_neighbours(input, [&](const model::AnyRecord& before, const model::AnyRecord& after) {
    const auto& earlier = before.as<model::Agreement>();
    const auto& later_one = after.as<model::Agreement>();
    if (earlier.effective_from == later_one.effective_from) {
      report
          .add(after, later_one.effective_from,
               fmt::format("versions {} and {} of {} both take effect on {}", earlier.version,
                           later_one.version, later_one.id.value, later_one.effective_from.to_string()))
          .note(before, earlier.effective_from, "the same date here");
    }
  });
}

void version_order(const Input& input, Report& report) {
  each_neighbours(input, [&](const model::AnyRecord& before, const model::AnyRecord& after) {
    const auto& earlier = before.as<model::Agreement>();
    const auto& later_one = after.as<model::Agreement>();
    if (later_one.effective_from < earlier.effective_from) {
      report
          .add(after, later_one.effective_from,
               fmt::format("version {} of {} takes effect on {}, before version {} on {}", later_one.version,
                           later_one.id.value, later_one.effective_from.to_string(), earlier.version,
                           earlier.effective_from.to_string()))
          .note(before, earlier.effective_from, "the lower version");
    }
  });
}

void version_missing(const Input& input, Report& report) {
  const auto& history = input.data.workspace().history_from;
  each_series(input, [&](const std::vector<const model::AnyRecord*>& series) {
    std::int64_t before = 0;
    for (const model::AnyRecord* record : series) {
      const auto& version = record->as<model::Agreement>();
      // A missing version judged, if at all, until this one took effect.
      const bool would_judge = !history || *history < version.effective_from;
      std::int64_t first = before < version.version ? before + 1 : before;
      while (first < version.version &&
             input.data.find("agreement", fmt::format("{}@{}", version.id.value, first)) != nullptr) {
        ++first;  // there, though it cannot be read
      }
      if (first < version.version && would_judge && !may_have_unread_version(input.data, version.id.value)) {
        const bool is_one = first + 1 == version.version;
        report.add(*record, version.version,
                   fmt::format("{} of {} {} missing, which judged until {}",
                               is_one ? fmt::format("version {}", first)
                                      : fmt::format("versions {} to {}", first, version.version - 1),
                               version.id.value, is_one ? "is" : "are", version.effective_from.to_string()));
      }
      before = version.version;
    }
  });
}

void gap_between_versions(const Input& input, Report& report) {
  each_neighbours(input, [&](const model::AnyRecord& before, const model::AnyRecord& after) {
    const auto& earlier = before.as<model::Agreement>();
    const auto& later_one = after.as<model::Agreement>();
    if (earlier.effective_to && earlier.effective_to->plus_days(1) < later_one.effective_from) {
      report
          .add(before, earlier.effective_to,
               fmt::format(
                   "nothing judges from {} to {}: version {} has ended and version {} does not hold yet",
                   earlier.effective_to->plus_days(1).to_string(),
                   later_one.effective_from.plus_days(-1).to_string(), earlier.version, later_one.version))
          .note(after, later_one.effective_from, "the next version begins");
    }
  });
}

void overlapping_versions(const Input& input, Report& report) {
  each_neighbours(input, [&](const model::AnyRecord& before, const model::AnyRecord& after) {
    const auto& earlier = before.as<model::Agreement>();
    const auto& later_one = after.as<model::Agreement>();
    if (earlier.effective_to && earlier.effective_from < later_one.effective_from &&
        *earlier.effective_to >= later_one.effective_from) {
      report
          .add(before, earlier.effective_to,
               fmt::format("version {} says that it holds until {}, but version {} judges from {}",
                           earlier.version, earlier.effective_to->to_string(), later_one.version,
                           later_one.effective_from.to_string()))
          .note(after, later_one.effective_from, "the next version begins");
    }
  });
}

void ends_before_it_begins(const Input& input, Report& report) {
  for (const model::AnyRecord& record : input.data.all<model::Agreement>()) {
    const auto& version = record.as<model::Agreement>();
    if (version.effective_to && *version.effective_to < version.effective_from) {
      report
          .add(record, version.effective_to,
               fmt::format("the version ends on {}, before it begins on {}",
                           version.effective_to->to_string(), version.effective_from.to_string()))
          .note(record, version.effective_from, "begins here");
    }
  }
}

void not_archived(const Input& input, Report& report) {
  for (const model::AnyRecord& record : input.data.all<model::Agreement>()) {
    const std::string& file = input.data.file_of(record);
    const bool in_archive =
        file.starts_with("agreements/archive/") || file.find("/archive/") != std::string::npos;
    const auto& version = record.as<model::Agreement>();
    const auto versions = input.data.versions(version.id.value);
    const bool is_latest =
        versions.empty() || versions.back()->as<model::Agreement>().version == version.version;
    const bool may_have_later = may_have_unread_version(input.data, version.id.value);
    const bool is_history = is_past(input, version) && !is_latest;
    const std::string home = fmt::format("agreements/archive/{}.v{}.yaml", version.id.value, version.version);
    if (is_history && !in_archive) {
      report
          .add(record, version.version,
               fmt::format("version {} of {} is history but not in the archive", version.version,
                           version.id.value))
          .help(fmt::format("Move the record to {}", home));
    } else if (in_archive && is_latest && !may_have_later && !is_past(input, version)) {
      report
          .add(record, version.version,
               fmt::format("the latest version of {} lies in the archive", version.id.value))
          .help(fmt::format("Move the record to agreements/{}.yaml", version.id.value));
    }
  }
}

void main_only_part(const Input& input, Report& report) {
  if (!input.data.workspace().main_agreement) {
    return;
  }
  const std::string& main = input.data.workspace().main_agreement->value;
  each_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (is_main(input.data, version)) {
      return;
    }
    const auto say = [&](const auto& part, std::string_view key) {
      if (!is_empty(part)) {
        report
            .add(record, part,
                 fmt::format("{} belongs into the main agreement {}, not into {}", key, quoted(main),
                             quoted(version.id.value)))
            .at_key();
      }
    };
    say(version.strategy, "strategy");
    if (version.what) {
      say(version.what->acquisition, "acquisition");
      say(version.what->expected_mix, "expected_mix");
      say(version.what->offered_differentiators, "offered_differentiators");
    }
    say(version.tiers, "tiers");
    say(version.touch_models, "touch_models");
    say(version.portfolio, "portfolio");
    say(version.fit, "fit");
    say(version.health, "health");
    say(version.difficult, "difficult");
    say(version.thresholds, "thresholds");
  });
}

void change_unexplained(const Input& input, Report& report) {
  each_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    const bool explained = std::any_of(version.changes.begin(), version.changes.end(),
                                       [&](const auto& change) { return change.version == version.version; });
    if (version.version > 1 && !explained) {
      report.add(record, version.changes,
                 fmt::format("nothing says why there is a version {}", version.version));
    }
  });
}

void change_because_unknown(const Input& input, Report& report) {
  std::vector<std::string_view> known;
  for (std::string_view target : {"audit", "review", "opinion"}) {
    const auto ids = input.data.ids(target);
    known.insert(known.end(), ids.begin(), ids.end());
  }
  std::sort(known.begin(), known.end());
  each_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    for (const model::AgreementChange& change : version.changes) {
      for (const std::string& because : change.because) {
        if (!std::binary_search(known.begin(), known.end(), std::string_view(because))) {
          report.add(record, because,
                     fmt::format("no audit, review or opinion is called {}{}", quoted(because),
                                 did_you_mean(because, known)));
        }
      }
    }
  });
}

constexpr auto k_version_rules = std::to_array<Rule>({
    {"agreement/same-effective-date", Severity::error, "No two versions take effect on one day.",
     "The version in force when a clock starts judges it. With two versions from the same day there are two "
     "verdicts.",
     "Correct `effective_from:` of one of the versions", same_effective_date},
    {"agreement/version-order", Severity::error, "A higher version takes effect later.",
     "Versions are numbered in the order in which they hold. Against that order, the newer text would be in "
     "force before the older one it replaces.",
     "Correct the versions or their `effective_from:`", version_order},
    {"agreement/version-missing", Severity::error, "Every version that judged is kept.",
     "Past periods are judged by the version in force at their time. A version that is gone leaves them "
     "without a judge, and last year's numbers change.",
     "Restore the version as agreements/archive/ID.vN.yaml from git, or set `history_from:` in csx.yaml to "
     "where history begins",
     version_missing},
    {"agreement/gap-between-versions", Severity::warning, "Versions follow each other without a gap.",
     "Clocks that start while no version is in force are judged by nobody.",
     "Remove `effective_to:`, so that the version holds until the next one, or begin the next one earlier",
     gap_between_versions},
    {"agreement/overlapping-versions", Severity::warning, "No day belongs to two versions of an agreement.",
     "The later version judges from its first day, whatever the earlier one says. Whoever reads the earlier "
     "one "
     "believes that it still holds.",
     "Remove `effective_to:` where a later version follows, or set it to the day before",
     overlapping_versions},
    {"agreement/ends-before-it-begins", Severity::error, "A version begins before it ends.",
     "A version whose last day lies before its first is never in force.",
     "Correct `effective_from:` or `effective_to:`", ends_before_it_begins},
    {"agreement/not-archived", Severity::note, "Versions that are history lie in agreements/archive.",
     "Who opens the agreement should see the version that holds. Earlier ones are kept, because they judge "
     "the past, but out of the way.",
     "Move the record", not_archived},
    {"agreement/main-only-part", Severity::error,
     "Strategy, tiers, scores and thresholds stand in the main agreement alone.",
     "There is one strategy, one set of tiers, one definition of health. In a second agreement they would "
     "contradict the first, and nothing reads them there.",
     "Move the part into the main agreement, or name this one in `main_agreement:` of csx.yaml",
     main_only_part},
    {"agreement/change-unexplained", Severity::warning, "Each later version says why it came to be.",
     "An agreement is edited as the areas revisit it. Without the reason, the next review undoes what the "
     "last "
     "one learned.",
     "Add `changes:` with `- {version: …, date: …, why: …, because: [...]}`", change_unexplained},
    {"agreement/change-because-unknown", Severity::warning,
     "What a change refers to exists: audits, reviews, opinions.",
     "The reasons of a change lead back to what somebody saw or said. A reference into nothing cannot be "
     "followed when the change is questioned.",
     "Write the id of an audit, a review or an opinion", change_because_unknown},
});

}  // namespace

std::span<const Rule> version_rules() {
  return k_version_rules;
}

}  // namespace csx::rules::agreement
