#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "csx/base/text.hpp"
#include "csx/model/agreement.hpp"
#include "csx/model/governance.hpp"
#include "csx/model/walk.hpp"
#include "families.hpp"
#include "join.hpp"
#include "lookup.hpp"
#include "opinion_rules.hpp"

namespace csx::rules {

namespace {

using model::Opinion;
using model::OpinionStatus;

template <class Judge>
void each_opinion(const Input& input, Judge judge) {
  for (const model::AnyRecord& record : input.data.all<Opinion>()) {
    judge(record, record.as<Opinion>());
  }
}

bool has_version(const store::Dataset& data, const std::string& agreement, std::int64_t version) {
  return data.find("agreement", fmt::format("{}@{}", agreement, version)) != nullptr;
}

/// `, there are versions 1 and 2`
std::string known_versions(const store::Dataset& data, const std::string& agreement) {
  std::vector<std::string> numbers;
  for (const model::AnyRecord* each : data.versions(agreement)) {
    numbers.push_back(std::to_string(each->as<model::Agreement>().version));
  }
  const std::vector<std::string_view> words(numbers.begin(), numbers.end());
  return words.empty() ? std::string()
                       : fmt::format(", there {} {}", words.size() == 1 ? "is version" : "are versions",
                                     enumerate(words));
}

void open_too_long(const Input& input, Report& report) {
  std::map<std::string, const model::Agreement*> in_force;
  each_opinion(input, [&](const model::AnyRecord& record, const Opinion& opinion) {
    if (opinion.status != OpinionStatus::open) {
      return;
    }
    const auto [at, is_new] = in_force.try_emplace(opinion.agreement.value, nullptr);
    if (is_new) {
      at->second = sla::Versions(input.data, opinion.agreement.value).on(input.today);
    }
    if (at->second == nullptr || !at->second->review_every || at->second->review_every->count <= 0) {
      return;
    }
    const auto due = later(opinion.date, *at->second->review_every);
    if (due && *due < input.today) {
      report.add(record, opinion.status,
                 fmt::format("open since {}, longer than {} is reviewed, every {}", opinion.date.to_string(),
                             opinion.agreement.value, at->second->review_every->to_string()));
    }
  });
}

void no_answer(const Input& input, Report& report) {
  each_opinion(input, [&](const model::AnyRecord& record, const Opinion& opinion) {
    const bool answered = opinion.answer && !trim(*opinion.answer).empty();
    if (opinion.status != OpinionStatus::open && !answered) {
      report.add(record, opinion.answer,
                 fmt::format("the opinion is {} without an answer", word(opinion.status)));
    }
  });
}

void answered_but_open(const Input& input, Report& report) {
  each_opinion(input, [&](const model::AnyRecord& record, const Opinion& opinion) {
    if (opinion.status == OpinionStatus::open && opinion.answer && !trim(*opinion.answer).empty()) {
      report.add(record, opinion.status, "the opinion has an answer but is still open");
    }
  });
}

void adopted_without_version(const Input& input, Report& report) {
  each_opinion(input, [&](const model::AnyRecord& record, const Opinion& opinion) {
    if (opinion.status == OpinionStatus::adopted && !opinion.adopted_in) {
      report.add(record, opinion.adopted_in, "nothing says which version adopts the opinion");
    }
  });
}

void version_without_adoption(const Input& input, Report& report) {
  each_opinion(input, [&](const model::AnyRecord& record, const Opinion& opinion) {
    if (opinion.status != OpinionStatus::adopted && opinion.adopted_in) {
      report.add(
          record, opinion.adopted_in,
          fmt::format("version {} adopts an opinion that is {}", *opinion.adopted_in, word(opinion.status)));
    }
  });
}

void unknown_version(const Input& input, Report& report) {
  each_opinion(input, [&](const model::AnyRecord& record, const Opinion& opinion) {
    const std::string& id = opinion.agreement.value;
    if (opinion.adopted_in && input.data.has_id("agreement", id) &&
        !may_have_unread_version(input.data, id) && !has_version(input.data, id, *opinion.adopted_in)) {
      report.add(
          record, opinion.adopted_in,
          fmt::format("{} has no version {}{}", id, *opinion.adopted_in, known_versions(input.data, id)));
    }
  });
  for (const model::AnyRecord& record : input.data.all<model::Review>()) {
    const auto& review = record.as<model::Review>();
    const std::string& id = review.agreement.value;
    if (review.version && input.data.has_id("agreement", id) && !may_have_unread_version(input.data, id) &&
        !has_version(input.data, id, *review.version)) {
      report.add(record, review.version,
                 fmt::format("{} has no version {}{}", id, *review.version, known_versions(input.data, id)));
    }
  }
}

bool is_part_of_agreement(const store::Dataset& data, std::string_view token) {
  constexpr std::array<std::string_view, 11> k_parts{
      "segment",   "persona",       "pain",           "objective", "differentiator", "tier", "commitment",
      "objection", "journey stage", "health measure", "band"};
  return std::any_of(k_parts.begin(), k_parts.end(),
                     [&](std::string_view target) { return data.has_id(target, token); });
}

/// Whether a section names a field of agreements; ids of parts may stand between: `strategy.segments.retail`.
bool is_section(const store::Dataset& data, std::string_view section) {
  std::string fields;
  for (std::string_view token : split(section, '.')) {
    const std::string longer = fields.empty() ? std::string(token) : fmt::format("{}.{}", fields, token);
    if (model::field_type(model::type_of<model::Agreement>, longer) != nullptr) {
      fields = longer;
    } else if (fields.empty() || !is_part_of_agreement(data, token)) {
      return false;
    }
  }
  return true;
}

void unknown_section(const Input& input, Report& report) {
  each_opinion(input, [&](const model::AnyRecord& record, const Opinion& opinion) {
    if (!opinion.section || is_section(input.data, opinion.section->value)) {
      return;
    }
    const std::vector<std::string> paths = model::field_paths(model::type_of<model::Agreement>);
    const std::vector<std::string_view> names(paths.begin(), paths.end());
    report.add(record, opinion.section,
               fmt::format("an agreement has no section {}{}", quoted(opinion.section->value),
                           did_you_mean(opinion.section->value, names)));
  });
}

void author_not_here(const Input& input, Report& report) {
  each_opinion(input, [&](const model::AnyRecord& record, const Opinion& opinion) {
    const auto* author = input.data.get<model::Person>(opinion.author.value);
    if (author != nullptr && !sla::works_on(*author, opinion.date)) {
      report.add(record, opinion.author,
                 fmt::format("{} did not work here on {}", opinion.author.value, opinion.date.to_string()));
    }
  });
}

void in_future(const Input& input, Report& report) {
  const auto judge = [&](const model::AnyRecord& record, const time::Date& date, std::string_view what) {
    if (date > input.today) {
      report.add(record, date,
                 fmt::format("the {} is dated {}, later than today, {}", what, date.to_string(),
                             input.today.to_string()));
    }
  };
  each_opinion(input, [&](const model::AnyRecord& record, const Opinion& opinion) {
    judge(record, opinion.date, "opinion");
  });
  for (const model::AnyRecord& record : input.data.all<model::Review>()) {
    judge(record, record.as<model::Review>().date, "review");
  }
}

constexpr auto k_opinion_rules = std::to_array<Rule>({
    {"opinion/open-too-long", Severity::note, "Opinions are answered by the next review.",
     "The agreement is open to the opinions of everybody, so that the pains of misalignment are mapped and "
     "clarified. An opinion that waits longer than a review teaches people not to give any.",
     "Answer it: write `status:` and `answer:`", open_too_long},
    {"opinion/no-answer", Severity::warning, "An opinion that was decided has an answer.",
     "Whoever spoke up deserves to read why. The answer is also what the next person with the same opinion "
     "finds.",
     "Write `answer:`", no_answer},
    {"opinion/answered-but-open", Severity::note, "An opinion with an answer is no longer open.",
     "Open opinions are the agenda of the next review. One that was answered takes the time of another.",
     "Write `status: clarified`, `adopted` or `rejected`", answered_but_open},
    {"opinion/adopted-without-version", Severity::warning,
     "An adopted opinion names the version that adopts it.",
     "Adopted means that the agreement changes. Without the version nobody can see whether it did.",
     "Write `adopted_in:` with the version", adopted_without_version},
    {"opinion/version-without-adoption", Severity::warning,
     "Only adopted opinions name a version that adopts them.",
     "A version beside a status other than adopted says two things at once.",
     "Write `status: adopted`, or remove `adopted_in:`", version_without_adoption},
    {"opinion/unknown-version", Severity::error, "Opinions and reviews name versions that exist.",
     "A version that does not exist cannot have adopted anything, nor been reviewed.",
     "Write the number of a version of the agreement", unknown_version},
    {"opinion/unknown-section", Severity::warning, "An opinion names a section that agreements have.",
     "The section leads the review to the place in the agreement. A section that does not exist leads "
     "nowhere.",
     "Write a field of the agreement such as `how.journey`, or `strategy.segments.ID`; "
     "`csx explain agreement` lists them",
     unknown_section},
    {"opinion/author-not-here", Severity::warning, "The author worked here when the opinion was given.",
     "The opinions of all collaborators count. One by somebody who had not come yet, or had left, has a "
     "wrong "
     "author or a wrong date.",
     "Correct `author:` or `date:`, or the person's `active:`", author_not_here},
    {"opinion/in-future", Severity::warning, "Opinions and reviews are not dated in the future.",
     "What has not happened yet cannot be counted. A review dated ahead would hide that one is overdue.",
     "Correct `date:`", in_future},
});

}  // namespace

std::span<const Rule> opinion_rules() {
  static const std::vector<Rule> k_all = joined({k_opinion_rules, review_rules(), action_rules()});
  return k_all;
}

}  // namespace csx::rules
