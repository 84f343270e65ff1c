#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "csx/base/text.hpp"
#include "edits.hpp"

using namespace csx;
using namespace csx::yaml;
using namespace csx::yaml::test;

TEST_CASE("a value that is replaced keeps its comment, and its quotes where it can") {
  check_rows({
      {"a: old # why\nb: 1\n", set("/a", "new"), "a: new # why\nb: 1\n"},
      {"a: 'old'   # why\n", set("/a", "new"), "a: 'new'   # why\n"},
      {"a: 'old'\n", set("/a", "it's"), "a: 'it''s'\n"},
      {"a: \"old\" # why\n", set("/a", "say \"x\""), "a: \"say \\\"x\\\"\" # why\n"},
      {"a: \"old\"# why\n", set("/a", number("5")), "a: 5 # why\n"},
      {"a: 'old'\n", set("/a", "tab\there"), "a: \"tab\\there\"\n"},
      {"a: \"old\"\n", set("/a", "2026-03-02"), "a: \"2026-03-02\"\n"},
      {"a: \"12\"\n", set("/a", number("13")), "a: 13\n"},
      {"a: 12\n", set("/a", "13"), "a: \"13\"\n"},
      {"a: 12\n", set("/a", "words"), "a: words\n"},
      {"a: one\n  two\n\n  three # c\nb: 1\n", set("/a", "four"), "a: four # c\nb: 1\n"},
      {"a: \"one\n  two\" # c\n", set("/a", "four"), "a: \"four\" # c\n"},
      {"a:\n  # why\n  old # c\nb: 1\n", set("/a", "new"), "a:\n  # why\n  new # c\nb: 1\n"},
      {"- x # c\n- y\n", set("/0", "z"), "- z # c\n- y\n"},
      {"? a\n: old # c\n", set("/a", "new"), "? a\n: new # c\n"},
      {"? a\n? b\n", set("/a", "new"), "? a\n: new\n? b\n"},
      {"nome: São José # é\n", set("/nome", "João"), "nome: João # é\n"},
      {"a: &x old # c\n", set("/a", "new"), "a: &x new # c\n"},
      {"a: &x 1\nb: *x # c\n", set("/b", "new"), "a: &x 1\nb: new # c\n"},
  });
}

TEST_CASE("an empty value is filled, a value is emptied") {
  check_rows({
      {"a:\nb: 1\n", set("/a", "x"), "a: x\nb: 1\n"},
      {"a: # c\nb: 1\n", set("/a", "x"), "a: x # c\nb: 1\n"},
      {"a:   \n", set("/a", "x"), "a: x   \n"},
      {"a: &x # c\n", set("/a", "x"), "a: &x x # c\n"},
      {"-\n- b\n", set("/0", "x"), "- x\n- b\n"},
      {"a: 1 # c\n", set("/a", Value::null()), "a: # c\n"},
      {"a: 1\n", set("/a", Value::null()), "a:\n"},
      {"a:\n  1\n", set("/a", Value::null()), "a:\n  null\n"},
      {"- 1\n", set("/0", Value::null()), "- null\n"},
      {"[1]\n", set("/0", Value::null()), "[null]\n"},
      {"a: ~\n", set("/a", Value::boolean(true)), "a: true\n"},
      {"a: 1\n", set("/a", Value::sequence()), "a: []\n"},
      {"a: 1 # c\n", set("/a", Value::mapping()), "a: {} # c\n"},
  });
}

TEST_CASE("what means the same already is left as it is spelled") {
  for (const std::string_view before :
       {"a: 'x'\n", "a: \"x\"\n", "a: |-\n  x\n", "a: >-\n  x\n", "a: &k x\nb: *k\n"}) {
    CAPTURE(before);
    CHECK(apply_one(before, set("/a", "x")) == std::string(before));
  }
  CHECK(apply_one("a: True\n", set("/a", Value::boolean(true))) == "a: True\n");
  CHECK(apply_one("a: ~\n", set("/a", Value::null())) == "a: ~\n");
  CHECK(apply_one("a: {y: 1, x: 2}\n", set("/a", map({{"x", number("2")}, {"y", number("1")}}))) ==
        "a: {y: 1, x: 2}\n");
}

