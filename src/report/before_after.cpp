#include <algorithm>
#include <array>
#include <map>
#include <span>

#include "before_after_words.hpp"
#include "csx/metrics/scorecard.hpp"
#include "csx/report/measured.hpp"
#include "csx/report/metrics.hpp"
#include "metric_words.hpp"

namespace csx::report {
namespace {

using namespace before_after_words;  // NOLINT(google-build-using-namespace): its words alone
using metrics::Direction;
using metrics::Measured;
using metrics::Metric;
using metrics::Score;
using metrics::Shape;
using metrics::Unit;

/// One side of a comparison.
struct Side {
  std::optional<Fraction> value;
  std::size_t cases = 0;
  std::string why;
};

enum class Verdict : std::uint8_t { none, better, worse, same, few };
using VerdictTally = std::map<Verdict, std::size_t>;

class Comparison {
 public:
  Comparison(const ReportInput& input, const metrics::Facts& facts, const BeforeAfter& spans)
      : m_view(input), m_facts(facts), m_spans(spans) {
    const model::Agreement* agreement = facts.agreement_on(spans.after.last);
    if (agreement != nullptr && agreement->thresholds && agreement->thresholds->minimum_n) {
      m_minimum = static_cast<std::size_t>(*agreement->thresholds->minimum_n);
    }
  }

  Blocks write() {
    commitments();
    for (const metrics::Family& family : metrics::families()) {
      figures(family);
    }
    Blocks out;
    head(out);
    out.insert(out.end(), std::make_move_iterator(m_out.begin()), std::make_move_iterator(m_out.end()));
    foot(out);
    return out;
  }

 private:
  std::string span(const time::Period& period) const {
    return m_view.in(k_span, m_view.date(period.first), m_view.date(period.last),
                     m_view.number(static_cast<std::size_t>(period.days())));
  }

  void head(Blocks& out) const {
    const model::Agreement& version = *m_spans.version;
    out.emplace_back(Heading{1, m_view.in(k_title, version.id.value, version.version)});
    Facts facts{{{m_view.in(k_effective), m_view.date(m_spans.effective)},
                 {m_view.in(k_before), span(m_spans.before)},
                 {m_view.in(k_after), span(m_spans.after)}}};
    const auto change = std::ranges::find(version.changes, version.version, &model::AgreementChange::version);
    if (change != version.changes.end()) {
      facts.rows.emplace_back(m_view.in(k_why), change->why);
    }
    out.emplace_back(std::move(facts));
    const auto list = [&](Callout::Tone tone, const Phrase& title, const std::vector<std::string>& names) {
      if (!names.empty()) {
        out.emplace_back(Callout{tone, m_view.in(title, m_view.number(names.size())),
                                 fmt::format("{}", fmt::join(names, "\n"))});
      }
    };
    list(Callout::Tone::bad, k_worse, m_worse);
    list(Callout::Tone::good, k_better, m_better);
    std::string text = m_view.in(k_caution_text);
    for (const model::Agreement* other : m_spans.others) {
      text += "\n" + m_view.in(k_other, other->version, m_view.date(other->effective_from));
    }
    text +=
        "\n" + (m_minimum == 0 ? m_view.in(k_no_minimum) : m_view.in(k_few_text, m_view.number(m_minimum)));
    out.emplace_back(Callout{Callout::Tone::note, m_view.in(k_caution), std::move(text)});
    summary(out);
  }

  /// How many commitments and figures of each family got better and worse.
  void summary(Blocks& out) const {
    Table table{{{m_view.in(k_what)}}, {}};
    constexpr std::array<Verdict, 4> k_verdicts{Verdict::better, Verdict::worse, Verdict::same, Verdict::few};
    for (const Phrase& heading : {k_n_better, k_n_worse, k_n_same, k_n_few}) {
      table.columns.push_back({m_view.in(heading), Align::right});
    }
    bool is_judged = false;
    const auto add = [&](std::string name, const VerdictTally& tally) {
      std::vector<std::string> row{std::move(name)};
      bool has_any = false;
      for (const Verdict verdict : k_verdicts) {
        const auto found = tally.find(verdict);
        row.push_back(m_view.number(found == tally.end() ? 0 : found->second));
        has_any = has_any || found != tally.end();
        is_judged = is_judged || (found != tally.end() && verdict != Verdict::few);
      }
      if (has_any) {
        table.rows.push_back(std::move(row));
      }
    };
    add(m_view.in(k_commitments_judged), m_commitments);
    for (const metrics::Family& family : metrics::families()) {
      if (const auto found = m_figures.find(family.name); found != m_figures.end()) {
        add(name_of(family, m_view.input.language), found->second);
      }
    }
    if (!is_judged) {
      out.emplace_back(Callout{Callout::Tone::warning, m_view.in(k_none), m_view.in(k_none_text)});
    }
    if (!table.rows.empty()) {
      out.emplace_back(std::move(table));
    }
  }

