#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "csx/base/diagnostic.hpp"
#include "csx/store/file_tree.hpp"
#include "support/git_fixture.hpp"

namespace csx::store {

using Paths = std::vector<std::string>;
using Tree = std::unique_ptr<FileTree>;

inline Tree opened(Result<Tree> tree) {
  if (!tree) {
    FAIL(tree.error().message);
  }
  return std::move(*tree);
}

inline FileTree::Listing listing_of(const Tree& tree) {
  auto listing = tree->list();
  REQUIRE(listing);
  return std::move(*listing);
}

/// The files of a folder on disk that raises no findings.
inline Paths disk_files(const std::string& folder) {
  const FileTree::Listing listing = listing_of(opened(disk_tree(folder)));
  for (const Diagnostic& problem : listing.problems) {
    FAIL_CHECK(problem.rule << ' ' << problem.place.file << ' ' << problem.message);
  }
  return listing.files;
}

/// Findings as `severity rule path`.
inline Paths in_short(const std::vector<Diagnostic>& problems) {
  Paths lines;
  for (const Diagnostic& problem : problems) {
    lines.push_back(std::string(to_string(problem.severity)) + ' ' + problem.rule + ' ' + problem.place.file);
  }
  return lines;
}

inline bool holds(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

}  // namespace csx::store
