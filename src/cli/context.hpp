#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "command.hpp"
#include "csx/report/diagnostics.hpp"
#include "environment.hpp"
#include "globals.hpp"

namespace csx::cli {

/// What a run leaves to the end of the process: handing back a million pieces of memory one by one would take
/// a tenth of its time.
using Leftovers = std::vector<std::shared_ptr<const void>>;

/// What a running command knows of the outside, and where it puts what it has to say. Nothing is printed
/// before it ends.
class Context {
 public:
  Context(const Environment& environment, const Globals& globals, const Command& command,
          Leftovers& leftovers)
      : m_environment(environment), m_globals(globals), m_command(command), m_leftovers(leftovers) {}

  const Environment& environment() const { return m_environment; }
  const Globals& globals() const { return m_globals; }
  const Command& command() const { return m_command; }

  /// The result, for standard output or --output.
  std::string out;
  /// What is said beside the result, for standard error.
  std::string notes;

  /// Adds a line to the notes, unless --quiet.
  void note(std::string_view line);
  /// Adds a line to the notes with --verbose.
  void detail(std::string_view line);

  /// `text` unless --format says another.
  std::string_view format() const;
  /// Of the result.
  report::Color color() const;
  /// Columns to lay text out in; none when nothing limits them.
  std::optional<std::size_t> width() const { return m_environment.columns; }

  /// Keeps something large until the process ends.
  void keep(std::shared_ptr<const void> thing) { m_leftovers.push_back(std::move(thing)); }

  /// The folder the command runs in, from the root: the current one, or as -C says.
  std::string folder() const;
  /// A path as typed by the user, from the root and without `.` and `..`.
  std::string absolute(std::string_view path) const;

 private:
  const Environment& m_environment;
  const Globals& m_globals;
  const Command& m_command;
  Leftovers& m_leftovers;
};

/// Whether a stream shall be coloured.
report::Color color_for(const Environment& environment, const Globals& globals, bool is_terminal);

}  // namespace csx::cli
