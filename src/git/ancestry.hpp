#pragma once

#include <git2.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <queue>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "csx/base/result.hpp"
#include "library.hpp"

namespace csx::git {

/// What a walk needs of a commit.
struct Ancestor {
  git_oid id{};
  git_oid tree{};
  std::vector<git_oid> parents;
  std::int64_t time = 0;
  bool cut = false;  ///< a shallow clone ends here: the parents are not there, and left out
};

struct OidHash {
  // Names of objects are hashes already.
  std::size_t operator()(const git_oid& id) const {
    std::size_t hash = 0;
    std::memcpy(&hash, id.id, sizeof hash);
    return hash;
  }
};
struct OidEqual {
  bool operator()(const git_oid& a, const git_oid& b) const { return git_oid_equal(&a, &b) == 1; }
};

/// The commits at which a shallow clone ends.
using Cuts = std::unordered_set<git_oid, OidHash, OidEqual>;
Cuts cuts_of(git_repository* repository);

/// The commits of a repository, each read once.
class Ancestry {
 public:
  /// Both must outlive it.
  Ancestry(git_repository* repository, const Cuts& cuts) : m_repository(repository), m_cuts(cuts) {}
  /// Valid as long as this.
  Result<const Ancestor*> get(const git_oid& id);

 private:
  git_repository* m_repository;
  const Cuts& m_cuts;
  std::unordered_map<git_oid, Ancestor, OidHash, OidEqual> m_known;
};

/// The commits a walk has yet to look at, each once for each trail that leads to it.
class Frontier {
 public:
  struct Spot {
    const Ancestor* commit = nullptr;
    std::size_t trail = 0;
    std::size_t number = 0;  ///< of those put in
  };
  void push(const Ancestor& commit, std::size_t trail = 0);
  bool empty() const { return m_spots.empty(); }
  Spot pop();

 private:
  struct Later {
    bool operator()(const Spot& a, const Spot& b) const {
      return a.commit->time != b.commit->time ? a.commit->time < b.commit->time : a.number > b.number;
    }
  };
  std::priority_queue<Spot, std::vector<Spot>, Later> m_spots;
  std::vector<std::unordered_set<const Ancestor*>> m_seen;  ///< by trail
  std::size_t m_count = 0;
};

}  // namespace csx::git
