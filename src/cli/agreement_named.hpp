#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "csx/model/agreement.hpp"
#include "csx/time/date.hpp"
#include "options.hpp"
#include "session.hpp"

/// What the commands about agreements share.
namespace csx::cli {

/// A version of an agreement by its REF.
struct NamedAgreement {
  const model::AnyRecord* record = nullptr;
  const model::Agreement* version = nullptr;
  std::string ref() const { return record->identity(); }  ///< `sales-cs@3`
};

/// What a bare id means.
enum class BareId : unsigned char {
  latest,    ///< the latest version
  in_force,  ///< the version in force on a day, else the latest
};

/// `sales-cs`, `sales-cs@3`, `agreement/sales-cs@3`; without one the workspace's main agreement. *Errors*:
/// usage, with the nearest name, for what is no agreement and where nothing says which; io for one that
/// cannot be read.
Result<NamedAgreement> find_agreement(const store::Dataset& data, const std::optional<std::string>& ref,
                                      BareId bare, time::Date day);

/// Refuses a version of which a part could not be read: `what` is not done to half a text.
Status refuse_unclean(const store::Dataset& data, const NamedAgreement& named, std::string_view what);

/// The argument AGREEMENT.
void declare_agreement(std::optional<std::string>& ref, Options& out, Option::Need need);

/// `sales and cs`.
std::string said(const std::vector<model::Area>& areas);

}  // namespace csx::cli
