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
constexpr std::size_t k_first_huge_pages = std::size_t{96} << 20U;

void return_memory() {
  // After some milliseconds: at once, every record read would have its pages mapped anew.
  constexpr long k_milliseconds = 2;
#if MI_MALLOC_VERSION >= 210
  mi_option_set(mi_option_purge_delay, k_milliseconds);
#else
  mi_option_set(mi_option_decommit_delay, k_milliseconds);
#endif
}

/// Most of the time that the kernel spends on a large folder is handing out small pages. This is address
/// space only, until it is used; what does not fit comes from elsewhere. False where there is no such space.
bool add_huge_pages(std::size_t bytes) {
  constexpr std::uintptr_t k_alignment = std::uintptr_t{64} << 20U;  // mimalloc asks for that of its segments
  void* const mapped = ::mmap(nullptr, bytes + k_alignment, PROT_READ | PROT_WRITE,
                              MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (mapped == MAP_FAILED) {
    return false;
  }
  const std::uintptr_t before = reinterpret_cast<std::uintptr_t>(mapped) % k_alignment;
  void* const begin = static_cast<char*>(mapped) + (before == 0 ? 0 : k_alignment - before);
  if (::madvise(begin, bytes, MADV_HUGEPAGE) == 0) {
    mi_manage_os_memory(begin, bytes, true, false, true, -1);
  }
  return true;
}

void use_huge_pages() {
  static std::once_flag done;
  std::call_once(done, [] {
    // Where address space is limited: as much as there is.
    std::size_t bytes = std::size_t{4} << 30U;
    while (bytes >= k_first_huge_pages && !add_huge_pages(bytes)) {
      bytes /= 2;
    }
  });
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
  // This thread took memory in small pages before it came here, and would use that up first. Another one
  // begins with huge pages: a first check of a large folder takes a twentieth less time, a small command a
  // tenth.
  add_huge_pages(k_first_huge_pages);
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
