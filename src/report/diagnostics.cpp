#include "csx/report/diagnostics.hpp"

#include <algorithm>
#include <array>

#include "writers.hpp"

namespace csx::report {
namespace {

constexpr std::array<DiagnosticsFormat, 6> k_formats{{
    {"text", write_text},
    {"json", write_json},
    {"sarif", write_sarif},
    {"github", write_github},
    {"gitlab", write_gitlab},
    {"junit", write_junit},
}};

}  // namespace

std::span<const DiagnosticsFormat> diagnostics_formats() {
  return k_formats;
}

const DiagnosticsFormat* find_diagnostics_format(std::string_view name) {
  const auto* const found = std::find_if(k_formats.begin(), k_formats.end(),
                                         [&](const auto& format) { return format.name == name; });
  return found != k_formats.end() ? found : nullptr;
}

}  // namespace csx::report
