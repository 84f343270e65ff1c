#pragma once

#include "csx/model/agreement.hpp"
#include "csx/yaml/value.hpp"

namespace csx::sla {

/// What an agreement says, for comparing: values as they print, a list of blocks as a mapping by what names
/// each of them, a block that is not there as one without fields. Approvals and changes are left out.
yaml::Value comparable_value(const model::Agreement& agreement);

}  // namespace csx::sla
