#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "csx/base/diagnostic.hpp"
#include "csx/base/result.hpp"
#include "csx/interop/csv.hpp"
#include "csx/model/exchange.hpp"
#include "csx/store/dataset.hpp"

/// Mappings from CSV to records, understood before anything is read.
namespace csx::interop {

/// A mapping that fits the records it makes and the columns it reads. Its parts are in src/interop/plan.hpp.
struct Plan;

/// The first row of each file, by which columns are found.
struct CsvHeader {
  std::string file;  ///< as people typed it
  std::vector<std::string> columns;
};

struct Compiled {
  std::shared_ptr<const Plan> plan;  ///< null when anything is wrong
  /// What does not fit, with pointers into the mapping; without file. In the order of the mapping.
  std::vector<Diagnostic> faults;
};
/// Takes a mapping apart, checks each of its names and values against the descriptions of records, the
/// headers and the folder. `data` must outlive the plan.
/// With `Records::may_come` the mapping may name records that are not there: they are looked for when it is
/// compiled again.
enum class Records : std::uint8_t { are_there, may_come };
Compiled compile(const model::Mapping& mapping, const store::Dataset& data,
                 const std::vector<CsvHeader>& headers, Records records = Records::are_there);

/// How the files of a mapping are read. *Errors*: usage for a delimiter of more than one character.
Result<CsvOptions> csv_options(const model::Mapping& mapping);

}  // namespace csx::interop
