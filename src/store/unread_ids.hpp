#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "csx/model/kinds.hpp"
#include "csx/yaml/tree.hpp"

namespace csx::store {

/// Whether all of a text is in its documents.
bool is_whole(const yaml::Stream& stream);

/// Every `id` of a document that its record does not declare. `record` may be null.
void collect_unread_ids(const yaml::Document& document, const model::AnyRecord* record,
                        std::vector<std::string>& ids);

/// What looks like an `id: …` in the parts of a text that syntax errors kept out of its documents.
void collect_unread_ids(std::string_view text, const yaml::Stream& stream, std::vector<std::string>& ids);

}  // namespace csx::store
