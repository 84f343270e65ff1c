#include <string>
#include <vector>

#include "import_fixture.hpp"

using namespace csx::interop;

namespace {

const std::string k_accounts =
    "target: {kind: account}\nkey: [id]\nfields:\n  id: {column: id}\n  name: {column: name}\n"
    "  profile.industry: {column: industry}\n";
const std::string k_tickets =
    "target: {kind: journal, type: ticket, file: \"journal/{month}/tickets.yaml\"}\nkey: [n]\nfields:\n"
    "  id: {template: \"tk-{n}\"}\n  account: {column: account}\n  at: {column: at}\n  subject: {column: "
    "subject}\n";
const std::string k_usage =
    "target: {kind: journal, type: usage, file: \"journal/{month}/usage.yaml\"}\nkey: [u]\nfields:\n"
    "  account: {column: account}\n  at: {column: day}\n  period: {template: \"{month}\"}\n"
    "  features: {column: n, key_column: feature}\ngroup: {by: [account, month], sum: [features], count: "
    "logins}\n";
const std::string k_aurora = "kind: account\nid: aurora\nname: Aurora\n";

}  // namespace

TEST_CASE(
    "import: rows become records, once; a changed row changes its lines, comments and other fields stay") {
  Imports imports;
  Imported first = imports.run(k_accounts, {"id,name,industry\nA-1,Aurora,Food\nA-2,\"Boreal, Ltd\",\n"});
  CHECK(first.counts.read == 2);
  CHECK(first.counts.created == 2);
  CHECK(imports.text("accounts/a-1/account.yaml") ==
        "kind: account\nid: a-1\nname: Aurora\nprofile:\n  industry: Food\n");
  CHECK(imports.text("accounts/a-2/account.yaml") == "kind: account\nid: a-2\nname: Boreal, Ltd\n");

  const Imported again =
      imports.run(k_accounts, {"id,name,industry\nA-1,Aurora,Food\nA-2,\"Boreal, Ltd\",\n"});
  CHECK(again.counts.unchanged == 2);
  CHECK(imports.put.empty());

  Imports people({{"accounts/a-1/account.yaml",
                   "# ours\nkind: account\nid: a-1\nname: Aurora   # as it signs\nlead_source: "
                   "fair\nprofile: {industry: Food}\n"}});
  const Imported changed = people.run(k_accounts, {"id,name,industry\nA-1,Aurora Ltda,Food\n"});
  CHECK(changed.counts.changed == 1);
  CHECK(people.text("accounts/a-1/account.yaml") ==
        "# ours\nkind: account\nid: a-1\nname: Aurora Ltda   # as it signs\nlead_source: fair\nprofile: "
        "{industry: Food}\n");
}

TEST_CASE(
    "import: an empty cell takes the field away, unless it is to be kept; `once` leaves a field to people") {
  const std::string text =
      "kind: account\nid: a-1\nname: Aurora\nlead_source: fair\nprofile:\n  industry: Food\n  location: "
      "Rio\n";
  Imports erases({{"accounts/a-1/account.yaml", text}});
  erases.run(k_accounts, {"id,name,industry\nA-1,Aurora,\n"});
  CHECK(erases.text("accounts/a-1/account.yaml") ==
        "kind: account\nid: a-1\nname: Aurora\nlead_source: fair\nprofile:\n  location: Rio\n");
  const std::string keeps =
      "target: {kind: account}\nkey: [id]\nfields:\n  id: {column: id}\n  name: {column: name, once: true}\n"
      "  profile.industry: {column: industry, when_empty: keep}\n";
  Imports kept({{"accounts/a-1/account.yaml", text}});
  const Imported imported = kept.run(keeps, {"id,name,industry\nA-1,Boreal,\n"});
  CHECK(imported.counts.unchanged == 1);
}

