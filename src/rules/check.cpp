#include <algorithm>
#include <iterator>

#include "csx/base/parallel.hpp"
#include "csx/model/walk.hpp"
#include "csx/rules/rule.hpp"
#include "csx/rules/selection.hpp"
#include "csx/store/path_pattern.hpp"
#include "shared_facts.hpp"

namespace csx::rules {
namespace {

/// The suppressions of csx.yaml, ready to be asked.
class FolderSuppressions {
 public:
  FolderSuppressions(const model::Checks& checks, time::Date today) {
    for (const model::FolderSuppression& each : checks.suppressions) {
      if (!each.until || *each.until >= today) {
        m_active.push_back({&each, each.path ? std::optional(store::PathPattern(*each.path)) : std::nullopt});
      }
    }
  }
  bool cover(const Diagnostic& finding) const {
    return std::ranges::any_of(m_active, [&](const auto& each) {
      const auto& [suppression, path] = each;
      return names_rule(suppression->rule.value, finding.rule) &&
             (!path || path->matches(finding.place.file)) &&
             (!suppression->record || *suppression->record == finding.record);
    });
  }

 private:
  std::vector<std::pair<const model::FolderSuppression*, std::optional<store::PathPattern>>> m_active;
};

void apply_settings(const Input& input, std::vector<Diagnostic>& findings) {
  const model::Workspace& workspace = input.data.workspace();
  if (!workspace.checks) {
    return;
  }
  const FolderSuppressions suppressions(*workspace.checks, input.today);
  for (Diagnostic& finding : findings) {
    finding.severity = severity_in(workspace, finding.rule, finding.severity);
  }
  std::erase_if(findings, [&](const Diagnostic& finding) {
    return finding.severity == Severity::off || suppressions.cover(finding);
  });
}

/// What reading found, with the severities of the table.
std::vector<Diagnostic> findings_of_reading(const Input& input, const Selection& selection) {
  std::vector<Diagnostic> findings;
  for (const Diagnostic& finding : input.data.findings()) {
    if (!is_selected(selection, finding.rule)) {
      continue;
    }
    findings.push_back(finding);
    if (const Rule* rule = find(finding.rule)) {
      findings.back().severity = rule->severity;
    }
  }
  return findings;
}

Diagnostic draft_of(const store::Dataset& data, const Rule& rule, const model::AnyRecord& record,
                    std::string message) {
  Diagnostic finding{.rule = std::string(rule.id),
                     .severity = rule.severity,
                     .message = std::move(message),
                     .record = record.reference(),
                     .help = std::string(rule.remedy)};
  finding.place.file = data.file_of(record);
  finding.place.document = record.source().document;
  return finding;
}

}  // namespace

std::vector<Diagnostic> check(const Input& input, const Selection& selection) {
  std::vector<const Rule*> wanted;
  for (const Rule& rule : table()) {
    if (rule.check != nullptr && is_selected(selection, rule.id)) {
      wanted.push_back(&rule);
    }
  }
  const SharedFacts facts(input.data, input.as_of);
  Input with_facts = input;
  with_facts.facts = &facts;
  std::vector<std::vector<Diagnostic>> found(wanted.size());
  for_each_index(wanted.size(), [&](std::size_t i) {
    Report report(input.data, *wanted[i], found[i]);
    wanted[i]->check(with_facts, report);
  });

  std::vector<Diagnostic> findings = findings_of_reading(input, selection);
  for (std::vector<Diagnostic>& each : found) {
    std::ranges::move(each, std::back_inserter(findings));
  }
  apply_settings(input, findings);
  return findings;
}

Draft& Draft::help(std::string text) {
  m_out[m_index].help = std::move(text);
  return *this;
}

Draft& Draft::at_key() {
  m_out[m_index].place.aspect = Aspect::key;
  return *this;
}

Draft& Draft::note_at(const model::AnyRecord& record, const void* member, const model::Type& type,
                      std::string message) {
  Place place{.file = m_data.file_of(record), .document = record.source().document};
  place.pointer = model::pointer_to(record, member, type).value_or("");
  m_out[m_index].related.push_back({std::move(message), std::move(place)});
  return *this;
}

Draft Report::add(const model::AnyRecord& record, std::string message) {
  Diagnostic finding = draft_of(m_data, m_rule, record, std::move(message));
  const bool has_id = record.kind().type->find("id") != nullptr;
  finding.place.pointer = has_id ? "/id" : "";
  finding.place.aspect = has_id ? Aspect::value : Aspect::key;
  m_out.push_back(std::move(finding));
  return Draft(m_out, m_data);
}

Draft Report::add(Place place, std::string record, std::string message) {
  m_out.push_back(Diagnostic{.rule = std::string(m_rule.id),
                             .severity = m_rule.severity,
                             .message = std::move(message),
                             .place = std::move(place),
                             .record = std::move(record),
                             .help = std::string(m_rule.remedy)});
  return Draft(m_out, m_data);
}

std::string Report::pointer_of(const model::AnyRecord& record, const void* member, const model::Type& type) {
  if (m_last != &record) {
    m_last = &record;
    m_pointers.reset();
    return model::pointer_to(record, member, type).value_or("");
  }
  if (!m_pointers) {
    m_pointers.emplace(record);
  }
  return m_pointers->find(member, type).value_or("");
}

Draft Report::add_at(const model::AnyRecord& record, const void* member, const model::Type& type,
                     std::string message) {
  Diagnostic finding = draft_of(m_data, m_rule, record, std::move(message));
  finding.place.pointer = pointer_of(record, member, type);
  const bool told = record.written().is_unread(finding.place.pointer);
  std::vector<Diagnostic>& out = told ? m_told_already : m_out;
  out.push_back(std::move(finding));
  return Draft(out, m_data);
}

}  // namespace csx::rules
