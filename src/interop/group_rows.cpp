#include "group_rows.hpp"

#include <algorithm>
#include <utility>

#include "csx/base/decimal.hpp"
#include "csx/base/text.hpp"

namespace csx::interop {
namespace {

__extension__ using Wide = __int128;

Wide power(int exponent) {
  Wide value = 1;
  for (int i = 0; i < exponent; ++i) {
    value *= 10;
  }
  return value;
}

/// `1200.00 BRL` in number and what stands behind it.
std::pair<std::string_view, std::string_view> number_and_rest(std::string_view text) {
  const std::size_t space = std::min(text.find(' '), text.size());
  return {text.substr(0, space), text.substr(space)};
}

/// The sum of two numbers or sums of money, as it is typed; the error is a phrase.
tl::expected<std::string, std::string> sum_of(std::string_view a, std::string_view b) {
  const auto [number_a, rest_a] = number_and_rest(a);
  const auto [number_b, rest_b] = number_and_rest(b);
  if (rest_a != rest_b) {
    return tl::unexpected(fmt::format("{} and {} do not add up", a, b));
  }
  const std::optional<Decimal> x = Decimal::parse(number_a);
  const std::optional<Decimal> y = Decimal::parse(number_b);
  if (!x || !y) {
    return tl::unexpected(fmt::format("{} is no number", x ? number_b : number_a));
  }
  const int scale = std::max(x->scale(), y->scale());
  const Wide units =
      Wide{x->units()} * power(scale - x->scale()) + Wide{y->units()} * power(scale - y->scale());
  if (units >= power(Decimal::k_max_digits) || units <= -power(Decimal::k_max_digits)) {
    return tl::unexpected(fmt::format("the sum has more than {} digits", Decimal::k_max_digits));
  }
  return Decimal(static_cast<std::int64_t>(units), scale).to_string() + std::string(rest_a);
}

/// Adds the pairs of a table, keys in the order of the alphabet (feature_2 before feature_10).
tl::expected<Cell, std::string> sum_of_tables(Cell table, const Cell& more) {
  for (std::size_t i = 0; i + 1 < more.size(); i += 2) {
    std::size_t place = 0;
    while (place < table.size() && table[place] != more[i]) {
      place += 2;
    }
    if (place == table.size()) {
      table.push_back(more[i]);
      table.push_back(more[i + 1]);
      continue;
    }
    tl::expected<std::string, std::string> sum = sum_of(table[place + 1], more[i + 1]);
    if (!sum) {
      return tl::unexpected(std::move(sum.error()));
    }
    table[place + 1] = std::move(*sum);
  }
  return table;
}

tl::expected<Cell, std::string> sum_of_cells(const TargetField& field, const Cell& a, const Cell& b) {
  if (a.empty() || b.empty()) {
    return a.empty() ? b : a;
  }
  if (field.shape == Shape::table) {
    return sum_of_tables(a, b);
  }
  tl::expected<std::string, std::string> sum = sum_of(a.front(), b.front());
  return sum ? tl::expected<Cell, std::string>(Cell{std::move(*sum)})
             : tl::unexpected(std::move(sum.error()));
}

bool is_earlier(const Plan& plan, const Cell& a, const Cell& b) {
  const time::Zone& zone = plan.data->zone();
  const auto instant = [&](const Cell& cell) {
    const time::Parsed<time::Timestamp> at =
        time::Timestamp::parse(cell.empty() ? std::string() : cell.front());
    return at ? zone.resolve(*at) : time::Instant::max();
  };
  return instant(a) < instant(b);
}

}  // namespace

std::optional<std::string> fold(const Plan& plan, Wanted& group, MadeRow row) {
  const auto in_line = [&] {
    return group.row.file == row.file ? fmt::format("line {}", group.row.line)
                                      : fmt::format("{}:{}", plan.files[group.row.file], group.row.line);
  };
  const bool same_month = !plan.by_month || group.row.month == row.month;
  const bool same_group = same_month && std::ranges::all_of(plan.by, [&](std::size_t field) {
                            return group.row.cells[field] == row.cells[field];
                          });
  if (!same_group) {
    return fmt::format("the id {} is that of another group, of {}", quoted(row.id), in_line());
  }
  std::vector<Cell> cells = group.row.cells;
  for (std::size_t i = 0; i < plan.fields.size(); ++i) {
    const PlannedField& field = plan.fields[i];
    switch (field.in_group) {
      case PlannedField::InGroup::agrees:
        if (cells[i] != row.cells[i]) {
          return fmt::format("{} is another than in {} of the same group", field.path, in_line());
        }
        break;
      case PlannedField::InGroup::earliest:
        if (is_earlier(plan, row.cells[i], cells[i])) {
          cells[i] = row.cells[i];
        }
        break;
      case PlannedField::InGroup::summed:
      case PlannedField::InGroup::counted: {
        tl::expected<Cell, std::string> sum = sum_of_cells(field.target, cells[i], row.cells[i]);
        if (!sum) {
          return fmt::format("{}: {}", field.path, sum.error());
        }
        cells[i] = std::move(*sum);
        break;
      }
    }
  }
  group.row.cells = std::move(cells);
  group.others.push_back({row.file, row.line, row.offset, row.bytes});
  return std::nullopt;
}

}  // namespace csx::interop
