#include <doctest/doctest.h>

#include <map>
#include <string>

#include "../../../src/store/contents.hpp"
#include "csx/model/account.hpp"
#include "csx/store/content_memory.hpp"
#include "told.hpp"
#include "trees.hpp"

using namespace csx;
using namespace csx::store;

namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

/// A tree whose contents are named by themselves; counts what is read.
class NamedTree final : public FileTree {
 public:
  explicit NamedTree(const Files& files) : m_texts(files.begin(), files.end()), m_base(memory_tree(files)) {}
  using FileTree::list;
  Result<Listing> list(const Found& found) const override { return m_base->list(found); }
  Result<std::string> read(std::string_view path) const override {
    ++reads[std::string(path)];
    return m_base->read(path);
  }
  std::string_view content_id(std::string_view path) const override {
    const auto found = m_texts.find(std::string(path));
    return found == m_texts.end() ? std::string_view() : std::string_view(found->second);
  }
  std::string describe() const override { return "named"; }

  mutable std::map<std::string, int> reads;

 private:
  std::map<std::string, std::string> m_texts;
  std::unique_ptr<FileTree> m_base;
};

Files revision(std::string_view name) {
  return {{"csx.yaml", std::string(k_workspace)},
          {"accounts/a/account.yaml", "kind: account\nid: a\nname: Always\ntouch_model: hightouch\n"},
          {"accounts/b/account.yaml", "kind: account\nid: b\nname: " + std::string(name) + "\n"},
          {"accounts/c/account.yaml",
           "kind: account\nid: c\nname: C\n# csx:ignore account/no-tier reason=\"none here\"\ntags: []\n"},
          {"broken.yaml", "kind: [account\n"}};
}

}  // namespace

TEST_CASE("what revisions have in common is read once, and says the same") {
  ContentMemory memory;
  bool is_first = true;
  for (const std::string_view name : {"Before", "Before", "After"}) {
    CAPTURE(name);
    const NamedTree remembering(revision(name));
    const NamedTree forgetting(revision(name));
    const Result<Dataset> with = load(remembering, memory);
    const Result<Dataset> without = load(forgetting);
    REQUIRE(with);
    REQUIRE(without);
    CHECK(told(*with) == told(*without));
    CHECK(with->suppressions().size() == 1);
    CHECK_FALSE(with->findings().empty());
    CHECK(with->get<model::Account>("b")->name == name);
    CHECK(with->get<model::Account>("a")->name == "Always");
    CHECK(forgetting.reads.size() == 5);
    for (const char* shared : {"accounts/a/account.yaml", "accounts/c/account.yaml"}) {
      CHECK(remembering.reads.contains(shared) == is_first);
    }
    CHECK(remembering.reads.contains("broken.yaml"));
    CHECK(remembering.reads.contains("accounts/b/account.yaml") == (is_first || name == "After"));
    is_first = false;
  }
}

TEST_CASE("one content in two files is two records") {
  ContentMemory memory;
  const std::string text = "kind: account\nid: twin\nname: Twin\n";
  const NamedTree tree({{"csx.yaml", std::string(k_workspace)}, {"a.yaml", text}, {"b.yaml", text}});
  for (int i = 0; i < 2; ++i) {
    const Result<Dataset> data = load(tree, memory);
    REQUIRE(data);
    REQUIRE(data->records().size() == 3);
    CHECK(data->file_of(*data->records()[0]) == "a.yaml");
    CHECK(data->file_of(*data->records()[1]) == "b.yaml");
  }
}
