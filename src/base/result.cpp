#include "csx/base/result.hpp"

#include <iterator>

namespace csx {

Error Error::because(Error cause) && {
  const auto move_to = [](std::vector<std::string>& from, std::vector<std::string>& to, auto where) {
    to.insert(where, std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
  };
  move_to(cause.causes, causes, causes.begin());
  causes.insert(causes.begin(), std::move(cause.message));
  move_to(cause.hints, hints, hints.end());
  return std::move(*this);
}

}  // namespace csx
