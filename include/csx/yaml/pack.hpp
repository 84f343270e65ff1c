#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "csx/yaml/tree.hpp"

/// A read text as bytes, so that it need not be read a second time.
namespace csx::yaml {

/// Documents and problems of a stream, some 0.7 bytes for each byte of the text. Depends on nothing but the
/// stream; of one version of csx for the same version.
std::string pack(const Stream& stream);

/// The stream that was packed. It refers to `bytes`, which must outlive it. None for bytes that `pack` did
/// not make: whatever they are, nothing beyond them is read and memory stays within some forty times their
/// number.
std::optional<Stream> unpack(std::string_view bytes);

}  // namespace csx::yaml
