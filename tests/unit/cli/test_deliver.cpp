#include <doctest/doctest.h>

#include <cstdio>

#include "deliver.hpp"

using namespace csx::cli;

namespace {

/// What reaches standard output.
std::string delivered(std::string_view format, bool to_terminal) {
  Environment environment;
  environment.out_is_terminal = to_terminal;
  Globals globals;
  globals.format = format;
  Leftovers leftovers;
  Context context(environment, globals, *find_command("list"), leftovers);
  context.out = "id,name\na,\"\x1b[31mred\xe2\x80\xae\tover\nlines\"\n";
  std::FILE* out = std::tmpfile();
  REQUIRE(deliver(context, {out, out}));
  std::string text(static_cast<std::size_t>(std::ftell(out)), ' ');
  std::rewind(out);
  REQUIRE(std::fread(text.data(), 1, text.size(), out) == text.size());
  std::fclose(out);
  return text;
}

}  // namespace

TEST_CASE(
    "values in CSV are shown to a terminal and not obeyed by it; files and pipes get them as they are") {
  CHECK(delivered("csv", true) == "id,name\na,\"\\x1b[31mred\\u202e\tover\nlines\"\n");
  CHECK(delivered("csv", false) == "id,name\na,\"\x1b[31mred\xe2\x80\xae\tover\nlines\"\n");
}
