#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "context.hpp"
#include "csx/report/envelope.hpp"
#include "csx/rules/rule.hpp"
#include "csx/store/dataset.hpp"
#include "csx/store/file_tree.hpp"

namespace csx::cli {

class AccountScores;

/// A data folder, read, and the instant it is judged at.
struct Session {
  std::string folder;  ///< of the disk: the data folder, or where the search for one begins with --at
  std::unique_ptr<store::FileTree> tree;
  store::Dataset data;
  time::Instant as_of{};
  time::Date today;  ///< as_of's date in the workspace's zone
  enum class Extent : unsigned char { whole, part } extent = Extent::whole;  ///< of the folder, that was read
  std::size_t unread_files = 0;  ///< what they say is missing from every figure, in whole or in part
  /// Found out when first asked for; see scores_of.
  mutable std::shared_ptr<AccountScores> scores;

  rules::Input input() const { return {data, as_of, today}; }
};

enum class Staged : unsigned char { no, yes };

/// Whether open_session says how many files cannot be read whole. Commands that check the folder tell more of
/// it themselves.
enum class Unread : unsigned char { told, left };

/// What --as-of says, seen from a zone; now when it says nothing. *Errors*: usage.
Result<time::Instant> instant_in(const Context& context, const time::Zone& zone);

/// Opens and reads the folder that the command runs on: the working files, the index, or the revision of
/// --at. What a killed writer left half done is finished or taken back before, and said. The context keeps
/// it. *Errors*: as of store::load; usage for an --as-of that is no instant.
Result<std::shared_ptr<const Session>> open_session(Context& context, Unread unread = Unread::told,
                                                    Staged staged = Staged::no);

/// The same for a command that looks at a few files only, whatever the size of the folder: csx.yaml, and
/// those that `wanted` names. Files that are not there are left out.
using FilesWanted = std::function<std::vector<std::string>(const model::Workspace&)>;
Result<std::shared_ptr<const Session>> open_part(Context& context, const FilesWanted& wanted);

/// Another state of the same folder, judged at the same instant. The context keeps it.
Result<std::shared_ptr<const Session>> open_beside(Context& context, const Session& session,
                                                   std::string_view revision);

/// What the result says about its origin; asks git.
report::Header header_of(const Context& context, const Session& session);
/// The same for a command that reads no records.
report::Header header_of(const Context& context);

}  // namespace csx::cli
