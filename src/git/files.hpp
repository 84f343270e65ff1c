#pragma once

#include <sys/stat.h>
#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "csx/base/parallel.hpp"
#include "csx/base/result.hpp"

/// Files by descriptor, for what is written.
namespace csx::git {

/// The bytes of a file; none: there is no such file.
using Text = std::optional<std::string>;

/// Owns one file descriptor.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int raw) : m_raw(raw) {}
  ~Descriptor();
  Descriptor(Descriptor&& other) noexcept : m_raw(std::exchange(other.m_raw, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(m_raw, other.m_raw);
    return *this;
  }
  int get() const { return m_raw; }
  explicit operator bool() const { return m_raw >= 0; }

 private:
  int m_raw = -1;
};

/// What the system refused: `what` and its reason; with what to do about it where that is known.
Error system_error(std::string_view what, int code);

/// A file below a folder, links not followed. *Errors*: io, also for what is no plain file and above 32 MiB.
struct FileRead {
  std::string text;
  struct stat state {};
};
Result<std::optional<FileRead>> read_at(int folder, const std::string& name);
/// Files of git and of csx itself, links followed; none also when it cannot be read.
Text read_path(const std::string& path);
bool exists_at(int folder, const std::string& name);

/// A new file in place of any other of that name, on disk when this returns unless that does not matter. The
/// mode is the process's default unless given. Nothing is left on failure.
enum class Durable : std::uint8_t { yes, no };
Status write_at(int folder, const std::string& name, std::string_view text,
                std::optional<mode_t> mode = std::nullopt, Durable durable = Durable::yes);
Status write_all(int file, std::string_view bytes, const std::string& shown);
/// All that is left to read of one file into another.
Status copy_all(int from, int to, const std::string& shown);
Status sync(int file, const std::string& shown);
/// From so many files on a change waits for the disk once for all of them, not for each, and its objects are
/// one pack.
inline constexpr std::size_t k_many_files = 17;

/// Calls `work(i)`, a Status, for every file of a change: one after the other for few, on all cores for many.
/// *Errors*: the first in the order of files.
template <class Work>
Status for_each_file(std::size_t count, Work&& work) {
  std::vector<Status> done(count);
  for_each_index(
      count, [&](std::size_t i) { done[i] = work(i); }, count < k_many_files ? 1 : 0);
  for (Status& each : done) {
    if (!each) {
      return std::move(each);
    }
  }
  return {};
}

/// Everything written so far on the file system that a folder lies on: for many files one wait instead of one
/// each.
Status sync_file_system(int folder, const std::string& shown);
bool same_file_system(int folder, int other_folder);
/// Best effort, for what is only litter.
void remove_at(int folder, const std::string& name);
/// The names in a folder, in no order; empty also when it cannot be read.
std::vector<std::string> names_in(int folder);

/// Swaps what two names hold; either may be missing. Nothing is overwritten, so that a file saved by somebody
/// else in the same instant is not lost. *Errors*: the error number of the system.
int swap_names(int folder, const std::string& name, int other_folder, const std::string& other_name);

/// Absolute, links resolved; none when it is not there.
std::optional<std::string> real_path(const std::string& path);

}  // namespace csx::git
