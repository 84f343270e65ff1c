#include "past_events.hpp"

#include <fmt/format.h>

#include "moments.hpp"

namespace csx::rules {

namespace {

/// A date is in the future from the day after today, an instant from the one after the as-of instant.
bool lies_ahead(const Input& input, const model::FieldValue& field) {
  if (field.type == &model::type_of<time::Date>) {
    return *static_cast<const time::Date*>(field.value) > input.today;
  }
  return field.type == &model::type_of<time::Timestamp> &&
         is_future(input, *static_cast<const time::Timestamp*>(field.value));
}

}  // namespace

void report_future_events(const Input& input, Report& report, const model::AnyRecord& record,
                          std::span<const std::string_view> fields) {
  for (const std::string_view path : fields) {
    for (const model::FieldValue& field : model::field_values(*record.kind().type, record.value(), path)) {
      if (!field.none && lies_ahead(input, field)) {
        report.add_at(record, field.value, *field.type,
                      fmt::format("{} is {}, after the as-of date {}", path,
                                  field.type->scalar->print(field.value), input.today.to_string()));
      }
    }
  }
}

}  // namespace csx::rules
