#include "environment.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <charconv>
#include <ctime>
#include <filesystem>
#include <system_error>

namespace csx::cli {
namespace {

std::optional<std::size_t> parse_count(std::string_view text) {
  std::size_t value = 0;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool good = wrong == std::errc() && end == text.data() + text.size() && value > 0;
  return good ? std::optional(value) : std::nullopt;
}

void read_terminal(Environment& environment) {
  environment.out_is_terminal = ::isatty(STDOUT_FILENO) == 1;
  environment.err_is_terminal = ::isatty(STDERR_FILENO) == 1;
  winsize size{};
  if (environment.out_is_terminal && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) {
    if (size.ws_col > 0) {
      environment.columns = size.ws_col;
    }
    if (size.ws_row > 0) {
      environment.lines = size.ws_row;
    }
  }
  if (const auto said = environment.variable("COLUMNS")) {
    if (const auto columns = parse_count(*said)) {
      environment.columns = columns;
    }
  }
}

}  // namespace

std::optional<std::string_view> Environment::variable(std::string_view name) const {
  const auto found = variables.find(name);
  if (found == variables.end() || found->second.empty()) {
    return std::nullopt;
  }
  return found->second;
}

Environment read_environment(int argc, const char* const* argv) {
  Environment environment;
  for (int i = 1; i < argc; ++i) {
    environment.arguments.emplace_back(argv[i]);
  }
  for (const char* const* entry = ::environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const std::size_t equals = text.find('=');
    if (equals != text.npos) {
      environment.variables.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
  }
  std::error_code gone;
  environment.folder = std::filesystem::current_path(gone).string();
  environment.now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const std::time_t now = std::chrono::system_clock::to_time_t(environment.now);
  std::tm local{};
  if (::localtime_r(&now, &local) != nullptr) {
    environment.offset_minutes = static_cast<std::int16_t>(local.tm_gmtoff / 60);
  }
  read_terminal(environment);
  return environment;
}

}  // namespace csx::cli
