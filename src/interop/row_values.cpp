#include <algorithm>
#include <iterator>
#include <utility>

#include "csx/base/slug.hpp"
#include "csx/base/text.hpp"
#include "row_maker.hpp"

/// What the cells of a row become: texts as the fields of records print them.
namespace csx::interop {
namespace {

std::vector<std::string_view> split_by(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t at = text.find(separator);
    const std::string_view part = trim(text.substr(0, at));
    if (!part.empty()) {
      parts.push_back(part);
    }
    if (at == std::string_view::npos) {
      return parts;
    }
    text.remove_prefix(at + separator.size());
  }
}

std::int64_t seconds_of(model::ColumnUnit unit) {
  switch (unit) {
    case model::ColumnUnit::minutes:
      return 60;
    case model::ColumnUnit::hours:
      return 3600;
    case model::ColumnUnit::days:
      return 86400;
    default:
      return 1;
  }
}

/// Whole seconds in a number of units; none beyond ten thousand years.
std::optional<std::chrono::seconds> span_of(const Decimal& number, model::ColumnUnit unit) {
  __extension__ using Wide = __int128;
  Wide seconds = Wide{number.units()} * seconds_of(unit);
  for (int i = 0; i < number.scale(); ++i) {
    seconds /= 10;
  }
  constexpr Wide k_most = Wide{86400} * 366 * 1000;
  if (seconds > k_most || seconds < -k_most) {
    return std::nullopt;
  }
  return std::chrono::seconds{static_cast<std::int64_t>(seconds)};
}

}  // namespace

std::string RowMaker::text_of(const Conversion& from) const {
  std::string text;
  bool has_value = from.parts.empty();
  for (const TextPart& part : from.parts) {
    const std::string_view value = part.is_month ? std::string_view(m_made.month)
                                   : part.column ? cell(*part.column)
                                                 : std::string_view();
    has_value = has_value || !value.empty();
    text += part.literal;
    text += value;
  }
  const bool only_literal =
      std::ranges::none_of(from.parts, [](const TextPart& part) { return part.is_month || part.column; });
  return has_value || only_literal ? text : std::string();
}

void* RowMaker::scratch_of(const PlannedField& field) const {
  const bool is_record = m_plan.record && &field == &*m_plan.record;
  return is_record ? m_record_scratch->get()
                   : m_scratch[static_cast<std::size_t>(&field - m_plan.fields.data())].get();
}

RowMaker::Or<Cell> RowMaker::cell_of(const PlannedField& field) {
  const Conversion& from = field.from;
  if (from.source == Conversion::Source::constant) {
    return Cell{from.constant};
  }
  const std::string text =
      from.source == Conversion::Source::text ? text_of(from) : std::string(cell(from.column));
  if (text.empty() && !from.values.contains("")) {
    return Cell{};
  }
  Cell out;
  if (from.key_column) {
    const std::string_view key = cell(*from.key_column);
    std::string wrong;
    std::string name(key);
    void* const scratch = scratch_of(field);
    void* value = key.empty() ? nullptr : field.target.container->map->add_parsed(scratch, name, wrong);
    if (value == nullptr) {
      name = slug(key);
      std::ranges::replace(name, '-', '_');
      value = name.empty() ? nullptr : field.target.container->map->add_parsed(scratch, name, wrong);
    }
    if (value == nullptr) {
      return tl::unexpected(
          Wrong{from.key_column, key.empty() ? fmt::format("it is empty, and {} needs a key", field.path)
                                             : fmt::format("{} is no key: {}", quoted(key), wrong)});
    }
    field.target.container->map->drop_last(scratch);
    out.push_back(std::move(name));
  }
  const bool is_list = !from.separator.empty();
  for (const std::string_view part :
       is_list ? split_by(text, from.separator) : std::vector<std::string_view>{text}) {
    Or<std::string> value = value_of(field, part, from.column);
    if (!value) {
      if (from.source == Conversion::Source::text) {
        value.error().column.reset();
      }
      return tl::unexpected(std::move(value.error()));
    }
    if (!value->empty()) {
      out.push_back(std::move(*value));
    }
  }
  return out;
}

/// One value as its field prints it.
RowMaker::Or<std::string> RowMaker::value_of(const PlannedField& field, std::string_view text,
                                             std::size_t column) {
  const Conversion& from = field.from;
  if (!from.values.empty()) {
    if (const auto found = from.values.find(std::string(text)); found != from.values.end()) {
      return found->second;
    }
    if (from.otherwise) {
      return *from.otherwise;
    }
    std::vector<std::string_view> names;
    std::ranges::transform(from.values, std::back_inserter(names),
                           [](const auto& pair) { return std::string_view(pair.first); });
    std::ranges::sort(names);
    return tl::unexpected(Wrong{
        column, fmt::format("{} is not in the table of values: it has {}", quoted(text), enumerate(names))});
  }
  if (from.after) {
    return counted_from(field, text, column);
  }
  const std::string_view currency = from.currency_column ? cell(*from.currency_column) : std::string_view();
  tl::expected<std::string, std::string> read =
      read_value(from, text, currency, m_plan.data->zone(), *field.target.scalar);
  if (!read) {
    return tl::unexpected(Wrong{column, std::move(read.error())});
  }
  if (from.lookup) {
    return looked_up(field, *read, column);
  }
  if (from.times_column || from.divide_by != 1) {
    Or<std::string> amount = times_and_divided(field, std::move(*read));
    if (!amount) {
      return amount;
    }
    read = std::move(*amount);
  }
  // A table's value is parsed where a pair of it is.
  void* const scratch = scratch_of(field);
  void* storage = scratch;
  std::string unused;
  if (field.target.shape == Shape::table) {
    storage = field.target.container->map->add_parsed(scratch, "key", unused);
  }
  const std::optional<std::string> wrong = parse_into(field.target, *read, storage);
  std::string value = wrong ? std::string() : printed(field.target, storage);
  if (field.target.shape == Shape::table) {
    field.target.container->map->drop_last(scratch);
  }
  const model::ScalarOps& ops = *field.target.scalar->scalar;
  if (wrong) {
    return tl::unexpected(Wrong{column, refusal_of(field.target, text, *wrong)});
  }
  if (from.must_exist && !m_plan.data->has_id(ops.target.name, value)) {
    const std::string nearest =
        m_suggestions > 0 ? (--m_suggestions, did_you_mean(value, m_plan.data->ids(ops.target.name)))
                          : std::string();
    return tl::unexpected(
        Wrong{column, fmt::format("there is no {} {}{}", ops.target.name, quoted(value), nearest)});
  }
  return value;
}

