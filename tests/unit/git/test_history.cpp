#include "csx/git/history.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "repositories.hpp"

using namespace csx;
using namespace csx::git;
using test::GitFixture;

namespace {

struct RepositoryFixture : GitFixture {
  RepositoryFixture() { git({"init", "--quiet"}); }
};

/// Follows lines `id: NAME`. What follows the id tells who it was under another name.
class LineTracer final : public Tracer {
 public:
  explicit LineTracer(const std::string& folder) : m_repository(git::open(folder)) {}

  bool holds(const Followed& followed, const Oid& blob) override {
    return git::holds(text(blob), "id: " + followed.name + '\n');
  }
  std::optional<Followed> origin(const Followed& followed, const Oid& blob,
                                 std::span<const PathChange> changed) override {
    const std::string now = text(blob);
    const std::string rest = now.substr(now.find('\n') + 1);
    for (const PathChange& change : changed) {
      if (!change.before.front()) {
        continue;
      }
      const std::string before = text(change.before.front()->blob);
      if (git::holds(before, "id: " + followed.name + '\n')) {
        return Followed{change.path, followed.name};
      }
      if (before.starts_with("id: ") && before.substr(before.find('\n') + 1) == rest) {
        return Followed{change.path, before.substr(4, before.find('\n') - 4)};
      }
    }
    return std::nullopt;
  }

