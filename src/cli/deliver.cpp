#include "deliver.hpp"

#include "csx/base/text.hpp"
#include "files.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <system_error>

namespace csx::cli {
namespace {

/// The pager's command line as git chooses it: CSX_PAGER, PAGER, less; none when it is `cat` or empty.
std::optional<std::string> pager_of(const Context& context) {
  const Environment& environment = context.environment();
  if (context.globals().no_pager || context.globals().output || !environment.out_is_terminal ||
      !environment.lines) {
    return std::nullopt;
  }
  if (static_cast<std::size_t>(std::ranges::count(context.out, '\n')) < *environment.lines) {
    return std::nullopt;
  }
  std::string pager = "less -FRX";
  for (const std::string_view name : {"PAGER", "CSX_PAGER"}) {
    if (const auto found = environment.variables.find(name); found != environment.variables.end()) {
      pager = found->second;
    }
  }
  return pager.empty() || pager == "cat" ? std::nullopt : std::optional(pager);
}

/// False when there is no such program; a pager that is left early is none of our business.
bool page(const std::string& pager, std::string_view text) {
  // What happens when somebody leaves the pager before its end.
  void (*const before)(int) = std::signal(SIGPIPE, SIG_IGN);
  std::FILE* pipe = ::popen(pager.c_str(), "w");
  if (pipe == nullptr) {
    std::signal(SIGPIPE, before);
    return false;
  }
  std::fwrite(text.data(), 1, text.size(), pipe);
  const int ended = ::pclose(pipe);
  std::signal(SIGPIPE, before);
  constexpr int k_not_found = 127;
  return ended != -1 && !(WIFEXITED(ended) && WEXITSTATUS(ended) == k_not_found);
}

/// What a terminal would obey is shown on it instead. All formats but CSV are written so everywhere; in CSV
/// the values are the records' own, byte by byte, for files and pipes.
std::string shown_on_terminal(std::string_view csv) {
  std::vector<std::string> lines;
  for (const std::string_view line : split(csv, '\n')) {
    lines.push_back(escape_controls(line, Tabs::keep));
  }
  return fmt::format("{}", fmt::join(lines, "\n"));
}

Status print(std::string_view text, std::FILE* out) {
  const bool written = std::fwrite(text.data(), 1, text.size(), out) == text.size() && std::fflush(out) == 0;
  if (written) {
    return {};
  }
  return fail(ErrorKind::io,
              fmt::format("cannot write standard output: {}", std::generic_category().message(errno)));
}

}  // namespace

Status deliver(Context& context, Streams streams) {
  if (!context.notes.empty()) {
    std::fwrite(context.notes.data(), 1, context.notes.size(), streams.err);
  }
  const std::optional<std::string>& output = context.globals().output;
  if (output && *output != "-") {
    return write_file(context.absolute(*output), context.out);
  }
  if (context.environment().out_is_terminal && context.format() == "csv") {
    context.out = shown_on_terminal(context.out);
  }
  if (const std::optional<std::string> pager = pager_of(context); pager && page(*pager, context.out)) {
    return {};
  }
  return print(context.out, streams.out);
}

void print_error(const Error& error, report::Color color, std::FILE* err) {
  const bool colored = color == report::Color::always;
  std::string text = fmt::format("csx: {}error:{} {}\n", colored ? "\x1b[1;31m" : "",
                                 colored ? "\x1b[0m" : "", escape_controls(error.message));
  for (const std::string& cause : error.causes) {
    text += fmt::format("  because: {}\n", escape_controls(cause));
  }
  for (const std::string& hint : error.hints) {
    text += fmt::format("  hint: {}\n", escape_controls(hint));
  }
  std::fwrite(text.data(), 1, text.size(), err);
}

}  // namespace csx::cli
