#include <doctest/doctest.h>

#include <array>

#include "options.hpp"

using namespace csx::cli;

namespace {

constexpr std::array<std::string_view, 2> k_shapes{"round", "square"};

struct Values {
  std::vector<std::string> paths;
  std::vector<std::string> rules;
  std::optional<std::string> shape;
  std::optional<std::string> against;
  bool quiet = false;

  Options options() {
    return {{.names = "PATH", .value = {}, .doc = "paths", .into = &paths, .place = Option::Place::argument},
            {.names = "--rule", .value = "RULE", .doc = "rules", .into = &rules},
            {.names = "--shape", .value = "SHAPE", .doc = "shape", .into = &shape, .choices = k_shapes},
            {.names = "--against",
             .value = "REV",
             .doc = "revision",
             .into = &against,
             .value_may = Option::Value::may_be_left_out},
            {.names = "-q,--quiet", .value = {}, .doc = "quiet", .into = &quiet}};
  }
};

}  // namespace

TEST_CASE("options stand before and after arguments, with and without =") {
  Values values;
  const Options options = values.options();
  REQUIRE(parse({"a", "--rule", "x/*", "b", "--rule=y", "-q", "--shape", "round"}, options).has_value());
  CHECK(values.paths == std::vector<std::string>{"a", "b"});
  CHECK(values.rules == std::vector<std::string>{"x/*", "y"});
  CHECK(values.shape == "round");
  CHECK(values.quiet);
  CHECK_FALSE(values.against.has_value());
}

TEST_CASE("a value may begin with a dash, and the last of several counts") {
  Values values;
  const Options options = values.options();
  REQUIRE(parse({"--rule", "-mrr", "--shape", "round", "--shape", "square"}, options).has_value());
  CHECK(values.rules == std::vector<std::string>{"-mrr"});
  CHECK(values.shape == "square");
}

TEST_CASE("a value that may be left out is empty then") {
  Values values;
  const Options options = values.options();
  REQUIRE(parse({"--against"}, options).has_value());
  CHECK(values.against == "");
  REQUIRE(parse({"--against=main", "a"}, options).has_value());
  CHECK(values.against == "main");
  CHECK(values.paths == std::vector<std::string>{"a"});
}

TEST_CASE("after -- everything is an argument") {
  Values values;
  const Options options = values.options();
  REQUIRE(parse({"--", "--rule"}, options).has_value());
  CHECK(values.paths == std::vector<std::string>{"--rule"});
}

TEST_CASE("what is wrong with a command line is said") {
  struct Row {
    std::vector<std::string> words;
    const char* message;
  };
  for (const Row& row :
       {Row{{"--rlue", "x"}, "unknown option \"--rlue\", did you mean \"--rule\"?"},
        Row{{"--frobnicate"}, "unknown option \"--frobnicate\""}, Row{{"--rule"}, "--rule needs a value"},
        Row{{"--shape", "rond"}, "--shape \"rond\" is not known, did you mean \"round\"?"}}) {
    Values values;
    const Options options = values.options();
    CAPTURE(row.message);
    const csx::Status parsed = parse(row.words, options);
    REQUIRE_FALSE(parsed.has_value());
    CHECK(parsed.error().message == row.message);
    CHECK(parsed.error().kind == csx::ErrorKind::usage);
  }
}

TEST_CASE("bare words are those that are neither options nor their values") {
  Values values;
  const Options options = values.options();
  const std::vector<std::string> words{"--shape", "round", "check", "--rule=x", "-q", "a", "--", "b"};
  CHECK(find_bare_words(words, options).bare == std::vector<std::size_t>{2, 5});
}
