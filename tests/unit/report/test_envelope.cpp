#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "csx/report/envelope.hpp"

namespace csx::report {
namespace {

TEST_CASE("the envelope has its keys in the fixed order") {
  const Header header{"0.1.0", "metrics", "2026-03-10T12:00:00Z", std::nullopt, true};
  CHECK(envelope(header, {{"b", 1}, {"a", 2}}).dump() ==
        R"({"csx":{"version":"0.1.0","format":1},"command":"metrics","as_of":"2026-03-10T12:00:00Z",)"
        R"("revision":null,"dirty":true,"data":{"b":1,"a":2}})");
  const Header with_revision{"0.1.0", "check", "2026-03-10T12:00:00Z", "0123abc", false};
  CHECK(envelope(with_revision, nullptr)["revision"] == "0123abc");
}

TEST_CASE("the envelope says how many files are missing from its data, where any are") {
  Header header{"0.1.0", "metrics", "2026-03-10T12:00:00Z", std::nullopt, false};
  CHECK_FALSE(envelope(header, 1).contains("unread_files"));
  header.unread_files = 2;
  CHECK(envelope(header, 1)["unread_files"] == 2);
}

TEST_CASE("JSON text is inert and still the same document") {
  struct Row {
    std::string value;
    std::string text;
  };
  const Row rows[] = {
      {"plain ç 日本", "\"plain ç 日本\"\n"},
      {"a\nb\x1b", "\"a\\nb\\u001b\"\n"},
      {"\x7f\x7f", "\"\\u007f\\u007f\"\n"},
      {"\u0085\u202e\ufeff", "\"\\u0085\\u202e\\ufeff\"\n"},
      {"##[add-path]x ###[y ## [ ##vso[z]", "\"\\u0023#[add-path]x #\\u0023#[y ## [ \\u0023#vso[z]\"\n"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const auto text = to_text(Json(row.value));
    CHECK(text == row.text);
    CHECK(Json::parse(text) == row.value);
  }
  CHECK(to_text(Json("a\xFF")) == "\"a\uFFFD\"\n");
  CHECK(to_text(Json::object()) == "{}\n");
  CHECK(to_text({{"a", {1, 2}}}) == "{\n  \"a\": [\n    1,\n    2\n  ]\n}\n");
}

}  // namespace
}  // namespace csx::report
