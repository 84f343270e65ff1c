#pragma once

#include "csx/base/result.hpp"

/// The codes that csx ends with; part of its interface.
namespace csx::cli {

inline constexpr int k_exit_done = 0;
inline constexpr int k_exit_findings = 1;
inline constexpr int k_exit_usage = 2;
inline constexpr int k_exit_io = 3;
inline constexpr int k_exit_conflict = 4;
inline constexpr int k_exit_defect = 70;

constexpr int exit_code(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::usage:
      return k_exit_usage;
    case ErrorKind::io:
      return k_exit_io;
    case ErrorKind::conflict:
      return k_exit_conflict;
    case ErrorKind::defect:
      break;
  }
  return k_exit_defect;
}

}  // namespace csx::cli
