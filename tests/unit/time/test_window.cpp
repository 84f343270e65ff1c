#include <doctest/doctest.h>

#include "csx/time/window.hpp"
#include "outcome.hpp"

using namespace csx::time;

TEST_CASE("a window is read, or refused with the reason") {
  const Row rows[] = {
      {"09:00-12:00", "09:00-12:00"},
      {"22:00-06:00", "22:00-06:00"},
      {"08:00-24:00", "08:00-24:00"},
      {"08:00-00:00", "08:00-24:00"},
      {"00:00-24:00", "00:00-24:00"},
      {"00:00-00:01", "00:00-00:01"},
      {"23:59-23:58", "23:59-23:58"},
      {"24:00-06:00", "! 24:00 may only close a window"},
      {"09:00-24:30", "! hour 24 does not exist"},
      {"09:00-25:00", "! hour 25 does not exist"},
      {"99:00-12:00", "! hour 99 does not exist"},
      {"09:60-12:00", "! minute 60 does not exist"},
      {"09:00-12:75", "! minute 75 does not exist"},
      {"09:00-09:00", "! it opens and closes at 09:00, write 00:00-24:00 for a whole day"},
      {"9:00-12:00", "! expected HH:MM-HH:MM, did you mean \"09:00-12:00\"?"},
      {"09:00 - 12:00", "! expected HH:MM-HH:MM, did you mean \"09:00-12:00\"?"},
      {"09:00\xe2\x80\x93"
       "12:00",
       "! expected HH:MM-HH:MM, did you mean \"09:00-12:00\"?"},
      {"9:00-9:75", "! expected HH:MM-HH:MM"},
      {"09:00", "! expected HH:MM-HH:MM"},
      {"09:00-", "! expected HH:MM-HH:MM"},
      {"9-12", "! expected HH:MM-HH:MM"},
      {"09:00:00-12:00:00", "! expected HH:MM-HH:MM"},
      {"09:00-12:00 ", "! expected HH:MM-HH:MM, did you mean \"09:00-12:00\"?"},
      {"09.00-12.00", "! expected HH:MM-HH:MM"},
      {"closed", "! expected HH:MM-HH:MM"},
      {"", "! expected HH:MM-HH:MM"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(outcome(Window::parse(row.text)) == row.expected);
  }
}

TEST_CASE("closing times after midnight count on from the opening day") {
  CHECK(Window::parse("09:30-12:00").value() == Window{570, 720});
  CHECK(Window::parse("22:00-06:00").value() == Window{1320, 1800});
  CHECK(Window::parse("22:00-24:00").value() == Window{1320, 1440});
  CHECK(Window::parse("00:00-24:00").value() == Window{0, 1440});
}

TEST_CASE("every window survives printing and reading") {
  for (int open = 0; open < 1440; open += 31) {
    for (int length = 1; length < 1440; length += 7) {
      const Window window{static_cast<std::int16_t>(open), static_cast<std::int16_t>(open + length)};
      const auto again = Window::parse(window.to_string());
      REQUIRE(again.has_value());
      REQUIRE(*again == window);
    }
  }
}
