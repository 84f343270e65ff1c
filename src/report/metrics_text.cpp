#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "csx/report/metrics.hpp"
#include "inert.hpp"
#include "metric_values.hpp"

namespace csx::report {

namespace {

using metrics::Contribution;
using metrics::Measured;
using metrics::Metric;
using metrics::PeriodResult;
using metrics::Value;

/// A title, what is said to it, and a table.
struct MetricsSection {
  std::string title;
  std::string meaning;
  Table table;
};

class MetricsWriter {
 public:
  explicit MetricsWriter(const MetricsAnswer& answer)
      : m_answer(answer), m_currency(answer.facts->rates().currency()), m_now(answer.results.front()) {}

  /// What holds for all of it: the period, the instant, the definitions that shape what is shown.
  std::vector<std::string> header() const {
    const auto& facts = *m_answer.facts;
    std::vector<std::string> lines{
        fmt::format("{}, as of {}", said(m_now), facts.zone().format(facts.as_of()))};
    if (!m_answer.query->where.is_empty()) {
      std::string filter;
      for (const auto& [field, values] : m_answer.query->where.conditions) {
        std::string joined;
        for (const model::AnyValue& value : values) {
          joined += (joined.empty() ? "" : ",") + value.value;
        }
        filter += fmt::format("{}{}={}", filter.empty() ? "" : ", ", field.value, joined);
      }
      lines.push_back("only where " + filter);
    }
    std::set<std::string> definitions;
    for (const Measured& measured : m_now.metrics) {
      if (std::string text = definition_said(measured.metric->definition, facts); !text.empty()) {
        definitions.insert(std::move(text));
      }
    }
    lines.insert(lines.end(), definitions.begin(), definitions.end());
    return lines;
  }

  std::vector<MetricsSection> sections() const {
    if (!m_answer.query->by.empty() || m_answer.query->explain) {
      std::vector<MetricsSection> all;
      for (std::size_t i = 0; i < m_now.metrics.size(); ++i) {
        add_metric(i, all);
      }
      return all;
    }
    return family_sections();
  }

 private:
  std::vector<MetricsSection> family_sections() const {
    std::vector<MetricsSection> all;
    for (const metrics::Family& family : metrics::families()) {
      Table table;
      table.columns = {{"metric", {}}};
      add_value_columns(table);
      for (std::size_t i = 0; i < m_now.metrics.size(); ++i) {
        if (m_now.metrics[i].metric->family() == family.name) {
          std::vector<std::string> row{std::string(m_now.metrics[i].metric->id)};
          add_values(i, nullptr, row);
          table.rows.push_back(std::move(row));
        }
      }
      if (!table.rows.empty()) {
        all.push_back({std::string(family.title), {}, std::move(table)});
      }
    }
    return all;
  }

  void add_metric(std::size_t place, std::vector<MetricsSection>& all) const {
    const Measured& measured = m_now.metrics[place];
    const Metric& metric = *measured.metric;
    MetricsSection section{
        fmt::format("{}: {}", metric.id, metric.title),
        fmt::format("{} ({}; {})", metric.formula, word(metric.unit), word(metric.direction)),
        {}};
    for (const metrics::Dimension dimension : m_answer.query->by) {
      section.table.columns.push_back({std::string(metrics::word(dimension)), {}});
    }
    if (section.table.columns.empty()) {
      section.table.columns.push_back({"", {}});
    }
    add_value_columns(section.table);
    for (const std::vector<std::string>& keys : keys_of(place)) {
      std::vector<std::string> row = keys;
      add_values(place, &keys, row);
      section.table.rows.push_back(std::move(row));
    }
    std::vector<std::string> total(std::max<std::size_t>(m_answer.query->by.size(), 1));
    total.front() = "all";
    add_values(place, nullptr, total);
    section.table.rows.push_back(std::move(total));
    all.push_back(std::move(section));
    if (m_answer.query->explain) {
      all.push_back({{}, {}, records_of(metric, measured)});
    }
  }

  /// The keys of every period, in order.
  std::vector<std::vector<std::string>> keys_of(std::size_t place) const {
    std::vector<std::vector<std::string>> keys;
    for (const PeriodResult& result : m_answer.results) {
      for (const metrics::Group& group : result.metrics[place].groups) {
        if (std::ranges::find(keys, group.keys) == keys.end()) {
          keys.push_back(group.keys);
        }
      }
    }
    if (m_answer.results.size() > 1) {
      std::ranges::sort(keys);
    }
    return keys;
  }

