#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "csx/base/json.hpp"

namespace csx::report {

/// What every machine-readable report says about its own origin.
struct Header {
  std::string version;                  ///< of csx
  std::string command;                  ///< `check`, `metrics`, …
  std::string as_of;                    ///< RFC 3339
  std::optional<std::string> revision;  ///< the commit that was read; none without a repository
  bool dirty = false;                   ///< whether the records differ from that commit
  std::size_t unread_files = 0;         ///< that cannot be read whole, so that `data` lacks what they say
};

/// `{"csx": {"version", "format"}, "command", "as_of", "revision", "dirty", "data"}`. `revision` is null when
/// unknown. `"unread_files"` stands before `data` where there are any.
Json envelope(const Header& header, Json data);

/// The document as text: two spaces of indentation, a line break at the end. Inert on a terminal and in the
/// log of a CI job: control and bidirectional characters and the markers of runner commands are written as
/// `\uXXXX`; malformed UTF-8 becomes U+FFFD.
std::string to_text(const Json& document);

}  // namespace csx::report
