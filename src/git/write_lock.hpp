#pragma once

#include <string>
#include <vector>

#include "workplace.hpp"

namespace csx::git {

struct WriteLock::Impl {
  Workplace place;
  Descriptor lock;
  std::vector<std::string> recovered;
  std::chrono::milliseconds patience{};  ///< with locks of git
};

}  // namespace csx::git
