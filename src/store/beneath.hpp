#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "csx/base/result.hpp"

namespace csx::store {

/// An open file or folder, closed at the end.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : m_number(number) {}
  ~Descriptor();
  Descriptor(Descriptor&& other) noexcept : m_number(std::exchange(other.m_number, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(m_number, other.m_number);
    return *this;
  }

  int get() const { return m_number; }
  int release() { return std::exchange(m_number, -1); }
  explicit operator bool() const { return m_number >= 0; }

 private:
  int m_number;
};

/// The words for an `errno`.
std::string reason(int error);

/// Opens a file below `folder` for reading; no part of `path` may be a link. Unset, with errno, on failure.
Descriptor open_beneath(int folder, const std::string& path);

/// All bytes of the regular file `path` below `folder`. Tries once more when the file changes meanwhile.
Result<std::string> read_beneath(int folder, const std::string& path);

}  // namespace csx::store
