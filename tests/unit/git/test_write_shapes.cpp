#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <filesystem>

#include "changes.hpp"

namespace csx::git {
namespace {

TEST_CASE_FIXTURE(ChangeFixture, "an unborn branch gets its first commit") {
  git({"init", "--quiet", "new"});
  request.files = {{"x.yaml", std::nullopt, "one\n"}};
  SUBCASE("main") {}
  SUBCASE("a branch in a folder") {
    git_in("new", {"checkout", "--quiet", "--orphan", "topic/one"});
  }
  must("new");
  CHECK(git_in("new", {"rev-list", "--count", "HEAD"}) == "1");
  CHECK(git_in("new", {"reflog", "--format=%gs"}) == "commit (initial): csx: set a");
  CHECK(git_in("new", {"status", "--porcelain"}).empty());
  CHECK(left_over("new").empty());
}

TEST_CASE_FIXTURE(ChangeFixture, "a branch that cannot be made is refused") {
  git({"branch", "topic"});
  git({"branch", "deep/one"});
  std::string branch;
  SUBCASE("in another") {
    branch = "topic/one";
  }
  SUBCASE("around another") {
    branch = "deep";
  }
  git({"symbolic-ref", "HEAD", "refs/heads/" + branch});
  git({"rm", "--quiet", "-r", "--cached", "."});
  request.files = {{"x.yaml", std::nullopt, "one\n"}};
  const auto changed = run();
  REQUIRE_FALSE(changed);
  CHECK(changed.error().kind == ErrorKind::io);
  CHECK(holds(changed.error().message, "cannot make the branch"));
  CHECK_FALSE(text("x.yaml"));
  CHECK(left_over().empty());
}

TEST_CASE_FIXTURE(ChangeFixture, "a detached head moves, and says that no branch does") {
  git({"checkout", "--quiet", "--detach"});
  const std::string main = git({"rev-parse", "main"});
  const Changed changed = set("a.yaml", "two\n").must();
  CHECK(has_note(changed, "HEAD is detached"));
  CHECK(git({"rev-parse", "main"}) == main);
  CHECK(git({"rev-parse", "HEAD~1"}) == main);
  CHECK(git({"status", "--porcelain"}).empty());
  CHECK(git({"reflog", "-1", "--format=%gs"}) == "commit: csx: set a");
}

TEST_CASE_FIXTURE(ChangeFixture, "a branch of packed references moves") {
  git({"pack-refs", "--all"});
  git({"gc", "--quiet"});
  set("a.yaml", "two\n").must();
  CHECK(git({"log", "--format=%s", "main"}) == "csx: set a\nfirst");
  CHECK(git({"fsck", "--strict"}).empty());
}

TEST_CASE_FIXTURE(ChangeFixture, "a branch behind a symbolic reference moves") {
  git({"symbolic-ref", "refs/heads/alias", "refs/heads/main"});
  git({"symbolic-ref", "HEAD", "refs/heads/alias"});
  set("a.yaml", "two\n").must();
  CHECK(git({"log", "--format=%s", "main"}) == "csx: set a\nfirst");
  CHECK(git({"symbolic-ref", "refs/heads/alias"}) == "refs/heads/main");
}

TEST_CASE_FIXTURE(ChangeFixture, "a worktree has its own index and branch, and the hooks of all") {
  git({"worktree", "add", "--quiet", "-b", "side", "side"});
  hook("pre-commit",
       "test \"$GIT_DIR\" = \"$(git rev-parse --absolute-git-dir)\" && git diff --cached --name-only\n");
  const std::string main = git({"rev-parse", "main"});
  request.files = {{"a.yaml", "one\n", "two\n"}};
  const Changed changed = must("side");
  CHECK(changed.notes == std::vector<std::string>{"pre-commit: a.yaml"});
  CHECK(text("side/a.yaml") == "two\n");
  CHECK(text("a.yaml") == "one\n");
  CHECK(git({"rev-parse", "main", "side~1"}) == main + '\n' + main);
  CHECK(git_in("side", {"status", "--porcelain"}).empty());
  CHECK(git_in("side", {"reflog", "-1", "--format=%gs"}) == "commit: csx: set a");
  CHECK(left_over().empty());
}

TEST_CASE_FIXTURE(ChangeFixture, "the git folder may lie on another disk") {
  struct stat here {};
  struct stat there {};
  REQUIRE(::stat(path().c_str(), &here) == 0);
  std::string other = "/dev/shm/csx-test-XXXXXX";
  if (::mkdtemp(other.data()) == nullptr || ::stat(other.c_str(), &there) != 0 ||
      here.st_dev == there.st_dev) {
    std::filesystem::remove(other);
    MESSAGE("needs /dev/shm on another disk than the temporary folder: skipped");
    return;
  }
  git({"clone", "--quiet", "--separate-git-dir", other + "/git", ".", "copy"});
  const auto hook_there = [&](const char* script) {
    std::ofstream(other + "/git/hooks/pre-commit") << "#!/bin/sh\n" << script;
    ::chmod((other + "/git/hooks/pre-commit").c_str(), 0755);
  };
  set("a.yaml", "two\n").set("deep/down/b.yaml", {}).set("new/x.yaml", "one\n");
  hook_there("exit 1\n");
  refused("copy");
  hook_there("git diff --quiet\n");
  must("copy");
  CHECK(text("copy/a.yaml") == "two\n");
  CHECK(git_in("copy", {"status", "--porcelain"}).empty());
  CHECK(left_over("copy").empty());
  std::filesystem::remove_all(other);
}

TEST_CASE_FIXTURE(ChangeFixture, "a submodule is changed as a repository of its own") {
  test::TempFolder elsewhere;
  git({"clone", "--quiet", "--bare", ".", elsewhere / "part"});
  git({"submodule", "--quiet", "add", elsewhere / "part", "part"});
  commit_all("with a submodule");
  hook("pre-commit", "exit 1\n");  // the outer one's
  request.files = {{"a.yaml", "one\n", "two\n"}};
  must("part");
  CHECK(git_in("part", {"status", "--porcelain"}).empty());
  CHECK(git({"status", "--porcelain"}) == " M part");
  request.files = {{"part/a.yaml", "two\n", "three\n"}};
  CHECK(holds(refused().message, "\"part\" is another git repository"));
}

TEST_CASE_FIXTURE(ChangeFixture, "a shallow clone can be written") {
  set("a.yaml", "two\n").must();
  git({"clone", "--quiet", "--depth", "1", "file://" + path(), "clone"});
  request.files = {{"a.yaml", "two\n", "three\n"}};
  must("clone");
  CHECK(git_in("clone", {"rev-list", "--count", "HEAD"}) == "2");
  CHECK(git_in("clone", {"fsck", "--strict"}).empty());
}

TEST_CASE_FIXTURE(ChangeFixture, "a bare repository has no files to change") {
  git({"init", "--quiet", "--bare", "bare"});
  request.files = {{"a.yaml", std::nullopt, "two\n"}};
  const auto changed = run("bare");
  REQUIRE_FALSE(changed);
  CHECK(changed.error().kind == ErrorKind::io);
  CHECK(holds(changed.error().message, "is bare"));
}

TEST_CASE_FIXTURE(ChangeFixture, "in the midst of something else nothing is written") {
  git({"checkout", "--quiet", "-b", "side"});
  write("a.yaml", "side\n");
  write("c.yaml", "side\n");
  commit_all("side");
  git({"checkout", "--quiet", "main"});
  write("a.yaml", "main\n");
  commit_all("main");
  std::string words;
  SUBCASE("merge") {
    try_git_in("", {"merge", "side"});
    words = "git merge --abort";
  }
  SUBCASE("rebase") {
    try_git_in("", {"rebase", "side"});
    words = "git rebase --abort";
  }
  SUBCASE("cherry-pick") {
    try_git_in("", {"cherry-pick", "side"});
    words = "git cherry-pick --abort";
  }
  SUBCASE("revert") {
    try_git_in("", {"revert", "--no-commit", "HEAD"});
    try_git_in("", {"revert", "side"});
    words = "git revert --abort";
  }
  SUBCASE("bisect") {
    git({"bisect", "start"});
    words = "git bisect reset";
  }
  set("deep/down/b.yaml", "two\n");
  const Error error = refused();
  CHECK(error.kind == ErrorKind::io);
  CHECK(has_hint(error, words));
}

TEST_CASE_FIXTURE(ChangeFixture, "unresolved conflicts in the index are refused") {
  write("a.yaml", "stashed\n");
  git({"stash", "--quiet"});
  write("a.yaml", "main\n");
  commit_all("main");
  try_git_in("", {"stash", "pop"});
  set("deep/down/b.yaml", "two\n");
  CHECK(holds(refused().message, "unresolved merge conflicts"));
}

TEST_CASE_FIXTURE(ChangeFixture, "variables of a hook of git may only name this repository") {
  set("a.yaml", "two\n");
  struct Row {
    const char* name;
    std::string value;
    bool refused;
  };
  const Row rows[] = {
      {"GIT_DIR", home().path(), true},
      {"GIT_WORK_TREE", home().path(), true},
      {"GIT_INDEX_FILE", ".git/next-index-1.lock", true},
      {"GIT_OBJECT_DIRECTORY", path() + "/.git/objects/incoming-x", true},
      {"GIT_DIR", ".git", false},
      {"GIT_WORK_TREE", path(), false},
      {"GIT_INDEX_FILE", ".git/index", false},
  };
  const auto plain = surroundings.environment;
  int number = 0;
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CAPTURE(row.value);
    surroundings.environment = plain;
    surroundings.environment[row.name] = row.value;
    request.files.clear();
    set("a.yaml", std::to_string(++number));
    if (row.refused) {
      const Error error = refused();
      CHECK(error.kind == ErrorKind::usage);
      CHECK(has_hint(error, std::string("unset ") + row.name));
    } else {
      must();
    }
  }
}

/// For the time of a test, a user for whom modes count.
class OrdinaryUser {
 public:
  explicit OrdinaryUser(const ChangeFixture& fixture) {
    if (::geteuid() != 0) {
      return;
    }
    for (const std::string& top : {fixture.path(), fixture.home().path()}) {
      give(top);
      for (const auto& entry : std::filesystem::recursive_directory_iterator(top)) {
        give(entry.path());
      }
    }
    REQUIRE(::setegid(k_id) == 0);
    REQUIRE(::seteuid(k_id) == 0);
  }
  ~OrdinaryUser() {
    if (::seteuid(::getuid()) != 0 || ::setegid(::getgid()) != 0) {
      std::abort();
    }
  }
  OrdinaryUser(const OrdinaryUser&) = delete;
  OrdinaryUser& operator=(const OrdinaryUser&) = delete;

