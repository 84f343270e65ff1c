#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "csx/base/diagnostic.hpp"
#include "csx/model/kinds.hpp"
#include "csx/yaml/tree.hpp"

namespace csx::model {

/// The key at the root of a document that says its kind, or seems to be meant for it; null where nothing
/// does, and it most likely holds no record.
const yaml::Node* kind_key_of(const yaml::Node& root);

/// Reads one YAML document into a record of the kind it names. Everything wrong is a diagnostic with its span
/// and pointer (rules `folder/no-kind`, `folder/unknown-kind`, `schema/…`); a record comes back whenever the
/// kind is known, marked when parts of it could not be read. Of an incomplete document nothing is reported as
/// missing. `file` is the path for the diagnostics. Once there are `k_most_findings`, further ones are only
/// counted where `more` is given.
inline constexpr std::size_t k_most_findings = 1000;
std::optional<AnyRecord> read_record(const yaml::Document& document, std::string_view file, Source source,
                                     std::vector<Diagnostic>& findings, std::size_t* more = nullptr);

}  // namespace csx::model
