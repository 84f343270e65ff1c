#pragma once

#include <string>

#include "csx/base/json.hpp"
#include "csx/model/kinds.hpp"

namespace csx::model {

/// A value as JSON: keys in the order of the description, absent fields left out, money and dates as text,
/// shares as fractions, `{none: reason}` as it was written.
void to_json(const Type& type, const void* value, Json& out);
/// A whole record, `kind` first.
void to_json(const AnyRecord& record, Json& out);

/// A scalar or short list on one line, for tables; empty when absent.
std::string to_text(const Type& type, const void* value);

/// JSON Schema (draft 7) of one kind.
Json json_schema(const Kind& kind);
/// One schema for every kind, chosen by `kind`: what editors use.
Json json_schema_of_any_record();

/// The reference of fields, in Markdown; generated into docs/reference/records.md.
std::string field_reference();

/// Digest of an agreement's content without approvals and changes: `sha256:…`. Takes a value of type
/// Agreement.
std::string content_digest(const void* agreement);

}  // namespace csx::model
