#pragma once

#include "csx/base/result.hpp"
#include "csx/yaml/edit.hpp"

namespace csx::yaml {

// Whether a file may hold the value: text and keys that the reader takes, no key twice, numbers that are
// numbers. A usage error otherwise.
Status acceptable(const Value& value);
// Likewise for all that an edit would write.
Status acceptable(const Edit& edit);

}  // namespace csx::yaml
