#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "csx/base/result.hpp"

namespace csx::cli {

/// What a shell offers in the place of a value.
enum class Completes : unsigned char {
  nothing,
  file,
  folder,
  kind,
  part,  ///< a kind, or a part of records that `list` knows
  rule,
  explained,  ///< a rule, a kind or a field
  record,
  calendar,
  mapping,
  account,
  agreement,
  handoff,
  person,
  field,
  format,
  command,
};

/// One option or argument of a command: what help, completion, the man page and the parser need to know.
struct Option {
  /// Where the value goes: a flag, the last one given, or every one.
  using Into = std::variant<bool*, std::optional<std::string>*, std::vector<std::string>*>;

  std::string_view names;  ///< `--rule`, `-q,--quiet`; of an argument its placeholder, `PATH`
  std::string_view value;  ///< placeholder of the value; empty for flags and arguments
  std::string_view doc;    ///< one phrase, no period
  Into into;
  std::span<const std::string_view> choices = {};  ///< closed list of values; empty: any
  Completes completes = Completes::nothing;
  enum class Place : unsigned char { option, argument } place = Place::option;
  enum class Need : unsigned char { optional, required } need = Need::optional;
  /// Of an option with a value: whether it may stand without.
  enum class Value : unsigned char { must_be_there, may_be_left_out } value_may = Value::must_be_there;

  bool is_flag() const { return std::holds_alternative<bool*>(into); }
  bool takes_many() const { return std::holds_alternative<std::vector<std::string>*>(into); }
  /// `--quiet` of `-q,--quiet`.
  std::string_view long_name() const;
};

using Options = std::vector<Option>;

/// Sets what the options point at from the words of a command line (the command's own words left out).
/// *Errors*: usage, naming the nearest option.
Status parse(const std::vector<std::string>& words, std::span<const Option> options);

/// The words of a command line, split into the first that name a command and all others.
struct Split {
  std::vector<std::size_t> bare;  ///< places of the words that are neither options nor values of `options`
};
Split find_bare_words(std::span<const std::string> words, std::span<const Option> options);

}  // namespace csx::cli