  void foot(Blocks& out) {
    if (!m_one_side.items.empty()) {
      out.emplace_back(Heading{2, m_view.in(k_one_side)});
      out.emplace_back(std::move(m_one_side));
    }
    if (m_unmeasured > 0) {
      out.emplace_back(Prose{m_view.in(k_unmeasured, m_view.number(m_unmeasured))});
    }
  }

  std::string value(Unit unit, const Side& side) const {
    return side.value ? said(unit, *side.value, m_facts.rates().currency(), m_view.input.language) : "n/a";
  }

  /// `+5.2 pp`, `-3h20m`.
  std::string change(Unit unit, const Side& before, const Side& after) const {
    if (!before.value || !after.value) {
      return {};
    }
    const Fraction difference = *after.value - *before.value;
    if (difference.is_zero()) {
      return "0";
    }
    const bool is_less = difference < Fraction(0);
    std::string text = said(unit, is_less ? Fraction(0) - difference : difference, m_facts.rates().currency(),
                            m_view.input.language);
    if (unit == Unit::share && text.ends_with('%')) {
      text.pop_back();
      text += m_view.in(k_percentage_points);
    }
    return (is_less ? "-" : "+") + text;
  }

  Verdict judge(Unit unit, Direction direction, bool is_of_cases, const Side& before,
                const Side& after) const {
    if (!before.value || !after.value || direction == Direction::neither) {
      return Verdict::none;
    }
    if (is_of_cases && std::min(before.cases, after.cases) < m_minimum) {
      return Verdict::few;
    }
    if (value(unit, before) == value(unit, after)) {  // a change that nobody can read is none
      return Verdict::same;
    }
    return (*after.value > *before.value) == (direction == Direction::higher) ? Verdict::better
                                                                              : Verdict::worse;
  }

  std::string result(Verdict verdict) const {
    switch (verdict) {
      case Verdict::better:
        return m_view.in(k_is_better);
      case Verdict::worse:
        return m_view.in(k_is_worse);
      case Verdict::same:
        return m_view.in(k_is_same);
      case Verdict::few:
        return m_view.in(k_few);
      case Verdict::none:
        break;
    }
    return {};
  }

  /// Keeps what the summary says.
  void note(VerdictTally& tally, const std::string& name, Verdict verdict, Unit unit, const Side& before,
            const Side& after) {
    ++tally[verdict];
    if (&tally == &m_commitments && (verdict == Verdict::better || verdict == Verdict::worse)) {
      (verdict == Verdict::better ? m_better : m_worse)
          .push_back(fmt::format("{}: {} → {}", name, value(unit, before), value(unit, after)));
    }
    if (before.value.has_value() != after.value.has_value()) {
      const bool is_before = !before.value.has_value();
      const Side& lacking = is_before ? before : after;
      m_one_side.items.push_back(fmt::format("{}, {}: {}", name,
                                             to_lower_first(m_view.in(is_before ? k_before : k_after)),
                                             said_reason(lacking.why, m_view.input.language)));
    }
  }

  static std::string to_lower_first(std::string text) {
    text.front() = static_cast<char>(text.front() - 'A' + 'a');  // `Before`, `Antes`
    return text;
  }

  std::string cases(const Side& before, const Side& after) const {
    return fmt::format("{} → {}", m_view.number(before.cases), m_view.number(after.cases));
  }

  Side side_of(const Score* score, const time::Period& period) const {
    if (score == nullptr) {
      return {{}, 0, m_view.in(k_not_owed)};
    }
    const model::Commitment& commitment = *score->commitment;
    if (score->metric != nullptr && !score->value && commitment.every) {
      // It is judged over other spans; compared it can be over any.
      const metrics::Value measured = metrics::measure(m_facts, *score->metric, period, {commitment.where});
      return {measured.value, measured.n, measured.why};
    }
    return {score->value, score->cases, score->why};
  }

  std::string target(const Score* score) const {
    if (score == nullptr) {
      return m_view.in(k_not_owed);
    }
    const auto& target = score->commitment->target;
    return target ? said(*target, m_view.input.language) : std::string("–");
  }

