#pragma once

#include <optional>
#include <string>

#include "csx/model/type.hpp"
#include "csx/time/date.hpp"
#include "csx/yaml/value.hpp"

namespace csx::cli {

/// The first thing below a value that holds in the past and that another value in its place would rewrite:
/// `s1.mrr`, dotted, empty for the value itself. That is a field that changes over time, unless all of its
/// rows are written, and the price and the changes of a subscription that started before `day`. Items of
/// lists are told by what names them. `now` and `wanted` are null where nothing stands.
std::optional<std::string> rewritten_past(const model::Type& type, const yaml::Value* now,
                                          const yaml::Value* wanted, time::Date day);

}  // namespace csx::cli
