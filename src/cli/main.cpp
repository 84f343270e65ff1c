#include "app.hpp"
#include "exit_code.hpp"

#ifdef CSX_MIMALLOC
#include <mimalloc.h>
#include <sys/mman.h>

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <system_error>
#include <thread>
#endif

#include <cstdlib>
#include <exception>

namespace {

#ifdef CSX_MIMALLOC
constexpr std::size_t k_first_bytes = std::size_t{96} << 20U;

void return_memory() {
  // After some milliseconds: at once, every record read would have its pages mapped anew.
  constexpr long k_milliseconds = 2;
#if MI_MALLOC_VERSION >= 210
  mi_option_set(mi_option_purge_delay, k_milliseconds);
#else
  mi_option_set(mi_option_decommit_delay, k_milliseconds);
#endif
}

/// Address space, which is memory once it is used; what does not fit comes from elsewhere.
struct Room {
  void* begin = nullptr;  ///< null where there is no such space
  std::size_t bytes = 0;

  static Room of(std::size_t bytes) {
    constexpr std::uintptr_t k_alignment = std::uintptr_t{64} << 20U;  // as mimalloc asks of its segments
    void* const mapped = ::mmap(nullptr, bytes + k_alignment, PROT_READ | PROT_WRITE,
                                MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (mapped == MAP_FAILED) {
      return {};
    }
    const std::uintptr_t before = reinterpret_cast<std::uintptr_t>(mapped) % k_alignment;
    void* const begin = static_cast<char*>(mapped) + (before == 0 ? 0 : k_alignment - before);
    mi_manage_os_memory(begin, bytes, true, false, true, -1);
    return {begin, bytes};
  }
  void come_in_huge_pages() const { ::madvise(begin, bytes, MADV_HUGEPAGE); }
};

Room g_first_room;  // of every command

void add_lasting_room() {
  // Where address space is limited: as much as there is.
  for (std::size_t bytes = std::size_t{4} << 30U; bytes >= k_first_bytes; bytes /= 2) {
    if (const Room room = Room::of(bytes); room.begin != nullptr) {
      room.come_in_huge_pages();
      return;
    }
  }
}

/// Most of the time that the kernel spends on a large folder is handing out small pages. For a small one,
/// clearing four huge pages would take longer than all else.
void use_huge_pages(csx::store::MemoryNeed need) {
  static std::once_flag first;
  static std::once_flag lasting;
  if (g_first_room.begin != nullptr) {
    std::call_once(first, [] { g_first_room.come_in_huge_pages(); });
  }
  if (need == csx::store::MemoryNeed::lasting) {
    std::call_once(lasting, add_lasting_room);
  }
}
#endif

/// The whole program; comes back only when something failed that must not.
int run(int argc, char** argv) {
  try {
    csx::cli::Leftovers leftovers;
    csx::cli::Environment environment = csx::cli::read_environment(argc, argv);
#ifdef CSX_MIMALLOC
    environment.return_memory = return_memory;
    environment.use_huge_pages = use_huge_pages;
#endif
    const int code = csx::cli::run(environment, stdout, stderr, leftovers);
    std::fflush(nullptr);
    std::_Exit(code);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "csx: error: this is a defect of csx: %s\n", error.what());
  } catch (...) {
    std::fputs("csx: error: this is a defect of csx\n", stderr);
  }
  return csx::cli::k_exit_defect;
}

}  // namespace

int main(int argc, char** argv) {
#ifdef CSX_MIMALLOC
  // This thread took memory before it came here, and would use that up first. Another one begins in the room
  // that can have huge pages: a first check of a large folder takes a twentieth less time.
  g_first_room = Room::of(k_first_bytes);
  int code = csx::cli::k_exit_defect;
  try {
    std::thread([&] { code = run(argc, argv); }).join();
    return code;
  } catch (const std::system_error&) {
    // No thread is to be had: it goes on without.
  }
#endif
  return run(argc, argv);
}
