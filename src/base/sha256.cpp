#include "csx/base/sha256.hpp"

#include <openssl/evp.h>

#include <array>
#include <stdexcept>

namespace csx {

std::string sha256_hex(std::string_view bytes) {
  constexpr std::string_view k_digits = "0123456789abcdef";
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr) != 1) {
    // Only a broken installation of OpenSSL gets here; no caller could do anything about it.
    throw std::runtime_error("OpenSSL does not offer SHA-256");
  }
  std::string hex;
  hex.reserve(2 * std::size_t{length});
  for (std::size_t i = 0; i < length; ++i) {
    hex += k_digits[digest[i] >> 4U];
    hex += k_digits[digest[i] & 0x0FU];
  }
  return hex;
}

}  // namespace csx
