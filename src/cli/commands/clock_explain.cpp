#include "../clock_rows.hpp"
#include "../clock_story.hpp"
#include "csx/base/text.hpp"
#include "table.hpp"

#include <nlohmann/json.hpp>

#include <array>

namespace csx::cli {
namespace {

constexpr std::array<std::string_view, 2> k_clock_explain_formats{"text", "json"};

struct ClockExplainOptions {
  std::optional<std::string> subject;
  std::optional<std::string> commitment;
  std::optional<std::string> instance;
};

void declare(ClockExplainOptions& options, Options& out) {
  out.push_back({.names = "SUBJECT",
                 .value = {},
                 .doc = "handoff/id, account/id, ticket/id and so on, or a unique id",
                 .into = &options.subject,
                 .completes = Completes::record,
                 .place = Option::Place::argument,
                 .need = Option::Need::required});
  out.push_back({.names = "COMMITMENT",
                 .value = {},
                 .doc = "agreement/id, or an id that only one agreement has",
                 .into = &options.commitment,
                 .place = Option::Place::argument,
                 .need = Option::Need::required});
  out.push_back({.names = "INSTANCE",
                 .value = {},
                 .doc = "number of the instance where there are several; the latest unless given",
                 .into = &options.instance,
                 .place = Option::Place::argument});
}

Result<int> run(const ClockExplainOptions& options, Context& context) {
  const auto opened = open_session(context);
  if (!opened) {
    return fail(opened.error());
  }
  const Session& session = **opened;
  const Result<SubjectClocks> subject = clocks_of(session, *options.subject);
  if (!subject) {
    return fail(subject.error());
  }
  const Result<const sla::Clock*> clock = find_clock(*subject, *options.commitment, options.instance);
  if (!clock) {
    return fail(clock.error());
  }
  const sla::ClockExplanation why = sla::explain_clock(session.data, subject->clocks, **clock);
  context.out = context.format() == "json"
                    ? report::to_text(report::envelope(header_of(context, session),
                                                       story_json(session, subject->clocks, **clock, why)))
                    : story_text(session, subject->clocks, **clock, why, context.width());
  return 0;
}

constexpr std::array<Example, 3> k_clock_explain_examples{
    {{"csx clock explain handoff/2026-03-padaria-aurora handoff-submitted", "why it was due when it was"},
     {"csx clock explain ticket/tk-20586 cs-support/resolution --format json", "the same data for a program"},
     {"csx clock explain padaria-aurora contact-cadence 3", "the third instance of a recurring clock"}}};

}  // namespace

const Command k_clock_explain{
    .name = "clock explain",
    .group = Group::look,
    .summary = "show how the deadline and the verdict of one clock came about",
    .effect = Effect::reads,
    .about =
        "Names the version that was in force and the row that matched, the start and the stop with their "
        "file and line, "
        "then each day: the hours that were counted, those that were skipped and why, the running total.",
    .formats = k_clock_explain_formats,
    .examples = k_clock_explain_examples,
    .prepare = prepare<ClockExplainOptions, declare, run>};

}  // namespace csx::cli
