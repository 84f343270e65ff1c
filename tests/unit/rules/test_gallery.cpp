#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "csx/base/text.hpp"
#include "csx/rules/suppress.hpp"
#include "csx/store/locate.hpp"
#include "found.hpp"

/// Every rule speaks on its case in the gallery and is silent on the near miss beside it.

using namespace csx;
using namespace csx::rules;

namespace {

const std::filesystem::path k_root = CSX_SOURCE_DIR;

std::string text_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

/// The day a case is judged on: the file `as-of` beside its csx.yaml, or the day of the tests.
time::Date day_of(const std::filesystem::path& folder) {
  const std::string text = text_of(folder / "as-of");
  const std::string_view day = csx::trim(text);
  return time::Date::parse(day.empty() ? std::string_view("2026-11-22") : day.substr(0, 10)).value();
}

/// How often a rule speaks about a folder; -1 when the folder cannot be loaded.
int times_said(std::string_view rule, const std::filesystem::path& folder) {
  auto tree = store::disk_tree(folder.string());
  REQUIRE(tree);
  const Result<store::Dataset> data = store::load(**tree);
  if (!data) {
    return -1;
  }
  const time::Date today = day_of(folder);
  // What a suppression covers must run for it to be of use.
  const bool about_suppressions = rule.starts_with("folder/suppression-");
  const Selection selection{.only = about_suppressions ? std::vector<std::string>()
                                                       : std::vector{std::string(rule)}};
  std::vector<Finding> findings =
      store::locate(**tree, check({*data, data->zone().end_of(today), today}, selection));
  Suppressed result = apply_suppressions(std::move(findings), data->suppressions(), data->files(), today,
                                         data->workspace(), selection);
  int said = 0;
  for (const Finding& finding : result.kept) {
    said += finding.diagnostic.rule == rule ? 1 : 0;
  }
  for (const Diagnostic& diagnostic : result.about_comments) {
    said += diagnostic.rule == rule ? 1 : 0;
  }
  return said;
}

/// The rules of tests/data/rules/no-gallery.txt.
std::set<std::string, std::less<>> without_gallery() {
  std::set<std::string, std::less<>> ids;
  std::istringstream lines(text_of(k_root / "tests/data/rules/no-gallery.txt"));
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with('#') && !line.empty()) {
      ids.insert(line.substr(0, line.find(' ')));
    }
  }
  return ids;
}

}  // namespace

TEST_CASE("gallery: every rule speaks on its case") {
  const auto exempt = without_gallery();
  for (const Rule& rule : table()) {
    CAPTURE(rule.id);
    if (exempt.contains(rule.id)) {
      continue;
    }
    const std::filesystem::path folder = k_root / "examples/gallery" / rule.id;
    CHECK(std::filesystem::exists(folder / "csx.yaml"));
    if (std::filesystem::exists(folder / "csx.yaml")) {
      CHECK(times_said(rule.id, folder) > 0);
    }
  }
}

TEST_CASE("gallery: every rule is silent on its near miss") {
  const auto exempt = without_gallery();
  for (const Rule& rule : table()) {
    CAPTURE(rule.id);
    if (exempt.contains(rule.id)) {
      continue;
    }
    const std::filesystem::path folder = k_root / "tests/data/rules" / rule.id;
    CHECK(std::filesystem::exists(folder / "csx.yaml"));
    if (std::filesystem::exists(folder / "csx.yaml")) {
      CHECK(times_said(rule.id, folder) == 0);
    }
  }
}

TEST_CASE("table: every rule is named, explained and can be mended") {
  std::set<std::string_view> seen;
  for (const Rule& rule : table()) {
    CAPTURE(rule.id);
    CHECK(seen.insert(rule.id).second);
    CHECK(rule.id.find('/') != std::string_view::npos);
    CHECK(rule.purpose.ends_with('.'));
    CHECK(rule.why.ends_with('.'));
    CHECK_FALSE(rule.remedy.empty());
  }
}
