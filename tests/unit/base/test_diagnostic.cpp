#include <doctest/doctest.h>

#include <algorithm>

#include "csx/base/diagnostic.hpp"

namespace csx {
namespace {

Diagnostic at(std::string file, std::string pointer, std::optional<Span> span = std::nullopt) {
  Diagnostic d;
  d.rule = "schema/unknown-key";
  d.message = "message";
  d.place = Place{std::move(file), 0, std::move(pointer), Aspect::value, span};
  return d;
}

TEST_CASE("severities have words and an order") {
  for (const auto severity : {Severity::off, Severity::note, Severity::warning, Severity::error}) {
    CAPTURE(to_string(severity));
    CHECK(parse_severity(to_string(severity)) == severity);
  }
  CHECK(to_string(Severity::warning) == "warning");
  CHECK_FALSE(parse_severity("Error"));
  CHECK_FALSE(parse_severity(""));
  CHECK(Severity::note < Severity::warning);
}

TEST_CASE("findings are ordered by file, document, position, rule and message") {
  auto second_document = at("a.yaml", "");
  second_document.place.document = 1;
  auto other_rule = at("b.yaml", "/x");
  other_rule.rule = "schema/unknown-value";
  auto other_message = at("b.yaml", "/x");
  other_message.message = "nearer the end";
  const std::vector<Diagnostic> ordered = {
      at("a.yaml", ""),
      at("a.yaml", "", Span{4, 9}),
      at("a.yaml", "/zz", Span{5, 6}),
      at("a.yaml", "", Span{5, 9}),
      at("a.yaml", "/items"),
      at("a.yaml", "/items/2/name"),
      at("a.yaml", "/items/10"),  // as the numbers, not as the words
      at("a.yaml", "/items/10/id"),
      at("a.yaml", "/items-b"),
      second_document,
      at("b.yaml", "/x"),
      other_message,
      other_rule,
  };
  for (std::size_t i = 0; i < ordered.size(); ++i) {
    for (std::size_t j = 0; j < ordered.size(); ++j) {
      CAPTURE(i);
      CAPTURE(j);
      CHECK(before(ordered[i], ordered[j]) == (i < j));
    }
  }
  auto shuffled = ordered;
  std::reverse(shuffled.begin(), shuffled.end());
  std::swap(shuffled[0], shuffled[5]);
  sort_and_deduplicate(shuffled);
  CHECK(shuffled == ordered);
}

TEST_CASE("equal findings are dropped, findings that differ in anything stay") {
  auto helped = at("a.yaml", "/x");
  helped.help = "write it so";
  auto related = at("a.yaml", "/x");
  related.related.push_back({"promised here", Place{"b.yaml", 0, "/y", Aspect::value, std::nullopt}});
  auto related_elsewhere = related;
  related_elsewhere.related[0].place.pointer = "/z";
  auto key = at("a.yaml", "/x");
  key.place.aspect = Aspect::key;
  auto warning = at("a.yaml", "/x");
  warning.severity = Severity::warning;
  std::vector<Diagnostic> all = {helped, related, related_elsewhere, key, warning, at("a.yaml", "/x")};
  const auto twice = [&] {
    auto copy = all;
    copy.insert(copy.end(), all.rbegin(), all.rend());
    return copy;
  };
  auto findings = twice();
  sort_and_deduplicate(findings);
  CHECK(findings.size() == all.size());
  auto reversed = twice();
  std::reverse(reversed.begin(), reversed.end());
  sort_and_deduplicate(reversed);
  CHECK(reversed == findings);
}

}  // namespace
}  // namespace csx