/// Rounds half away from zero, sums to cents and numbers to six digits behind the point.
RowMaker::Or<std::string> RowMaker::times_and_divided(const PlannedField& field, std::string text) const {
  __extension__ using Wide = __int128;
  const Conversion& from = field.from;
  const std::size_t space = std::min(text.find(' '), text.size());
  const std::optional<Decimal> amount = Decimal::parse(std::string_view(text).substr(0, space));
  Decimal times(1, 0);
  if (from.times_column) {
    Conversion number = from;
    number.format = model::ColumnFormat::number;
    const tl::expected<std::string, std::string> read =
        read_value(number, cell(*from.times_column), {}, m_plan.data->zone(), *field.target.scalar);
    if (!read) {
      return tl::unexpected(Wrong{from.times_column, read.error()});
    }
    times = Decimal::parse(*read).value_or(times);
  }
  Wide units = Wide{amount.value_or(Decimal()).units()} * times.units();
  int scale = amount.value_or(Decimal()).scale() + times.scale();
  const int wanted =
      from.divide_by == 1 ? scale : std::max(scale, from.format == model::ColumnFormat::money ? 2 : 6);
  const int kept = std::min(wanted, from.format == model::ColumnFormat::money
                                        ? std::max(2, amount.value_or(Decimal()).scale())
                                        : 6);
  Wide divisor = from.divide_by;
  for (; scale < kept; ++scale) {
    units *= 10;
  }
  for (; scale > kept; --scale) {
    divisor *= 10;
  }
  const Wide half = divisor / 2;
  units = (units + (units < 0 ? -half : half)) / divisor;
  constexpr Wide k_most = 1'000'000'000'000'000;
  if (units >= k_most || units <= -k_most) {
    return tl::unexpected(
        Wrong{from.column, fmt::format("the amount has more than {} digits", Decimal::k_max_digits)});
  }
  return Decimal(static_cast<std::int64_t>(units), kept).to_string() + text.substr(space);
}

RowMaker::Or<std::string> RowMaker::counted_from(const PlannedField& field, std::string_view text,
                                                 std::size_t column) {
  const Conversion& from = field.from;
  Conversion number = from;
  number.format = model::ColumnFormat::number;
  const tl::expected<std::string, std::string> read =
      read_value(number, text, {}, m_plan.data->zone(), *field.target.scalar);
  const std::optional<Decimal> count = read ? Decimal::parse(*read) : std::nullopt;
  if (!count) {
    return tl::unexpected(Wrong{column, read ? fmt::format("{} is no number", quoted(text)) : read.error()});
  }
  const PlannedField& base = m_plan.fields[*from.after];
  const Cell& since = m_made.cells[*from.after];
  const time::Parsed<time::Timestamp> start =
      time::Timestamp::parse(since.empty() ? std::string() : since.front());
  if (!start) {
    return tl::unexpected(Wrong{column, fmt::format("it counts from {}, which is empty", base.path)});
  }
  const std::optional<std::chrono::seconds> span = span_of(*count, *from.unit);
  const time::Zone& zone = m_plan.data->zone();
  std::string value;
  if (span) {
    const time::Instant instant = zone.resolve(*start) + *span;
    time::Timestamp local;
    local.local = zone.to_local(instant);
    const bool is_date = field.target.scalar == &model::type_of<time::Date>;
    if (is_date) {
      value = zone.date_of(instant).to_string();
    } else if (start->offset_minutes) {
      local.local = start->local + *span;
      local.offset_minutes = start->offset_minutes;
      value = local.to_string();
    } else if (zone.to_instant(local.local) != instant) {
      value = zone.format(instant);
    } else {
      value = local.to_string();
    }
  }
  if (!span || parse_into(field.target, value, scratch_of(field))) {
    return tl::unexpected(Wrong{column, fmt::format("{} {} after {} is out of range", text,
                                                    model::word(*from.unit), start->to_string())});
  }
  return value;
}

RowMaker::Or<std::string> RowMaker::looked_up(const PlannedField& field, const std::string& text,
                                              std::size_t column) const {
  const auto found = field.from.lookup->find(text);
  if (found == field.from.lookup->end()) {
    return tl::unexpected(
        Wrong{column, fmt::format("there is no {}{}", field.from.lookup_name, quoted(text))});
  }
  if (found->second.size() > 1) {
    const std::vector<std::string_view> ids(found->second.begin(), found->second.end());
    return tl::unexpected(
        Wrong{column, fmt::format("{} is not told apart: it is that of {}", quoted(text),
                                  enumerate(std::span(ids).first(std::min<std::size_t>(ids.size(), 5))))});
  }
  return found->second.front();
}

}  // namespace csx::interop
