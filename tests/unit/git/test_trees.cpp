#include <thread>

#include "repositories.hpp"

namespace csx::git {
namespace {

using test::GitFixture;

std::vector<std::string> paths_of(const Result<std::vector<TreeFile>>& files) {
  std::vector<std::string> paths;
  REQUIRE(files);
  for (const TreeFile& file : *files) {
    paths.push_back(file.path);
  }
  return paths;
}

using Paths = std::vector<std::string>;

TEST_CASE("files of a commit and of the index come in bytewise order, below the folder asked for") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet"});
  for (const char* path : {"data/a.yaml", "data/a/z.yaml", "data/a-b/c.yaml", "data/B.yaml", "data/ação.yaml",
                           "database/x.yaml", "top.yaml"}) {
    fixture.write(path, path);
  }
  fixture.folder().link("data/link.yaml", "a.yaml");
  fixture.commit_all();
  const Repository repository = open(fixture.path());
  const Oid head = repository.resolve("HEAD")->id;
  const Paths below = {"B.yaml", "a-b/c.yaml", "a.yaml", "a/z.yaml", "ação.yaml", "link.yaml"};
  CHECK(paths_of(repository.files_at(head, "data")) == below);
  CHECK(paths_of(repository.files_at(head, "data/")) == below);
  CHECK(paths_of(repository.files_in_index("data")) == below);
  CHECK(paths_of(repository.files_at(head, "")).size() == 8);
  CHECK(paths_of(repository.files_in_index("")).size() == 8);
  CHECK(paths_of(repository.files_at(head, "nowhere")).empty());
  CHECK(paths_of(repository.files_at(head, "top.yaml")).empty());
  CHECK(paths_of(repository.files_in_index("dat")).empty());
  const auto files = repository.files_at(head, "data");
  CHECK(files->back().link);
  CHECK(repository.read_blob(files->back().blob) == "a.yaml");
  CHECK_FALSE(files->front().link);
  CHECK(repository.read_blob(files->front().blob) == "data/B.yaml");
}

TEST_CASE("the index is what a commit would hold") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet"});
  fixture.write("a.yaml", "committed");
  fixture.commit_all();
  fixture.write("a.yaml", "staged");
  fixture.write("b.yaml", "promised");
  fixture.git({"add", "a.yaml"});
  fixture.git({"add", "--intent-to-add", "b.yaml"});
  fixture.write("a.yaml", "work");
  const Repository repository = open(fixture.path());
  const auto files = repository.files_in_index("");
  REQUIRE(paths_of(files) == Paths{"a.yaml"});
  CHECK(repository.read_blob(files->front().blob) == "staged");
  CHECK(repository.tracked_paths("") == Paths{"a.yaml", "b.yaml"});
  SUBCASE("and is read again when git has written it") {
    fixture.git({"add", "b.yaml"});
    CHECK(paths_of(repository.files_in_index("")) == Paths{"a.yaml", "b.yaml"});
  }
}

TEST_CASE("an index sorted without case is given bytewise") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet"});
  for (const char* path : {"b.yaml", "C.yaml", "a.yaml"}) {
    fixture.write(path, "");
  }
  fixture.commit_all();
  fixture.git({"config", "core.ignoreCase", "true"});
  CHECK(paths_of(open(fixture.path()).files_in_index("")) == Paths{"C.yaml", "a.yaml", "b.yaml"});
  CHECK(open(fixture.path()).tracked_paths("") == Paths{"C.yaml", "a.yaml", "b.yaml"});
}

TEST_CASE("one file of a commit is read by its path") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet"});
  fixture.write("data/a.yaml", std::string("nul\0inside\r\n", 12));
  fixture.folder().link("data/link.yaml", "a.yaml");
  fixture.commit_all();
  const Repository repository = open(fixture.path());
  const Oid head = repository.resolve("HEAD")->id;
  CHECK(repository.read_file(head, "data/a.yaml")->value() == std::string("nul\0inside\r\n", 12));
  for (const char* path : {"data", "data/b.yaml", "data/link.yaml", "data/a.yaml/x"}) {
    CAPTURE(path);
    const auto text = repository.read_file(head, path);
    REQUIRE(text);
    CHECK_FALSE(text->has_value());
  }
}

