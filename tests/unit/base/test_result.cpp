#include <doctest/doctest.h>

#include "csx/base/result.hpp"

namespace csx {
namespace {

using Lines = std::vector<std::string>;

TEST_CASE("an error explains the one below it and keeps its own kind") {
  Error disk{ErrorKind::io, "no space left on the device", {"free some space"}, {}};
  Error file = Error{ErrorKind::io, "cannot write a.yaml", {}, {}}.because(std::move(disk));
  const Error command =
      Error{ErrorKind::conflict, "nothing was changed", {"run it again"}, {}}.because(std::move(file));
  CHECK(command.kind == ErrorKind::conflict);
  CHECK(command.message == "nothing was changed");
  CHECK(command.causes == Lines{"cannot write a.yaml", "no space left on the device"});
  CHECK(command.hints == Lines{"run it again", "free some space"});
}

TEST_CASE("a later cause becomes the first") {
  Error error{ErrorKind::io, "top", {}, {"known before"}};
  const Error both = std::move(error).because(Error{ErrorKind::io, "nearest", {}, {"its own"}});
  CHECK(both.causes == Lines{"nearest", "its own", "known before"});
}

TEST_CASE("failing builds the unexpected side of a result") {
  const Result<int> result = fail(ErrorKind::usage, "no such option", {"see --help"});
  REQUIRE_FALSE(result);
  CHECK(result.error().kind == ErrorKind::usage);
  CHECK(result.error().message == "no such option");
  CHECK(result.error().hints == Lines{"see --help"});
}

}  // namespace
}  // namespace csx
