#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "csx/base/diagnostic.hpp"
#include "csx/model/kinds.hpp"
#include "csx/yaml/tree.hpp"

namespace csx::model {

/// Reads one YAML document into a record of the kind it names. Everything wrong is a diagnostic with its span
/// and pointer (rules `folder/no-kind`, `folder/unknown-kind`, `schema/…`); a record comes back whenever the
/// kind is known, marked when parts of it could not be read. Of an incomplete document nothing is reported as
/// missing. `file` is the path for the diagnostics.
std::optional<AnyRecord> read_record(const yaml::Document& document, std::string_view file, Source source,
                                     std::vector<Diagnostic>& findings);

}  // namespace csx::model
