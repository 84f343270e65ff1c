#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "csx/base/text.hpp"

namespace csx {
namespace {

using Words = std::vector<std::string_view>;

TEST_CASE("the nearest word is found, or none") {
  struct Row {
    std::string word;
    Words candidates;
    std::optional<std::string_view> found;
  };
  const Row rows[] = {
      {"hightouch", {"low-touch", "high-touch", "tech-touch"}, "high-touch"},
      {"HIGH_Touch", {"low-touch", "high-touch"}, "high-touch"},
      {"acount", {"account", "amount"}, "account"},
      {"acocunt", {"amount", "account"}, "account"},  // neighbours swapped: one
      {"ca", {"abc"}, std::nullopt},
      {"tset", {"test"}, "test"},
      {"US", {"UK"}, std::nullopt},  // half of the letters differ
      {"yes", {"yep"}, "yep"},       // a third do
      {"abcdef", {"abxyef"}, "abxyef"},
      {"abcdef", {"axyzef"}, std::nullopt},
      {"not", {"no"}, "no"},
      {"", {"a"}, std::nullopt},
      {"--", {"a", "-"}, std::nullopt},
      {"a", {}, std::nullopt},
      {"bat", {"cat", "hat"}, "cat"},  // the first of equals
      {"implementação", {"IMPLEMENTAÇÃO"}, "IMPLEMENTAÇÃO"},
      {"implementacao", {"implementação"}, "implementação"},
      {"completely", {"different", "words"}, std::nullopt},
  };
  for (const auto& row : rows) {
    CAPTURE(row.word);
    CHECK(nearest(row.word, row.candidates) == row.found);
  }
}

TEST_CASE("swaps are not edited further: the alignment distance of CA and ABC is three") {
  CHECK(nearest("xxxxxca", Words{"xxxxxabc"}) == std::nullopt);
  CHECK(nearest("xxxxxxca", Words{"xxxxxxabc"}) == "xxxxxxabc");
}

TEST_CASE("words too long to be misspelt are left alone") {
  const std::string long_word(100'000, 'x');
  CHECK(nearest(long_word, Words{long_word}) == std::nullopt);
  CHECK(nearest("xxxx", Words{long_word, "xxxy"}) == "xxxy");
  const std::string longest(128, 'x');
  CHECK(nearest(longest, Words{longest}) == longest);
}

TEST_CASE("the phrase is empty when nothing is near") {
  CHECK(did_you_mean("hightouch", Words{"high-touch"}) == ", did you mean \"high-touch\"?");
  CHECK(did_you_mean("hightouch", Words{"other"}) == "");
}

}  // namespace
}  // namespace csx
