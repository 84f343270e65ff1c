#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "csx/model/kinds.hpp"
#include "csx/store/dataset.hpp"
#include "value_text.hpp"

/// A record, or a part of one, out of the assignments of a command line.
namespace csx::cli {

/// The block that assignments make of a record type, on top of what it says already, keys in the order of its
/// description. *Errors*: usage, for names and values that are not understood; what is missing is not asked
/// for.
Result<yaml::Value> assigned(const model::Type& type, const std::vector<Assignment>& assignments,
                             ValueReader& reader, yaml::Value block = yaml::Value::mapping());

/// Refuses a block in which something is missing, saying how to give each. `what` is what is made.
Status refuse_missing(const model::Type& type, const yaml::Value& value, std::string_view what,
                      const store::Dataset& data);

/// Refuses values that their fields do not take, naming the field. The record is of the kind that it says.
Status refuse_wrong_values(const yaml::Value& record, std::string_view below = {});

/// Whether fields that may be there are shown as comments.
enum class Teach : unsigned char { yes, no };
/// The text of a new document, with its final newline and without `---`.
std::string text_of_new(const model::Kind& kind, const yaml::Value& record, Teach teach);

/// The same as a further document of a file.
Result<std::string> with_new(std::string_view text, const model::Kind& kind, const yaml::Value& record,
                             Teach teach);

/// Where a new record of a kind stands: its layout, with the id in place.
std::string path_of_new(const model::Kind& kind, std::string_view id);

}  // namespace csx::cli
