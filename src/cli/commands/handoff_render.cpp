#include <array>

#include "../handoff_move.hpp"
#include "../help.hpp"
#include "../language.hpp"
#include "csx/report/handoff.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

constexpr std::array<std::string_view, 2> k_formats{"text", "markdown"};

struct RenderOptions {
  std::optional<std::string> ref;
};

void declare(RenderOptions& options, Options& out) {
  declare_handoff(options.ref, out);
}

Result<int> run(const RenderOptions& options, Context& context) {
  const auto opened = open_session(context);
  if (!opened) {
    return fail(opened.error());
  }
  const Session& session = **opened;
  const Result<NamedHandoff> named = find_handoff(session.data, *options.ref);
  if (!named) {
    return fail(named.error());
  }
  const report::Blocks blocks = report::handoff_document(session.data, *named->handoff, session.as_of,
                                                         language_of(context, session.data.workspace()));
  context.out = context.format() == "markdown"
                    ? report::markdown_of(blocks)
                    : report::text_of(blocks, width_of_prose(context.width()), context.color());
  return 0;
}

constexpr std::array<Example, 3> k_examples{
    {{"csx handoff render 2026-03-padaria-aurora", "read it"},
     {"csx handoff render 2026-03-padaria-aurora --format markdown --output passagem.md",
      "a document to send or to attach"},
     {"csx handoff render 2026-03-padaria-aurora --lang en --as-of 2026-03-02",
      "in English, as it stood on a day"}}};

}  // namespace

const Command k_handoff_render{.name = "handoff render",
                               .group = Group::look,
                               .summary = "the standard document of a handoff, for people of both areas",
                               .effect = Effect::reads,
                               .about =
                                   "Who hands over what to whom, the customer with subscriptions and "
                                   "contacts, all that was filled in and what "
                                   "the agreement asks for in vain, the timeline in local time, and the "
                                   "figures. In the language of --lang, "
                                   "else of the workspace.",
                               .formats = k_formats,
                               .examples = k_examples,
                               .prepare = prepare<RenderOptions, declare, run>};

}  // namespace csx::cli
