#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "repositories.hpp"

namespace csx::git {
namespace {

using test::GitFixture;

TEST_CASE("a folder without git has no repository") {
  const GitFixture fixture;
  const auto found = Repository::find(fixture.path());
  REQUIRE(found);
  CHECK_FALSE(found->has_value());
}

TEST_CASE("a folder that is not there is an error") {
  const GitFixture fixture;
  const auto found = Repository::find(fixture / "nowhere");
  REQUIRE_FALSE(found);
  CHECK(found.error().kind == ErrorKind::io);
  CHECK(holds(found.error().message, "nowhere"));
}

TEST_CASE("a plain repository is found from a folder inside it") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet"});
  fixture.write("data/accounts/a.yaml", "kind: account\n");
  fixture.commit_all();
  const Repository repository = open(fixture / "data/accounts");
  CHECK_FALSE(repository.is_bare());
  CHECK_FALSE(repository.is_shallow());
  CHECK(repository.git_folder() == fixture / ".git");
  CHECK(repository.work_folder() == fixture.path());
  CHECK(repository.path_of(fixture / "data/accounts") == "data/accounts");
  CHECK(repository.path_of(fixture.path() + "/") == "");
  CHECK(repository.branch() == "main");
  const test::TempFolder elsewhere;
  const auto outside = repository.path_of(elsewhere.path());
  REQUIRE_FALSE(outside);
  CHECK(outside.error().kind == ErrorKind::usage);
}

TEST_CASE("a repository reached through a link knows its own paths") {
  const GitFixture fixture;
  fixture.write("real/data/a.yaml", "");
  fixture.git_in("real", {"init", "--quiet"});
  fixture.folder().link("linked", fixture / "real");
  CHECK(open(fixture / "linked/data").path_of(fixture / "linked/data") == "data");
}

TEST_CASE("an unborn branch has a name and no commit") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet"});
  const Repository repository = open(fixture.path());
  const auto head = repository.head();
  REQUIRE(head);
  CHECK_FALSE(head->has_value());
  CHECK(repository.branch() == "main");
  const auto resolved = repository.resolve("HEAD");
  REQUIRE_FALSE(resolved);
  CHECK(resolved.error().kind == ErrorKind::usage);
  CHECK(holds(resolved.error().message, "\"main\" has none yet"));
  CHECK(repository.files_in_index("")->empty());
}

TEST_CASE("a detached head has a commit and no branch") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet"});
  fixture.commit_all();
  fixture.git({"checkout", "--quiet", "--detach"});
  const Repository repository = open(fixture.path());
  CHECK_FALSE(repository.branch());
  CHECK(repository.head()->value().id.hex == fixture.git({"rev-parse", "HEAD"}));
}

TEST_CASE("a bare repository has revisions, no index and no work folder") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet", "work"});
  fixture.write("work/csx.yaml", "kind: workspace\n");
  fixture.commit_all("first", "work");
  fixture.git({"clone", "--quiet", "--bare", "work", "bare.git"});
  const Repository repository = open(fixture / "bare.git");
  CHECK(repository.is_bare());
  CHECK_FALSE(repository.work_folder());
  CHECK(repository.path_of(fixture / "bare.git") == "");
  const auto head = repository.resolve("main");
  REQUIRE(head);
  CHECK(repository.files_at(head->id, "")->size() == 1);
  CHECK(repository.read_file(head->id, "csx.yaml")->value() == "kind: workspace\n");
  const auto index = repository.files_in_index("");
  REQUIRE_FALSE(index);
  CHECK(index.error().kind == ErrorKind::usage);
  CHECK(repository.changed_paths("")->empty());
  CHECK_FALSE(repository.is_ignored("a"));
}

TEST_CASE("a worktree reads its own head and the common objects") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet", "main"});
  fixture.write("main/csx.yaml", "kind: workspace\n");
  fixture.commit_all("first", "main");
  fixture.git_in("main", {"worktree", "add", "--quiet", "-b", "side", "../side"});
  const Repository repository = open(fixture / "side");
  CHECK(repository.branch() == "side");
  CHECK(repository.work_folder() == fixture / "side");
  CHECK(repository.files_in_index("")->size() == 1);
  SUBCASE("with its main repository gone it is refused") {
    std::filesystem::remove_all(fixture / "main");
    const auto lost = Repository::find(fixture / "side");
    REQUIRE_FALSE(lost);
    CHECK(holds(lost.error().message, "names a git folder that is not there"));
    CHECK(has_hint(lost.error(), "git worktree repair"));
  }
}

