#include "repositories.hpp"

namespace csx::git {
namespace {

using test::GitFixture;
using Paths = std::vector<std::string>;

TEST_CASE("changed paths are those that differ between head, index and work folder") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet"});
  for (const char* path : {"data/same.yaml", "data/edited.yaml", "data/staged.yaml", "data/gone.yaml",
                           "data/back.yaml", "other/edited.yaml"}) {
    fixture.write(path, "one\n");
  }
  fixture.write(".gitignore", "*.tmp\n");
  fixture.commit_all();
  fixture.write("data/edited.yaml", "two lines\nof text\n");
  fixture.write("other/edited.yaml", "two lines\nof text\n");
  fixture.write("data/staged.yaml", "two lines\nof text\n");
  fixture.write("data/back.yaml", "two lines\nof text\n");
  fixture.git({"add", "data/staged.yaml", "data/back.yaml"});
  fixture.write("data/back.yaml", "one\n");  // as in head again, but not as in the index
  fixture.git({"rm", "--quiet", "data/gone.yaml"});
  fixture.write("data/deep/new/a.yaml", "");
  fixture.write("data/ignored.tmp", "");
  const Repository repository = open(fixture.path());
  const Paths below = {"back.yaml", "deep/new/a.yaml", "edited.yaml", "gone.yaml", "staged.yaml"};
  CHECK(repository.changed_paths("data") == below);
  CHECK(repository.changed_paths("data/") == below);
  CHECK(repository.changed_paths("")->size() == 6);
  CHECK(repository.changed_paths("data/edited.yaml") == Paths{""});
  CHECK(repository.changed_paths("data/same.yaml")->empty());
  CHECK(repository.changed_paths("nowhere")->empty());
}

TEST_CASE("on an unborn branch everything has changed") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet"});
  fixture.write("a.yaml", "");
  fixture.write("b.yaml", "");
  fixture.git({"add", "b.yaml"});
  CHECK(open(fixture.path()).changed_paths("") == Paths{"a.yaml", "b.yaml"});
}

TEST_CASE("a path with pattern letters is taken as it is") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet"});
  fixture.write("[ab]/x.yaml", "");
  fixture.write("a/y.yaml", "");
  CHECK(open(fixture.path()).changed_paths("[ab]") == Paths{"x.yaml"});
}

TEST_CASE("ignore rules are looked at as git looks at them") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet"});
  fixture.write(".gitignore", "build/\n*.tmp\n!keep.tmp\n");
  fixture.write("data/.gitignore", "/local.yaml\n");
  fixture.write(".git/info/exclude", "mine.yaml\n");
  fixture.folder().write("build/x", "");
  const Repository repository = open(fixture.path());
  struct Row {
    std::string path;
    bool ignored;
  };
  const Row rows[] = {
      {"build/", true},         {"build/a.yaml", true},    {"data/a.tmp", true},
      {"data/keep.tmp", false}, {"data/local.yaml", true}, {"data/sub/local.yaml", false},
      {"data/mine.yaml", true}, {"data/a.yaml", false},    {"data/", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.path);
    CHECK(repository.is_ignored(row.path) == row.ignored);
  }
}

TEST_CASE("the rules that stand outside a folder are found") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet"});
  fixture.write(".gitignore", "from-root\n");
  fixture.write("data/.gitignore", "from-data\n");
  fixture.write("data/deep/.gitignore", "from-deep\n");
  fixture.write(".git/info/exclude", "from-exclude\n");
  fixture.home().write(".config/git/ignore", "from-user\n");
  fixture.home().write("other-ignore", "from-configured\n");
  const auto outer = [&](const std::string& prefix, const std::string& name) {
    const std::string path = prefix.empty() ? name : prefix + '/' + name;
    return open(fixture.path()).outer_ignore_rules(prefix).ignores(path, IgnoreRules::Entry::file);
  };
  CHECK(outer("data", "from-root"));
  CHECK(outer("data", "from-exclude"));
  CHECK(outer("data", "from-user"));
  CHECK_FALSE(outer("data", "from-data"));
  CHECK(outer("data/deep", "from-data"));
  CHECK_FALSE(outer("data/deep", "from-deep"));
  CHECK_FALSE(outer("", "from-root"));
  fixture.git({"config", "core.excludesFile", "~/other-ignore"});
  CHECK(outer("data", "from-configured"));
  CHECK_FALSE(outer("data", "from-user"));
  fixture.git({"config", "core.ignoreCase", "true"});
  CHECK(outer("data", "FROM-Root"));
}

}  // namespace
}  // namespace csx::git
