#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "field_filter.hpp"
#include "past_file.hpp"
#include "record_changes.hpp"

/// What tells two states of records apart, as far as their texts say.
namespace csx::cli {

/// A record as one commit has it.
struct PastRecord {
  std::string file;  ///< as it is shown
  std::shared_ptr<const PastFile> text;
  std::size_t document = 0;

  const yaml::Value& value() const { return text->value(document); }
  /// `account/aurora`; the file for records without an id.
  std::string ref() const;
};

/// The records of a file.
void add_records(std::vector<PastRecord>& records, const std::string& file,
                 const std::shared_ptr<const PastFile>& text);

/// What one commit did to one record.
struct PastChange {
  RecordChange change;     ///< of a record that is new or gone, every field counts as one that changed
  std::string moved_from;  ///< the file that it stood in before; empty when that is the same
};

/// A side that is null has no such record. None when the fields that are asked for say the same; a move
/// counts as a change where all fields are asked for.
std::optional<PastChange> change_between(const PastRecord* before, const PastRecord* after,
                                         const FieldFilter& fields);

/// Of all records of two states; they are told by kind and id. In the order of `after`, then what is gone.
std::vector<PastChange> changes_between(const std::vector<PastRecord>& before,
                                        const std::vector<PastRecord>& after, const FieldFilter& fields);

/// What a merge did itself: what it changed against every parent that has the record. None for nothing.
std::optional<PastChange> common_change(std::vector<std::optional<PastChange>> by_parent);

}  // namespace csx::cli
