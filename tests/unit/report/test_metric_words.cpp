#include <doctest/doctest.h>

#include <set>
#include <string>

#include "../../../src/report/expectation_themes.hpp"
#include "../../../src/report/metric_words.hpp"

namespace csx::report {
namespace {

using model::Language;
using model::Level;

TEST_CASE("every metric and every family has its name in both languages, and no two share one") {
  std::set<std::string> names;
  for (const metrics::Metric& metric : metrics::table()) {
    CAPTURE(metric.id);
    CHECK(has_name(metric));
    CHECK(name_of(metric, Language::en) == metric.title);
    CHECK(names.insert(name_of(metric, Language::pt_br)).second);
  }
  for (const metrics::Family& family : metrics::families()) {
    CAPTURE(family.name);
    CHECK(has_name(family));
  }
}

TEST_CASE("why a metric has no value is said in Portuguese") {
  for (const metrics::Metric& metric : metrics::table()) {
    CAPTURE(metric.id);
    CAPTURE(metric.empty);
    CHECK(phrase_of(metric.empty, Language::en) == metric.empty);
    if (!metric.empty.empty()) {
      CHECK(phrase_of(metric.empty, Language::pt_br) != metric.empty);
    }
  }
  CHECK(phrase_of("something new", Language::pt_br) == "something new");
}

TEST_CASE("where a capability stands against competitors") {
  const auto standing = [](std::optional<Level> ours, std::vector<Level> theirs) {
    model::Capability capability;
    capability.ours = ours;
    for (const Level level : theirs) {
      capability.competitors.emplace_back(
          model::FieldPath{"c" + std::to_string(capability.competitors.size())}, level);
    }
    return standing_of(capability);
  };
  CHECK(standing({}, {Level::high}) == ThemeStanding::unknown);
  CHECK(standing(Level::medium, {Level::low, Level::high}) == ThemeStanding::behind);
  CHECK(standing(Level::medium, {Level::medium}) == ThemeStanding::open);
  CHECK(standing(Level::low, {}) == ThemeStanding::open);
  CHECK(standing(Level::high, {Level::medium, Level::low}) == ThemeStanding::apart);
  CHECK(standing(Level::high, {Level::high}) == ThemeStanding::level);
}

}  // namespace
}  // namespace csx::report
