#include <fcntl.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

#include "changes.hpp"

namespace csx::git {
namespace {

constexpr std::chrono::milliseconds k_at_once{0};

TEST_CASE_FIXTURE(ChangeFixture, "one writer at a time") {
  const Repository repository = open(path());
  {
    const auto first = WriteLock::take(repository, k_at_once);
    REQUIRE(first);
    const auto second = WriteLock::take(repository, std::chrono::milliseconds(20));
    REQUIRE_FALSE(second);
    CHECK(second.error().kind == ErrorKind::conflict);
    CHECK(holds(second.error().message, "another csx (process " + std::to_string(::getpid()) + ")"));
  }
  CHECK(WriteLock::take(repository, k_at_once));
  SUBCASE("nor two in the worktrees of one repository") {
    git({"worktree", "add", "--quiet", "side"});
    const auto held = WriteLock::take(repository, k_at_once);
    CHECK_FALSE(WriteLock::take(open(*this / "side"), k_at_once));
  }
  SUBCASE("its folder may be removed at any time") {
    std::filesystem::remove_all(*this / ".git/csx");
    const auto held = WriteLock::take(repository, k_at_once);
    CHECK(held);
    CHECK_FALSE(WriteLock::take(repository, k_at_once));
  }
}

TEST_CASE_FIXTURE(ChangeFixture, "a lock that git holds is a conflict, and stays") {
  patience = k_at_once;
  set("a.yaml", "two\n").set("new/x.yaml", "one\n");
  std::string lock;
  for (const char* name : {"index", "HEAD", "refs/heads/main"}) {
    CAPTURE(name);
    lock = std::string(".git/") + name + ".lock";
    write(lock, "of git");
    const auto before = picture();
    const auto changed = run();
    REQUIRE_FALSE(changed);
    CHECK(changed.error().kind == ErrorKind::conflict);
    CHECK(holds(changed.error().message, lock));
    CHECK(picture() == before);
    CHECK(text(lock) == "of git");
    CHECK_FALSE(std::filesystem::exists(*this / "new"));
    std::filesystem::remove(*this / lock);
  }
  must();
}

TEST_CASE_FIXTURE(ChangeFixture, "a lock that a killed csx left is nobody's") {
  patience = k_at_once;
  set("a.yaml", "two\n").must();
  for (const char* name : {"index", "HEAD", "refs/heads/main"}) {
    write(std::string(".git/") + name + ".lock", *text(".git/csx/token"));
  }
  request.files.clear();
  set("a.yaml", "three\n").must();
  CHECK(left_over().empty());
}

TEST_CASE_FIXTURE(ChangeFixture, "nothing to recover is nothing said and nothing made") {
  CHECK(recover(open(path())) == std::vector<std::string>());
  CHECK_FALSE(std::filesystem::exists(*this / ".git/csx"));
  git({"init", "--quiet", "--bare", "bare"});
  CHECK(recover(open(*this / "bare")) == std::vector<std::string>());
}

/// Ends the writer in one of its own hooks, as a kill would, and leaves what that leaves.
struct KilledFixture : ChangeFixture {
  void kill_in(const std::string& name) {
    hook(name, "kill -9 $PPID\n");
    const pid_t child = ::fork();
    if (child == 0) {
      (void)run();
      ::_exit(0);
    }
    int state = 0;
    ::waitpid(child, &state, 0);
    REQUIRE(WIFSIGNALED(state));
    REQUIRE(WTERMSIG(state) == SIGKILL);
    std::filesystem::remove(*this / (".git/hooks/" + name));
    REQUIRE(text(".git/csx/journal"));
  }
};

TEST_CASE("a killed change is taken back by whoever comes next") {
  enum class Next { reader, writer };
  struct Row {
    const char* killed_in;  ///< with the files in place; with all locks taken
    Next next;
  };
  const Row rows[] = {{"pre-commit", Next::reader},
                      {"pre-commit", Next::writer},
                      {"reference-transaction", Next::reader},
                      {"reference-transaction", Next::writer}};
  for (const Row& row : rows) {
    CAPTURE(row.killed_in);
    KilledFixture fixture;
    const auto before = fixture.picture();
    fixture.set("a.yaml", "two\n").set("new/deep/x.yaml", "one\n").set("deep/down/b.yaml", {});
    fixture.kill_in(row.killed_in);
    REQUIRE(fixture.text("a.yaml") == "two\n");
    REQUIRE(fixture.text(".git/index.lock"));
    std::vector<std::string> notes;
    if (row.next == Next::reader) {
      notes = recover(open(fixture.path())).value();
    } else {
      notes = WriteLock::take(open(fixture.path()), k_at_once).value().recovered();
    }
    REQUIRE(notes.size() == 1);
    CHECK(notes.front() ==
          "a change that was interrupted was taken back: \"a.yaml\", \"new/deep/x.yaml\" and "
          "\"deep/down/b.yaml\"");
    CHECK(fixture.picture() == before);
    CHECK_FALSE(std::filesystem::exists(fixture / "new"));
    CHECK(fixture.git({"fsck", "--strict", "--no-dangling"}).empty());
  }
}

TEST_CASE_FIXTURE(KilledFixture, "a change whose commit is there is finished") {
  set("a.yaml", "two\n").set("new/x.yaml", "one\n");
  kill_in("reference-transaction");
  // The last step before the kill was yet to come: the reference.
  const std::string commit = git({"fsck", "--no-reflogs", "--lost-found"});
  const std::string id = commit.substr(commit.rfind(' ') + 1);
  REQUIRE(git({"log", "-1", "--format=%s", id}) == "csx: set a");
  write(".git/refs/heads/main", id + '\n');
  write("a.yaml", "one\n");  // as if the file had not made it
  const auto notes = recover(open(path()));
  REQUIRE(notes);
  CHECK(holds(notes->front(), "was finished"));
  CHECK(text("a.yaml") == "two\n");
  CHECK(git({"status", "--porcelain"}).empty());
  CHECK(git({"reflog", "--format=%gs"}) == "commit: csx: set a\ncommit (initial): first");
  CHECK(left_over().empty());
}

TEST_CASE_FIXTURE(KilledFixture, "what somebody did after the kill is left") {
  set("a.yaml", "two\n").set("deep/down/b.yaml", "two\n").set("x.yaml", "one\n");
  kill_in("pre-commit");
  SUBCASE("edited") {
    write("a.yaml", "mine\n");
    const auto notes = recover(open(path()));
    REQUIRE(notes->size() == 2);
    CHECK(notes->back() == "edited meanwhile, and left as found: \"a.yaml\"");
    CHECK(text("a.yaml") == "mine\n");
    CHECK(text("deep/down/b.yaml") == "one\n");
    CHECK_FALSE(text("x.yaml"));
  }
  SUBCASE("lock removed and all committed") {
    std::filesystem::remove(*this / ".git/index.lock");
    commit_all("mine");
    REQUIRE(recover(open(path())));
    CHECK(text("a.yaml") == "two\n");
    CHECK(text("x.yaml") == "one\n");
    CHECK(git({"status", "--porcelain"}).empty());
  }
  SUBCASE("lock removed and something else committed") {
    std::filesystem::remove(*this / ".git/index.lock");
    write("a.yaml", "mine\n");
    git({"commit", "--quiet", "--message", "mine", "a.yaml"});
    REQUIRE(recover(open(path())));
    CHECK(git({"status", "--porcelain"}).empty());
    CHECK(text("a.yaml") == "mine\n");
    CHECK(text("deep/down/b.yaml") == "one\n");
  }
  CHECK(left_over().empty());
}

TEST_CASE_FIXTURE(KilledFixture, "a text that was swapped out unseen is put back") {
  // An editor saved between the comparison and the swap, and the writer was killed before it could look
  // again.
  set("a.yaml", "two\n");
  kill_in("pre-commit");
  REQUIRE(text(".git/csx/file-0") == "one\n");
  write(".git/csx/file-0", "saved in that instant\n");
  const auto notes = recover(open(path()));
  REQUIRE(notes->size() == 2);
  CHECK(text("a.yaml") == "saved in that instant\n");
  CHECK(left_over().empty());
}

TEST_CASE_FIXTURE(KilledFixture, "while git holds the index nothing is recovered, and reading goes on") {
  set("a.yaml", "two\n");
  kill_in("pre-commit");
  write(".git/index.lock", "of git");
  const auto notes = recover(open(path()));
  REQUIRE(notes);
  CHECK(holds(notes->front(), "a change was left half done"));
  const auto lock = WriteLock::take(open(path()), k_at_once);
  REQUIRE_FALSE(lock);
  CHECK(lock.error().kind == ErrorKind::conflict);
  CHECK(text(".git/csx/journal"));
}

TEST_CASE_FIXTURE(KilledFixture, "a reader leaves a writer that is at work alone") {
  set("a.yaml", "two\n");
  kill_in("pre-commit");
  const int lock = ::open((*this / ".git/csx/lock").c_str(), O_RDWR | O_CLOEXEC);
  REQUIRE(::flock(lock, LOCK_EX | LOCK_NB) == 0);
  CHECK(recover(open(path())) == std::vector<std::string>());
  CHECK(text("a.yaml") == "two\n");
  ::close(lock);
}

TEST_CASE_FIXTURE(KilledFixture, "a journal that makes no sense is named") {
  set("a.yaml", "two\n");
  kill_in("pre-commit");
  const std::string journal = *text(".git/csx/journal");
  for (const std::size_t size : {std::size_t{0}, std::size_t{5}, journal.size() / 2, journal.size() - 1}) {
    CAPTURE(size);
    write(".git/csx/journal", journal.substr(0, size));
    const auto lock = WriteLock::take(open(path()), k_at_once);
    REQUIRE_FALSE(lock);
    CHECK(lock.error().kind == ErrorKind::io);
    CHECK(holds(lock.error().message, ".git/csx/journal"));
  }
  // A publication that was still being written counts for nothing.
  write(".git/csx/journal", journal + "11:publication,40:0123");
  CHECK(WriteLock::take(open(path()), k_at_once));
  CHECK(text("a.yaml") == "one\n");
}

TEST_CASE_FIXTURE(ChangeFixture,
                  "an older index that git wrote over the new one is mended by the next change") {
  // `git commit` reads the index before it locks it. One that is slow writes back what was there before.
  const std::string older = *text(".git/index");
  set("a.yaml", "two\n").must();
  write(".git/index", older);
  REQUIRE(git({"diff", "--cached", "--name-only"}) == "a.yaml");
  request.files.clear();
  const Changed changed = set("deep/down/b.yaml", "two\n").must();
  CHECK(has_note(changed, "mended"));
  CHECK(git({"status", "--porcelain"}).empty());
}

TEST_CASE_FIXTURE(ChangeFixture, "an older index that is there when the change ends is mended at once") {
  const std::string older = *text(".git/index");
  write("older", older);
  hook("post-commit", "cp older .git/index\n");
  const Changed changed = set("a.yaml", "two\n").set("new.yaml", "one\n").must();
  CHECK(has_note(changed, "mended"));
  CHECK(git({"status", "--porcelain"}) == "?? older");
}

TEST_CASE_FIXTURE(ChangeFixture, "what a person takes back in the index stays taken back") {
  set("a.yaml", "two\n").must();
  git({"reset", "--quiet", "HEAD~1", "--", "a.yaml"});
  REQUIRE(git({"status", "--porcelain"}) == "MM a.yaml");
  request.files.clear();
  set("deep/down/b.yaml", "two\n").must();
  CHECK(git({"status", "--porcelain"}) == "MM a.yaml");
}

}  // namespace
}  // namespace csx::git
