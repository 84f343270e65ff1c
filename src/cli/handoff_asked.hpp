#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "csx/sla/submission.hpp"
#include "handoff_move.hpp"

/// What the agreements ask of a handoff, as commands speak of it.
namespace csx::cli {

/// One row of the information lists, and what the handoff says to it.
struct AskedRow {
  const model::Agreement* agreement = nullptr;
  sla::InformationGrade grade;
  sla::Flow flow = sla::Flow::forward;
  std::size_t items = 0;  ///< how many say something
  std::string none;       ///< the reason, where there is none on purpose

  const model::Information& information() const { return *grade.information; }
  const std::string& field() const { return grade.information->field.value; }
};

struct Asked {
  time::Date day;  ///< of the agreements
  std::vector<const model::Agreement*> agreements;
  std::vector<AskedRow> rows;  ///< what goes to the receiver first, then what comes back
  sla::Completeness forward;
  sla::Completeness back;
  std::vector<sla::GateVerdict> gates;

  /// Rows of one direction that the handoff leaves open.
  std::vector<const AskedRow*> missing(sla::Flow flow) const;
};

/// What is asked of a handoff that is, or would be, submitted on a day. With `figures` those are judged by
/// the gates, else what is graded now.
Asked asked_of(const store::Dataset& data, const NamedHandoff& named, time::Date day,
               const sla::SubmissionFigures& figures);

/// `at least 2, 3 words each`; empty when anything will do.
std::string wanted_by(const model::Information& information);
/// `context.pains, at least 2 (1 is there)`.
std::string said_missing(const AskedRow& row);
/// The command that supplies a field: `csx set handoff/x context.why_now=…`.
std::string command_to_supply(const NamedHandoff& named, std::string_view field);
/// Whether a field may be said not to exist, on purpose.
bool may_be_none(std::string_view field);

/// `completeness 84%, sales-cs/handoff-submitted asks for >= 90%`.
std::string said_gate(const sla::GateVerdict& verdict);

}  // namespace csx::cli
