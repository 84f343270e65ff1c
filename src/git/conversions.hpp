#pragma once

#include <map>
#include <string>

#include "workplace.hpp"

namespace csx::git {

/// What git does to a file before it stores it: line ends and `$Id$`, as attributes and core.autocrlf ask.
/// Most repositories ask for nothing; finding that out costs one look at each folder instead of several at
/// each file.
class Conversions {
 public:
  explicit Conversions(const Workplace& place);

  /// The bytes that git would store for a work file with this text. *Errors*: io for a path with a `filter`
  /// driver or an encoding, since git runs a program or a conversion there that csx does not.
  Result<std::string> stored(const std::string& path, const std::string& text);
  /// The name under which git would store the file as it is now; none when it cannot be read.
  std::optional<git_oid> blob_of(const std::string& path);

 private:
  bool may_convert(const std::string& path);
  bool has_attributes(const std::string& folder);

  const Workplace& m_place;
  bool m_always;  ///< something beside the folders' own `.gitattributes` may ask for a conversion
  std::map<std::string, bool, std::less<>> m_folders;  ///< whether there is a `.gitattributes` in it, on disk
};

}  // namespace csx::git
