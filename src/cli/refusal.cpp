#include "refusal.hpp"

#include <nlohmann/json.hpp>

#include "csx/base/text.hpp"
#include "exit_code.hpp"

namespace csx::cli {

int refuse(Context& context, const Session& session, const Refusal& refusal) {
  if (context.format() == "json") {
    context.out =
        report::to_text(report::envelope(header_of(context, session), {{"written", false},
                                                                       {"refused", refusal.message},
                                                                       {"hints", refusal.hints},
                                                                       {"missing", refusal.missing}}));
    return k_exit_findings;
  }
  const bool colored = color_for(context.environment(), context.globals(),
                                 context.environment().err_is_terminal) == report::Color::always;
  context.notes += fmt::format("csx: {}error:{} {}\n", colored ? "\x1b[1;31m" : "", colored ? "\x1b[0m" : "",
                               escape_controls(refusal.message));
  for (const std::string& hint : refusal.hints) {
    context.notes += fmt::format("  hint: {}\n", escape_controls(hint));
  }
  return k_exit_findings;
}

}  // namespace csx::cli
