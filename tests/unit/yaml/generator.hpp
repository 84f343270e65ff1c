#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace csx::yaml::test {

/// What a generated text means.
struct Meaning {
  enum class Kind : std::uint8_t { scalar, sequence, mapping };
  Kind kind = Kind::scalar;
  std::string text;
  bool null = false;
  std::vector<std::string> keys;  ///< of a mapping, one for each item
  std::vector<Meaning> items;     ///< of a sequence or mapping
};

struct Generated {
  std::string text;
  Meaning value;
};

/// A document of mappings, sequences and scalars in every style, with comments, blank lines and characters of
/// several bytes. The same for the same seed on every machine.
Generated generate(std::uint64_t seed);

}  // namespace csx::yaml::test
