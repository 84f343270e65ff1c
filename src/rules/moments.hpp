#pragma once

#include "csx/rules/rule.hpp"

/// When things happened, as far as it was written down.
namespace csx::rules {

/// The day on which something happened, in the workspace's zone; of a date without a time, that date.
time::Date day_of(const time::Zone& zone, const time::Timestamp& at);

/// Whether `a` is surely earlier than `b`. Where one is only a date, the days decide.
bool is_before(const time::Zone& zone, const time::Timestamp& a, const time::Timestamp& b);

/// Whether something recorded as having happened lies after the as-of instant.
bool is_future(const Input& input, const time::Timestamp& at);

}  // namespace csx::rules
