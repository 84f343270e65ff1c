#pragma once

#include "csx/rules/rule.hpp"
#include "csx/sla/moments.hpp"

namespace csx::rules {

/// Whether something recorded as having happened lies after the as-of instant.
bool is_future(const Input& input, const time::Timestamp& at);

}  // namespace csx::rules
