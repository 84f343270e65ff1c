#include "raw_objects.hpp"

#include <cstring>
#include <utility>

#include "csx/base/text.hpp"
#include "implementation.hpp"

namespace csx::git {
namespace {

tl::unexpected<Error> no_tree(const git_oid& id) {
  return fail(ErrorKind::io, fmt::format("git object {} is not a tree", to_oid(id).hex), {"run `git fsck`"});
}

}  // namespace

bool is_plain_name(std::string_view name) {
  return !name.empty() && name != "." && name != ".." && name.find('/') == std::string_view::npos;
}

RawTree::~RawTree() {
  if (m_data != nullptr) {
    git_odb_backend_data_free(m_backend, m_data);
  }
}

void RawTree::swap(RawTree& other) noexcept {
  std::swap(m_backend, other.m_backend);
  std::swap(m_data, other.m_data);
  std::swap(m_size, other.m_size);
  std::swap(m_object, other.m_object);
}

std::string_view RawTree::bytes() const {
  if (m_object) {
    return {static_cast<const char*>(git_odb_object_data(m_object.get())),
            git_odb_object_size(m_object.get())};
  }
  return {static_cast<const char*>(m_data), m_size};
}

// `MODE NAME\0` and the 20 bytes of the id. *Source*: git's tree-walk.c, decode_tree_entry.
bool EntryCursor::next(RawEntry& entry) {
  if (m_rest.empty()) {
    return false;
  }
  entry.mode = 0;
  std::size_t at = 0;
  while (at < m_rest.size() && m_rest[at] >= '0' && m_rest[at] <= '7' && at < 7) {
    entry.mode = entry.mode * 8 + static_cast<std::uint32_t>(m_rest[at++] - '0');
  }
  const std::size_t end =
      at > 0 && at < m_rest.size() && m_rest[at] == ' ' ? m_rest.find('\0', at) : std::string_view::npos;
  if (end == std::string_view::npos || m_rest.size() - end <= GIT_OID_RAWSZ) {
    m_malformed = true;
    return false;
  }
  entry.name = m_rest.substr(at + 1, end - at - 1);
  std::memcpy(entry.id.id, m_rest.data() + end + 1, GIT_OID_RAWSZ);
  m_rest.remove_prefix(end + 1 + GIT_OID_RAWSZ);
  return true;
}

RawObjects::RawObjects(git_repository* repository) {
  git_repository_odb(m_odb.receive(), repository);
}

Result<RawTree> RawObjects::tree(const git_oid& id) const {
  for (std::size_t i = 0; i < git_odb_num_backends(m_odb.get()); ++i) {
    git_odb_backend* backend = nullptr;
    void* data = nullptr;
    std::size_t size = 0;
    git_object_t type = GIT_OBJECT_INVALID;
    if (git_odb_get_backend(&backend, m_odb.get(), i) == 0 && backend->read != nullptr &&
        backend->read(&data, &size, &type, backend, &id) == 0) {
      RawTree tree(backend, data, size);
      return type == GIT_OBJECT_TREE ? Result<RawTree>(std::move(tree)) : no_tree(id);
    }
  }
  // Repacked meanwhile, or the empty tree, which need not be stored: libgit2 knows what to do.
  OdbObjectHandle object;
  if (const int code = git_odb_read(object.receive(), m_odb.get(), &id); code < 0) {
    return fail(error_of(code, fmt::format("cannot read git object {}", to_oid(id).hex)));
  }
  if (git_odb_object_type(object.get()) != GIT_OBJECT_TREE) {
    return no_tree(id);
  }
  return RawTree(std::move(object));
}

}  // namespace csx::git
