#pragma once

#include <string_view>

namespace csx::cli {

/// Of csx itself.
extern const std::string_view k_version;
/// What it was built with: `libgit2 1.5.1, libyaml 0.2.5, …`.
extern const std::string_view k_libraries;
/// Of the records it reads and writes.
inline constexpr int k_data_format = 1;

}  // namespace csx::cli
