#include "inline_suppressions.hpp"

#include <fmt/format.h>

#include "csx/base/text.hpp"
#include "csx/model/scalar.hpp"

namespace csx::store {
namespace {

constexpr std::string_view k_mark = "csx:ignore";
/// Of one file: more are no exceptions any longer, and would take time and memory.
constexpr std::size_t k_most = 1000;

/// Takes the next word, or `key="text with spaces"`, off the front.
std::string_view take_word(std::string_view& rest) {
  rest = trim(rest);
  bool in_quotes = false;
  std::size_t end = 0;
  while (end < rest.size() && (in_quotes || (rest[end] != ' ' && rest[end] != '\t'))) {
    in_quotes ^= rest[end] == '"';
    ++end;
  }
  const std::string_view word = rest.substr(0, end);
  rest.remove_prefix(end);
  return word;
}

std::string_view without_quotes(std::string_view text) {
  return text.size() >= 2 && text.front() == '"' && text.back() == '"' ? text.substr(1, text.size() - 2)
                                                                       : text;
}

void parse(std::string_view rest, InlineSuppression& suppression) {
  const std::string_view rule = take_word(rest);
  model::RuleId id;
  if (std::optional<std::string> wrong = model::Scalar<model::RuleId>::parse(rule, id)) {
    suppression.wrong = fmt::format("{} names no rule: {}", quoted(rule), *wrong);
    return;
  }
  suppression.rule = std::move(id.value);
  for (std::string_view word = take_word(rest); !word.empty(); word = take_word(rest)) {
    const std::size_t equals = word.find('=');
    const std::string_view key = word.substr(0, equals);
    const std::string_view value =
        equals == std::string_view::npos ? std::string_view() : without_quotes(word.substr(equals + 1));
    if (key == "reason") {
      suppression.reason = trim(value);
    } else if (key == "until") {
      const time::Parsed<time::Date> until = time::Date::parse(value);
      if (!until) {
        suppression.wrong = fmt::format("{} is not a date: {}", quoted(value), until.error());
        return;
      }
      suppression.until = *until;
    } else {
      suppression.wrong = fmt::format("{} is neither until=DATE nor reason=\"…\"", quoted(word));
      return;
    }
  }
  if (suppression.reason.empty()) {
    suppression.wrong = "the suppression gives no reason";
  }
}

}  // namespace

void collect_suppressions(std::string_view text, const yaml::Stream& stream,
                          std::vector<InlineSuppression>& out) {
  if (text.find(k_mark) == std::string_view::npos) {
    return;
  }
  for (const yaml::Comment& comment : yaml::comments(text, stream)) {
    std::string_view body = text.substr(comment.span.begin, comment.span.end - comment.span.begin);
    body = trim(body.substr(1));
    if (!body.starts_with(k_mark)) {
      continue;
    }
    InlineSuppression suppression{.line = comment.line + (comment.own_line ? 1U : 0U), .span = comment.span};
    if (out.size() == k_most) {
      suppression.wrong =
          fmt::format("a file with more than {} suppressions: the others are not read", k_most);
      out.push_back(std::move(suppression));
      return;
    }
    parse(body.substr(k_mark.size()), suppression);
    out.push_back(std::move(suppression));
  }
}

}  // namespace csx::store
