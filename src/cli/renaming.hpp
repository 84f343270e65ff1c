#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "id_places.hpp"
#include "resolve.hpp"
#include "writing.hpp"

namespace csx::cli {

/// An id that becomes another, and where it is looked up.
struct Renaming {
  const Subject* subject = nullptr;
  model::Target target;
  std::string from;
  std::string to;
  /// Of a part: the record whose part it is, as far as references can tell: the id of the account, of a
  /// commitment's agreement, of a step's playbook. Empty for what is unique in the folder and for other parts
  /// of agreements.
  std::string owner;
  std::string_view owner_kind;
};

/// What is renamed. *Errors*: usage for what has no id, for an id that is none or that something else has.
Result<Renaming> plan_renaming(const store::Dataset& data, const Named& named, std::string_view to);

/// Whether a place in a record of a kind and id holds the id that is renamed. `sole`: nothing else of the
/// target is called so.
bool is_meant(const Renaming& renaming, const IdPlace& place, const model::Kind& kind,
              std::string_view record_id, bool sole);

/// What a renaming changes beside the ids themselves, for people.
struct Renamed {
  std::vector<std::string> notes;
};
/// Changes the id and everything that refers to it, lets approvals follow, moves the files that are named
/// after it. *Errors*: usage when an audit names it or a file is in the way; io; of the editor.
Result<Renamed> rename(Writing& writing, const Renaming& renaming);

/// Where the record files named after an id go: `accounts/aurora/…` to `accounts/nova/…`, `reviews/a.yaml` to
/// `reviews/b.yaml`, `agreements/archive/a.v1.yaml` to `agreements/archive/b.v1.yaml`. `own` are the files
/// that hold the record itself, and nothing else.
std::map<std::string, std::string> moves_of(const model::Kind& kind, std::string_view from,
                                            std::string_view to, const std::vector<std::string>& own,
                                            const std::vector<std::string>& files);

}  // namespace csx::cli
