#pragma once

#include <string>
#include <string_view>

#include "csx/base/result.hpp"
#include "listing.hpp"

namespace csx::cli {

/// What a REF names: a record, or a part of one.
struct Named {
  Subject subject;
  Item item;
  std::string ref;  ///< `account/aurora`, `agreement/sales-cs@3/segment/mid-market`
};

/// `kind/id`, an id that is unique, `part/id` (of several versions of an agreement the latest), or
/// `kind/id/part/id`. *Errors*: usage with the nearest name or the ones that are meant; io for a record with
/// errors in it.
Result<Named> resolve(const store::Dataset& data, std::string_view ref);

}  // namespace csx::cli
