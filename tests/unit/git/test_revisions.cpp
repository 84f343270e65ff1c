#include <chrono>

#include "repositories.hpp"

namespace csx::git {
namespace {

using test::GitFixture;

TEST_CASE("a commit is read whole") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet"});
  fixture.commit_all("accept the handoff\n\nbody");
  const auto commit = open(fixture.path()).resolve("HEAD");
  REQUIRE(commit);
  CHECK(commit->id.hex == fixture.git({"rev-parse", "HEAD"}));
  CHECK(commit->tree.hex == fixture.git({"rev-parse", "HEAD^{tree}"}));
  CHECK(commit->committed_at == time::Instant(std::chrono::seconds(1772457120)));
  CHECK(commit->offset_minutes == -180);
  CHECK(commit->author == "Ana Souza <ana@example.com>");
  CHECK(commit->subject == "accept the handoff");
}

TEST_CASE("every syntax that names a commit resolves, everything else is a usage error") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet"});
  fixture.write("a.yaml", "one\n");
  fixture.commit_all("one");
  fixture.git({"tag", "v1"});
  fixture.git({"tag", "-a", "-m", "signed off", "audit-2026-10"});
  fixture.write("a.yaml", "two\n");
  fixture.commit_all("two");
  fixture.git({"branch", "accounts/renewal"});
  const Repository repository = open(fixture.path());
  struct Row {
    std::string revision;
    std::string subject;  ///< empty: refused
    std::string refusal;
  };
  const Row rows[] = {
      {"HEAD", "two", ""},
      {"@", "two", ""},
      {"main", "two", ""},
      {"refs/heads/main", "two", ""},
      {"HEAD~1", "one", ""},
      {"HEAD^", "one", ""},
      {"v1", "one", ""},
      {"audit-2026-10", "one", ""},
      {"accounts/renewal", "two", ""},
      {fixture.git({"rev-parse", "--short", "HEAD"}), "two", ""},
      {"HEAD~7", "", "is no revision"},
      {"maim", "", "did you mean \"main\"?"},
      {"audit-2026-11", "", "did you mean \"audit-2026-10\"?"},
      {"v1..main", "", "is a range, one revision is wanted"},
      {"HEAD^{tree}", "", "names a tree, not a commit"},
      {"HEAD:a.yaml", "", "names a blob, not a commit"},
      {"", "", "is no revision"},
      {"^^{", "", "is no revision"},
      {std::string(4000, 'x'), "", "is no revision"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.revision);
    const auto commit = repository.resolve(row.revision);
    CHECK(commit.has_value() == row.refusal.empty());
    if (commit) {
      CHECK(commit->subject == row.subject);
    } else {
      CAPTURE(commit.error().message);
      CHECK(commit.error().kind == ErrorKind::usage);
      CHECK(holds(commit.error().message, row.refusal));
    }
  }
}

TEST_CASE("the merge base is looked for at the upstream, at origin, then at main") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet", "origin"});
  fixture.commit_all("base", "origin");
  fixture.git({"clone", "--quiet", "origin", "clone"});
  fixture.git_in("clone", {"checkout", "--quiet", "-b", "feature"});
  fixture.commit_all("pushed", "clone");
  SUBCASE("origin's default branch when the branch has no upstream") {
    CHECK(open(fixture / "clone").merge_base_with_upstream()->subject == "base");
  }
  SUBCASE("the branch's upstream") {
    fixture.git_in("clone", {"push", "--quiet", "--set-upstream", "origin", "feature"});
    fixture.commit_all("local", "clone");
    CHECK(open(fixture / "clone").merge_base_with_upstream()->subject == "pushed");
  }
  SUBCASE("main when there is no origin") {
    fixture.git_in("clone", {"remote", "remove", "origin"});
    CHECK(open(fixture / "clone").merge_base_with_upstream()->subject == "base");
  }
  SUBCASE("nothing to compare with") {
    fixture.git_in("clone", {"remote", "remove", "origin"});
    fixture.git_in("clone", {"branch", "--quiet", "-D", "main"});
    const auto base = open(fixture / "clone").merge_base_with_upstream();
    REQUIRE_FALSE(base);
    CHECK(base.error().kind == ErrorKind::usage);
  }
  SUBCASE("no common commit") {
    fixture.git_in("clone", {"checkout", "--quiet", "--orphan", "alone"});
    fixture.commit_all("alone", "clone");
    const auto base = open(fixture / "clone").merge_base_with_upstream();
    REQUIRE_FALSE(base);
    CHECK(base.error().kind == ErrorKind::usage);
    CHECK(holds(base.error().message, "no known common commit"));
  }
}

}  // namespace
}  // namespace csx::git
