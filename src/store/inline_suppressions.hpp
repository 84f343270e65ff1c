#pragma once

#include <string_view>
#include <vector>

#include "csx/store/dataset.hpp"
#include "csx/yaml/tree.hpp"

namespace csx::store {

/// Reads the `# csx:ignore …` comments of a text. Those that are wrong come back too, saying what is wrong.
void collect_suppressions(std::string_view text, const yaml::Stream& stream,
                          std::vector<InlineSuppression>& out);

}  // namespace csx::store
