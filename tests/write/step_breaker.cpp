// Loaded before the system's library, it counts the calls by which a program changes files, and breaks one:
//   BREAK_COUNT=FILE            writes how many there were
//   BREAK_AT=N BREAK_HOW=kill   the program is killed in place of call N
//             BREAK_HOW=once    call N fails as on a full disk
//             BREAK_HOW=onward  so does every later one that needs space; removing never fails
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

enum class Needs { space, a_moment, nothing };

class Breaker {
 public:
  Breaker() {
    const char* at = std::getenv("BREAK_AT");
    const char* how = std::getenv("BREAK_HOW");
    m_at = at == nullptr ? 0 : std::atol(at);
    m_how = how == nullptr ? "" : how;
    m_count_file = std::getenv("BREAK_COUNT");
  }

  void write_count() const {
    if (m_count_file != nullptr) {
      if (std::FILE* file = std::fopen(m_count_file, "w")) {
        std::fprintf(file, "%ld", m_calls);
        std::fclose(file);
      }
    }
  }

  /// Whether this call fails.
  bool breaks(Needs needs) {
    ++m_calls;
    if (m_at == 0 || m_calls < m_at) {
      return false;
    }
    if (m_calls == m_at && std::strcmp(m_how, "kill") == 0) {
      ::kill(::getpid(), SIGKILL);
    }
    const bool onward = std::strcmp(m_how, "onward") == 0 && needs == Needs::space;
    const bool once = std::strcmp(m_how, "once") == 0 && m_calls == m_at && needs != Needs::nothing;
    if (once || onward) {
      errno = ENOSPC;
      return true;
    }
    return false;
  }

 private:
  long m_at = 0;
  long m_calls = 0;
  const char* m_how = "";
  const char* m_count_file = nullptr;
};

Breaker& breaker() {
  static Breaker instance;
  return instance;
}

template <class Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

int open_with(const char* name, int folder, const char* path, int flags, mode_t mode) {
  if ((flags & O_CREAT) != 0 && breaker().breaks(Needs::space)) {
    return -1;
  }
  return real<int(int, const char*, int, mode_t)>(name)(folder, path, flags, mode);
}

}  // namespace

extern "C" {

/// How csx ends; its own children, which end in another way, count for themselves and write nothing.
[[noreturn]] void _Exit(int code) noexcept {
  breaker().write_count();
  real<void(int)>("_exit")(code);
  std::abort();
}

ssize_t write(int file, const void* bytes, size_t size) {
  const bool to_a_file = file > 2;
  if (to_a_file && breaker().breaks(Needs::space)) {
    return -1;
  }
  return real<ssize_t(int, const void*, size_t)>("write")(file, bytes, size);
}

int fsync(int file) {
  return breaker().breaks(Needs::a_moment) ? -1 : real<int(int)>("fsync")(file);
}

int rename(const char* from, const char* to) noexcept {
  return breaker().breaks(Needs::a_moment) ? -1 : real<int(const char*, const char*)>("rename")(from, to);
}

int renameat(int a, const char* from, int b, const char* to) noexcept {
  return breaker().breaks(Needs::a_moment)
             ? -1
             : real<int(int, const char*, int, const char*)>("renameat")(a, from, b, to);
}

int renameat2(int a, const char* from, int b, const char* to, unsigned flags) noexcept {
  return breaker().breaks(Needs::a_moment)
             ? -1
             : real<int(int, const char*, int, const char*, unsigned)>("renameat2")(a, from, b, to, flags);
}

int link(const char* from, const char* to) noexcept {
  return breaker().breaks(Needs::space) ? -1 : real<int(const char*, const char*)>("link")(from, to);
}

int linkat(int a, const char* from, int b, const char* to, int flags) noexcept {
  return breaker().breaks(Needs::space)
             ? -1
             : real<int(int, const char*, int, const char*, int)>("linkat")(a, from, b, to, flags);
}

int unlink(const char* path) noexcept {
  return breaker().breaks(Needs::nothing) ? -1 : real<int(const char*)>("unlink")(path);
}

int unlinkat(int folder, const char* path, int flags) noexcept {
  return breaker().breaks(Needs::nothing) ? -1
                                          : real<int(int, const char*, int)>("unlinkat")(folder, path, flags);
}

int mkdir(const char* path, mode_t mode) noexcept {
  return breaker().breaks(Needs::space) ? -1 : real<int(const char*, mode_t)>("mkdir")(path, mode);
}

int mkdirat(int folder, const char* path, mode_t mode) noexcept {
  return breaker().breaks(Needs::space) ? -1
                                        : real<int(int, const char*, mode_t)>("mkdirat")(folder, path, mode);
}

int openat(int folder, const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return open_with("openat", folder, path, flags, mode);
}

int open(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return open_with("openat", AT_FDCWD, path, flags, mode);
}

int open64(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return open_with("openat64", AT_FDCWD, path, flags, mode);
}

}  // extern "C"
