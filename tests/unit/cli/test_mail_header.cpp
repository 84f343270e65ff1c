#include "mail_header.hpp"

#include <doctest/doctest.h>

using namespace csx::cli;

TEST_CASE("a display name stays one name, whatever it says") {
  struct Named {
    const char* name;
    const char* phrase;
  };
  for (const Named& each : {
           Named{"Ana Moura", "Ana Moura"},
           Named{"Moura, Ana", R"("Moura, Ana")"},
           Named{"x@evil.example, Ana", R"("x@evil.example, Ana")"},
           Named{"Ana \"the\\boss\" <a@b.example>", R"("Ana \"the\\boss\" <a@b.example>")"},
           Named{"A\nBcc: z@evil.example", R"("A Bcc: z@evil.example")"},
           Named{"A\r\n\r\n--\n", R"("A    --")"},
           Named{"=?utf-8?q?x?=", R"("=?utf-8?q?x?=")"},
           Named{"", R"("")"},
           Named{"Sérgio Pinho", "=?utf-8?q?S=C3=A9rgio_Pinho?="},
           Named{"A\xE2\x80\xA8Z", R"("A\\u2028Z")"},
           Named{"ééééééééééé",
                 "=?utf-8?q?=C3=A9=C3=A9=C3=A9=C3=A9=C3=A9=C3=A9=C3=A9=C3=A9=C3=A9?=\n"
                 " =?utf-8?q?=C3=A9=C3=A9?="},
       }) {
    CAPTURE(each.name);
    CHECK(mail_phrase(each.name) == each.phrase);
  }
}
