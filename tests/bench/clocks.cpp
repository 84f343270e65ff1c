// How long all clocks of a folder take, against loading it: bench_clocks FOLDER AS_OF [ROUNDS].
#include <fmt/format.h>
#ifdef CSX_MIMALLOC
#include <mimalloc.h>
#endif

#include <algorithm>
#include <charconv>
#include <chrono>
#include <map>
#include <string>
#include <string_view>

#include "csx/model/write.hpp"
#include "csx/sla/clock.hpp"
#include "csx/store/dataset.hpp"

namespace {

using Seconds = std::chrono::duration<double>;

template <class Work>
auto timed(Seconds& best, Work work) {
  const auto before = std::chrono::steady_clock::now();
  auto result = work();
  best = std::min(best, Seconds(std::chrono::steady_clock::now() - before));
  return result;
}

}  // namespace

int main(int count, char** words) {
#ifdef CSX_MIMALLOC
  mi_option_set(mi_option_decommit_delay, 0);  // as the program does
#endif
  if (count < 3) {
    fmt::print(stderr, "usage: bench_clocks FOLDER AS_OF [ROUNDS]\n");
    return 2;
  }
  int rounds = 3;
  if (count > 3) {
    const std::string_view text = words[3];
    std::from_chars(text.data(), text.data() + text.size(), rounds);
  }
  const auto as_of = csx::time::Timestamp::parse(words[2]);
  auto tree = csx::store::disk_tree(words[1]);
  if (!as_of || !tree) {
    fmt::print(stderr, "no instant, or no folder\n");
    return 2;
  }
  Seconds loading{1e9};
  Seconds clocks_taken{1e9};
  Seconds one_thread{1e9};
  for (int round = 0; round < rounds; ++round) {
    const auto data = timed(loading, [&] { return csx::store::load(**tree); });
    if (!data) {
      fmt::print(stderr, "{}\n", data.error().message);
      return 3;
    }
    const auto instant = data->zone().resolve(*as_of);
    const auto clocks = timed(clocks_taken, [&] { return csx::sla::clocks_at(*data, instant); });
    timed(one_thread, [&] { return csx::sla::clocks_at(*data, instant, {.threads = 1}); });
    if (clocks.clocks.empty()) {
      for (const auto& record : data->all<csx::model::Agreement>()) {
        fmt::print(stderr, "no clocks; the digest of {} is {}\n", record.identity(),
                   csx::model::content_digest(record.value()));
      }
      return 1;
    }
    if (round + 1 == rounds) {
      std::map<std::string_view, std::size_t> states;
      for (const auto& clock : clocks.clocks) {
        ++states[word(clock.state)];
      }
      for (const auto& [state, number] : states) {
        fmt::print("{:<12} {:>9}\n", state, number);
      }
      fmt::print("loading      {:.3f} s\nclocks       {:.3f} s, ratio {:.3f}\none thread   {:.3f} s\n",
                 loading.count(), clocks_taken.count(), clocks_taken / loading, one_thread.count());
    }
  }
  return 0;
}
