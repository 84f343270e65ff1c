#include "beneath.hpp"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <system_error>

#include "csx/base/text.hpp"
#include "csx/git/repository.hpp"

namespace csx::store {
namespace {

// Without O_NONBLOCK opening a pipe waits for its writer.
constexpr int k_read = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
constexpr int k_folder = O_PATH | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW;

// The same for files and for git's blobs, so that a folder reads alike from both.
constexpr std::size_t k_max_file_bytes = git::k_max_blob_bytes;

/// For kernels without openat2: one part after the other.
Descriptor open_part_by_part(int folder, std::string_view path) {
  Descriptor at;
  for (std::size_t slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/')) {
    Descriptor next(::openat(at ? at.get() : folder, std::string(path.substr(0, slash)).c_str(), k_folder));
    if (!next) {
      return next;
    }
    at = std::move(next);
    path.remove_prefix(slash + 1);
  }
  return Descriptor(::openat(at ? at.get() : folder, std::string(path).c_str(), k_read));
}

struct Reading {
  std::string bytes;
  bool changed = false;  ///< while it was read
};

tl::unexpected<Error> cannot_read(const std::string& path, const std::string& why) {
  return fail(ErrorKind::io, fmt::format("cannot read {}: {}", quoted_path(path), why));
}

bool same_state(const struct stat& a, const struct stat& b) {
  return a.st_size == b.st_size && a.st_mtim.tv_sec == b.st_mtim.tv_sec &&
         a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

/// Reads until the end or until `bytes` is full; the number read, or none with errno.
std::optional<std::size_t> fill(int file, std::string& bytes) {
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const ssize_t got = ::read(file, bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got < 0) {
      return std::nullopt;
    }
    filled += static_cast<std::size_t>(got);
    // A regular file gives less than asked for only at its end.
    if (got == 0 || filled < bytes.size()) {
      break;
    }
  }
  return filled;
}

Result<Reading> read_once(int folder, const std::string& path) {
  const Descriptor file = open_beneath(folder, path);
  if (!file) {
    return cannot_read(path, errno == ELOOP ? "it is a link or lies behind one" : reason(errno));
  }
  struct stat before {};
  if (::fstat(file.get(), &before) != 0) {
    return cannot_read(path, reason(errno));
  }
  if (!S_ISREG(before.st_mode)) {
    return cannot_read(path, S_ISDIR(before.st_mode) ? "it is a folder" : "it is not a regular file");
  }
  const auto size = static_cast<std::size_t>(before.st_size);
  if (size > k_max_file_bytes) {
    return cannot_read(path, fmt::format("it has {} bytes, at most {} are read", size, k_max_file_bytes));
  }
  Reading reading;
  reading.bytes.resize(size + 1);  // one more, to see the end
  const auto filled = fill(file.get(), reading.bytes);
  struct stat after {};
  if (!filled || ::fstat(file.get(), &after) != 0) {
    return cannot_read(path, reason(errno));
  }
  reading.changed = *filled != size || !same_state(before, after);
  reading.bytes.resize(*filled);
  return reading;
}

}  // namespace

Descriptor::~Descriptor() {
  if (m_number >= 0) {
    ::close(m_number);
  }
}

std::string reason(int error) {
  return std::generic_category().message(error);
}

Descriptor open_beneath(int folder, const std::string& path) {
  struct open_how how {};
  how.flags = static_cast<std::uint64_t>(k_read);
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
  const long opened = ::syscall(SYS_openat2, folder, path.c_str(), &how, sizeof how);
  if (opened < 0 && (errno == ENOSYS || errno == EPERM)) {
    return open_part_by_part(folder, path);
  }
  return Descriptor(static_cast<int>(opened));
}

Result<std::string> read_beneath(int folder, const std::string& path) {
  auto reading = read_once(folder, path);
  if (reading && reading->changed) {
    reading = read_once(folder, path);
  }
  if (!reading) {
    return fail(std::move(reading).error());
  }
  if (reading->changed) {
    return fail(ErrorKind::io,
                fmt::format("cannot read {}: it changes while it is being read", quoted_path(path)),
                {"try again when the other program is done"});
  }
  return std::move(reading->bytes);
}

}  // namespace csx::store
