#include "value_text.hpp"

#include <doctest/doctest.h>

#include "csx/model/account.hpp"
#include "csx/model/agreement.hpp"
#include "csx/model/handoff.hpp"
#include "csx/model/journal.hpp"
#include "csx/model/person.hpp"
#include "csx/model/walk.hpp"
#include "csx/yaml/difference.hpp"

using namespace csx;
using namespace csx::cli;

namespace {

/// A value with what its scalars are told apart by: `"3"` is text, `3` a number.
std::string shown(const yaml::Value& value) {
  switch (value.kind) {
    case yaml::NodeKind::scalar:
      return value.core == yaml::Core::text   ? '"' + value.text + '"'
             : value.core == yaml::Core::null ? "null"
                                              : value.text;
    case yaml::NodeKind::sequence: {
      std::string out = "[";
      for (const yaml::Value& item : value.items) {
        out += (out.size() > 1 ? ", " : "") + shown(item);
      }
      return out + "]";
    }
    case yaml::NodeKind::mapping: {
      std::string out = "{";
      for (const auto& [key, each] : value.entries) {
        out += (out.size() > 1 ? ", " : "") + key + ": " + shown(each);
      }
      return out + "}";
    }
  }
  return {};
}

const model::Type* type_at(const model::Type& record, std::string_view field) {
  return field.empty() ? nullptr : model::field_type(record, field);
}

}  // namespace

TEST_CASE("a typed value means what its field takes") {
  struct Row {
    const model::Type* record;
    std::string_view field;
    std::string_view text;
    std::string_view meaning;
  };
  const model::Type* account = &model::type_of<model::Account>;
  const model::Type* handoff = &model::type_of<model::Handoff>;
  const model::Type* ticket = &model::type_of<model::Ticket>;
  const Row rows[] = {
      {account, "name", "Padaria Aurora", R"("Padaria Aurora")"},
      {account, "name", " kept ", R"(" kept ")"},
      {account, "name", "2026", R"("2026")"},
      {account, "name", "yes: [no", R"("yes: [no")"},
      {account, "profile.employees", "12", "12"},
      {account, "profile.employees", " 12 ", "12"},
      {account, "profile.employees", "many", R"("many")"},
      {account, "success.objectives.target", "1.50", "1.50"},
      {account, "subscriptions.trial", "true", "true"},
      {account, "subscriptions.trial", "TRUE", "true"},
      {account, "subscriptions.trial", "yes", R"("yes")"},
      {account, "subscriptions.start_on", "2026-03-02", R"("2026-03-02")"},
      {account, "subscriptions.mrr", "1200.00 BRL", R"("1200.00 BRL")"},
      {account, "tier", "a", R"("a")"},
      {account, "tier", "[{from: 2026-01-01, value: a}]", R"([{from: "2026-01-01", value: "a"}])"},
      {account, "fit", "{erp: yes, users: 12, on: true, code: \"7\"}",
       R"({erp: "yes", users: 12, on: true, code: "7"})"},
      {account, "fit.erp", "true", "true"},
      {account, "fit.erp", "12", "12"},
      {account, "fit.erp", "\"12\"", R"("12")"},
      {account, "contacts", "[{id: a, name: 12, phone: 5543}]", R"([{id: "a", name: "12", phone: "5543"}])"},
      {account, "contacts", "{id: a}", R"([{id: "a"}])"},
      {account, "contacts", "{none: nobody answers}", R"({none: "nobody answers"})"},
      {account, "contacts", "{none: 7}", R"({none: "7"})"},
      {account, "success.use_cases", "one thing, and more", R"(["one thing, and more"])"},
      {account, "success.use_cases", "[a, 12, true]", R"(["a", "12", "true"])"},
      {account, "success.use_cases", "[]", "[]"},
      {account, "owners", "{sales: ana, csm: ~}", R"({sales: "ana", csm: null})"},
      {handoff, "context.history", "{none: new customer}", R"({none: "new customer"})"},
      {handoff, "context.history", "long story", R"("long story")"},
      {handoff, "context.promises", "p1", R"(["p1"])"},
      {ticket, "csat", "4", "4"},
      {&model::type_of<model::Usage>, "period", "2026", "2026"},
      {&model::type_of<model::Usage>, "period", "2026-Q3", R"("2026-Q3")"},
      {&model::type_of<model::Clock>, "to", "accepted", R"("accepted")"},
      {&model::type_of<model::Clock>, "to", "[accepted, returned]", R"(["accepted", "returned"])"},
      {&model::type_of<model::Person>, "capacity", "{hours_per_week: 40, admin_share: 20%}",
       R"({hours_per_week: 40, admin_share: "20%"})"},
      {account, "", "12", "12"},
      {account, "", "{a: [1, x]}", R"({a: [1, "x"]})"},
      {account, "", "any text", R"("any text")"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.field);
    CAPTURE(row.text);
    const Result<yaml::Value> value = parse_value(type_at(*row.record, row.field), row.text, row.field);
    REQUIRE(value.has_value());
    CHECK(shown(*value) == row.meaning);
  }
}

TEST_CASE("a value that cannot be understood is refused, naming its field") {
  struct Row {
    std::string_view field;
    std::string_view text;
    std::string_view message;
  };
  const Row rows[] = {
      {"name", "", "name has no value"},
      {"contacts", " ", "contacts has no value"},
      {"contacts", "maria", "contacts is a list of blocks, found the text \"maria\""},
      {"owners", "ana", "owners is a block of fields, found the text \"ana\""},
      {"contacts", "[{id: a}", "contacts: "},
      {"contacts", "[a] [b]", "contacts: "},
      {"owners", "{sales: ana, sales: bia}", "owners: "},
  };
  for (const Row& row : rows) {
    CAPTURE(row.field);
    CAPTURE(row.text);
    const Result<yaml::Value> value =
        parse_value(type_at(model::type_of<model::Account>, row.field), row.text, row.field);
    REQUIRE_FALSE(value.has_value());
    CHECK(value.error().kind == ErrorKind::usage);
    CHECK(std::string_view(value.error().message).starts_with(row.message));
  }
}

TEST_CASE("a file is the text itself where text is wanted, else YAML") {
  const model::Type& account = model::type_of<model::Account>;
  const auto read = [&](std::string_view field, std::string_view text) {
    const auto value = parse_value_file(type_at(account, field), text, field);
    return value ? shown(*value) : "refused: " + value.error().message;
  };
  CHECK(read("success.definition", "one line\n") == "\"one line\"");
  CHECK(read("success.definition", "two\r\nlines\r\n") == "\"two\nlines\n\"");
  CHECK(read("success.definition", "- no: list\n") == "\"- no: list\"");
  CHECK(read("subscriptions.start_on", "2026-03-02\n") == "\"2026-03-02\"");
  CHECK(read("profile.employees", "12\n") == "12");
  CHECK(read("contacts", "- id: a\n  phone: 12\n") == R"([{id: "a", phone: "12"}])");
  CHECK(read("contacts", "\n") == "refused: contacts has no value: the text is empty");
  CHECK(read("contacts", "- id: [\n").starts_with("refused: contacts: "));
}

TEST_CASE("FIELD=VALUE is cut at its first =") {
  const auto assignment = split_assignment("note=a=b");
  REQUIRE(assignment.has_value());
  CHECK(assignment->field == "note");
  CHECK(assignment->text == "a=b");
  CHECK(split_assignment("note=")->text.empty());
  CHECK_FALSE(split_assignment("note").has_value());
  CHECK_FALSE(split_assignment("=a").has_value());
}
