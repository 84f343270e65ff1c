#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "agreement_rules.hpp"
#include "csx/model/handoff.hpp"
#include "csx/model/walk.hpp"

namespace csx::rules::agreement {

namespace {

template <class Judge>
void each_information(const Input& input, Judge judge) {
  each_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (!version.what) {
      return;
    }
    for (const model::Information& information : version.what->information) {
      judge(record, version, information);
    }
  });
}

void no_information(const Input& input, Report& report) {
  each_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    ask_for(report, record, version.what, &model::What::information,
            "the agreement does not say which information the areas need from each other");
  });
}

void information_one_way(const Input& input, Report& report) {
  each_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (!version.what || version.what->information.empty()) {
      return;
    }
    const auto& list = version.what->information;
    for (const model::Area& party : version.between) {
      const bool gives = std::any_of(list.begin(), list.end(), [&](const model::Information& information) {
        return information.from == party;
      });
      if (!gives) {
        report.add(record, list, fmt::format("{} gives no information to the other area", party.value))
            .at_key();
      }
    }
  });
}

void information_not_party(const Input& input, Report& report) {
  each_information(input, [&](const model::AnyRecord& record, const model::Agreement& version,
                              const model::Information& information) {
    std::vector<std::string_view> parties;
    for (const model::Area& party : version.between) {
      parties.push_back(party.value);
    }
    for (const model::Area* area : {&information.from, &information.to}) {
      if (!is_party(version, *area)) {
        report.add(record, *area,
                   fmt::format("{} is no party of the agreement between {}{}", quoted(area->value),
                               enumerate(parties), did_you_mean(area->value, parties)));
      }
    }
  });
}

void information_to_itself(const Input& input, Report& report) {
  each_information(input, [&](const model::AnyRecord& record, const model::Agreement&,
                              const model::Information& information) {
    if (information.from == information.to) {
      report.add(record, information.to,
                 fmt::format("{} gives {} to itself", information.from.value, information.field.value));
    }
  });
}

void information_unknown_field(const Input& input, Report& report) {
  each_information(input, [&](const model::AnyRecord& record, const model::Agreement&,
                              const model::Information& information) {
    const model::Type& handoff = model::type_of<model::Handoff>;
    if (model::field_type(handoff, information.field.value) != nullptr) {
      return;
    }
    const std::vector<std::string> paths = model::field_paths(handoff);
    const std::vector<std::string_view> names(paths.begin(), paths.end());
    report.add(record, information.field,
               fmt::format("a handoff has no field {}{}", quoted(information.field.value),
                           did_you_mean(information.field.value, names)));
  });
}

/// The type of the field under what makes it optional; null where there is no such field.
const model::Type* asked_type(const model::Information& information) {
  const model::Type* type = model::field_type(model::type_of<model::Handoff>, information.field.value);
  return type != nullptr ? &model::bare(*type) : nullptr;
}

void information_min_on_no_list(const Input& input, Report& report) {
  each_information(input, [&](const model::AnyRecord& record, const model::Agreement&,
                              const model::Information& information) {
    const model::Type* type = asked_type(information);
    if (information.min && type != nullptr && type->form != model::Form::list) {
      report.add(record, information.min,
                 fmt::format("min has no meaning for {}, which is no list", information.field.value));
    }
  });
}

/// Whether text that people write stands anywhere below: what a number of words can be asked of.
bool holds_text(const model::Type& type) {
  bool found = false;
  const model::Type* inner = &model::bare(type);
  while (inner->form == model::Form::list || inner->form == model::Form::dated) {
    inner = &model::bare(*inner->element);
  }
  if (inner->form == model::Form::record) {
    for (const model::Row& row : inner->rows) {
      found = found || holds_text(*row.type);
    }
  }
  return found || inner == &model::type_of<std::string>;
}

void information_min_words_on_no_text(const Input& input, Report& report) {
  each_information(input, [&](const model::AnyRecord& record, const model::Agreement&,
                              const model::Information& information) {
    const model::Type* type = asked_type(information);
    if (information.min_words && type != nullptr && !holds_text(*type)) {
      report.add(
          record, information.min_words,
          fmt::format("min_words has no meaning for {}, which holds no free text", information.field.value));
    }
  });
}

