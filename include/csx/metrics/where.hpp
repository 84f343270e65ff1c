#pragma once

#include <span>
#include <string>
#include <string_view>

#include "csx/base/result.hpp"
#include "csx/metrics/subject.hpp"
#include "csx/sla/filter.hpp"
#include "csx/store/dataset.hpp"

namespace csx::metrics {

class Facts;

/// Which records count: fields of the record or its account, and the values they must have. Dated values are
/// those of the record's anchor.
struct Where {
  sla::Conditions conditions;
  bool is_empty() const { return conditions.empty(); }
};

/// `FIELD=VALUE` or `FIELD=A,B`, each. *Errors*: usage: no `=`, a field that no record has, with a
/// suggestion, a value that the field cannot have.
Result<Where> parse_where(std::span<const std::string> texts, const store::Dataset& data);

bool admits(const Where& where, const Subject& subject, const Facts& facts);

}  // namespace csx::metrics
