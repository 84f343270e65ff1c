#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "sample.hpp"

namespace csx::report {
namespace {

TEST_CASE("sarif: the whole document, with rules, related places and encoded names") {
  CHECK(sample::written("sarif", sample::Sample{}.report("ops/")) == R"({
  "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
  "version": "2.1.0",
  "runs": [
    {
      "tool": {
        "driver": {
          "name": "csx",
          "version": "0.1.0",
          "rules": [
            {
              "id": "schema/unknown-value",
              "shortDescription": {
                "text": "Values are of the vocabulary."
              },
              "fullDescription": {
                "text": "Reports count by them."
              },
              "help": {
                "text": "Pick one."
              },
              "defaultConfiguration": {
                "level": "error"
              }
            },
            {
              "id": "handoff/promise-dropped",
              "shortDescription": {
                "text": "Promises are planned."
              },
              "defaultConfiguration": {
                "level": "warning"
              }
            }
          ]
        }
      },
      "columnKind": "unicodeCodePoints",
      "results": [
        {
          "ruleId": "schema/unknown-value",
          "ruleIndex": 0,
          "level": "error",
          "message": {
            "text": "unknown touch model \"hightouch\", did you mean \"high-touch\"?"
          },
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "ops/accounts/padaria-aurora/account.yaml"
                },
                "region": {
                  "startLine": 14,
                  "startColumn": 14,
                  "endLine": 14,
                  "endColumn": 23
                }
              },
              "logicalLocations": [
                {
                  "fullyQualifiedName": "account/padaria-aurora/touch_model"
                }
              ]
            }
          ],
          "partialFingerprints": {
            "csx/v2": "f1"
          }
        },
        {
          "ruleId": "handoff/promise-dropped",
          "ruleIndex": 1,
          "level": "warning",
          "message": {
            "text": "2 promises are not in the plan\nhelp: add them, or say why not"
          },
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "ops/handoffs/2026-03%20aurora.yaml"
                },
                "region": {
                  "startLine": 3,
                  "startColumn": 1,
                  "endLine": 5,
                  "endColumn": 9
                }
              },
              "logicalLocations": [
                {
                  "fullyQualifiedName": "handoff/2026-03-aurora/plan"
                }
              ]
            }
          ],
          "relatedLocations": [
            {
              "id": 1,
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "ops/accounts/a.yaml"
                },
                "region": {
                  "startLine": 104,
                  "startColumn": 5,
                  "endLine": 104,
                  "endColumn": 8
                }
              },
              "message": {
                "text": "promised here"
              }
            },
            {
              "id": 2,
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "ops/notes.md"
                }
              },
              "message": {
                "text": "known only as a file"
              }
            }
          ],
          "partialFingerprints": {
            "csx/v2": "f2"
          }
        },
        {
          "ruleId": "yaml/syntax",
          "level": "note",
          "message": {
            "text": "found \"<b>&\u001b\\[31m\u202e%0A\", \\[x\\](http://y)\r\n::error::z ##\\[add-path\\]/ � )"
                                                                     "\uFFFE"
                                                                     R"( \\]\\]>"
          },
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "ops/%3A%3Aset%2Ca%3Ab%25%0A%3Ci%3E%22%C3%A7%FF.yaml"
                }
              }
            }
          ],
          "partialFingerprints": {
            "csx/v2": "f3"
          }
        }
      ]
    }
  ]
}
)");
}

TEST_CASE("sarif: a run without findings has its empty lists") {
  const auto log = Json::parse(sample::written("sarif", sample::empty_report()));
  CHECK(log["runs"][0]["results"].dump() == "[]");
  CHECK(log["runs"][0]["tool"]["driver"]["rules"].dump() == "[]");
}

TEST_CASE("sarif: a finding about the folder as a whole has no location") {
  Finding finding;
  finding.diagnostic.rule = "folder/empty";
  finding.diagnostic.severity = Severity::off;
  finding.diagnostic.message = "no records, {0} [braces] stay";
  DiagnosticsReport report = sample::empty_report();
  report.findings = {&finding, 1};
  CHECK(
      Json::parse(sample::written("sarif", report))["runs"][0]["results"][0].dump() ==
      R"({"ruleId":"folder/empty","level":"none","message":{"text":"no records, {0} [braces] stay"},"locations":[]})");
}

}  // namespace
}  // namespace csx::report
