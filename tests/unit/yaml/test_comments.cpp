#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "csx/yaml/tree.hpp"

using namespace csx::yaml;

TEST_CASE("comments are told from '#' inside scalars") {
  struct Wanted {
    std::string text;
    std::uint32_t line;
    bool own_line;
  };
  struct Row {
    std::string text;
    std::vector<Wanted> wanted;
  };
  const std::vector<Row> rows = {
      {"a: 1\n", {}},
      {"# one\na: 1 # two\n  # three\nb: 2", {{"# one", 1, true}, {"# two", 2, false}, {"# three", 3, true}}},
      {"a: \"x # y\" # z\n", {{"# z", 1, false}}},
      {"a: 'x # y'\nb: x#y\nc: #z\n", {{"#z", 3, false}}},
      {"a: |  # header\n  # text\n\n# after\nb: 1\n", {{"# header", 1, false}, {"# after", 4, true}}},
      {"a: >-\n  x # text\n  # text\nb: 1 # c\n", {{"# c", 4, false}}},
      {"a: [1, # one\n  2] # two\n", {{"# one", 1, false}, {"# two", 2, false}}},
      {"a: \"x\"# tight\n", {{"# tight", 1, false}}},
      {"a: &x # c\n  - *x\n", {{"# c", 1, false}}},
      {"a: # c\r\n  b: 1 # d\r\n# e\r\n", {{"# c", 1, false}, {"# d", 2, false}, {"# e", 3, true}}},
      {"a: 1\r# c\rb: 1 # d", {{"# c", 2, true}, {"# d", 3, false}}},
      {"\xef\xbb\xbf# é\na: 1\n", {{"# é", 1, true}}},
      {"# only\n", {{"# only", 1, true}}},
      {"a: 1\n--- # c\nb: 1\n... # d\n# e\n", {{"# c", 2, false}, {"# d", 4, false}, {"# e", 5, true}}},
      {"a: x\n  y # c\n", {{"# c", 2, false}}},
      {"a: \"é\n  # no\" # c\n", {{"# c", 2, false}}},
      {"&a #c\nb: 1\n", {{"#c", 1, false}}},
      {"a: # c\n  # d\n", {{"# c", 1, false}, {"# d", 2, true}}},
      {"a: &x |\n  # no\nb: *x # c\n# d\n", {{"# c", 3, false}, {"# d", 4, true}}},
      {"a: !t # c\n  x # d\n", {{"# c", 1, false}, {"# d", 2, false}}},
      // What stands after a fault was not read: it may be inside a quote.
      {"a: 1 # c\nb: \"never closed # d\n# e\n", {{"# c", 1, false}}},
      {"a: 1 # c\n%X # d\n", {{"# c", 1, false}}},
      {"a: 1 # c\nb: \"x # d\n--- # e\nb: 1 # f\n",
       {{"# c", 1, false}, {"# e", 3, false}, {"# f", 4, false}}},
      {"a: # c\n  ? b: x # d\n    e: \"f # g\" h: 2\n# i\n", {{"# c", 1, false}, {"# d", 2, false}}},
      {"a: # c\n  ? b: x#d e: 2\n# i\n", {{"# c", 1, false}}},
      {"--- # c\na: \"x\\z # d\"\n--- # e\nb: 1\n", {{"# c", 1, false}, {"# e", 3, false}}},
      {"a: 1 }\n--- @ # d\n---\n# e\nb: 1\n", {{"# e", 4, true}}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Stream stream = read(row.text);
    const std::vector<Comment> found = comments(row.text, stream);
    REQUIRE(found.size() == row.wanted.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      CAPTURE(i);
      CHECK(row.text.substr(found[i].span.begin, found[i].span.end - found[i].span.begin) ==
            row.wanted[i].text);
      CHECK(found[i].line == row.wanted[i].line);
      CHECK(found[i].own_line == row.wanted[i].own_line);
    }
  }
}
