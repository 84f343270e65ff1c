#include "csx/store/overlay.hpp"
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

TEST_CASE("what a change adds is listed where it may hold records, and read wherever it stands") {
  const auto base = memory_tree({{"csx.yaml", "a"}});
  const ChangedTexts changed{{"audits/a.yaml", "b"}, {"audits/a.md", "c"}, {"audits/a.html", "d"}};
  const auto tree = overlay_tree(*base, changed);
  CHECK(listing_of(tree).files == Paths{"audits/a.yaml", "csx.yaml"});
  CHECK(tree->read("audits/a.md") == "c");
}

}  // namespace
}  // namespace csx::store
