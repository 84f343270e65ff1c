#include "../context.hpp"
#include "table.hpp"

#include <array>

namespace csx::cli {
namespace {

constexpr std::array<std::string_view, 3> k_shells{"bash", "zsh", "fish"};

// `_csx` asks csx itself what could come next; where it has no answer, file names are offered.
constexpr std::string_view k_bash =
    R"(# Completion of csx for bash. Load it with: source <(csx completion bash)
_csx() {
  local line word words
  # Words as csx sees them: bash itself would break them at '='.
  read -ra words <<< "${COMP_LINE:0:COMP_POINT}"
  if [[ ${COMP_LINE:0:COMP_POINT} == *[[:space:]] ]]; then
    words+=("")
  fi
  word=${words[-1]}
  COMPREPLY=()
  while IFS= read -r line; do
    line=${line%%$'\t'*}
    if [[ $word == *=* ]]; then
      line=${line#"${word%=*}="}
    fi
    COMPREPLY+=("$line")
  done < <(csx __complete "${words[@]:1}" 2>/dev/null)
  if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[=.] ]]; then
    compopt -o nospace
  fi
}
complete -o default -F _csx csx
)";

constexpr std::string_view k_zsh = R"(#compdef csx
# Completion of csx for zsh. Load it with: source <(csx completion zsh)
_csx() {
  local -a words_found docs
  local line
  while IFS= read -r line; do
    words_found+=("${line%%$'\t'*}")
    docs+=("${line/$'\t'/  -- }")
  done < <(csx __complete "${(@)words[2,CURRENT]}" 2>/dev/null)
  if (( ${#words_found} )); then
    compadd -d docs -a words_found
  else
    _files
  fi
}
if [ "$funcstack[1]" = "_csx" ]; then
  _csx "$@"
else
  compdef _csx csx
fi
)";

constexpr std::string_view k_fish =
    R"(# Completion of csx for fish. Load it with: csx completion fish | source
function __csx_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l found (csx __complete $words[2..-1] 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\n' $found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c csx -f -a '(__csx_complete)'
)";

struct CompletionOptions {
  std::optional<std::string> shell;
};

void declare(CompletionOptions& options, Options& out) {
  out.push_back({.names = "SHELL",
                 .value = {},
                 .doc = "bash, zsh or fish",
                 .into = &options.shell,
                 .choices = k_shells,
                 .place = Option::Place::argument,
                 .need = Option::Need::required});
}

Result<int> run(const CompletionOptions& options, Context& context) {
  context.out = *options.shell == "bash" ? k_bash : *options.shell == "zsh" ? k_zsh : k_fish;
  return 0;
}

constexpr std::array<Example, 3> k_completion_examples{
    {{"source <(csx completion bash)", "in ~/.bashrc"},
     {"csx completion zsh > \"${fpath[1]}/_csx\"", "once, for zsh"},
     {"csx completion fish > ~/.config/fish/completions/csx.fish", "once, for fish"}}};

}  // namespace

const Command k_completion{
    .name = "completion",
    .group = Group::set_up,
    .summary = "print the script that completes csx command lines in a shell",
    .effect = Effect::reads,
    .about = "Completes commands, options, kinds, fields, rule ids and the ids of the records themselves.",
    .examples = k_completion_examples,
    .prepare = prepare<CompletionOptions, declare, run>};

}  // namespace csx::cli
