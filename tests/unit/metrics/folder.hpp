#pragma once

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "csx/metrics/evaluate.hpp"
#include "csx/store/dataset.hpp"

namespace csx::metrics::testing {

inline constexpr std::string_view k_workspace =
    "kind: workspace\nname: W\nformat: 1\ncurrency: BRL\ntimezone: America/Sao_Paulo\n";

using Files = std::vector<std::pair<std::string, std::string>>;

/// A folder in memory, and what its metrics say.
class Folder {
 public:
  Folder(Files files, std::string_view as_of, std::string_view workspace = k_workspace) {
    files.insert(files.begin(), {"csx.yaml", std::string(workspace)});
    const auto tree = store::memory_tree(std::move(files));
    auto data = store::load(*tree, {.threads = 1});
    REQUIRE(data);
    for (const Diagnostic& finding : data->findings()) {
      FAIL(finding.message);
    }
    m_data = std::make_unique<store::Dataset>(std::move(*data));
    const auto at = time::Timestamp::parse(as_of);
    REQUIRE(at);
    const time::Zone& zone = m_data->zone();
    const bool is_date = at->precision == time::Timestamp::Precision::date;
    m_facts = std::make_unique<Facts>(*m_data, is_date ? zone.end_of(at->date()) : zone.resolve(*at));
  }

  const store::Dataset& data() const { return *m_data; }
  const Facts& facts() const { return *m_facts; }

  Measured measured(std::string_view metric, std::string_view period, std::vector<Dimension> by = {},
                    const std::vector<std::string>& where = {}) const {
    const Metric* row = find(metric);
    REQUIRE_MESSAGE(row != nullptr, metric);
    const auto days = time::Period::parse(period);
    REQUIRE(days);
    auto filter = parse_where(where, *m_data);
    REQUIRE(filter);
    const Query query{{row}, *days, std::move(by), std::move(*filter), 0, true, 1};
    return std::move(evaluate(*m_facts, query).front().metrics.front());
  }

  /// `120.00`, `0.9167` with four digits for what is no money, `n/a: …`.
  std::string value(std::string_view metric, std::string_view period,
                    const std::vector<std::string>& where = {}) const {
    return printed(*find(metric), measured(metric, period, {}, where).value);
  }

  static std::string printed(const Metric& metric, const Value& value) {
    if (!value.value) {
      return "n/a: " + value.why;
    }
    const std::string text = value.value->rounded(metric.unit == Unit::money ? 2 : 4);
    const std::size_t end = text.find_last_not_of('0');
    return metric.unit == Unit::money ? text : text.substr(0, text[end] == '.' ? end : end + 1);
  }

  /// `b=2, a+x=1`: groups in their order.
  std::string groups(std::string_view metric, std::string_view period, std::vector<Dimension> by) const {
    std::string text;
    for (const Group& group : measured(metric, period, std::move(by)).groups) {
      text += text.empty() ? "" : ", ";
      for (std::size_t i = 0; i < group.keys.size(); ++i) {
        text += (i > 0 ? "+" : "") + group.keys[i];
      }
      text += "=" + printed(*find(metric), group.value);
    }
    return text;
  }

 private:
  std::unique_ptr<store::Dataset> m_data;
  std::unique_ptr<Facts> m_facts;
};

/// An account's file: its id and further keys.
inline std::pair<std::string, std::string> account(std::string_view id, std::string_view keys) {
  return {fmt::format("accounts/{}/account.yaml", id),
          fmt::format("kind: account\nid: {}\nname: {}\n{}", id, id, keys)};
}

/// Keys of an account with these subscriptions, each `product, mrr, start_on…` in flow style.
inline std::string subscriptions(const std::vector<std::string>& each) {
  std::string text = "subscriptions:\n";
  for (std::size_t i = 0; i < each.size(); ++i) {
    text += fmt::format("  - {{id: s{}, {}}}\n", i + 1, each[i]);
  }
  return text;
}

/// Keys of an account with one subscription of erp: its further keys and its price a month.
inline std::string buys(std::string_view more = "start_on: 2026-01-01",
                        std::string_view price = "100.00 BRL") {
  return subscriptions({fmt::format("product: erp, mrr: {}, {}", price, more)});
}

}  // namespace csx::metrics::testing
