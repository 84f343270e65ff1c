#include <doctest/doctest.h>

#include <string>

#include "csx/base/text.hpp"
#include "sample.hpp"

namespace csx::report {
namespace {

std::string repeated(std::size_t n, std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < n; ++i) {
    out += text;
  }
  return out;
}

/// The excerpt and the caret line of an error there.
std::string excerpt(const std::string& line, Position begin, std::optional<Position> end) {
  Finding finding;
  finding.diagnostic.rule = "r/r";
  finding.diagnostic.message = "m";
  finding.location = {"f", begin, end, line};
  const auto text = text_of(finding, Color::never);
  return text.substr(text.find('\n') + 1);
}

TEST_CASE("text: findings, related places, help and summary") {
  CHECK(
      sample::written("text", sample::Sample{}.report()) ==
      R"(accounts/padaria-aurora/account.yaml:14:14: error: unknown touch model "hightouch", did you mean "high-touch"? [schema/unknown-value]
   14 | touch_model: hightouch
      |              ^^^^^^^^^
handoffs/2026-03 aurora.yaml:3:1: warning: 2 promises are not in the plan [handoff/promise-dropped]
    3 | plan:
      | ^^^^^
  help: add them, or say why not
accounts/a.yaml:104:5: note: promised here
  104 |   - São João
      |     ^^^
notes.md: note: known only as a file
\x3a:set,a:b%\n<i>"ç\xff.yaml: note: found "<b>&\x1b[31m\u202e%0A", [x](http://y)\r\n::error::z \x23#[add-path]/ \xff )"
      "\uFFFE"
      R"( ]]> [yaml/syntax]
1 error, 1 warning, 1 note in 43 files (57 records)
)");
  CHECK(sample::written("text", sample::empty_report()) == "no findings in 1 file (0 records)\n");
}

TEST_CASE("text: colours surround only what csx itself says") {
  auto finding = sample::plain();
  finding.diagnostic.help = "write it so";
  CHECK(
      text_of(finding, Color::always) ==
      "\x1b[1maccounts/padaria-aurora/account.yaml:14:14:\x1b[0m \x1b[1;31merror:\x1b[0m unknown touch model "
      "\"hightouch\", did you mean \"high-touch\"? \x1b[2m[schema/unknown-value]\x1b[0m\n"
      "\x1b[2m   14 |\x1b[0m touch_model: hightouch\n"
      "\x1b[2m      |\x1b[0m              \x1b[1;31m^^^^^^^^^\x1b[0m\n"
      "  \x1b[1mhelp:\x1b[0m write it so\n");
}

TEST_CASE("text: a finding without a place has a heading without one") {
  Finding finding;
  finding.diagnostic.rule = "folder/empty";
  finding.diagnostic.severity = Severity::warning;
  finding.diagnostic.message = "no records";
  CHECK(text_of(finding, Color::never) == "warning: no records [folder/empty]\n");
}

TEST_CASE("text: carets stand under the characters they mean") {
  struct Row {
    std::string line;
    Position begin;
    std::optional<Position> end;
    std::string shown;
  };
  const Row rows[] = {
      {"key: value", {1, 6}, Position{1, 11}, "    1 | key: value\n      |      ^^^^^\n"},
      {"key: value", {1, 6}, std::nullopt, "    1 | key: value\n      |      ^\n"},
      {"key: value", {1, 6}, Position{1, 6}, "    1 | key: value\n      |      ^\n"},
      {"key: value", {1, 6}, Position{1, 99}, "    1 | key: value\n      |      ^^^^^\n"},
      {"key: value", {1, 6}, Position{3, 1}, "    1 | key: value\n      |      ^^^^^\n"},
      {"key:", {7, 5}, Position{7, 5}, "    7 | key:\n      |     ^\n"},  // after the last character
      {"key:", {7, 50}, std::nullopt, "    7 | key:\n      |     ^\n"},
      {"日本: 東京!", {1, 5}, Position{1, 7}, "    1 | 日本: 東京!\n      |       ^^^^\n"},
      {"e\u0301: e\u0301x", {1, 5}, Position{1, 7}, "    1 | e\u0301: e\u0301x\n      |    ^\n"},
      {"\ta:\tb", {1, 5}, std::nullopt, "    1 |         a:      b\n      |                 ^\n"},
      {"\t\tx", {1, 2}, std::nullopt, "    1 |                 x\n      |         ^^^^^^^^\n"},
      {"a\x1b[31m", {1, 2}, Position{1, 3}, "    1 | a\\x1b[31m\n      |  ^^^^\n"},
      {"a: \u202ex", {1, 5}, std::nullopt, "    1 | a: \\u202ex\n      |          ^\n"},
      {"a: \xFFx", {1, 5}, std::nullopt, "    1 | a: \\xffx\n      |        ^\n"},
      {"a: ##[b] c", {1, 10}, std::nullopt, "    1 | a: \\x23#[b] c\n      |             ^\n"},
      {"x", {12345, 1}, std::nullopt, "12345 | x\n      | ^\n"},
      {"x", {1234567, 1}, std::nullopt, "1234567 | x\n        | ^\n"},
      {"", {4, 1}, std::nullopt, ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.line);
    CHECK(excerpt(row.line, row.begin, row.end) == row.shown);
  }
}

TEST_CASE("text: of a long line the part around the mark is shown") {
  struct Row {
    std::string title;
    std::string line;
    Position begin;
    std::optional<Position> end;
    std::string shown;
    std::size_t before;
    std::size_t carets;
  };
  const std::string exact = repeated(100, "x");
  const Row rows[] = {
      {"just fits", exact, {1, 100}, std::nullopt, exact, 99, 1},
      {"cut on the right", exact + "yz", {1, 3}, Position{1, 5}, repeated(99, "x") + "…", 2, 2},
      {"mark runs out on the right", exact + "yz", {1, 3}, Position{1, 103}, repeated(99, "x") + "…", 2, 97},
      {"cut on the left",
       repeated(200, "x") + "MARK",
       {1, 201},
       Position{1, 205},
       "…" + repeated(39, "x") + "MARK",
       40,
       4},
      {"cut on both sides",
       repeated(500, "x") + "MARK" + repeated(500, "y"),
       {1, 501},
       Position{1, 505},
       "…" + repeated(39, "x") + "MARK" + repeated(55, "y") + "…",
       40,
       4},
      {"wide characters",
       repeated(500, "日") + "MARK" + repeated(500, "本"),
       {1, 501},
       Position{1, 505},
       "…" + repeated(19, "日") + "MARK" + repeated(28, "本") + "…",
       39,
       4},
      {"mark after the end", repeated(300, "x"), {1, 301}, std::nullopt, "…" + repeated(39, "x"), 40, 1},
  };
  for (const auto& row : rows) {
    CAPTURE(row.title);
    CHECK(excerpt(row.line, row.begin, row.end) == "    1 | " + row.shown + "\n      | " +
                                                       std::string(row.before, ' ') +
                                                       std::string(row.carets, '^') + "\n");
    CHECK(display_width(row.shown) <= 100);
  }
}

TEST_CASE("text: a summary names only what there is") {
  struct Row {
    CheckSummary summary;
    std::string text;
  };
  const Row rows[] = {
      {{2, 1, 0, 43, 57}, "2 errors, 1 warning in 43 files (57 records)"},
      {{0, 0, 3, 1, 1}, "3 notes in 1 file (1 record)"},
      {{1, 0, 1, 2, 2}, "1 error, 1 note in 2 files (2 records)"},
      {{0, 0, 0, 43, 57}, "no findings in 43 files (57 records)"},
  };
  for (const auto& row : rows) {
    CHECK(text_of(row.summary) == row.text);
  }
}

}  // namespace
}  // namespace csx::report
