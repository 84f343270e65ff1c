#include "csx/model/person.hpp"

#include <fmt/format.h>

#include <array>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "csx/base/text.hpp"
#include "csx/model/account.hpp"
#include "csx/model/agreement.hpp"
#include "csx/model/governance.hpp"
#include "csx/sla/lifecycle.hpp"
#include "families.hpp"
#include "lookup.hpp"

namespace csx::rules {

namespace {

using model::Person;

template <class Judge>
void each_person(const Input& input, Judge judge) {
  for (const model::AnyRecord& record : input.data.all<Person>()) {
    judge(record, record.as<Person>());
  }
}

void same_email(const Input& input, Report& report) {
  std::unordered_map<std::string, const model::AnyRecord*> seen;
  each_person(input, [&](const model::AnyRecord& record, const Person& person) {
    if (!person.email) {
      return;
    }
    const auto [at, is_new] = seen.try_emplace(to_lower_ascii(person.email->value), &record);
    if (!is_new) {
      const auto& other = at->second->as<Person>();
      report
          .add(record, person.email,
               fmt::format("{} and {} have the same e-mail address", other.id.value, person.id.value))
          .note(*at->second, other.email, "the same address");
    }
  });
}

/// To whom somebody reports today; null for nobody.
const std::string* manager_of(const Input& input, std::string_view id) {
  const auto* person = input.data.get<Person>(id);
  if (person == nullptr || !person->manager) {
    return nullptr;
  }
  const auto* manager = person->manager->on(input.today);
  return manager != nullptr ? &manager->value : nullptr;
}

void manager_cycle(const Input& input, Report& report) {
  // Follows each chain once: people on an earlier chain are known to be in no new circle.
  std::unordered_set<std::string_view> done;
  each_person(input, [&](const model::AnyRecord&, const Person& start) {
    std::vector<std::string_view> chain;
    std::unordered_map<std::string_view, std::size_t> at;
    std::string_view id = start.id.value;
    while (!done.contains(id) && at.try_emplace(id, chain.size()).second) {
      chain.push_back(id);
      const std::string* manager = manager_of(input, id);
      if (manager == nullptr) {
        break;
      }
      id = *manager;
    }
    const bool is_circle =
        !chain.empty() && !done.contains(id) && manager_of(input, chain.back()) != nullptr && at.contains(id);
    if (is_circle) {
      std::string way;
      for (std::size_t i = at.at(id); i < chain.size() && i < at.at(id) + 8; ++i) {
        way += fmt::format("{} reports to ", chain[i]);
      }
      const model::AnyRecord* record = input.data.usable<Person>(id);
      if (record != nullptr) {
        report.add(*record, record->as<Person>().manager, fmt::format("managers in a circle: {}{}", way, id));
      }
    }
    done.insert(chain.begin(), chain.end());
  });
}

void active_backwards(const Input& input, Report& report) {
  each_person(input, [&](const model::AnyRecord& record, const Person& person) {
    const auto& active = person.active;
    if (active && active->from && active->to && *active->to < *active->from) {
      report
          .add(record, active->to,
               fmt::format("{} left on {}, before coming on {}", person.id.value, active->to->to_string(),
                           active->from->to_string()))
          .note(record, active->from, "came here");
    }
  });
}

/// Calls `judge(values, key)` for each dated field that is given.
template <class Judge>
void each_dated(const Person& person, Judge judge) {
  judge(person.area, std::string_view("area"));
  const auto optional = [&](const auto& dated, std::string_view key) {
    if (dated) {
      judge(*dated, key);
    }
  };
  optional(person.role, "role");
  optional(person.manager, "manager");
  optional(person.calendar, "calendar");
  optional(person.capacity, "capacity");
}

void dated_order(const Input& input, Report& report) {
  each_person(input, [&](const model::AnyRecord& record, const Person& person) {
    each_dated(person, [&](const auto& values, std::string_view key) {
      for (std::size_t i = 1; i < values.size(); ++i) {
        if (values[i].from < values[i - 1].from) {
          report
              .add(record, values[i].from,
                   fmt::format("the {} from {} stands after the one from {}", key, values[i].from.to_string(),
                               values[i - 1].from.to_string()))
              .note(record, values[i - 1].from, "the later one");
        }
      }
    });
  });
}

void dated_twice(const Input& input, Report& report) {
  each_person(input, [&](const model::AnyRecord& record, const Person& person) {
    each_dated(person, [&](const auto& values, std::string_view key) {
      std::map<time::Date, std::size_t> seen;
      for (std::size_t i = 0; i < values.size(); ++i) {
        const auto [at, is_new] = seen.try_emplace(values[i].from, i);
        if (!is_new) {
          report
              .add(record, values[i].from,
                   fmt::format("{} has two values of {} from {}", person.id.value, key,
                               values[i].from.to_string()))
              .note(record, values[at->second].from, "the other value");
        }
      }
    });
  });
}

void no_capacity(const Input& input, Report& report) {
  each_person(input, [&](const model::AnyRecord& record, const Person& person) {
    if (!person.capacity) {
      return;
    }
    const Decimal zero(0, 0);
    const Decimal all(100, 0);
    for (const auto& dated : *person.capacity) {
      const model::Capacity& capacity = dated.value;
      if (capacity.hours_per_week == zero) {
        report.add(record, capacity.hours_per_week, fmt::format("{} has no hours a week", person.id.value));
      } else if (capacity.admin_share && capacity.admin_share->percent == all) {
        report.add(record, capacity.admin_share,
                   fmt::format("internal work takes all hours of {}", person.id.value));
      } else if (capacity.utilisation && capacity.utilisation->percent == zero) {
        report.add(record, capacity.utilisation,
                   fmt::format("none of the hours of {} may be planned", person.id.value));
      }
    }
  });
}

void area_without_agreement(const Input& input, Report& report) {
  std::set<std::string_view> parties;
  for (const model::AnyRecord& record : input.data.all<model::Agreement>()) {
    for (const model::Area& party : record.as<model::Agreement>().between) {
      parties.insert(party.value);
    }
  }
  if (parties.empty()) {
    return;
  }
  const std::vector<std::string_view> known(parties.begin(), parties.end());
  each_person(input, [&](const model::AnyRecord& record, const Person& person) {
    for (const auto& dated : person.area) {
      // Only a name near a party's is worth a word: finance owes nothing to anybody and is no mistake.
      const std::string suggestion = did_you_mean(dated.value.value, known);
      if (!parties.contains(dated.value.value) && !suggestion.empty()) {
        report.add(record, dated.value,
                   fmt::format("no agreement has the party {}{}", quoted(dated.value.value), suggestion));
      }
    }
  });
}

void csm_without_calendar(const Input& input, Report& report) {
  if (input.data.workspace().calendar) {
    return;  // the workspace's stands in
  }
  std::set<std::string_view> csms;
  for (const model::AnyRecord& record : input.data.all<model::Account>()) {
    const auto& owners = record.as<model::Account>().owners;
    const auto* csm = owners && owners->csm ? owners->csm->on(input.today) : nullptr;
    if (csm != nullptr) {
      csms.insert(csm->value);
    }
  }
  each_person(input, [&](const model::AnyRecord& record, const Person& person) {
    if (!person.calendar && csms.contains(person.id.value) && sla::works_on(person, input.today)) {
      report.add(record, person.calendar,
                 fmt::format("{} manages accounts but has no calendar", person.id.value));
    }
  });
}

void left_but_answers(const Input& input, Report& report) {
  const auto judge = [&](const model::AnyRecord& record, const model::Reference<Person>& reference,
                         const std::string& what) {
    const model::AnyRecord* found = input.data.usable<Person>(reference.value);
    if (found == nullptr) {
      return;
    }
    const auto& person = found->as<Person>();
    if (person.active && person.active->to && *person.active->to < input.today) {
      report
          .add(record, reference,
               fmt::format("{} left on {} but still {}", reference.value, person.active->to->to_string(),
                           what))
          .note(*found, person.active->to, "left here");
    }
  };
  for (const model::AnyRecord& record : input.data.all<model::Agreement>()) {
    const auto& version = record.as<model::Agreement>();
    if (!is_past(input, version)) {
      for (const auto& [area, owner] : version.owners) {
        judge(record, owner, fmt::format("answers for {} in {}", version.id.value, area.value));
      }
    }
  }
  for (const model::AnyRecord& record : input.data.all<model::Account>()) {
    const auto& account = record.as<model::Account>();
    // Who sold an account stays who sold it. Of accounts that left, nobody has to take care.
    const bool is_served = account.subscriptions.empty() || sla::pays_on(account, input.today);
    if (!account.owners || !is_served) {
      continue;
    }
    if (const auto* csm = account.owners->csm ? account.owners->csm->on(input.today) : nullptr) {
      judge(record, *csm, fmt::format("is the CSM of {}", account.id.value));
    }
  }
  for (const model::AnyRecord& record : input.data.all<model::Action>()) {
    const auto& action = record.as<model::Action>();
    if (!action.done_on) {
      judge(record, action.owner, "has an action to do");
    }
  }
  each_person(input, [&](const model::AnyRecord& record, const Person& person) {
    const auto* manager = person.manager ? person.manager->on(input.today) : nullptr;
    if (manager != nullptr && sla::works_on(person, input.today)) {
      judge(record, *manager, fmt::format("is the manager of {}", person.id.value));
    }
  });
}

constexpr auto k_person_rules = std::to_array<Rule>({
    {"person/same-email", Severity::warning, "Each person has an e-mail address of their own.",
     "Alerts go to the owner's address. With one address for two people, alerts reach the wrong one, or the "
     "same person is in the folder twice and the portfolio is split.",
     "Correct one of the addresses, or join the two records", same_email},
    {"person/manager-cycle", Severity::error, "Nobody is the manager of their own manager.",
     "Results roll up from people to managers. In a circle they would roll for ever.",
     "Correct `manager:` of one of the people", manager_cycle},
    {"person/active-backwards", Severity::error, "People come before they leave.",
     "Somebody who left before coming never worked here, and everything the person did is in doubt.",
     "Correct `active.from:` or `active.to:`", active_backwards},
    {"person/dated-order", Severity::warning, "Dated values stand in the order of their dates.",
     "The value of the latest date holds, wherever it stands. A reader who takes the last line for the "
     "present "
     "one is misled.",
     "Put the values in the order of `from:`, oldest first", dated_order},
    {"person/dated-twice", Severity::error, "From one day there is one value.",
     "Somebody cannot work in two areas from the same day. Which of them holds would be chance.",
     "Correct `from:` of one of the values, or remove it", dated_twice},
    {"person/no-capacity", Severity::warning, "Who has a capacity has some hours to give.",
     "Load is divided by capacity. With none, every account is too much and no load can be computed.",
     "Correct `capacity:`, or remove it", no_capacity},
    {"person/area-without-agreement", Severity::note, "Areas of people are spelt as in the agreements.",
     "Areas are compared letter by letter. Somebody in an area that is nearly a party's can neither hand "
     "over "
     "nor accept for it.",
     "Write the area as in `between:` of the agreement", area_without_agreement},
    {"person/csm-without-calendar", Severity::note, "Who manages accounts has a calendar.",
     "A daily overlap between the hours of the customer and those of the CSM is what remote service lives "
     "on. "
     "Without a calendar it cannot be computed, and clocks in the CSM's hours fall back on others.",
     "Write `calendar:` for the person, or for the whole folder in csx.yaml", csm_without_calendar},
    {"person/left-but-answers", Severity::warning, "Who has left answers for nothing any more.",
     "What belongs to somebody who left belongs to nobody: no alert is read, no action done, no review held.",
     "Name somebody who works here", left_but_answers},
});

}  // namespace

std::span<const Rule> person_rules() {
  return k_person_rules;
}

}  // namespace csx::rules
