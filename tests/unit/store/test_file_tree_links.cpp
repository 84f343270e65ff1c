#include "trees.hpp"

namespace csx::store {
namespace {

using test::GitFixture;

/// A folder with every sort of link, the same on disk and committed.
void make_links(const GitFixture& fixture) {
  fixture.write("data/csx.yaml", "");
  fixture.write("data/a.yaml", "");
  fixture.write("data/sub/b.yaml", "");
  fixture.write("outside/c.yaml", "");
  fixture.write("outside.md", "");
  const auto link = [&](const char* name, const char* target) {
    fixture.folder().link(std::string("data/") + name, target);
  };
  link("to-file.yaml", "a.yaml");
  link("sub/up.yaml", "../a.yaml");
  link("to-folder", "sub");
  link("loop", ".");
  link("out.yaml", "../outside/c.yaml");
  link("out-folder", "../outside");
  link("absolute.yaml", "/etc/hostname");
  link("dangling.yaml", "nowhere.yaml");
  link("dangling-out.yaml", "../../../nowhere.yaml");
  link("README.md", "../outside.md");  // could not hold records: no word about it
  link("dangling.md", "nowhere.md");
  link(".hidden.yaml", "../outside/c.yaml");
}

const Paths k_files = {"a.yaml", "csx.yaml", "sub/b.yaml"};
const Paths k_problems = {
    "error folder/link-outside absolute.yaml",
    "error folder/link-outside dangling-out.yaml",
    "error folder/unreadable dangling.yaml",
    "note folder/link loop",
    "warning folder/link-outside out-folder",
    "error folder/link-outside out.yaml",
    "note folder/link sub/up.yaml",
    "note folder/link to-file.yaml",
    "note folder/link to-folder",
};

TEST_CASE(
    "links are never followed and are reported where they could hide records, on disk and in git alike") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet"});
  make_links(fixture);
  fixture.commit_all();
  const Tree trees[] = {opened(disk_tree(fixture / "data")), opened(revision_tree(fixture / "data", "HEAD")),
                        opened(index_tree(fixture / "data"))};
  for (const Tree& tree : trees) {
    CAPTURE(tree->describe());
    const FileTree::Listing listing = listing_of(tree);
    CHECK(listing.files == k_files);
    CHECK(in_short(listing.problems) == k_problems);
    for (const char* link : {"to-file.yaml", "out.yaml", "absolute.yaml", "sub/up.yaml"}) {
      CAPTURE(link);
      const auto text = tree->read(link);
      REQUIRE_FALSE(text);
      CHECK(holds(text.error().message, "is a link"));
    }
  }
}

TEST_CASE("a link's finding says where it points, escaped") {
  const test::TempFolder folder;
  folder.link("x.yaml", "/etc/\x1b[31mred");
  const FileTree::Listing listing = listing_of(opened(disk_tree(folder.path())));
  REQUIRE(listing.problems.size() == 1);
  CHECK(listing.problems.front().message ==
        "link leaves the data folder: it points to \"/etc/\\x1b[31mred\"");
}

TEST_CASE("links in a circle are reported as leading nowhere") {
  const test::TempFolder folder;
  folder.link("a.yaml", "b.yaml");
  folder.link("b.yaml", "a.yaml");
  const FileTree::Listing listing = listing_of(opened(disk_tree(folder.path())));
  CHECK(in_short(listing.problems) ==
        Paths{"error folder/unreadable a.yaml", "error folder/unreadable b.yaml"});
}

TEST_CASE("a data folder that is itself reached through a link is read") {
  const test::TempFolder folder;
  folder.write("real/a.yaml", "text");
  folder.link("linked", "real");
  const Tree tree = opened(disk_tree(folder / "linked"));
  CHECK(listing_of(tree).files == Paths{"a.yaml"});
  CHECK(tree->read("a.yaml") == "text");
}

}  // namespace
}  // namespace csx::store
