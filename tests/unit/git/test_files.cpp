#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "../../../src/git/files.hpp"
#include "csx/git/repository.hpp"
#include "support/temp_folder.hpp"

using namespace csx;
using namespace csx::git;
using test::TempFolder;

namespace {

Descriptor opened(const TempFolder& folder) {
  return Descriptor(::open(folder.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

}  // namespace

TEST_CASE("a file is read whole, whatever its size") {
  const TempFolder folder;
  const Descriptor at = opened(folder);
  for (const std::size_t size : {0U, 1U, 4096U, 65535U, 65536U, 65537U, 200'000U}) {
    CAPTURE(size);
    std::string text;
    for (std::size_t i = 0; i < size; ++i) {
      text += static_cast<char>('a' + i % 26);
    }
    folder.write("file", text);
    const auto read = read_at(at.get(), "file");
    REQUIRE(read);
    REQUIRE(*read);
    CHECK(((*read)->text == text));
    CHECK((read_path(folder / "file") == text));
  }
}

TEST_CASE("what is no plain file of bearable size is not read") {
  const TempFolder folder;
  const Descriptor at = opened(folder);
  folder.write("big", "");
  std::filesystem::resize_file(folder / "big", k_max_blob_bytes + 1);
  std::filesystem::create_symlink("big", folder / "link");
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  for (const char* name : {"big", "link", "pipe", "."}) {
    CAPTURE(name);
    CHECK_FALSE(read_at(at.get(), name));
  }
  const auto none = read_at(at.get(), "none");
  REQUIRE(none);
  CHECK_FALSE(*none);
}

TEST_CASE("files of csx itself may be larger: a journal holds all texts of a change") {
  const TempFolder folder;
  folder.write("journal", "");
  std::filesystem::resize_file(folder / "journal", k_max_blob_bytes + 1);
  CHECK(read_path(folder / "journal").value_or("").size() == k_max_blob_bytes + 1);
  CHECK_FALSE(read_path(folder / "none"));
}

TEST_CASE("a new file takes the place of a file or a link, not of what the link leads to") {
  const TempFolder folder;
  const Descriptor at = opened(folder);
  folder.write("elsewhere", "kept");
  folder.write("old", "a longer text");
  std::filesystem::create_symlink("elsewhere", folder / "link");
  for (const char* name : {"fresh", "old", "link"}) {
    CAPTURE(name);
    REQUIRE(write_at(at.get(), name, "new", mode_t{0640}));
    const auto read = read_at(at.get(), name);
    REQUIRE(read);
    REQUIRE(*read);
    CHECK((*read)->text == "new");
    CHECK(((*read)->state.st_mode & 0777U) == 0640U);
  }
  CHECK(read_path(folder / "elsewhere") == "kept");
  std::vector<std::string> names = names_in(at.get());
  std::ranges::sort(names);
  CHECK((names == std::vector<std::string>{".", "..", "elsewhere", "fresh", "link", "old"}));
  CHECK_FALSE(write_at(at.get(), "no/such/folder", "new"));
}
