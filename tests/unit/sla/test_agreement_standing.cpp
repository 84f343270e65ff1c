#include "csx/sla/agreement_standing.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "csx/model/write.hpp"
#include "csx/sla/in_force.hpp"
#include "folder.hpp"

namespace csx::sla {
namespace {

using testing::Files;

std::string text(int version, std::string_view from, std::string_view approvals, std::string_view to = "") {
  return fmt::format(
      "kind: agreement\nid: a\nversion: {}\ntitle: A\nbetween: [sales, cs]\neffective_from: {}\n{}{}",
      version, from, to.empty() ? "" : fmt::format("effective_to: {}\n", to), approvals);
}

store::Dataset load(const Files& files) {
  Files all = files;
  all.emplace_back("csx.yaml", std::string(testing::k_workspace));
  return store::load(*store::memory_tree(all)).value();
}

/// The same text, approved by the areas named; others sign another text.
std::string signed_by(const std::string& body, const std::vector<std::string_view>& areas,
                      std::string_view others = "") {
  const store::Dataset data = load({{"a.yaml", body}});
  const std::string digest = model::content_digest(data.versions("a").front()->value());
  std::string approvals = "approvals:\n";
  for (const std::string_view area : areas) {
    approvals += fmt::format("  - {{area: {}, by: ana, date: 2025-01-01, of: '{}'}}\n", area, digest);
  }
  if (!others.empty()) {
    approvals += fmt::format("  - {{area: {}, by: ana, date: 2025-01-01, of: 'sha256:{}'}}\n", others,
                             std::string(64, '0'));
  }
  return body + approvals;
}

std::string outcome(const store::Dataset& data, std::string_view day) {
  std::vector<std::string> words;
  for (const VersionStanding& each : standings(data, "a", time::Date::parse(day).value())) {
    std::vector<std::string> missing;
    for (const model::Area& area : each.missing) {
      missing.push_back(area.value);
    }
    words.push_back(fmt::format("{} {}{}{}", each.version().version, word_of(each.standing),
                                each.until ? " until " + each.until->to_string() : "",
                                missing.empty() ? "" : fmt::format(" for {}", fmt::join(missing, "+"))));
  }
  return fmt::format("{}", fmt::join(words, "; "));
}

}  // namespace

TEST_CASE("versions follow each other; a proposal judges nobody, even past its day") {
  const store::Dataset data = load({{"1.yaml", signed_by(text(1, "2025-01-01", ""), {"sales", "cs"})},
                                    {"2.yaml", signed_by(text(2, "2026-01-01", ""), {"cs", "sales"})},
                                    {"3.yaml", signed_by(text(3, "2026-07-01", ""), {"cs"})}});
  CHECK(outcome(data, "2024-12-31") == "1 waiting until 2025-12-31; 2 waiting; 3 proposal for sales");
  CHECK(outcome(data, "2025-12-31") == "1 in force until 2025-12-31; 2 waiting; 3 proposal for sales");
  CHECK(outcome(data, "2026-01-01") == "1 past until 2025-12-31; 2 in force; 3 proposal for sales");
  CHECK(outcome(data, "2026-08-01") == "1 past until 2025-12-31; 2 in force; 3 proposal for sales");
}

TEST_CASE("a signature under another text does not count; a last day ends a version before the next begins") {
  const store::Dataset data =
      load({{"1.yaml", signed_by(text(1, "2025-01-01", "", "2025-06-30"), {"sales", "cs"})},
            {"2.yaml", signed_by(text(2, "2026-01-01", ""), {"sales"}, "cs")}});
  CHECK(outcome(data, "2025-06-30") == "1 in force until 2025-06-30; 2 proposal for cs");
  CHECK(outcome(data, "2025-07-01") == "1 past until 2025-06-30; 2 proposal for cs");
  CHECK(standings(data, "b", time::Date::parse("2025-07-01").value()).empty());
}

TEST_CASE("no version stands in for one that cannot be read") {
  const std::string one = signed_by(text(1, "2025-01-01", ""), {"sales", "cs"});
  const std::string two = signed_by(text(2, "2026-01-01", ""), {"sales", "cs"});
  const std::string three = signed_by(text(3, "2026-07-01", ""), {"sales", "cs"});
  const auto broken = [](std::string text, std::string_view line, std::string_view with) {
    return text.replace(text.find(line), line.size(), with);
  };
  struct Row {
    std::string_view title;
    std::string one;
    std::string three;
    std::string judges;  // on 2025-06-01, 2026-06-30, 2026-07-01
  };
  const std::vector<Row> rows{
      {"all are there", one, three, "1 2 3"},
      {"a misspelt key in the last", one, broken(three, "title:", "titel:"), "1 2 -"},
      {"the last is cut short behind its day", one, broken(three, "approvals:", "]"), "1 2 -"},
      {"the last is cut short before its day", one, broken(three, "between:", "]"), "- - -"},
      {"the first is cut short behind its day", broken(one, "approvals:", "]"), three, "- 2 3"},
      {"the number of the last", one, broken(three, "version: 3", "version: [3]"), "1 2 -"},
      {"a key of nobody in the last", one, three + "foo: 1\n", "1 2 3"},
      {"a proposal with a misspelt key", one, broken(text(3, "2026-07-01", ""), "title:", "titel:"), "1 2 -"},
      {"a proposal with a key of nobody", one, text(3, "2026-07-01", "foo: 1\n"), "1 2 2"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.title);
    const store::Dataset data = load({{"1.yaml", row.one}, {"2.yaml", two}, {"3.yaml", row.three}});
    std::vector<std::string> judges;
    for (const char* day : {"2025-06-01", "2026-06-30", "2026-07-01"}) {
      const model::Agreement* version = Versions(data, "a").on(time::Date::parse(day).value());
      judges.push_back(version != nullptr ? std::to_string(version->version) : "-");
    }
    CHECK(fmt::format("{}", fmt::join(judges, " ")) == row.judges);
  }
}

}  // namespace csx::sla