TEST_CASE("plain text that some reader would take for something else gets quotes") {
  const std::vector<std::string> quoted_texts = {"",
                                                 "yes",
                                                 "No",
                                                 "on",
                                                 "off",
                                                 "y",
                                                 "null",
                                                 "~",
                                                 "true",
                                                 "12",
                                                 "-1",
                                                 "1.5",
                                                 ".5",
                                                 "1e3",
                                                 "0777",
                                                 "0o17",
                                                 "0x1F",
                                                 "0b1",
                                                 "1_000",
                                                 "1,000",
                                                 "12:30:00",
                                                 "12:30",
                                                 "09:00",
                                                 ".inf",
                                                 ".nan",
                                                 "=",
                                                 "<<",
                                                 "+1",
                                                 "2026-02-30",
                                                 "2026-3-2",
                                                 "0000-01-01",
                                                 " lead",
                                                 "trail ",
                                                 "a: b",
                                                 "a:",
                                                 "a #b",
                                                 "#a",
                                                 "- a",
                                                 "-",
                                                 "? a",
                                                 "[a",
                                                 "{a",
                                                 "&a",
                                                 "*a",
                                                 "!a",
                                                 "|",
                                                 ">= 90%",
                                                 "'a'",
                                                 "\"a\"",
                                                 "%a",
                                                 "@a",
                                                 "`a`",
                                                 "a\tb",
                                                 "a\rb",
                                                 "2026-03-02 10:00:00",
                                                 "2026-03-02T25:00:00",
                                                 "---",
                                                 "...",
                                                 ", a",
                                                 "}"};
  for (const std::string& words : quoted_texts) {
    CAPTURE(words);
    const Result<std::string> outcome = apply_one("a: b\n", set("/a", words));
    REQUIRE(outcome.has_value());
    CHECK(outcome->starts_with("a: \""));
  }
  const std::vector<std::string> plain_texts = {"word",
                                                "two words",
                                                "São José",
                                                "日本",
                                                "🎉",
                                                "it's",
                                                "a:b",
                                                "http://x/y#z",
                                                "2026-03-02",
                                                "16bh",
                                                "1mo",
                                                "95%",
                                                "1200.00 BRL",
                                                "2026-Q3",
                                                "12-25",
                                                "2026-03-padaria",
                                                "2026-03",
                                                "a, b",
                                                "a [b] {c}",
                                                "v1.2.3",
                                                "a@b.example",
                                                "2026-03-02T10:12:00-03:00",
                                                "2026-03-02T10:12:00Z",
                                                "2026-03-02T10:12:00.5Z",
                                                "2026-03-02T10:12"};
  for (const std::string& words : plain_texts) {
    CAPTURE(words);
    CHECK(apply_one("a: b\n", set("/a", words)) == "a: " + words + "\n");
  }
}

TEST_CASE("inside brackets fewer texts are plain") {
  for (const std::string words : {"a, b", "a]b", "a[b", "{a", "a}", "http://x", "a?b", "a:b"}) {
    CAPTURE(words);
    CHECK(apply_one("[x]\n", set("/0", words)) == "[\"" + words + "\"]\n");
  }
  for (const std::string words : {"two words", "2026-03-02T10:12:00-03:00", "95%", "it's"}) {
    CAPTURE(words);
    CHECK(apply_one("[x]\n", set("/0", words)) == "[" + words + "]\n");
  }
}

TEST_CASE("text of several lines stands as a literal block scalar") {
  check_rows({
      {"a: x # note\nb: 1\n", set("/a", "one\ntwo\n"), "a: | # note\n  one\n  two\nb: 1\n"},
      {"a: x\nb: 1\n", set("/a", "one\n\n two"), "a: |-\n  one\n\n   two\nb: 1\n"},
      {"a: x\nb: 1\n", set("/a", "one\n\n"), "a: |+\n  one\n\nb: 1\n"},
      {"a: x\nb: 1\n", set("/a", "  one\ntwo\n"), "a: |2\n    one\n  two\nb: 1\n"},
      {"a: x\nb: 1\n", set("/a", "\n\none\n"), "a: |\n\n\n  one\nb: 1\n"},
      {"a:\n    b: x\n", set("/a/b", "one\ntwo"), "a:\n    b: |-\n        one\n        two\n"},
      {"- x\n", set("/0", "one\ntwo"), "- |-\n  one\n  two\n"},
      {"- a: x\n  b: 1\n", set("/0/a", "one\ntwo"), "- a: |-\n    one\n    two\n  b: 1\n"},
      {"a: # c\nb: 1\n", set("/a", "one\ntwo"), "a: |- # c\n  one\n  two\nb: 1\n"},
      {"a:\n  b: 1 # c\n  d: 2\ne: 3\n", set("/a", "one\ntwo"), "a: |-\n  one\n  two\ne: 3\n"},
      // The last line of a file without line break gains one only where the text ends in one.
      {"a: x", set("/a", "one\ntwo"), "a: |-\n  one\n  two"},
      {"a: x", set("/a", "one\ntwo\n"), "a: |\n  one\n  two\n"},
      {"a: x\r\nb: 1\r\n", set("/a", "one\ntwo\n"), "a: |\r\n  one\r\n  two\r\nb: 1\r\n"},
  });
}

