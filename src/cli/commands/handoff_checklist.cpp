#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "../exit_code.hpp"
#include "../handoff_asked.hpp"
#include "csx/base/text.hpp"
#include "csx/report/blocks.hpp"
#include "csx/sla/moments.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

using report::Align;

constexpr std::array<std::string_view, 4> k_handoff_checklist_formats{"text", "json", "csv", "markdown"};

struct ChecklistOptions {
  std::optional<std::string> ref;
  bool fail_on_missing = false;
};

void declare(ChecklistOptions& options, Options& out) {
  declare_handoff(options.ref, out);
  out.push_back({.names = "--fail-on-missing",
                 .value = {},
                 .doc = "end with 1 when something is missing that the receiver must be given",
                 .into = &options.fail_on_missing});
}

/// A handoff and what is asked of it, judged as its last submission was, or as one made now would be.
struct Checklist {
  const Session& session;
  NamedHandoff named;
  sla::HandoffState state;
  const model::TimelineEvent* submitted;
  Asked asked;

  /// Whether the next step is to hand it over.
  bool is_to_be_submitted() const {
    return state == sla::HandoffState::draft || state == sla::HandoffState::returned;
  }
};

Checklist checklist_of(const Session& session, const NamedHandoff& named) {
  const time::Zone& zone = session.data.zone();
  const sla::HandoffState state = sla::state_at(*named.handoff, session.as_of, zone);
  const model::TimelineEvent* submitted = nullptr;
  for (const model::TimelineEvent& event : named.handoff->timeline) {
    const bool counts =
        event.event == model::HandoffEvent::submitted && zone.resolve(event.at) <= session.as_of;
    submitted = counts ? &event : submitted;
  }
  Checklist list{session, named, state, submitted, {}};
  const bool judged_then = submitted != nullptr && !list.is_to_be_submitted();
  list.asked = asked_of(session.data, named, judged_then ? sla::day_of(zone, submitted->at) : session.today,
                        judged_then ? sla::SubmissionFigures{submitted->completeness, submitted->quality}
                                    : sla::SubmissionFigures{});
  return list;
}

std::string_view said(sla::Grade grade) {
  switch (grade) {
    case sla::Grade::none:
      return "0";
    case sla::Grade::half:
      return "0.5";
    case sla::Grade::full:
      break;
  }
  return "1";
}

std::string presence_of(const AskedRow& row) {
  return !row.none.empty() ? "none" : row.grade.present() ? "yes" : "no";
}

std::string weight_of(const AskedRow& row) {
  return row.information().weight.value_or(Decimal(1, 0)).to_string();
}

report::Table table_of(const Checklist& list) {
  report::Table table{{{"field"},
                       {"from"},
                       {"to"},
                       {"weight", Align::right},
                       {"present"},
                       {"grade", Align::right},
                       {"wanted"},
                       {"why"}},
                      {}};
  for (const AskedRow& row : list.asked.rows) {
    const model::Information& information = row.information();
    table.rows.push_back({row.field(), information.from.value, information.to.value, weight_of(row),
                          presence_of(row), std::string(said(row.grade.grade)), wanted_by(information),
                          information.why.value_or("")});
  }
  return table;
}

std::string percent(const std::optional<sla::Ratio>& ratio) {
  return ratio ? sla::to_share(*ratio).percent.to_string() + "%" : std::string("n/a: nothing is asked");
}

std::string figure_of(const std::optional<sla::Ratio>& now, const std::optional<model::Share>& then) {
  return then ? fmt::format("{} ({}% at submission)", percent(now), then->percent.to_string()) : percent(now);
}

