#include "csx/sla/agreement_difference.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "agreement_value.hpp"
#include "csx/base/text.hpp"
#include "csx/yaml/difference.hpp"
#include "stricter.hpp"

namespace csx::sla {
namespace {

using yaml::NodeKind;
using yaml::Value;
using What = AgreementDifference::What;
using Tokens = std::vector<std::string>;

Tokens tokens_of(std::string_view pointer) {
  Tokens tokens;
  for (const std::string_view token : split(pointer.substr(pointer.empty() ? 0 : 1), '/')) {
    tokens.push_back(unescape_pointer_token(token));
  }
  return tokens;
}

const Value* at(const Value* value, std::string_view key) {
  if (value == nullptr || value->kind != NodeKind::mapping) {
    return nullptr;
  }
  const auto found = std::ranges::find(value->entries, key, &std::pair<std::string, Value>::first);
  return found == value->entries.end() ? nullptr : &found->second;
}

/// Whether the tokens down to `depth` name a list of plain values: what follows is a place in it.
bool is_list(const Value& root, const Tokens& tokens, std::size_t depth) {
  const Value* value = &root;
  for (std::size_t i = 0; i < depth && value != nullptr; ++i) {
    value = at(value, tokens[i]);
  }
  return value != nullptr && value->kind == NodeKind::sequence;
}

/// A block without fields stands for one that is not there.
bool is_nothing(const Value& value) {
  return value.kind == NodeKind::mapping &&
         std::ranges::all_of(value.entries, [](const auto& entry) { return is_nothing(entry.second); });
}

/// Without blocks that are not there.
std::string shown(Value value) {
  const auto strip = [](Value& each, const auto& again) -> void {
    for (auto& [key, field] : each.entries) {
      again(field, again);
    }
    std::erase_if(each.entries, [](const auto& entry) { return is_nothing(entry.second); });
  };
  strip(value, strip);
  return yaml::one_line(value);
}

/// How a change is judged, and why.
struct Verdict {
  Effect effect = Effect::neutral;
  std::string_view why;
};

/// Of what may be said or not: more is owed where it is said.
Verdict of_presence(What what, Verdict added, Verdict removed, Verdict changed) {
  return what == What::added ? added : what == What::removed ? removed : changed;
}

Verdict of_time(What what, std::string_view before, std::string_view after) {
  const Effect effect = what == What::changed ? effect_of_time(before, after) : Effect::neutral;
  const std::string_view why = effect == Effect::stronger ? "less time is allowed"
                               : effect == Effect::weaker ? "more time is allowed"
                                                          : "units that no calendar tells apart here";
  return of_presence(what, {Effect::stronger, "a time is set"}, {Effect::weaker, "no time is set any more"},
                     {effect, why});
}

Verdict of_interval(What what, std::string_view before, std::string_view after) {
  const Effect effect = what == What::changed ? effect_of_time(before, after) : Effect::neutral;
  const std::string_view why = effect == Effect::stronger ? "more often"
                               : effect == Effect::weaker ? "less often"
                                                          : "how often depends on what is elsewhere";
  return of_presence(what, {Effect::stronger, "is due again and again"},
                     {Effect::weaker, "is no longer due again"}, {effect, why});
}

Verdict of_target(What what, std::string_view before, std::string_view after) {
  const Effect effect = what == What::changed ? effect_of_target(before, after) : Effect::neutral;
  const std::string_view why = effect == Effect::stronger ? "more must be reached"
                               : effect == Effect::weaker ? "less must be reached"
                                                          : "the two cannot be compared";
  return of_presence(what, {Effect::stronger, "something must be reached"},
                     {Effect::weaker, "nothing must be reached any more"}, {effect, why});
}

Verdict of_minimum(What what, std::string_view before, std::string_view after) {
  const Effect effect =
      effect_of_minimum(what == What::added ? "1" : before, what == What::removed ? "1" : after);
  const std::string_view why = effect == Effect::stronger ? "more is asked for"
                               : effect == Effect::weaker ? "less is asked for"
                                                          : "";
  return {effect, why};
}

/// A filter: `when.type`, or one of the values of it.
Verdict of_filter(What what, bool is_value) {
  const Verdict wider{Effect::stronger, "holds for more"};
  const Verdict narrower{Effect::weaker, "holds for less"};
  return of_presence(what, is_value ? wider : narrower, is_value ? narrower : wider,
                     {Effect::unclear, "holds for others"});
}

bool has_key(std::span<const std::string_view> keys, std::string_view key) {
  return std::ranges::find(keys, key) != keys.end();
}

/// Below `commitments/ID/clock`.
Verdict of_clock(const Tokens& below, What what, std::string_view before, std::string_view after) {
  const std::string& key = below.front();
  if (key == "every") {
    return of_interval(what, before, after);
  }
  if (key == "pause") {
    return of_presence(what, {Effect::weaker, "the clock stands still"},
                       {Effect::stronger, "the clock goes on"},
                       {Effect::unclear, "the clock stands still for something else"});
  }
  if (key == "within") {
    const bool is_time = below.size() == 3 && below.back() == "within";
    return is_time ? of_time(what, before, after)
                   : Verdict{Effect::unclear, "depends on the row that holds in its place"};
  }
  constexpr std::array<std::string_view, 3> k_course{"from", "to", "calendar"};
  return has_key(k_course, key) ? Verdict{Effect::unclear, "the clock runs from, to or in something else"}
                                : Verdict{};
}

/// Below `commitments/ID`.
Verdict of_commitment(const Tokens& below, What what, std::string_view before, std::string_view after) {
  const std::string& key = below.front();
  if (key == "target" || (key == "quality" && below.size() == 2)) {
    return of_target(what, before, after);
  }
  if (key == "clock" && below.size() > 1) {
    return of_clock({below.begin() + 1, below.end()}, what, before, after);
  }
  if (key == "every") {
    return of_interval(what, before, after);
  }
  if (key == "when" || key == "where") {
    return of_filter(what, below.size() > 2);
  }
  constexpr std::array<std::string_view, 3> k_who{"responsible", "subject", "metric"};
  return has_key(k_who, key) ? Verdict{Effect::unclear, "something else is owed, or by somebody else"}
                             : Verdict{};
}

/// Below `what/information/ROW`.
Verdict of_information(const Tokens& below, What what, std::string_view before, std::string_view after) {
  const std::string& key = below.front();
  if (key == "min" || key == "min_words") {
    return of_minimum(what, before, after);
  }
  return key == "when" ? of_filter(what, below.size() > 2) : Verdict{};
}

class Comparison {
 public:
  Comparison(const model::Agreement& before, const model::Agreement& after)
      : m_before(comparable_value(before)), m_after(comparable_value(after)) {}

