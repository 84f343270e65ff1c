#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record_edits.hpp"
#include "value_text.hpp"

namespace csx::cli {

/// What `csx set` and `csx add` do beside the plain: values that change over time get a further one.
struct SetOptions {
  std::optional<time::Date> from;  ///< the day from which a dated value holds; that of the event unless given
  enum class History : unsigned char { keep, correct } history = History::keep;
  std::string why;  ///< of a change of price
};

/// Sets fields of one record.
class FieldSetter {
 public:
  FieldSetter(const Writing& writing, RecordEdits& edits, SetOptions options)
      : m_writing(writing), m_edits(edits), m_options(std::move(options)) {}

  /// The day on which the value is set.
  time::Date day() const { return m_options.from.value_or(m_writing.when_on()); }

  /// *Errors*: usage.
  Status set(const FieldAddress& address, yaml::Value value, std::string_view argument);

  /// What people should know of what was done.
  const std::vector<std::string>& notes() const { return m_notes; }
  /// Whether the day meant anything to one of the fields.
  bool day_counted() const { return m_day_counted; }

 private:
  Status refuse_id(const FieldAddress& address, const yaml::Value& value) const;
  /// A block is not written over what changes over time in it.
  Status refuse_rewriting(const FieldAddress& address, const yaml::Value& value) const;
  Status set_plain(const FieldAddress& address, yaml::Value value, std::string_view argument);

  Status set_dated(const FieldAddress& address, yaml::Value value, std::string_view argument);
  Status correct_dated(const FieldAddress& address, yaml::Value value, std::string_view argument);
  Status begin_history(const FieldAddress& field, yaml::Value value, std::string_view argument);
  Status add_dated(const FieldAddress& field, yaml::Value value, std::string_view argument);

  bool is_price(const FieldAddress& address) const;
  Status set_price(const FieldAddress& address, yaml::Value value, std::string_view argument);
  Status refuse_past_price(const FieldAddress& address, time::Date since, const yaml::Value& price) const;
  Status add_price(const FieldAddress& address, yaml::Value value, std::string_view argument);

  const Writing& m_writing;
  RecordEdits& m_edits;
  SetOptions m_options;
  std::vector<std::string> m_notes;
  bool m_day_counted = false;
};

/// The day before which nothing is known of a record: of an account the first of its subscriptions,
/// signatures, handoffs and journal entries, of a person the first day of work; else where the workspace's
/// history begins. Always before `before`.
time::Date first_known_day(const store::Dataset& data, const model::AnyRecord& record, time::Date before);

/// Of a list that is in order of a date, where an item of that date belongs: before the first later one. At
/// the end of one that is not in order.
std::size_t place_by_date(const yaml::Value& list, std::string_view key, time::Date date);

}  // namespace csx::cli
