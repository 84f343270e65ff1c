#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bitset>
#include <unordered_map>

#include "blueprint_rules.hpp"
#include "csx/base/text.hpp"
#include "raci.hpp"

/// Who designs the experience, who does what in it, and what they need to know for it.
namespace csx::rules::blueprint {

namespace {

using model::TeamFunction;
using Functions = std::bitset<model::Words<TeamFunction>::words.size()>;

/// The functions that article 003 puts into the team.
constexpr std::array k_wanted{TeamFunction::project,    TeamFunction::development, TeamFunction::finance,
                              TeamFunction::operations, TeamFunction::contact,     TeamFunction::sales,
                              TeamFunction::it};

Functions functions_of(const std::vector<model::DesignMember>& team) {
  Functions functions;
  for (const model::DesignMember& member : team) {
    functions.set(static_cast<std::size_t>(member.function));
  }
  return functions;
}

void team_of_one_function(const Input& input, Report& report) {
  each_blueprint(input, [&](const model::AnyRecord& record, const model::Blueprint& design) {
    if (design.design_team.empty()) {
      report.add(record, design.design_team, "the blueprint has no design team");
    } else if (functions_of(design.design_team).count() < 2) {
      report
          .add(record, design.design_team,
               fmt::format("the design team has the function {} alone, wanted several",
                           model::word(design.design_team.front().function)))
          .at_key();
    }
  });
}

void team_lacks_functions(const Input& input, Report& report) {
  each_blueprint(input, [&](const model::AnyRecord& record, const model::Blueprint& design) {
    const Functions functions = functions_of(design.design_team);
    if (functions.count() < 2) {
      return;  // blueprint/team-of-one-function speaks
    }
    std::vector<std::string_view> missing;
    for (const TeamFunction wanted : k_wanted) {
      if (!functions.test(static_cast<std::size_t>(wanted))) {
        missing.push_back(model::word(wanted));
      }
    }
    if (!missing.empty()) {
      report
          .add(record, design.design_team,
               fmt::format("functions missing from the design team: {}", enumerate(missing)))
          .at_key();
    }
  });
}

void person_in_two_functions(const Input& input, Report& report) {
  each_blueprint(input, [&](const model::AnyRecord& record, const model::Blueprint& design) {
    std::unordered_map<std::string_view, const model::DesignMember*> first;
    for (const model::DesignMember& member : design.design_team) {
      const auto [at, is_first] = first.try_emplace(member.person.value, &member);
      if (is_first) {
        continue;
      }
      const bool same = at->second->function == member.function;
      report
          .add(record, member.person,
               same ? fmt::format("{} is in the design team twice as {}", quoted(member.person.value),
                                  model::word(member.function))
                    : fmt::format("{} has two functions in the design team: {} and {}",
                                  quoted(member.person.value), model::word(at->second->function),
                                  model::word(member.function)))
          .note(record, at->second->person, "first named here");
    }
  });
}

void no_responsibilities(const Input& input, Report& report) {
  each_blueprint(input, [&](const model::AnyRecord& record, const model::Blueprint& design) {
    if (design.responsibilities.empty()) {
      report.add(record, design.responsibilities, "the blueprint does not say who is responsible for what");
    }
  });
}

void raci_gap(const Input& input, Report& report) {
  each_blueprint(input, [&](const model::AnyRecord& record, const model::Blueprint& design) {
    check_raci_gaps(report, record, design.responsibilities);
  });
}

void raci_conflict(const Input& input, Report& report) {
  each_blueprint(input, [&](const model::AnyRecord& record, const model::Blueprint& design) {
    check_raci_conflicts(report, record, design.responsibilities);
  });
}

void no_it_requirements(const Input& input, Report& report) {
  each_blueprint(input, [&](const model::AnyRecord& record, const model::Blueprint& design) {
    if (design.it_requirements.empty()) {
      report.add(record, design.it_requirements,
                 "the blueprint does not say which information must flow for the experience not to break");
    }
  });
}

void it_requirement_missing(const Input& input, Report& report) {
  each_blueprint(input, [&](const model::AnyRecord& record, const model::Blueprint& design) {
    const auto begun = std::find_if(
        design.rollout.begin(), design.rollout.end(),
        [&](const model::RolloutItem& item) { return item.done_on && *item.done_on <= input.today; });
    if (begun == design.rollout.end()) {
      return;
    }
    for (const model::ItRequirement& requirement : design.it_requirements) {
      if (requirement.status == model::RequirementStatus::missing) {
        report
            .add(record, requirement.status,
                 fmt::format("nobody has the information {}, but the rollout has begun",
                             quoted(requirement.what)))
            .note(record, begun->done_on, "done here");
      }
    }
  });
}

constexpr auto k_team_rules = std::to_array<Rule>({
    {"blueprint/team-of-one-function", Severity::warning,
     "The experience after the sale is designed by a team across functions.",
     "Every function plays a part in the life of a customer and knows what the others do not: what can be "
     "built, what it costs, what customers complain about. A design made by one function alone breaks where "
     "it meets the next.",
     "Add `design_team:` with `- {function: operations, person: …}` for each function that takes part",
     team_of_one_function},
    {"blueprint/team-lacks-functions", Severity::note,
     "The design team has somebody for project, development, finance, operations, contact, sales and IT.",
     "These seven are the functions that usually make up the team. One that was not there when the "
     "experience "
     "was designed finds out when it is told to carry it out.",
     "Add a member for each function named; where the company has no such function, add who does its work",
     team_lacks_functions},
    {"blueprint/person-in-two-functions", Severity::note,
     "Each member of the design team stands for one function.",
     "A person who speaks for two functions speaks for the one that is nearer. The team looks wider on paper "
     "than it is at the table.",
     "Name somebody else for one of the functions, or remove it", person_in_two_functions},
    {"blueprint/no-responsibilities", Severity::note, "The blueprint says who does what, in a RACI matrix.",
     "Clear responsibility is one of the results of the design session. Activities without it are done twice "
     "or not at all.",
     "Add `responsibilities:` with `- {activity: …, responsible: [cs], accountable: cs}`",
     no_responsibilities},
    {"blueprint/raci-gap", Severity::warning,
     "Each activity has an accountable area and at least one responsible.",
     "In a RACI matrix the responsible areas do the work and exactly one area answers for it. An activity "
     "that "
     "lacks either is one that everybody expects somebody else to do.",
     "Write `accountable:` with one area and `responsible:` with at least one", raci_gap},
    {"blueprint/raci-conflict", Severity::error, "No activity has two accountable areas.",
     "Where two areas answer for the same activity, neither does: each may point to the other. It is also "
     "how "
     "work comes to be done twice.",
     "Keep one accountable area; name the other under `responsible:` or `consulted:`", raci_conflict},
    {"blueprint/no-it-requirements", Severity::note,
     "The blueprint says which information must flow between systems.",
     "The design session also yields the information that IT must provide for the process to go on. Found "
     "out "
     "after the rollout, it comes late and customers repeat what they have said before.",
     "Add `it_requirements:` with `- {what: …, system: …, status: planned}`", no_it_requirements},
    {"blueprint/it-requirement-missing", Severity::warning,
     "Once the rollout has begun, the information it needs is there or planned.",
     "A new experience that lacks its information runs on memory and goodwill. Customers notice when one "
     "team "
     "does not know what they told another.",
     "Provide the information and write `status: available`, or plan it and write `status: planned`",
     it_requirement_missing},
});

}  // namespace

std::span<const Rule> team_rules() {
  return k_team_rules;
}

}  // namespace csx::rules::blueprint
