#include <string>
#include <vector>

#include "import_fixture.hpp"

using namespace csx::interop;

namespace {

struct Case {
  const char* field;
  const char* rule;      ///< besides the column
  const char* cell;      ///< as it stands in the CSV
  const char* expected;  ///< lines of the record; or the reason of the rejection behind `!`
};

/// What a cell becomes in a field of a subscription of `aurora`.
std::string outcome(const Case& each) {
  Imports imports({{"accounts.yaml", "kind: account\nid: aurora\nname: Aurora\n"}});
  const bool is_start = std::string_view(each.field) == "start_on";
  const std::string mapping = fmt::format(
      "target: {{kind: account, list: subscriptions}}\nrecord: {{constant: aurora}}\nkey: [id]\nfields:\n"
      "  product: {{constant: App}}\n{}{}  {}: {{column: v{}{}}}\n",
      std::string_view(each.field) == "mrr" ? "" : "  mrr: {constant: 1 BRL}\n",
      is_start ? "" : "  start_on: {constant: 2026-01-01}\n", each.field, *each.rule == '\0' ? "" : ", ",
      each.rule);
  imports.run(mapping, {fmt::format("id,v,w\ns1,{},usd\n", each.cell)});
  if (!imports.rejected.empty()) {
    const std::string& row = imports.rejected.front();
    return "!" + row.substr(row.find(": ") + 2);
  }
  const std::string& text = imports.text("accounts.yaml");
  const std::string key = fmt::format(
      "    {}: ", std::string_view(each.field).substr(std::string_view(each.field).rfind('.') + 1));
  const std::size_t at = text.find(key);
  return at == std::string::npos ? "(absent)"
                                 : text.substr(at + key.size(), text.find('\n', at) - at - key.size());
}

}  // namespace

