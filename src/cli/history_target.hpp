#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "field_filter.hpp"
#include "past_file.hpp"
#include "session.hpp"

namespace csx::cli {

/// What `csx history REF` asks for.
struct HistoryTarget {
  std::string ref;  ///< as the result calls it: `account/aurora`
  RecordName name;
  std::optional<std::string> file;  ///< where it stands in the data folder; none: it is gone
  FieldFilter fields;
  /// Why a field's name may be wrong, for when nothing is found under it; an old state may well have had it.
  std::optional<Error> doubt;
};

/// A data folder, read as far as REF makes it necessary: a record that stands where its kind is written is
/// found without reading all others. `whole`: read all.
enum class Reach : unsigned char { as_needed, whole };
Result<std::shared_ptr<const Session>> open_for_history(Context& context,
                                                        const std::optional<std::string>& ref, Reach reach);

/// Why a field's name is wrong when no kind of record has it; none when one does.
std::optional<Error> doubt_about(std::string_view field);

/// `REF`, `REF#POINTER` or `REF.field`; further fields in `fields`. A record that is nowhere is `kind/id` all
/// the same: history may know it. *Errors*: usage.
Result<HistoryTarget> find_history_target(const Session& session, const std::string& ref,
                                          const std::vector<std::string>& fields);

}  // namespace csx::cli
