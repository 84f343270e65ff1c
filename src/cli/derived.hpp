#pragma once

#include "listing.hpp"

/// What is known of records without being written in them, and what is shown of each kind unless asked.
namespace csx::cli {

struct Derived {
  std::string_view subject;
  std::string_view name;
  ColumnSpec::Derive derive = nullptr;
  ColumnSpec::Holds holds = ColumnSpec::Holds::text;
  enum class Shown : unsigned char { always, when_asked } shown = Shown::always;  ///< with a record
  /// Every value there can be; null where they are not words.
  std::vector<std::string_view> (*values)(const Session&) = nullptr;
  const model::Type* type = nullptr;  ///< whose values it prints, if any's
};

/// The derived columns of one subject only: `state` of handoffs, `lifecycle` and `mrr` of accounts.
std::vector<const Derived*> derived_of(const Subject& subject);
/// Null for none.
const Derived* find_derived(const Subject& subject, std::string_view name);
/// Columns picked by hand; empty where the description itself gives good ones.
std::vector<std::string> chosen_columns(const Subject& subject);

/// `1200.00 BRL + 50.00 USD`.
std::string sums_text(const std::vector<Money>& sums);

}  // namespace csx::cli
