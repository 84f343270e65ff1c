#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <vector>

#include "../../../src/cli/checking.hpp"

using namespace csx;
using namespace csx::cli;

namespace {

Finding finding(std::string rule, std::string pointer, std::string message,
                std::string record = "account/a") {
  Finding made;
  made.diagnostic.rule = std::move(rule);
  made.diagnostic.message = std::move(message);
  made.diagnostic.record = std::move(record);
  made.diagnostic.place.file = "a.yaml";
  made.by_name = pointer;
  made.by_place = pointer;
  made.diagnostic.place.pointer = std::move(pointer);
  return made;
}

Finding in_list(int index, const std::string& id, int length = 4) {
  Finding made = finding("reference/unknown", fmt::format("/contacts/{}/owner", index), "unknown person");
  made.by_name = fmt::format("/contacts/={}/owner", id);
  made.by_place = fmt::format("/contacts/{} of {}/owner", index, length);
  return made;
}

Finding further(std::size_t count) {
  Finding made =
      finding("schema/too-many-findings", "", "this file has further findings that are not shown", "");
  made.diagnostic.stands_for = count;
  return made;
}

std::vector<std::string> pointers(const std::vector<Finding>& findings) {
  std::vector<std::string> all;
  for (const Finding& each : findings) {
    all.push_back(each.diagnostic.place.pointer);
  }
  return all;
}

}  // namespace

TEST_CASE("what was found before is not added, whatever its words") {
  const std::vector<Finding> before{finding("schema/unknown-key", "/x", "one"),
                                    finding("schema/wrong-type", "/y", "two")};
  const std::vector<Finding> after{finding("schema/unknown-key", "/x", "other words"),
                                   finding("schema/unknown-key", "/y", "new"),
                                   finding("schema/unknown-key", "/x", "a second time")};
  CHECK((pointers(added(after, before)) == std::vector<std::string>{"/y", "/x"}));
  CHECK(added(before, before).empty());
}

TEST_CASE("items of lists are told by their names, then by their places") {
  const std::vector<Finding> before{in_list(0, "ana"), in_list(1, "bia")};
  CHECK(added({in_list(0, "bia")}, before).empty());
  CHECK(added({in_list(2, "ana"), in_list(3, "bia")}, before).empty());
  CHECK(added({in_list(0, "ana"), in_list(1, "renamed")}, before).empty());
  CHECK((pointers(added({in_list(0, "new"), in_list(1, "ana"), in_list(2, "bia")}, before)) ==
         std::vector<std::string>{"/contacts/0/owner"}));
  CHECK((pointers(added({in_list(0, "bia"), in_list(1, "new")}, before)) ==
         std::vector<std::string>{"/contacts/1/owner"}));
  // Mended, and a new one before it.
  CHECK((pointers(added({in_list(0, "new", 5), in_list(2, "bia", 5)}, before)) ==
         std::vector<std::string>{"/contacts/0/owner"}));
}

TEST_CASE("a record or file under another name is the same") {
  const std::vector<Finding> before{finding("schema/unknown-key", "/x", "one", "account/old")};
  const std::vector<Finding> after{finding("schema/unknown-key", "/x", "one", "account/new")};
  CHECK(added(after, before).size() == 1);
  CHECK(added(after, before, {{"account/new", "account/old"}}).empty());
}

TEST_CASE("findings that are only counted are added when there are more of them") {
  struct Row {
    std::size_t before;
    std::size_t after;
    std::size_t added;
  };
  for (const Row& row : {Row{1, 1, 0}, Row{1, 2, 1}, Row{905, 904, 0}, Row{905, 905, 0}, Row{905, 1906, 1}}) {
    CAPTURE(row.after);
    CHECK(added({further(row.after)}, {further(row.before)}).size() == row.added);
  }
  CHECK(added({further(1)}, {}).size() == 1);
}
