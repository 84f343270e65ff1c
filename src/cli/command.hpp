#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string_view>

#include "csx/base/result.hpp"
#include "options.hpp"

namespace csx::cli {

class Context;

enum class Group : unsigned char { judge, look, change, set_up, hidden };
enum class Effect : unsigned char {
  reads,
  writes,  ///< files, outside of the records or new ones; never without being asked
};

struct Example {
  std::string_view line;  ///< `csx check accounts/aurora`
  std::string_view what;  ///< what it does, no period
};

/// One row of the command table: dispatch, help, completion, the man page and the tests of documents read it.
struct Command {
  /// Runs with the options that were parsed; gives the exit code.
  using Run = std::function<Result<int>(Context&)>;

  std::string_view name;  ///< `check`, `schema write`
  Group group = Group::look;
  std::string_view summary;  ///< one phrase, no period
  Effect effect = Effect::reads;
  std::string_view about;                          ///< paragraphs of its help
  std::span<const std::string_view> formats = {};  ///< of --format; empty: takes none
  std::span<const Example> examples = {};
  std::string_view exit_one = {};  ///< when it ends with 1; empty: never
  /// Declares its options; the result runs with the values that parsing sets afterwards.
  Run (*prepare)(Options& options) = nullptr;

  /// `schema` of `schema write`.
  std::string_view noun() const { return name.substr(0, name.find(' ')); }
};

/// `prepare` of a command with an options struct, a declare function and a run function.
template <class T, void (*Declare)(T&, Options&), Result<int> (*RunIt)(const T&, Context&)>
Command::Run prepare(Options& options) {
  const auto values = std::make_shared<T>();
  Declare(*values, options);
  return [values](Context& context) { return RunIt(*values, context); };
}

/// Every command, in the order of help.
std::span<const Command> commands();
/// Null for none of that name.
const Command* find_command(std::string_view name);
std::string_view title_of(Group group);

}  // namespace csx::cli
