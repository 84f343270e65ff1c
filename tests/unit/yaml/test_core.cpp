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

struct CoreRow {
  std::string_view text;
  Core core;
};

}  // namespace

TEST_CASE("plain scalars resolve by the core schema of YAML 1.2") {
  const std::vector<CoreRow> rows = {
      {"~", Core::null},        {"null", Core::null},        {"Null", Core::null},
      {"NULL", Core::null},     {"nULL", Core::text},        {"nil", Core::text},
      {"true", Core::boolean},  {"True", Core::boolean},     {"TRUE", Core::boolean},
      {"tRUE", Core::text},     {"false", Core::boolean},    {"False", Core::boolean},
      {"FALSE", Core::boolean}, {"falsE", Core::text},       {"yes", Core::text},
      {"on", Core::text},       {"0", Core::integer},        {"12", Core::integer},
      {"-12", Core::integer},   {"+12", Core::integer},      {"012", Core::integer},
      {"-0", Core::integer},    {"0o17", Core::integer},     {"0o18", Core::text},
      {"-0o17", Core::text},    {"0o", Core::text},          {"0x1F", Core::integer},
      {"0xfg", Core::text},     {"+0x1F", Core::text},       {"0x", Core::text},
      {"0b1", Core::text},      {"1_000", Core::text},       {"1.5", Core::real},
      {"-1.5", Core::real},     {"+.5", Core::real},         {".5", Core::real},
      {"5.", Core::real},       {"1e3", Core::real},         {"1E+3", Core::real},
      {"1.5e-3", Core::real},   {"1e", Core::text},          {"e3", Core::text},
      {".", Core::text},        {"-.", Core::text},          {"+", Core::text},
      {"--1", Core::text},      {"1.2.3", Core::text},       {".inf", Core::real},
      {"-.INF", Core::real},    {"+.Inf", Core::real},       {".iNF", Core::text},
      {".nan", Core::real},     {".NaN", Core::real},        {".NAN", Core::real},
      {"-.nan", Core::text},    {"2026-02-28", Core::text},  {"12:30", Core::text},
      {"95%", Core::text},      {"1200.00 BRL", Core::text}, {"0.0", Core::real},
      {"00", Core::integer},    {"1e400", Core::real},       {"inf", Core::text},
      {"é", Core::text},
  };
  for (const CoreRow& row : rows) {
    CAPTURE(row.text);
    for (const std::string& text : {fmt::format("a: {}", row.text), fmt::format("[{}]", row.text)}) {
      const Stream stream = read(text);
      const Node& root = stream.documents.at(0).root;
      const Node& node = root.kind == NodeKind::mapping ? root.entries[0].value : root.items[0];
      CHECK(static_cast<int>(node.core) == static_cast<int>(row.core));
      CHECK(node.text == row.text);
    }
    for (const std::string& text : {fmt::format("a: '{}'", row.text), fmt::format("a: \"{}\"", row.text),
                                    fmt::format("a: |-\n  {}", row.text)}) {
      CAPTURE(text);
      const Stream stream = read(text);
      CHECK(static_cast<int>(stream.documents.at(0).root.entries[0].value.core) ==
            static_cast<int>(Core::text));
      CHECK(stream.problems.empty());
    }
  }
}

TEST_CASE("integers beyond 64 bits and reals that are not finite are refused") {
  struct Range {
    std::string_view text;
    bool refused;
  };
  const std::vector<Range> rows = {
      {"9223372036854775807", false},
      {"9223372036854775808", true},
      {"-9223372036854775808", false},
      {"-9223372036854775809", true},
      {"+9223372036854775807", false},
      {"0x7fffffffffffffff", false},
      {"0x8000000000000000", true},
      {"0o777777777777777777777", false},
      {"0o7777777777777777777777", true},
      {"00000000000000000000000000001", false},
      {"1.0e+308", false},
      {"1.0e+309", true},
      {"-1.0e+309", true},
      {"1.0e-400", false},
      {"0.0e+999", false},
      {"1.0e+99999999999999999999", true},
      {"1.0e-99999999999999999999", false},
      {".inf", true},
      {"-.inf", true},
      {".NaN", true},
      {"0.00001e+310", false},
      {"10000.0e+305", true},
  };
  for (const Range& row : rows) {
    CAPTURE(row.text);
    const std::string text = fmt::format("a: {}", row.text);
    CHECK(has(read(text), "yaml/number-range") == row.refused);
    const std::string quoted = fmt::format("a: \"{}\"", row.text);
    CHECK_FALSE(has(read(quoted), "yaml/number-range"));
  }
}

