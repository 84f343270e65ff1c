#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "agreement_rules.hpp"

namespace csx::rules::agreement {

namespace {

void no_shared_objective(const Input& input, Report& report) {
  each_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (is_empty(version.shared_objective)) {
      report.add(record, version.shared_objective, "the agreement has no shared objective");
    }
  });
}

void no_value_proposition(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    ask_for(report, record, version.strategy, &model::Strategy::value_proposition,
            "the strategy has no value proposition");
  });
}

void no_segments(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    ask_for(report, record, version.strategy, &model::Strategy::segments,
            "the strategy names no segment of customers to be won");
  });
}

void no_differentiators(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    ask_for(report, record, version.strategy, &model::Strategy::differentiators,
            "the strategy names nothing that sets the product apart from competitors");
  });
}

void differentiator_versus_nobody(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (!version.strategy) {
      return;
    }
    for (const model::Differentiator& differentiator : version.strategy->differentiators) {
      if (differentiator.versus.empty()) {
        report.add(record, differentiator.id,
                   fmt::format("the differentiator {} names no competitor it sets apart from",
                               quoted(differentiator.id.value)));
      }
    }
  });
}

template <class Part>
void segments_without(const Input& input, Report& report, Part model::Segment::*part, std::string_view what) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (!version.strategy || !record.clean) {
      return;
    }
    for (const model::Segment& segment : version.strategy->segments) {
      if (is_empty(segment.*part)) {
        report.add(record, segment.*part,
                   fmt::format("the segment {} has no {}", quoted(segment.id.value), what));
      }
    }
  });
}

void segment_without_profile(const Input& input, Report& report) {
  segments_without(input, report, &model::Segment::profile, "profile: who is to be acquired");
}
void segment_without_context(const Input& input, Report& report) {
  segments_without(input, report, &model::Segment::context, "context of the customers' business");
}
void segment_without_personas(const Input& input, Report& report) {
  segments_without(input, report, &model::Segment::personas, "personas");
}
void segment_without_pains(const Input& input, Report& report) {
  segments_without(input, report, &model::Segment::pains, "pains");
}
void segment_without_objectives(const Input& input, Report& report) {
  segments_without(input, report, &model::Segment::objectives, "objectives that its customers may have");
}
void segment_without_value_delivered(const Input& input, Report& report) {
  segments_without(input, report, &model::Segment::value_delivered,
                   "value delivered: how the product answers its pains");
}
void segment_without_first_value(const Input& input, Report& report) {
  segments_without(input, report, &model::Segment::first_value,
                   "first value: what counts as the first value delivered");
}
void segment_without_exclusions(const Input& input, Report& report) {
  segments_without(input, report, &model::Segment::exclusions, "exclusions: who is not a customer");
}

/// Pains as a set of texts; ids and order do not make them differ.
std::vector<std::string> pain_texts(const model::Segment& segment) {
  std::vector<std::string> texts;
  for (const model::Pain& pain : segment.pains) {
    texts.push_back(to_lower_ascii(trim(pain.text)));
  }
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  return texts;
}

void identical_pains(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (!version.strategy) {
      return;
    }
    std::map<std::vector<std::string>, const model::Segment*> seen;
    for (const model::Segment& segment : version.strategy->segments) {
      if (segment.pains.empty()) {
        continue;
      }
      const auto [at, is_new] = seen.try_emplace(pain_texts(segment), &segment);
      if (!is_new) {
        report
            .add(record, segment.pains,
                 fmt::format("the segments {} and {} have the same pains", quoted(at->second->id.value),
                             quoted(segment.id.value)))
            .note(record, at->second->pains, "the same pains here");
      }
    }
  });
}

