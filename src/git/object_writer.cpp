#include "object_writer.hpp"

#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>

#include <cstring>
#include <utility>

#include "commit_object.hpp"
#include "csx/base/text.hpp"
#include "pack_file.hpp"

namespace csx::git {
namespace {

struct Earlier {
  bool operator()(const git_oid& a, const git_oid& b) const { return git_oid_cmp(&a, &b) < 0; }
};

struct Header {
  std::size_t size = 0;
  git_object_t type = GIT_OBJECT_INVALID;
};

}  // namespace

/// What libgit2 takes for an object store: it writes into a pack, and knows what it has written.
struct PackBackend {
  git_odb_backend base{};  // first: libgit2 gives a pointer to it
  PackFile pack;
  std::map<git_oid, Header, Earlier> written;

  static PackBackend& of(git_odb_backend* backend) { return *reinterpret_cast<PackBackend*>(backend); }

  static int write(git_odb_backend* backend, const git_oid* id, const void* data, std::size_t size,
                   git_object_t type) {
    of(backend).pack.add(type, data, size);
    of(backend).written[*id] = {size, type};
    return 0;
  }

  static int exists(git_odb_backend* backend, const git_oid* id) {
    return of(backend).written.contains(*id) ? 1 : 0;
  }

  static int read_header(std::size_t* size, git_object_t* type, git_odb_backend* backend, const git_oid* id) {
    const auto found = of(backend).written.find(*id);
    if (found == of(backend).written.end()) {
      return GIT_ENOTFOUND;
    }
    *size = found->second.size;
    *type = found->second.type;
    return 0;
  }
};

ObjectWriter::ObjectWriter(const Workplace& place, std::size_t files)
    : m_place(place), m_packs(files >= k_many_files) {}

ObjectWriter::~ObjectWriter() = default;

Status ObjectWriter::open_pack() {
  if (!m_packs || m_pack) {
    return {};
  }
  m_pack = std::make_unique<PackBackend>();
  OdbHandle objects;
  int code = git_odb_init_backend(&m_pack->base, GIT_ODB_BACKEND_VERSION);
  m_pack->base.write = &PackBackend::write;
  m_pack->base.exists = &PackBackend::exists;
  m_pack->base.read_header = &PackBackend::read_header;
  m_pack->base.free = [](git_odb_backend*) {};  // its owner is this
  code = code < 0 ? code : git_odb_new(objects.receive());
  code = code < 0 ? code : git_odb_add_backend(objects.get(), &m_pack->base, 1);
  code = code < 0 ? code : git_repository_wrap_odb(m_pack_repository.receive(), objects.get());
  return code == 0 ? Status() : fail(error_of(code, "cannot begin a git pack"));
}

Result<git_oid> ObjectWriter::write_blob(std::string_view bytes) {
  if (!m_packs) {
    return write_object(m_place, bytes, GIT_OBJECT_BLOB);
  }
  if (auto opened = open_pack(); !opened) {
    return fail(std::move(opened).error());
  }
  git_oid id{};
  const int code = git_blob_create_from_buffer(&id, target(), bytes.data(), bytes.size());
  return code == 0 ? Result<git_oid>(id) : fail(error_of(code, "cannot write a git blob"));
}

Result<TreeBuilderHandle> ObjectWriter::build_tree(git_tree* base) {
  if (auto opened = open_pack(); !opened) {
    return fail(std::move(opened).error());
  }
  TreeBuilderHandle builder;
  const int code = git_treebuilder_new(builder.receive(), target(), base);
  return code == 0 ? Result<TreeBuilderHandle>(std::move(builder))
                   : fail(error_of(code, "cannot read a git tree"));
}

Result<git_oid> ObjectWriter::write_tree(git_treebuilder* builder) {
  git_oid id{};
  if (const int code = git_treebuilder_write(&id, builder); code < 0) {
    return fail(error_of(code, "cannot write a git tree"));
  }
  if (m_packs) {
    return id;
  }
  auto synced = sync_object(m_place, id);
  return synced ? Result<git_oid>(id) : fail(std::move(synced).error());
}

Status ObjectWriter::publish() {
  return m_pack && !m_pack->pack.is_empty() ? m_pack->pack.publish(m_place) : Status();
}

}  // namespace csx::git
