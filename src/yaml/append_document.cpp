#include <utility>
#include <vector>

#include "acceptable.hpp"
#include "csx/yaml/edit.hpp"
#include "outcome.hpp"
#include "scan.hpp"
#include "splices.hpp"

namespace csx::yaml {

namespace {

const Node& last_leaf_of(const Document& document) {
  return last_leaf({document.root.span.begin, document.root.span.end, nullptr, &document.root});
}

std::string with_line_breaks(std::string_view text, std::string_view line_break) {
  std::string result;
  for (const char c : text) {
    if (c == '\n') {
      result += line_break;
    } else {
      result += c;
    }
  }
  return result;
}

}  // namespace

Result<std::string> append_document(std::string_view text, const Value& root) {
  const Stream before = read(text);
  if (Status fit = editable(text, before); !fit) {
    return fail(fit.error());
  }
  if (Status fit = acceptable(root); !fit) {
    return fail(fit.error());
  }
  const auto size = static_cast<std::uint32_t>(text.size());
  const std::string_view line_break = line_break_near(text, size);
  std::string document = before.documents.empty() ? std::string() : "---\n";
  document += emit(root);
  Ending end;
  end.rest = {size, size};
  if (!before.documents.empty()) {
    end = ending(text, last_leaf_of(before.documents.back()), size);
  }
  const bool begins_line = end.rest.begin == size && line_begin(text, size) == size;
  end.splices.push_back(
      {end.rest, (begins_line ? "" : std::string(line_break)) + with_line_breaks(document, line_break)});
  std::string outcome = spliced(text, std::move(end.splices));
  const Stream after = read(outcome);
  if (Status fit = sound(outcome, after); !fit) {
    return fail(fit.error());
  }
  Meanings meanings(before.documents.size());
  meanings.emplace_back(root);
  if (Status same = as_wanted(before, after, meanings, count_ambiguous(root)); !same) {
    return fail(same.error());
  }
  return outcome;
}

}  // namespace csx::yaml
