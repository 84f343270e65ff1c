#include <fmt/format.h>

#include "found.hpp"

namespace csx::rules {
namespace {

using testing::Files;

/// A folder with an account, its journal of November and a handoff; `limit` is of the agreement in force.
Files folder(std::string_view limit, std::string_view entries, std::string_view timeline) {
  const std::string agreement = testing::signed_text("sales-cs", [&](std::string_view digest) {
    return fmt::format(
        "kind: agreement\nid: sales-cs\nversion: 1\ntitle: T\nbetween: [sales, cs]\n"
        "effective_from: 2026-01-01\n{1}approvals:\n  - {{area: sales, by: ana, date: 2025-12-01, of: "
        "'{0}'}}\n"
        "  - {{area: cs, by: bruno, date: 2025-12-01, of: '{0}'}}\n",
        digest, limit);
  });
  return {{"csx.yaml", std::string(testing::k_workspace) + "main_agreement: sales-cs\n"},
          {"agreements/sales-cs.yaml", agreement},
          {"accounts/a/account.yaml", "kind: account\nid: a\nname: A\n"},
          {"accounts/a/2026-11.yaml", fmt::format("kind: journal\naccount: a\nentries:\n{}", entries)},
          {"accounts/a/h.yaml", fmt::format("kind: handoff\nid: h\naccount: a\ntype: sales-to-cs\nfrom: "
                                            "{{area: sales}}\nto: {{area: cs}}\ntimeline:\n{}",
                                            timeline)}};
}

constexpr std::string_view k_limit = "thresholds: {late_entry_after: 3d}\n";
constexpr std::string_view k_known =
    "  - {id: k, type: value, at: 2026-10-01T09:00:00, evidence: The report}\n";
constexpr std::string_view k_opened = "  - {at: 2026-10-02T09:00:00, event: opened, by: ana}\n";

TEST_CASE("an event that a change adds is late once the agreement's limit has passed since it happened") {
  struct Row {
    std::string_view limit;
    std::string_view entry;
    std::string_view event;
    std::vector<std::string> late;
  };
  const std::string entry = "/entries/1/at";
  const std::vector<Row> rows{
      {k_limit, "", "", {}},  // what is there already is not entered now
      {k_limit, "{id: n, type: value, at: 2026-11-19T23:59:58, evidence: W}", "", {entry}},
      {k_limit, "{id: n, type: value, at: 2026-11-19T23:59:59, evidence: W}", "", {}},  // to the second
      {k_limit, "{id: n, type: value, at: 2026-11-20T02:59:58Z, evidence: W}", "", {entry}},
      {k_limit, "{id: n, type: value, at: 2026-11-18, evidence: W}", "", {entry}},
      {k_limit, "{id: n, type: value, at: 2026-11-19, evidence: W}", "", {}},  // perhaps in its last second
      {"", "{id: n, type: value, at: 2026-03-01, evidence: W}", "", {}},       // no limit is agreed
      {"thresholds: {late_entry_after: 16bh}\n", "{id: n, type: value, at: 2026-03-01, evidence: W}", "", {}},
      {k_limit, "", "{at: 2026-10-05T09:00:00, event: submitted, by: ana}", {"/timeline/1/at"}},
      {k_limit, "", "{at: 2026-11-21T09:00:00, event: submitted, by: ana}", {}},
  };
  const auto item = [](std::string_view text) { return text.empty() ? "" : fmt::format("  - {}\n", text); };
  for (const Row& row : rows) {
    CAPTURE(row.entry);
    CAPTURE(row.event);
    const Files before = folder(row.limit, k_known, k_opened);
    const Files after =
        folder(row.limit, std::string(k_known) + item(row.entry), std::string(k_opened) + item(row.event));
    CHECK(testing::found("audit/late-entry", after, "2026-11-22", before) == row.late);
    CHECK(testing::found("audit/late-entry", after, "2026-11-22").empty());
  }
}

}  // namespace
}  // namespace csx::rules
