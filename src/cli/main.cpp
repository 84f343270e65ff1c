#include "app.hpp"
#include "exit_code.hpp"

#ifdef CSX_MIMALLOC
#include <mimalloc.h>
#endif

#include <cstdlib>
#include <exception>

namespace {

#ifdef CSX_MIMALLOC
void return_memory() {
  // After some milliseconds: at once, every record read would have its pages mapped anew.
  constexpr long k_milliseconds = 5;
#if MI_MALLOC_VERSION >= 210
  mi_option_set(mi_option_purge_delay, k_milliseconds);
#else
  mi_option_set(mi_option_decommit_delay, k_milliseconds);
#endif
}
#endif

}  // namespace

int main(int argc, char** argv) {
  try {
    csx::cli::Leftovers leftovers;
    csx::cli::Environment environment = csx::cli::read_environment(argc, argv);
#ifdef CSX_MIMALLOC
    environment.return_memory = return_memory;
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
