#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csx/base/json.hpp"
#include "csx/report/diagnostics.hpp"
#include "csx/report/table.hpp"
#include "csx/time/zone.hpp"
#include "history.hpp"

/// The history of fields, as text, table and JSON.
namespace csx::cli {

inline constexpr std::string_view k_command_trailer = "Csx-Command";

/// Whether the subject is one that csx gives. Anybody can write one.
bool has_subject_of_csx(const git::LoggedCommit& commit);
/// The values of a trailer in the last paragraph; where csx gave the subject, in the last one that names its
/// command: hooks add paragraphs behind it. Anybody can write trailers.
std::vector<std::string> csx_trailers(const git::LoggedCommit& commit, std::string_view name);
/// The command that made a commit; none for those made by hand. Anybody can say so in a commit's message.
std::optional<std::string> command_of(const git::LoggedCommit& commit);

/// How a history is shown.
struct HistoryView {
  time::Zone zone;
  std::optional<std::string> ref;  ///< whose changes stand without its name; none: those of many records
  /// Whether of a record that is new or gone the fields are told.
  enum class Whole : unsigned char { by_name, by_field } whole = Whole::by_name;
};

/// A block for each commit.
std::string text_of(const std::vector<HistoryEntry>& entries, const HistoryView& view,
                    std::optional<std::size_t> width, report::Color color);
/// A row for each field that changed.
report::Table table_of(const std::vector<HistoryEntry>& entries, const HistoryView& view);
Json json_of(const std::vector<HistoryEntry>& entries, const time::Zone& zone);

}  // namespace csx::cli
