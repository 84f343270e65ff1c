#pragma once

#include <string>
#include <string_view>

#include "csx/model/type.hpp"
#include "csx/model/workspace.hpp"

namespace csx::report {

/// How documents call a field by its key alone: `value_proposition` gives `Value proposition`, `Proposta de
/// valor`. Unknown keys stand for themselves, with spaces.
std::string field_word(std::string_view key, model::Language language);
/// Whether the key has its word in every language.
bool has_field_word(std::string_view key);

}  // namespace csx::report
