#include "changes.hpp"

namespace csx::git {
namespace {

TEST_CASE_FIXTURE(ChangeFixture, "author and committer follow git's rules") {
  struct Row {
    std::string title;
    std::map<std::string, std::string> environment;
    std::vector<std::pair<std::string, std::string>> settings;
    std::optional<std::string> author;
    std::string wanted_author;
    std::string wanted_committer;
  };
  const std::string ana = "Ana Souza <ana@example.com>";
  const Row rows[] = {
      {"user.name and user.email", {}, {}, {}, ana, ana},
      {"author.name", {}, {{"author.name", "Ada"}}, {}, "Ada <ana@example.com>", ana},
      {"committer.email", {}, {{"committer.email", "c@x"}}, {}, ana, "Ana Souza <c@x>"},
      {"GIT_AUTHOR_*",
       {{"GIT_AUTHOR_NAME", "Bia"}, {"GIT_AUTHOR_EMAIL", "bia@x"}},
       {{"author.name", "Ada"}},
       {},
       "Bia <bia@x>",
       ana},
      {"GIT_COMMITTER_*",
       {{"GIT_COMMITTER_NAME", "Bia"}, {"GIT_COMMITTER_EMAIL", "bia@x"}},
       {},
       {},
       ana,
       "Bia <bia@x>"},
      {"--author comes first", {{"GIT_AUTHOR_NAME", "Bia"}}, {}, "Eva <eva@x>", "Eva <eva@x>", ana},
      {"what git drops",
       {{"GIT_AUTHOR_NAME", " .Ad<a\n>, "}, {"GIT_AUTHOR_EMAIL", "<a@x>"}},
       {},
       {},
       "Ada <a@x>",
       ana},
      {"an empty address may be set", {{"GIT_AUTHOR_EMAIL", ""}}, {}, {}, "Ana Souza <>", ana},
  };
  const auto plain = surroundings.environment;
  int number = 0;
  for (const Row& row : rows) {
    CAPTURE(row.title);
    for (const auto& [name, value] : row.settings) {
      git({"config", name, value});
    }
    surroundings.environment = plain;
    surroundings.environment.insert(row.environment.begin(), row.environment.end());
    request.author = row.author;
    request.files.clear();
    set("a.yaml", std::to_string(++number)).must();
    CHECK(git({"log", "-1", "--format=%an <%ae>"}) == row.wanted_author);
    CHECK(git({"log", "-1", "--format=%cn <%ce>"}) == row.wanted_committer);
    for (const auto& [name, value] : row.settings) {
      git({"config", "--unset", name});
    }
  }
  CHECK(git({"fsck", "--strict"}).empty());
}

TEST_CASE_FIXTURE(ChangeFixture, "a missing identity is refused with the commands that set it") {
  git({"config", "--global", "--unset", "user.email"});
  set("a.yaml", "two\n");
  const Error error = refused();
  CHECK(error.kind == ErrorKind::usage);
  CHECK(has_hint(error, "git config --global user.name"));
  CHECK(has_hint(error, "git config --global user.email"));
  surroundings.environment["EMAIL"] = "mail@x";
  must();
  CHECK(git({"log", "-1", "--format=%ae %ce"}) == "mail@x mail@x");
}

TEST_CASE_FIXTURE(ChangeFixture, "names that cannot be are refused") {
  set("a.yaml", "two\n");
  SUBCASE("an empty name") {
    surroundings.environment["GIT_COMMITTER_NAME"] = " . ";
    CHECK(holds(refused().message, "the name of the committer"));
  }
  SUBCASE("--author without address") {
    for (const char* author : {"Ana", "Ana <", "Ana <a@x", "<a@x>", "Ana <>", "Ana <a@x> more", ""}) {
      CAPTURE(author);
      request.author = author;
      const Error error = refused();
      CHECK(error.kind == ErrorKind::usage);
      CHECK(holds(error.message, "a name and an address"));
    }
  }
}

TEST_CASE_FIXTURE(ChangeFixture, "dates are read as git reads them, and others refused") {
  struct Row {
    const char* text;
    const char* wanted;  ///< seconds and offset; empty: refused
  };
  const Row rows[] = {
      {"@1772457120 -0300", "1772457120 -0300"},
      {"1772457120 +0530", "1772457120 +0530"},
      {"@5", "5 +0000"},
      {"2026-03-02T10:12:00-03:00", "1772457120 -0300"},
      {"2026-03-02 10:12:00 -0300", "1772457120 -0300"},
      {"2026-03-02T13:12:00Z", "1772457120 +0000"},
      {"2026-03-02T10:12", "1772457120 -0300"},  // in the zone of the surroundings
      {"2026-03-02T10:12:00.5-03:00", "1772457120 -0300"},
      {"Mon, 2 Mar 2026 10:12:00 -0300", "1772457120 -0300"},
      {"2 March 2026 13:12:00 GMT", "1772457120 +0000"},
      {"", "1772457120 -0300"},  // as if not set
      {"yesterday", ""},
      {"03/02/2026", ""},
      {"2026-02-30T10:12:00Z", ""},
      {"2026-03-02T25:12:00Z", ""},
      {"2026-03-02", ""},
      {"1969-12-31T00:00:00Z", ""},
      {"1772457120 -0300 more", ""},
      {"2026-03-02T10:12:00 XYZ", ""},
  };
  int number = 0;
  for (const Row& row : rows) {
    CAPTURE(row.text);
    surroundings.environment["GIT_AUTHOR_DATE"] = row.text;
    request.files.clear();
    set("a.yaml", std::to_string(++number));
    const auto changed = run();
    REQUIRE(changed.has_value() == (row.wanted[0] != '\0'));
    if (changed) {
      CHECK(holds(commit_text(), std::string("author Ana Souza <ana@example.com> ") + row.wanted + '\n'));
      CHECK(holds(commit_text(), "committer Ana Souza <ana@example.com> 1772457120 -0300\n"));
    } else {
      CHECK(changed.error().kind == ErrorKind::usage);
      CHECK(holds(changed.error().message, "GIT_AUTHOR_DATE is"));
    }
  }
}

TEST_CASE_FIXTURE(ChangeFixture, "the message is kept as `git commit -m` keeps it") {
  request.message = "\n\n  subject \t\n\n\n# no comment\nbody\r\n\n\n";
  git({"config", "i18n.commitEncoding", "ISO-8859-1"});
  git({"config", "commit.template", "/nowhere"});
  set("a.yaml", "two\n").must();
  CHECK(commit_text().ends_with("-0300\n\n  subject\n\n# no comment\nbody"));
  CHECK_FALSE(holds(commit_text(), "encoding"));
}

TEST_CASE_FIXTURE(ChangeFixture, "reference logs are kept where git keeps them") {
  struct Row {
    const char* setting;
    bool head;
    bool branch;
  };
  const Row rows[] = {{"true", true, true}, {"always", true, true}, {"false", false, false}};
  for (const Row& row : rows) {
    CAPTURE(row.setting);
    git({"config", "core.logAllRefUpdates", row.setting});
    std::filesystem::remove_all(*this / ".git/logs");
    request.files.clear();
    set("a.yaml", std::string(row.setting)).must();
    CHECK(std::filesystem::exists(*this / ".git/logs/HEAD") == row.head);
    CHECK(std::filesystem::exists(*this / ".git/logs/refs/heads/main") == row.branch);
  }
  write(".git/logs/HEAD", "");  // one that is there is kept
  request.files.clear();
  surroundings.environment["GIT_REFLOG_ACTION"] = "csx import";
  set("a.yaml", "last").must();
  CHECK(git({"reflog", "--format=%gs"}) == "csx import: csx: set a");
}

}  // namespace
}  // namespace csx::git
