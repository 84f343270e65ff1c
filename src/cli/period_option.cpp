#include "period_option.hpp"

#include "csx/base/text.hpp"

namespace csx::cli {

Result<time::Period> read_period(const std::optional<std::string>& said, std::string_view otherwise,
                                 time::Date today) {
  const std::string_view text = said ? std::string_view(*said) : otherwise;
  const time::Parsed<time::Period> period = time::Period::parse(text, today);
  if (!period) {
    return fail(ErrorKind::usage,
                fmt::format("--period {} is no period: {}", csx::quoted(text), period.error()),
                {"give a month such as 2026-10, a week such as 2026-W41, a quarter such as 2026-Q3, A..B, or "
                 "last-month"});
  }
  return *period;
}

}  // namespace csx::cli
