#include <doctest/doctest.h>

#include "clock.hpp"

using namespace csx;
using std::chrono::seconds;

TEST_CASE("lengths of time are written in hours, minutes and seconds, without those that are nothing") {
  struct Row {
    int length;
    const char* text;
  };
  for (const Row& row :
       {Row{0, "0m"}, Row{30, "30s"}, Row{60, "1m"}, Row{90, "1m30s"}, Row{3600, "1h"}, Row{3605, "1h0m5s"},
        Row{5400, "1h30m"}, Row{5405, "1h30m5s"}, Row{360'000, "100h"}}) {
    CAPTURE(row.length);
    CHECK(cli::length_text(seconds{row.length}) == row.text);
  }
}

TEST_CASE("instants are written with their weekday, and with seconds only where there are some") {
  struct Row {
    const char* zone;
    const char* at;
    const char* text;
  };
  for (const Row& row : {Row{"America/Sao_Paulo", "2026-11-23T18:00:00Z", "Mon 2026-11-23 15:00 -03:00"},
                         Row{"Asia/Tokyo", "2026-11-22T18:00:05Z", "Mon 2026-11-23 03:00:05 +09:00"},
                         Row{"UTC", "2026-11-22T18:00:00Z", "Sun 2026-11-22 18:00 UTC"},
                         Row{"Europe/London", "2026-11-22T18:00:00Z", "Sun 2026-11-22 18:00 +00:00"},
                         // Local mean time, 3:06:28 behind Greenwich: in whole minutes.
                         Row{"America/Sao_Paulo", "1900-01-01T12:00:00Z", "Mon 1900-01-01 08:53 -03:07"}}) {
    CAPTURE(row.zone);
    CAPTURE(row.at);
    const time::Zone zone = time::Zone::find(row.zone).value();
    CHECK(cli::instant_text(zone, zone.resolve(time::Timestamp::parse(row.at).value())) == row.text);
  }
}
