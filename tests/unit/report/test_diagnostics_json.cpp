#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "sample.hpp"

namespace csx::report {
namespace {

TEST_CASE("json: the whole document") {
  CHECK(sample::written("json", sample::Sample{}.report()) == R"({
  "csx": {
    "version": "0.1.0",
    "format": 1
  },
  "command": "check",
  "as_of": "2026-03-10T12:00:00-03:00",
  "revision": "0123abc",
  "dirty": true,
  "data": {
    "findings": [
      {
        "rule": "schema/unknown-value",
        "severity": "error",
        "message": "unknown touch model \"hightouch\", did you mean \"high-touch\"?",
        "file": "accounts/padaria-aurora/account.yaml",
        "line": 14,
        "column": 14,
        "end_line": 14,
        "end_column": 23,
        "pointer": "/touch_model",
        "record": "account/padaria-aurora",
        "fingerprint": "f1",
        "related": []
      },
      {
        "rule": "handoff/promise-dropped",
        "severity": "warning",
        "message": "2 promises are not in the plan",
        "file": "handoffs/2026-03 aurora.yaml",
        "line": 3,
        "column": 1,
        "end_line": 5,
        "end_column": 9,
        "pointer": "/plan",
        "record": "handoff/2026-03-aurora",
        "help": "add them, or say why not",
        "fingerprint": "f2",
        "related": [
          {
            "message": "promised here",
            "file": "accounts/a.yaml",
            "line": 104,
            "column": 5,
            "end_line": 104,
            "end_column": 8,
            "pointer": "/promises/0"
          },
          {
            "message": "known only as a file",
            "file": "notes.md"
          }
        ]
      },
      {
        "rule": "yaml/syntax",
        "severity": "note",
        "message": "found \"<b>&\u001b[31m\u202e%0A\", [x](http://y)\r\n::error::z \u0023#[add-path]/ � )"
                                                              "\uFFFE"
                                                              R"( ]]>",
        "file": "::set,a:b%\n<i>\"ç�.yaml",
        "fingerprint": "f3",
        "related": []
      }
    ],
    "summary": {
      "errors": 1,
      "warnings": 1,
      "notes": 1,
      "files": 43,
      "records": 57
    }
  }
}
)");
}

TEST_CASE("json: without findings and without a repository") {
  CHECK(sample::written("json", sample::empty_report()) == R"({
  "csx": {
    "version": "0.1.0",
    "format": 1
  },
  "command": "check",
  "as_of": "2026-03-10T12:00:00Z",
  "revision": null,
  "dirty": false,
  "data": {
    "findings": [],
    "summary": {
      "errors": 0,
      "warnings": 0,
      "notes": 0,
      "files": 1,
      "records": 0
    }
  }
}
)");
}

TEST_CASE("json: a place without a known end keeps what is known") {
  auto finding = sample::plain();
  finding.location.end.reset();
  DiagnosticsReport report = sample::empty_report();
  report.findings = {&finding, 1};
  const auto json = Json::parse(sample::written("json", report))["data"]["findings"][0];
  CHECK(json["line"] == 14);
  CHECK(json["column"] == 14);
  CHECK_FALSE(json.contains("end_line"));
  CHECK_FALSE(json.contains("end_column"));
}

}  // namespace
}  // namespace csx::report
