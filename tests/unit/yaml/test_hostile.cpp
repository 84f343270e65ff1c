#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "csx/yaml/tree.hpp"
#include "reading.hpp"

using namespace csx;
using namespace csx::yaml;
using namespace csx::yaml::test;

namespace {

std::string repeat(std::string_view part, std::size_t times) {
  std::string text;
  text.reserve(part.size() * times);
  for (std::size_t i = 0; i < times; ++i) {
    text += part;
  }
  return text;
}

std::string numbered(std::string_view before, std::size_t count, std::string_view after) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    text += before;
    text += std::to_string(i);
    text += after;
  }
  return text;
}

// Each level of aliases doubles what the level above stands for.
std::string alias_bomb() {
  std::string text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 30; ++i) {
    text += fmt::format("a{0}: &a{0} [*a{1}, *a{1}]\n", i, i - 1);
  }
  return text;
}

// Each anchor nests the one before it, so that aliases alone make a tree of any depth.
std::string alias_ladder() {
  std::string text = "a0: &a0 [x]\n";
  for (int i = 1; i < 100; ++i) {
    text += fmt::format("a{0}: &a{0} [*a{1}]\n", i, i - 1);
  }
  return text;
}

}  // namespace

TEST_CASE("hostile texts end in a problem") {
  struct Row {
    std::string_view title;
    std::string text;
    std::string_view rule;
    Limits limits{};
  };
  Limits few;
  few.max_nodes = 100'000;
  few.max_bytes = 4U << 20U;
  constexpr std::size_t k_million = 1'000'000;
  const std::vector<Row> rows = {
      {"brackets", repeat("[", k_million), "yaml/too-deep"},
      {"brackets on lines", repeat("[\n", k_million), "yaml/too-deep"},
      {"braces", repeat("{a: ", k_million), "yaml/too-deep"},
      {"dashes", repeat("- ", k_million), "yaml/too-deep"},
      {"question marks", repeat("? ", k_million), "yaml/too-deep"},
      {"alias bomb", alias_bomb(), "yaml/alias-limit"},
      {"alias ladder", alias_ladder(), "yaml/too-deep"},
      {"one alias, many times", "- &a [x]\n" + repeat("- *a\n", 20'000), "yaml/alias-limit"},
      {"plain scalar", "a: " + repeat("x", 8U << 20U), "yaml/too-large"},
      {"quoted scalar", "a: \"" + repeat("x", 8U << 20U), "yaml/too-large"},
      {"literal scalar", "a: |\n" + repeat("  x\n", 1U << 20U), "yaml/too-large"},
      {"just too long a scalar", "a: " + repeat("x", (1U << 20U) + 1) + "\nb: 1\n", "yaml/too-large"},
      {"key", repeat("x", 4U << 20U) + ": 1", "yaml/too-large"},
      {"key of some length", repeat("k", 1100) + ": 1\n", "yaml/too-large"},
      {"second key of some length", "a: 1\n" + repeat("k", 1100) + ": 1\n", "yaml/too-large"},
      {"explicit key of some length", "? " + repeat("k", 1100) + "\n: 1\n", "yaml/too-large"},
      {"comment", "a: 1\n#" + repeat("x", 4U << 20U) + "\n", "yaml/too-large"},
      {"blank lines", "a: 1\n" + repeat("\n", 4U << 20U), "yaml/too-large"},
      {"file", repeat("\n", (4U << 20U) + 1), "yaml/too-large", few},
      {"nodes", repeat("-\n", 110'000), "yaml/too-many-nodes", few},
      {"documents", repeat("---\n", 110'000), "yaml/too-many-nodes"},
      {"anchors of scalars", numbered("- &a", 20'000, " x\n"), "yaml/alias-limit"},
      {"anchors of lists", numbered("- &a", 20'000, " []\n"), "yaml/alias-limit"},
      {"broken documents", repeat("---\n@\n", 200'000), "yaml/too-many-problems"},
      {"broken documents without end", "a: @\n" + repeat("-", 4U << 20U), "yaml/syntax"},
      {"tags", repeat("- !x a\n", 200'000), "yaml/too-many-problems"},
      {"directives", numbered("%TAG !", 20'000, "! x\n"), "yaml/directive"},
      {"directives after a document", "a: 1\n" + numbered("%TAG !", 20'000, "! x\n"), "yaml/directive"},
      {"keys, each twice", "a: 1\n" + numbered("k", 20'000, ": 1\n") + numbered("k", 20'000, ": 1\n"),
       "yaml/too-many-problems"},
      {"a first key again and again", repeat("k: 1\n", 40'000), "yaml/too-many-problems"},
      {"anchors", numbered("- &a", 100'000, " yes\n"), "yaml/too-many-problems"},
      {"bad bytes", repeat("a\xff", 200'000), "yaml/too-many-problems"},
      {"control characters", repeat("\x01", 200'000), "yaml/too-many-problems"},
      {"bidirectional controls", "# " + repeat("\xe2\x80\xae", 200'000), "yaml/too-many-problems"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.title);
    const Stream stream = read(row.text, row.limits);
    CHECK(has(stream, row.rule));
    CHECK(stream.problems.size() <= Limits{}.max_problems + 1);
    for (const Problem& problem : stream.problems) {
      CHECK(problem.span.begin <= problem.span.end);
      CHECK(problem.span.end <= row.text.size());
    }
  }
}

TEST_CASE("what is large but within the limits is read") {
  struct Row {
    std::string_view title;
    std::string text;
  };
  const std::vector<Row> rows = {
      {"64 levels of brackets", repeat("[", 64) + repeat("]", 64)},
      {"64 levels of mappings", repeat("{a: ", 64) + "1" + repeat("}", 64)},
      {"20,000 keys", numbered("key-", 20'000, ": 1\n")},
      {"a scalar of a megabyte", "a: " + repeat("x", 1U << 20U)},
      {"a key of 1,000 bytes", repeat("k", 1000) + ": 1\n"},
      {"an alias as often as allowed", "- &a x\n" + repeat("- *a\n", 10'000)},
      {"20,000 documents", numbered("---\na: ", 20'000, "\n")},
  };
  for (const Row& row : rows) {
    CAPTURE(row.title);
    const Stream stream = read(row.text);
    CHECK(stream.problems.empty());
    CHECK(stream.documents.back().complete);
  }
  CHECK(read(rows[2].text).documents.at(0).root.entries.size() == 20'000);
}

TEST_CASE("beyond a limit what was read is kept") {
  Limits limits;
  limits.max_nodes = 6;
  const std::string text = "a: 1\nb: [2, 3, 4]\nc: 5\n";
  const Stream stream = read(text, limits);
  REQUIRE(stream.problems.size() == 1);
  CHECK(stream.problems[0].rule == "yaml/too-many-nodes");
  CHECK(stream.problems[0].pointer == "/b/1");
  CHECK_FALSE(stream.documents.at(0).complete);
  CHECK(resolve(stream.documents[0].root, "/b/0") != nullptr);
  CHECK(resolve(stream.documents[0].root, "/b/1") == nullptr);
}

TEST_CASE("positions stay right in a long text of several bytes a character") {
  std::string text;
  for (int i = 0; i < 5000; ++i) {
    text += fmt::format("clé{0}: \"São José nº {0} 日本\" # é\n", i);
  }
  const Stream stream = read(text);
  CHECK(stream.problems.empty());
  const Node& root = stream.documents.at(0).root;
  REQUIRE(root.entries.size() == 5000);
  for (const Entry& entry : root.entries) {
    const std::string number = std::string(entry.key.text.substr(4));
    REQUIRE(text.substr(entry.key.span.begin, entry.key.span.end - entry.key.span.begin) == entry.key.text);
    REQUIRE(text.substr(entry.value.span.begin, entry.value.span.end - entry.value.span.begin) ==
            fmt::format("\"São José nº {} 日本\"", number));
  }
}
