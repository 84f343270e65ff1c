#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "csx/base/json.hpp"
#include "csx/store/overlay.hpp"
#include "csx/yaml/difference.hpp"

/// What a change of texts means for the records in them.
namespace csx::cli {

/// One record before and after.
struct RecordChange {
  enum class What : unsigned char { changed, made, removed };
  std::string ref;   ///< `account/aurora`; the file for records without an id
  std::string file;  ///< where it stands afterwards; before, if it is removed
  What what = What::changed;
  std::vector<yaml::Difference> differences;
};

/// How a record without an id is called.
std::string file_ref(const std::string& file, std::size_t document);

/// What renamed records were called before, by what they are called now.
using OldRefs = std::map<std::string, std::string>;
/// As a commit tells it: `Csx-Renamed: account/aurora -> account/nova`.
inline constexpr std::string_view k_renamed_trailer = "Csx-Renamed";
inline constexpr std::string_view k_renamed_arrow = " -> ";

/// The records in files of which that is known, as `RecordChange` names them, in the order of documents.
using KnownRefs = std::map<std::string, std::vector<std::string>>;

/// In the order of the files. Records are told by kind and id; one that moves between files is none that
/// changes. Files of `known` whose records are all new are not read.
std::vector<RecordChange> record_changes(const store::ChangedTexts& before, const store::ChangedTexts& after,
                                         const OldRefs& old_refs = {}, const KnownRefs& known = {});

/// `tier: b -> a`, on one line and inert.
std::string line_of(const yaml::Difference& difference);

/// The body and the trailers of a commit that makes the changes.
struct MessageParts {
  std::string subject;                ///< behind `csx: `
  std::string reason;                 ///< -m; may be empty
  std::string command;                ///< `set`
  std::vector<std::string> trailers;  ///< further ones, `Csx-Forced: …`
};
std::string message_of(const MessageParts& parts, const std::vector<RecordChange>& changes);

std::string text_of(const std::vector<RecordChange>& changes);
Json json_of(const std::vector<RecordChange>& changes);

}  // namespace csx::cli
