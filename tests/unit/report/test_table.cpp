#include <doctest/doctest.h>

#include "csx/report/table.hpp"

using namespace csx::report;

namespace {

const Table k_table{{{"id"}, {"name"}, {"mrr", Align::right}},
                    {{"aurora", "Padaria Aurora", "1200.00 BRL"},
                     {"b", "=cmd|' /C calc'!A0", "-5.00"},
                     {"c", "Ação, \"S/A\"\x1b[31m", ""}}};

}  // namespace

TEST_CASE("a table in text is aligned and inert") {
  CHECK(text_of(k_table, std::nullopt) ==
        "id      name                         mrr\n"
        "aurora  Padaria Aurora       1200.00 BRL\n"
        "b       =cmd|' /C calc'!A0         -5.00\n"
        "c       Ação, \"S/A\"\\x1b[31m\n");
}

TEST_CASE("the widest columns give way first") {
  CHECK(text_of(k_table, 32) ==
        "id      name                 mrr\n"
        "aurora  Padaria Au…  1200.00 BRL\n"
        "b       =cmd|' /C …        -5.00\n"
        "c       Ação, \"S/A…\n");
  CHECK(text_of({{{"name"}}, {{"abcdefghijkl"}}}, 3) == "name\nabcdefg…\n");
}

TEST_CASE("no line begins a command of a CI runner") {
  CHECK(text_of({{{"a"}}, {{"::error::x"}}}, std::nullopt) == "a\n\\x3a:error::x\n");
}

TEST_CASE("a line break in a cell is escaped where a row is a line, and else a line of the cell") {
  const Table table{{{"promise"}, {"n", Align::right}, {"against"}},
                    {{"field", "1\n10", "GestPão\r\nMercatto"}, {"night\n\x1b[2J", "2", "::error::x\n|"}}};
  CHECK(text_of(table, std::nullopt) ==
        "promise             n  against\n"
        "field           1\\n10  GestPão\\r\\nMercatto\n"
        "night\\n\\x1b[2J      2  ::error::x\\n|\n");
  CHECK(text_of(table, std::nullopt, Breaks::kept) ==
        "promise   n  against\n"
        "field     1  GestPão\n"
        "         10  Mercatto\n"
        "night     2  ::error::x\n"
        "\\x1b[2J      |\n");
  CHECK(text_of({{{"a"}}, {{"x\n::error::y"}}}, std::nullopt, Breaks::kept) == "a\nx\n\\x3a:error::y\n");
  CHECK(markdown_of(table) ==
        "| promise | n | against |\n| --- | ---: | --- |\n"
        "| field | 1<br>10 | GestPão<br>Mercatto |\n"
        "| night<br>\\\\x1b\\[2J | 2 | ::error::x<br>\\| |\n");
}

TEST_CASE("CSV quotes what must be quoted and disarms formulas") {
  CHECK(csv_of(k_table) ==
        "id,name,mrr\n"
        "aurora,Padaria Aurora,1200.00 BRL\n"
        "b,'=cmd|' /C calc'!A0,-5.00\n"
        "c,\"Ação, \"\"S/A\"\"\x1b[31m\",\n");
}

TEST_CASE("Markdown is escaped") {
  CHECK(markdown_of({{{"a|b"}, {"n", Align::right}}, {{"<b>*x*", "1"}}}) ==
        "| a\\|b | n |\n| --- | ---: |\n| &lt;b\\>\\*x\\* | 1 |\n");
}
