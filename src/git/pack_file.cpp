#include "pack_file.hpp"

#include <fcntl.h>
#include <zlib.h>

#include <cerrno>

#include "csx/base/sha1.hpp"
#include "csx/base/text.hpp"

namespace csx::git {
namespace {

using IndexerHandle = Handle<git_indexer, git_indexer_free>;

std::string big_endian(std::uint32_t number) {
  std::string bytes;
  for (const unsigned shift : {24U, 16U, 8U, 0U}) {
    bytes.push_back(static_cast<char>((number >> shift) & 0xffU));
  }
  return bytes;
}

/// The type in three bits and the size: four bits, then seven bits a byte, each byte saying whether more
/// follow.
void append_header(std::string& out, git_object_t type, std::size_t size) {
  std::size_t byte = (static_cast<std::size_t>(type) << 4U) | (size & 0x0fU);
  for (size >>= 4U; size > 0; size >>= 7U) {
    out.push_back(static_cast<char>(byte | 0x80U));
    byte = size & 0x7fU;
  }
  out.push_back(static_cast<char>(byte));
}

void append_compressed(std::string& out, const void* data, std::size_t size) {
  const std::size_t before = out.size();
  uLongf room = compressBound(size);
  out.resize(before + room);
  // Cannot fail: there is room for the worst case.
  compress2(reinterpret_cast<Bytef*>(out.data() + before), &room, static_cast<const Bytef*>(data), size,
            Z_BEST_SPEED);
  out.resize(before + room);
}

}  // namespace

void PackFile::add(git_object_t type, const void* data, std::size_t size) {
  append_header(m_objects, type, size);
  append_compressed(m_objects, data, size);
  ++m_count;
}

Status PackFile::publish(const Workplace& place) {
  const std::string folder = place.common + "/objects/pack";
  if (auto made = place.make_folder(folder); !made) {
    return made;
  }
  const std::string pack = "PACK" + big_endian(2) + big_endian(m_count) + m_objects;
  const auto digest = sha1(pack);
  IndexerHandle indexer;
  git_indexer_progress progress{};
  int code = git_indexer_new(indexer.receive(), folder.c_str(), 0, nullptr, nullptr);
  code = code < 0 ? code : git_indexer_append(indexer.get(), pack.data(), pack.size(), &progress);
  code = code < 0 ? code : git_indexer_append(indexer.get(), digest.data(), digest.size(), &progress);
  code = code < 0 ? code : git_indexer_commit(indexer.get(), &progress);
  if (code < 0) {
    return fail(error_of(code, "cannot write a git pack"));
  }
  for (const char* ending : {".pack", ".idx"}) {
    place.share(fmt::format("{}/pack-{}{}", folder, git_indexer_name(indexer.get()), ending));
  }
  const Descriptor at(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!at) {
    return fail(system_error(fmt::format("cannot open {}", quoted_path(folder)), errno));
  }
  // What a change stages in the area is synchronised before anything refers to the pack.
  return same_file_system(at.get(), place.area_folder.get()) ? Status() : sync_file_system(at.get(), folder);
}

}  // namespace csx::git
