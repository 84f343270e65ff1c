#include <filesystem>

#include "repositories.hpp"

namespace csx::git {
namespace {

using test::GitFixture;

TEST_CASE("a new repository is one that git accepts, on branch main") {
  const GitFixture fixture;
  fixture.git({"config", "--global", "init.defaultBranch", "trunk"});
  REQUIRE(initialise(fixture / "new/data"));
  CHECK(fixture.git_in("new/data", {"symbolic-ref", "HEAD"}) == "refs/heads/main");
  CHECK(fixture.git_in("new/data", {"status", "--porcelain"}).empty());
  CHECK(open(fixture / "new/data").work_folder() == fixture / "new/data");
}

TEST_CASE("making a repository where one is changes nothing") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet"});
  fixture.commit_all("kept");
  REQUIRE(initialise(fixture.path()));
  CHECK(open(fixture.path()).resolve("main")->subject == "kept");
}

TEST_CASE("a folder that cannot be made is an io error") {
  const GitFixture fixture;
  fixture.write("file", "");
  const auto made = initialise(fixture / "file/inside");
  REQUIRE_FALSE(made);
  CHECK(made.error().kind == ErrorKind::io);
  CHECK_FALSE(made.error().causes.empty());
}

}  // namespace
}  // namespace csx::git
