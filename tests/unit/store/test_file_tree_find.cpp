#include "trees.hpp"

namespace csx::store {
namespace {

TEST_CASE("the data folder is the nearest at or above with csx.yaml") {
  const test::TempFolder folder;
  folder.write("outer/csx.yaml", "");
  folder.write("outer/a/b/c/x.yaml", "");
  folder.write("outer/inner/csx.yaml", "");
  folder.write("outer/inner/deep/x.yaml", "");
  folder.write("outer/misleading/csx.yaml/x", "");  // a folder of that name is none
  struct Row {
    std::string start;
    std::string found;
  };
  const Row rows[] = {
      {"outer", "outer"},
      {"outer/a/b/c", "outer"},
      {"outer/a/b/c//", "outer"},
      {"outer/inner/deep", "outer/inner"},
      {"outer/inner", "outer/inner"},
      {"outer/misleading", "outer"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.start);
    CHECK(find_data_folder(folder / row.start) == folder / row.found);
  }
}

TEST_CASE("without csx.yaml the error names the command that makes one") {
  const test::TempFolder folder;
  folder.write("a/b/x.yaml", "");
  const auto found = find_data_folder(folder / "a/b");
  REQUIRE_FALSE(found);
  CHECK(found.error().kind == ErrorKind::usage);
  CHECK(found.error().message == "no csx.yaml here or above \"" + folder / "a/b" + "\"");
  CHECK(found.error().hints == Paths{"run `csx init` to make a data folder"});
}

TEST_CASE("a csx.yaml that is a link is passed over, and named where there is no other") {
  const test::TempFolder folder;
  folder.write("real.yaml", "");
  folder.write("data/inner/x.yaml", "");
  folder.link("data/csx.yaml", folder / "real.yaml");
  const auto found = find_data_folder(folder / "data/inner");
  REQUIRE_FALSE(found);
  CHECK(found.error().kind == ErrorKind::usage);
  CHECK(found.error().message ==
        "csx.yaml in \"" + folder / "data" + "\" is a symbolic link, and links are not followed");
  folder.write("csx.yaml", "");
  CHECK(find_data_folder(folder / "data/inner") == folder.path());
}

TEST_CASE("a start that is no folder is a usage error") {
  const test::TempFolder folder;
  folder.write("file", "");
  CHECK(find_data_folder(folder / "nowhere").error().kind == ErrorKind::usage);
  CHECK(find_data_folder(folder / "file").error().kind == ErrorKind::usage);
  CHECK(find_data_folder("relative").error().kind == ErrorKind::defect);
}

}  // namespace
}  // namespace csx::store
