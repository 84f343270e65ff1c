#include <doctest/doctest.h>

#include "scaffold.hpp"

using namespace csx::cli;

TEST_CASE("placeholders are filled so that YAML reads the same text") {
  const TemplateAnswers plain{"Padaria Aurora", "BRL", "America/Sao_Paulo", "2026-11-20"};
  const TemplateAnswers odd{"A \"B\": c # d", "BRL", "UTC", "2026-11-20"};
  struct Row {
    TemplateAnswers answers;
    const char* text;
    const char* filled;
  };
  for (const Row& row : {Row{plain, "name: {{name}}\n", "name: Padaria Aurora\n"},
                         Row{plain, "name: \"{{name}}\"\n", "name: \"Padaria Aurora\"\n"},
                         Row{plain, "from: {{date}} # {{name}}\n", "from: 2026-11-20 # Padaria Aurora\n"},
                         Row{plain, "mrr: 10.00 {{currency}}\n", "mrr: 10.00 BRL\n"},
                         Row{plain, "zone: {{timezone}}", "zone: America/Sao_Paulo"},
                         Row{odd, "name: {{name}}\n", "name: \"A \\\"B\\\": c # d\"\n"},
                         Row{odd, "name: \"{{name}}\"\n", "name: \"A \\\"B\\\": c # d\"\n"},
                         Row{{"yes", "", "", ""}, "name: {{name}}\n", "name: \"yes\"\n"},
                         Row{{"2026", "", "", ""}, "name: {{name}}\n", "name: \"2026\"\n"},
                         Row{plain, "a: {{other}} {{", "a: {{other}} {{"}}) {
    CAPTURE(row.text);
    CHECK(filled(row.text, row.answers) == row.filled);
  }
}

TEST_CASE("files for a repository name the data folder in it") {
  CHECK(ci_file("github", "").bytes.find("run: csx check --format github") != std::string::npos);
  CHECK(ci_file("github", "ops").bytes.find("run: csx -C ops check --format github") != std::string::npos);
  CHECK(ci_file("gitlab", "ops").bytes.find("junit: ops/csx-junit.xml") != std::string::npos);
  CHECK(pre_commit_file("ops").bytes.find("entry: csx -C ops check --staged") != std::string::npos);
}
