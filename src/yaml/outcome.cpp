#include "outcome.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "core.hpp"
#include "csx/base/text.hpp"

namespace csx::yaml {

namespace {

constexpr std::array<std::string_view, 4> k_limits = {"yaml/too-large", "yaml/too-deep",
                                                      "yaml/too-many-nodes", "yaml/alias-limit"};

const Problem* first_error(const Stream& stream) {
  const auto found = std::find_if(stream.problems.begin(), stream.problems.end(),
                                  [](const Problem& problem) { return problem.severity == Severity::error; });
  return found == stream.problems.end() ? nullptr : &*found;
}

std::string described(std::string_view text, const Problem& problem) {
  const Position position = LineIndex(text).position(problem.span.begin);
  return fmt::format("{}:{}: {}", position.line, position.column, problem.message);
}

tl::unexpected<Error> defect(std::string message) {
  return fail(ErrorKind::defect, std::move(message), {"report it; nothing was changed"});
}

// The pointer of the first node that does not mean what it should.
template <class Wanted>
std::string first_difference(const Node& node, const Wanted& wanted, const std::string& pointer);

bool same(const Node& node, const Value& value) {
  return means(node, value);
}
bool same(const Node& a, const Node& b) {
  return same_meaning(a, b);
}

template <class Wanted>
std::string first_difference(const Node& node, const Wanted& wanted, const std::string& pointer) {
  if (node.kind != wanted.kind || node.kind == NodeKind::scalar || node.items.size() != wanted.items.size() ||
      node.entries.size() != wanted.entries.size()) {
    return pointer;
  }
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    if (!same(node.items[i], wanted.items[i])) {
      return first_difference(node.items[i], wanted.items[i], pointer + "/" + std::to_string(i));
    }
  }
  for (const Entry& entry : node.entries) {
    const auto* other = wanted.find(entry.key.text);
    if (other == nullptr || !same(entry.value, *other)) {
      const std::string child = pointer + "/" + escape_pointer_token(entry.key.text);
      return other == nullptr ? child : first_difference(entry.value, *other, child);
    }
  }
  return pointer;
}

template <class Wanted>
Status compare(const Node& node, const Wanted& wanted, std::size_t document) {
  if (same(node, wanted)) {
    return {};
  }
  return defect(fmt::format("the edited text would not mean what it should at {} of document {}",
                            quoted(first_difference(node, wanted, "")), document));
}

}  // namespace

Status editable(std::string_view text, const Stream& stream) {
  if (const Problem* problem = first_error(stream)) {
    return fail(ErrorKind::usage, fmt::format("the text has an error at {}", described(text, *problem)),
                {"mend it first; csx check FILE shows all errors of a file"});
  }
  return {};
}

Status sound(std::string_view text, const Stream& stream) {
  const Problem* problem = first_error(stream);
  if (problem == nullptr) {
    return {};
  }
  if (std::find(k_limits.begin(), k_limits.end(), problem->rule) != k_limits.end()) {
    return fail(ErrorKind::usage, fmt::format("the edited text would be too much: {}", problem->message));
  }
  return defect(fmt::format("the edited text would have an error at {}", described(text, *problem)));
}

std::size_t count_ambiguous(const Value& value) {
  std::size_t count = 0;
  if (value.kind == NodeKind::scalar && (value.core == Core::integer || value.core == Core::real)) {
    count += yaml11_reading(value.text, value.core) != Yaml11::same ? 1U : 0U;
  }
  for (const Value& item : value.items) {
    count += count_ambiguous(item);
  }
  for (const auto& [key, child] : value.entries) {
    count += count_ambiguous(child);
  }
  return count;
}

Status as_wanted(const Stream& before, const Stream& after, const Meanings& meanings, std::size_t ambiguous) {
  const std::size_t count = meanings.size();
  // A text without documents gains one when something is put there.
  const bool still_none =
      before.documents.empty() && after.documents.empty() && (!meanings[0] || *meanings[0] == Value::null());
  if (after.documents.size() != count && !still_none) {
    return defect(fmt::format("the edited text would have {}, not {}",
                              counted(after.documents.size(), "document"), count));
  }
  for (std::size_t i = 0; i < after.documents.size(); ++i) {
    const Node& root = after.documents[i].root;
    Status same = meanings[i] ? compare(root, *meanings[i], i) : compare(root, before.documents[i].root, i);
    if (!same) {
      return same;
    }
  }
  if (after.problems.size() > before.problems.size() + ambiguous) {
    return defect(fmt::format("the edited text would have a new problem: {}", after.problems.back().message));
  }
  return {};
}

}  // namespace csx::yaml
