#include "app.hpp"
#include "exit_code.hpp"

#ifdef CSX_MIMALLOC
#include <mimalloc.h>
#endif

#include <cstdlib>
#include <exception>

namespace {

/// Memory that is free goes back at once: kept for a while, it would be a twelfth of the peak of a check.
void keep_no_free_memory() {
#ifdef CSX_MIMALLOC
#if MI_MALLOC_VERSION >= 210
  mi_option_set(mi_option_purge_delay, 0);
#else
  mi_option_set(mi_option_decommit_delay, 0);
#endif
#endif
}

}  // namespace

int main(int argc, char** argv) {
  keep_no_free_memory();
  try {
    csx::cli::Leftovers leftovers;
    const int code = csx::cli::run(csx::cli::read_environment(argc, argv), stdout, stderr, leftovers);
    std::fflush(nullptr);
    std::_Exit(code);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "csx: error: this is a defect of csx: %s\n", error.what());
  } catch (...) {
    std::fputs("csx: error: this is a defect of csx\n", stderr);
  }
  return csx::cli::k_exit_defect;
}
