#include <algorithm>
#include <set>
#include <string>

#include "folder.hpp"

namespace csx::metrics {
namespace {

TEST_CASE("the catalogue: every row is whole, ids are unique and stand with their family") {
  std::set<std::string_view> ids;
  std::vector<std::string_view> order;
  for (const Metric& metric : table()) {
    CAPTURE(metric.id);
    CHECK(ids.insert(metric.id).second);
    for (const std::string_view text : {metric.title, metric.area, metric.formula, metric.scope,
                                        metric.anchor, metric.inputs, metric.source, metric.empty}) {
      CHECK_FALSE(text.empty());
      CHECK_FALSE(text.ends_with('.'));
    }
    CHECK((metric.measure != nullptr));
    CHECK((metric.compute != nullptr) == (metric.shape == Shape::computed));
    CHECK(find(metric.id) == &metric);
    if (order.empty() || order.back() != metric.family()) {
      order.push_back(metric.family());
    }
  }
  std::vector<std::string_view> named;
  for (const Family& family : families()) {
    named.push_back(family.name);
  }
  CHECK(order == named);
  CHECK(find("revenue.nothing") == nullptr);
}

TEST_CASE("in an empty folder nothing is known, and each metric says so or counts none") {
  const testing::Folder folder({}, "2026-11-20");
  for (const Metric& metric : table()) {
    CAPTURE(metric.id);
    const Value value = folder.measured(metric.id, "2026-10").value;
    CHECK(value.n == 0);
    if (metric.shape == Shape::sum && value.value) {
      CHECK(value.value->is_zero());
    } else {
      CHECK_FALSE(value.value.has_value());
      CHECK_FALSE(value.why.empty());
    }
  }
}

}  // namespace
}  // namespace csx::metrics
