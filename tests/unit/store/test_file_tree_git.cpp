#include "trees.hpp"

namespace csx::store {
namespace {

using test::GitFixture;

void make_records(const GitFixture& fixture, const std::string& folder) {
  for (const char* path :
       {"csx.yaml", "people.yaml", "accounts/a/account.yaml", "accounts/a/handoffs/2026-03.yml", "a.yaml",
        "a-b/c.yaml", "a/z.yaml", "ação.yaml", ".github/ci.yaml", ".gitlab-ci.yml", "README.md"}) {
    fixture.write(folder + path, std::string("text of ") + path + "\n");
  }
}

TEST_CASE("after a commit disk, revision and index hold the same files and bytes") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet"});
  fixture.write("elsewhere/x.yaml", "");
  std::string folder;
  SUBCASE("the data folder is the repository's root") {}
  SUBCASE("the data folder lies three levels below") {
    folder = "company/sales/data/";
  }
  make_records(fixture, folder);
  fixture.commit_all();
  const std::string path = fixture.path() + (folder.empty() ? "" : "/" + folder);
  const Tree disk = opened(disk_tree(path));
  const Paths files = disk_files(path);
  CHECK(files.size() == (folder.empty() ? 9 : 8));
  const Tree trees[] = {opened(revision_tree(path, "HEAD")), opened(index_tree(path)),
                        opened(revision_tree(path + "/accounts/a", "main"))};
  for (const Tree& tree : trees) {
    CAPTURE(tree->describe());
    const FileTree::Listing listing = listing_of(tree);
    CHECK(listing.problems.empty());
    CHECK(listing.files == files);
    for (const std::string& file : files) {
      CAPTURE(file);
      CHECK(tree->read(file) == disk->read(file).value());
    }
    CHECK(tree->read("README.md") == "text of README.md\n");
    CHECK(tree->read("nowhere.yaml").error().kind == ErrorKind::io);
    CHECK(tree->read("").error().kind == ErrorKind::io);
  }
  CHECK(trees[0]->describe() == "HEAD:" + folder.substr(0, folder.empty() ? 0 : folder.size() - 1));
  CHECK(trees[1]->describe() == "index");
}

TEST_CASE("revision, index and disk differ as their files differ") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet"});
  fixture.write("csx.yaml", "committed");
  fixture.commit_all();
  fixture.write("csx.yaml", "staged");
  fixture.write("new.yaml", "staged");
  fixture.git({"add", "--all"});
  fixture.write("csx.yaml", "work");
  fixture.write("newer.yaml", "work");
  CHECK(opened(revision_tree(fixture.path(), "HEAD"))->read("csx.yaml") == "committed");
  CHECK(opened(index_tree(fixture.path()))->read("csx.yaml") == "staged");
  CHECK(opened(disk_tree(fixture.path()))->read("csx.yaml") == "work");
  CHECK(listing_of(opened(revision_tree(fixture.path(), "HEAD"))).files == Paths{"csx.yaml"});
  CHECK(listing_of(opened(index_tree(fixture.path()))).files == Paths{"csx.yaml", "new.yaml"});
}

TEST_CASE("a bare repository is read at its root") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet", "work"});
  make_records(fixture, "work/");
  fixture.commit_all("first", "work");
  fixture.git({"clone", "--quiet", "--bare", "work", "bare.git"});
  const Tree tree = opened(revision_tree(fixture / "bare.git", "main"));
  CHECK(listing_of(tree).files.size() == 8);
  CHECK(tree->read("csx.yaml") == "text of csx.yaml\n");
  const auto index = index_tree(fixture / "bare.git");
  REQUIRE_FALSE(index);
  CHECK(index.error().kind == ErrorKind::usage);
}

TEST_CASE("where there is no data folder in the revision the error says so") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet"});
  fixture.write("data/other.yaml", "");
  fixture.commit_all("before");
  fixture.write("data/csx.yaml", "");
  const auto revision = revision_tree(fixture / "data", "HEAD");
  REQUIRE_FALSE(revision);
  CHECK(revision.error().kind == ErrorKind::usage);
  CHECK(revision.error().message == "no csx.yaml in revision \"HEAD\" at or above \"data\"");
  const auto index = index_tree(fixture / "data");
  REQUIRE_FALSE(index);
  CHECK(index.error().hints == Paths{"stage it with `git add csx.yaml`"});
}

TEST_CASE("without a repository or a revision the errors name the way out") {
  const GitFixture fixture;
  fixture.write("data/csx.yaml", "");
  const auto nowhere = revision_tree(fixture / "data", "HEAD");
  REQUIRE_FALSE(nowhere);
  CHECK(nowhere.error().kind == ErrorKind::io);
  CHECK(holds(nowhere.error().message, "is in no git repository"));
  CHECK(index_tree(fixture / "data").error().kind == ErrorKind::io);
  fixture.git({"init", "--quiet"});
  CHECK(holds(revision_tree(fixture / "data", "HEAD").error().message, "has none yet"));
  fixture.commit_all();
  fixture.git({"tag", "audit-2026-10"});
  const auto near = revision_tree(fixture / "data", "audit-2026-1");
  REQUIRE_FALSE(near);
  CHECK(near.error().kind == ErrorKind::usage);
  CHECK(holds(near.error().message, "did you mean \"audit-2026-10\"?"));
}

TEST_CASE("odd names in a revision are reported at the first odd part, as on disk") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet"});
  fixture.write("csx.yaml", "");
  fixture.write("bell\a/x.yaml", "");
  fixture.write("bell\a/y.yaml", "");
  fixture.write("sub/latin\xE7.yaml", "");
  fixture.commit_all();
  const FileTree::Listing disk = listing_of(opened(disk_tree(fixture.path())));
  const FileTree::Listing revision = listing_of(opened(revision_tree(fixture.path(), "HEAD")));
  CHECK(disk.problems.size() == 2);
  CHECK(revision.problems == disk.problems);
  CHECK(revision.files == disk.files);
}

TEST_CASE("a path in an unresolved conflict keeps the index from being read") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet"});
  fixture.write("csx.yaml", "base\n");
  fixture.commit_all();
  fixture.git({"checkout", "--quiet", "-b", "side"});
  fixture.write("csx.yaml", "side\n");
  fixture.commit_all();
  fixture.git({"checkout", "--quiet", "main"});
  fixture.write("csx.yaml", "main\n");
  fixture.commit_all();
  CHECK(fixture.try_git_in("", {"merge", "side"}).status != 0);
  const auto index = index_tree(fixture.path());
  REQUIRE_FALSE(index);
  CHECK(holds(index.error().message, "unresolved merge conflict"));
  CHECK(opened(revision_tree(fixture.path(), "HEAD"))->read("csx.yaml") == "main\n");
  CHECK(disk_files(fixture.path()) == Paths{"csx.yaml"});
}

}  // namespace
}  // namespace csx::store
