#pragma once

#include <nlohmann/json_fwd.hpp>

namespace csx {

/// The JSON value that crosses rooms; keys keep their order. Include <nlohmann/json.hpp> only in sources.
using Json = nlohmann::ordered_json;

}  // namespace csx
