#pragma once

#include <memory>

#include "csx/store/dataset.hpp"

namespace csx::store {

struct Contents;

/// What reading made of the files of revisions, for one revision after another: git names contents, so that
/// what they have in common is read once. Holds about as much as the different files have bytes. Safe to use
/// from several threads.
class ContentMemory {
 public:
  ContentMemory();
  ~ContentMemory();
  ContentMemory(const ContentMemory&) = delete;
  ContentMemory& operator=(const ContentMemory&) = delete;

 private:
  friend struct Contents;
  std::unique_ptr<Contents> m_contents;
};

/// As `load`, remembering; helps only for trees of revisions and of the index.
Result<Dataset> load(const FileTree& tree, ContentMemory& memory);

}  // namespace csx::store
