#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string_view>

#include "csx/interop/holidays.hpp"

// Any bytes are read as a calendar, with years and without. What comes back must be holidays that a record
// can hold, inside the years, in order and each once; an error must say something.
namespace {

using namespace csx::interop;

void require(bool holds, const char* what) {
  if (!holds) {
    std::fprintf(stderr, "fuzz_ical: %s\n", what);
    std::abort();
  }
}

bool is_before(const ImportedHoliday& a, const ImportedHoliday& b) {
  if (a.every.has_value() != b.every.has_value()) {
    return a.every.has_value();
  }
  return a.every ? *a.every <= *b.every : *a.date <= *b.date;
}

void check(std::string_view text, const std::optional<csx::time::Period>& period) {
  const auto read = holidays_of_ical(text, period);
  if (!read) {
    require(!read.error().message.empty() && !read.error().causes.empty(),
            "an error has a message and causes");
    return;
  }
  for (std::size_t i = 0; i < read->days.size(); ++i) {
    const ImportedHoliday& day = read->days[i];
    require(day.date.has_value() != day.every.has_value(), "a holiday has a date or returns every year");
    require(!day.name.empty() && day.name.find('\n') == std::string::npos,
            "a holiday has a name on one line");
    require(day.line > 0, "a holiday comes from a line");
    require(!period || !day.date || period->contains(*day.date), "a date lies in the years asked for");
    require(i == 0 || is_before(read->days[i - 1], day), "holidays are in order");
  }
  for (const PassedOver& each : read->passed_over) {
    require(each.line > 0 && !each.reason.empty(), "what is passed over has a line and a reason");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check(text, std::nullopt);
  check(text, csx::time::Period::parse("2026..2027").value());
  return 0;
}
