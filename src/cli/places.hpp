#pragma once

#include <optional>
#include <string>
#include <vector>

#include "csx/model/kinds.hpp"
#include "session.hpp"

/// Where members of records stand in their files.
namespace csx::cli {

struct MemberOf {
  const model::AnyRecord* record = nullptr;
  const void* member = nullptr;
  const model::Type* type = nullptr;
};

struct FoundPlace {
  std::string file;
  std::optional<std::uint32_t> line;

  /// `accounts/a/account.yaml:12`; the file alone where the line is not known.
  std::string to_string() const;
};

/// *Order*: of the members; each file is read once.
std::vector<FoundPlace> find_places(const Session& session, const std::vector<MemberOf>& members);

}  // namespace csx::cli
