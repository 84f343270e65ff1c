#include <doctest/doctest.h>

#include <string_view>

#include "csx/base/shell.hpp"

TEST_CASE("a path is one word of a shell, whatever a stranger called it") {
  struct Row {
    std::string_view path;
    std::string_view word;
  };
  for (const Row& row : {Row{"accounts/a-1/account.yaml", "accounts/a-1/account.yaml"},
                         {"", "''"},
                         {"-f.yaml", "./-f.yaml"},
                         {"two words.yaml", "'two words.yaml'"},
                         {"$(touch pwn);x.yaml", "'$(touch pwn);x.yaml'"},
                         {"it's.yaml", "'it'\\''s.yaml'"},
                         {"~/x.yaml", "'~/x.yaml'"},
                         {"ação.yaml", "'ação.yaml'"}}) {
    CAPTURE(row.path);
    CHECK(csx::shell_word(row.path) == row.word);
  }
}
