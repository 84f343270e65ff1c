#pragma once

#include <cstddef>
#include <string>

#include "csx/model/type.hpp"

namespace csx::cli {

/// A value laid out for people, in the manner of YAML: only what is there, in the order of the description,
/// long text wrapped.
std::string render(const model::Type& type, const void* value, std::size_t width);

}  // namespace csx::cli
