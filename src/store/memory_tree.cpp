#include <algorithm>
#include <map>

#include "csx/base/text.hpp"
#include "csx/store/file_tree.hpp"
#include "entries.hpp"

namespace csx::store {
namespace {

class MemoryTree final : public FileTree {
 public:
  explicit MemoryTree(std::vector<std::pair<std::string, std::string>> files) {
    for (auto& file : files) {
      m_files.insert_or_assign(std::move(file.first), std::move(file.second));
    }
  }

  using FileTree::list;
  Result<Listing> list(const Found& found) const override {
    Listing listing;
    for (const auto& [path, text] : m_files) {
      const auto parts = split(path, '/');
      if (is_record_name(path) && std::none_of(parts.begin(), parts.end(), is_hidden)) {
        listing.files.push_back(path);
        found(path);
      }
    }
    return listing;
  }

  Result<std::string> read(std::string_view path) const override {
    const auto found = m_files.find(path);
    if (found == m_files.end()) {
      return fail(ErrorKind::io, fmt::format("cannot read {}: there is no such file", quoted_path(path)));
    }
    return found->second;
  }

  std::string describe() const override { return "memory"; }

 private:
  std::map<std::string, std::string, std::less<>> m_files;
};

}  // namespace

std::unique_ptr<FileTree> memory_tree(std::vector<std::pair<std::string, std::string>> files) {
  return std::make_unique<MemoryTree>(std::move(files));
}

}  // namespace csx::store