  std::vector<AgreementDifference> differences() {
    for (yaml::Difference& each : yaml::differences(m_before, m_after)) {
      add(std::move(each));
    }
    add_orders();
    const auto place = [](const AgreementDifference& each) {
      const auto rows = model::type_of<model::Agreement>.rows;
      return std::ranges::find(rows, std::string_view(each.part), &model::Row::key) - rows.begin();
    };
    std::ranges::stable_sort(m_found, {}, place);
    return std::move(m_found);
  }

 private:
  void add(yaml::Difference difference) {
    Tokens tokens = tokens_of(difference.pointer);
    const bool was_there = difference.before && !is_nothing(*difference.before);
    const bool is_there = difference.after && !is_nothing(*difference.after);
    if (!was_there && !is_there) {
      return;
    }
    const What what = !was_there ? What::added : !is_there ? What::removed : What::changed;
    AgreementDifference found{.what = what, .part = tokens.front()};
    found.before = was_there ? std::optional(shown(*std::move(difference.before))) : std::nullopt;
    found.after = is_there ? std::optional(shown(*std::move(difference.after))) : std::nullopt;
    judge(found, tokens);
    const bool is_place = tokens.size() > 1 && (is_list(m_after, tokens, tokens.size() - 1) ||
                                                is_list(m_before, tokens, tokens.size() - 1));
    tokens.resize(tokens.size() - (is_place ? 1U : 0U));
    found.name = fmt::format("{}", fmt::join(tokens.begin() + 1, tokens.end(), "."));
    m_found.push_back(std::move(found));
  }

