#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace csx::sla::testing {

using Files = std::vector<std::pair<std::string, std::string>>;

inline constexpr std::string_view k_workspace =
    "kind: workspace\n"
    "name: Aurora Sistemas\n"
    "format: 1\n"
    "currency: BRL\n"
    "timezone: America/Sao_Paulo\n";

}  // namespace csx::sla::testing