TEST_CASE("a warning points at what readers of YAML 1.1 take for something else") {
  struct Ambiguous {
    std::string_view text;
    std::string_view wanted;  // of the message; empty: no warning
  };
  const std::vector<Ambiguous> rows = {
      {"yes", "\"yes\" is text here and a truth value to readers of YAML 1.1"},
      {"Off", "\"Off\" is text here and a truth value to readers of YAML 1.1"},
      {"n", "\"n\" is text here and a truth value to readers of YAML 1.1"},
      {"012", "\"012\" is an integer here and an octal number to readers of YAML 1.1"},
      {"-0777", "\"-0777\" is an integer here and an octal number to readers of YAML 1.1"},
      {"089", "\"089\" is an integer here and text to readers of YAML 1.1"},
      {"0o17", "\"0o17\" is an integer here and text to readers of YAML 1.1"},
      {"0b101", "\"0b101\" is text here and a number to readers of YAML 1.1"},
      {"+0x1F", "\"+0x1F\" is text here and a number to readers of YAML 1.1"},
      {"0x1_F", "\"0x1_F\" is text here and a number to readers of YAML 1.1"},
      {"1_000", "\"1_000\" is text here and a number to readers of YAML 1.1"},
      {"1_000.5", "\"1_000.5\" is text here and a number to readers of YAML 1.1"},
      {"12:30", "\"12:30\" is text here and a number in base 60 to readers of YAML 1.1"},
      {"12:30:00", "\"12:30:00\" is text here and a number in base 60 to readers of YAML 1.1"},
      {"1:30.5", "\"1:30.5\" is text here and a number in base 60 to readers of YAML 1.1"},
      {"1e3", "\"1e3\" is a number here and text to readers of YAML 1.1"},
      {"1.5e3", "\"1.5e3\" is a number here and text to readers of YAML 1.1"},
      {"=", "\"=\" is text here and a special key to readers of YAML 1.1"},
      {"<<", "\"<<\" is text here and a special key to readers of YAML 1.1"},
      {"09:30", ""},
      {"12:60", ""},
      {"12:30-13:00", ""},
      {"2026-02-28", ""},
      {"2026-02-28T10:00:00-03:00", ""},
      {"07", ""},
      {"000", ""},
      {"0", ""},
      {"0x1F", ""},
      {"1.5e+3", ""},
      {".5", ""},
      {"-1.5", ""},
      {"true", ""},
      {"~", ""},
      {"yesterday", ""},
      {"no_show", ""},
      {"1.2.3", ""},
      {"1200.00 BRL", ""},
      {"15d", ""},
      {"2026-Q3", ""},
  };
  for (const Ambiguous& row : rows) {
    CAPTURE(row.text);
    const std::string text = fmt::format("a: {}\n", row.text);
    const Stream stream = read(text);
    if (row.wanted.empty()) {
      CHECK(stream.problems.empty());
      continue;
    }
    REQUIRE(stream.problems.size() == 1);
    const Problem& problem = stream.problems[0];
    CHECK(problem.rule == "yaml/ambiguous-scalar");
    CHECK(problem.severity == Severity::warning);
    CHECK(problem.message == row.wanted);
    CHECK(problem.pointer == "/a");
    CHECK(text.substr(problem.span.begin, problem.span.end - problem.span.begin) == row.text);
    CHECK_FALSE(problem.help.empty());
  }
}

TEST_CASE("keys are not warned about, and quoted values neither") {
  CHECK(read("on: 1\nyes: 2\n012: 3\n12:30: 4\n").problems.empty());
  CHECK(read("a: 'yes'\nb: \"012\"\nc: |-\n  no\n").problems.empty());
}
