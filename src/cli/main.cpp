#include "app.hpp"
#include "exit_code.hpp"

#include <cstdlib>
#include <exception>

int main(int argc, char** argv) {
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
