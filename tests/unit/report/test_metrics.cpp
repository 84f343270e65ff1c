#include "csx/report/metrics.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace csx::report {
namespace {

using metrics::Unit;

TEST_CASE("metric reference: the committed one is that of the catalogue") {
  std::ifstream in(CSX_SOURCE_DIR "/docs/reference/metrics.md", std::ios::binary);
  const std::string committed{std::istreambuf_iterator<char>(in), {}};
  INFO("run: csx __reference metrics --output docs/reference/metrics.md");
  CHECK(committed == metrics_reference());
}

TEST_CASE("numbers as people read them") {
  const Currency brl = Currency::parse("BRL").value();
  struct Row {
    Unit unit;
    Fraction number;
    std::string_view text;
  };
  const auto of = [](std::int64_t a, std::int64_t b) { return Fraction(Exact(a), Exact(b)); };
  const std::vector<Row> rows{
      {Unit::money, of(1234567, 1), "1,234,567.00 BRL"},
      {Unit::money, of(-123456, 100), "-1,234.56 BRL"},
      {Unit::money, of(999, 1), "999.00 BRL"},
      {Unit::share, of(7133, 10000), "71.3%"},
      {Unit::share, of(9999, 10000), "99.9%"},
      {Unit::share, of(1, 1), "100.0%"},
      {Unit::share, of(1, 10000), "<0.1%"},
      {Unit::share, of(0, 1), "0.0%"},
      {Unit::count, of(12000, 1), "12,000"},
      {Unit::months, of(5, 1), "5 months"},
      {Unit::months, of(15, 4), "3.8 months"},
      {Unit::days, of(7, 2), "3.5d"},
      {Unit::ratio, of(19, 49), "0.39"},
      {Unit::elapsed_time, of(42 * 3600, 1), "42h"},
      {Unit::elapsed_time, of(54 * 3600, 1), "2d6h"},
      {Unit::elapsed_time, of(90, 1), "1m"},
      {Unit::elapsed_time, of(45, 1), "45s"},
      {Unit::elapsed_time, of(0, 1), "0m"},
      {Unit::business_time, of(54 * 3600 + 1800, 1), "54h30m"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(said(row.unit, row.number, brl) == row.text);
  }
}

}  // namespace
}  // namespace csx::report