 private:
  static constexpr uid_t k_id = 12345;
  static void give(const std::filesystem::path& path) { REQUIRE(::lchown(path.c_str(), k_id, k_id) == 0); }
};

TEST_CASE_FIXTURE(ChangeFixture, "without permission nothing is written and nothing lost") {
  // libgit2 does not look at HOME while the effective user is another.
  git({"config", "user.name", "Ana Souza"});
  git({"config", "user.email", "ana@example.com"});
  set("deep/down/b.yaml", "two\n");
  set("a.yaml", "two\n");
  std::string closed;
  SUBCASE("git folder") {
    closed = ".git";
  }
  SUBCASE("objects") {
    closed = ".git/objects";
  }
  SUBCASE("branches") {
    closed = ".git/refs/heads";
  }
  SUBCASE("folder of the second file") {
    closed = ".";
  }
  const std::vector<std::string> before = picture();
  Error error;
  {
    const OrdinaryUser user(*this);
    ::chmod((*this / closed).c_str(), 0555);
    if (closed == ".git/objects") {
      for (const auto& entry : std::filesystem::directory_iterator(*this / closed)) {
        ::chmod(entry.path().c_str(), 0555);
      }
    }
    auto changed = run();
    REQUIRE_FALSE(changed);
    error = changed.error();
    ::chmod((*this / closed).c_str(), 0755);
  }
  CHECK(error.kind == ErrorKind::io);
  CHECK(holds(error.message + (error.causes.empty() ? "" : error.causes.front()), "ermission denied"));
  git({"config", "--global", "--add", "safe.directory", path()});
  CHECK(picture() == before);
}

TEST_CASE_FIXTURE(ChangeFixture, "files of a shared repository can be written by the group") {
  git({"config", "core.sharedRepository", "group"});
  const mode_t mask = ::umask(077);
  set("a.yaml", "two\n").must();
  ::umask(mask);
  for (const char* name : {".git/csx/lock", ".git/refs/heads/main", ".git/logs/HEAD"}) {
    CAPTURE(name);
    struct stat state {};
    REQUIRE(::stat((*this / name).c_str(), &state) == 0);
    CHECK((state.st_mode & 0060U) == 0060U);
  }
}

}  // namespace
}  // namespace csx::git