TEST_CASE("import: values that change over time keep their history") {
  const std::string mapping =
      "target: {kind: account}\nkey: [id]\nfields:\n  id: {column: id}\n  touch_model: {column: touch}\n";
  Imports plain({{"a.yaml", "kind: account\nid: a-1\nname: Aurora\ntouch_model: low-touch\n"}});
  plain.run(mapping, {"id,touch\na-1,mid-touch\n"});
  CHECK(plain.text("a.yaml") ==
        "kind: account\nid: a-1\nname: Aurora\ntouch_model:\n  - from: 2020-01-01\n    value: low-touch\n"
        "  - from: 2026-06-01\n    value: mid-touch\n");
  CHECK(plain.run(mapping, {"id,touch\na-1,mid-touch\n"}).counts.unchanged == 1);
  Imports correct({{"a.yaml", "kind: account\nid: a-1\nname: Aurora\ntouch_model: low-touch\n"}});
  ImportOptions options;
  options.history = ImportOptions::History::correct;
  correct.run(mapping, {"id,touch\na-1,mid-touch\n"}, options);
  CHECK(correct.text("a.yaml") == "kind: account\nid: a-1\nname: Aurora\ntouch_model: mid-touch\n");
  const Imported unknown = plain.run(mapping, {"id,touch\nb-1,mid-touch\n"});
  CHECK(unknown.counts.rejected == 1);
  CHECK(plain.rejected.front() ==
        "0:2:1 id: there is no account \"b-1\", and the mapping cannot make one: it gives no name");
}

TEST_CASE("import: items of a list are found by id, and a price that was paid becomes a change") {
  const std::string mapping =
      "target: {kind: account, list: subscriptions}\nrecord: {column: account}\nkey: [id]\nfields:\n  id: "
      "{column: id}\n"
      "  product: {constant: App}\n  mrr: {column: mrr, currency: USD}\n  start_on: {column: start}\n  "
      "end_on: {column: end}\n";
  Imports imports(
      {{"a.yaml", k_aurora +
                      "subscriptions:\n  - id: s1   # the first\n    product: App\n    mrr: 10.00 USD\n"
                      "    start_on: 2026-01-01\n"}});
  const std::string csv =
      "account,id,mrr,start,end\naurora,s1,10,2026-01-01,\naurora,s2,20,2026-07-01,\nnowhere,s3,1,2026-01-01,"
      "\n";
  const Imported imported = imports.run(mapping, {csv});
  CHECK(imported.counts.unchanged == 1);
  CHECK(imported.counts.created == 1);
  CHECK(imports.rejected == std::vector<std::string>{"0:4:1 account: there is no account \"nowhere\""});
  CHECK(imports.text("a.yaml") ==
        k_aurora +
            "subscriptions:\n  - id: s1   # the first\n    product: App\n    mrr: 10.00 USD\n"
            "    start_on: 2026-01-01\n  - id: s2\n    product: App\n    mrr: 20 USD\n"
            "    start_on: 2026-07-01\n");
  imports.run(mapping, {"account,id,mrr,start,end\naurora,s1,12,2026-01-01,\naurora,s2,25,2026-07-01,\n"});
  CHECK(imports.text("a.yaml") ==
        k_aurora +
            "subscriptions:\n  - id: s1   # the first\n    product: App\n    mrr: 10.00 USD\n"
            "    start_on: 2026-01-01\n    changes:\n      - date: 2026-06-01\n        mrr: 12 USD\n"
            "  - id: s2\n    product: App\n    mrr: 25 USD\n    start_on: 2026-07-01\n");
  CHECK(imports.run(mapping, {"account,id,mrr,start,end\naurora,s1,12,2026-01-01,\n"}).counts.unchanged == 1);
}

TEST_CASE("import: entries go into the journal of their month, in order of time") {
  Imports imports({{"a.yaml", k_aurora}});
  const Imported imported = imports.run(k_tickets, {"n,account,at,subject\n2,Aurora,2026-03-09,Second\n1,"
                                                    "aurora,2026-03-02 10:00,First\n3,aurora,2026-04-01,\n"});
  CHECK(imported.counts.created == 3);
  CHECK(imports.text("journal/2026-03/tickets.yaml") ==
        "kind: journal\nentries:\n  - id: tk-1\n    type: ticket\n    at: 2026-03-02T10:00:00\n    account: "
        "aurora\n"
        "    subject: First\n  - id: tk-2\n    type: ticket\n    at: 2026-03-09\n    account: aurora\n    "
        "subject: Second\n");
  imports.run(k_tickets, {"n,account,at,subject\n4,aurora,2026-03-05,Between\n5,aurora,2026-03-31,Last\n1,"
                          "aurora,2026-03-02 10:00,First!\n"});
  CHECK(imports.text("journal/2026-03/tickets.yaml") ==
        "kind: journal\nentries:\n  - id: tk-1\n    type: ticket\n    at: 2026-03-02T10:00:00\n    account: "
        "aurora\n"
        "    subject: First!\n  - id: tk-4\n    type: ticket\n    at: 2026-03-05\n    account: aurora\n    "
        "subject: Between\n"
        "  - id: tk-2\n    type: ticket\n    at: 2026-03-09\n    account: aurora\n    subject: Second\n"
        "  - id: tk-5\n    type: ticket\n    at: 2026-03-31\n    account: aurora\n    subject: Last\n");
}

