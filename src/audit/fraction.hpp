#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "csx/base/decimal.hpp"
#include "csx/base/exact.hpp"
#include "csx/model/workspace.hpp"
#include "csx/sla/completeness.hpp"

namespace csx::audit {

/// The number that a result is: `38/40`, `12894144.924120908331434647/150076`, `7200`.
std::optional<Fraction> number_of(std::string_view value);

/// `38/40` of a result that counts cases; none for other values.
std::optional<sla::Ratio> fraction_of(std::string_view value);

/// The same in percent, as report::percent_of.
std::optional<Decimal> percent_of(std::string_view value);

/// The exact value of a metric as people read it, in its unit.
std::string said_metric(std::string_view id, const std::string& value, const Currency& currency,
                        model::Language language);

/// `95% (38/40)`; other values as they are.
std::string said_value(const std::string& value, model::Language language);

}  // namespace csx::audit
