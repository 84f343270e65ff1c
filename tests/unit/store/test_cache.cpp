#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "csx/model/account.hpp"
#include "csx/store/dataset.hpp"
#include "csx/store/overlay.hpp"
#include "support/temp_folder.hpp"
#include "trees.hpp"

using namespace csx;
using namespace csx::store;

namespace {

constexpr std::string_view k_plain_workspace =
    "kind: workspace\nformat: 1\nname: Test\nlanguage: en\ncurrency: BRL\ntimezone: UTC\n";

std::string account(std::string_view id, std::string_view name) {
  return fmt::format("kind: account\nid: {}\nname: {}\n", id, name);
}

/// Counts what is read in full.
class CountingTree final : public FileTree {
 public:
  explicit CountingTree(const FileTree& base) : m_base(base) {}
  using FileTree::list;
  Result<Listing> list(const Found& found) const override { return m_base.list(found); }
  Result<std::string> read(std::string_view path) const override {
    ++reads[std::string(path)];
    return m_base.read(path);
  }
  std::optional<Stamp> stamp(std::string_view path) const override { return m_base.stamp(path); }
  std::string describe() const override { return m_base.describe(); }

  mutable std::map<std::string, int> reads;

 private:
  const FileTree& m_base;
};

struct Folder {
  test::TempFolder top;
  std::string cache = top / "cache/trees";

  Folder() {
    top.write("data/csx.yaml", k_plain_workspace);
    for (int i = 0; i < 60; ++i) {
      top.write(path(i), account(fmt::format("a{}", i), "Before"));
    }
  }

  static std::string path(int number) { return fmt::format("data/accounts/a{}/account.yaml", number); }
  static std::string inner(int number) { return path(number).substr(5); }

  /// In how long `now` is later than the files: beyond the coarsest clock they are believed unread.
  struct Loaded {
    Dataset data;
    std::map<std::string, int> reads;
    int read_accounts() const {
      int count = 0;
      for (const auto& [path, times] : reads) {
        count += path.starts_with("accounts/") ? times : 0;
      }
      return count;
    }
  };
  Loaded load(std::chrono::seconds later = std::chrono::seconds(3600)) const {
    const Tree tree = opened(disk_tree(top / "data"));
    const CountingTree counting(*tree);
    const auto now = std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
    Result<Dataset> data =
        store::load(counting, {.threads = 1, .cache = LoadOptions::Cache{cache, now + later}});
    REQUIRE(data);
    return {std::move(*data), counting.reads};
  }

  std::string name_of(const Dataset& data, int number) const {
    const auto* found = data.get<model::Account>(fmt::format("a{}", number));
    REQUIRE(found != nullptr);
    return found->name;
  }
};

}  // namespace

TEST_CASE("a second load reads only csx.yaml") {
  const Folder folder;
  CHECK(folder.load().read_accounts() == 60);
  const Folder::Loaded second = folder.load();
  CHECK(second.read_accounts() == 0);
  CHECK(second.data.records().size() == 61);
  CHECK(folder.name_of(second.data, 7) == "Before");
}

TEST_CASE("memory for many files passes when they are read first and lasts when they are remembered") {
  static std::vector<MemoryNeed> needs;
  const Folder folder;
  for (std::size_t i = 60; i < LoadOptions::k_many_files; ++i) {
    const auto number = static_cast<int>(i);
    folder.top.write(Folder::path(number), account(fmt::format("a{}", i), "More"));
  }
  LoadOptions options{.before_much = [](MemoryNeed need) { needs.push_back(need); }};
  options.cache = {folder.cache, std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())};
  const auto tree = disk_tree(folder.top / "data");
  REQUIRE(tree);
  needs.clear();
  REQUIRE(load(**tree, options));
  REQUIRE(load(**tree, options));
  CHECK(needs == std::vector{MemoryNeed::passing, MemoryNeed::lasting});
}

TEST_CASE("a changed, a new and a removed file are seen") {
  const Folder folder;
  folder.load();
  folder.top.write(Folder::path(3), account("a3", "Another name"));
  folder.top.write("data/accounts/new/account.yaml", account("new", "New"));
  std::filesystem::remove(folder.top / Folder::path(5));
  const Folder::Loaded second = folder.load();
  CHECK(folder.name_of(second.data, 3) == "Another name");
  CHECK(second.data.get<model::Account>("new") != nullptr);
  CHECK(second.data.get<model::Account>("a5") == nullptr);
  CHECK(second.read_accounts() == 2);
}

TEST_CASE("a change that leaves size and times is seen while the clock may not have moved") {
  const Folder folder;
  folder.load(std::chrono::seconds(0));
  const std::string path = folder.top / Folder::path(3);
  struct stat before {};
  REQUIRE(::stat(path.c_str(), &before) == 0);
  std::ofstream(path, std::ios::binary | std::ios::in) << account("a3", "Beford");
  const struct timespec times[2] = {before.st_atim, before.st_mtim};
  REQUIRE(::utimensat(AT_FDCWD, path.c_str(), times, 0) == 0);
  // As of the same instant every file is doubtful, and compared by its bytes.
  CHECK(folder.name_of(folder.load(std::chrono::seconds(0)).data, 3) == "Beford");
  // Later the time of change of its state tells.
  CHECK(folder.name_of(folder.load().data, 3) == "Beford");
}

