#include "moments.hpp"

namespace csx::rules {

bool is_future(const Input& input, const time::Timestamp& at) {
  if (at.precision == time::Timestamp::Precision::date) {
    return at.date() > input.today;
  }
  return input.data.zone().resolve(at) > input.as_of;
}

}  // namespace csx::rules
