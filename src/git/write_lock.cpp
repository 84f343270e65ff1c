#include "write_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <utility>

#include "csx/base/text.hpp"
#include "recovery.hpp"

namespace csx::git {
namespace {

/// Of the holder, for the message to those who wait.
void write_holder(int lock) {
  const std::string words = fmt::format("{}\n", ::getpid());
  if (::ftruncate(lock, 0) == 0) {
    [[maybe_unused]] const ssize_t written = ::pwrite(lock, words.data(), words.size(), 0);
  }
}

std::string holder_of(int lock) {
  std::array<char, 32> words{};
  const ssize_t size = ::pread(lock, words.data(), words.size(), 0);
  int number = 0;
  const bool known = size > 0 && std::from_chars(words.data(), words.data() + size, number).ec == std::errc();
  return known ? fmt::format(" (process {})", number) : std::string();
}

/// Whether the path still names the file that was opened: somebody may have removed the folder.
bool is_at(int file, const std::string& path) {
  struct stat opened {};
  struct stat there {};
  return ::fstat(file, &opened) == 0 && ::stat(path.c_str(), &there) == 0 && opened.st_ino == there.st_ino &&
         opened.st_dev == there.st_dev;
}

/// The kernel gives the lock back when its holder dies, so it is never stale.
Result<Descriptor> take_lock(const Workplace& place, Patience patience) {
  const std::string path = place.common + "/csx/lock";
  for (;;) {
    Descriptor lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
    if (!lock) {
      return fail(system_error(
          fmt::format("cannot write to the repository: cannot open {}", quoted_path(path)), errno));
    }
    if (::flock(lock.get(), LOCK_EX | LOCK_NB) == 0) {
      if (is_at(lock.get(), path)) {
        place.share(path);
        write_holder(lock.get());
        return lock;
      }
      continue;
    }
    if (errno != EWOULDBLOCK && errno != EINTR) {
      return fail(system_error(fmt::format("cannot lock {}", quoted_path(path)), errno));
    }
    if (!patience.wait()) {
      return fail(ErrorKind::conflict,
                  fmt::format("another csx{} is changing the repository {}", holder_of(lock.get()),
                              quoted_path(place.work)),
                  {"try again when it is done"});
    }
  }
}

}  // namespace

WriteLock::WriteLock(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
WriteLock::WriteLock(WriteLock&&) noexcept = default;
WriteLock& WriteLock::operator=(WriteLock&&) noexcept = default;
WriteLock::~WriteLock() = default;

Result<WriteLock> WriteLock::take(const Repository& repository, std::chrono::milliseconds patience) {
  auto place = open_workplace(repository);
  if (!place) {
    return fail(std::move(place).error());
  }
  auto impl = std::make_unique<Impl>(Impl{std::move(*place), Descriptor(), {}, patience});
  auto lock = take_lock(impl->place, Patience(patience));
  if (!lock) {
    return fail(std::move(lock).error());
  }
  impl->lock = std::move(*lock);
  Patience for_git(patience);
  auto recovered = settle_leftover(impl->place, for_git);
  if (!recovered) {
    return fail(std::move(recovered).error());
  }
  impl->recovered = std::move(*recovered);
  if (auto ready = refuse_unfinished(impl->place.get()); !ready) {
    return fail(std::move(ready).error());
  }
  return WriteLock(std::move(impl));
}

const std::vector<std::string>& WriteLock::recovered() const {
  return m_impl->recovered;
}

Result<std::vector<std::string>> recover(const Repository& repository) {
  const std::string journal = repository.git_folder() + "/csx/" + k_journal_name;
  struct stat state {};
  if (::stat(journal.c_str(), &state) != 0) {
    return std::vector<std::string>();
  }
  const auto unsettled = [](const Error& error) -> Result<std::vector<std::string>> {
    // Reading goes on: the files are whole, each of before or after the change.
    return std::vector<std::string>{fmt::format("a change was left half done: {}", error.message)};
  };
  const auto place = open_workplace(repository);
  if (!place) {
    return unsettled(place.error());
  }
  const auto lock = take_lock(*place, Patience(std::chrono::milliseconds(0)));
  if (!lock) {
    return lock.error().kind == ErrorKind::conflict
               ? Result<std::vector<std::string>>(std::vector<std::string>())
               : unsettled(lock.error());
  }
  Patience none(std::chrono::milliseconds(0));
  auto recovered = settle_leftover(*place, none);
  return recovered ? std::move(recovered) : unsettled(recovered.error());
}

}  // namespace csx::git