report::Facts totals_of(const Checklist& list) {
  const Asked& asked = list.asked;
  const auto then = [&](std::optional<model::Share> model::TimelineEvent::*figure) {
    return list.submitted != nullptr ? list.submitted->*figure : std::nullopt;
  };
  report::Facts facts;
  std::vector<std::string> agreements;
  for (const AskedRow& row : asked.rows) {
    std::string name = fmt::format("{}@{}", row.agreement->id.value, row.agreement->version);
    if (std::ranges::find(agreements, name) == agreements.end()) {
      agreements.push_back(std::move(name));
    }
  }
  facts.rows.emplace_back("state", std::string(word(list.state)));
  facts.rows.emplace_back("agreement", agreements.empty()
                                           ? "none in force asks for anything"
                                           : fmt::format("{}, in force on {}", fmt::join(agreements, ", "),
                                                         asked.day.to_string()));
  facts.rows.emplace_back("completeness",
                          figure_of(asked.forward.completeness, then(&model::TimelineEvent::completeness)));
  facts.rows.emplace_back("quality", figure_of(asked.forward.quality, then(&model::TimelineEvent::quality)));
  for (const sla::GateVerdict& verdict : asked.gates) {
    facts.rows.emplace_back("gate", said_gate(verdict) + (verdict.met ? ": met" : ": not met"));
  }
  const auto missing = asked.missing(sla::Flow::forward);
  if (list.is_to_be_submitted()) {
    facts.rows.emplace_back("submission", missing.empty() ? "nothing required is missing"
                                                          : fmt::format("would be refused: {} missing",
                                                                        counted(missing.size(), "field")));
  }
  return facts;
}

/// The commands that supply what is missing; what comes back is not due before the handoff is accepted.
report::Bullets remedies_of(const Checklist& list) {
  report::Bullets bullets;
  const bool accepted = sla::first_event(*list.named.handoff, model::HandoffEvent::accepted) != nullptr;
  for (const AskedRow& row : list.asked.rows) {
    if (!row.grade.present() && (accepted || row.flow == sla::Flow::forward)) {
      bullets.items.push_back(
          fmt::format("{}: {}", said_missing(row), command_to_supply(list.named, row.field())));
    }
  }
  return bullets;
}

report::Blocks head_of(const Checklist& list) {
  return {report::Heading{1, list.named.ref()}, totals_of(list)};
}

report::Blocks tail_of(const Checklist& list) {
  report::Bullets remedies = remedies_of(list);
  return remedies.items.empty() ? report::Blocks()
                                : report::Blocks{report::Heading{2, "Missing"}, std::move(remedies)};
}

std::string markdown_of(const Checklist& list) {
  report::Blocks blocks = head_of(list);
  if (!list.asked.rows.empty()) {
    blocks.emplace_back(table_of(list));
  }
  std::ranges::move(tail_of(list), std::back_inserter(blocks));
  return report::markdown_of(blocks);
}

/// The table is cut to the terminal, as those of `csx list` are: a row is looked up, not read.
std::string text_of(const Checklist& list, const Context& context) {
  std::string out = report::text_of(head_of(list), context.width(), context.color());
  if (!list.asked.rows.empty()) {
    out += '\n' + report::text_of(table_of(list), context.width());
  }
  if (const report::Blocks tail = tail_of(list); !tail.empty()) {
    out += '\n' + report::text_of(tail, context.width(), context.color());
  }
  return out;
}

Json json_of(const std::optional<sla::Ratio>& ratio) {
  return ratio ? Json(static_cast<double>(ratio->numerator) / static_cast<double>(ratio->denominator))
               : Json();
}

template <class T>
Json json_of_optional(const std::optional<T>& value) {
  return value ? Json(*value) : Json();
}

Json json_of_row(const Checklist& list, const AskedRow& row) {
  const model::Information& information = row.information();
  Json json{{"field", row.field()},
            {"from", information.from.value},
            {"to", information.to.value},
            {"agreement", fmt::format("{}@{}", row.agreement->id.value, row.agreement->version)},
            {"weight", weight_of(row)},
            {"present", row.grade.present()},
            {"none", row.none.empty() ? Json() : Json(row.none)},
            {"grade", static_cast<double>(row.grade.grade) / 2},
            {"min", json_of_optional(information.min)},
            {"min_words", json_of_optional(information.min_words)},
            {"why", json_of_optional(information.why)}};
  json["command"] = row.grade.present() ? Json() : Json(command_to_supply(list.named, row.field()));
  return json;
}

