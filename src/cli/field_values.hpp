#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csx/model/type.hpp"
#include "csx/time/date.hpp"
#include "csx/yaml/edit.hpp"

/// What stands in the text of a record, looked at by way of its description.
namespace csx::cli {

/// A key without value, or `null`.
bool is_null(const yaml::Value& value);
/// `0`, `12`; none for what is no index, such as `012`.
std::optional<std::size_t> index_of(std::string_view token);

/// The value of a key; null when it is not there. A key without value (`key:`) is as good as not there.
const yaml::Value* entry_of(const yaml::Value& mapping, std::string_view key);
/// What a pointer names; null when it is not there.
const yaml::Value* value_at(const yaml::Value& root, std::string_view pointer);
/// The text of a scalar at a key; empty when there is none.
std::string text_at(const yaml::Value& mapping, std::string_view key);
/// Whether it says `{none: reason}`.
bool says_none(const yaml::Value& value);

/// The rows of a record type as its text has them: those of the case that its tag chooses among them. Without
/// a tag those of all cases.
std::vector<const model::Row*> rows_of(const model::Type& record, const yaml::Value* value);
/// The row that declares the id of a record type; null for none.
const model::Row* id_row_of(const model::Type& record);
/// What every item of a list has, to tell them by: a word, an id, a date or a text at their top; null for
/// none.
const model::Row* telling_row(const model::Type& item);
/// What an item is told by among its list: its id, else the field that each has; empty for none.
std::string name_of_item(const model::Type& item_type, const yaml::Value& item);

/// The row of a dated list that is in force on a day; null for none. Takes the list as it stands in the text.
const yaml::Value* row_in_force(const yaml::Value& list, time::Date day, std::size_t* index = nullptr);

}  // namespace csx::cli