TEST_CASE("import: each format reads what it should and refuses the rest with a reason") {
  const std::vector<Case> cases{
      // money
      {"mrr", "", "1200.00", "1200.00 BRL"},
      {"mrr", "currency: USD", "1200", "1200 USD"},
      {"mrr", "currency_column: w", "5", "5 USD"},
      {"mrr", "", "12.50 EUR", "12.50 EUR"},
      {"mrr", "currency: EUR", "€ 12.50", "12.50 EUR"},
      {"mrr", "currency: USD", "12.50 USD", "12.50 USD"},
      {"mrr", "currency: USD", "12.50 EUR", "!\"12.50 EUR\" is no sum of money: the mapping says USD"},
      {"mrr", "currency: USD, currency_column: w", "12.50 EUR",
       "!\"12.50 EUR\" is no sum of money: its currency is USD in another column"},
      {"mrr", "currency: USD", "€ 12.50", "!\"€ 12.50\" is no sum of money: the mapping says USD"},
      {"mrr", "decimal_mark: \",\", thousands_mark: \".\"", "\"R$ 1.234,50\"", "1234.50 BRL"},
      {"mrr", "decimal_mark: \",\", thousands_mark: \".\"", "\"12.34,50\"",
       "!\"12.34,50\" is no sum of money: digits with a decimal comma"},
      {"mrr", "divide_by: 12", "1000", "83.33 BRL"},
      {"mrr", "divide_by: 12", "999.99", "83.33 BRL"},
      {"mrr", "divide_by: 8", "0.04", "0.01 BRL"},
      {"mrr", "", "-5", "!\"-5\" is not a sum and its currency, such as 1200.00 BRL: it is below 0"},
      {"mrr", "", "abc", "!\"abc\" is no sum of money: digits with a decimal point"},
      {"mrr", "", "1234567890123456", "!\"1234567890123456\" is no sum of money: at most 15 digits are kept"},
      {"mrr", "", "\"1,200\"", "!\"1,200\" is no sum of money: digits with a decimal point"},
      {"mrr", "", "", "!it is empty, and mrr must be there"},
      // dates
      {"end_on", "", "2026-02-28", "2026-02-28"},
      {"end_on", "", "2026-02-30",
       "!\"2026-02-30\" is no date such as 2026-03-02: February 2026 has 28 days"},
      {"end_on", "pattern: \"%d/%m/%Y\"", "1/2/2026", "2026-02-01"},
      {"end_on", "pattern: \"%m/%d/%y\"", "12/31/26", "2026-12-31"},
      {"end_on", "pattern: \"%d %b %Y\"", "5 Mar 2026", "2026-03-05"},
      {"end_on", "pattern: \"%d/%m/%Y\"", "31/02/2026",
       "!\"31/02/2026\" is no date: February 2026 has 28 days"},
      {"end_on", "pattern: \"%d/%m/%Y\"", "2026-02-01",
       "!\"2026-02-01\" is no date: it does not follow %d/%m/%Y"},
      {"end_on", "pattern: \"%d/%m/%Y\"", "1/2/2026 x",
       "!\"1/2/2026 x\" is no date: \" x\" stands behind what %d/%m/%Y asks for"},
      {"end_on", "timezone: UTC", "2026-03-01 01:30", "2026-02-28"},
      // instants
      {"signed_at", "", "2026-03-02T10:12:00-03:00", "2026-03-02T10:12:00-03:00"},
      {"signed_at", "", "2026-03-02 10:12:33.250", "2026-03-02T10:12:33"},
      {"signed_at", "timezone: UTC", "2026-03-02 10:12", "2026-03-02T10:12:00Z"},
      {"signed_at", "timezone: Europe/Lisbon", "2026-07-01 10:00", "2026-07-01T10:00:00+01:00"},
      {"signed_at", "pattern: \"%m/%d/%Y %I:%M %p\"", "3/2/2026 12:05 AM", "2026-03-02T00:05:00"},
      {"signed_at", "pattern: \"%d/%m/%Y %H:%M\"", "02/03/2026 3:00", "2026-03-02T03:00:00"},
      {"signed_at", "pattern: \"%d/%m/%Y %H:%M\"", "02/03/2026 25:00",
       "!\"02/03/2026 25:00\" is no instant: 25:00:00 is no time of day"},
      {"signed_at", "unit: hours, after: start_on", "30", "2026-01-02T06:00:00"},
      {"signed_at", "unit: minutes, after: start_on", "1.5", "2026-01-01T00:01:30"},
      {"end_on", "unit: days, after: start_on", "31", "2026-02-01"},
      {"signed_at", "unit: hours, after: start_on", "soon",
       "!\"soon\" is no number: digits with a decimal point"},
      // truth values, words, tables
      {"trial", "", "TRUE", "true"},
      {"trial", "", "no", "false"},
      {"trial", "", "maybe",
       "!\"maybe\" is no truth value: true or false, yes or no, 1 or 0; name other words in values"},
      {"origin", "", "cs", "cs"},
      {"origin", "format: id", "Self Service", "self-service"},
      {"origin", "values: {Direct: sales, Inside: cs}", "Inside", "cs"},
      {"origin", "values: {Direct: sales, Inside: cs}", "Other",
       "!\"Other\" is not in the table of values: it has Direct and Inside"},
      {"origin", "values: {Direct: sales}, otherwise: cs", "Other", "cs"},
      {"origin", "values: {Direct: sales, Unknown: \"\"}", "Unknown", "(absent)"},
      // texts
      {"plan", "", "  Pro  ", "Pro"},
      {"plan", "", "yes", "\"yes\""},
      {"plan", "", "1e3", "\"1e3\""},
      {"plan", "", "\"a: b #c\"", "\"a: b #c\""},
      {"plan", "format: id", "Plano São João", "plano-sao-joao"},
      {"plan", "", "", "(absent)"},
      {"term.notice", "", "30d", "30d"},
      {"term.auto", "", "1", "true"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.field);
    CAPTURE(each.rule);
    CAPTURE(each.cell);
    CHECK(outcome(each) == each.expected);
  }
}

