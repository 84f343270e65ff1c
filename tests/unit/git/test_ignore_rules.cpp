#include "csx/git/ignore_rules.hpp"
#include "repositories.hpp"

namespace csx::git {
namespace {

TEST_CASE("globs match as git's do") {
  struct Row {
    std::string pattern;
    std::string name;
    bool matches;
  };
  const Row rows[] = {
      {"", "", true},
      {"", "a", false},
      {"a", "a", true},
      {"a", "ab", false},
      {"*", "", true},
      {"*", "anything", true},
      {"*.yaml", ".yaml", true},
      {"*.yaml", "a.yaml.yaml", true},
      {"*.yaml", "a.yml", false},
      {"a*b*c", "a-b-b-c", true},
      {"a*b*c", "a-c-b", false},
      {"a**b", "axb", true},
      {"?", "a", true},
      {"?", "", false},
      {"[abc]", "b", true},
      {"[abc]", "d", false},
      {"[a-c]x", "bx", true},
      {"[!a-c]", "b", false},
      {"[^a-c]", "d", true},
      {"[]a]", "]", true},
      {"[a-]", "-", true},
      {"[\\]]", "]", true},
      {"[[:digit:]]", "7", true},
      {"[[:digit:]]", "x", false},
      {"[[:nonsense:]]", "x", false},
      {"[abc", "a", false},  // not closed
      {"[", "[", false},
      {"\\*", "*", true},
      {"\\*", "a", false},
      {"a\\", "a\\", false},  // nothing after the backslash
      {"\xC3\xA7*", "\xC3\xA7\xC3\xA3o", true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.pattern);
    CAPTURE(row.name);
    CHECK(matches_glob(row.pattern, row.name) == row.matches);
  }
}

TEST_CASE("a pattern of many stars does not take for ever") {
  std::string pattern;
  for (int i = 0; i < 100; ++i) {
    pattern += "*a";
  }
  CHECK_FALSE(matches_glob(pattern + "b", std::string(255, 'a')));
  std::string folders = "x/";
  std::string path = "x/";
  for (int i = 0; i < 100; ++i) {
    folders += "**/a/";
    path += "a/";
  }
  IgnoreRules rules;
  rules.add(folders + "b", "");
  CHECK_FALSE(rules.ignores(path + "c", IgnoreRules::Entry::file));
  CHECK(rules.ignores(path + "b", IgnoreRules::Entry::file));
}

TEST_CASE("rules decide as git itself does") {
  const test::GitFixture fixture;
  fixture.git({"init", "--quiet"});
  const std::string files[] = {
      "a", "b.yaml", "dir/a", "dir/b.yaml", "dir/sub/a", "dir/sub/b.yaml", "dir/sub/x", "dir/sub/deep/b.yaml",
      "A", "tail ",  "#hash", "!bang",      "[odd]",     "back\\slash",    "ação.yaml", "folder/inside"};
  for (const std::string& file : files) {
    fixture.write(file, "");
  }
  const std::string rules[] = {
      "a",
      "/a",
      "dir/a",
      "/dir/a",
      "a/",
      "dir/",
      "/dir/",
      "dir",
      "sub/a",
      "dir/*",
      "dir/**",
      "dir/**/",
      "**",
      "**/",
      "**/a",
      "**/sub/b.yaml",
      "dir/**/b.yaml",
      "dir/**/deep/**",
      "dir/***",
      "dir/**b.yaml",
      "*/b.yaml",
      "*/*/b.yaml",
      "*.yaml",
      "*.yaml\n!b.yaml",
      "!b.yaml\n*.yaml",
      "*\n!*/\n!b.yaml",
      "dir/*\n!dir/sub",
      "dir/*\n!dir/sub/",
      "tail ",
      "tail\\ ",
      "#hash",
      "\\#hash",
      "\\!bang",
      "!bang",
      "[odd]",
      "\\[odd\\]",
      "[[]odd]",
      "back\\slash",
      "back\\\\slash",
      "a\r\nb.yaml\r",
      "\xEF\xBB\xBF"
      "a",
      " a",
      "/",
      "//",
      "//a",
      "dir//a",
      "./a",
      "../a",
      "/*",
      "/*/",
      "?",
      "[ab]*",
      "a\\",
      "dir/\\a",
      "a\n\n\n#x\nx",
      "aç*",
      "d?r/a",
      "dir?a",
      "dir[/]a",
      "d*a",
      "**a",
      "/**",
      "/**/a",
      "a/**",
      "folder/**",
      "dir/sub/deep/",
      "*/",
      "!*",
      "*\n!*",
      "x  \n",
      "A",
      "dir/**/**/b.yaml",
      "**/**",
      "dir/**/sub/**/b.yaml",
      "\\a",
      "[!a]",
      "a\t",
  };
  for (const std::string& text : rules) {
    CAPTURE(text);
    fixture.write(".git/info/exclude", text);
    const Repository repository = open(fixture.path());
    const std::string ignored =
        '\0' + fixture.git({"ls-files", "-z", "--others", "--ignored", "--exclude-standard"});
    for (const std::string& file : files) {
      CAPTURE(file);
      const bool git_ignores = ignored.find('\0' + file + '\0') != std::string::npos;
      CHECK(repository.is_ignored(file) == git_ignores);
    }
  }
}

TEST_CASE("rules hold below their folder, and the deeper file wins") {
  IgnoreRules rules;
  rules.add("*.yaml", "");
  rules.add("!keep.yaml\n/only-here.txt", "data/");
  CHECK(rules.ignores("keep.yaml", IgnoreRules::Entry::file));
  CHECK_FALSE(rules.ignores("data/keep.yaml", IgnoreRules::Entry::file));
  CHECK_FALSE(rules.ignores("data/sub/keep.yaml", IgnoreRules::Entry::file));
  CHECK(rules.ignores("data/only-here.txt", IgnoreRules::Entry::file));
  CHECK_FALSE(rules.ignores("data/sub/only-here.txt", IgnoreRules::Entry::file));
  rules.shrink(1);
  CHECK(rules.ignores("data/keep.yaml", IgnoreRules::Entry::file));
}

TEST_CASE("without case") {
  IgnoreRules rules(IgnoreRules::Case::ignored);
  rules.add("Build/\n/Data/[A-C].YAML", "Sub/");
  CHECK(rules.ignores("sub/BUILD", IgnoreRules::Entry::folder));
  CHECK(rules.ignores("SUB/data/b.yaml", IgnoreRules::Entry::file));
  CHECK_FALSE(rules.ignores("SUB/data/d.yaml", IgnoreRules::Entry::file));
}

}  // namespace
}  // namespace csx::git
