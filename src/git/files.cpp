#include "files.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <memory>

#include "csx/base/text.hpp"
#include "csx/git/repository.hpp"

namespace csx::git {
namespace {

/// Everything from where the file stands, of a plain file known to hold so many bytes unless that is 0; an
/// error number when that fails or there is more than `most`.
int read_rest(int file, std::string& text, std::size_t bytes, std::size_t most) {
  constexpr std::size_t k_step = 65536;
  std::size_t have = 0;
  for (;;) {
    // One more than there should be: when no more comes, that was all.
    text.resize(have <= bytes && bytes > 0 ? bytes + 1 : have + k_step);
    const ssize_t got = ::read(file, text.data() + have, text.size() - have);
    if (got < 0 && errno != EINTR) {
      return errno;
    }
    have += got > 0 ? static_cast<std::size_t>(got) : 0;
    if (have > most) {
      return EFBIG;
    }
    if (got == 0 || (got > 0 && have == bytes)) {
      text.resize(have);
      return 0;
    }
  }
}

/// For file systems that cannot exchange two names in one step: the file keeps a second name meanwhile.
int exchange_in_steps(int folder, const std::string& name, int other_folder, const std::string& other_name) {
  const std::string aside = other_name + ".swap";
  ::unlinkat(other_folder, aside.c_str(), 0);
  if (::linkat(folder, name.c_str(), other_folder, aside.c_str(), 0) != 0 ||
      ::renameat(other_folder, other_name.c_str(), folder, name.c_str()) != 0 ||
      ::renameat(other_folder, aside.c_str(), other_folder, other_name.c_str()) != 0) {
    const int code = errno;
    ::unlinkat(other_folder, aside.c_str(), 0);
    return code;
  }
  return 0;
}

/// As a rename that refuses to overwrite.
int move_in_steps(int from_folder, const std::string& from, int to_folder, const std::string& to) {
  if (::linkat(from_folder, from.c_str(), to_folder, to.c_str(), 0) != 0 ||
      ::unlinkat(from_folder, from.c_str(), 0) != 0) {
    return errno;
  }
  return 0;
}

bool is_unsupported(int code) {
  return code == EINVAL || code == ENOSYS || code == EOPNOTSUPP;
}

int move_to_free_name(int from_folder, const std::string& from, int to_folder, const std::string& to) {
  if (::renameat2(from_folder, from.c_str(), to_folder, to.c_str(), RENAME_NOREPLACE) == 0) {
    return 0;
  }
  return is_unsupported(errno) ? move_in_steps(from_folder, from, to_folder, to) : errno;
}

}  // namespace

Descriptor::~Descriptor() {
  if (m_raw >= 0) {
    ::close(m_raw);
  }
}

Error system_error(std::string_view what, int code) {
  Error error{ErrorKind::io, fmt::format("{}: {}", what, std::strerror(code)), {}, {}};
  if (code == ENOSPC || code == EDQUOT) {
    error.hints.emplace_back("free some space on the disk and try again");
  } else if (code == EACCES || code == EPERM) {
    error.hints.emplace_back("check who owns the folder and what its mode allows");
  } else if (code == EROFS) {
    error.hints.emplace_back("use a copy on a disk that can be written");
  }
  return error;
}

Result<std::optional<FileRead>> read_at(int folder, const std::string& name) {
  const std::string what = fmt::format("cannot read {}", quoted_path(name));
  const Descriptor file(::openat(folder, name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (!file) {
    if (errno == ENOENT) {
      return std::optional<FileRead>();
    }
    if (errno == ELOOP) {
      return fail(ErrorKind::io,
                  fmt::format("{} is a symbolic link, a plain file is wanted", quoted_path(name)));
    }
    return fail(system_error(what, errno));
  }
  FileRead read;
  if (::fstat(file.get(), &read.state) != 0) {
    return fail(system_error(what, errno));
  }
  if (!S_ISREG(read.state.st_mode)) {
    return fail(ErrorKind::io, fmt::format("{} is no plain file", quoted_path(name)));
  }
  const auto size = std::min(static_cast<std::size_t>(read.state.st_size), k_max_blob_bytes);
  if (const int code = read_rest(file.get(), read.text, size, k_max_blob_bytes); code != 0) {
    return fail(system_error(what, code));
  }
  return std::optional(std::move(read));
}

Text read_path(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  std::string text;
  constexpr std::size_t k_any = std::numeric_limits<std::size_t>::max();
  return file && read_rest(file.get(), text, 0, k_any) == 0 ? Text(std::move(text)) : Text();
}

bool exists_at(int folder, const std::string& name) {
  struct stat state {};
  return ::fstatat(folder, name.c_str(), &state, AT_SYMLINK_NOFOLLOW) == 0;
}

Status write_all(int file, std::string_view bytes, const std::string& shown) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(file, bytes.data(), bytes.size());
    if (put >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(put));
    } else if (errno != EINTR) {
      return fail(system_error(fmt::format("cannot write {}", quoted_path(shown)), errno));
    }
  }
  return {};
}

