#include <doctest/doctest.h>

#include "csx/model/account.hpp"
#include "csx/model/journal.hpp"
#include "listing.hpp"

using namespace csx;
using namespace csx::cli;

TEST_CASE("printed values are compared by what they mean") {
  const ColumnSpec money{"mrr", nullptr, &model::type_of<Money>};
  const ColumnSpec touch{"touch_model", nullptr, &model::type_of<model::TouchModel>};
  const ColumnSpec instant{"at", nullptr, &model::type_of<time::Timestamp>};
  const ColumnSpec duration{"within", nullptr, &model::type_of<time::Duration>};
  const ColumnSpec text{"name", nullptr, &model::type_of<std::string>};
  struct Row {
    const ColumnSpec& column;
    const char* less;
    const char* more;
  };
  for (const Row& row : {Row{money, "900.00 BRL", "1200.00 BRL"}, Row{money, "900", "1200.00 BRL"},
                         Row{touch, "tech-touch", "high-touch"}, Row{touch, "high-touch", "exclusive-touch"},
                         Row{instant, "2026-10-05T12:00:00Z", "2026-10-05T10:00:00-03:00"},
                         Row{instant, "2026-10-05", "2026-10-05T00:00:01Z"}, Row{duration, "48h", "3d"},
                         Row{duration, "2bd", "17bh"}, Row{text, "10", "9"}, Row{text, "z", ""}}) {
    CAPTURE(row.less);
    CAPTURE(row.more);
    const time::Zone zone = time::Zone::utc();
    CHECK(compare_printed(row.column, row.less, row.more, zone) == std::strong_ordering::less);
    CHECK(compare_printed(row.column, row.more, row.less, zone) == std::strong_ordering::greater);
    CHECK(compare_printed(row.column, row.less, row.less, zone) == std::strong_ordering::equal);
  }
}
