#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "csx/model/type.hpp"
#include "csx/report/blocks.hpp"
#include "teller.hpp"

/// Any record as a document for people, out of its description: what is there, in the order of the
/// description, with the words of a language in place of keys, ids and vocabularies.
namespace csx::report {

/// The fields of a record, those of `skip` left out: facts first, then what needs a heading (from `level`
/// on), a table or a list of its own.
Blocks record_blocks(const Teller& teller, const model::Type& record, const void* value, std::uint8_t level,
                     const std::vector<std::string_view>& skip = {});

/// What is below a field, under a heading of its own at `level`; nothing where the field is absent. `key` is
/// a field of `record`.
void add_field(Blocks& out, const Teller& teller, const model::Type& record, const void* value,
               std::string_view key, std::uint8_t level);

}  // namespace csx::report
