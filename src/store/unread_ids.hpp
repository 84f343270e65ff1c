#pragma once

#include <string_view>
#include <vector>

#include "csx/model/kinds.hpp"
#include "csx/store/dataset.hpp"
#include "csx/yaml/tree.hpp"

namespace csx::store {

/// Whether all of a text is in its documents.
bool is_whole(const yaml::Stream& stream);

/// Whether a document goes on with another record: its first key comes again.
bool holds_another_record(const yaml::Document& document);

/// The ids of a document that its record does not declare, and what looks like an id in `unread`, the text of
/// it that no tree holds. `record` is null where the document gave none: then one without id stands for it,
/// unless it is no record at all.
void collect_unread_ids(const yaml::Document& document, const model::AnyRecord* record,
                        std::string_view unread, std::vector<UnreadId>& ids);

/// What looks like an id in a text of which nothing could be read.
void collect_unread_ids(std::string_view text, std::vector<UnreadId>& ids);

}  // namespace csx::store
