#include "library.hpp"

#include <array>
#include <mutex>
#include <string_view>
#include <utility>
#include <vector>

#include "csx/base/text.hpp"

/// libgit2 built with Mbed TLS reads all certificates that the system trusts as soon as it is initialised:
/// half of the time that a small command takes. csx speaks to no network, so it finds none. The program's own
/// definition is the one that the dynamic linker takes.
// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int mbedtls_x509_crt_parse_file(void* /*chain*/, const char* /*path*/) {
  constexpr int k_file_error = -0x2900;  // MBEDTLS_ERR_X509_FILE_IO_ERROR
  return k_file_error;
}

namespace csx::git {
namespace {

// Extensions that change nothing for a reader. `objectformat` and `refstorage` are let in so that their value
// can be looked at: only sha1 and files pass (see repository.cpp).
constexpr std::array<const char*, 5> k_known_extensions = {"worktreeconfig", "partialclone",
                                                           "preciousobjects", "objectformat", "refstorage"};

std::vector<std::string> hints_for(int code, std::string_view words) {
  if (words.find("unsupported mandatory extension: 'link'") != std::string_view::npos) {
    return {"run `git update-index --no-split-index`"};
  }
  if (words.find("unsupported mandatory extension: 'sdir'") != std::string_view::npos) {
    return {"run `git sparse-checkout reapply --no-sparse-index`"};
  }
  if (words.find("unsupported extension name extensions.") != std::string_view::npos) {
    const std::size_t at = words.rfind('.');
    return {fmt::format("the repository's git extension {} is not supported: use csx in a clone without it",
                        quoted(words.substr(at + 1)))};
  }
  if (code == GIT_ELOCKED) {
    return {"wait until the other git program is done and try again"};
  }
  return {};
}

}  // namespace

Library::Library() {
  git_libgit2_init();
  // The tree of a folder with twenty thousand entries is read once, not for each path in it.
  git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_TREE, std::size_t{4} << 20U);
  git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, k_known_extensions.data(), k_known_extensions.size());
}

Library::~Library() {
  git_libgit2_shutdown();
}

std::shared_ptr<const Library> Library::hold() {
  // libgit2's extension list is not guarded: one thread must set it before any other opens a repository.
  static std::mutex guard;
  static std::weak_ptr<const Library> current;
  const std::lock_guard lock(guard);
  std::shared_ptr<const Library> held = current.lock();
  if (!held) {
    held = std::make_shared<const Library>();
    current = held;
  }
  return held;
}

std::string last_words() {
  const git_error* error = git_error_last();
  return error != nullptr && error->message != nullptr ? escape_controls(error->message) : "no reason given";
}

Error error_of(int code, std::string what, ErrorKind kind) {
  if (code == GIT_ELOCKED || code == GIT_EMODIFIED) {
    kind = ErrorKind::conflict;
  }
  const std::string words = last_words();
  return Error{kind, std::move(what), hints_for(code, words), {words}};
}

}  // namespace csx::git