constexpr auto k_strategy_rules = std::to_array<Rule>({
    {"agreement/no-shared-objective", Severity::warning,
     "An agreement states the one objective that its parties share.",
     "An agreement exists to keep areas aligned to the same objective. Without one, each area judges itself "
     "by "
     "its own numbers, and expectations and friction grow where the two differ.",
     "Write `shared_objective:` in a sentence that all parties would sign", no_shared_objective},
    {"agreement/no-value-proposition", Severity::warning,
     "The main agreement states how the product delivers the value that customers expect.",
     "Difficult customers are customers who do not suit the value proposition. Sales can only tell who suits "
     "when the proposition is written down.",
     "Write `strategy.value_proposition:`", no_value_proposition},
    {"agreement/no-segments", Severity::warning,
     "The main agreement names the segments of customers to be won.",
     "The first thing the areas agree on is whom to acquire: profile, personas and the context of their "
     "business. Everything else, pains, objectives, fit and time limits, hangs on segments.",
     "Add `strategy.segments:` with at least one `- id:` and `profile:`", no_segments},
    {"agreement/segment-without-profile", Severity::warning, "Each segment says who is to be acquired.",
     "A segment that is only a name lets everybody imagine another customer. The profile is what Sales "
     "prospects by and what Customer Success prepares for.",
     "Write `profile:` in the segment: size, line of business, what such a company has and lacks",
     segment_without_profile},
    {"agreement/segment-without-context", Severity::warning,
     "Each segment says in which business context its customers live.",
     "The same product is bought for different reasons in different businesses. The context tells both areas "
     "what the customer's day looks like.",
     "Write `context:` in the segment", segment_without_context},
    {"agreement/segment-without-personas", Severity::warning,
     "Each segment names the personas one deals with.",
     "Who signs, who uses and who pays expect different things. Contacts of accounts are mapped to personas, "
     "so that nobody's expectation is forgotten at the handoff.",
     "Add `personas:` to the segment, each with `id:`, `title:` and `context:`", segment_without_personas},
    {"agreement/segment-without-pains", Severity::warning,
     "Each segment names the main pains of its customers.",
     "Pains are why customers buy, and they differ by segment. Handoffs tell pains; without a list nobody "
     "can "
     "tell an expected pain from a bad fit.",
     "Add `pains:` to the segment, each with `id:` and `text:` in the customer's words",
     segment_without_pains},
    {"agreement/segment-without-objectives", Severity::warning,
     "Each segment names the objectives that its customers may want to reach.",
     "Success is reaching an objective. Handoffs and success plans refer to the objectives of the segment, "
     "so "
     "that what was sold and what is pursued are the same thing.",
     "Add `objectives:` to the segment, each with `id:`, `text:` and, where it has one, `metric:`",
     segment_without_objectives},
    {"agreement/segment-without-value-delivered", Severity::warning,
     "Each segment says how the product answers its pains.",
     "The value proposition in general is not enough: what is delivered to this segment is what Sales may "
     "promise and what Customer Success must make true.",
     "Write `value_delivered:` in the segment", segment_without_value_delivered},
    {"agreement/segment-without-first-value", Severity::warning,
     "Each segment says what counts as the first value delivered.",
     "Onboarding guides a customer to the first experience of value, and time to value is counted to that "
     "moment. Unless it is defined, everybody stops the watch at another event.",
     "Write `first_value:` in the segment: the event after which the customer would say that it works",
     segment_without_first_value},
    {"agreement/segment-without-exclusions", Severity::warning, "Each segment says who is not a customer.",
     "Customers without potential to succeed cost much to win, count for commission, and leave. Saying who "
     "is "
     "not a customer is cheaper than losing them.",
     "Add `exclusions:` to the segment: signs by which Sales turns a lead down", segment_without_exclusions},
    {"agreement/identical-pains", Severity::warning, "Segments differ in their pains.",
     "The agreement describes how pains differ in each profile. Two segments with the same pains are one "
     "segment with two names, or one of them was copied and never thought through.",
     "Write what hurts the customers of each segment, or join the two segments", identical_pains},
    {"agreement/no-differentiators", Severity::warning,
     "The main agreement names what sets the product apart.",
     "Sales promises differentiators and Customer Success must deliver them. Where none are written, each "
     "seller invents some.",
     "Add `strategy.differentiators:`, each with `id:`, `claim:` and `versus:`", no_differentiators},
    {"agreement/differentiator-versus-nobody", Severity::note,
     "Each differentiator names the competitors it sets apart from.",
     "A differentiator is a difference from somebody. Naming the competitor keeps the claim honest and lets "
     "it "
     "be checked again when the competitor moves.",
     "Add `versus: [competitor]` to the differentiator", differentiator_versus_nobody},
});

}  // namespace

std::span<const Rule> strategy_rules() {
  return k_strategy_rules;
}

}  // namespace csx::rules::agreement
