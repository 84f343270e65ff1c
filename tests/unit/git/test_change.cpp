#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "changes.hpp"

namespace csx::git {
namespace {

TEST_CASE_FIXTURE(ChangeFixture, "a change is one commit of exactly its files, as git itself would make it") {
  // The same change by git, in a copy: the commits are the same to the last bit.
  git({"clone", "--quiet", ".", "copy"});
  write("copy/a.yaml", "two\n");
  write("copy/new/folder/c.yaml", "three\n");
  std::filesystem::remove(*this / "copy/deep/down/b.yaml");
  git_in("copy", {"add", "--all"});
  git_in("copy", {"commit", "--quiet", "--message", "csx: set a\n\nA body.\n\nCsx-Record: a"});
  const std::string wanted = git_in("copy", {"rev-parse", "HEAD"});
  std::filesystem::remove_all(*this / "copy");

  request.message = "csx: set a  \n\n\nA body.\n\nCsx-Record: a\n\n";
  const Changed changed =
      set("a.yaml", "two\n").set("new/folder/c.yaml", "three\n").set("deep/down/b.yaml", {}).must();
  REQUIRE(changed.commit);
  CHECK(changed.commit->id.hex == wanted);
  CHECK(changed.commit->subject == "csx: set a");
  CHECK(changed.notes.empty());
  CHECK(git({"rev-parse", "HEAD", "main"}) == wanted + '\n' + wanted);
  CHECK(git({"status", "--porcelain"}).empty());
  CHECK(text("a.yaml") == "two\n");
  CHECK(text("new/folder/c.yaml") == "three\n");
  CHECK_FALSE(std::filesystem::exists(*this / "deep"));
  CHECK(git({"reflog", "--format=%gs"}) == "commit: csx: set a\ncommit (initial): first");
  CHECK(git({"reflog", "main", "--format=%gs"}) == "commit: csx: set a\ncommit (initial): first");
  CHECK(git({"fsck", "--strict"}).empty());
  CHECK(left_over().empty());
}

TEST_CASE_FIXTURE(ChangeFixture, "whatever else is staged, edited, promised or untracked stays as it is") {
  for (const char* name : {"staged", "edited", "both", "gone", "unstaged-gone", "assumed", "skipped"}) {
    write(std::string("x/") + name, "one\n");
  }
  commit_all("others");
  write("x/staged", "two\n");
  write("x/both", "two\n");
  write("x/added", "new\n");
  git({"add", "x"});
  git({"rm", "--quiet", "x/gone"});
  write("x/edited", "two\n");
  write("x/both", "three\n");
  write("x/untracked", "one\n");
  write("x/promised", "one\n");
  git({"add", "--intent-to-add", "x/promised"});
  git({"update-index", "--assume-unchanged", "x/assumed"});
  git({"update-index", "--skip-worktree", "x/skipped"});
  std::filesystem::remove(*this / "x/unstaged-gone");
  SUBCASE("index version 2 or 3") {}
  SUBCASE("index version 4") {
    git({"update-index", "--index-version", "4"});
  }
  SUBCASE("with the caches that git may keep") {
    git({"config", "core.untrackedCache", "true"});
    git({"config", "core.ignoreCase", "true"});
    git({"status"});
  }
  const std::vector<std::string> before = {git({"status", "--porcelain=v2"}), git({"diff", "--cached"}),
                                           git({"diff"}), git({"ls-files", "-v", "x"}),
                                           git({"ls-files", "--debug", "x"})};
  const std::string version = read_version();
  set("a.yaml", "two\n").must();
  const std::vector<std::string> after = {git({"status", "--porcelain=v2"}), git({"diff", "--cached"}),
                                          git({"diff"}), git({"ls-files", "-v", "x"}),
                                          git({"ls-files", "--debug", "x"})};
  CHECK(after == before);
  CHECK(read_version() == version);
  CHECK(git({"show", "--name-only", "--format="}) == "a.yaml");
}

TEST_CASE_FIXTURE(ChangeFixture,
                  "a file edited in the same tick as the index was written is still seen as edited") {
  // Git tells such an edit by comparing the file's time with that of the index, which a newer index hides.
  const auto set_time = [](const std::string& path) {
    const timespec moment{1'700'000'000, 0};  // long ago: the new index must not be of the same second
    const timespec times[] = {moment, moment};
    REQUIRE(::utimensat(AT_FDCWD, path.c_str(), times, 0) == 0);
  };
  write("racy.yaml", "one\n");
  set_time(*this / "racy.yaml");
  commit_all("racy");
  git({"config", "core.trustctime", "false"});  // the time that no test can set
  {
    std::ofstream racy(*this / "racy.yaml", std::ios::binary);  // in place, and of the same size
    racy << "two\n";
  }
  set_time(*this / "racy.yaml");
  set_time(*this / ".git/index");
  const auto status = [this] { return git({"--no-optional-locks", "status", "--porcelain"}); };
  REQUIRE(status() == " M racy.yaml");
  set("a.yaml", "two\n").must();
  CHECK(status() == " M racy.yaml");
}

TEST_CASE_FIXTURE(ChangeFixture, "a file keeps its mode, and a new one gets the usual one") {
  ::chmod((*this / "a.yaml").c_str(), 0755);
  git({"commit", "--quiet", "--all", "--message", "executable"});
  ::chmod((*this / "a.yaml").c_str(), 0750);
  const mode_t mask = ::umask(022);
  set("a.yaml", "two\n").set("new.yaml", "one\n").must();
  ::umask(mask);
  struct stat state {};
  REQUIRE(::stat((*this / "a.yaml").c_str(), &state) == 0);
  CHECK((state.st_mode & 07777U) == 0750);
  REQUIRE(::stat((*this / "new.yaml").c_str(), &state) == 0);
  CHECK((state.st_mode & 07777U) == 0644);
  CHECK(holds(git({"ls-tree", "HEAD", "a.yaml"}), "100755"));
  CHECK(git({"status", "--porcelain"}).empty());
}

TEST_CASE_FIXTURE(ChangeFixture, "without a commit the files change and nothing else") {
  request.commit = false;
  request.message.clear();
  write("a.yaml", "edited\n");
  const std::string head = git({"rev-parse", "HEAD"});
  const std::string index = git({"ls-files", "--stage"});
  const Changed changed =
      set("a.yaml", "two\n").set("new/c.yaml", "three\n").set("deep/down/b.yaml", {}).must();
  CHECK_FALSE(changed.commit);
  CHECK(git({"rev-parse", "HEAD"}) == head);
  CHECK(git({"ls-files", "--stage"}) == index);
  CHECK(git({"status", "--porcelain"}) == " M a.yaml\n D deep/down/b.yaml\n?? new/");
  CHECK(text("a.yaml") == "two\n");
  CHECK(left_over().empty());
}

TEST_CASE_FIXTURE(ChangeFixture, "a file may become a folder and a folder a file") {
  write("name/inner.yaml", "one\n");
  commit_all("folder");
  set("name/inner.yaml", {}).set("a.yaml", {}).must();
  request.files = {{"a.yaml/inner.yaml", std::nullopt, "two\n"}, {"name", std::nullopt, "two\n"}};
  must();
  CHECK(git({"ls-tree", "-r", "--name-only", "HEAD"}) == "a.yaml/inner.yaml\ndeep/down/b.yaml\nname");
  CHECK(git({"status", "--porcelain"}).empty());
  CHECK(git({"fsck", "--strict"}).empty());
}

TEST_CASE_FIXTURE(ChangeFixture, "an empty change is refused") {
  CHECK(holds(refused().message, "no file is named"));
  CHECK(holds(set("a.yaml", "one\n").refused().message, "nothing to commit"));
  request.message = " \n\n";
  CHECK(holds(refused().message, "message of the commit is empty"));
  request.message = "bad \xff";
  CHECK(holds(refused().message, "no UTF-8"));
}

TEST_CASE_FIXTURE(ChangeFixture,
                  "a file that no longer holds what the change was worked out on is a conflict") {
  request.files = {{"a.yaml", "other\n", "two\n"}};
  SUBCASE("another text") {}
  SUBCASE("it is gone") {
    std::filesystem::remove(*this / "a.yaml");
  }
  SUBCASE("it is there by now") {
    request.files = {{"a.yaml", std::nullopt, "two\n"}};
  }
  SUBCASE("only the last of several") {
    request.files = {{"new.yaml", std::nullopt, "x\n"}, {"a.yaml", "other\n", "two\n"}};
  }
  const Error error = refused();
  CHECK(error.kind == ErrorKind::conflict);
  CHECK(holds(error.message, "\"a.yaml\" was changed by somebody else"));
}

TEST_CASE_FIXTURE(ChangeFixture, "changes that are not committed are refused, or committed along on demand") {
  std::optional<std::string> after = "three\n";
  SUBCASE("edited") {
    write("a.yaml", "two\n");
  }
  SUBCASE("staged") {
    write("a.yaml", "two\n");
    git({"add", "a.yaml"});
  }
  SUBCASE("staged, and edited back") {
    write("a.yaml", "two\n");
    git({"add", "a.yaml"});
    write("a.yaml", "one\n");
  }
  SUBCASE("taken out of the index") {
    git({"rm", "--quiet", "--cached", "a.yaml"});
  }
  SUBCASE("deleted") {
    git({"rm", "--quiet", "a.yaml"});
  }
  SUBCASE("made executable") {
    ::chmod((*this / "a.yaml").c_str(), 0755);
  }
  SUBCASE("deleted on demand") {
    write("a.yaml", "two\n");
    after = std::nullopt;
  }
  set("a.yaml", after);
  const Error error = refused();
  CHECK(error.kind == ErrorKind::usage);
  CHECK(holds(error.message, "a file has changes that are not committed: \"a.yaml\""));
  CHECK(has_hint(error, "--include-dirty"));
  request.dirty = Dirty::include;
  must();
  CHECK(text("a.yaml") == after);
  CHECK(git({"status", "--porcelain"}).empty());
  CHECK(git({"show", "--name-only", "--format="}) == "a.yaml");
}

TEST_CASE_FIXTURE(ChangeFixture, "an untracked file is a change that is not committed") {
  write("u.yaml", "one\n");
  set("u.yaml", "two\n");
  CHECK(holds(refused().message, "\"u.yaml\""));
  request.dirty = Dirty::include;
  must();
  CHECK(git({"show", "--name-status", "--format="}) == "A\tu.yaml");
}

TEST_CASE_FIXTURE(ChangeFixture, "paths that lead elsewhere are refused") {
  write(".gitignore", "ignored.yaml\n");
  commit_all("ignore");
  folder().link("link.yaml", "a.yaml");
  folder().link("linked", *this / "deep");
  folder().link("outside", home().path());
  write("inner/x.yaml", "");
  git({"init", "--quiet", "inner"});
  struct Row {
    const char* path;
    const char* words;
  };
  const Row rows[] = {
      {"", "no path below"},
      {"/etc/passwd", "no path below"},
      {"../x.yaml", "no plain path"},
      {"deep/../x.yaml", "no plain path"},
      {"deep//x.yaml", "no plain path"},
      {"./x.yaml", "no plain path"},
      {"deep/", "no plain path"},
      {".git/config", "lies in git's own folder"},
      {"deep/.GIT/config", "lies in git's own folder"},
      {".git./hooks/x", "lies in git's own folder"},
      {"GIT~1/x", "lies in git's own folder"},
      {"link.yaml", "is a symbolic link"},
      {"linked/down/b.yaml", "\"linked\" is a symbolic link"},
      {"outside/new.yaml", "\"outside\" is a symbolic link"},
      {"a.yaml/b.yaml", "\"a.yaml\" is a file"},
      {"deep", "is no plain file"},
      {"inner/x.yaml", "\"inner\" is another git repository"},
      {"ignored.yaml", "would be ignored by git"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.path);
    request.files = {{row.path, std::nullopt, "x\n"}};
    for (const bool commits : {true, false}) {
      request.commit = commits;
      CHECK(holds(refused().message, row.words));
    }
  }
  CHECK_FALSE(std::filesystem::exists(home() / "new.yaml"));
}

TEST_CASE_FIXTURE(ChangeFixture, "a path twice in one change is a defect of the caller") {
  CHECK(set("a.yaml", "two\n").set("a.yaml", "three\n").refused().kind == ErrorKind::defect);
}

TEST_CASE_FIXTURE(ChangeFixture, "a file outside a sparse checkout, or assumed to never change, is refused") {
  SUBCASE("sparse") {
    git({"update-index", "--skip-worktree", "a.yaml"});
    CHECK(has_hint(set("a.yaml", "two\n").refused(), "git sparse-checkout add"));
  }
  SUBCASE("assumed") {
    git({"update-index", "--assume-unchanged", "a.yaml"});
    CHECK(has_hint(set("a.yaml", "two\n").refused(), "--no-assume-unchanged"));
  }
  SUBCASE("split index") {
    git({"update-index", "--split-index"});
    CHECK(has_hint(set("a.yaml", "two\n").refused(), "git update-index --no-split-index"));
  }
}

TEST_CASE_FIXTURE(ChangeFixture, "what git would convert is stored as git stores it") {
  const auto stored = [this] { return git({"cat-file", "blob", "HEAD:a.yaml"}); };
  SUBCASE("text=auto") {
    write(".gitattributes", "* text=auto eol=crlf\n");
    git({"add", "--renormalize", "."});
    commit_all("attributes");
    std::filesystem::remove(*this / "a.yaml");
    git({"checkout", "--", "a.yaml"});
    REQUIRE(text("a.yaml") == "one\r\n");
    set("a.yaml", "one\r\ntwo\r\n").must();
    CHECK(stored() == "one\ntwo");
  }
  SUBCASE("core.autocrlf") {
    git({"config", "core.autocrlf", "true"});
    request.dirty = Dirty::include;
    write("a.yaml", "one\r\n");
    set("a.yaml", "one\r\ntwo\r\n").must();
    CHECK(stored() == "one\ntwo");
  }
  SUBCASE("ident") {
    write(".gitattributes", "*.yaml ident\n");
    commit_all("attributes");
    set("a.yaml", "# $Id: 0123456789012345678901234567890123456789 $\n").must();
    CHECK(stored() == "# $Id$");
  }
  CHECK(git({"status", "--porcelain"}).empty());
}

TEST_CASE_FIXTURE(ChangeFixture, "many files go into one pack, as git itself would store them") {
  git({"config", "core.sharedRepository", "group"});
  git({"gc", "--quiet"});
  SUBCASE("as they are") {}
  SUBCASE("converted in one folder") {
    write("lines/.gitattributes", "* text eol=crlf\n");
    commit_all("attributes");
  }
  SUBCASE("shown to a hook") {
    hook("pre-commit",
         "git diff --cached --stat | tail -1 | grep -q '41 files changed' && git fsck --connectivity-only");
  }
  const std::string objects = git({"count-objects"});
  for (int i = 0; i < 40; ++i) {
    set(fmt::format("{}/{}.yaml", i % 2 == 0 ? "lines" : "deep", i),
        fmt::format("id: x{}\r\nname: y\r\n", i % 30));
  }
  set("a.yaml", std::nullopt);
  must();
  CHECK(git({"status", "--porcelain"}).empty());
  CHECK(git({"fsck", "--strict"}).empty());
  CHECK(std::ranges::count(git({"show", "--format=", "--name-only"}), '\n') == 40);  // 41 names
  // What git makes of the same files, in an index of its own.
  const std::string tree = git({"rev-parse", "HEAD^{tree}"});
  git({"read-tree", "--empty"});
  git({"add", "--all"});
  CHECK(git({"write-tree"}) == tree);
  // Of all the objects only the commit is a file of its own.
  const auto count_of = [](const std::string& words) { return std::stoi(words.substr(0, words.find(' '))); };
  CHECK(count_of(git({"count-objects"})) == count_of(objects) + 1);
  for (const auto& entry : std::filesystem::directory_iterator(*this / ".git/objects/pack")) {
    CHECK_MESSAGE(
        (entry.status().permissions() & std::filesystem::perms::group_write) == std::filesystem::perms::none,
        entry.path());
  }
}

TEST_CASE_FIXTURE(ChangeFixture, "conversions that run a program are refused") {
  struct Row {
    const char* attribute;
    const char* setting;
    const char* value;
    const char* words;
  };
  const Row rows[] = {
      {"filter=lfs", "filter.lfs.clean", "git-lfs clean -- %f", "filter=lfs: git runs a program"},
      {"filter=x", "filter.x.process", "x", "filter=x: git runs a program"},
      {"working-tree-encoding=UTF-16", "x.y", "z", "working-tree-encoding=UTF-16"},
      {"filter=unknown", "x.y", "z", ""},
      {"working-tree-encoding=UTF-8", "x.y", "z", ""},
  };
  write("a.yaml", "zero\n");
  commit_all("again");
  int number = 0;
  for (const Row& row : rows) {
    CAPTURE(row.attribute);
    write(".git/info/attributes", std::string("*.yaml ") + row.attribute + '\n');
    git({"config", row.setting, row.value});
    request.files.clear();
    set("a.yaml", "x" + std::to_string(++number) + '\n');
    const auto changed = run();
    CHECK(changed.has_value() == std::string(row.words).empty());
    CHECK((changed || holds(changed.error().message, row.words)));
    git({"config", "--unset", row.setting});
  }
}

}  // namespace
}  // namespace csx::git
