#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string_view>

#include "workplace.hpp"

namespace csx::git {

struct PackBackend;

/// Puts the blobs and trees of one change into the object store. Of few files each object lies there by
/// itself, safe on disk at once; of many all go into one pack, which is there and safe when `publish`
/// returns.
class ObjectWriter {
 public:
  ObjectWriter(const Workplace& place, std::size_t files);
  ~ObjectWriter();
  ObjectWriter(const ObjectWriter&) = delete;
  ObjectWriter& operator=(const ObjectWriter&) = delete;

  Result<git_oid> write_blob(std::string_view bytes);
  /// A builder whose tree `write_tree` writes. `base` may be null.
  Result<TreeBuilderHandle> build_tree(git_tree* base);
  Result<git_oid> write_tree(git_treebuilder* builder);
  Status publish();

 private:
  Status open_pack();
  git_repository* target() const { return m_packs ? m_pack_repository.get() : m_place.get(); }

  const Workplace& m_place;
  bool m_packs;
  std::unique_ptr<PackBackend> m_pack;
  RepositoryHandle m_pack_repository;  ///< whose only store is m_pack; goes before it
};

}  // namespace csx::git
