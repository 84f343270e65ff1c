#include "value_text.hpp"

#include "csx/base/text.hpp"
#include "csx/yaml/tree.hpp"
#include "field_address.hpp"
#include "files.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace csx::cli {
namespace {

using model::Accepts;
using model::Form;
using model::Type;
using yaml::Core;
using yaml::NodeKind;
using yaml::Value;

constexpr std::size_t k_most_bytes = 32U << 20U;

/// Beneath optional, or_none and dated: what a single value is read as.
const Type& value_type(const Type& type) {
  const Type* at = &type;
  for (;;) {
    switch (at->form) {
      case Form::optional:
      case Form::or_none:
        at = at->element;
        break;
      case Form::dated:
        at = at->element->rows[1].type;
        break;
      default:
        return *at;
    }
  }
}

bool is_truth_value(std::string_view text) {
  return text == "true" || text == "false" || text == "True" || text == "False" || text == "TRUE" ||
         text == "FALSE";
}

/// A decimal number without `+` and leading zeros: to readers of YAML 1.1 `012` is ten.
std::string canonical_number(std::string text) {
  text.erase(0, text.starts_with('+') ? 1 : 0);
  const std::size_t begin = text.starts_with('-') ? 1 : 0;
  const auto is_digit_at = [&](std::size_t at) { return at < text.size() && is_digit(text[at]); };
  while (is_digit_at(begin) && text[begin] == '0' && is_digit_at(begin + 1)) {
    text.erase(begin, 1);
  }
  return text;
}

/// What is a number, in the one way of writing it.
Value number_of(std::string text) {
  const Value number = Value::number(text);
  return number.core == Core::text ? number : Value::number(canonical_number(std::move(text)));
}

/// A word without quotes, by what the type takes.
Value scalar_of(Accepts accepts, std::string text) {
  switch (accepts) {
    case Accepts::text:
      return Value::string(std::move(text));
    case Accepts::boolean:
      return is_truth_value(text) ? Value::boolean(to_lower_ascii(text) == "true")
                                  : Value::string(std::move(text));
    case Accepts::anything:
      if (is_truth_value(text)) {
        return Value::boolean(to_lower_ascii(text) == "true");
      }
      return Value::number(std::move(text));
    case Accepts::integer:
    case Accepts::number:
      return number_of(std::move(text));
    case Accepts::text_or_integer: {
      // Zeros before a number make it a name.
      Value number = Value::number(text);
      return number.core == Core::integer && canonical_number(text) == text ? number
                                                                            : Value::string(std::move(text));
    }
  }
  return Value::string(std::move(text));
}

/// Single values below a parsed block become what their types take: `phone: 551199` is text.
void coerce(Value& value, const Type& type) {
  if (value.kind == NodeKind::scalar) {
    const Type& inner = value_type(type);
    const Type& single = inner.form == Form::list ? value_type(*inner.element) : inner;
    const bool fixed = value.core == Core::null || single.scalar == nullptr ||
                       (single.scalar->accepts == Accepts::anything && value.core == Core::text);
    if (!fixed) {
      value = scalar_of(single.scalar->accepts, std::move(value.text));
    }
    return;
  }
  switch (type.form) {
    case Form::optional:
      coerce(value, *type.element);
      return;
    case Form::or_none:
      if (!says_none(value)) {
        coerce(value, *type.element);
      } else if (Value& reason = value.entries.front().second; reason.kind == NodeKind::scalar) {
        reason = Value::string(std::move(reason.text));
      }
      return;
    case Form::dated:
    case Form::list:
      if (value.kind == NodeKind::mapping) {
        coerce(value, type.form == Form::dated ? *type.element->rows[1].type : *type.element);
      }
      for (Value& item : value.items) {
        coerce(item, *type.element);
      }
      return;
    case Form::map:
      for (auto& [key, each] : value.entries) {
        coerce(each, *type.element);
      }
      return;
    case Form::record: {
      const std::vector<const model::Row*> rows = rows_of(type, &value);
      for (auto& [key, each] : value.entries) {
        const auto row = std::ranges::find(rows, std::string_view(key), &model::Row::key);
        if (row != rows.end()) {
          coerce(each, *(*row)->type);
        }
      }
      return;
    }
    case Form::scalar:
    case Form::cases:
      return;
  }
}

/// Whose text it is, so that a fault in it can be pointed at.
enum class Origin : unsigned char { argument, file };

Result<Value> parse_yaml(std::string_view text, std::string_view name, Origin origin) {
  const yaml::Stream stream = yaml::read(text);
  for (const yaml::Problem& problem : stream.problems) {
    if (problem.severity != Severity::error) {
      continue;
    }
    const Position at = LineIndex(text).position(problem.span.begin);
    const std::string place = origin == Origin::argument && at.line == 1
                                  ? fmt::format("character {}", at.column)
                                  : fmt::format("line {}, column {}", at.line, at.column);
    return fail(ErrorKind::usage, fmt::format("{}: {}, at {}", name, problem.message, place),
                problem.help.empty() ? std::vector<std::string>() : std::vector{problem.help});
  }
  if (stream.documents.size() != 1 || stream.documents.front().empty) {
    return fail(ErrorKind::usage, fmt::format("{}: expected one value, found {}", name,
                                              stream.documents.empty() || stream.documents.front().empty
                                                  ? std::string("none")
                                                  : fmt::format("{} documents", stream.documents.size())));
  }
  return Value::of(stream.documents.front().root);
}

tl::unexpected<Error> empty_value(std::string_view name) {
  return fail(ErrorKind::usage, fmt::format("{} has no value", name),
              {"write a value behind the =, or take the field away with `csx unset`"});
}

tl::unexpected<Error> no_block(const Type& type, std::string_view text, std::string_view name) {
  std::vector<std::string> keys;
  for (const model::Row* row :
       type.form == Form::record ? rows_of(type, nullptr) : std::vector<const model::Row*>()) {
    keys.emplace_back(row->key);
  }
  std::vector<std::string> hints{
      fmt::format("write it in braces: {}='{{{}: …}}'", name, keys.empty() ? "key" : keys.front())};
  if (!keys.empty()) {
    hints.push_back(fmt::format("or name one of its fields: {}.{}=…", name,
                                fmt::join(keys, fmt::format("=…, {}.", name))));
  }
  return fail(ErrorKind::usage,
              fmt::format("{} is a block of fields, found the text {}", name, csx::quoted(text)),
              std::move(hints));
}

tl::unexpected<Error> no_list(const Type& type, std::string_view text, std::string_view name) {
  const std::vector<const model::Row*> rows = rows_of(value_type(*type.element), nullptr);
  const std::string_view key = rows.empty() ? std::string_view("key") : rows.front()->key;
  return fail(
      ErrorKind::usage, fmt::format("{} is a list of blocks, found the text {}", name, csx::quoted(text)),
      {fmt::format("write it in brackets: {}='[{{{}: …}}]', or add one item with `csx add`", name, key)});
}

bool is_none_in_braces(const Type& type, std::string_view text) {
  const Type* at = &type;
  while (at->form == Form::optional) {
    at = at->element;
  }
  return at->form == Form::or_none && text.starts_with('{');
}

Result<Value> parse_block(const Type* type, std::string_view text, std::string_view name, Origin origin) {
  Result<Value> value = parse_yaml(text, name, origin);
  if (value && type != nullptr) {
    coerce(*value, *type);
  }
  return value;
}

/// The text of a file where text is wanted: one line goes without its line break.
std::string text_of_file(std::string_view text) {
  std::string whole(text);
  std::erase(whole, '\r');
  const std::size_t end = whole.find('\n');
  return end == std::string::npos || end + 1 < whole.size() ? whole : whole.substr(0, end);
}

}  // namespace

