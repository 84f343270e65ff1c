#include <algorithm>

#include "csx/base/text.hpp"
#include "csx/store/overlay.hpp"
#include "entries.hpp"

namespace csx::store {
namespace {

class OverlayTree final : public FileTree {
 public:
  OverlayTree(const FileTree& base, const ChangedTexts& changed) : m_base(base), m_changed(changed) {}

  using FileTree::list;
  Result<Listing> list(const Found& found) const override {
    Result<Listing> listing = m_base.list([&](const std::string& path) {
      if (!m_changed.contains(path)) {
        found(path);
      }
    });
    if (!listing) {
      return listing;
    }
    std::erase_if(listing->files, [&](const std::string& path) { return m_changed.contains(path); });
    for (const auto& [path, text] : m_changed) {
      if (text && is_record_name(path)) {
        listing->files.insert(std::ranges::lower_bound(listing->files, path), path);
        found(path);
      }
    }
    return listing;
  }

  Result<std::string> read(std::string_view path) const override {
    const auto changed = m_changed.find(std::string(path));
    if (changed == m_changed.end()) {
      return m_base.read(path);
    }
    if (!changed->second) {
      return fail(ErrorKind::io, fmt::format("cannot read {}: the change removes it", quoted_path(path)));
    }
    return *changed->second;
  }

  std::optional<Stamp> stamp(std::string_view path) const override {
    return m_changed.contains(std::string(path)) ? std::nullopt : m_base.stamp(path);
  }

  std::string describe() const override { return m_base.describe(); }

 private:
  const FileTree& m_base;
  const ChangedTexts& m_changed;
};

}  // namespace

std::unique_ptr<FileTree> overlay_tree(const FileTree& base, const ChangedTexts& changed) {
  return std::make_unique<OverlayTree>(base, changed);
}

}  // namespace csx::store
