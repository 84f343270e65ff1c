#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ancestry.hpp"
#include "csx/git/history.hpp"
#include "raw_objects.hpp"

namespace csx::git {

struct History::Impl {
  std::shared_ptr<const Library> library;  // first, so that it goes last
  RepositoryHandle repository;
  RawObjects objects;
  Cuts cuts;

  explicit Impl(std::shared_ptr<const Library> held, RepositoryHandle opened)
      : library(std::move(held)),
        repository(std::move(opened)),
        objects(repository.get()),
        cuts(cuts_of(repository.get())) {}
  git_repository* get() const { return repository.get(); }
  Ancestry ancestry() const { return {get(), cuts}; }
  Result<LoggedCommit> logged(const git_oid& id) const;
  /// A parent of none is an empty folder.
  Result<std::vector<PathChange>> changes(const Ancestor& commit, const std::vector<const Ancestor*>& parents,
                                          std::string_view prefix, Merges merges) const;
  /// Hands out the step of a commit, if it changed anything.
  Result<Onwards> report(const Ancestor& commit, const std::vector<const Ancestor*>& parents,
                         std::string_view prefix, Merges merges,
                         const std::function<Onwards(const FolderStep&)>& found) const;
};

/// The parents of a commit.
Result<std::vector<const Ancestor*>> parents_of(Ancestry& ancestry, const Ancestor& commit);

}  // namespace csx::git
