#include "lock_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <string_view>
#include <utility>

#include "csx/base/text.hpp"

namespace csx::git {
namespace {

constexpr std::string_view k_words =
    "Lock of csx. If no csx runs, it was left by one that was killed: any csx command in this repository "
    "tidies up.\n";
constexpr const char* k_token = "token";

/// The file that all locks are links to.
Status provide_token(const Workplace& place) {
  if (read_path(place.area + '/' + k_token) == k_words) {
    return {};
  }
  const int area = place.area_folder.get();
  const std::string temporary = std::string(k_token) + ".new";
  if (auto written = write_at(area, temporary, k_words); !written) {
    return written;
  }
  if (::renameat(area, temporary.c_str(), area, k_token) != 0) {
    return fail(system_error(fmt::format("cannot write {}/{}", place.area, k_token), errno));
  }
  return {};
}

/// Zero or an error number; EEXIST: it is taken.
int make_lock(const Workplace& place, const std::string& path) {
  if (::linkat(place.area_folder.get(), k_token, AT_FDCWD, path.c_str(), 0) == 0) {
    return 0;
  }
  const bool no_links = errno == EPERM || errno == EXDEV || errno == EOPNOTSUPP || errno == EMLINK;
  if (!no_links) {
    return errno;
  }
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (!file) {
    return errno;
  }
  if (!write_all(file.get(), k_words, path)) {
    const int code = errno;
    ::unlink(path.c_str());
    return code;
  }
  return 0;
}

/// A branch `a/b` needs the folder `a`, which git removes when it is empty.
Status make_folder_of(const Workplace& place, const std::string& path) {
  for (const std::string& folder : {place.common, place.git_folder}) {
    if (path.starts_with(folder + '/')) {
      std::size_t slash = folder.size();
      while ((slash = path.find('/', slash + 1)) != std::string::npos) {
        if (auto made = place.make_folder(path.substr(0, slash)); !made) {
          return made;
        }
      }
      break;
    }
  }
  return {};
}

}  // namespace

LockFile::LockFile(LockFile&& other) noexcept : m_path(std::exchange(other.m_path, {})) {}

LockFile& LockFile::operator=(LockFile&& other) noexcept {
  std::swap(m_path, other.m_path);
  return *this;
}

void LockFile::release() {
  if (!m_path.empty()) {
    ::unlink(m_path.c_str());
    m_path.clear();
  }
}

Result<LockFile> LockFile::take(const Workplace& place, const std::string& path, Patience& patience) {
  if (auto provided = provide_token(place); !provided) {
    return fail(std::move(provided).error());
  }
  std::string lock = path + ".lock";
  for (int tries_for_folder = 10;;) {
    const int code = make_lock(place, lock);
    if (code == 0) {
      return LockFile(std::move(lock));
    }
    if (code == ENOENT && --tries_for_folder > 0) {
      if (auto made = make_folder_of(place, path); !made) {
        return fail(std::move(made).error());
      }
      continue;
    }
    if (code != EEXIST) {
      return fail(system_error(fmt::format("cannot make the lock {}", quoted_path(lock)), code));
    }
    if (read_path(lock) == k_words) {
      ::unlink(lock.c_str());
    } else if (!patience.wait()) {
      return fail(ErrorKind::conflict,
                  fmt::format("another git program holds the lock {}", quoted_path(lock)),
                  {"try again when it is done; if no git program runs, remove the file"});
    }
  }
}

void remove_own_lock(const std::string& path) {
  const std::string lock = path + ".lock";
  if (read_path(lock) == k_words) {
    ::unlink(lock.c_str());
  }
}

}  // namespace csx::git