TEST_CASE("text that no literal can hold, or that would swallow what follows, is quoted") {
  check_rows({
      {"a: x\n", set("/a", "\n\n"), "a: \"\\n\\n\"\n"},
      {"a: x\n", set("/a", "one\r\ntwo"), "a: \"one\\r\\ntwo\"\n"},
      {"a: x\n", set("/a", "   \none"), "a: \"   \\none\"\n"},
      {"a: x\n\n    # to the right\nb: 1\n", set("/a", "one\ntwo"),
       "a: \"one\\ntwo\"\n\n    # to the right\nb: 1\n"},
      {"a: x\n\nb: 1\n", set("/a", "one\n\n"), "a: \"one\\n\\n\"\n\nb: 1\n"},
      {"a: [x]\n", set("/a/0", "one\ntwo"), "a: [\"one\\ntwo\"]\n"},
      {"a: \"x\\ny\"\n", set("/a", "one\ntwo"), "a: \"one\\ntwo\"\n"},
  });
}

TEST_CASE("a block scalar stays one") {
  check_rows({
      {"a: |\n    one\n    two\n\nb: 1\n", set("/a", "one\nthree\n"), "a: |\n    one\n    three\n\nb: 1\n"},
      {"a: | # note\n  one\n\n# c\nb: 1\n", set("/a", "two"), "a: |- # note\n  two\n\n# c\nb: 1\n"},
      {"a: >\n  one two\n  three\n\nb: 1\n", set("/a", "four five\n"), "a: >\n  four five\n\nb: 1\n"},
      {"a: >-\n  one\nb: 1\n", set("/a", "one\n\ntwo\nthree"), "a: >-\n  one\n\n\n  two\n\n  three\nb: 1\n"},
      {"a: >-\n  one\nb: 1\n", set("/a", "one\n  two"), "a: |-\n  one\n    two\nb: 1\n"},
      {"a: >-\n  some words that fill the line until here\n  and more\nb: 1\n",
       set("/a", "other words that do not fit on one line of this text"),
       "a: >-\n  other words that do not fit on one line\n  of this text\nb: 1\n"},
      {"a: |+\n  one\n\n\nb: 1\n", set("/a", "two\n"), "a: |\n  two\nb: 1\n"},
      {"a: | # note\n  one\n  two\nb: 1\n", set("/a", number("5")), "a: 5 # note\nb: 1\n"},
      {"a: |\n  one\nb: 1\n", set("/a", Value::null()), "a:\nb: 1\n"},
      {"- |\n  one\n- b\n", set("/0", map({{"x", number("1")}})), "- x: 1\n- b\n"},
      {"a: | # note\n  one\nb: 1\n", set("/a", map({{"x", number("1")}})), "a: # note\n  x: 1\nb: 1\n"},
  });
}

TEST_CASE("quotes follow the neighbours") {
  check_rows({
      {"a: 'x: y'\nb: z\n", set("/c", "no"), "a: 'x: y'\nb: z\nc: 'no'\n"},
      {"'a': 'x'\n'b': 'y'\n", set("/c", "z"), "'a': 'x'\n'b': 'y'\n'c': 'z'\n"},
      {"\"a\": \"x\"\n", set("/c", "z"), "\"a\": \"x\"\n\"c\": \"z\"\n"},
      {"a: [\"x\", \"y\"]\n", append("/a", text("z")), "a: [\"x\", \"y\", \"z\"]\n"},
      {"a: [\"09:00\", x]\n", append("/a", text("z")), "a: [\"09:00\", x, z]\n"},
      {"- {id: 'a', m: x}\n", append("", map({{"id", text("b")}, {"m", text("w")}})),
       "- {id: 'a', m: x}\n- {id: 'b', m: w}\n"},
  });
}

TEST_CASE("whatever the text and wherever it stands, it is read back") {
  const std::vector<std::string> places = {"a: x\nb: 1\n", "a: 'x'\n",  "a: |\n  x\nb: 1\n", "a: >\n  x\n",
                                           "a: [x] # c\n", "a:\n- x\n", "{\"a\":\"x\"}",     "? a\n"};
  const std::vector<std::string> pieces = {"",  "a",  " ",  "\n", "\t", "#", ":", "-",
                                           "'", "\"", "\\", ",",  "]",  "é", "0", "\r"};
  std::vector<std::string> texts;
  for (const std::string& first : pieces) {
    for (const std::string& second : pieces) {
      for (const std::string_view third : {"", "a", "\n", " "}) {
        texts.push_back(first + second + std::string(third));
      }
    }
  }
  for (const std::string& place : places) {
    for (const std::string& words : texts) {
      CAPTURE(place);
      CAPTURE(words);
      const Result<std::string> outcome = apply_one(place, set("/a", words));
      REQUIRE(outcome.has_value());
      const Stream stream = read(*outcome);
      REQUIRE(stream.problems.empty());
      REQUIRE(resolve(stream.documents.at(0).root, "/a")->text == words);
    }
  }
}
