#pragma once

#include <string>
#include <string_view>

#include "csx/time/date.hpp"

namespace csx::time {

/// Whole days, both ends included.
struct Period {
  Date first;
  Date last;

  /// `2026`, `2026-Q3`, `2026-10`, `2026-W41` (ISO 8601 week), `2026-10-05`, `A..B` of any of these (from A's
  /// first day to B's last).
  static Parsed<Period> parse(std::string_view text);
  /// Those and, seen from `today`: today, yesterday, this-|last- week, month, quarter, year; last-Nd,
  /// last-Nw, last-Nmo, last-Nq, last-Ny: whole units ended before today.
  static Parsed<Period> parse(std::string_view text, Date today);
  /// The shortest way to write it that `parse` reads back, each end a part inside the period; weeks only with
  /// weeks.
  std::string to_string() const;
  bool contains(Date date) const { return first <= date && date <= last; }
  int days() const { return static_cast<int>((last.day - first.day).count()) + 1; }
  friend auto operator<=>(const Period&, const Period&) = default;
};

}  // namespace csx::time
