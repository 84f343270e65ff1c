#pragma once

#include <string>
#include <string_view>

#include "context.hpp"
#include "csx/base/result.hpp"
#include "csx/model/type.hpp"
#include "csx/yaml/value.hpp"

/// Values as they are typed on a command line.
namespace csx::cli {

/// `FIELD=VALUE`.
struct Assignment {
  std::string field;
  std::string text;
};
/// *Errors*: usage.
Result<Assignment> split_assignment(std::string_view word);

/// What a value means where a type is wanted: single values as the type takes them (numbers and truth values
/// as such, all else as text, without quotes), lists and blocks in YAML between [ ] or { }. A list takes a
/// lone value too. `type` null: as YAML has it. `name` is what messages call it. Whether the type takes the
/// value is not asked. *Errors*: usage.
Result<yaml::Value> parse_value(const model::Type* type, std::string_view text, std::string_view name);

/// A whole text of YAML in the same place: a file's, or standard input. Where text is wanted it is that text.
Result<yaml::Value> parse_value_file(const model::Type* type, std::string_view text, std::string_view name);

/// Reads the values of a command: also `@FILE` and, once, `-` for standard input; `@@` is a text's own `@`.
class ValueReader {
 public:
  explicit ValueReader(const Context& context) : m_context(context) {}
  /// *Errors*: as of parse_value; io for a file that cannot be read.
  Result<yaml::Value> read(const model::Type* type, std::string_view text, std::string_view name);

 private:
  Result<std::string> read_input(std::string_view name);

  const Context& m_context;
  bool m_input_taken = false;
};

}  // namespace csx::cli