Status copy_all(int from, int to, const std::string& shown) {
  std::array<char, 65536> buffer{};
  for (;;) {
    const ssize_t got = ::read(from, buffer.data(), buffer.size());
    if (got < 0 && errno != EINTR) {
      return fail(system_error(fmt::format("cannot copy {}", quoted_path(shown)), errno));
    }
    if (got == 0) {
      return {};
    }
    const std::string_view bytes(buffer.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
    if (auto written = write_all(to, bytes, shown); !written) {
      return written;
    }
  }
}

Status sync(int file, const std::string& shown) {
  // Some file systems have nothing to synchronise a folder with, and say so.
  if (::fsync(file) != 0 && errno != EINVAL && errno != ENOTSUP) {
    return fail(system_error(fmt::format("cannot write {}", quoted_path(shown)), errno));
  }
  return {};
}

Status sync_file_system(int folder, const std::string& shown) {
  if (::syncfs(folder) != 0) {
    return fail(system_error(fmt::format("cannot write {}", quoted_path(shown)), errno));
  }
  return {};
}

bool same_file_system(int folder, int other_folder) {
  struct stat here {};
  struct stat there {};
  return ::fstat(folder, &here) == 0 && ::fstat(other_folder, &there) == 0 && here.st_dev == there.st_dev;
}

Status write_at(int folder, const std::string& name, std::string_view text, std::optional<mode_t> mode,
                Durable durable) {
  const auto make = [&] {
    return Descriptor(
        ::openat(folder, name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666));
  };
  Descriptor file = make();
  if (!file && errno == EEXIST) {
    remove_at(folder, name);
    file = make();
  }
  if (!file) {
    return fail(system_error(fmt::format("cannot write {}", quoted_path(name)), errno));
  }
  Status written = write_all(file.get(), text, name);
  if (written && mode && ::fchmod(file.get(), *mode & 07777U) != 0) {
    written = fail(system_error(fmt::format("cannot set the mode of {}", quoted_path(name)), errno));
  }
  if (written && durable == Durable::yes) {
    written = sync(file.get(), name);
  }
  if (!written) {
    remove_at(folder, name);
  }
  return written;
}

void remove_at(int folder, const std::string& name) {
  ::unlinkat(folder, name.c_str(), 0);
}

std::vector<std::string> names_in(int folder) {
  std::vector<std::string> names;
  const int own = ::openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const std::unique_ptr<DIR, int (*)(DIR*)> listing(own < 0 ? nullptr : ::fdopendir(own), &::closedir);
  while (const dirent* entry = listing ? ::readdir(listing.get()) : nullptr) {
    names.emplace_back(&entry->d_name[0]);
  }
  return names;
}

int swap_names(int folder, const std::string& name, int other_folder, const std::string& other_name) {
  const bool here = exists_at(folder, name);
  const bool there = exists_at(other_folder, other_name);
  if (here && there) {
    if (::renameat2(folder, name.c_str(), other_folder, other_name.c_str(), RENAME_EXCHANGE) == 0) {
      return 0;
    }
    return is_unsupported(errno) ? exchange_in_steps(folder, name, other_folder, other_name) : errno;
  }
  if (here) {
    return move_to_free_name(folder, name, other_folder, other_name);
  }
  return there ? move_to_free_name(other_folder, other_name, folder, name) : 0;
}

std::optional<std::string> real_path(const std::string& path) {
  std::array<char, PATH_MAX> buffer{};
  if (::realpath(path.c_str(), buffer.data()) == nullptr) {
    return std::nullopt;
  }
  return std::string(buffer.data());
}

}  // namespace csx::git
