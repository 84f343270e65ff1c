#pragma once

#include <optional>
#include <string>

#include "record_edits.hpp"
#include "set_field.hpp"
#include "writing.hpp"

namespace csx::cli {

/// The options of commands that change fields of one record.
struct ChangeOptions {
  std::optional<std::string> ref;
  std::optional<std::string> from;
  bool correct = false;
  WriteOptions write;
};
/// REF.
void declare_ref(ChangeOptions& options, Options& out);
/// --from and --correct.
void declare_history(ChangeOptions& options, Options& out);

/// *Errors*: usage for a --from that is no date.
Result<SetOptions> set_options_of(const ChangeOptions& options);

/// What a command that changes one record works with.
struct RecordWork {
  std::unique_ptr<Writing> writing;
  RecordEdits edits;
};
/// Opens the folder and finds the record. *Errors*: of Writing::begin, resolve and RecordEdits::of.
Result<RecordWork> begin_work(Context& context, const ChangeOptions& options);

}  // namespace csx::cli
