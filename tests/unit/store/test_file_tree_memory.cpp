#include "trees.hpp"

namespace csx::store {
namespace {

TEST_CASE("files in memory are listed like files on disk") {
  const Tree tree = memory_tree({{"people.yaml", "b"},
                                 {"accounts/x/account.yml", "c"},
                                 {"csx.yaml", "a"},
                                 {"notes.md", "d"},
                                 {".github/workflow.yaml", "e"},
                                 {"accounts/.hidden/a.yaml", "f"},
                                 {".gitlab-ci.yml", "g"},
                                 {"people.yaml", "later wins"}});
  CHECK(listing_of(tree).files == Paths{"accounts/x/account.yml", "csx.yaml", "people.yaml"});
  CHECK(tree->read("people.yaml") == "later wins");
  CHECK(tree->read("notes.md") == "d");
  const auto missing = tree->read("nowhere.yaml");
  REQUIRE_FALSE(missing);
  CHECK(missing.error().kind == ErrorKind::io);
  CHECK(holds(missing.error().message, "\"nowhere.yaml\""));
}

}  // namespace
}  // namespace csx::store
