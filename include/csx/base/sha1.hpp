#pragma once

#include <array>
#include <string_view>

namespace csx {

/// SHA-1 of the bytes (FIPS 180-4): for formats of git, which ask for it, and for nothing else.
std::array<unsigned char, 20> sha1(std::string_view bytes);

}  // namespace csx
