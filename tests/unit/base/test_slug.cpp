#include "csx/base/slug.hpp"

#include <doctest/doctest.h>

#include "csx/base/text.hpp"

TEST_CASE("a name becomes an id") {
  struct Row {
    std::string_view name;
    std::string_view id;
  };
  const Row rows[] = {
      {"Padaria Aurora", "padaria-aurora"},
      {"Padaria São João & Filhos", "padaria-sao-joao-filhos"},
      {"  Straße 12  ", "strasse-12"},
      {"Sant'Anna d’Ávila", "santanna-davila"},
      {"Łódź / Ærø", "lodz-aero"},
      {"ﬁne ＡＢ Ⅳ", "fine-ab-iv"},
      {"A.B.C., Ltda.", "a-b-c-ltda"},
      {"--", ""},
      {"北京", ""},
      {"北京 Bakery", "bakery"},
      {"a\xff"
       "b",
       "a-b"},
      {"", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(csx::slug(row.name) == row.id);
  }
}

TEST_CASE("an id is at most 64 characters and does not end in a hyphen") {
  CHECK(csx::slug(std::string(100, 'x')) == std::string(64, 'x'));
  CHECK(csx::slug(std::string(64, 'x') + " y") == std::string(64, 'x'));
  CHECK(csx::slug(std::string(63, 'x') + " y") == std::string(63, 'x'));
}
