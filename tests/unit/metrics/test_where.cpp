#include <string>
#include <vector>

#include "folder.hpp"

namespace csx::metrics {
namespace {

using testing::account;
using testing::Folder;
using testing::subscriptions;

const std::string k_sub = subscriptions({"product: erp, mrr: 100.00 BRL, start_on: 2026-01-01"});

Folder sold_twice() {
  return Folder(
      {account("a",
               "segment: [{from: 2026-01-01, value: small}, {from: 2026-10-15, value: large}]\ntouch_model: "
               "high-touch\nprofile: {industry: food, employees: 10}\nowners: {csm: bia}\n" +
                   k_sub),
       account("b", "segment: small\nlead_source: web\n" + k_sub),
       account("c", subscriptions({"product: erp, mrr: 1.00 BRL, start_on: 2026-01-01",
                                   "product: pos, mrr: 2.00 BRL, start_on: 2026-01-01"})),
       {"agreements/x.yaml",
        "kind: agreement\nid: x\nversion: 1\ntitle: X\nbetween: [sales, cs]\neffective_from: "
        "2026-01-01\nstrategy: "
        "{segments: [{id: small}, {id: large}]}\n"},
       {"h.yaml",
        "kind: handoff\nid: h\naccount: c\ntype: sales-to-cs\nfrom: {area: sales}\nto: {area: cs}\n"
        "timeline: [{at: 2026-01-02T10:00, event: opened, by: bia}]\n"},
       {"people.yaml", "kind: person\nid: bia\nname: Bia\narea: cs\n"}},
      "2026-11-20");
}

TEST_CASE("filters look at fields and dimensions, dated ones on the record's anchor") {
  const Folder data = sold_twice();
  struct Row {
    std::vector<std::string> where;
    std::string_view accounts;
    std::string_view month = "2026-10";
  };
  const std::vector<Row> rows{
      {{}, "3"},
      {{"segment=small"}, "2", "2026-09"},
      {{"segment=small"}, "1"},  // a has moved on
      {{"segment=small,large"}, "2"},
      {{"segment=large", "touch_model=high-touch"}, "1"},
      {{"touch-model=high-touch"}, "1"},
      {{"segment=small", "touch_model=high-touch"}, "0"},
      {{"profile.industry=food"}, "1"},
      {{"profile.employees=10"}, "1"},
      {{"lead_source=web"}, "1"},
      {{"lead-source=web"}, "1"},
      {{"csm=bia"}, "1"},
      {{"owners.csm=bia"}, "1"},
      {{"product=pos"}, "1"},
      {{"product=erp"}, "3"},
      {{"month=2026-10"}, "3"},
      {{"handoff=absent"}, "2"},
      {{"handoff=open"}, "1"},
      {{"area=cs"}, "0"},  // no record says an area of its own
  };
  for (const Row& row : rows) {
    CAPTURE(row.where.empty() ? std::string() : row.where.front());
    CHECK(data.value("revenue.accounts", row.month, row.where) == row.accounts);
  }
}

TEST_CASE("filters that can never match are refused") {
  const Folder data = sold_twice();
  struct Row {
    std::string where;
    std::string_view message;
  };
  const std::vector<Row> rows{
      {"segment", "--where \"segment\" is not FIELD=VALUE"},
      {"=x", "--where \"=x\" is not FIELD=VALUE"},
      {"segmnt=small",
       "--where: no record that metrics read has a field \"segmnt\", did you mean \"segment\"?"},
      {"segment=smal", "--where: segment is never \"smal\", did you mean \"small\"?"},
      {"touch-model=high", "--where: touch_model is never \"high\""},
  };
  for (const Row& row : rows) {
    const auto parsed = parse_where(std::vector{row.where}, data.data());
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().message.starts_with(row.message));
    CHECK(parsed.error().kind == ErrorKind::usage);
  }
}

}  // namespace
}  // namespace csx::metrics
