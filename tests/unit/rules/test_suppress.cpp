#include <doctest/doctest.h>

#include "csx/rules/suppress.hpp"

using namespace csx;
using rules::Suppressed;

namespace {

const std::vector<std::string> k_files{"accounts/a.yaml", "accounts/b.yaml"};

Finding finding(std::string rule, std::string file, std::uint32_t line) {
  Finding made;
  made.diagnostic.rule = std::move(rule);
  made.location.file = std::move(file);
  made.location.begin = Position{line, 1};
  return made;
}

store::InlineSuppression suppression(std::string rule, std::uint32_t file, std::uint32_t line) {
  store::InlineSuppression made;
  made.rule = std::move(rule);
  made.file = file;
  made.line = line;
  made.reason = "known";
  return made;
}

time::Date day(std::string_view text) {
  return time::Date::parse(text).value();
}

std::vector<std::string> rules_of(const std::vector<Diagnostic>& diagnostics) {
  std::vector<std::string> rules;
  for (const Diagnostic& each : diagnostics) {
    rules.push_back(each.rule);
  }
  return rules;
}

}  // namespace

TEST_CASE("a suppression covers its rule, its line and its file, and nothing else") {
  struct Row {
    const char* rule;
    std::uint32_t file;
    std::uint32_t line;
    std::size_t dropped;
  };
  for (const Row& row :
       {Row{"schema/unknown-key", 0, 4, 1}, Row{"schema/*", 0, 4, 1}, Row{"schema/unknown-value", 0, 4, 0},
        Row{"folder/*", 0, 4, 0}, Row{"schema/unknown-key", 0, 5, 0}, Row{"schema/unknown-key", 1, 4, 0}}) {
    CAPTURE(row.rule);
    CAPTURE(row.file);
    CAPTURE(row.line);
    const Suppressed result = rules::apply_suppressions(
        {finding("schema/unknown-key", "accounts/a.yaml", 4)},
        std::vector{suppression(row.rule, row.file, row.line)}, k_files, day("2026-11-20"), {});
    CHECK(result.dropped == row.dropped);
    CHECK(result.kept.size() == 1 - row.dropped);
    const std::vector<std::string> unused{"folder/suppression-unused"};
    CHECK(rules_of(result.about_comments) == (row.dropped == 1 ? std::vector<std::string>() : unused));
  }
}

TEST_CASE("a suppression holds through its last day") {
  for (const auto& [today, dropped] : {std::pair{"2026-12-31", 1U}, std::pair{"2027-01-01", 0U}}) {
    CAPTURE(today);
    store::InlineSuppression until = suppression("schema/unknown-key", 0, 4);
    until.until = day("2026-12-31");
    const Suppressed result = rules::apply_suppressions({finding("schema/unknown-key", "accounts/a.yaml", 4)},
                                                        std::vector{until}, k_files, day(today), {});
    CHECK(result.dropped == dropped);
    const std::vector<std::string> expired{"folder/suppression-expired"};
    CHECK(rules_of(result.about_comments) == (dropped == 1 ? std::vector<std::string>() : expired));
  }
}

TEST_CASE("a suppression that is wrong suppresses nothing and says why") {
  store::InlineSuppression wrong = suppression("schema/unknown-key", 0, 4);
  wrong.wrong = "a suppression needs a reason";
  wrong.span = Span{10, 40};
  const Suppressed result = rules::apply_suppressions(
      {finding("schema/unknown-key", "accounts/a.yaml", 4)},
      std::vector{wrong, suppression("schema/unknown-kye", 0, 4)}, k_files, day("2026-11-20"), {});
  CHECK(result.kept.size() == 1);
  REQUIRE(result.about_comments.size() == 2);
  CHECK(result.about_comments[0].message == "a suppression needs a reason");
  CHECK(result.about_comments[0].place.span == Span{10, 40});
  CHECK(result.about_comments[0].place.file == "accounts/a.yaml");
  CHECK(result.about_comments[1].message ==
        "\"schema/unknown-kye\" is no rule, did you mean \"schema/unknown-key\"?");
}

TEST_CASE("only a rule that was run can show that its suppression is of no use") {
  const std::vector row{suppression("schema/*", 0, 4)};
  const auto about = [&](std::vector<std::string> only) {
    return rules_of(
        rules::apply_suppressions({}, row, k_files, day("2026-11-20"), {}, {std::move(only)}).about_comments);
  };
  CHECK(about({"schema/unknown-key", "folder/*"}).empty());
  CHECK(about({"schema/*"}).empty());
  CHECK(about({"schema/*", "folder/*"}).size() == 1);
}

TEST_CASE("the workspace decides how severe a suppression of no use is") {
  const std::vector row{suppression("schema/*", 0, 4)};
  model::Workspace workspace;
  workspace.checks.emplace().severity.emplace_back(model::RuleId{"folder/suppression-unused"}, Severity::off);
  CHECK(rules::apply_suppressions({}, row, k_files, day("2026-11-20"), workspace).about_comments.empty());
}
