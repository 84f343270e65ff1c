#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <thread>

#include "trees.hpp"

namespace csx::store {
namespace {

using test::TempFolder;

TEST_CASE("record files come in bytewise order of their paths, hidden ones left out") {
  const TempFolder folder;
  for (const char* path :
       {"csx.yaml", "people.yml", "README.md", "a.yaml", "a/z.yaml", "a-b/c.yaml", "B.yaml", "ação.yaml",
        "yaml", "x.yaml.bak", "accounts/padaria/handoffs/2026-03.yaml", ".github/ci.yaml", ".gitlab-ci.yml",
        "accounts/.cache/x.yaml", "folder.yaml/inside.yaml"}) {
    folder.write(path, "kind: x\n");
  }
  CHECK(disk_files(folder.path()) == Paths{"B.yaml", "a-b/c.yaml", "a.yaml", "a/z.yaml",
                                           "accounts/padaria/handoffs/2026-03.yaml", "ação.yaml", "csx.yaml",
                                           "folder.yaml/inside.yaml", "people.yml"});
  CHECK(opened(disk_tree(folder.path()))->describe() == folder.path());
}

TEST_CASE("an empty folder has no records") {
  const TempFolder folder;
  CHECK(disk_files(folder.path()).empty());
}

TEST_CASE("a folder that is none is an error") {
  const TempFolder folder;
  folder.write("file", "");
  for (const char* name : {"nowhere", "file"}) {
    CAPTURE(name);
    const auto tree = disk_tree(folder / name);
    REQUIRE_FALSE(tree);
    CHECK(tree.error().kind == ErrorKind::io);
    CHECK(holds(tree.error().message, name));
  }
}

TEST_CASE("a folder that vanishes after it was opened gives an error or nothing, no crash") {
  const TempFolder folder;
  folder.write("data/a.yaml", "");
  const Tree tree = opened(disk_tree(folder / "data"));
  std::filesystem::remove_all(folder / "data");
  const auto listing = tree->list();
  CHECK((!listing || listing->files.empty()));
  CHECK(tree->read("a.yaml").error().kind == ErrorKind::io);
}

TEST_CASE("pipes are reported where a record is expected and never waited for") {
  const TempFolder folder;
  folder.write("a.yaml", "");
  REQUIRE(::mkfifo((folder / "pipe.yaml").c_str(), 0600) == 0);
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  const Tree tree = opened(disk_tree(folder.path()));
  const FileTree::Listing listing = listing_of(tree);
  CHECK(listing.files == Paths{"a.yaml"});
  CHECK(in_short(listing.problems) == Paths{"error folder/not-a-file pipe.yaml"});
  CHECK(holds(tree->read("pipe.yaml").error().message, "not a regular file"));
}

TEST_CASE("a folder that cannot be read is reported, the others are read") {
  if (::geteuid() == 0) {
    MESSAGE("root may read every folder: skipped");
    return;
  }
  const TempFolder folder;
  folder.write("a.yaml", "");
  folder.write("locked/b.yaml", "");
  REQUIRE(::chmod((folder / "locked").c_str(), 0) == 0);
  const FileTree::Listing listing = listing_of(opened(disk_tree(folder.path())));
  REQUIRE(::chmod((folder / "locked").c_str(), 0700) == 0);
  CHECK(listing.files == Paths{"a.yaml"});
  CHECK(in_short(listing.problems) == Paths{"error folder/unreadable locked"});
}

TEST_CASE("names that cannot be shown are reported escaped and passed over") {
  const TempFolder folder;
  folder.write("ok-ção.yaml", "");
  folder.write("bell\a.yaml", "");
  folder.write("bell\a.md", "");
  folder.write("latin\xE7.yaml", "");
  folder.write("line\nbreak/x.yaml", "");
  folder.write("right\u202Eleft.yaml", "");
  const FileTree::Listing listing = listing_of(opened(disk_tree(folder.path())));
  CHECK(listing.files == Paths{"ok-ção.yaml"});
  REQUIRE(listing.problems.size() == 4);
  for (const Diagnostic& problem : listing.problems) {
    CAPTURE(problem.place.file);
    CHECK(problem.rule == "folder/odd-name");
    CHECK(problem.severity == Severity::warning);
    CHECK(problem.place.file.find_first_of("\a\n\xE7") == std::string::npos);
    CHECK(problem.message.find_first_of("\a\n\xE7") == std::string::npos);
  }
}

TEST_CASE("folders are entered to a bounded depth") {
  const TempFolder folder;
  std::string path;
  for (int level = 0; level < 127; ++level) {
    path += "d/";
  }
  folder.write(path + "deepest.yaml", "");
  CHECK(disk_files(folder.path()) == Paths{path + "deepest.yaml"});
  folder.write(path + "d/too-deep.yaml", "");
  const FileTree::Listing listing = listing_of(opened(disk_tree(folder.path())));
  CHECK(listing.files == Paths{path + "deepest.yaml"});
  CHECK(in_short(listing.problems) == Paths{"error folder/unreadable " + path + "d"});
}

TEST_CASE("files are read whole and as they are") {
  const TempFolder folder;
  const std::string bytes("\xEF\xBB\xBFkind: x\r\n\0\xFF", 14);
  folder.write("a/b/c.yaml", bytes);
  folder.write("empty.yaml", "");
  const std::string large(3'000'000, 'x');
  folder.write("large.yaml", large);
  const Tree tree = opened(disk_tree(folder.path()));
  CHECK(tree->read("a/b/c.yaml") == bytes);
  CHECK(tree->read("empty.yaml") == "");
  CHECK(tree->read("large.yaml")->size() == large.size());
}

TEST_CASE("what cannot be read is an io error that names the file") {
  const TempFolder folder;
  folder.write("data/a.yaml", "");
  folder.write("data/sub/b.yaml", "");
  folder.write("secret.yaml", "secret");
  folder.link("data/link.yaml", "a.yaml");
  folder.link("data/out.yaml", "../secret.yaml");
  folder.link("data/linked", "sub");
  const Tree tree = opened(disk_tree(folder / "data"));
  struct Row {
    std::string path;
    std::string why;
  };
  const Row rows[] = {
      {"nowhere.yaml", "No such file"},
      {"a.yaml/x.yaml", "Not a directory"},
      {"sub", "is a folder"},
      {"link.yaml", "is a link"},
      {"out.yaml", "is a link"},
      {"linked/b.yaml", ""},
      {"../secret.yaml", "no path inside"},
      {"sub/../../secret.yaml", "no path inside"},
      {folder / "secret.yaml", "no path inside"},
      {"", "no path inside"},
      {"./a.yaml", "no path inside"},
      {std::string("a.yaml\0x", 8), "no path inside"},
      {std::string(300, 'x'), "name too long"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.path);
    const auto text = tree->read(row.path);
    REQUIRE_FALSE(text);
    CAPTURE(text.error().message);
    CHECK(text.error().kind == ErrorKind::io);
    CHECK(holds(text.error().message, row.why));
  }
}

TEST_CASE("a file of more than 32 MiB is refused without reading it") {
  const TempFolder folder;
  folder.write("big.yaml", "");
  std::filesystem::resize_file(folder / "big.yaml", (32U << 20U) + 1);
  const auto text = opened(disk_tree(folder.path()))->read("big.yaml");
  REQUIRE_FALSE(text);
  CHECK(holds(text.error().message, "33554433 bytes, at most 33554432"));
}

TEST_CASE("a tree is read from several threads at once") {
  const TempFolder folder;
  for (int i = 0; i < 100; ++i) {
    folder.write("f" + std::to_string(i) + ".yaml", "text " + std::to_string(i));
  }
  const Tree tree = opened(disk_tree(folder.path()));
  std::vector<int> wrong(4, 0);
  std::vector<std::thread> threads;
  for (std::size_t part = 0; part < wrong.size(); ++part) {
    threads.emplace_back([&, part] {
      for (int i = 0; i < 100; ++i) {
        wrong[part] += tree->read("f" + std::to_string(i) + ".yaml") == "text " + std::to_string(i) ? 0 : 1;
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  CHECK(wrong == std::vector<int>(4, 0));
}

}  // namespace
}  // namespace csx::store
