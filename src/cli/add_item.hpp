#pragma once

#include <string>
#include <vector>

#include "record_edits.hpp"
#include "value_text.hpp"

namespace csx::cli {

/// What an addition did.
struct Added {
  std::vector<std::string>
      names;  ///< of the new items: their ids, or what they are; empty when all were there
  std::vector<std::string> notes;
};

/// Appends to the list, or adds to the pairs, at an address: `values` are items, or the `KEY=VALUE` of one
/// block or of pairs. Blocks get an id where they need one; a list in order of dates stays so. *Errors*:
/// usage.
Result<Added> add_items(RecordEdits& edits, const FieldAddress& address,
                        const std::vector<std::string>& values, ValueReader& reader);

}  // namespace csx::cli
