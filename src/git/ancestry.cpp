#include "ancestry.hpp"

#include <fstream>
#include <string>

#include "csx/base/text.hpp"
#include "implementation.hpp"

namespace csx::git {

// libgit2 knows that a clone is shallow and walks into the missing parents all the same.
Cuts cuts_of(git_repository* repository) {
  Cuts cuts;
  std::ifstream file(without_slash(git_repository_commondir(repository)) + "/shallow");
  for (std::string line; std::getline(file, line);) {
    git_oid id{};
    if (line.size() == GIT_OID_HEXSZ && git_oid_fromstr(&id, line.c_str()) == 0) {
      cuts.insert(id);
    }
  }
  return cuts;
}

Result<const Ancestor*> Ancestry::get(const git_oid& id) {
  if (const auto known = m_known.find(id); known != m_known.end()) {
    return &known->second;
  }
  CommitHandle commit;
  if (const int code = git_commit_lookup(commit.receive(), m_repository, &id); code < 0) {
    Error error = error_of(code, fmt::format("cannot read commit {}", to_oid(id).hex));
    error.hints.emplace_back("run `git fsck`");
    return fail(std::move(error));
  }
  Ancestor ancestor;
  ancestor.id = id;
  ancestor.tree = *git_commit_tree_id(commit.get());
  ancestor.time = git_commit_time(commit.get());
  const unsigned count = git_commit_parentcount(commit.get());
  ancestor.cut = count > 0 && m_cuts.contains(id);
  for (unsigned i = 0; i < count && !ancestor.cut; ++i) {
    ancestor.parents.push_back(*git_commit_parent_id(commit.get(), i));
  }
  return &m_known.emplace(id, std::move(ancestor)).first->second;
}

void Frontier::push(const Ancestor& commit, std::size_t trail) {
  if (trail >= m_seen.size()) {
    m_seen.resize(trail + 1);
  }
  if (m_seen[trail].insert(&commit).second) {
    m_spots.push({&commit, trail, m_count++});
  }
}

Frontier::Spot Frontier::pop() {
  const Spot spot = m_spots.top();
  m_spots.pop();
  return spot;
}

}  // namespace csx::git
