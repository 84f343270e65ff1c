#pragma once

#include <string>
#include <vector>

#include "session.hpp"

namespace csx::cli {

/// Why a command does not do what it was asked: the state, the time, the person or the content does not allow
/// it.
struct Refusal {
  std::string message;
  std::vector<std::string> hints;
  std::vector<std::string> missing;  ///< fields
};
/// Says it, as an error or as JSON, and gives the exit code.
int refuse(Context& context, const Session& session, const Refusal& refusal);

}  // namespace csx::cli
