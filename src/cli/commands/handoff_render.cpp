#include <array>

#include "../document.hpp"
#include "../handoff_move.hpp"
#include "../language.hpp"
#include "csx/report/handoff.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

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
  put_document(context, session,
               report::handoff_document(session.data, *named->handoff, session.as_of,
                                        language_of(context, session.data.workspace())));
  return 0;
}

constexpr std::array<Example, 4> k_handoff_render_examples{
    {{"csx handoff render 2026-03-padaria-aurora", "read it"},
     {"csx handoff render 2026-03-padaria-aurora --format markdown --output passagem.md",
      "a document to send or to attach"},
     {"csx handoff render 2026-03-padaria-aurora --format html --output passagem.html",
      "a page for a browser or for paper"},
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
                               .formats = k_document_formats,
                               .examples = k_handoff_render_examples,
                               .prepare = prepare<RenderOptions, declare, run>};

}  // namespace csx::cli
