#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace csx {

/// Starts one more thread that works. False when none is to be had, as where a container limits how many
/// there are: what needs doing is then done by those that there are.
template <class Work>
bool add_helper(std::vector<std::jthread>& helpers, Work work) {
  try {
    helpers.emplace_back(std::move(work));
    return true;
  } catch (const std::system_error&) {
    return false;
  }
}

/// Calls `work(i)` once for every i below `count`, on all cores (or on `threads`, unless that is 0), this
/// thread among them; returns when all are done. Which thread takes which i is open, so `work` writes to
/// places of its own; it must not throw.
template <class Work>
void for_each_index(std::size_t count, Work&& work, unsigned threads = 0) {
  const std::size_t cores = threads != 0 ? threads : std::max(1U, std::thread::hardware_concurrency());
  std::atomic<std::size_t> next{0};
  const auto take = [&] {
    for (std::size_t i = next++; i < count; i = next++) {
      work(i);
    }
  };
  std::vector<std::jthread> helpers;
  for (std::size_t i = 1; i < std::min(cores, count) && add_helper(helpers, take); ++i) {
  }
  take();
}

}  // namespace csx
