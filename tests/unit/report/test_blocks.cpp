#include <doctest/doctest.h>

#include "csx/report/blocks.hpp"

using namespace csx::report;

namespace {

const Blocks k_document{
    Heading{1, "Handoff: Padaria *Aurora*"},
    Facts{{{"State", "submitted"}, {"Hands over", "Ana Souza (Sales)"}}},
    Heading{2, "Context"},
    Prose{"Every shop sends its sales by message,\nand one person types them in.\n\nSince 2019."},
    Heading{3, "Pains"},
    Bullets{{"Billing by hand", "- <b>late</b>\x1b[2J", "1. first"}},
    Table{{{"id"}, {"promise"}}, {{"p1", "Billing | no spreadsheets"}}},
};

}  // namespace

TEST_CASE("blocks on a terminal") {
  CHECK(text_of(k_document, std::nullopt, Color::never) ==
        "Handoff: Padaria *Aurora*\n"
        "=========================\n"
        "\n"
        "  State       submitted\n"
        "  Hands over  Ana Souza (Sales)\n"
        "\n"
        "Context\n"
        "-------\n"
        "\n"
        "  Every shop sends its sales by message,\n"
        "  and one person types them in.\n"
        "\n"
        "  Since 2019.\n"
        "\n"
        "Pains\n"
        "\n"
        "  - Billing by hand\n"
        "  - - <b>late</b>\\x1b[2J\n"
        "  - 1. first\n"
        "\n"
        "  id  promise\n"
        "  p1  Billing | no spreadsheets\n");
}

TEST_CASE("nothing is cut on a narrow terminal: text is broken, a wide table is written row by row") {
  const Blocks blocks{Facts{{{"History", "three meetings and a trial of two weeks"}}},
                      Bullets{{"the managers think that counting is work done twice"}},
                      Table{{{"what"}, {"who"}}, {{"first meeting of results", "Carla"}, {"visit", ""}}}};
  CHECK(text_of(blocks, 30, Color::never) ==
        "  History  three meetings and\n"
        "           a trial of two\n"
        "           weeks\n"
        "\n"
        "  - the managers think that\n"
        "    counting is work done\n"
        "    twice\n"
        "\n"
        "  what  first meeting of\n"
        "        results\n"
        "  who   Carla\n"
        "\n"
        "  what  visit\n");
}

TEST_CASE("headings are bold in colour, and nothing else is") {
  CHECK(text_of(Blocks{Heading{3, "Pains"}, Prose{"late"}}, std::nullopt, Color::always) ==
        "\x1b[1mPains\x1b[0m\n\n  late\n");
}

TEST_CASE("no line on a terminal begins a command of a CI runner") {
  CHECK(text_of(Blocks{Prose{"::error::x"}}, std::nullopt, Color::never) == "  \\x3a:error::x\n");
}

TEST_CASE("blocks in Markdown are escaped") {
  CHECK(markdown_of(k_document) ==
        "# Handoff: Padaria \\*Aurora\\*\n"
        "\n"
        "- **State:** submitted\n"
        "- **Hands over:** Ana Souza (Sales)\n"
        "\n"
        "## Context\n"
        "\n"
        "Every shop sends its sales by message,\\\n"
        "and one person types them in.\n"
        "\n"
        "Since 2019.\n"
        "\n"
        "### Pains\n"
        "\n"
        "- Billing by hand\n"
        "- \\- &lt;b\\>late&lt;/b\\>\\\\x1b\\[2J\n"
        "- 1\\. first\n"
        "\n"
        "| id | promise |\n"
        "| --- | --- |\n"
        "| p1 | Billing \\| no spreadsheets |\n");
}

TEST_CASE("the start of a line in Markdown is text, whatever it looks like") {
  struct Row {
    std::string_view text;
    std::string_view expected;
  };
  for (const Row& row :
       {Row{"- item", "\\- item\n"}, Row{"+ item", "\\+ item\n"}, Row{"=====", "\\=====\n"},
        Row{"12) twelve", "12\\) twelve\n"}, Row{"2026-03-02", "2026-03-02\n"}, Row{"# title", "\\# title\n"},
        Row{"> said", "\\> said\n"}, Row{"    code", "code\n"},
        Row{"::stop-commands::x", "\\::stop-commands::x\n"}, Row{"95% in time", "95% in time\n"}}) {
    CAPTURE(row.text);
    CHECK(markdown_of(Blocks{Prose{std::string(row.text)}}) == row.expected);
  }
}