  void judge(AgreementDifference& found, const Tokens& tokens) const {
    const std::string_view before = found.before ? std::string_view(*found.before) : "";
    const std::string_view after = found.after ? std::string_view(*found.after) : "";
    Verdict verdict;
    if (tokens.size() == 1 && (tokens[0] == "review_every" || tokens[0] == "audit_every")) {
      verdict = of_interval(found.what, before, after);
    } else if (tokens.size() > 1 && tokens[0] == "commitments") {
      found.owed_by = owner({"commitments", tokens[1]}, "responsible");
      verdict = tokens.size() > 2
                    ? of_commitment({tokens.begin() + 2, tokens.end()}, found.what, before, after)
                    : of_presence(found.what, {Effect::stronger, "a further commitment"},
                                  {Effect::weaker, "a commitment less"}, {});
    } else if (tokens.size() > 2 && tokens[0] == "what" && tokens[1] == "information") {
      found.owed_by = owner({"what", "information", tokens[2]}, "from");
      verdict = tokens.size() > 3
                    ? of_information({tokens.begin() + 3, tokens.end()}, found.what, before, after)
                    : of_presence(found.what, {Effect::stronger, "more is handed over"},
                                  {Effect::weaker, "less is handed over"}, {});
    }
    found.effect = verdict.effect;
    found.why = verdict.effect == Effect::neutral ? std::string() : std::string(verdict.why);
  }

  /// The area that a field of a block names, as it is now, else as it was.
  std::optional<model::Area> owner(const Tokens& path, std::string_view key) const {
    for (const Value* value : {&m_after, &m_before}) {
      for (const std::string& token : path) {
        value = at(value, token);
      }
      if (const Value* area = at(value, key)) {
        return model::Area{area->text};
      }
    }
    return std::nullopt;
  }

  /// The first row of a decision table that matches wins: the order of the same rows means something.
  void add_orders() {
    const Value* before = at(&m_before, "commitments");
    const Value* after = at(&m_after, "commitments");
    if (before == nullptr || after == nullptr) {
      return;
    }
    for (const auto& [id, commitment] : after->entries) {
      const auto old_rows = keys_of(at(at(at(before, id), "clock"), "within"));
      const auto new_rows = keys_of(at(at(&commitment, "clock"), "within"));
      if (old_rows != new_rows && std::ranges::is_permutation(old_rows, new_rows)) {
        m_found.push_back({.part = "commitments",
                           .name = id + ".clock.within",
                           .before = fmt::format("{}", fmt::join(old_rows, ", ")),
                           .after = fmt::format("{}", fmt::join(new_rows, ", ")),
                           .effect = Effect::unclear,
                           .why = "the first row that matches wins",
                           .owed_by = owner({"commitments", id}, "responsible")});
      }
    }
  }

  static std::vector<std::string> keys_of(const Value* mapping) {
    std::vector<std::string> keys;
    if (mapping != nullptr) {
      std::ranges::transform(mapping->entries, std::back_inserter(keys),
                             &std::pair<std::string, Value>::first);
    }
    return keys;
  }

  Value m_before;
  Value m_after;
  std::vector<AgreementDifference> m_found;
};

}  // namespace

std::string_view word_of(Effect effect) {
  constexpr std::array<std::string_view, 4> k_words{"weaker", "stronger", "unclear", "neutral"};
  return k_words[static_cast<std::size_t>(effect)];
}

std::string_view word_of(AgreementDifference::What what) {
  constexpr std::array<std::string_view, 3> k_words{"added", "removed", "changed"};
  return k_words[static_cast<std::size_t>(what)];
}

std::vector<AgreementDifference> differences(const model::Agreement& before, const model::Agreement& after) {
  return Comparison(before, after).differences();
}

}  // namespace csx::sla
