#include <doctest/doctest.h>

#include <fmt/format.h>

#include <string>

#include "csx/base/sha1.hpp"

namespace csx {
namespace {

// The examples of FIPS 180-4, and git's name of the empty blob.
TEST_CASE("SHA-1 gives the published digests") {
  struct Row {
    std::string bytes;
    std::string digest;
  };
  const Row rows[] = {
      {"", "da39a3ee5e6b4b0d3255bfef95601890afd80709"},
      {"abc", "a9993e364706816aba3e25717850c26c9cd0d89d"},
      {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
       "84983e441c3bd26ebaae4aa1f95129e5e54670f1"},
      {std::string("blob 0\0", 7), "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"},
  };
  for (const auto& row : rows) {
    std::string hex;
    for (const unsigned char byte : sha1(row.bytes)) {
      hex += fmt::format("{:02x}", byte);
    }
    CHECK(hex == row.digest);
  }
}

}  // namespace
}  // namespace csx
