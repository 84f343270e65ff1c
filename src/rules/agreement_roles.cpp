#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "agreement_rules.hpp"
#include "raci.hpp"

namespace csx::rules::agreement {

namespace {

void no_responsibilities(const Input& input, Report& report) {
  each_main_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    ask_for(report, record, version.how, &model::How::responsibilities,
            "the agreement does not say who does what: it has no RACI matrix");
  });
}

void responsibility_gap(const Input& input, Report& report) {
  each_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (version.how) {
      check_raci_gaps(report, record, version.how->responsibilities);
    }
  });
}

void responsibility_conflict(const Input& input, Report& report) {
  each_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (version.how) {
      check_raci_conflicts(report, record, version.how->responsibilities);
    }
  });
}

void role_undescribed(const Input& input, Report& report) {
  each_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    std::vector<std::string_view> missing;
    for (const model::Area& party : version.between) {
      const bool described =
          version.how && std::any_of(version.how->roles.begin(), version.how->roles.end(),
                                     [&](const model::RoleScope& role) { return role.area == party; });
      if (!described) {
        missing.push_back(party.value);
      }
    }
    if (missing.empty()) {
      return;
    }
    std::string message = fmt::format("the agreement does not say what {} {} there for", enumerate(missing),
                                      missing.size() == 1 ? "is" : "are");
    if (version.how) {
      report.add(record, version.how->roles, std::move(message));
    } else {
      report.add(record, version.how, std::move(message));
    }
  });
}

void role_twice(const Input& input, Report& report) {
  each_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (!version.how) {
      return;
    }
    std::map<std::string_view, const model::RoleScope*> seen;
    for (const model::RoleScope& role : version.how->roles) {
      const auto [at, is_new] = seen.try_emplace(role.area.value, &role);
      if (!is_new) {
        report.add(record, role.area, fmt::format("two scopes for {}", role.area.value))
            .note(record, at->second->area, "first scope");
      }
    }
  });
}

void party_twice(const Input& input, Report& report) {
  each_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    std::set<std::string_view> seen;
    for (const model::Area& party : version.between) {
      if (!seen.insert(party.value).second) {
        report.add(record, party, fmt::format("{} is a party twice", party.value));
      }
    }
  });
}

void no_owner(const Input& input, Report& report) {
  each_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    for (const model::Area& party : version.between) {
      if (version.owners.find(party) == nullptr) {
        report.add(record, version.owners,
                   fmt::format("nobody answers for the agreement in {}", party.value));
      }
    }
  });
}

void owner_not_party(const Input& input, Report& report) {
  each_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    for (const auto& [area, owner] : version.owners) {
      if (!is_party(version, area)) {
        std::vector<std::string_view> parties;
        for (const model::Area& party : version.between) {
          parties.push_back(party.value);
        }
        report
            .add(record, owner,
                 fmt::format("{} is no party of the agreement{}", quoted(area.value),
                             did_you_mean(area.value, parties)))
            .at_key();
      }
    }
  });
}

void owner_of_other_area(const Input& input, Report& report) {
  each_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    for (const auto& [area, owner] : version.owners) {
      const model::Area* actual = sla::area_of(input.data, owner.value, version.effective_from);
      if (actual != nullptr && *actual != area) {
        report.add(record, owner,
                   fmt::format("{} owns the agreement for {} but works in {} on {}", owner.value, area.value,
                               actual->value, version.effective_from.to_string()));
      }
    }
  });
}

constexpr auto k_role_rules = std::to_array<Rule>({
    {"agreement/no-responsibilities", Severity::warning,
     "The main agreement says who does what: it has a RACI matrix.",
     "Two areas that complement each other and do not overlap can focus. The matrix says for each activity "
     "who "
     "does it, who answers for it, who is asked and who is told.",
     "Add `how.responsibilities:` with `- {activity: …, responsible: [sales], accountable: sales}`",
     no_responsibilities},
    {"agreement/responsibility-gap", Severity::warning,
     "Each activity has an area that answers for it and an area that does it.",
     "What nobody answers for is not done, and when it goes wrong nobody can say where. In the RACI matrix "
     "each activity has exactly one A and at least one R.",
     "Write `accountable:` with one area and `responsible:` with at least one", responsibility_gap},
    {"agreement/responsibility-conflict", Severity::error, "One area alone answers for an activity.",
     "An activity that two areas answer for is done twice or not at all, and each is right to blame the "
     "other. "
     "Overlap and rework are what the agreement is there to end.",
     "Leave one area in `accountable:`; name the other in `responsible:` or `consulted:`",
     responsibility_conflict},
    {"agreement/role-undescribed", Severity::warning, "An agreement says what each party is there for.",
     "Roles that overlap confuse the team and the customer. Customer Success is there for the success of the "
     "customer's business, Support for success in using the product: written down, everybody knows whom to "
     "ask.",
     "Add `how.roles:` with `- {area: cs, does: …, does_not: …}`", role_undescribed},
    {"agreement/role-twice", Severity::warning, "Each area has one scope.",
     "Two scopes of one area leave open which one holds.", "Join the two rows", role_twice},
    {"agreement/party-twice", Severity::error, "An agreement is between different areas.",
     "An area cannot make an agreement with itself.", "Name each party once in `between:`", party_twice},
    {"agreement/no-owner", Severity::warning, "Each party has a person who answers for the agreement.",
     "An agreement between areas is kept by people. Reviews, audits and opinions go to the owners; a party "
     "without one forgets that it agreed.",
     "Add the party to `owners:`, such as `owners: {sales: ana, cs: bruno}`", no_owner},
    {"agreement/owner-not-party", Severity::error, "Owners answer for parties of the agreement.",
     "An owner for an area that is no party owns nothing, and mostly a party is misspelt.",
     "Correct the area, or add it to `between:`", owner_not_party},
    {"agreement/owner-of-other-area", Severity::warning,
     "The owner for a party works in that area when the version takes effect.",
     "Somebody of another area cannot answer for what this area owes. Mostly the person moved and the "
     "agreement was not handed on.",
     "Name a person of the area, or add the move to the person's dated `area:`", owner_of_other_area},
});

}  // namespace

std::span<const Rule> role_rules() {
  return k_role_rules;
}

}  // namespace csx::rules::agreement
