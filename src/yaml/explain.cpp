#include "explain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "csx/base/text.hpp"
#include "scan.hpp"

namespace csx::yaml {

namespace {

Problem with_rule(std::string_view rule, Problem problem) {
  problem.rule = rule;
  return problem;
}

Span tabs_at(std::string_view text, std::uint32_t at) {
  std::uint32_t end = at;
  while (end < text.size() && text[end] == '\t') {
    ++end;
  }
  return {at, end};
}

Problem tab(const FaultyText& f) {
  return syntax(tabs_at(f.text, f.fault.at), "a tab cannot indent", "use spaces");
}

Problem no_token(const FaultyText& f) {
  const std::uint32_t at = f.fault.at;
  if (at < f.text.size() && f.text[at] == '\t') {
    return tab(f);
  }
  const Span word = word_at(f.text, at);
  return syntax(word, fmt::format("a plain value cannot begin with '{}'", f.text.substr(at, 1)),
                fmt::format("quote it: \"{}\"", escape_controls(slice(f.text, word))));
}

Problem unclosed_quote(const FaultyText& f) {
  const std::uint32_t from = f.fault.from;
  return syntax({from, from + 1}, "this quote is never closed",
                fmt::format("close it with {} at the end of the value", f.text.substr(from, 1)));
}

// libyaml points at the backslash, or after the letter that follows it.
Problem bad_escape(const FaultyText& f) {
  std::uint32_t at = f.fault.at;
  if (at >= 2 && f.text.substr(at, 1) != "\\") {
    at -= 2;
  }
  std::uint32_t end = std::min(at + 2, static_cast<std::uint32_t>(f.text.size()));
  const std::size_t digits = f.fault.problem.find("Unicode") == std::string_view::npos ? 0
                             : f.text.substr(at + 1, 1) == "U"                         ? 8
                                                                                       : 4;
  end = std::min(static_cast<std::uint32_t>(end + digits), line_end(f.text, at));
  end = std::max(end, at);
  while (end < f.text.size() && character_begin(f.text, end) != end) {
    ++end;
  }
  return syntax({at, end}, fmt::format("{} is not an escape", quoted(slice(f.text, {at, end}))),
                digits > 0 ? "write the character itself"
                           : "write \\\\ for a backslash, or put the value in single quotes");
}

Problem nameless(const FaultyText& f) {
  const char sign = f.text[f.fault.from];
  return syntax(word_at(f.text, f.fault.from),
                fmt::format("'{}' begins {}, whose name is letters, digits, '-' and '_'", sign,
                            sign == '*' ? "an alias" : "an anchor"),
                fmt::format("quote the value if the '{}' belongs to it", sign));
}

Problem bad_tag(const FaultyText& f) {
  const Span word = word_at(f.text, f.fault.from);
  return with_rule("yaml/tag", syntax(word, fmt::format("the tag {} is refused", quoted(slice(f.text, word))),
                                      "remove it, or quote the value if the '!' belongs to it"));
}

Problem bad_header(const FaultyText& f) {
  const Span word = rest_of_line(f.text, f.fault.from);
  return syntax(word, fmt::format("{} does not begin a text block", quoted(slice(f.text, word))),
                "end the line after '|' or '>', or quote the value");
}

Problem directive(const FaultyText& f) {
  const Span line = rest_of_line(f.text, f.fault.from);
  return with_rule("yaml/directive", syntax(line, "directives are refused", "remove the line"));
}

Problem question_mark(const FaultyText& f) {
  return syntax({f.fault.at, f.fault.at + 1}, "a key cannot begin with '?' here",
                "quote the value if the '?' belongs to it");
}

using Explain = Problem (*)(const FaultyText&);

// The first row whose words are in what libyaml says wins.
struct Row {
  std::string_view context;
  std::string_view problem;
  Explain explain;
};

constexpr std::array k_rows = {
    Row{"directive", "", directive},
    Row{"", "directive", directive},
    Row{"", "incompatible YAML document", directive},
    Row{"scanning a tag", "", bad_tag},
    Row{"parsing a tag", "", bad_tag},
    Row{"", "undefined tag handle", bad_tag},
    Row{"", "a tab character", tab},
    Row{"", "cannot start any token", no_token},
    Row{"scanning a quoted scalar", "", unclosed_quote},
    Row{"parsing a quoted scalar", "", bad_escape},
    Row{"scanning an alias", "", nameless},
    Row{"scanning an anchor", "", nameless},
    Row{"scanning a block scalar", "", bad_header},
    Row{"", "could not find expected ':'", layout::missing_colon},
    Row{"", "block sequence entries are not allowed", layout::list_not_allowed},
    Row{"", "mapping keys are not allowed", question_mark},
    Row{"", "mapping values are not allowed", layout::colon_not_allowed},
    Row{"", "expected key", layout::not_a_key},
    Row{"", "expected '-'", layout::not_an_item},
    Row{"", "<document start>", layout::not_a_document},
    Row{"", "expected node content", layout::not_a_value},
    Row{"parsing a flow", "", layout::unclosed_bracket},
};

Problem too_long(const FaultyText& f) {
  const std::uint32_t begin = skip_space_and_comments(f.text, f.fault.at);
  const Span line = rest_of_line(f.text, begin);
  const std::uint32_t end = std::max(begin, character_begin(f.text, std::min(line.end, begin + 80)));
  return with_rule("yaml/too-large", syntax({begin, end}, "a value or comment too long to read begins here",
                                            "keep long text in a file of its own and name that file here"));
}

}  // namespace

Problem syntax(Span span, std::string message, std::string help) {
  return {"yaml/syntax", Severity::error, std::move(message), std::move(help), span, 0, {}};
}

Problem explain(const FaultyText& f) {
  if (f.fault.kind == Fault::Kind::too_much_without_event) {
    return too_long(f);
  }
  if (f.fault.kind == Fault::Kind::memory) {
    return with_rule("yaml/too-large", syntax({f.fault.at, f.fault.at},
                                              "there is not enough memory to read on", "split the file"));
  }
  for (const Row& row : k_rows) {
    if (f.fault.context.find(row.context) != std::string_view::npos &&
        f.fault.problem.find(row.problem) != std::string_view::npos) {
      return row.explain(f);
    }
  }
  return syntax(word_at(f.text, f.fault.at), fmt::format("the text cannot be read on: {}", f.fault.problem),
                "quote the value, or check the indentation of this line");
}

}  // namespace csx::yaml
