#include <fmt/format.h>

#include "found.hpp"

namespace csx::rules {
namespace {

std::string agreement(std::string_view digest) {
  return fmt::format(
      "kind: agreement\nid: sales-cs\nversion: 1\ntitle: Sales and CS\nbetween: [sales, cs]\n"
      "effective_from: 2026-01-01\nthresholds: {{article_stale_after: 6mo}}\n"
      "approvals:\n  - {{area: sales, by: ana, date: 2025-12-01, of: '{0}'}}\n"
      "  - {{area: cs, by: bruno, date: 2025-12-01, of: '{0}'}}\n",
      digest);
}

TEST_CASE("an article is stale once the limit of the agreement in force has passed") {
  struct Row {
    std::string_view day;
    bool is_signed;
    bool is_stale;
  };
  const std::vector<Row> rows{
      {"2026-08-28", true, false},  // the last day: 28 February and six months
      {"2026-08-29", true, true},
      {"2026-08-29", false, false},  // a proposal judges nothing
      {"2025-12-31", true, false},   // nothing is in force yet
  };
  const std::string workspace = std::string(testing::k_workspace) + "main_agreement: sales-cs\n";
  const std::string articles =
      "kind: knowledge\nid: k\narticles: [{id: a, title: A, reviewed_on: 2026-02-28}, {id: b, title: B}]\n";
  for (const Row& row : rows) {
    CAPTURE(row.day);
    CAPTURE(row.is_signed);
    const std::string text = row.is_signed ? testing::signed_text("sales-cs", agreement)
                                           : agreement("sha256:" + std::string(64, '0'));
    const auto found = testing::found(
        "knowledge/stale-article",
        {{"csx.yaml", workspace}, {"agreements/sales-cs.yaml", text}, {"knowledge.yaml", articles}}, row.day);
    CHECK(found ==
          (row.is_stale ? std::vector<std::string>{"/articles/0/reviewed_on"} : std::vector<std::string>{}));
  }
}

}  // namespace
}  // namespace csx::rules
