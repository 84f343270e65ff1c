// A text and an edit: applying never crashes or hangs, and what it gives means what was asked for, in every
// document, with no errors. A defect is a broken promise, too: it says that csx did not know how.
//
// The input: a line `ACTION DOCUMENT POINTER` (`set 0 /a/b`; `@7` is the seventh node), a line with the value
// as YAML, a line with the new key of a renaming and the key to stand after, then the text.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "csx/base/text.hpp"
#include "csx/yaml/edit.hpp"

namespace {

using csx::ErrorKind;
using csx::Result;
using csx::yaml::Document;
using csx::yaml::Edit;
using csx::yaml::Entry;
using csx::yaml::Node;
using csx::yaml::Stream;
using csx::yaml::Value;

void require(bool condition, const char* what, std::string_view detail = {}) {
  if (!condition) {
    std::fprintf(stderr, "broken: %s %s\n", what, std::string(detail).c_str());
    std::abort();
  }
}

std::string_view take_line(std::string_view& input) {
  const std::size_t end = input.find('\n');
  const std::string_view line = input.substr(0, end);
  input.remove_prefix(end == std::string_view::npos ? input.size() : end + 1);
  return line;
}

std::string_view take_word(std::string_view& line) {
  const std::size_t end = line.find(' ');
  const std::string_view word = line.substr(0, end);
  line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
  return word;
}

std::size_t number(std::string_view digits) {
  std::size_t result = 0;
  for (const char c : digits) {
    if (c >= '0' && c <= '9' && result < std::numeric_limits<std::uint32_t>::max()) {
      result = result * 10 + static_cast<std::size_t>(c - '0');
    }
  }
  return result;
}

Edit::Action action(std::string_view word) {
  switch (word.empty() ? ' ' : word.front()) {
    case 'a':
      return Edit::Action::append;
    case 'i':
      return Edit::Action::insert;
    case 'e':
      return Edit::Action::erase;
    case 'r':
      return Edit::Action::rename;
    default:
      return Edit::Action::set;
  }
}

void collect(const Node& node, const std::string& pointer, std::vector<std::string>& pointers) {
  constexpr std::size_t k_enough = 1000;
  if (pointers.size() >= k_enough) {
    return;
  }
  pointers.push_back(pointer);
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    collect(node.items[i], pointer + "/" + std::to_string(i), pointers);
  }
  for (const Entry& entry : node.entries) {
    collect(entry.value, pointer + "/" + csx::escape_pointer_token(entry.key.text), pointers);
  }
}

std::string pointer(std::string_view line, const Stream& stream, std::uint32_t document) {
  if (!line.starts_with('@') || document >= stream.documents.size()) {
    return std::string(line);
  }
  std::vector<std::string> pointers;
  collect(stream.documents[document].root, "", pointers);
  const std::size_t end = std::min(line.find('/'), line.size());
  return pointers[number(line.substr(1, end - 1)) % pointers.size()] + std::string(line.substr(end));
}

Value value(std::string_view line) {
  const Stream stream = csx::yaml::read(line);
  const bool sound = !stream.documents.empty() && stream.problems.empty();
  return sound ? Value::of(stream.documents.front().root) : Value::string(std::string(line));
}

std::vector<Value> meanings(const Stream& stream) {
  std::vector<Value> result;
  for (const Document& document : stream.documents) {
    result.push_back(Value::of(document.root));
  }
  if (result.empty()) {
    result.push_back(Value::null());
  }
  return result;
}

void check_append_document(std::string_view text, const Value& root) {
  const Stream before = csx::yaml::read(text);
  const Result<std::string> outcome = csx::yaml::append_document(text, root);
  if (!outcome) {
    require(outcome.error().kind == ErrorKind::usage, "a document can be added:", outcome.error().message);
    return;
  }
  const Stream after = csx::yaml::read(*outcome);
  require(after.documents.size() == before.documents.size() + 1, "there is one document more");
  require(Value::of(after.documents.back().root) == root, "it is the one that was added");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view input(reinterpret_cast<const char*>(data), size);
  std::string_view first = take_line(input);
  Edit edit;
  edit.action = action(take_word(first));
  edit.document = static_cast<std::uint32_t>(number(take_word(first)) % 4);
  edit.value = value(take_line(input));
  std::string_view keys = take_line(input);
  edit.key = take_word(keys);
  edit.after = {std::string(keys)};
  const std::string_view text = input;
  const Stream before = csx::yaml::read(text);
  edit.pointer = pointer(first, before, edit.document);

  const Result<std::string> outcome = csx::yaml::apply(text, std::vector<Edit>{edit});
  if (!outcome) {
    require(outcome.error().kind == ErrorKind::usage, "an edit can be done:", outcome.error().message);
  } else {
    std::vector<Value> wanted = meanings(before);
    require(edit.document < wanted.size(), "an edited document exists");
    const Result<Value> meaning = apply_to_value(wanted[edit.document], edit);
    require(meaning.has_value(), "what was done is possible");
    wanted[edit.document] = *meaning;
    const Stream after = csx::yaml::read(*outcome);
    for (const csx::yaml::Problem& problem : after.problems) {
      require(problem.severity != csx::Severity::error, "there are no new errors:", problem.message);
    }
    require(meanings(after) == wanted, "an edited text means what was asked for");
  }
  check_append_document(text, edit.value);
  return 0;
}