  void commitments() {
    const std::vector<Score> before = of_agreement(m_spans.before);
    const std::vector<Score> after = of_agreement(m_spans.after);
    std::vector<std::string> paths;
    for (const std::vector<Score>* scores : {&after, &before}) {
      for (const Score& score : *scores) {
        if (std::ranges::find(paths, score.path) == paths.end()) {
          paths.push_back(score.path);
        }
      }
    }
    Table table{{{m_view.in(k_commitment)},
                 {m_view.in(k_target), Align::right},
                 {m_view.in(k_before), Align::right},
                 {m_view.in(k_after), Align::right},
                 {m_view.in(k_change), Align::right},
                 {m_view.in(k_result)},
                 {m_view.in(k_cases), Align::right}},
                {}};
    for (const std::string& path : paths) {
      const Score* old_score = find(before, path);
      const Score* new_score = find(after, path);
      const Score& any = new_score != nullptr ? *new_score : *old_score;
      const Side old_side = side_of(old_score, m_spans.before);
      const Side new_side = side_of(new_score, m_spans.after);
      const std::string old_target = target(old_score);
      const std::string new_target = target(new_score);
      const Direction direction = any.metric != nullptr ? any.metric->direction : Direction::higher;
      const bool is_of_cases = any.metric == nullptr || any.metric->shape != Shape::sum;
      const Verdict verdict = judge(any.unit(), direction, is_of_cases, old_side, new_side);
      note(m_commitments, any.commitment->id.value, verdict, any.unit(), old_side, new_side);
      table.rows.push_back(
          {any.commitment->id.value,
           old_target == new_target ? new_target : fmt::format("{} → {}", old_target, new_target),
           value(any.unit(), old_side), value(any.unit(), new_side), change(any.unit(), old_side, new_side),
           result(verdict), cases(old_side, new_side)});
    }
    if (!table.rows.empty()) {
      m_out.emplace_back(Heading{2, m_view.in(k_commitments_judged)});
      m_out.emplace_back(std::move(table));
    }
  }

  std::vector<Score> of_agreement(const time::Period& period) const {
    std::vector<Score> scores = metrics::scores_of(m_facts, period);
    const std::string prefix = m_spans.version->id.value + "/";
    std::erase_if(scores, [&](const Score& score) { return !score.path.starts_with(prefix); });
    return scores;
  }

  static const Score* find(const std::vector<Score>& scores, const std::string& path) {
    const auto found = std::ranges::find(scores, path, &Score::path);
    return found == scores.end() ? nullptr : &*found;
  }

  /// Metrics that say how well an area of the agreement does.
  bool is_compared(const Metric& metric, const metrics::Family& family) const {
    return metric.family() == family.name && metric.nature == metrics::Nature::result &&
           metric.direction != Direction::neither &&
           std::ranges::any_of(m_spans.version->between,
                               [&](const model::Area& area) { return area.value == metric.area; });
  }

  void figures(const metrics::Family& family) {
    std::vector<const Metric*> chosen;
    for (const Metric& metric : metrics::table()) {
      if (is_compared(metric, family)) {
        chosen.push_back(&metric);
      }
    }
    if (chosen.empty()) {
      return;
    }
    const auto measure = [&](const time::Period& period) {
      return std::move(metrics::evaluate(m_facts, {.metrics = chosen, .period = period}).front().metrics);
    };
    const std::vector<Measured> before = measure(m_spans.before);
    const std::vector<Measured> after = measure(m_spans.after);
    Table table{{{m_view.in(k_figure)},
                 {m_view.in(k_before), Align::right},
                 {m_view.in(k_after), Align::right},
                 {m_view.in(k_change), Align::right},
                 {m_view.in(k_result)},
                 {m_view.in(k_cases), Align::right}},
                {}};
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      const Metric& metric = *chosen[i];
      const Side old_side{before[i].value.value, before[i].value.n, before[i].value.why};
      const Side new_side{after[i].value.value, after[i].value.n, after[i].value.why};
      if (!old_side.value && !new_side.value) {
        ++m_unmeasured;
        continue;
      }
      const std::string name = name_of(metric, m_view.input.language);
      const Verdict verdict =
          judge(metric.unit, metric.direction, metric.shape != Shape::sum, old_side, new_side);
      note(m_figures[family.name], name, verdict, metric.unit, old_side, new_side);
      table.rows.push_back({name, value(metric.unit, old_side), value(metric.unit, new_side),
                            change(metric.unit, old_side, new_side), result(verdict),
                            cases(old_side, new_side)});
    }
    if (!table.rows.empty()) {
      m_out.emplace_back(Heading{2, name_of(family, m_view.input.language)});
      m_out.emplace_back(std::move(table));
    }
  }

  ReportView m_view;
  const metrics::Facts& m_facts;
  const BeforeAfter& m_spans;
  std::size_t m_minimum = 0;  ///< cases; 0: the agreement sets none
  VerdictTally m_commitments;
  std::map<std::string_view, VerdictTally> m_figures;  ///< by family
  std::vector<std::string> m_better;                   ///< commitments
  std::vector<std::string> m_worse;
  std::size_t m_unmeasured = 0;
  Bullets m_one_side;
  Blocks m_out;
};

}  // namespace

Blocks before_after(const ReportInput& input, const metrics::Facts& facts, const BeforeAfter& spans) {
  return Comparison(input, facts, spans).write();
}

}  // namespace csx::report
