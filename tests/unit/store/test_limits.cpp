#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <string>
#include <utility>
#include <vector>

#include "csx/store/dataset.hpp"
#include "told.hpp"

using namespace csx;
using namespace csx::store;

namespace {

Result<Dataset> read(const std::string& text) {
  return load(*memory_tree({{"csx.yaml", std::string(k_workspace)}, {"a.yaml", text}}));
}

std::string wide_account(std::size_t count, const char* line) {
  std::string text = "kind: account\nid: a\nname: A\n";
  for (std::size_t i = 0; i < count; ++i) {
    text += line + std::to_string(i) + ": 1\n";
  }
  return text;
}

}  // namespace

TEST_CASE("of many faults in one file the first are shown and the others counted") {
  struct Case {
    std::size_t faults;
    std::size_t findings;
    std::string_view last;
  };
  for (const Case& each : {Case{100, 100, "unknown key"}, Case{101, 101, "this file has 1 further finding"},
                           Case{1000, 101, "this file has 900 further findings"},
                           Case{1001, 101, "this file has 901 further findings"},
                           Case{5000, 101, "this file has 4900 further findings"}}) {
    CAPTURE(each.faults);
    const Result<Dataset> data = read(wide_account(each.faults, "nonsense"));
    REQUIRE(data);
    REQUIRE(data->findings().size() == each.findings);
    CHECK(data->findings().back().message.starts_with(each.last));
    CHECK_FALSE(data->records().front()->clean);
  }
}

TEST_CASE("a file with suppressions shows as many faults as they can suppress") {
  struct Case {
    std::size_t faults;
    std::size_t findings;
  };
  for (const Case& each : {Case{150, 150}, Case{1000, 1000}, Case{1001, 1001}, Case{1500, 1001}}) {
    CAPTURE(each.faults);
    const Result<Dataset> data =
        read(wide_account(each.faults, "nonsense") + "# csx:ignore schema/unknown-key reason=\"so\"\n");
    REQUIRE(data);
    CHECK(data->findings().size() == each.findings);
    CHECK(data->findings().back().message.starts_with("this file has") == (each.faults > 1000));
  }
}

TEST_CASE("who awaits much memory is called once for many files, and not for fewer") {
  static std::atomic<int> calls;
  const LoadOptions options{
      .before_much = [](MemoryNeed need) { calls += need == MemoryNeed::passing ? 1 : 100; }};
  for (const auto& [accounts, expected] :
       {std::pair(LoadOptions::k_many_files - 2, 0), std::pair(LoadOptions::k_many_files - 1, 1),
        std::pair(2 * LoadOptions::k_many_files, 1)}) {
    CAPTURE(accounts);
    calls = 0;
    std::vector<std::pair<std::string, std::string>> files{{"csx.yaml", std::string(k_workspace)}};
    for (std::size_t i = 0; i < accounts; ++i) {
      const std::string number = std::to_string(i);
      files.emplace_back(number + ".yaml", "kind: account\nname: A\nid: a" + number + "\n");
    }
    REQUIRE(load(*memory_tree(files), options));
    CHECK(calls == expected);
  }
}

TEST_CASE("who awaits much memory is called before a megabyte is taken apart, and not for less") {
  constexpr std::size_t k_megabyte = 1U << 20U;
  static std::atomic<int> calls;
  const std::string start = "kind: account\nid: a\nname: A\n#";
  const auto text_of = [&](std::size_t bytes) { return start + std::string(bytes - start.size(), '-'); };
  const LoadOptions options{
      .before_much = [](MemoryNeed need) { calls += need == MemoryNeed::lasting ? 1 : 100; }};
  for (const auto& [bytes, expected] : {std::pair(k_megabyte - 1, 0), std::pair(k_megabyte, 2)}) {
    CAPTURE(bytes);
    calls = 0;
    const auto tree = memory_tree({{"csx.yaml", std::string(k_workspace)},
                                   {"a.yaml", text_of(bytes)},
                                   {"b.yaml", text_of(bytes)},
                                   {"c.yaml", start}});
    REQUIRE(load(*tree, options));
    CHECK(calls == expected);
  }
}

TEST_CASE("a thousand suppressions of a file are read, and the next one says that no more are") {
  for (const std::size_t count : {1000U, 1001U, 3000U}) {
    CAPTURE(count);
    const Result<Dataset> data = read(wide_account(count, "# csx:ignore account/no-tier reason=\"so\" x-"));
    REQUIRE(data);
    REQUIRE(data->suppressions().size() == std::min<std::size_t>(count, 1001));
    const std::string& wrong = data->suppressions().back().wrong;
    CHECK((wrong.find("more than 1000 suppressions") != std::string::npos) == (count > 1000));
  }
}