Result<Assignment> split_assignment(std::string_view word) {
  const std::size_t equals = word.find('=');
  if (equals == word.npos || equals == 0) {
    return fail(ErrorKind::usage, fmt::format("{} is no FIELD=VALUE", csx::quoted(word)),
                {"write the field, an = and the value, such as tier=a"});
  }
  return Assignment{std::string(trim(word.substr(0, equals))), std::string(word.substr(equals + 1))};
}

Result<yaml::Value> parse_value(const model::Type* type, std::string_view text, std::string_view name) {
  const std::string_view bare_text = trim(text);
  if (bare_text.empty()) {
    return empty_value(name);
  }
  const bool in_brackets = bare_text.starts_with('[') || bare_text.starts_with('{');
  if (type == nullptr) {
    return in_brackets || bare_text.starts_with('"') ? parse_yaml(bare_text, name, Origin::argument)
                                                     : scalar_of(Accepts::anything, std::string(bare_text));
  }
  const Type& wanted = value_type(*type);
  if (is_none_in_braces(*type, bare_text)) {
    Result<Value> value = parse_block(type, bare_text, name, Origin::argument);
    const bool is_item = value && wanted.form == Form::list && !says_none(*value);
    return is_item ? Value::sequence({std::move(*value)}) : std::move(value);
  }
  const bool dated_rows =
      bare_text.starts_with('[') && &bare(*type) != &wanted && bare(*type).form == Form::dated;
  switch (wanted.form) {
    case Form::scalar: {
      const Accepts accepts = wanted.scalar->accepts;
      if (dated_rows || (accepts == Accepts::anything && bare_text.starts_with('"'))) {
        return parse_block(type, bare_text, name, Origin::argument);
      }
      return scalar_of(accepts,
                       std::string(accepts == Accepts::text && wanted.name == "text" ? text : bare_text));
    }
    case Form::list: {
      if (bare_text.starts_with('[')) {
        return parse_block(type, bare_text, name, Origin::argument);
      }
      if (const Form item = value_type(*wanted.element).form;
          item != Form::scalar && !bare_text.starts_with('{')) {
        return no_list(wanted, bare_text, name);
      }
      Result<Value> item = parse_value(wanted.element, text, name);
      return !item || wanted.lone ? std::move(item) : Value::sequence({std::move(*item)});
    }
    case Form::record:
    case Form::map:
      return bare_text.starts_with('{') || dated_rows ? parse_block(type, bare_text, name, Origin::argument)
                                                      : no_block(wanted, bare_text, name);
    default:
      break;
  }
  return parse_yaml(bare_text, name, Origin::argument);
}

