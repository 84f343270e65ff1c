#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "csx/base/result.hpp"
#include "csx/yaml/value.hpp"

// Whether a text can be edited, and whether its edited text is what was asked for.
namespace csx::yaml {

// For each document what it shall mean; none where it shall mean what it meant.
using Meanings = std::vector<std::optional<Value>>;

// A usage error when the text has errors, with the place of the first.
Status editable(std::string_view text, const Stream& stream);

// A usage error when an edited text is beyond a limit of the reader, a defect when it has any other error.
Status sound(std::string_view text, const Stream& stream);

// A defect that names the first difference. `ambiguous`: how many numbers were asked for in a spelling that
// readers of YAML 1.1 take for something else; nothing but these may add a warning.
Status as_wanted(const Stream& before, const Stream& after, const Meanings& meanings,
                 std::size_t ambiguous = 0);

// How many numbers of that kind are in a value.
std::size_t count_ambiguous(const Value& value);

}  // namespace csx::yaml
