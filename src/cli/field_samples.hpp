#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "csx/model/type.hpp"
#include "csx/store/dataset.hpp"
#include "csx/yaml/value.hpp"

/// What a record could say, to teach what it may.
namespace csx::cli {

/// What stands for a value in a comment: `small|medium|large`, `…`, `{from: …, to: …}`.
std::string sample_of(const model::Type& type);

/// A value that the field could have, as it would be typed behind its `=`: an id that is there, a word, a
/// date.
std::string example_of(const model::Type& type, const store::Dataset& data);

/// A field that must be there and is not.
struct MissingField {
  std::string name;  ///< dotted
  const model::Row* row = nullptr;
};
/// In order of the description; of blocks that are there, or must be, their fields.
std::vector<MissingField> missing_fields(const model::Type& record, const yaml::Value& value);

/// How to say them: `add area=sales: Area the person works in`.
std::vector<std::string> hints_for(const std::vector<MissingField>& missing, const store::Dataset& data);

/// The comment that shows a field which may be there: `due_on: …  # By when.`
std::string comment_of(const model::Row& row);

/// Keys in the order of the description; what it does not know comes last. Below blocks and lists too.
void put_in_order(const model::Type& type, yaml::Value& value);

}  // namespace csx::cli
