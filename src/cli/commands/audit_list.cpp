#include "../audits.hpp"
#include "csx/report/table.hpp"
#include "table.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace csx::cli {
namespace {

constexpr std::array<std::string_view, 4> k_audit_list_formats{"text", "json", "csv", "markdown"};

struct AuditListOptions {};

void declare(AuditListOptions&, Options&) {}

Json json_of(const model::Audit& audit, const store::Dataset& data) {
  std::size_t judged = 0;
  std::size_t met = 0;
  for (const model::AuditResult& result : audit.commitments) {
    judged += result.met ? 1U : 0U;
    met += result.met && *result.met ? 1U : 0U;
  }
  return {{"id", audit.id.value},
          {"period", audit.period.to_string()},
          {"as_of", data.zone().format(data.zone().resolve(audit.as_of))},
          {"commit", audit.commit},
          {"csx_version", audit.csx_version},
          {"met", met},
          {"judged", judged},
          {"commitments", audit.commitments.size()},
          {"findings", audit.findings.size()}};
}

Result<int> run(const AuditListOptions&, Context& context) {
  const auto opened = open_session(context);
  if (!opened) {
    return fail(opened.error());
  }
  const store::Dataset& data = (*opened)->data;
  std::vector<const model::Audit*> audits;
  for (const model::AnyRecord& record : data.all<model::Audit>()) {
    audits.push_back(&record.as<model::Audit>());
  }
  std::ranges::sort(audits, [](const model::Audit* a, const model::Audit* b) {
    return std::pair(a->period, a->id) < std::pair(b->period, b->id);
  });
  if (context.format() == "json") {
    Json list = Json::array();
    for (const model::Audit* audit : audits) {
      list.push_back(json_of(*audit, data));
    }
    context.out =
        report::to_text(report::envelope(header_of(context, **opened), {{"audits", std::move(list)}}));
    return 0;
  }
  report::Table table{{{"audit"},
                       {"as of"},
                       {"commitments met", report::Align::right},
                       {"without result", report::Align::right},
                       {"findings", report::Align::right},
                       {"commit"}},
                      {}};
  for (const model::Audit* audit : audits) {
    constexpr std::size_t k_short = 10;
    const auto without =
        std::ranges::count_if(audit->commitments, [](const model::AuditResult& each) { return !each.value; });
    table.rows.push_back({audit->id.value, data.zone().format(data.zone().resolve(audit->as_of)),
                          met_of(*audit), std::to_string(without), std::to_string(audit->findings.size()),
                          audit->commit.substr(0, k_short)});
  }
  if (context.format() == "csv") {
    context.out = report::csv_of(table);
  } else if (context.format() == "markdown") {
    context.out = report::markdown_of(table);
  } else {
    context.out = audits.empty() ? "no audits\n" : report::text_of(table, context.width());
  }
  return 0;
}

constexpr std::array<Example, 2> k_audit_list_examples{
    {{"csx audit list", "every audit of the folder, oldest first"},
     {"csx audit list --format csv", "for a spreadsheet"}}};

}  // namespace

const Command k_audit_list{
    .name = "audit list",
    .group = Group::look,
    .summary = "the audits of the folder and how many commitments each found met",
    .effect = Effect::reads,
    .about = "As the records say; whether they still hold is for csx audit verify to say.",
    .formats = k_audit_list_formats,
    .examples = k_audit_list_examples,
    .prepare = prepare<AuditListOptions, declare, run>};

}  // namespace csx::cli
