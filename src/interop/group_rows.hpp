#pragma once

#include <optional>
#include <string>

#include "file_changer.hpp"

namespace csx::interop {

/// Adds a row to its group; what is wrong in one phrase when it does not go with it, and the group stays as
/// it was.
std::optional<std::string> fold(const Plan& plan, Wanted& group, MadeRow row);

}  // namespace csx::interop