Json json_of(const Checklist& list) {
  Json rows = Json::array();
  Json missing = Json::array();
  for (const AskedRow& row : list.asked.rows) {
    rows.push_back(json_of_row(list, row));
    if (!row.grade.present() && row.flow == sla::Flow::forward) {
      missing.push_back(row.field());
    }
  }
  Json gates = Json::array();
  for (const sla::GateVerdict& verdict : list.asked.gates) {
    gates.push_back(
        {{"commitment", fmt::format("{}/{}", verdict.agreement->id.value, verdict.commitment->id.value)},
         {"figure", word(verdict.figure)},
         {"wanted", verdict.wanted->to_string()},
         {"found", verdict.found.fraction()},
         {"met", verdict.met}});
  }
  const auto then = [&](std::optional<model::Share> model::TimelineEvent::*figure) {
    const bool known = list.submitted != nullptr && (list.submitted->*figure).has_value();
    return known ? Json((list.submitted->*figure)->fraction()) : Json();
  };
  return Json{{"handoff", list.named.handoff->id.value},
              {"state", word(list.state)},
              {"judged_on", list.asked.day.to_string()},
              {"completeness", json_of(list.asked.forward.completeness)},
              {"quality", json_of(list.asked.forward.quality)},
              {"submitted_completeness", then(&model::TimelineEvent::completeness)},
              {"submitted_quality", then(&model::TimelineEvent::quality)},
              {"gates", std::move(gates)},
              {"missing", std::move(missing)},
              {"rows", std::move(rows)}};
}

Result<int> run(const ChecklistOptions& options, Context& context) {
  const auto opened = open_session(context);
  if (!opened) {
    return fail(opened.error());
  }
  const Session& session = **opened;
  const Result<NamedHandoff> named = find_handoff(session.data, *options.ref);
  if (!named) {
    return fail(named.error());
  }
  const Checklist list = checklist_of(session, *named);
  const std::string_view format = context.format();
  if (format == "json") {
    context.out = report::to_text(report::envelope(header_of(context, session), json_of(list)));
  } else if (format == "csv") {
    context.out = report::csv_of(table_of(list));
  } else if (format == "markdown") {
    context.out = markdown_of(list);
  } else {
    context.out = text_of(list, context);
  }
  const bool missing = !list.asked.missing(sla::Flow::forward).empty();
  return options.fail_on_missing && missing ? k_exit_findings : k_exit_done;
}

constexpr std::array<Example, 3> k_handoff_checklist_examples{
    {{"csx handoff checklist 2026-03-padaria-aurora",
      "what is required, there and missing, with the commands"},
     {"csx handoff checklist 2026-03-padaria-aurora --fail-on-missing", "the same for a script"},
     {"csx handoff checklist 2026-03-padaria-aurora --format csv", "the rows alone, for a spreadsheet"}}};

}  // namespace

const Command k_handoff_checklist{.name = "handoff checklist",
                                  .group = Group::look,
                                  .summary = "what a handoff must carry, what is there, and how good it is",
                                  .effect = Effect::reads,
                                  .about =
                                      "Rows are those of the information lists of the agreements in force "
                                      "that concern the handoff: what the "
                                      "giver owes the receiver first, then what comes back. Judged by the "
                                      "agreements of the day of its last "
                                      "submission; a draft, or what was returned, by those of today.",
                                  .formats = k_handoff_checklist_formats,
                                  .examples = k_handoff_checklist_examples,
                                  .exit_one = "something is missing, with --fail-on-missing",
                                  .prepare = prepare<ChecklistOptions, declare, run>};

}  // namespace csx::cli
