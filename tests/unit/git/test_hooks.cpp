#include <filesystem>

#include "changes.hpp"

namespace csx::git {
namespace {

using Notes = std::vector<std::string>;

TEST_CASE_FIXTURE(ChangeFixture, "hooks see what `git commit PATH` would show them") {
  write("c.yaml", "staged\n");
  git({"add", "c.yaml"});
  const std::string script =
      "echo \"$0 $# $2 in $(pwd): $(git diff --cached --name-only | tr '\\n' ' ')$(cat a.yaml)\"\n"
      "echo \"$GIT_AUTHOR_NAME $GIT_AUTHOR_EMAIL $GIT_AUTHOR_DATE $GIT_EDITOR\" >&2\n";
  for (const char* name : {"pre-commit", "prepare-commit-msg", "commit-msg", "post-commit"}) {
    hook(name, script);
  }
  const Changed changed = set("a.yaml", "two\n").must();
  const std::string who = "Ana Souza ana@example.com @1772457120 -0300 :";
  const std::string where = *this / ".git/hooks/";
  CHECK(changed.notes ==
        Notes{
            "pre-commit: " + where + "pre-commit 0  in " + path() + ": a.yaml two",
            "pre-commit: " + who,
            "prepare-commit-msg: " + where + "prepare-commit-msg 2 message in " + path() + ": a.yaml two",
            "prepare-commit-msg: " + who,
            "commit-msg: " + where + "commit-msg 1  in " + path() + ": a.yaml two",
            "commit-msg: " + who,
            // After the commit the real index counts again.
            "post-commit: " + where + "post-commit 0  in " + path() + ": c.yaml two",
            "post-commit: " + who,
        });
  CHECK(git({"status", "--porcelain"}) == "A  c.yaml");
  CHECK(left_over().empty());
}

TEST_CASE_FIXTURE(ChangeFixture,
                  "a hook that refuses stops the commit with its words, and all is as before") {
  write("c.yaml", "staged\n");
  git({"add", "c.yaml"});
  set("a.yaml", "two\n").set("new/x.yaml", "one\n").set("deep/down/b.yaml", {});
  std::string name;
  SUBCASE("pre-commit") {
    name = "pre-commit";
  }
  SUBCASE("prepare-commit-msg") {
    name = "prepare-commit-msg";
  }
  SUBCASE("commit-msg") {
    name = "commit-msg";
  }
  SUBCASE("reference-transaction") {
    name = "reference-transaction";
  }
  hook(name, "echo 'no, because'; printf 'the \\033[31mfield is bad\\n' >&2; exit 3\n");
  const Error error = refused();
  CHECK(error.kind == ErrorKind::io);
  CHECK(error.message == "the hook " + name + " refused the commit (exit code 3)");
  CHECK(error.causes == Notes{"no, because", "the \\x1b[31mfield is bad"});
  CHECK_FALSE(std::filesystem::exists(*this / "new"));
}

TEST_CASE_FIXTURE(ChangeFixture, "what a refusing hook did to a file is left and said") {
  hook("pre-commit", "echo mine > a.yaml; exit 1\n");
  const auto changed = set("a.yaml", "two\n").set("deep/down/b.yaml", "two\n").run();
  REQUIRE_FALSE(changed);
  CHECK(has_cause(changed.error(), "\"a.yaml\" was edited meanwhile"));
  CHECK(text("a.yaml") == "mine\n");
  CHECK(text("deep/down/b.yaml") == "one\n");
  CHECK(left_over().empty());
}

TEST_CASE_FIXTURE(ChangeFixture, "a hook may change the message") {
  hook("prepare-commit-msg", "echo 'Ticket: 7' >> \"$1\"\n");
  hook("commit-msg", "sed -i 's/set a/set A/' \"$1\"\n");
  const Changed changed = set("a.yaml", "two\n").must();
  CHECK(changed.commit->subject == "csx: set A Ticket: 7");
  hook("commit-msg", ": > \"$1\"\n");
  request.files.clear();
  CHECK(holds(set("a.yaml", "three\n").refused().message, "no message"));
}

TEST_CASE_FIXTURE(ChangeFixture, "what a hook adds to the commit's index is committed") {
  write("c.yaml", "one\n");
  write("d.yaml", "one\n");
  commit_all("more");
  write("d.yaml", "staged\n");
  git({"add", "d.yaml"});
  hook("pre-commit",
       "echo formatted >> a.yaml; echo made > made.yaml; echo two > c.yaml\n"
       "git add a.yaml made.yaml c.yaml; echo hook > d.yaml; git add d.yaml\n");
  const Changed changed = set("a.yaml", "two\n").must();
  CHECK(has_note(changed, "pre-commit changed what is committed"));
  CHECK(git({"show", "--name-only", "--format="}) == "a.yaml\nc.yaml\nd.yaml\nmade.yaml");
  CHECK(git({"show", "HEAD:a.yaml"}) == "two\nformatted");
  // What a person had staged before stays staged.
  CHECK(git({"diff", "--cached", "--name-only"}) == "d.yaml");
  CHECK(git({"show", ":d.yaml"}) == "staged");
  CHECK(git({"status", "--porcelain"}) == "MM d.yaml");
}

TEST_CASE_FIXTURE(ChangeFixture, "a hook that takes the change out leaves nothing to commit") {
  hook("pre-commit", "git reset --quiet -- a.yaml\n");
  CHECK(holds(set("a.yaml", "two\n").refused().message, "nothing to commit"));
}

TEST_CASE_FIXTURE(ChangeFixture, "the exit code of post-commit does not matter") {
  hook("post-commit", "echo bad; exit 1\n");
  CHECK(set("a.yaml", "two\n").must().commit);
  CHECK(git({"status", "--porcelain"}).empty());
}

TEST_CASE_FIXTURE(ChangeFixture, "hooks lie where core.hooksPath says") {
  git({"config", "core.hooksPath", "tools/hooks"});
  hook("pre-commit", "exit 1\n");                        // in .git/hooks
  write("tools/hooks/pre-commit", "echo from tools\n");  // without `#!`: for the shell
  ::chmod((*this / "tools/hooks/pre-commit").c_str(), 0755);
  CHECK(set("a.yaml", "two\n").must().notes == Notes{"pre-commit: from tools"});
}

TEST_CASE_FIXTURE(ChangeFixture, "a hook that is not executable is passed over and named") {
  hook("pre-commit", "exit 1\n");
  ::chmod((*this / ".git/hooks/pre-commit").c_str(), 0644);
  CHECK(has_note(set("a.yaml", "two\n").must(), "pre-commit was passed over"));
}

TEST_CASE_FIXTURE(ChangeFixture, "a hook that cannot be run refuses") {
  write(".git/hooks/pre-commit", "#!/nowhere/interpreter\n");
  ::chmod((*this / ".git/hooks/pre-commit").c_str(), 0755);
  CHECK(holds(set("a.yaml", "two\n").refused().message, "the hook pre-commit cannot be run"));
}

TEST_CASE_FIXTURE(ChangeFixture, "hooks run on a change of files only by those that commit") {
  hook("pre-commit", "exit 1\n");
  request.commit = false;
  set("a.yaml", "two\n").must();
  CHECK(text("a.yaml") == "two\n");
}

TEST_CASE_FIXTURE(ChangeFixture, "background work of a hook does not hold the writer up") {
  hook("pre-commit", "sleep 60 &\necho $! > pid\n");
  set("a.yaml", "two\n").must();
  const std::string pid = text("pid").value_or("");
  CHECK(::kill(std::stoi(pid), SIGKILL) == 0);
}

TEST_CASE_FIXTURE(ChangeFixture, "a reference-transaction hook is told what moves") {
  hook("reference-transaction", "echo \"$1\" >> told; cat >> told\n");
  const std::string before = git({"rev-parse", "HEAD"});
  set("a.yaml", "two\n").must();
  const std::string move = before + ' ' + git({"rev-parse", "HEAD"}) + ' ';
  const std::string lines = move + "HEAD\n" + move + "refs/heads/main\n";
  CHECK(text("told") == "prepared\n" + lines + "committed\n" + lines);
}

TEST_CASE_FIXTURE(ChangeFixture,
                  "a hook that moves the branch makes the change start again on the new head") {
  hook("commit-msg",
       "test -e done && exit 0\n: > done\n"
       "git update-ref refs/heads/main $(git commit-tree -p HEAD -m beside HEAD^{tree})\n");
  set("a.yaml", "two\n").must();
  CHECK(git({"log", "--format=%s"}) == "csx: set a\nbeside\nfirst");
  CHECK(git({"status", "--porcelain"}) == "?? done");
  CHECK(left_over().empty());
}

TEST_CASE_FIXTURE(ChangeFixture, "a branch that moves in every try is a conflict, and all is as before") {
  hook("commit-msg", "git update-ref refs/heads/main $(git commit-tree -p HEAD -m beside$$ HEAD^{tree})\n");
  patience = std::chrono::milliseconds(10);
  const auto changed = set("a.yaml", "two\n").run();
  REQUIRE_FALSE(changed);
  CHECK(changed.error().kind == ErrorKind::conflict);
  CHECK(text("a.yaml") == "one\n");
  CHECK(git({"status", "--porcelain"}).empty());
  CHECK(left_over().empty());
}

}  // namespace
}  // namespace csx::git
