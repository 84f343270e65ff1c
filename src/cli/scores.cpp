#include "scores.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <nlohmann/json.hpp>

#include <algorithm>

#include "csx/base/text.hpp"
#include "csx/sla/agreement_standing.hpp"
#include "help.hpp"
#include "judging.hpp"
#include "prose.hpp"

namespace csx::cli {
namespace {

using metrics::ScoredPart;
using metrics::WeightedScore;

using report::Align;
constexpr std::string_view k_no_band = "no band of the agreement holds it";

std::string addition_text(const std::optional<Fraction>& addition) {
  return addition ? addition->rounded(2) : std::string();
}

std::string signed_text(const Fraction& number) {
  const std::string text = number.rounded(2);
  return number > Fraction(0) ? "+" + text : text;
}

const ScoredPart* find(const std::vector<ScoredPart>& parts, std::string_view name) {
  const auto found = std::ranges::find(parts, name, &ScoredPart::name);
  return found == parts.end() ? nullptr : &*found;
}

Fraction added(const ScoredPart* part) {
  return part != nullptr && part->addition ? *part->addition : Fraction();
}

/// Why a line moved: another value, or that it came, went or was reweighted.
std::string cause_of(const ScoredPart* now, const ScoredPart* before) {
  const bool is_now = now != nullptr && now->addition;
  const bool was = before != nullptr && before->addition;
  if (!is_now && !was) {
    return now != nullptr ? now->why : std::string();
  }
  if (!was) {
    return fmt::format("new: {}", now->reading->text);
  }
  if (!is_now) {
    return now != nullptr ? now->why : std::string("no longer measured");
  }
  if (now->reading->text != before->reading->text) {
    return fmt::format("{} -> {}", before->reading->text, now->reading->text);
  }
  return *now->score != *before->score         ? "another scoring"
         : *now->addition != *before->addition ? "the same, reweighted"
                                               : "the same";
}

/// Lines of now, then those that were there before alone.
std::vector<std::string_view> names_of(const std::vector<ScoredPart>& now,
                                       const std::vector<ScoredPart>& before) {
  std::vector<std::string_view> names;
  for (const auto* parts : {&now, &before}) {
    for (const ScoredPart& part : *parts) {
      if (std::ranges::find(names, part.name) == names.end()) {
        names.push_back(part.name);
      }
    }
  }
  return names;
}

report::Table lines_table(const ScoreLines& lines, time::Date today) {
  const auto& [noun, parts, total, rules, overruled_by] = lines;
  const bool has_ages =
      std::ranges::any_of(parts, [](const ScoredPart& part) { return part.dated.has_value(); });
  const bool has_evidence =
      std::ranges::any_of(parts, [](const ScoredPart& part) { return !part.evidence.empty(); });
  report::Table table;
  table.columns = {{std::string(noun), {}}, {"value", {}}};
  if (has_ages) {
    table.columns.push_back({"age", Align::right});
  }
  for (const std::string_view heading : {"score", "weight", "adds"}) {
    table.columns.push_back({std::string(heading), Align::right});
  }
  if (has_evidence) {
    table.columns.push_back({"from", {}});
  }
  for (const ScoredPart& part : parts) {
    auto& row = table.rows.emplace_back(std::vector<std::string>{
        std::string(part.name), part.reading ? part.reading->text : std::string("n/a")});
    if (has_ages) {
      row.push_back(part.dated ? fmt::format("{}d", (today.day - part.dated->day).count()) : std::string());
    }
    row.push_back(part.score ? part.score->rounded(2) : std::string("-"));
    row.push_back(part.weight.to_string());
    row.push_back(addition_text(part.addition));
    if (has_evidence) {
      row.push_back(part.evidence);
    }
  }
  const auto add_total = [&](const std::string& what, std::string weight,
                             const std::optional<Fraction>& adds) {
    auto& row = table.rows.emplace_back(std::vector<std::string>{what, std::string()});
    row.resize(table.columns.size());
    const std::size_t last = row.size() - (has_evidence ? 2 : 1);
    row[last - 1] = std::move(weight);
    row[last] = adds ? adds->rounded(2) : std::string("n/a");
  };
  Fraction sum;
  for (const ScoredPart& part : parts) {
    sum = sum + part.addition.value_or(Fraction());
  }
  add_total("all", fmt::format("{} of {}", total.answered.to_string(), total.asked.to_string()),
            overruled_by.empty() ? total.score : sum);
  if (!overruled_by.empty()) {
    add_total(overruled_by, {}, total.score);
  }
  return table;
}

}  // namespace

std::string remark_of(const metrics::Fit& fit) {
  if (fit.knocked_out != nullptr) {
    return fmt::format("knocked out by {}", fit.knocked_out->field.value);
  }
  if (!fit.score()) {
    return fit.total.why;
  }
  std::string text =
      fit.band == nullptr && !fit.model->bands.empty() ? std::string(k_no_band) : std::string();
  if (fit.is_bad.value_or(false)) {
    text += fmt::format("{}below the minimum, {}", text.empty() ? "" : "; ", fit.model->minimum->to_string());
  }
  return text;
}

std::string remark_of(const metrics::Health& health) {
  if (!health.score()) {
    return health.total.why;
  }
  std::string text = health.is_outside_bands ? std::string(k_no_band) : std::string();
  if (health.cap != nullptr) {
    text = fmt::format("held at {} by {}", band_text(health.band), health.cap->measure.value);
  }
  if (health.only_feeling) {
    text += text.empty() ? "rests on feeling alone" : "; rests on feeling alone";
  }
  return text;
}

std::string undeclared_text(std::string_view score, const Session& session) {
  if (const std::string none = sla::why_none_judges(session.data, session.today); !none.empty()) {
    return fmt::format("the {} of nobody is known: {}", score, none);
  }
  return fmt::format(
      "the {0} of nobody is known: the main agreement in force does not say how it is scored "
      "(`csx explain agreement/no-{0}`)",
      score);
}

std::string band_text(const model::Band* band) {
  return band != nullptr ? std::string(metrics::name_of(*band)) : std::string();
}

std::string rule_text(const model::ScoreRule& rule) {
  if (rule.range) {
    return fmt::format("worst {}, best {}", rule.range->worst.to_string(), rule.range->best.to_string());
  }
  std::vector<std::string> lines;
  for (const auto& [word, score] : rule.table) {
    lines.push_back(fmt::format("{} {}", word.value, score.to_string()));
  }
  for (const model::ScoreStep& step : rule.steps) {
    lines.push_back(fmt::format("{}: {}", step.is.to_string(), step.score.to_string()));
  }
  return fmt::format("{}", fmt::join(lines, ", "));
}

std::string lines_text(const ScoreLines& lines, time::Date today, std::optional<std::size_t> width) {
  std::string left_out;
  for (const ScoredPart& part : lines.parts) {
    if (!part.why.empty()) {
      left_out +=
          wrapped(fmt::format("{}: {}", part.name, escape_controls(part.why)), width_of_prose(width), 2);
    }
  }
  return report::text_of(lines_table(lines, today), width) +
         (left_out.empty() ? std::string() : "\nleft out\n" + left_out);
}

std::string rules_text(const ScoreLines& lines, std::optional<std::size_t> width) {
  std::string text = "\nscored by\n";
  for (std::size_t i = 0; i < lines.parts.size(); ++i) {
    text += wrapped(fmt::format("{}: {}", lines.parts[i].name, escape_controls(lines.rules[i])),
                    width_of_prose(width), 2);
  }
  return text;
}

Json lines_json(const ScoreLines& lines) {
  Json json = Json::array();
  for (std::size_t i = 0; i < lines.parts.size(); ++i) {
    const ScoredPart& part = lines.parts[i];
    json.push_back({{"name", part.name},
                    {"value", part.reading ? Json(part.reading->text) : Json(nullptr)},
                    {"of", part.dated ? Json(part.dated->to_string()) : Json(nullptr)},
                    {"evidence", text_json(part.evidence)},
                    {"score", decimal_json(part.score)},
                    {"weight", decimal_json(Fraction(Exact::of(part.weight)))},
                    {"addition", decimal_json(part.addition)},
                    {"scored_by", lines.rules[i]},
                    {"why", text_json(part.why)}});
  }
  return json;
}

report::Table moves_table(std::string_view noun, const std::vector<ScoredPart>& now,
                          const WeightedScore& total, const std::vector<ScoredPart>& before,
                          const WeightedScore& total_before, std::string_view since) {
  report::Table table;
  table.columns = {{std::string(noun), {}},
                   {std::string(since), Align::right},
                   {"now", Align::right},
                   {"moved", Align::right},
                   {"because", {}}};
  for (const std::string_view name : names_of(now, before)) {
    const ScoredPart* is = find(now, name);
    const ScoredPart* was = find(before, name);
    table.rows.push_back({std::string(name), addition_text(was != nullptr ? was->addition : std::nullopt),
                          addition_text(is != nullptr ? is->addition : std::nullopt),
                          signed_text(added(is) - added(was)), cause_of(is, was)});
  }
  const bool both = total.score && total_before.score;
  table.rows.push_back({"all", total_before.score ? total_before.score->rounded(2) : std::string("n/a"),
                        total.score ? total.score->rounded(2) : std::string("n/a"),
                        both ? signed_text(*total.score - *total_before.score) : std::string("n/a"),
                        total.score ? total_before.why : total.why});
  return table;
}

Json moves_json(const std::vector<ScoredPart>& now, const std::vector<ScoredPart>& before) {
  Json json = Json::array();
  for (const std::string_view name : names_of(now, before)) {
    const ScoredPart* is = find(now, name);
    const ScoredPart* was = find(before, name);
    json.push_back({{"name", name},
                    {"before", decimal_json(was != nullptr ? was->addition : std::nullopt)},
                    {"now", decimal_json(is != nullptr ? is->addition : std::nullopt)},
                    {"moved", decimal_json(added(is) - added(was))},
                    {"because", text_json(cause_of(is, was))}});
  }
  return json;
}

void ScoreGroup::add(const std::optional<Fraction>& score, const model::Band* band) {
  ++m_size;
  if (score) {
    m_scores.push_back(*score);
  }
  if (band != nullptr) {
    ++m_bands[band];
  }
}

std::optional<Fraction> ScoreGroup::mean() const {
  if (m_scores.empty()) {
    return std::nullopt;
  }
  Exact sum;
  for (const Fraction& score : m_scores) {
    sum += Exact::nearest(score);
  }
  return Fraction(sum, Exact(static_cast<std::int64_t>(m_scores.size())));
}

std::optional<Fraction> ScoreGroup::median() const {
  if (m_scores.empty()) {
    return std::nullopt;
  }
  std::vector<Fraction> sorted = m_scores;
  std::ranges::sort(sorted);
  const std::size_t half = sorted.size() / 2;
  return sorted.size() % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / Fraction(2);
}

std::optional<Fraction> ScoreGroup::lowest() const {
  return m_scores.empty() ? std::nullopt : std::optional(*std::ranges::min_element(m_scores));
}

std::optional<Fraction> ScoreGroup::highest() const {
  return m_scores.empty() ? std::nullopt : std::optional(*std::ranges::max_element(m_scores));
}

std::size_t ScoreGroup::in_band(const model::Band& band) const {
  const auto found = m_bands.find(&band);
  return found == m_bands.end() ? 0 : found->second;
}

}  // namespace csx::cli