TEST_CASE("a submodule is a repository of its own") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet", "inner"});
  fixture.write("inner/a.yaml", "kind: account\n");
  fixture.commit_all("inner", "inner");
  fixture.git({"init", "--quiet", "outer"});
  fixture.git_in("outer", {"submodule", "--quiet", "add", "../inner", "part"});
  fixture.commit_all("outer", "outer");
  const Repository inner = open(fixture / "outer/part");
  CHECK(inner.work_folder() == fixture / "outer/part");
  CHECK(inner.files_in_index("")->size() == 1);
  const Repository outer = open(fixture / "outer");
  const auto files = outer.files_at(outer.resolve("HEAD")->id, "");
  REQUIRE(files);
  REQUIRE(files->size() == 1);
  CHECK(files->front().path == ".gitmodules");
}

TEST_CASE("a shallow clone says that history is missing") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet", "origin"});
  for (const char* subject : {"one", "two", "three"}) {
    fixture.commit_all(subject, "origin");
  }
  fixture.git({"clone", "--quiet", "--depth", "1", "file://" + fixture / "origin", "clone"});
  const Repository repository = open(fixture / "clone");
  CHECK(repository.is_shallow());
  CHECK(repository.resolve("HEAD")->subject == "three");
  const auto earlier = repository.resolve("HEAD~1");
  REQUIRE_FALSE(earlier);
  CHECK(has_hint(earlier.error(), "fetch-depth: 0"));
  CHECK(repository.merge_base_with_upstream()->subject == "three");
  fixture.commit_all("local", "clone");
  const auto base = open(fixture / "clone").merge_base_with_upstream();
  REQUIRE_FALSE(base);
  CHECK(has_hint(base.error(), "fetch-depth: 0"));
}

TEST_CASE("a partial clone reads what it has and names the fix for what it has not") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet", "origin"});
  fixture.git_in("origin", {"config", "uploadpack.allowFilter", "true"});
  fixture.write("origin/csx.yaml", "kind: workspace\n");
  fixture.commit_all("first", "origin");
  fixture.git(
      {"clone", "--quiet", "--no-checkout", "--filter=blob:none", "file://" + fixture / "origin", "clone"});
  fixture.git_in("clone", {"config", "core.repositoryformatversion", "1"});
  fixture.git_in("clone", {"config", "extensions.partialClone", "origin"});
  const Repository repository = open(fixture / "clone");
  const auto files = repository.files_at(repository.resolve("HEAD")->id, "");
  REQUIRE(files);
  const auto text = repository.read_blob(files->front().blob);
  REQUIRE_FALSE(text);
  CHECK(text.error().kind == ErrorKind::io);
  CHECK(has_hint(text.error(), "partial"));
}

TEST_CASE("during a merge conflict the index is refused, head and status are not") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet"});
  fixture.write("data/a.yaml", "base\n");
  fixture.write("other/b.yaml", "base\n");
  fixture.commit_all();
  fixture.git({"checkout", "--quiet", "-b", "side"});
  fixture.write("data/a.yaml", "side\n");
  fixture.commit_all("side");
  fixture.git({"checkout", "--quiet", "main"});
  fixture.write("data/a.yaml", "main\n");
  fixture.commit_all("main");
  bool rebase = false;
  SUBCASE("merge") {}
  SUBCASE("rebase") {
    rebase = true;
  }
  CHECK(fixture
            .try_git_in("", rebase ? std::vector<std::string>{"rebase", "side"}
                                   : std::vector<std::string>{"merge", "side"})
            .status != 0);
  const Repository repository = open(fixture.path());
  const auto index = repository.files_in_index("data");
  REQUIRE_FALSE(index);
  CHECK(index.error().kind == ErrorKind::io);
  CHECK(holds(index.error().message, "\"data/a.yaml\" has an unresolved merge conflict"));
  CHECK(repository.files_in_index("other")->size() == 1);
  CHECK(repository.tracked_paths("") == std::vector<std::string>{"data/a.yaml", "other/b.yaml"});
  CHECK(repository.changed_paths("data") == std::vector<std::string>{"a.yaml"});
  CHECK(repository.head()->value().subject == (rebase ? "side" : "main"));
  CHECK(repository.branch().has_value() != rebase);
}

