#pragma once

#include <doctest/doctest.h>

#include <string>

#include "csx/git/repository.hpp"
#include "support/git_fixture.hpp"

namespace csx::git {

/// The repository of a folder, which must have one.
inline Repository open(const std::string& folder) {
  auto found = Repository::find(folder);
  if (!found) {
    FAIL(found.error().message);
  }
  REQUIRE(found->has_value());
  return std::move(**found);
}

inline bool has_hint(const Error& error, std::string_view text) {
  for (const std::string& hint : error.hints) {
    if (hint.find(text) != std::string::npos) {
      return true;
    }
  }
  return false;
}

inline bool holds(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

}  // namespace csx::git
