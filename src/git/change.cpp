#include "csx/git/change.hpp"

#include <set>
#include <utility>

#include "attempt.hpp"
#include "csx/base/text.hpp"
#include "implementation.hpp"
#include "process.hpp"
#include "write_lock.hpp"

namespace csx::git {
namespace {

Status check(const ChangeRequest& request) {
  std::set<std::string_view> seen;
  for (const FileChange& file : request.files) {
    if (auto valid = check_path(file.path); !valid) {
      return valid;
    }
    if (!seen.insert(file.path).second) {
      return fail(ErrorKind::defect, fmt::format("a change names {} twice", quoted_path(file.path)));
    }
    for (const Text* text : {&file.before, &file.after}) {
      if (*text && (*text)->size() > k_max_blob_bytes) {
        return fail(ErrorKind::io, fmt::format("{} has {} bytes, at most {} are written",
                                               quoted_path(file.path), (*text)->size(), k_max_blob_bytes));
      }
    }
  }
  if (request.files.empty()) {
    return fail(ErrorKind::usage, "nothing to change: no file is named");
  }
  if (!request.commit) {
    return {};
  }
  if (cleaned_message(request.message).empty()) {
    return fail(ErrorKind::usage, "the message of the commit is empty", {"give one with `-m`"});
  }
  if (request.message.find('\0') != std::string::npos || first_invalid_utf8(request.message)) {
    return fail(ErrorKind::usage, "the message of the commit is no UTF-8 text");
  }
  return {};
}

}  // namespace

Result<Changed> change(const Repository& repository, const WriteLock& lock, const ChangeRequest& request,
                       const Surroundings& surroundings) {
  const Workplace& place = lock.m_impl->place;
  if (auto valid = check(request); !valid) {
    return fail(std::move(valid).error());
  }
  if (auto ours = refuse_other_repository(place, surroundings); !ours) {
    return fail(std::move(ours).error());
  }
  Patience patience(lock.m_impl->patience);
  for (;;) {
    const SignalsHeld held;
    Attempt attempt(place, repository, request, surroundings, patience);
    const auto outcome = attempt.run();
    if (!outcome) {
      return fail(outcome.error());
    }
    if (*outcome == Attempt::Outcome::moved) {
      if (!patience.wait()) {
        return fail(ErrorKind::conflict, "the branch moves again and again", {"try again"});
      }
      continue;
    }
    Changed changed{std::nullopt, std::move(attempt.notes())};
    if (attempt.commit()) {
      auto commit = repository.resolve(to_oid(*attempt.commit()).hex);
      if (!commit) {
        return fail(std::move(commit).error());
      }
      changed.commit = std::move(*commit);
    }
    return changed;
  }
}

}  // namespace csx::git
