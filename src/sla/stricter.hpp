#pragma once

#include <string_view>

#include "csx/sla/agreement_difference.hpp"

/// Which of two values asks for more.
namespace csx::sla {

/// Of two times allowed, printed: the shorter asks for more. Business time never is shorter than the same
/// elapsed time; other units that depend on the calendar are unclear.
Effect effect_of_time(std::string_view before, std::string_view after);
/// Of two targets or conditions, printed.
Effect effect_of_target(std::string_view before, std::string_view after);
/// Of two least numbers, printed.
Effect effect_of_minimum(std::string_view before, std::string_view after);

}  // namespace csx::sla
