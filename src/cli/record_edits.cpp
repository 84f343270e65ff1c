#include "record_edits.hpp"

#include "csx/base/text.hpp"
#include "csx/model/walk.hpp"
#include "value_document.hpp"

#include <algorithm>

namespace csx::cli {
namespace {

Status refuse_kind(const Named& named) {
  if (named.item.record->kind().name == "audit") {
    return fail(ErrorKind::usage,
                fmt::format("{} says what was found then, it is not changed afterwards", named.ref));
  }
  return {};
}

}  // namespace

bool is_at_or_below(std::string_view pointer, std::string_view place) {
  return pointer.starts_with(place) && (pointer.size() == place.size() || pointer[place.size()] == '/');
}

Result<RecordEdits> RecordEdits::of(const Writing& writing, const Named& named, Judge judge) {
  if (Status fit = refuse_kind(named); !fit) {
    return fail(std::move(fit.error()));
  }
  RecordEdits edits(named, judge);
  const model::AnyRecord& record = *named.item.record;
  Result<yaml::Value> root = writing.value(record);
  if (!root) {
    return fail(std::move(root.error()));
  }
  edits.m_root = std::move(*root);
  if (named.subject.kind == nullptr) {
    const auto pointer = model::pointer_to(record, named.item.value, *named.subject.type);
    if (!pointer || value_at(edits.m_root, *pointer) == nullptr) {
      return fail(ErrorKind::defect, fmt::format("{} is not found in its record", named.ref));
    }
    edits.m_base = *pointer;
  }
  edits.m_findings = findings_of(edits.m_root, {});
  return edits;
}

const yaml::Value* RecordEdits::at(std::string_view pointer) const {
  const yaml::Value* found = value_at(value(), pointer);
  const bool empty =
      found != nullptr && found->kind == yaml::NodeKind::scalar && found->core == yaml::Core::null;
  return empty ? nullptr : found;
}

Result<FieldAddress> RecordEdits::find(std::string_view written, time::Date day) const {
  if (written == "kind" && m_named.subject.kind != nullptr) {
    return fail(ErrorKind::usage, "the kind of a record stays", {"make another record with `csx new`"});
  }
  Result<FieldAddress> address = find_address(type(), value(), written, day);
  const bool timeline = address && m_named.subject.kind != nullptr && m_named.subject.name == "handoff" &&
                        !address->steps.empty() && address->steps.front().token == "timeline";
  if (timeline) {
    return fail(ErrorKind::usage, "the timeline of a handoff only grows, step by step",
                {fmt::format("move it with `csx handoff submit|return|accept|… {}`", m_named.ref)});
  }
  return address;
}

Status RecordEdits::apply(yaml::Edit edit, std::string_view argument) {
  const std::string pointer = edit.pointer;
  return apply(std::move(edit), argument, pointer);
}

Status RecordEdits::apply(yaml::Edit edit, std::string_view argument, std::string_view judged) {
  if (Status done = apply(std::move(edit)); !done || m_judge == Judge::nothing) {
    return done;
  }
  return judge(argument, m_base + std::string(judged));
}

Status RecordEdits::apply(yaml::Edit edit) {
  edit.pointer.insert(0, m_base);
  Result<yaml::Value> changed = yaml::apply_to_value(m_root, edit);
  if (!changed) {
    return fail(std::move(changed.error()));
  }
  m_root = std::move(*changed);
  m_edits.push_back(std::move(edit));
  return {};
}

Status RecordEdits::judge(std::string_view argument, const std::string& pointer) {
  std::vector<Diagnostic> findings = findings_of(m_root, {});
  for (const Diagnostic& finding : findings) {
    const bool known = std::ranges::any_of(m_findings, [&](const Diagnostic& old) {
      return old.message == finding.message && old.place.pointer == finding.place.pointer;
    });
    if (!known && is_at_or_below(finding.place.pointer, pointer)) {
      return fail(ErrorKind::usage, fmt::format("{}: {}", argument, finding.message),
                  finding.help.empty() ? std::vector<std::string>() : std::vector{finding.help});
    }
  }
  m_findings = std::move(findings);
  return {};
}

Status RecordEdits::put(Writing& writing) const {
  return m_edits.empty() ? Status() : writing.edit(*m_named.item.record, m_edits);
}

}  // namespace csx::cli
