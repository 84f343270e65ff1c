#include "csx/git/author.hpp"

#include "identity.hpp"
#include "library.hpp"

namespace csx::git {

std::optional<std::string> author_mail(const Repository& repository,
                                       const std::map<std::string, std::string, std::less<>>& environment,
                                       const std::optional<std::string>& author) {
  Surroundings surroundings;
  surroundings.environment.insert(environment.begin(), environment.end());
  // Only who is asked for, not when: a date that git would refuse is of no account here.
  surroundings.environment.erase("GIT_AUTHOR_DATE");
  if (author) {
    const Result<Identity> named = author_named(*author, surroundings);
    return named ? std::optional(named->mail) : std::nullopt;
  }
  const auto library = Library::hold();
  RepositoryHandle opened;
  if (git_repository_open_ext(opened.receive(), repository.git_folder().c_str(),
                              GIT_REPOSITORY_OPEN_NO_SEARCH, nullptr) < 0) {
    return std::nullopt;
  }
  const Result<Identity> identity = identity_of(Role::author, Settings(opened.get()), surroundings);
  return identity ? std::optional(identity->mail) : std::nullopt;
}

}  // namespace csx::git
