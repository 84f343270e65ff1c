#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "csx/base/text.hpp"
#include "sample.hpp"

namespace csx::report {
namespace {

TEST_CASE("every format is found by its name") {
  std::vector<std::string_view> names;
  for (const auto& format : diagnostics_formats()) {
    names.push_back(format.name);
    CHECK(find_diagnostics_format(format.name) == &format);
  }
  CHECK(names == std::vector<std::string_view>{"text", "json", "sarif", "github", "gitlab", "junit"});
  CHECK(find_diagnostics_format("xml") == nullptr);
  CHECK(find_diagnostics_format("") == nullptr);
}

TEST_CASE("github: workflow commands with hostile names") {
  CHECK(
      sample::written("github", sample::Sample{}.report("ops/")) ==
      R"(::error file=ops/accounts/padaria-aurora/account.yaml,line=14,col=14,endLine=14,endColumn=23,title=schema/unknown-value::unknown touch model "hightouch", did you mean "high-touch"?
::warning file=ops/handoffs/2026-03 aurora.yaml,line=3,endLine=5,title=handoff/promise-dropped::2 promises are not in the plan%0Ahelp: add them, or say why not
::notice file=ops/%3A%3Aset%2Ca%3Ab%25%0A<i>"ç\xff.yaml,title=yaml/syntax::found "<b>&\x1b[31m\u202e%250A", [x](http://y)%0D%0A::error::z ##[add-path]/ \xff )"
      "\uFFFE"
      R"( ]]>
)");
}

TEST_CASE("github: each line is one command that csx wrote") {
  const sample::Sample sample;
  const auto text = sample::written("github", sample.report());
  const auto lines = split(trim(text), '\n');
  CHECK(lines.size() == sample.findings.size());
  for (const auto line : lines) {
    CAPTURE(line);
    const bool known =
        line.starts_with("::error ") || line.starts_with("::warning ") || line.starts_with("::notice ");
    CHECK(known);
    CHECK(line.find_first_of("\r\x1b") == line.npos);
  }
}

TEST_CASE("github: nothing found, nothing said; no file, no place") {
  CHECK(sample::written("github", sample::empty_report()) == "");
  Finding finding;
  finding.diagnostic.rule = "folder/empty";
  finding.diagnostic.message = "no records: 100%, none";
  DiagnosticsReport report = sample::empty_report();
  report.findings = {&finding, 1};
  CHECK(sample::written("github", report) == "::error title=folder/empty::no records: 100%25, none\n");
}

TEST_CASE("gitlab: a list of issues, each with a line") {
  CHECK(sample::written("gitlab", sample::Sample{}.report("ops/")) == R"([
  {
    "description": "unknown touch model \"hightouch\", did you mean \"high-touch\"?",
    "check_name": "schema/unknown-value",
    "fingerprint": "f1",
    "severity": "major",
    "location": {
      "path": "ops/accounts/padaria-aurora/account.yaml",
      "lines": {
        "begin": 14
      }
    }
  },
  {
    "description": "2 promises are not in the plan",
    "check_name": "handoff/promise-dropped",
    "fingerprint": "f2",
    "severity": "minor",
    "location": {
      "path": "ops/handoffs/2026-03 aurora.yaml",
      "lines": {
        "begin": 3
      }
    }
  },
  {
    "description": "found \"<b>&\u001b[31m\u202e%0A\", [x](http://y)\r\n::error::z \u0023#[add-path]/ � )"
                                                                      "\uFFFE"
                                                                      R"( ]]>",
    "check_name": "yaml/syntax",
    "fingerprint": "f3",
    "severity": "info",
    "location": {
      "path": "ops/::set,a:b%\n<i>\"ç�.yaml",
      "lines": {
        "begin": 1
      }
    }
  }
]
)");
}

TEST_CASE("gitlab: nothing found is an empty list") {
  CHECK(sample::written("gitlab", sample::empty_report()) == "[]\n");
}

TEST_CASE("junit: a suite per file, a case per finding") {
  CHECK(sample::written("junit", sample::Sample{}.report("ops/")) == R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="csx check" tests="3" failures="1" errors="0">
  <testsuite name="ops/accounts/padaria-aurora/account.yaml" tests="1" failures="1" errors="0" skipped="0">
    <testcase name="schema/unknown-value /touch_model" classname="ops/accounts/padaria-aurora/account.yaml" file="ops/accounts/padaria-aurora/account.yaml">
      <failure type="error" message="unknown touch model &quot;hightouch&quot;, did you mean &quot;high-touch&quot;?">accounts/padaria-aurora/account.yaml:14:14: error: unknown touch model &quot;hightouch&quot;, did you mean &quot;high-touch&quot;? [schema/unknown-value]
   14 | touch_model: hightouch
      |              ^^^^^^^^^
</failure>
    </testcase>
  </testsuite>
  <testsuite name="ops/handoffs/2026-03 aurora.yaml" tests="1" failures="0" errors="0" skipped="1">
    <testcase name="handoff/promise-dropped /plan" classname="ops/handoffs/2026-03 aurora.yaml" file="ops/handoffs/2026-03 aurora.yaml">
      <skipped message="warning: 2 promises are not in the plan"/>
      <system-out>handoffs/2026-03 aurora.yaml:3:1: warning: 2 promises are not in the plan [handoff/promise-dropped]
    3 | plan:
      | ^^^^^
  help: add them, or say why not
accounts/a.yaml:104:5: note: promised here
  104 |   - São João
      |     ^^^
notes.md: note: known only as a file
</system-out>
    </testcase>
  </testsuite>
  <testsuite name="ops/::set,a:b%\n&lt;i&gt;&quot;ç\xff.yaml" tests="1" failures="0" errors="0" skipped="1">
    <testcase name="yaml/syntax" classname="ops/::set,a:b%\n&lt;i&gt;&quot;ç\xff.yaml" file="ops/::set,a:b%\n&lt;i&gt;&quot;ç\xff.yaml">
      <skipped message="note: found &quot;&lt;b&gt;&amp;\x1b[31m\u202e%0A&quot;, [x](http://y)\r\n::error::z \x23#[add-path]/ \xff � ]]&gt;"/>
      <system-out>\x3a:set,a:b%\n&lt;i&gt;&quot;ç\xff.yaml: note: found &quot;&lt;b&gt;&amp;\x1b[31m\u202e%0A&quot;, [x](http://y)\r\n::error::z \x23#[add-path]/ \xff � ]]&gt; [yaml/syntax]
</system-out>
    </testcase>
  </testsuite>
</testsuites>
)");
}

TEST_CASE("junit: nothing found is one case that passes") {
  CHECK(sample::written("junit", sample::empty_report()) == R"x(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="csx check" tests="1" failures="0" errors="0">
  <testsuite name="csx check" tests="1" failures="0" errors="0" skipped="0">
    <testcase name="no findings in 1 file (0 records)" classname="csx check"/>
  </testsuite>
</testsuites>
)x");
}

TEST_CASE("junit: what is at or above the threshold fails") {
  const sample::Sample sample;
  auto report = sample.report();
  struct Row {
    Severity fail_on;
    std::size_t failures;
  };
  for (const Row& row : {Row{Severity::error, 1}, Row{Severity::warning, 2}, Row{Severity::note, 3}}) {
    CAPTURE(to_string(row.fail_on));
    report.fail_on = row.fail_on;
    const auto text = sample::written("junit", report);
    const std::string total =
        "<testsuites name=\"csx check\" tests=\"3\" failures=\"" + std::to_string(row.failures) + "\"";
    CHECK(text.find(total) != text.npos);
    CHECK(split(text, '\n').size() > 3);
    std::size_t elements = 0;
    for (std::size_t at = text.find("<failure "); at != text.npos; at = text.find("<failure ", at + 1)) {
      ++elements;
    }
    CHECK(elements == row.failures);
  }
}

TEST_CASE("junit: cases of one file share a suite and differ in name") {
  const std::vector<Finding> findings = {sample::plain(), sample::hostile(), sample::plain()};
  DiagnosticsReport report = sample::empty_report();
  report.findings = findings;
  const auto text = sample::written("junit", report);
  CHECK(text.find("<testcase name=\"schema/unknown-value /touch_model\"") != text.npos);
  CHECK(text.find("<testcase name=\"schema/unknown-value /touch_model (2)\"") != text.npos);
  CHECK(text.find("<testsuite name=\"accounts/padaria-aurora/account.yaml\" tests=\"2\" failures=\"2\"") !=
        text.npos);
}

}  // namespace
}  // namespace csx::report
