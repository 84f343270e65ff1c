#pragma once

#include <string_view>

#include "csx/metrics/facts.hpp"
#include "csx/sla/calendars.hpp"

/// When customer and CSM work at the same time.
namespace csx::metrics {

/// Minutes a day in which an account and a CSM both work, over the seven days up to and with a day, across
/// zones; days on which the account does not work do not count. *Errors*: what is not known.
tl::expected<Exact, std::string_view> common_minutes(const Facts& facts, const sla::Calendars& calendars,
                                                     const model::Account& account, std::string_view csm,
                                                     time::Date last);

}  // namespace csx::metrics
