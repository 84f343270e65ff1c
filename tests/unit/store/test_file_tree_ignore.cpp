#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "trees.hpp"

namespace csx::store {
namespace {

using test::GitFixture;

/// What `git` itself takes for the record files of `data`: tracked, or untracked and not ignored.
Paths files_for_git(const GitFixture& fixture) {
  const std::string lines = fixture.git_in(
      "data", {"ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.yaml", "*.yml"});
  Paths files;
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = lines.find('\0', at);
    files.push_back(lines.substr(at, end - at));
    at = end + 1;
  }
  std::sort(files.begin(), files.end());
  return files;
}

void make_files(const GitFixture& fixture) {
  for (const char* path :
       {"csx.yaml", "local.yaml", "sub/local.yaml", "build/a.yaml", "sub/build/b.yaml", "draft-1.yaml",
        "sub/draft-2.yaml", "sub/draft-keep.yaml", "mine.yaml", "user.yaml", "out/keep/c.yaml", "out/d.yaml",
        "accounts/x/account.yaml", "accounts/x/tmp/t.yaml", "[odd].yaml", "deep/a/b/c/old.yaml"}) {
    fixture.write(std::string("data/") + path, "kind: x\n");
  }
}

TEST_CASE("git's ignore rules hold: nested, negated, by folder, of the clone and of the user") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet"});
  make_files(fixture);
  const Paths everything = disk_files(fixture / "data");
  struct Row {
    std::string file;
    std::string rules;
  };
  const std::vector<std::vector<Row>> cases = {
      {{".gitignore", "build/\n"}},
      {{".gitignore", "draft-*\n!draft-keep.yaml\n"}},
      {{"data/.gitignore", "/local.yaml\n"}},
      {{"data/sub/.gitignore", "local.yaml\n"}},
      {{".gitignore", "local.yaml\n"}, {"data/sub/.gitignore", "!local.yaml\n"}},
      {{"data/.gitignore", "out/*\n!out/keep/\n"}},
      {{"data/.gitignore",
        "out/\n!out/keep/c.yaml\n"}},  // what lies in an ignored folder cannot be taken back
      {{".gitignore", "data/accounts/*/tmp/\n"}},
      {{".gitignore", "**/tmp\n"}},
      {{".gitignore", "data/deep/**/old.yaml\n"}},
      {{".gitignore", "deep/\n"}, {"data/.gitignore", "# nothing\n"}},
      {{".git/info/exclude", "mine.yaml\n"}},
      {{".git/info/exclude", "\\[odd\\].yaml\n"}},
      {{".gitignore", "*\n!*/\n!csx.yaml\n"}},
      {{"data/.gitignore", "*.yaml\r\n"}},
      {{".gitignore", "build\nlocal.yaml\ntmp/\n"}, {".git/info/exclude", "!build\n"}},
      {{"data/accounts/.gitignore", "x\n"}},
  };
  for (const std::vector<Row>& rows : cases) {
    CAPTURE(rows.front().rules);
    for (const Row& row : rows) {
      fixture.write(row.file, row.rules);
    }
    CHECK(disk_files(fixture / "data") == files_for_git(fixture));
    CHECK(disk_files(fixture / "data") != (rows.front().rules == "deep/\n" ? Paths() : everything));
    for (const Row& row : rows) {
      std::filesystem::remove(fixture / row.file);
    }
  }
  fixture.home().write(".config/git/ignore", "user.yaml\n");
  CHECK(disk_files(fixture / "data") == files_for_git(fixture));
  CHECK(disk_files(fixture / "data").size() == everything.size() - 1);
}

TEST_CASE("tracked files are never ignored") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet"});
  make_files(fixture);
  fixture.commit_all();
  fixture.write(".gitignore", "build/\n*.yaml\n");
  fixture.write("data/build/new.yaml", "");
  fixture.write("data/sub/new.yaml", "");
  const Paths files = disk_files(fixture / "data");
  CHECK(files == files_for_git(fixture));
  CHECK(files.size() == 16);
  CHECK(listing_of(opened(revision_tree(fixture / "data", "HEAD"))).files == files);
}

TEST_CASE("a data folder inside what git ignores is read all the same") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet"});
  fixture.write(".gitignore", "/data/\n");
  fixture.write("data/csx.yaml", "");
  fixture.write("data/a.yaml", "");
  CHECK(disk_files(fixture / "data") == Paths{"a.yaml", "csx.yaml"});
}

TEST_CASE("outside a repository .gitignore is a file like any other") {
  const test::TempFolder folder;
  folder.write(".gitignore", "a.yaml\n");
  folder.write("a.yaml", "");
  CHECK(disk_files(folder.path()) == Paths{"a.yaml"});
}

TEST_CASE("a repository laid inside is noted and not entered") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet", "other"});
  fixture.write("other/inner.yaml", "");
  fixture.commit_all("inner", "other");
  fixture.git({"init", "--quiet", "data"});
  fixture.write("data/csx.yaml", "");
  fixture.git_in("data", {"submodule", "--quiet", "add", "../other", "part"});
  fixture.git({"clone", "--quiet", "other", "data/clone"});
  const FileTree::Listing listing = listing_of(opened(disk_tree(fixture / "data")));
  CHECK(listing.files == Paths{"csx.yaml"});
  CHECK(in_short(listing.problems) ==
        Paths{"note folder/nested-repository clone", "note folder/nested-repository part"});
  CHECK(disk_files(fixture / "data/part") == Paths{"inner.yaml"});
}

TEST_CASE("where the repository cannot be asked the records are read and a warning says so") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet"});
  fixture.write("a.yaml", "");
  fixture.git({"config", "core.repositoryformatversion", "1"});
  fixture.git({"config", "extensions.refStorage", "reftable"});
  const FileTree::Listing listing = listing_of(opened(disk_tree(fixture.path())));
  CHECK(listing.files == Paths{"a.yaml"});
  REQUIRE(in_short(listing.problems) == Paths{"warning folder/ignore-unknown "});
  CHECK(holds(listing.problems.front().message, "reftable"));
}

TEST_CASE("a split index leaves the rules in force") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet"});
  fixture.write(".gitignore", "draft.yaml\n");
  fixture.write("a.yaml", "");
  fixture.write("draft.yaml", "");
  fixture.commit_all();
  fixture.git({"update-index", "--split-index"});
  CHECK(disk_files(fixture.path()) == Paths{"a.yaml"});
}

}  // namespace
}  // namespace csx::store