TEST_CASE("object names that lead nowhere are io errors") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet"});
  fixture.commit_all();
  const Repository repository = open(fixture.path());
  for (const std::string& hex :
       {std::string("12"), std::string(40, 'g'), std::string(40, '1'), std::string()}) {
    CAPTURE(hex);
    CHECK(repository.read_blob({hex}).error().kind == ErrorKind::io);
    CHECK(repository.files_at({hex}, "").error().kind == ErrorKind::io);
  }
  const Oid tree = repository.resolve("HEAD")->tree;
  CHECK(holds(repository.read_blob(tree).error().message, "is a tree, not a file"));
}

TEST_CASE(
    "a tree that names one folder ten times on each of eight levels ends in an error, not in all memory") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet"});
  fixture.write("leaf", "");
  const auto tree_of = [&](const std::string& lines) {
    fixture.write("tree.txt", lines);
    const test::Outcome made =
        test::run(fixture.path(), {"sh", "-c", "git mktree < tree.txt"},
                  {"PATH=/usr/local/bin:/usr/bin:/bin", "HOME=" + fixture.home().path()});
    REQUIRE(made.status == 0);
    return made.output.substr(0, 40);
  };
  std::string below = tree_of("100644 blob " + fixture.git({"hash-object", "-w", "leaf"}) + "\ta.yaml\n");
  for (int level = 0; level < 8; ++level) {
    std::string lines;
    for (char name = 'a'; name < 'k'; ++name) {
      lines += "040000 tree " + below + '\t' + name + '\n';
    }
    below = tree_of(lines);
  }
  const auto files = open(fixture.path()).files_at({below}, "");
  REQUIRE_FALSE(files);
  CHECK(holds(files.error().message, "more than 1000000 files and folders"));
}

TEST_CASE("a tree is read as deep as allowed and no deeper") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet"});
  std::string path;
  for (int level = 0; level < 127; ++level) {
    path += "d/";
  }
  fixture.write(path + "a.yaml", "");
  fixture.commit_all("allowed");
  fixture.write(path + "d/a.yaml", "");
  fixture.commit_all("too deep");
  const Repository repository = open(fixture.path());
  CHECK(paths_of(repository.files_at(repository.resolve("HEAD~1")->id, "")) == Paths{path + "a.yaml"});
  const auto files = repository.files_at(repository.resolve("HEAD")->id, "");
  REQUIRE_FALSE(files);
  CHECK(holds(files.error().message, "deeper than 128 levels"));
}

TEST_CASE("a blob of more than 32 MiB is refused by its header") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet"});
  fixture.write("big", std::string(k_max_blob_bytes + 1, ' '));
  const std::string blob = fixture.git({"hash-object", "-w", "big"});
  const auto text = open(fixture.path()).read_blob({blob});
  REQUIRE_FALSE(text);
  CHECK(holds(text.error().message, "33554433 bytes, at most 33554432"));
}

TEST_CASE("blobs are read from several threads, loose and packed") {
  const GitFixture fixture;
  fixture.git({"init", "--quiet"});
  for (int i = 0; i < 200; ++i) {
    fixture.write("f" + std::to_string(i) + ".yaml", "text " + std::to_string(i));
  }
  fixture.commit_all();
  SUBCASE("loose") {}
  SUBCASE("packed") {
    fixture.git({"gc", "--quiet"});
  }
  const Repository repository = open(fixture.path());
  const auto files = repository.files_at(repository.resolve("HEAD")->id, "");
  REQUIRE(files);
  std::vector<int> wrong(4, 0);
  std::vector<std::thread> threads;
  for (std::size_t part = 0; part < wrong.size(); ++part) {
    threads.emplace_back([&, part] {
      for (const TreeFile& file : *files) {
        const std::string number = file.path.substr(1, file.path.find('.') - 1);
        wrong[part] += repository.read_blob(file.blob) == "text " + number ? 0 : 1;
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  CHECK(wrong == std::vector<int>(4, 0));
}

}  // namespace
}  // namespace csx::git
