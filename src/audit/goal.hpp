#pragma once

#include "csx/model/agreement.hpp"
#include "csx/sla/completeness.hpp"

namespace csx::audit {

/// Whether a share meets a condition, computed exactly; false for a condition on something other than a share
/// or number.
bool meets(const sla::Ratio& share, const model::Condition& condition);

}  // namespace csx::audit