TEST_CASE("import: a file of one account's journal says the account once") {
  Imports imports({{"a.yaml", k_aurora}});
  std::string mapping = k_tickets;
  mapping.replace(mapping.find("journal/{month}/tickets.yaml"), 28,
                  "accounts/{account}/journal/{month}.yaml");
  imports.run(mapping, {"n,account,at,subject\n1,aurora,2026-03-02,First\n"});
  CHECK(imports.text("accounts/aurora/journal/2026-03.yaml") ==
        "kind: journal\naccount: aurora\nentries:\n  - id: tk-1\n    type: ticket\n    at: 2026-03-02\n    "
        "subject: First\n");
  CHECK(imports.run(mapping, {"n,account,at,subject\n1,aurora,2026-03-02,First\n"}).counts.unchanged == 1);
}

TEST_CASE("import: rows of a group become one, sums are exact, the day is the first") {
  Imports imports({{"a.yaml", k_aurora}});
  const std::string csv =
      "u,account,day,feature,n\n1,aurora,2026-03-09,feature_10,0.1\n2,aurora,2026-03-02,feature_2,1\n3,"
      "aurora,2026-03-20,"
      "feature_10,0.2\n3,aurora,2026-03-20,feature_10,0.2\n4,aurora,2026-04-01,feature_2,5\n";
  const Imported imported = imports.run(k_usage, {csv});
  CHECK(imported.counts.created == 2);
  CHECK(imported.counts.grouped == 2);
  CHECK(imported.counts.merged == 1);
  CHECK(imports.text("journal/2026-03/usage.yaml") ==
        "kind: journal\nentries:\n  - id: rows-aurora-2026-03\n    type: usage\n    at: 2026-03-02\n    "
        "account: aurora\n"
        "    period: 2026-03\n    logins: 3\n    features:\n      feature_2: 1\n      feature_10: 0.3\n");
  CHECK(imports.run(k_usage, {csv}).counts.unchanged == 2);
  CHECK(imports.put.empty());
  imports.run(k_usage, {"u,account,day,feature,n\n1,aurora,2026-03-02,feature_10,0.4\n"});
  CHECK(imports.text("journal/2026-03/usage.yaml") ==
        "kind: journal\nentries:\n  - id: rows-aurora-2026-03\n    type: usage\n    at: 2026-03-02\n    "
        "account: aurora\n"
        "    period: 2026-03\n    logins: 1\n    features:\n      feature_10: 0.4\n");
}

TEST_CASE(
    "import: rows that meet: the same is merged, a later file holds, in one file it is a contradiction") {
  Imports imports;
  const Imported imported =
      imports.run(k_accounts, {"id,name,industry\nA-1,Aurora,\nA-1,Aurora,\nA-1,Aurora SA,\nA 1,Other,\n",
                               "id,name,industry\nA-1,Aurora Ltda,\n"});
  CHECK(imported.counts.read == 5);
  CHECK(imported.counts.created == 1);
  CHECK(imported.counts.merged == 2);
  CHECK(imports.rejected ==
        std::vector<std::string>{"0:4:1 : line 2 has the same id and says something else",
                                 "0:5:1 : it gives the id \"a-1\" that line 2 has, under another id"});
  CHECK(imports.text("accounts/a-1/account.yaml") == "kind: account\nid: a-1\nname: Aurora Ltda\n");
}

TEST_CASE("import: broken rows are rejected with their place, the rest is taken") {
  Imports imports;
  const Imported imported =
      imports.run(k_accounts, {"\xEF\xBB\xBFid,name,industry\r\nA-1,Aurora\r\nA-2,Boreal,Food,x\r\nA-3,"
                               "\"Cometa\r\nA-4,caf\xE9,\r\n,Nobody,\r\n-,Dash,\r\nA-5,Five,\r\n"});
  CHECK(imported.counts.created == 1);
  CHECK(imports.rejected == std::vector<std::string>{
                                "0:2:11 : the row has 2 values, the header 3 columns",
                                "0:3:17 : the row has 4 values, the header 3 columns",
                                "0:4:5 name: the quote is never closed",
                                "0:5:8 name: the byte 0xE9 is no UTF-8",
                                "0:6:1 id: it is empty, and id must be there",
                                "0:7:1 id: \"-\" is no id: it has no letters or digits",
                            });
}