 private:
  std::string text(const Oid& blob) const { return m_repository.read_blob(blob).value(); }
  Repository m_repository;
};

History open_history(const std::string& folder) {
  auto history = History::open(git::open(folder));
  REQUIRE(history);
  return std::move(*history);
}

Oid head_of(const std::string& folder) {
  return git::open(folder).head().value().value().id;
}

/// `subject: path=name <- path=name`, a line a step; `+` for what is made, `-` for what goes.
struct Told {
  std::vector<std::string> steps;
  std::size_t cuts = 0;
};
std::string told(const std::optional<Sighting>& sighting) {
  return sighting ? sighting->followed.path + '=' + sighting->followed.name : std::string("-");
}
Told trace(const std::string& folder, const Followed& followed, std::string_view prefix = "",
           std::size_t most = 100) {
  Told result;
  LineTracer tracer(folder);
  const auto cuts =
      open_history(folder).trace(head_of(folder), followed, prefix, tracer, [&](const TraceStep& step) {
        std::string line = step.commit.commit.subject + ": " + told(step.after) + " <-";
        for (const auto& before : step.before) {
          line += ' ' + told(before);
        }
        result.steps.push_back(line);
        return result.steps.size() < most ? Onwards::yes : Onwards::no;
      });
  REQUIRE(cuts);
  result.cuts = cuts->size();
  return result;
}

/// `subject: +made ~changed -gone`.
Told walk(const std::string& folder, std::string_view prefix = "", Merges merges = Merges::as_in_log) {
  Told result;
  const auto look = [&](const FolderStep& step) {
    std::string line = step.commit.commit.subject + ':';
    for (const PathChange& change : step.changes) {
      const char mark = !change.after ? '-' : change.before.front() ? '~' : '+';
      line += std::string(" ") + mark + change.path;
    }
    result.steps.push_back(line);
    return Onwards::yes;
  };
  const auto cuts = open_history(folder).walk(head_of(folder), prefix, look, merges);
  REQUIRE(cuts);
  result.cuts = cuts->size();
  return result;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("only commits that change the file are steps, newest first, down to the root") {
  const RepositoryFixture fixture;
  fixture.write("a/one.yaml", "id: one\n1\n");
  fixture.commit_all("root");
  fixture.write("a/two.yaml", "id: two\n1\n");
  fixture.commit_all("another file");
  fixture.write("a/one.yaml", "id: one\n2\n");
  fixture.commit_all("changed");
  fixture.commit_all("nothing");
  CHECK(trace(fixture.path(), {"a/one.yaml", "one"}).steps ==
        Lines{"changed: a/one.yaml=one <- a/one.yaml=one", "root: a/one.yaml=one <-"});
  CHECK(trace(fixture.path(), {"a/two.yaml", "two"}).steps == Lines{"another file: a/two.yaml=two <- -"});
  CHECK(trace(fixture.path(), {"a/one.yaml", "one"}, "", 1).steps.size() == 1);
  CHECK(trace(fixture.path(), {"a/none.yaml", "none"}).steps.empty());
  CHECK(trace(fixture.path(), {"a", "one"}).steps.empty());
}

TEST_CASE("a step says who, when and with which words") {
  const RepositoryFixture fixture;
  fixture.write("one.yaml", "id: one\n");
  fixture.git({"add", "--all"});
  fixture.git({"-c", "user.name=Committer", "commit", "--quiet", "--author=Bia Reis <bia@example.com>",
               "--date=2025-01-02T03:04:05+02:00", "-m",
               "Made\n\nWhy\n\nCsx-Command: set\ncsx-record: b: c"});
  const LoggedCommit commit = open_history(fixture.path()).commit(head_of(fixture.path())).value();
  CHECK(commit.author_name == "Bia Reis");
  CHECK(commit.author_email == "bia@example.com");
  CHECK(commit.authored_at.time_since_epoch().count() == 1735779845);
  CHECK(commit.commit.author == "Bia Reis <bia@example.com>");
  CHECK(commit.commit.subject == "Made");
  CHECK(commit.parents.empty());
  CHECK_FALSE(commit.cut);
  CHECK(trailer_values(commit.message, "Csx-Command") == Lines{"set"});
  CHECK(trailer_values(commit.message, "Csx-Record") == Lines{"b: c"});
  CHECK(trailer_values(commit.message, "Csx-Version").empty());
}

TEST_CASE("trailers are those of the last paragraph alone") {
  CHECK(trailer_values("Subject\n\nA: 1\n\nMore words here.\n\nA: 2\nB: 3\nA: 4\n", "A") == Lines{"2", "4"});
  CHECK(trailer_values("A: 1\n", "A").empty());
  CHECK(trailer_values("", "A").empty());
}

TEST_CASE("what is followed is found where it was before") {
  const RepositoryFixture fixture;
  fixture.write("data/a.yaml", "id: old\nlong ago\n");
  fixture.write("data/many.yaml", "id: x\n");
  fixture.commit_all("made");

  SUBCASE("after its file moved") {
    std::filesystem::create_directories(fixture / "data/deep/er");
    fixture.git({"mv", "data/a.yaml", "data/deep/er/b.yaml"});
    fixture.commit_all("moved");
    CHECK(trace(fixture.path(), {"data/deep/er/b.yaml", "old"}).steps ==
          Lines{"moved: data/deep/er/b.yaml=old <- data/a.yaml=old", "made: data/a.yaml=old <-"});
    CHECK(trace(fixture.path(), {"data/deep/er/b.yaml", "old"}, "data").steps.size() == 2);
    // What lies outside of the data folder is not looked at.
    CHECK(trace(fixture.path(), {"data/deep/er/b.yaml", "old"}, "data/deep").steps ==
          Lines{"moved: data/deep/er/b.yaml=old <- -"});
  }
  SUBCASE("after it got another name in its file") {
    fixture.write("data/a.yaml", "id: new\nlong ago\n");
    fixture.commit_all("renamed");
    CHECK(trace(fixture.path(), {"data/a.yaml", "new"}).steps ==
          Lines{"renamed: data/a.yaml=new <- data/a.yaml=old", "made: data/a.yaml=old <-"});
  }
  SUBCASE("after both at once") {
    fixture.git({"rm", "--quiet", "data/a.yaml"});
    fixture.write("data/new.yaml", "id: new\nlong ago\n");
    fixture.commit_all("renamed");
    CHECK(trace(fixture.path(), {"data/new.yaml", "new"}).steps ==
          Lines{"renamed: data/new.yaml=new <- data/a.yaml=old", "made: data/a.yaml=old <-"});
  }
  SUBCASE("after it went from one file into another that was there") {
    fixture.git({"rm", "--quiet", "data/a.yaml"});
    fixture.write("data/many.yaml", "id: x\nid: old\nlong ago\n");
    fixture.commit_all("joined");
    CHECK(trace(fixture.path(), {"data/many.yaml", "old"}).steps ==
          Lines{"joined: data/many.yaml=old <- data/a.yaml=old", "made: data/a.yaml=old <-"});
  }
}

TEST_CASE("what is gone, or was for a time, has a history too") {
  const RepositoryFixture fixture;
  fixture.write("a.yaml", "id: one\n1\n");
  fixture.commit_all("made");
  fixture.git({"rm", "--quiet", "a.yaml"});
  fixture.commit_all("removed");
  CHECK(trace(fixture.path(), {"a.yaml", "one"}).steps ==
        Lines{"removed: - <- a.yaml=one", "made: a.yaml=one <-"});
  fixture.write("a.yaml", "id: one\n1\n");
  fixture.commit_all("restored");
  CHECK(trace(fixture.path(), {"a.yaml", "one"}).steps ==
        Lines{"restored: a.yaml=one <- -", "removed: - <- a.yaml=one", "made: a.yaml=one <-"});
}

TEST_CASE("merges: the commits of both sides are told, the merge only for what it says itself") {
  const RepositoryFixture fixture;
  fixture.write("a.yaml", "id: one\nleft 1\n\n\n\n\n\n\n\nright 1\n");
  fixture.write("b.yaml", "id: two\n");
  fixture.commit_all("base");
  fixture.git({"checkout", "--quiet", "-b", "side"});
  fixture.write("a.yaml", "id: one\nleft 1\n\n\n\n\n\n\n\nright 2\n");
  fixture.commit_all("side");
  fixture.git({"checkout", "--quiet", "main"});

  SUBCASE("a merge that takes one side as it is") {
    fixture.write("b.yaml", "id: two\n2\n");
    fixture.commit_all("other file");
    fixture.git({"merge", "--quiet", "--no-ff", "-m", "merge", "side"});
    CHECK(trace(fixture.path(), {"a.yaml", "one"}).steps ==
          Lines{"side: a.yaml=one <- a.yaml=one", "base: a.yaml=one <-"});
    Lines steps = walk(fixture.path()).steps;
    std::ranges::sort(steps);
    CHECK(steps == Lines{"base: +a.yaml +b.yaml", "other file: ~b.yaml", "side: ~a.yaml"});
  }
  SUBCASE("a merge whose file differs from both") {
    fixture.write("a.yaml", "id: one\nleft 2\n\n\n\n\n\n\n\nright 1\n");
    fixture.commit_all("main");
    fixture.git({"merge", "--quiet", "--no-ff", "-m", "merge", "side"});
    const Lines steps = trace(fixture.path(), {"a.yaml", "one"}).steps;
    REQUIRE(steps.size() == 4);
    CHECK(steps.front() == "merge: a.yaml=one <- a.yaml=one a.yaml=one");
    CHECK(steps.back() == "base: a.yaml=one <-");
    CHECK(walk(fixture.path()).steps.front() == "merge: ~a.yaml");
  }
  SUBCASE("a merge that keeps nothing of the other side") {
    fixture.write("b.yaml", "id: two\n2\n");
    fixture.commit_all("other file");
    fixture.git({"merge", "--quiet", "--no-ff", "-s", "ours", "-m", "merge", "side"});
    CHECK(trace(fixture.path(), {"a.yaml", "one"}).steps == Lines{"base: a.yaml=one <-"});
    Lines steps = walk(fixture.path(), "", Merges::every_side).steps;
    CHECK(steps.front() == "merge: ~a.yaml ~b.yaml");
    std::ranges::sort(steps);
    CHECK(steps ==
          Lines{"base: +a.yaml +b.yaml", "merge: ~a.yaml ~b.yaml", "other file: ~b.yaml", "side: ~a.yaml"});
  }
  SUBCASE("a record that was made on the side") {
    fixture.git({"checkout", "--quiet", "side"});
    fixture.write("new.yaml", "id: new\n");
    fixture.commit_all("new");
    fixture.git({"checkout", "--quiet", "main"});
    fixture.git({"merge", "--quiet", "--no-ff", "-m", "merge", "side"});
    CHECK(trace(fixture.path(), {"new.yaml", "new"}).steps == Lines{"new: new.yaml=new <- -"});
  }
  SUBCASE("a record that moved on one side and changed on the other") {
    fixture.git({"mv", "a.yaml", "moved.yaml"});
    fixture.commit_all("moved");
    fixture.git({"merge", "--quiet", "--no-ff", "-m", "merge", "side"});
    Lines steps = trace(fixture.path(), {"moved.yaml", "one"}).steps;
    REQUIRE(steps.size() == 4);
    CHECK(steps.front() == "merge: moved.yaml=one <- moved.yaml=one a.yaml=one");
    CHECK(steps.back() == "base: a.yaml=one <-");
  }
}

TEST_CASE("a shallow clone tells where its history is cut") {
  const RepositoryFixture fixture;
  for (const char* text : {"1", "2", "3", "4"}) {
    fixture.write("full/a.yaml", std::string("id: one\n") + text + '\n');
    if (!std::filesystem::exists(fixture / "full/.git")) {
      fixture.git_in("full", {"init", "--quiet"});
    }
    fixture.commit_all(text, "full");
  }
  fixture.git({"clone", "--quiet", "--depth=2", "file://" + (fixture / "full"), "shallow"});
  const Told told = trace(fixture / "shallow", {"a.yaml", "one"});
  CHECK(told.steps == Lines{"4: a.yaml=one <- a.yaml=one"});
  CHECK(told.cuts == 1);
  CHECK(walk(fixture / "shallow").steps == Lines{"4: ~a.yaml"});
  CHECK(walk(fixture / "shallow").cuts == 1);
  CHECK(trace(fixture / "full", {"a.yaml", "one"}).cuts == 0);
  const std::string cut = fixture.git_in("shallow", {"rev-parse", "HEAD~1"});
  CHECK(open_history(fixture / "shallow").commit({cut}).value().cut);
}

TEST_CASE("changes of a folder: nested, of any form, sorted by path, and only below it") {
  const RepositoryFixture fixture;
  fixture.write("data/a/one.yaml", "1");
  fixture.write("data/swap", "1");
  fixture.write("data/mode.yaml", "1");
  fixture.write("outside.yaml", "1");
  fixture.commit_all("made");
  std::filesystem::remove(fixture / "data/swap");
  fixture.write("data/swap/in.yaml", "2");
  fixture.write("data/a.yaml", "2");
  fixture.folder().link("data/link", "a.yaml");
  fixture.git({"update-index", "--chmod=+x", "data/mode.yaml"});
  std::filesystem::permissions(fixture / "data/mode.yaml", std::filesystem::perms::owner_all);
  fixture.write("outside.yaml", "2");
  fixture.commit_all("changed");
  CHECK(walk(fixture.path(), "data").steps ==
        Lines{"changed: +data/a.yaml +data/link ~data/mode.yaml -data/swap +data/swap/in.yaml",
              "made: +data/a/one.yaml +data/mode.yaml +data/swap"});
  CHECK(walk(fixture.path(), "data/a").steps == Lines{"made: +data/a/one.yaml"});
  CHECK(walk(fixture.path(), "nowhere").steps.empty());

  const History history = open_history(fixture.path());
  const LoggedCommit commit = history.commit(head_of(fixture.path())).value();
  const auto changes = history.changes_in(commit, "").value();
  REQUIRE(changes.size() == 6);
  CHECK(changes[1].path == "data/link");
  CHECK(changes[1].after->form == FileState::Form::link);
  CHECK(changes[2].after->form == FileState::Form::executable);
  CHECK(changes[2].before.front()->blob == changes[2].after->blob);
  CHECK(changes[5].path == "outside.yaml");
  CHECK(history.file_at(commit.commit.id, "data/a/one.yaml").value()->form == FileState::Form::file);
  CHECK_FALSE(history.file_at(commit.commit.id, "data/a").value());
  CHECK_FALSE(history.file_at(commit.commit.id, "data/none").value());
}

TEST_CASE("which commits led to another") {
  const RepositoryFixture fixture;
  fixture.commit_all("base");
  const Oid base = head_of(fixture.path());
  fixture.git({"checkout", "--quiet", "-b", "side"});
  fixture.commit_all("side");
  const Oid side = head_of(fixture.path());
  fixture.git({"checkout", "--quiet", "main"});
  fixture.commit_all("main");
  const Oid before_merge = head_of(fixture.path());
  fixture.git({"merge", "--quiet", "--no-ff", "-m", "merge", "side"});
  const Oid merge = head_of(fixture.path());
  const History history = open_history(fixture.path());
  CHECK(history.leads_to(base, merge).value());
  CHECK(history.leads_to(side, merge).value());
  CHECK(history.leads_to(merge, merge).value());
  CHECK_FALSE(history.leads_to(side, before_merge).value());
  CHECK(history.commit(merge).value().parents == std::vector<Oid>{before_merge, side});
}

TEST_CASE("a commit or a tree that is not there is an error, not a crash") {
  const RepositoryFixture fixture;
  fixture.write("a/one.yaml", "id: one\n");
  fixture.commit_all("made");
  const History history = open_history(fixture.path());
  CHECK_FALSE(history.commit({std::string(40, '1')}));
  CHECK_FALSE(history.commit({"no name"}));
  const std::string tree = fixture.git({"rev-parse", "HEAD:a"});
  std::filesystem::remove(fixture / (".git/objects/" + tree.substr(0, 2) + '/' + tree.substr(2)));
  const auto walked =
      history.walk(head_of(fixture.path()), "a", [](const FolderStep&) { return Onwards::yes; });
  REQUIRE_FALSE(walked);
  CHECK(walked.error().kind == ErrorKind::io);
}
