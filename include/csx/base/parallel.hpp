#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <system_error>
#include <thread>
#include <vector>

namespace csx {

/// How many threads to work with: those that are asked for, or as many as there are cores where that is 0.
inline unsigned thread_count(unsigned asked = 0) {
  return asked != 0 ? asked : std::max(1U, std::thread::hardware_concurrency());
}

/// Starts threads that work, so that with this one there are `threads`; or fewer where no more are to be had,
/// as in a container that limits how many there are. This one then does the rest of the work.
template <class Work>
std::vector<std::jthread> helpers(std::size_t threads, const Work& work) {
  std::vector<std::jthread> started;
  try {
    while (started.size() + 1 < threads) {
      started.emplace_back(work);
    }
  } catch (const std::system_error&) {
    // As many as there are.
  }
  return started;
}

/// Calls `work(i)` once for every i below `count`, on all cores (or on `threads`, unless that is 0), this
/// thread among them; returns when all are done. Which thread takes which i is open, so `work` writes to
/// places of its own; it must not throw.
template <class Work>
void for_each_index(std::size_t count, Work&& work, unsigned threads = 0) {
  std::atomic<std::size_t> next{0};
  const auto take = [&] {
    for (std::size_t i = next++; i < count; i = next++) {
      work(i);
    }
  };
  const std::vector<std::jthread> others = helpers(std::min<std::size_t>(thread_count(threads), count), take);
  take();
}

}  // namespace csx