TEST_CASE("import: a mapping that does not fit is refused part by part, with the nearest name") {
  struct Fault {
    const char* mapping;
    const char* fault;
  };
  const std::string account = "target: {kind: account}\nkey: [id]\nfields:\n  name: {column: name}\n";
  const std::vector<Fault> cases{
      {"target: {kind: acount}\nkey: [id]\nfields: {}\n",
       "/target/kind: there is no kind \"acount\", did you mean \"account\"?"},
      {"target: {kind: journal}\nkey: [id]\nfields: {}\n",
       "/target/kind: a journal needs the type of its entries, such as type: ticket"},
      {"target: {kind: journal, type: tickets}\nkey: [id]\nfields: {}\n",
       "/target/type: there is no entry type \"tickets\", did you mean \"ticket\"?"},
      {"target: {kind: account, list: subscription}\nkey: [id]\nfields: {}\n",
       "/target/list: an account has no field \"subscription\", did you mean \"subscriptions\"?"},
      {"target: {kind: account, list: subscriptions}\nkey: [id]\nfields:\n  product: {column: name}\n",
       "/target/list: it is not said which account gets an item: add record: {column: …}"},
      {"target: {kind: account}\nkey: [ident]\nfields:\n  name: {column: name}\n",
       "/key/0: \"rows.csv\" has no column \"ident\""},
      {"target: {kind: account}\nkey: [id]\nfields:\n  name: {column: Name}\n",
       "/fields/name/column: \"rows.csv\" has no column \"Name\", did you mean \"name\"?"},
      {"target: {kind: account}\nkey: [id]\nfields:\n  nam: {column: name}\n",
       "/fields/nam: an account has no field \"nam\", did you mean \"name\"?"},
      {"target: {kind: account}\nkey: [id]\nfields:\n  profile: {column: name}\n",
       "/fields/profile: profile is a block: name the fields in it, such as profile.industry"},
      {"target: {kind: account}\nkey: [id]\nfields:\n  contacts: {column: name}\n",
       "/fields/contacts: contacts is a list of blocks, which a column cannot fill: make it the target "
       "(list: contacts)"},
      {"target: {kind: account}\nkey: [id]\nfields:\n  name: {column: name}\n  touch_model: {constant: "
       "hightouch}\n",
       "/fields/touch_model/constant: \"hightouch\" is no touch model, did you mean \"high-touch\"?"},
      {"target: {kind: account}\nkey: [id]\nfields:\n  name: {column: name, format: date}\n  "
       "profile.employees: {column: name, format: date}\n",
       "/fields/profile.employees/format: the field is whole number, which is not read as date; read it as "
       "integer"},
      {"target: {kind: account}\nkey: [id]\nfields:\n  name: {column: name}\n  success.revalidated_on: "
       "{column: name, pattern: \"%Q\"}\n",
       "/fields/success.revalidated_on/pattern: \"%Q\" is no pattern of dates: %Q is not known"},
      {"target: {kind: account}\nkey: [id]\nfields:\n  name: {template: \"{nam}\"}\n",
       "/fields/name/template: \"rows.csv\" has no column \"nam\", did you mean \"name\"?"},
      {"target: {kind: account}\nkey: [id]\nfields:\n  name: {column: name}\ngroup: {by: [nme]}\n",
       "/group/by/0: the mapping gives no field \"nme\", did you mean \"name\"?"},
      {"target: {kind: account, file: ../x.yaml}\nkey: [id]\nfields:\n  name: {column: name}\n",
       "/target/file: \"../x.yaml\" is no file of records"},
      {"target: {kind: account}\nkey: [id]\nfields:\n  name: {column: name}\n  segment: {constant: mid}\n",
       "/fields/segment/constant: there is no segment \"mid\""},
      {"target: {kind: journal, type: usage}\nkey: [id]\nfields:\n  features: {column: name, key_column: id, "
       "otherwise: 1}\n",
       "/fields/features/otherwise: the values of a table come from a column as they are"},
  };
  for (const Fault& each : cases) {
    CAPTURE(each.mapping);
    Imports imports;
    const std::vector<std::string> faults = imports.faults(each.mapping, "id,name\n");
    REQUIRE(faults.size() >= 1);
    CHECK_MESSAGE(faults.front().starts_with(each.fault), faults.front());
  }
}

TEST_CASE("import: a file with another delimiter is told so once, not column by column") {
  struct Case {
    const char* more;
    const char* header;
    std::vector<std::string> faults;
  };
  const std::vector<Case> cases{
      {"", "id;name\n", {": \"rows.csv\" has one column, \"id;name\": its delimiter is \";\""}},
      {"", "id\tname\n", {": \"rows.csv\" has one column, \"id\\tname\": its delimiter is tab"}},
      {"delimiter: \";\"\n",
       "id,name\n",
       {"/delimiter: \"rows.csv\" has one column, \"id,name\": its delimiter is \",\""}},
      {"",
       "name;ident\n",
       {"/key/0: \"rows.csv\" has no column \"id\"",
        "/fields/name/column: \"rows.csv\" has no column \"name\""}},
      {"", "id,name\n", {}}};
  for (const Case& each : cases) {
    CAPTURE(each.header);
    Imports imports;
    CHECK(imports.faults(
              fmt::format("target: {{kind: account}}\nkey: [id]\n{}fields:\n  name: {{column: name}}\n",
                          each.more),
              each.header) == each.faults);
  }
}