  void add_value_columns(Table& table) const {
    if (m_answer.results.size() > 1) {
      for (auto result = m_answer.results.rbegin(); result != m_answer.results.rend(); ++result) {
        table.columns.push_back({result->period.to_string(), Align::right});
      }
      return;
    }
    table.columns.push_back({"value", Align::right});
    table.columns.push_back({"n", Align::right});
    table.columns.push_back({"", {}});
  }

  void add_values(std::size_t place, const std::vector<std::string>* keys,
                  std::vector<std::string>& row) const {
    const Metric& metric = *m_now.metrics[place].metric;
    if (m_answer.results.size() > 1) {
      for (auto result = m_answer.results.rbegin(); result != m_answer.results.rend(); ++result) {
        const Value* value = value_in(result->metrics[place], keys);
        row.push_back(value != nullptr ? said(metric, *value, m_currency) : std::string("-"));
      }
      return;
    }
    const Value& value = *value_in(m_now.metrics[place], keys);
    std::string made = value.why.empty() ? made_of(metric, value, m_currency) : value.why;
    const std::string rest = beside(value);
    made += (made.empty() || rest.empty() ? "" : "; ") + rest;
    row.insert(row.end(), {said(metric, value, m_currency), std::to_string(value.n), std::move(made)});
  }

  static const Value* value_in(const Measured& measured, const std::vector<std::string>* keys) {
    if (keys == nullptr) {
      return &measured.value;
    }
    const auto found = std::ranges::find(measured.groups, *keys, &metrics::Group::keys);
    return found == measured.groups.end() ? nullptr : &found->value;
  }

  Table records_of(const Metric& metric, const Measured& measured) const {
    const std::vector<metrics::Part> sums = sums_of(metric);
    Table table;
    table.columns = {{"record", {}}, {"day", {}}};
    for (const metrics::Part& sum : sums) {
      table.columns.push_back({std::string(sum.name), Align::right});
    }
    table.columns.push_back({"", {}});
    for (const Contribution& each : measured.contributions) {
      std::vector<std::string> row{each.subject.ref(), each.subject.anchor.to_string()};
      const bool counts = each.kind == Contribution::Kind::counted || each.kind == Contribution::Kind::sample;
      for (std::size_t i = 0; i < sums.size(); ++i) {
        row.push_back(counts ? part_said(sums[i].unit, each.parts[i]) : std::string());
      }
      row.push_back(each.kind == Contribution::Kind::excluded ? "excluded: " + each.word : each.word);
      table.rows.push_back(std::move(row));
    }
    if (metric.shape == metrics::Shape::computed && !table.rows.empty()) {
      std::vector<std::string> all{"all", ""};
      for (std::size_t i = 0; i < sums.size(); ++i) {
        all.push_back(part_said(sums[i].unit, measured.value.parts[i]));
      }
      all.emplace_back();
      table.rows.push_back(std::move(all));
    }
    return table;
  }

  /// Sums and counts without their unit, all else as values are said.
  std::string part_said(metrics::Unit unit, const Exact& part) const {
    if (unit == metrics::Unit::money) {
      return part.to_string(2);
    }
    const bool is_span = unit == metrics::Unit::elapsed_time || unit == metrics::Unit::business_time ||
                         unit == metrics::Unit::days;
    return is_span ? said(unit, part, m_currency) : part.to_string();
  }

  const MetricsAnswer& m_answer;
  const Currency& m_currency;
  const PeriodResult& m_now;
};

}  // namespace

std::string metrics_text(const MetricsAnswer& answer, std::optional<std::size_t> width, Color color) {
  const MetricsWriter writer(answer);
  std::string out;
  for (const std::string& line : writer.header()) {
    out += inert(line) + "\n";
  }
  for (const MetricsSection& section : writer.sections()) {
    out += "\n";
    if (!section.title.empty()) {
      out += color == Color::always ? fmt::format("\x1b[1m{}\x1b[0m\n", section.title) : section.title + "\n";
    }
    if (!section.meaning.empty()) {
      out += section.meaning + "\n";
    }
    out += section.table.rows.empty() ? "no records\n" : text_of(section.table, width);
  }
  return out;
}

std::string metrics_markdown(const MetricsAnswer& answer) {
  const MetricsWriter writer(answer);
  Blocks blocks{Heading{1, "Metrics"}};
  std::string header;
  for (const std::string& line : writer.header()) {
    header += (header.empty() ? "" : "\n") + line;
  }
  blocks.emplace_back(Prose{std::move(header)});
  for (MetricsSection& section : writer.sections()) {
    if (!section.title.empty()) {
      blocks.emplace_back(Heading{2, std::move(section.title)});
    }
    if (!section.meaning.empty()) {
      blocks.emplace_back(Prose{std::move(section.meaning)});
    }
    blocks.emplace_back(std::move(section.table));
  }
  return markdown_of(blocks);
}

}  // namespace csx::report
