#pragma once

#include <cstdint>
#include <string>

namespace csx::yaml::test {

/// A text without errors in it as people and programs leave them behind: several documents, comments
/// everywhere, blank lines and lines of white space, every style of scalar and collection, anchors, `?`,
/// tight JSON, CRLF, CR, byte order marks, no line break at the end. The same for the same seed on every
/// machine.
std::string generate_messy(std::uint64_t seed);

}  // namespace csx::yaml::test
