#include "files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "csx/base/text.hpp"
#include "csx/store/file_tree.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <system_error>

namespace csx::cli {
namespace {

tl::unexpected<Error> io_error(std::string_view verb, const std::string& path, int number) {
  return fail(ErrorKind::io, fmt::format("cannot {} {}: {}", verb, csx::quoted(path),
                                         std::generic_category().message(number)));
}

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) {
      continue;
    }
    if (written <= 0) {
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

Status write_into(const std::string& path, std::string_view bytes) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (file < 0) {
    return io_error("write", path, errno);
  }
  const bool written = write_all(file, bytes);
  const int number = errno;
  ::close(file);
  return written ? Status() : io_error("write", path, number);
}

/// What a path leads to, behind its links.
struct Target {
  std::filesystem::path path;
  struct stat state {};
  bool is_there = false;
  bool is_regular() const { return !is_there || S_ISREG(state.st_mode); }
};

/// *Errors*: io when it is a folder.
Result<Target> target_of(const std::string& path) {
  Target target;
  std::error_code wrong;
  target.path = std::filesystem::weakly_canonical(path, wrong);
  if (wrong) {
    target.path = path;
  }
  target.is_there = ::stat(target.path.c_str(), &target.state) == 0;
  if (target.is_there && S_ISDIR(target.state.st_mode)) {
    return io_error("write", path, EISDIR);
  }
  return target;
}

}  // namespace

Status may_write_result(const std::string& path) {
  const Result<Target> target = target_of(path);
  if (!target) {
    return fail(target.error());
  }
  const auto refuse = [&](std::string_view why) {
    return fail(ErrorKind::usage, fmt::format("{} {}: a result would take its place", quoted_path(path), why),
                {"give the name of a new file"});
  };
  if (std::ranges::find(target->path, std::filesystem::path(".git")) != target->path.end()) {
    return refuse("is the repository's own");
  }
  const std::filesystem::path extension = target->path.extension();
  if (target->is_there && (extension == ".yaml" || extension == ".yml") &&
      store::find_data_folder(target->path.parent_path().string())) {
    return refuse("is a file of the data folder");
  }
  // A regular file is replaced: its folder takes the new one.
  const bool may = target->is_regular() ? ::access(target->path.parent_path().c_str(), W_OK | X_OK) == 0
                                        : ::access(target->path.c_str(), W_OK) == 0;
  return may ? Status() : io_error("write", path, errno);
}

Status write_file(const std::string& path, std::string_view bytes) {
  const Result<Target> found = target_of(path);
  if (!found) {
    return fail(found.error());
  }
  const auto& [target, state, there] = *found;
  if (!found->is_regular()) {
    return write_into(target.string(), bytes);
  }
  std::string beside = target.string() + ".XXXXXX";
  const int file = ::mkostemp(beside.data(), O_CLOEXEC);
  if (file < 0) {
    return io_error("write", path, errno);
  }
  // A temporary file is private; the one it becomes is not, as far as the user's own mask allows.
  const mode_t mask = ::umask(0);
  ::umask(mask);
  const mode_t mode = there ? state.st_mode & 07777U : 0666U & ~mask;
  const bool good = write_all(file, bytes) && ::fchmod(file, mode) == 0 && ::fsync(file) == 0;
  int number = errno;
  ::close(file);
  if (good && ::rename(beside.c_str(), target.c_str()) == 0) {
    return {};
  }
  number = good ? errno : number;
  ::unlink(beside.c_str());
  return io_error("write", path, number);
}

Result<std::optional<std::string>> read_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    if (errno == ENOENT) {
      return std::optional<std::string>();
    }
    return io_error("read", path, errno);
  }
  std::string bytes;
  std::array<char, 65536> buffer{};
  for (;;) {
    const ssize_t got = ::read(file, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got < 0) {
      const int number = errno;
      ::close(file);
      return io_error("read", path, number);
    }
    if (got == 0) {
      break;
    }
    bytes.append(buffer.data(), static_cast<std::size_t>(got));
  }
  ::close(file);
  return std::optional(std::move(bytes));
}

Status remove_file(const std::string& path) {
  return ::unlink(path.c_str()) == 0 || errno == ENOENT ? Status() : io_error("remove", path, errno);
}

Status make_folder(const std::string& path) {
  std::error_code wrong;
  std::filesystem::create_directories(path, wrong);
  return wrong ? io_error("make the folder", path, wrong.value()) : Status();
}

std::vector<std::string> files_below(const std::string& folder) {
  namespace fs = std::filesystem;
  std::vector<std::string> files;
  std::error_code wrong;
  fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, wrong);
  for (; !wrong && at != fs::recursive_directory_iterator(); at.increment(wrong)) {
    std::error_code unknown;
    if (!fs::is_directory(at->symlink_status(unknown))) {
      files.push_back(at->path().lexically_relative(folder).string());
    }
  }
  std::ranges::sort(files);
  return files;
}

bool exists(const std::string& path) {
  struct stat state {};
  return ::lstat(path.c_str(), &state) == 0;
}

}  // namespace csx::cli
