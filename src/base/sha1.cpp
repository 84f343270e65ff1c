#include "csx/base/sha1.hpp"

#include <openssl/evp.h>

#include <stdexcept>

namespace csx {

std::array<unsigned char, 20> sha1(std::string_view bytes) {
  std::array<unsigned char, 20> digest{};
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha1(), nullptr) != 1) {
    // Only a broken installation of OpenSSL gets here; no caller could do anything about it.
    throw std::runtime_error("OpenSSL does not offer SHA-1");
  }
  return digest;
}

}  // namespace csx