Result<yaml::Value> parse_value_file(const model::Type* type, std::string_view text, std::string_view name) {
  if (trim(text).empty()) {
    return fail(ErrorKind::usage, fmt::format("{} has no value: the text is empty", name));
  }
  const Type* wanted = type == nullptr ? nullptr : &value_type(*type);
  if (wanted != nullptr && wanted->form == Form::scalar && wanted->scalar->accepts == Accepts::text) {
    const bool prose = wanted->name == "text";
    return Value::string(prose ? text_of_file(text) : std::string(trim(text)));
  }
  return parse_block(type, text, name, Origin::file);
}

Result<std::string> ValueReader::read_input(std::string_view name) {
  if (m_input_taken) {
    return fail(ErrorKind::usage, fmt::format("{}: standard input was read for another field already", name));
  }
  m_input_taken = true;
  std::string text;
  std::array<char, 65536> buffer{};
  while (const std::size_t read = std::fread(buffer.data(), 1, buffer.size(), stdin)) {
    text.append(buffer.data(), read);
    if (text.size() > k_most_bytes) {
      return fail(ErrorKind::usage, fmt::format("{}: standard input is longer than 32 MiB", name));
    }
  }
  if (std::ferror(stdin) != 0) {
    return fail(ErrorKind::io, fmt::format("{}: standard input cannot be read", name));
  }
  return text;
}

Result<yaml::Value> ValueReader::read(const model::Type* type, std::string_view text, std::string_view name) {
  if (text == "-") {
    const Result<std::string> input = read_input(name);
    return input ? parse_value_file(type, *input, name) : fail(input.error());
  }
  if (text.starts_with("@@")) {
    return parse_value(type, text.substr(1), name);
  }
  if (!text.starts_with('@')) {
    return parse_value(type, text, name);
  }
  const std::string path = m_context.absolute(text.substr(1));
  const Result<std::optional<std::string>> file = read_file(path);
  if (!file) {
    return fail(file.error());
  }
  if (!*file) {
    return fail(ErrorKind::usage, fmt::format("{}: there is no file {}", name, quoted_path(text.substr(1))),
                {"write @@ for a text that begins with @"});
  }
  return parse_value_file(type, **file, name);
}

}  // namespace csx::cli
