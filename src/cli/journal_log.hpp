#pragma once

#include <string>
#include <string_view>

#include "writing.hpp"

/// Where an entry of a journal goes, and what it is called.
namespace csx::cli {

/// The journal of an account for a month.
struct JournalPlace {
  const model::AnyRecord* record = nullptr;  ///< null: the file is to be made
  std::string file;
};
/// The file of the month, beside the account's other journals or where the layout has it; an account whose
/// journals are not told by month goes on in the last. *Errors*: usage when something else is in the way.
Result<JournalPlace> journal_place(const Writing& writing, const model::AnyRecord& account, time::Date date);

/// `2026-10-31-survey-1f2e3d`: the end is made of the content, so that entries of parallel branches rarely
/// collide. *Errors*: usage when an entry says exactly the same already.
Result<std::string> id_of_entry(const Writing& writing, std::string_view account, time::Date date,
                                const yaml::Value& entry);

/// Where an entry of an instant stands among those of a journal: behind the last that is not later.
std::size_t place_by_instant(const yaml::Value& entries, time::Instant at, const time::Zone& zone);

}  // namespace csx::cli
