#include <fmt/format.h>

#include <algorithm>

#include "csx/base/text.hpp"
#include "explain.hpp"
#include "scan.hpp"

namespace csx::yaml::layout {

namespace {

// libyaml gives up looking for the ':' of a key after this many characters.
constexpr std::uint32_t k_longest_key = 1024;

bool at_end(const FaultyText& f) {
  return skip_space_and_comments(f.text, f.fault.at) == f.text.size();
}
bool first_on_line(const FaultyText& f) {
  return line_content(f.text, f.fault.at) == f.fault.at;
}
char found(const FaultyText& f) {
  return f.fault.at < f.text.size() ? f.text[f.fault.at] : '\0';
}

std::uint32_t column(std::string_view text, std::uint32_t at) {
  return at - line_begin(text, at);
}

std::string shown(std::string_view text, Span span) {
  return quoted(slice(text, span));
}

bool is_quoted(const LastScalar& scalar) {
  return scalar.style == ScalarStyle::single_quoted || scalar.style == ScalarStyle::double_quoted;
}

bool spans_lines(std::string_view text, Span span) {
  return line_end(text, span.begin) < span.end;
}

Problem key_too_long(Span key) {
  Problem problem =
      syntax(key, fmt::format("a key of {} bytes, wanted at most {}", key.end - key.begin, k_longest_key),
             "shorten the key");
  problem.rule = "yaml/too-large";
  return problem;
}

Problem merge_conflict(std::string_view text, std::uint32_t at) {
  return syntax(rest_of_line(text, at), "a merge conflict is not resolved",
                "choose one side and remove the lines that git added");
}

bool is_conflict_line(std::string_view text, std::uint32_t at) {
  const std::string_view line = text.substr(at, 7);
  return at == line_begin(text, at) && (line == "<<<<<<<" || line == "=======" || line == ">>>>>>>");
}

Problem closes_nothing(const FaultyText& f) {
  return syntax({f.fault.at, f.fault.at + 1},
                fmt::format("nothing is open here that '{}' could close or separate", found(f)),
                "remove it, or quote the value that it belongs to");
}

// Text after a value that was already complete: after a quote, a bracket or an alias.
Problem follows_value(const FaultyText& f) {
  const Span rest = rest_of_line(f.text, f.fault.at);
  const bool after_quote = f.last_scalar && is_quoted(*f.last_scalar) &&
                           trim(slice(f.text, {f.last_scalar->span.end, f.fault.at})).empty();
  if (after_quote) {
    const Span scalar = f.last_scalar->span;
    const std::string_view quote = f.text.substr(scalar.begin, 1);
    if (spans_lines(f.text, scalar)) {
      return syntax({scalar.begin, scalar.begin + 1},
                    fmt::format("this quote is closed only on line {}, before {}",
                                line_number(f.text, scalar.end), shown(f.text, rest)),
                    fmt::format("close it with {} at the end of the value", quote));
    }
    return syntax(rest, fmt::format("{} follows the quote that ends the value", shown(f.text, rest)),
                  quote == "'" ? "write '' for a quote inside single quotes, or remove what follows"
                               : "write \\\" for a quote inside double quotes, or remove what follows");
  }
  return syntax(rest, fmt::format("{} follows a value that has ended", shown(f.text, rest)),
                "quote the whole value, or remove what follows");
}

std::string spaces(std::uint32_t count) {
  return counted(count, "space");
}

}  // namespace

Problem missing_colon(const FaultyText& f) {
  const Span line = rest_of_line(f.text, f.fault.from);
  if (is_conflict_line(f.text, line.begin)) {
    return merge_conflict(f.text, line.begin);
  }
  if (line.end - line.begin > k_longest_key) {
    return key_too_long({line.begin, std::min(line.end, std::max(f.fault.at, line.begin))});
  }
  return syntax(line, fmt::format("missing ':' after {}", shown(f.text, line)),
                "write `key: value`, or indent the line if it continues the value above");
}

Problem colon_not_allowed(const FaultyText& f) {
  const std::uint32_t at = f.fault.at;
  const Span colon{at, std::min(at + 1, static_cast<std::uint32_t>(f.text.size()))};
  if (f.last_scalar && is_quoted(*f.last_scalar) && f.last_scalar->span.end == at &&
      spans_lines(f.text, f.last_scalar->span)) {
    return syntax(f.last_scalar->span, "a key that goes over several lines, wanted one line",
                  "write the key on one line, or close the quote at the end of the value above");
  }
  const Span before{line_content(f.text, at), at};
  const std::string_view text_before = slice(f.text, before);
  if (text_before.find(": ") != std::string_view::npos) {
    return syntax(colon, "a second ':' on this line",
                  "quote the value if the ':' belongs to it, or put the inner key on a line of its own");
  }
  if (text_before.size() > k_longest_key) {
    return key_too_long(before);
  }
  if (f.last_scalar && f.last_scalar->span.begin < before.begin && !text_before.empty()) {
    return syntax(before,
                  fmt::format("{} is indented as if it continued the value that begins on line {}",
                              shown(f.text, before), line_number(f.text, f.last_scalar->span.begin)),
                  "align the key with the one above, or remove the value above it");
  }
  return syntax(colon, "':' cannot stand here", "quote the value if the ':' belongs to it");
}

Problem list_not_allowed(const FaultyText& f) {
  return syntax(
      {f.fault.at, f.fault.at + 1},
      first_on_line(f) ? "a list item cannot begin here" : "a list cannot begin on the line of its key",
      "begin the list on the next line, or quote the value if the '-' belongs to it");
}

Problem not_a_key(const FaultyText& f) {
  const char c = found(f);
  const Span word = word_at(f.text, f.fault.at);
  if (is_conflict_line(f.text, f.fault.at)) {
    return merge_conflict(f.text, f.fault.at);
  }
  if (c == ']' || c == '}' || c == ',') {
    return closes_nothing(f);
  }
  if (c == ':') {
    return syntax({word.begin, word.begin + 1}, "a key is missing before ':'",
                  "write the key, or remove the line");
  }
  if (!first_on_line(f)) {
    return follows_value(f);
  }
  if (c == '-' && word.end == word.begin + 1) {
    return syntax(word, "a list item stands among the keys of a mapping",
                  "indent the list under its key, or write `key: value`");
  }
  const std::uint32_t wanted = column(f.text, f.fault.from);
  const std::uint32_t actual = column(f.text, f.fault.at);
  if (wanted == actual) {
    return syntax(rest_of_line(f.text, f.fault.at),
                  fmt::format("{} is not a key", shown(f.text, rest_of_line(f.text, f.fault.at))),
                  "write `key: value`");
  }
  return syntax(word,
                fmt::format("{} is indented by {}, the other keys of its mapping by {}", shown(f.text, word),
                            spaces(actual), wanted),
                "align it with the keys that it belongs to");
}

Problem not_an_item(const FaultyText& f) {
  const char c = found(f);
  if (c == ']' || c == '}' || c == ',') {
    return closes_nothing(f);
  }
  if (!first_on_line(f)) {
    return follows_value(f);
  }
  const Span line = rest_of_line(f.text, f.fault.at);
  return syntax(
      line,
      fmt::format("{} stands among the items of a list and does not begin with '-'", shown(f.text, line)),
      "begin it with `- `, or indent it as the key that it belongs to");
}

Problem not_a_document(const FaultyText& f) {
  const char c = found(f);
  if (c == ']' || c == '}' || c == ',') {
    return closes_nothing(f);
  }
  if (!first_on_line(f)) {
    return follows_value(f);
  }
  const Span line = rest_of_line(f.text, f.fault.at);
  return syntax(line, fmt::format("{} stands after the end of the document", shown(f.text, line)),
                "align it with the first line of the document, or begin a new document with `---`");
}

Problem not_a_value(const FaultyText& f) {
  if (at_end(f)) {
    return syntax({f.fault.at, f.fault.at}, "the text ends where a value was expected", "write the value");
  }
  const Span word = word_at(f.text, f.fault.at);
  return syntax(word, fmt::format("{} stands where a value was expected", shown(f.text, word)),
                "write the value, or quote it if that is the value");
}

Problem unclosed_bracket(const FaultyText& f) {
  const std::uint32_t open = f.fault.from;
  const bool sequence = f.fault.problem.find(']') != std::string_view::npos;
  const char close = sequence ? ']' : '}';
  const bool dedented =
      line_begin(f.text, f.fault.at) > open &&
      column(f.text, line_content(f.text, f.fault.at)) <= column(f.text, line_content(f.text, open));
  if (at_end(f) || dedented) {
    return syntax({open, open + 1}, fmt::format("this '{}' is never closed", f.text.substr(open, 1)),
                  fmt::format("close it with '{}'", close));
  }
  const Span word = word_at(f.text, f.fault.at);
  return syntax(word, fmt::format("{} found where ',' or '{}' was expected", shown(f.text, word), close),
                fmt::format("separate with ',', close with '{}', or quote the value", close));
}

}  // namespace csx::yaml::layout
