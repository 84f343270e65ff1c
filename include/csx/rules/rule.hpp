#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csx/base/diagnostic.hpp"
#include "csx/model/describe.hpp"
#include "csx/model/walk.hpp"
#include "csx/store/dataset.hpp"

/// What `csx check` judges: one table of rules, each a pure function of (records, instant).
namespace csx::rules {

class SharedFacts;

/// What a rule sees.
struct Input {
  const store::Dataset& data;
  time::Instant as_of;
  /// as_of's date in the workspace's zone.
  time::Date today;
  /// The folder before the change that is judged; null where only the folder as it is counts.
  const store::Dataset* base = nullptr;
  /// What is measured; `check` puts it in place.
  const SharedFacts* facts = nullptr;
};

class Report;

/// One rule of `csx check`; `csx explain` prints it.
struct Rule {
  std::string_view id;  ///< `family/name`, never reused
  Severity severity = Severity::error;
  std::string_view purpose;  ///< one sentence: what it makes sure of
  std::string_view why;      ///< why that matters, for somebody who meets it for the first time
  std::string_view remedy;   ///< what to do, in the imperative
  /// Null for what is found while reading (families yaml, schema, folder).
  void (*check)(const Input&, Report&) = nullptr;
};

/// All rules, by family in the order of the documentation.
std::span<const Rule> table();
const Rule* find(std::string_view id);
std::span<const std::string_view> rule_ids();

/// A finding being written; everything beyond the message is optional.
class Draft {
 public:
  Draft(std::vector<Diagnostic>& out, const store::Dataset& data)
      : m_out(out), m_index(out.size() - 1), m_data(data) {}
  /// What to do, where the rule's own remedy does not say it best.
  Draft& help(std::string text);
  /// Lets the caret stand on the key instead of the value.
  Draft& at_key();
  /// Another place that helps to understand ("promised here").
  template <class T>
  // NOLINTNEXTLINE(performance-unnecessary-value-param): it is moved from
  Draft& note(const model::AnyRecord& record, const T& member, std::string message) {
    return note_at(record, &member, model::type_of<T>, std::move(message));
  }
  /// The same, for generic code that knows members by address and type.
  Draft& note_at(const model::AnyRecord& record, const void* member, const model::Type& type,
                 std::string message);

 private:
  std::vector<Diagnostic>& m_out;  // which may grow while the draft is held
  std::size_t m_index;
  const store::Dataset& m_data;
};

/// Takes a rule's findings. Rules name the C++ value they speak of; its place in the file is found from that.
class Report {
 public:
  Report(const store::Dataset& data, const Rule& rule, std::vector<Diagnostic>& out)
      : m_data(data), m_rule(rule), m_out(out) {}

  /// A finding about a value that stands in `record`: any member of it at any depth, absent optionals too
  /// (the caret then stands on the parent's key). `member` must be a reference into the record, not a copy.
  /// What only seems absent, because reading could not make sense of it and said so, is not told again.
  template <class T>
  // NOLINTNEXTLINE(performance-unnecessary-value-param): it is moved from
  Draft add(const model::AnyRecord& record, const T& member, std::string message) {
    return add_at(record, &member, model::type_of<T>, std::move(message));
  }
  /// The same, for generic code that knows members by address and type.
  Draft add_at(const model::AnyRecord& record, const void* member, const model::Type& type,
               std::string message);
  /// A finding about the record as a whole: the caret stands on its id, or on its first key.
  Draft add(const model::AnyRecord& record, std::string message);
  /// A finding about a place that only text knows.
  Draft add(Place place, std::string record, std::string message);

 private:
  std::string pointer_of(const model::AnyRecord& record, const void* member, const model::Type& type);

  const store::Dataset& m_data;
  const Rule& m_rule;
  std::vector<Diagnostic>& m_out;
  // A record that gives many findings is walked once for all of them.
  const model::AnyRecord* m_last = nullptr;
  std::optional<model::PointerIndex> m_pointers;
  std::vector<Diagnostic> m_told_already;
};

/// Which rules run and how severe they are.
struct Selection {
  std::vector<std::string> only;  ///< ids or family/*; empty: all
};

/// Runs the rules over a data set, on all cores, and adds what reading found. Severities of the workspace and
/// its folder-wide suppressions are applied; suppressions in place are applied later, when lines are known.
/// *Order*: none; locate() sorts.
std::vector<Diagnostic> check(const Input& input, const Selection& selection = {});

}  // namespace csx::rules
