#pragma once

#include <stdlib.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>

namespace csx::test {

/// A folder of its own for one test, removed at the end. Lies in TMPDIR, or /tmp.
class TempFolder {
 public:
  TempFolder() {
    const char* base = std::getenv("TMPDIR");
    std::string name = std::string(base != nullptr ? base : "/tmp") + "/csx-test-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) {
      throw std::runtime_error("cannot make " + name);
    }
    m_path = std::filesystem::canonical(name).string();
  }
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  const std::string& path() const { return m_path; }
  std::string operator/(std::string_view inner) const { return m_path + '/' + std::string(inner); }

  /// Writes a file, with the folders it lies in.
  void write(std::string_view inner, std::string_view text) const {
    const std::filesystem::path target = *this / inner;
    std::filesystem::create_directories(target.parent_path());
    std::ofstream(target, std::ios::binary) << text;
  }
  void link(std::string_view inner, const std::string& target) const {
    const std::filesystem::path at = *this / inner;
    std::filesystem::create_directories(at.parent_path());
    std::filesystem::create_symlink(target, at);
  }

 private:
  std::string m_path;
};

}  // namespace csx::test