TEST_CASE("files that were only touched are compared once, then believed again") {
  const Folder folder;
  folder.load();
  for (int i = 0; i < 60; ++i) {
    folder.top.write(Folder::path(i), account(fmt::format("a{}", i), "Before"));
  }
  CHECK(folder.load().read_accounts() == 60);
  CHECK(folder.load().read_accounts() == 0);
}

TEST_CASE("findings of reading are the same with and without the cache") {
  const Folder folder;
  folder.top.write(Folder::path(1), "kind: account\nid: a1\nname: yes\ncolour: red\n");
  folder.top.write(Folder::path(2), "kind: account\nid: a2\nname: 'open\n");
  folder.top.write(Folder::path(4), account("a4", "A") + "---\n---\n" + account("a44", "B"));
  const Folder::Loaded first = folder.load();
  const Folder::Loaded second = folder.load();
  CHECK(first.data.findings().size() >= 4);
  CHECK(first.data.findings() == second.data.findings());
  // What a syntax error hides counts, too, and the cache does not keep it.
  CHECK(second.read_accounts() == 1);
}

TEST_CASE("files with suppressions in place are read in full each time") {
  const Folder folder;
  folder.top.write(Folder::path(1),
                   "kind: account\nid: a1\nname: A # csx:ignore account/no-owner reason=\"new\"\n");
  CHECK(folder.load().data.suppressions().size() == 1);
  const Folder::Loaded second = folder.load();
  CHECK(second.read_accounts() == 1);
  CHECK(second.data.suppressions().size() == 1);
}

TEST_CASE("a damaged cache is no cache") {
  const Folder folder;
  folder.load();
  std::string bytes;
  {
    std::ifstream file(folder.cache, std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(file), {});
  }
  REQUIRE(bytes.size() > 1000);
  const auto damage = [&](const std::string& text) { std::ofstream(folder.cache, std::ios::binary) << text; };
  for (std::size_t at = 0; at < bytes.size(); at += 97) {
    CAPTURE(at);
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x21);
    damage(damaged);
    const Folder::Loaded loaded = folder.load();
    CHECK(loaded.data.records().size() == 61);
    CHECK(folder.name_of(loaded.data, 59) == "Before");
  }
  for (const std::size_t size : {std::size_t{0}, std::size_t{40}, bytes.size() / 2, bytes.size() - 1}) {
    CAPTURE(size);
    damage(bytes.substr(0, size));
    CHECK(folder.load().data.records().size() == 61);
  }
  // What was damaged was written anew.
  CHECK(folder.load().read_accounts() == 0);
}

TEST_CASE("a change that is only thought of comes from memory, all else from the cache") {
  const Folder folder;
  folder.load();
  const Tree tree = opened(disk_tree(folder.top / "data"));
  const CountingTree counting(*tree);
  const ChangedTexts changed{{Folder::inner(3), account("a3", "Thought of")},
                             {Folder::inner(4), std::nullopt}};
  const auto overlaid = overlay_tree(counting, changed);
  const auto now = std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
  Result<Dataset> data =
      load(*overlaid, {.threads = 1, .cache = LoadOptions::Cache{folder.cache, now + std::chrono::hours(1)}});
  REQUIRE(data);
  CHECK(folder.name_of(*data, 3) == "Thought of");
  CHECK(data->get<model::Account>("a4") == nullptr);
  CHECK(counting.reads.size() == 1);  // csx.yaml
  CHECK(folder.name_of(folder.load().data, 3) == "Before");
}

TEST_CASE("several may load and write the cache at once") {
  const Folder folder;
  std::vector<std::jthread> programs;
  std::atomic<int> sound{0};
  for (int i = 0; i < 4; ++i) {
    programs.emplace_back([&, i] {
      for (int round = 0; round < 10; ++round) {
        if (i == 0) {
          std::filesystem::remove(folder.cache);
        }
        const Result<Tree> tree = disk_tree(folder.top / "data");
        const Result<Dataset> data = load(
            **tree, {.threads = 1,
                     .cache = LoadOptions::Cache{folder.cache, time::Instant(std::chrono::hours(800'000))}});
        sound += data && data->records().size() == 61 ? 1 : 0;
      }
    });
  }
  programs.clear();
  CHECK(sound == 40);
}

TEST_CASE("a place that cannot be written costs only time") {
  Folder folder;
  folder.top.write("file", "no folder");
  folder.cache = folder.top / "file/trees";
  CHECK(folder.load().read_accounts() == 60);
  CHECK(folder.load().read_accounts() == 60);
}
