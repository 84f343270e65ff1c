#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "csx/store/dataset.hpp"
#include "told.hpp"

using namespace csx;
using namespace csx::store;

namespace {

/// Accounts in folders whose order is not that of their ids; every one has a contact `ana`, and one of its
/// own.
std::unique_ptr<FileTree> accounts(std::size_t count) {
  std::vector<std::pair<std::string, std::string>> files{{"csx.yaml", std::string(k_workspace)}};
  for (std::size_t i = 0; i < count; ++i) {
    files.emplace_back(fmt::format("accounts/{:04}/account.yaml", i),
                       fmt::format("kind: account\nid: a{:04}\nname: A\ncontacts:\n"
                                   "  - {{id: ana, name: Ana}}\n  - {{id: c{}, name: C}}\n",
                                   (i * 7919) % count, i));
  }
  return memory_tree(std::move(files));
}

TEST_CASE("the ids of a folder are sorted, each once, however many threads read it") {
  constexpr std::size_t k_count = 500;
  const auto tree = accounts(k_count);
  for (const unsigned threads : {1U, 2U, 5U}) {
    CAPTURE(threads);
    const auto data = load(*tree, {.threads = threads});
    REQUIRE(data);
    const auto ids = data->ids("account");
    REQUIRE(ids.size() == k_count);
    for (std::size_t i = 0; i < k_count; ++i) {
      CHECK(ids[i] == fmt::format("a{:04}", i));
    }
    const auto contacts = data->ids("contact");
    CHECK(contacts.size() == k_count + 1);
    CHECK(std::ranges::is_sorted(contacts));
    CHECK(data->has_id("contact", "ana"));
    CHECK(data->has_id("contact", "c499"));
    CHECK_FALSE(data->has_id("contact", "c500"));
    CHECK_FALSE(data->has_id("contact", ""));
    CHECK(data->ids("nothing").empty());
  }
}

TEST_CASE("an id that is written twice, or not at all, is no other id") {
  const auto tree = memory_tree({{"csx.yaml", std::string(k_workspace)},
                                 {"a.yaml", "kind: account\nid: same\nname: A\n"},
                                 {"b.yaml", "kind: account\nid: same\nname: B\n"},
                                 {"c.yaml", "kind: account\nname: C\n"}});
  const auto data = load(*tree, {.threads = 2});
  REQUIRE(data);
  CHECK(data->ids("account").size() == 1);
  CHECK(data->has_id("account", "same"));
  CHECK_FALSE(data->has_id("account", ""));
}

}  // namespace