TEST_CASE("import: filters, and things that are refused from outside") {
  Imports imports;
  ImportOptions options;
  options.refused = {{"a-2", "would be wrong"}};
  const Imported imported =
      imports.run(k_accounts + "filters: [{column: name, is_not: Test}, {column: industry, empty: true}]\n",
                  {"id,name,industry\nA-1,Aurora,\nA-2,Boreal,\nA-3,Test,\nA-4,Delta,Food\n"}, options);
  CHECK(imported.counts.filtered == 2);
  CHECK(imported.counts.created == 1);
  CHECK(imports.rejected == std::vector<std::string>{"0:3:1 : would be wrong"});
}

TEST_CASE("import: what does not fit in memory waits on the disk, and the outcome is the same") {
  std::string csv = "id,name,industry\n";
  for (int i = 0; i < 3000; ++i) {
    csv += fmt::format("A-{},Name {},{}\n", (i * 7919) % 3000, (i * 7919) % 3000, i % 2 == 0 ? "Food" : "");
  }
  const std::string mapping =
      "target: {kind: account, file: accounts.yaml}\n" + k_accounts.substr(k_accounts.find("key:"));
  Imports held;
  Imports spilt;
  ImportOptions small;
  small.sort_bytes = 4096;
  CHECK(held.run(mapping, {csv}).counts.created == 3000);
  CHECK(spilt.run(mapping, {csv}, small).counts.created == 3000);
  CHECK(held.text("accounts.yaml") == spilt.text("accounts.yaml"));
}

TEST_CASE("import: a thing is told from a place in a record file") {
  Imports imports({{"a.yaml", k_aurora}});
  imports.run(k_tickets, {"n,account,at,subject\n1,aurora,2026-03-02,First\n"});
  const std::string& text = imports.text("journal/2026-03/tickets.yaml");
  CHECK(text.find("tk-1") != std::string::npos);
}

TEST_CASE("import: values of many files are compared at the same time, each with its own") {
  constexpr int k_many = 600;
  std::map<std::string, std::string> files;
  std::string csv = "account,id,price\n";
  for (int i = 1; i <= k_many; ++i) {
    files.emplace(fmt::format("accounts/a-{}/account.yaml", i),
                  fmt::format("kind: account\nid: a-{0}\nname: A\nsubscriptions:\n  - id: s\n    product: "
                              "P\n    mrr: {0} BRL\n    start_on: 2026-07-01\n",
                              i));
    csv += fmt::format("a-{0},s,{0}.00\n", i);
  }
  Imports imports = Imports::of(files);
  const Imported again = imports.run(
      "target: {kind: account, list: subscriptions}\nrecord: {column: account}\nkey: [id]\nfields:\n"
      "  id: {column: id}\n  mrr: {column: price}\n",
      {csv});
  CHECK(again.counts.unchanged == k_many);
  CHECK(imports.put.empty());
}

TEST_CASE("import: a field that is kept when empty may be one that new things must have") {
  const std::string keeps =
      "target: {kind: account}\nkey: [id]\nfields:\n  id: {column: id}\n  name: {column: name, when_empty: "
      "keep}\n"
      "  lead_source: {column: source}\n";
  Imports imports({{"accounts/a-1/account.yaml", k_aurora + "lead_source: fair\n"}});
  imports.run(keeps, {"id,name,source\naurora,,web\nnova,,web\n"});
  CHECK(imports.text("accounts/a-1/account.yaml") == k_aurora + "lead_source: web\n");
  CHECK((imports.rejected == std::vector<std::string>{"0:3:1 : name is empty, and a new account needs it"}));
}

TEST_CASE("import: an id is not kept when it is empty: by it a thing is found") {
  Imports imports({{"accounts/a-1/account.yaml", k_aurora}});
  imports.run(
      "target: {kind: account}\nkey: [name]\nfields:\n  id: {column: id, when_empty: keep}\n  name: {column: "
      "name}\n",
      {"id,name\n,Aurora\n"});
  CHECK(imports.put.empty());
  CHECK((imports.rejected == std::vector<std::string>{"0:2:1 id: it is empty, and id must be there"}));
}
