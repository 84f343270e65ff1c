#include <doctest/doctest.h>

#include <string>

#include "csx/base/text.hpp"

namespace csx {
namespace {

using std::string_literals::operator""s;

TEST_CASE("the first malformed byte of UTF-8 is found") {
  struct Row {
    std::string text;
    std::optional<std::size_t> offset;
  };
  const Row rows[] = {
      {"", std::nullopt},
      {"plain text that is longer than one block", std::nullopt},
      {"São Paulo €€ 😀", std::nullopt},
      {"a\0b"s, std::nullopt},
      {"\xC2\x80", std::nullopt},          // the first of two bytes
      {"\xDF\xBF", std::nullopt},          // the last of two bytes
      {"\xE0\xA0\x80", std::nullopt},      // the first of three bytes
      {"\xED\x9F\xBF", std::nullopt},      // the last before the surrogates
      {"\xEE\x80\x80", std::nullopt},      // the first after them
      {"\xF0\x90\x80\x80", std::nullopt},  // the first of four bytes
      {"\xF4\x8F\xBF\xBF", std::nullopt},  // U+10FFFF
      {"\xC0\x80", 0},                     // overlong
      {"\xC1\xBF", 0},
      {"\xE0\x9F\xBF", 0},
      {"\xF0\x8F\xBF\xBF", 0},
      {"\xED\xA0\x80", 0},      // a surrogate
      {"\xED\xBF\xBF", 0},      // a surrogate
      {"\xF4\x90\x80\x80", 0},  // beyond U+10FFFF
      {"\xF5\x80\x80\x80", 0},
      {"ab\xFF", 2},
      {"12345678\x80", 8},  // a continuation byte alone, after a whole block
      {"1234567\x80", 7},   // and in a block
      {"é\xE2\x82", 2},     // cut short by the end
      {"\xE2\x82 ok", 0},   // cut short by text
      {"\xF0\x9F\x98", 0},  // cut short by the end
      {"123456789 é\xC3 12345678", 12},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(first_invalid_utf8(row.text) == row.offset);
  }
}

TEST_CASE("characters are counted, malformed bytes one each") {
  struct Row {
    std::string text;
    std::size_t count;
  };
  const Row rows[] = {
      {"", 0},
      {"abc", 3},
      {"ação", 4},
      {"a longer line of ASCII", 22},
      {"😀é", 2},
      {"e\u0301", 2},
      {"\xE2\x82", 2},
      {"\xF0\x9F\x98x", 4},
      {"\xED\xA0\x80", 3},
      {"\xFF\xFE", 2},
      {"12345678é12345678", 17},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(count_characters(row.text) == row.count);
  }
}

TEST_CASE("the width of text is in terminal columns") {
  struct Row {
    std::string text;
    std::size_t width;
  };
  const Row rows[] = {
      {"", 0},        {"abc", 3},    {"ação", 4},     {"日本", 4},    {"한글", 4},
      {"e\u0301", 1}, {"😀", 2},      {"ＡＢ", 4},     {"\x1b[0m", 3}, {"a\tb\n", 2},
      {"\x7f", 0},    {"\u0085", 0}, {"a\u200bb", 2}, {"\xFF", 1},    {"\u202e", 0},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(display_width(row.text) == row.width);
  }
}

TEST_CASE("text is shortened to columns, not to bytes") {
  struct Row {
    std::string text;
    std::size_t width;
    std::string shown;
  };
  const Row rows[] = {
      {"", 5, ""},
      {"abcde", 5, "abcde"},
      {"abcdef", 5, "abcd…"},
      {"abcdef", 1, "…"},
      {"abcdef", 0, ""},
      {"ações", 5, "ações"},
      {"ações!", 5, "açõe…"},
      {"日本語", 6, "日本語"},
      {"日本語", 5, "日本…"},
      {"日本語", 4, "日…"},  // half a wide character cannot be shown
      {"日本語", 1, "…"},
      {"e\u0301e\u0301e\u0301", 3, "e\u0301e\u0301e\u0301"},
      {"e\u0301e\u0301e\u0301", 2, "e\u0301…"},  // the mark stays with its letter
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CAPTURE(row.width);
    CHECK(ellipsize(row.text, row.width) == row.shown);
  }
}

TEST_CASE("words are enumerated as people do") {
  using Words = std::vector<std::string_view>;
  CHECK(enumerate(Words{}) == "");
  CHECK(enumerate(Words{"a"}) == "a");
  CHECK(enumerate(Words{"a", "b"}) == "a and b");
  CHECK(enumerate(Words{"a", "b", "c"}, "or") == "a, b or c");
}

TEST_CASE("a number of things is in the right plural") {
  struct Row {
    std::size_t n;
    std::string noun;
    std::string plural;
    std::string phrase;
  };
  const Row rows[] = {
      {0, "account", "", "0 accounts"},
      {1, "account", "", "1 account"},
      {2, "account", "", "2 accounts"},
      {2, "entry", "", "2 entries"},
      {2, "day", "", "2 days"},
      {3, "match", "", "3 matches"},
      {3, "business", "", "3 businesses"},
      {3, "box", "", "3 boxes"},
      {2, "person", "people", "2 people"},
      {1, "person", "people", "1 person"},
      {2, "y", "", "2 ys"},
      {2, "wish", "", "2 wishes"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.noun);
    CHECK(counted(row.n, row.noun, row.plural) == row.phrase);
  }
}

TEST_CASE("nouns have their article") {
  CHECK(with_article("account") == "an account");
  CHECK(with_article("opinion") == "an opinion");
  CHECK(with_article("handoff") == "a handoff");
  CHECK(with_article("user") == "a user");
}

TEST_CASE("white space is trimmed at both ends only") {
  CHECK(trim("") == "");
  CHECK(trim(" \t\r\n\v\f") == "");
  CHECK(trim("  a b\n") == "a b");
  CHECK(trim("\u00a0a") == "\u00a0a");  // ASCII white space only
}

TEST_CASE("splitting keeps empty parts") {
  using Parts = std::vector<std::string_view>;
  CHECK(split("", ',') == Parts{""});
  CHECK(split("a", ',') == Parts{"a"});
  CHECK(split(",a,,b,", ',') == Parts{"", "a", "", "b", ""});
}

TEST_CASE("only ASCII letters change case") {
  CHECK(to_lower_ascii("ABZ[@Éa") == "abz[@Éa");
}

TEST_CASE("words hold a letter or digit") {
  struct Row {
    std::string text;
    std::size_t words;
  };
  const Row rows[] = {
      {"", 0},
      {"   \n\t", 0},
      {"one", 1},
      {"reduce no-shows by 30%", 4},
      {"- * — …", 0},
      {"(a) -b- c!", 3},
      {"ação é 日本", 3},
      {"a\u00a0b\u2003c\u2028d\u0085e", 5},  // white space beyond ASCII
      {"\xFF \xFE", 0},
      {"a\xFF", 1},
      {"-1", 1},
      {"½ Ⅳ", 2},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(count_words(row.text) == row.words);
  }
}

TEST_CASE("pointer tokens are escaped and back") {
  struct Row {
    std::string token;
    std::string escaped;
  };
  const Row rows[] = {{"", ""},        {"plain", "plain"}, {"a/b", "a~1b"},
                      {"m~n", "m~0n"}, {"~1", "~01"},      {"~/", "~0~1"}};
  for (const auto& row : rows) {
    CAPTURE(row.token);
    CHECK(escape_pointer_token(row.token) == row.escaped);
    CHECK(unescape_pointer_token(row.escaped) == row.token);
  }
  CHECK(unescape_pointer_token("a~") == "a~");
  CHECK(unescape_pointer_token("~2") == "~2");
}

}  // namespace
}  // namespace csx