TEST_CASE("a repository of another user is refused with the fix, and read when it is named safe") {
  if (::geteuid() != 0) {
    MESSAGE("needs root to give a folder to another user: skipped");
    return;
  }
  const GitFixture fixture;
  fixture.git({"init", "--quiet", "theirs"});
  REQUIRE(::chown((fixture / "theirs").c_str(), 12345, 12345) == 0);
  REQUIRE(::chown((fixture / "theirs/.git").c_str(), 12345, 12345) == 0);
  const auto refused = [&] {
    const auto found = Repository::find(fixture / "theirs");
    REQUIRE_FALSE(found);
    CHECK(found.error().kind == ErrorKind::io);
    CHECK(holds(found.error().message, "belongs to user 12345"));
    CHECK(has_hint(found.error(), "git config --global --add safe.directory '" + fixture / "theirs" + "'"));
    return found.error().hints.size();
  };
  CHECK(refused() == 1);
  fixture.git({"config", "--global", "safe.directory", "*"});
  CHECK(refused() == 2);
  fixture.git({"config", "--global", "safe.directory", "/elsewhere"});
  CHECK(refused() == 1);
  fixture.git({"config", "--global", "--add", "safe.directory", fixture / "theirs"});
  CHECK(open(fixture / "theirs").branch() == "main");
}

TEST_CASE("extensions that change nothing for a reader are let in, the others are named") {
  struct Row {
    std::string name;
    std::string value;
    std::string refusal;  ///< in the message, the causes or the hints; empty: it opens
  };
  const Row rows[] = {
      {"worktreeConfig", "true", ""},
      {"partialClone", "origin", ""},
      {"preciousObjects", "true", ""},
      {"objectFormat", "sha1", ""},
      {"refStorage", "files", ""},
      {"objectFormat", "sha256", "names objects by \"sha256\""},
      {"refStorage", "reftable", "keeps its references as \"reftable\""},
      {"relativeWorktrees", "true", "git extension \"relativeworktrees\" is not supported"},
      {"fromTheFuture", "1", "git extension \"fromthefuture\" is not supported"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CAPTURE(row.value);
    const GitFixture fixture;
    fixture.git({"init", "--quiet"});
    fixture.git({"config", "core.repositoryformatversion", "1"});
    fixture.git({"config", "extensions." + row.name, row.value});
    const auto found = Repository::find(fixture.path());
    CHECK(found.has_value() == row.refusal.empty());
    if (!found) {
      CHECK(found.error().kind == ErrorKind::io);
      CHECK((holds(found.error().message, row.refusal) || has_hint(found.error(), row.refusal)));
    }
  }
}

TEST_CASE("a split index is refused with the fix") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet"});
  fixture.write("a.yaml", "");
  fixture.commit_all();
  fixture.git({"update-index", "--split-index"});
  const auto files = open(fixture.path()).files_in_index("");
  REQUIRE_FALSE(files);
  CHECK(has_hint(files.error(), "git update-index --no-split-index"));
}

TEST_CASE("a sparse index is refused with the fix") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet"});
  fixture.write("in/a.yaml", "");
  fixture.write("out/b.yaml", "");
  fixture.commit_all();
  fixture.git({"sparse-checkout", "init", "--cone", "--sparse-index"});
  fixture.git({"sparse-checkout", "set", "in"});
  const Repository repository = open(fixture.path());
  CHECK(repository.files_at(repository.resolve("HEAD")->id, "")->size() == 2);
  const auto files = repository.files_in_index("");
  REQUIRE_FALSE(files);
  CHECK(has_hint(files.error(), "--no-sparse-index"));
}

}  // namespace
}  // namespace csx::git
