#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csx/interop/mapping.hpp"
#include "session.hpp"

/// The mapping of an import: a record of the folder, or a file of its own.
namespace csx::cli {

struct NamedMapping {
  const model::Mapping* mapping = nullptr;
  std::string file;                                 ///< for people
  std::uint32_t document = 0;                       ///< in it
  std::shared_ptr<const model::AnyRecord> own;      ///< of a file of its own
  std::shared_ptr<const store::FileTree> own_tree;  ///< likewise
};

/// By id, `mapping/ID` or path of a YAML file. *Errors*: usage when there is none; io when it has errors.
Result<NamedMapping> find_mapping(Context& context, const Session& session, const std::string& name);

/// Says what is wrong with a mapping, with its places, and gives the error that ends the command. `so`
/// follows in the message: `no row was read`.
Error refuse_mapping(Context& context, const Session& session, const NamedMapping& named,
                     std::vector<Diagnostic> faults, std::string_view so);

}  // namespace csx::cli
