#pragma once

#include <fmt/format.h>

#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace csx {

/// What went wrong, by who can mend it. The kind alone decides the exit code (see cli/exit_code.hpp).
enum class ErrorKind {
  usage,     ///< the command line or the workspace configuration is wrong
  io,        ///< records or repository cannot be read or written
  conflict,  ///< somebody else holds the lock or moved the branch; trying again may help
  defect,    ///< csx itself is wrong
};

/// A failure of an operation, as against a finding about data (see diagnostic.hpp).
struct Error {
  ErrorKind kind = ErrorKind::defect;
  std::string message;              ///< one sentence: the fact, the value found, the value wanted
  std::vector<std::string> hints;   ///< what to do, in the imperative
  std::vector<std::string> causes;  ///< the chain below, nearest first

  /// This error, explaining another: `cause`'s message becomes the first cause.
  Error because(Error cause) &&;
};

template <class T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

inline tl::unexpected<Error> fail(ErrorKind kind, std::string message, std::vector<std::string> hints = {}) {
  return tl::unexpected<Error>(Error{kind, std::move(message), std::move(hints), {}});
}
inline tl::unexpected<Error> fail(Error error) {
  return tl::unexpected<Error>(std::move(error));
}

}  // namespace csx
