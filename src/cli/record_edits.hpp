#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "field_address.hpp"
#include "resolve.hpp"
#include "writing.hpp"

namespace csx::cli {

/// Whether a JSON pointer leads to a place or to something in it.
bool is_at_or_below(std::string_view pointer, std::string_view place);

/// Edits of one record, or of a part of one, each seen by the next; nothing is changed before `put`.
class RecordEdits {
 public:
  enum class Judge : unsigned char {
    values,   ///< a value that its field does not take is refused at once, naming the argument
    nothing,  ///< what is wrong is left to the check of the folder
  };
  /// *Errors*: io; usage for what is not changed by hand (audits).
  static Result<RecordEdits> of(const Writing& writing, const Named& named, Judge judge);

  const Named& named() const { return m_named; }
  const model::Type& type() const { return *m_named.subject.type; }
  /// What the text says of the thing named, as changed so far.
  const yaml::Value& value() const { return *value_at(m_root, m_base); }
  /// What a pointer below it names; null when it is not there or empty.
  const yaml::Value* at(std::string_view pointer) const;
  /// The whole record that it stands in.
  const yaml::Value& record() const { return m_root; }

  /// As find_address. *Errors*: also usage for what other commands are for: kind, timelines of handoffs.
  Result<FieldAddress> find(std::string_view written, time::Date day) const;

  /// Adds an edit; its pointer goes down from the thing named. `argument` is what a message calls the value,
  /// `judged` the pointer at or below which the reader must find nothing new.
  Status apply(yaml::Edit edit, std::string_view argument, std::string_view judged);
  /// Judged where the edit is.
  Status apply(yaml::Edit edit, std::string_view argument);
  /// Left to the check of the folder.
  Status apply(yaml::Edit edit);

  bool is_empty() const { return m_edits.empty(); }
  Status put(Writing& writing) const;

 private:
  RecordEdits(Named named, Judge judge) : m_named(std::move(named)), m_judge(judge) {}
  Status judge(std::string_view argument, const std::string& pointer);

  Named m_named;
  Judge m_judge;
  std::string m_base;  ///< pointer of the thing named in its record
  yaml::Value m_root;
  std::vector<Diagnostic> m_findings;
  std::vector<yaml::Edit> m_edits;
};

}  // namespace csx::cli