/// A filter as text, so that equal ones compare equal.
std::string filter_text(const model::Map<model::FieldPath, model::OneOrMany<model::AnyValue>>& filter) {
  std::vector<std::string> parts;
  for (const auto& [field, values] : filter) {
    std::string part = field.value + "=";
    std::vector<std::string> words;
    for (const model::AnyValue& value : values) {
      words.push_back(value.value);
    }
    std::sort(words.begin(), words.end());
    for (const std::string& each : words) {
      part += each + "\n";
    }
    parts.push_back(std::move(part));
  }
  std::sort(parts.begin(), parts.end());
  std::string text;
  for (const std::string& part : parts) {
    text += part + "\n";
  }
  return text;
}

void information_twice(const Input& input, Report& report) {
  each_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (!version.what) {
      return;
    }
    using Key = std::tuple<std::string, std::string, std::string, std::string>;
    std::map<Key, const model::Information*> seen;
    for (const model::Information& information : version.what->information) {
      const auto [at, is_new] = seen.try_emplace({information.from.value, information.to.value,
                                                  information.field.value, filter_text(information.when)},
                                                 &information);
      if (!is_new) {
        report
            .add(record, information.field,
                 fmt::format("{} is asked of {} twice", information.field.value, information.from.value))
            .note(record, at->second->field, "first asked here");
      }
    }
  });
}

constexpr auto k_information_rules = std::to_array<Rule>({
    {"agreement/no-information", Severity::warning,
     "An agreement lists the information that the areas need from each other.",
     "An agreement fixes the rules of entry and exit of information between two areas. Without the list "
     "nobody "
     "can tell a complete handoff from an incomplete one, and csx has nothing to grade it by.",
     "Add `what.information:` with `- {from: sales, to: cs, field: context.objectives, min: 1, why: …}`",
     no_information},
    {"agreement/information-one-way", Severity::warning, "Every party gives information to the other.",
     "Information flows in both directions: Customer Success needs context from Sales, and Sales needs to "
     "hear "
     "which customers suited. Without the way back Sales sells the same misfit again.",
     "Add a row with `from:` the silent party, such as `{from: cs, to: sales, field: feedback.fit}`",
     information_one_way},
    {"agreement/information-not-party", Severity::error,
     "Information is exchanged between parties of the agreement.",
     "An area that does not sign the agreement owes nothing under it: what is asked of it can never be "
     "claimed.",
     "Name one of the areas of `between:`, or write an agreement with the other area", information_not_party},
    {"agreement/information-to-itself", Severity::error, "Information goes from one area to another.",
     "A row whose giver and receiver are the same area asks for nothing that could be missing at a handoff.",
     "Correct `from:` or `to:`", information_to_itself},
    {"agreement/information-unknown-field", Severity::error,
     "Each information is carried by a field of the handoff.",
     "The list is what handoffs are graded by. A field that handoffs do not have would make every one of "
     "them "
     "incomplete for ever.",
     "Name a field of the handoff; `csx explain handoff` lists them", information_unknown_field},
    {"agreement/information-min-on-no-list", Severity::error,
     "A least number of items is asked only of lists.",
     "`min` counts items. Of a single text it says nothing; `min_words` asks for more of a text.",
     "Remove `min:`, or ask for `min_words:`", information_min_on_no_list},
    {"agreement/information-min-words-on-no-text", Severity::error,
     "A least number of words is asked only of free text.",
     "Ids, names and words of a vocabulary are never graded by their length, so `min_words` would have no "
     "effect there.",
     "Remove `min_words:`", information_min_words_on_no_text},
    {"agreement/information-twice", Severity::warning, "Each information is asked once.",
     "The same field twice counts twice in completeness and quality, which nobody sees in the list. A higher "
     "`weight` says it openly.",
     "Remove one of the rows, and raise the `weight:` of the other if that was meant", information_twice},
});

}  // namespace

std::span<const Rule> information_rules() {
  return k_information_rules;
}

}  // namespace csx::rules::agreement
