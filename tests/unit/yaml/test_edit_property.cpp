#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csx/base/text.hpp"
#include "edits.hpp"
#include "messy.hpp"
#include "random_edit.hpp"

using namespace csx;
using namespace csx::yaml;
using namespace csx::yaml::test;

namespace {

constexpr std::string_view k_blanks = " \t";

std::vector<std::string> example_texts() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(CSX_SOURCE_DIR "/examples/aurora")) {
    if (entry.path().extension() == ".yaml") {
      paths.push_back(entry.path());
    }
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> texts;
  for (const std::filesystem::path& path : paths) {
    std::ifstream file(path, std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return texts;
}

std::vector<std::string> comment_texts(std::string_view text) {
  std::vector<std::string> result;
  const Stream stream = read(text);
  for (const Comment& comment : comments(text, stream)) {
    result.emplace_back(text.substr(comment.span.begin, comment.span.end - comment.span.begin));
  }
  std::sort(result.begin(), result.end());
  return result;
}

std::size_t common_prefix(std::string_view a, std::string_view b) {
  return static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
}
std::size_t common_suffix(std::string_view a, std::string_view b) {
  return static_cast<std::size_t>(std::mismatch(a.rbegin(), a.rend(), b.rbegin(), b.rend()).first -
                                  a.rbegin());
}

std::vector<Value> meanings(std::string_view text) {
  const Stream stream = read(text);
  std::vector<Value> result;
  for (const Document& document : stream.documents) {
    result.push_back(Value::of(document.root));
  }
  return result;
}

bool is_block_scalar(const Node& node) {
  return node.style == ScalarStyle::literal || node.style == ScalarStyle::folded;
}

// What an edit did, seen from outside.
class Outcome {
 public:
  Outcome(std::string_view before, const Edit& edit, std::string_view after)
      : m_before(before), m_edit(edit), m_after(after), m_stream(read(before)) {
    if (edit.document < m_stream.documents.size()) {
      m_old = resolve(m_stream.documents[edit.document].root, edit.pointer);
    }
  }

  void check() const {
    check_meaning();
    check_comments();
    check_bytes();
  }

 private:
  void check_meaning() const {
    std::vector<Value> wanted = meanings(m_before);
    if (wanted.empty()) {
      wanted.push_back(Value::null());
    }
    Result<Value> changed = apply_to_value(wanted.at(m_edit.document), m_edit);
    REQUIRE(changed.has_value());
    wanted[m_edit.document] = *changed;
    const std::vector<Value> found = meanings(m_after);
    REQUIRE((found == wanted || (found.empty() && wanted == std::vector{Value::null()})));
    const Stream stream = read(m_after);
    REQUIRE(stream.problems.size() <= m_stream.problems.size());
  }

  bool takes_comments() const {
    return m_edit.action == Edit::Action::erase ||
           (m_edit.action == Edit::Action::set && m_old != nullptr && m_old->kind != NodeKind::scalar);
  }

  // Comments go with what they belong to and never otherwise; none is made.
  void check_comments() const {
    const std::vector<std::string> before = comment_texts(m_before);
    const std::vector<std::string> after = comment_texts(m_after);
    REQUIRE(std::includes(before.begin(), before.end(), after.begin(), after.end()));
    if (!takes_comments()) {
      REQUIRE(after == before);
    }
  }

  void check_bytes() const {
    const std::size_t prefix = common_prefix(m_before, m_after);
    if (m_edit.action == Edit::Action::set && m_old != nullptr && m_old->kind == NodeKind::scalar &&
        !m_stream.documents[m_edit.document].empty) {
      check_scalar(prefix);
    } else if (adds_lines()) {
      // Nothing of the old text is missing.
      REQUIRE(prefix + common_suffix(m_before.substr(prefix), m_after.substr(prefix)) == m_before.size());
    } else if (m_edit.action == Edit::Action::rename) {
      REQUIRE(prefix <= m_before.size());
      REQUIRE(lines(m_after).size() <= lines(m_before).size());
    }
  }

  // The change lies within the value's own bytes and the blanks before it.
  void check_scalar(std::size_t prefix) const {
    const std::size_t word =
        m_before.find_last_not_of(k_blanks, m_old->span.begin == 0 ? 0 : m_old->span.begin - 1);
    REQUIRE(prefix >= std::min<std::size_t>(word == std::string_view::npos ? 0 : word, m_before.size()));
    const bool one_line = m_edit.value.kind == NodeKind::scalar &&
                          m_edit.value.text.find('\n') == std::string::npos && !is_block_scalar(*m_old);
    const std::string_view rest = m_before.substr(m_old->span.end);
    const bool blank_rest = rest.find_first_not_of(" \t\r\n") == std::string_view::npos;
    if (one_line && !blank_rest) {
      REQUIRE(m_after.ends_with(rest));
    }
  }

  // A key or item added to a block collection, with nothing but whole lines.
  bool adds_lines() const {
    const bool adds = m_edit.action == Edit::Action::append || m_edit.action == Edit::Action::insert ||
                      (m_edit.action == Edit::Action::set && m_old == nullptr);
    const std::size_t slash = m_edit.pointer.rfind('/');
    if (!adds || m_stream.documents.empty() || slash == std::string::npos) {
      return false;
    }
    const Node& root = m_stream.documents[m_edit.document].root;
    const bool itself = m_edit.action == Edit::Action::append;
    const Node* parent = itself ? m_old : resolve(root, m_edit.pointer.substr(0, slash));
    const bool at_end = m_before.find_last_not_of(" \t\r\n") + 1 <= m_stream.documents.back().span.end;
    return parent != nullptr && parent->kind != NodeKind::scalar && !parent->flow && !at_end;
  }

  static std::vector<std::string_view> lines(std::string_view text) { return split(text, '\n'); }

  std::string_view m_before;
  const Edit& m_edit;
  std::string_view m_after;
  Stream m_stream;
  const Node* m_old = nullptr;
};

struct Tally {
  std::size_t edits = 0;
  std::size_t done = 0;
  std::size_t impossible = 0;
  std::size_t refused = 0;
};

// Some edits of a text, one after the other.
void edit_at_random(std::string text, std::uint64_t seed, std::size_t count, Tally& tally) {
  RandomEdits random(seed);
  for (std::size_t i = 0; i < count; ++i) {
    const Edit edit = random.edit(read(text));
    CAPTURE(seed);
    CAPTURE(text);
    CAPTURE(static_cast<int>(edit.action));
    CAPTURE(edit.document);
    CAPTURE(edit.pointer);
    CAPTURE(edit.key);
    CAPTURE(edit.value.text);
    const Result<std::string> outcome = apply_one(text, edit);
    ++tally.edits;
    if (outcome) {
      CAPTURE(*outcome);
      Outcome(text, edit, *outcome).check();
      ++tally.done;
      text = *outcome;
      continue;
    }
    CAPTURE(outcome.error().message);
    REQUIRE(outcome.error().kind == ErrorKind::usage);
    const std::vector<Value> values = meanings(text);
    const Value root = values.empty() ? Value::null() : values.at(edit.document);
    if (apply_to_value(root, edit)) {
      REQUIRE(outcome.error().message.find("is repeated") != std::string::npos);
      ++tally.refused;
    } else {
      ++tally.impossible;
    }
  }
}

}  // namespace

TEST_CASE("any edit of any text means what was asked for and changes no other byte") {
  constexpr std::uint64_t k_texts = 6000;
  constexpr std::size_t k_edits_each = 3;
  Tally tally;
  for (std::uint64_t seed = 1; seed <= k_texts; ++seed) {
    edit_at_random(generate_messy(seed), seed, k_edits_each, tally);
  }
  CHECK(tally.edits == k_texts * k_edits_each);
  CHECK(tally.refused * 50 < tally.edits);  // by anchors alone, see edit_at_random
  CHECK(tally.impossible * 50 < tally.edits);
}

TEST_CASE("the same for the records of the example") {
  constexpr std::size_t k_edits = 2000;
  const std::vector<std::string> texts = example_texts();
  REQUIRE(!texts.empty());
  Tally tally;
  for (std::uint64_t seed = 1; tally.edits < k_edits; ++seed) {
    edit_at_random(texts[seed % texts.size()], seed, 2, tally);
  }
  CHECK(tally.refused == 0);
}

TEST_CASE("one field of a record that changes is one line that changes") {
  const std::vector<std::string> texts = example_texts();
  std::size_t changed = 0;
  for (const std::string& text : texts) {
    const Stream stream = read(text);
    for (const Document& document : stream.documents) {
      const auto number = static_cast<std::uint32_t>(&document - stream.documents.data());
      for (const Entry& entry : document.root.entries) {
        if (entry.value.kind != NodeKind::scalar || is_block_scalar(entry.value)) {
          continue;
        }
        const Edit edit =
            in_document(number, set("/" + escape_pointer_token(entry.key.text), "something else"));
        const Result<std::string> outcome = apply_one(text, edit);
        REQUIRE(outcome.has_value());
        const std::vector<std::string_view> before = split(text, '\n');
        const std::vector<std::string_view> after = split(*outcome, '\n');
        REQUIRE(before.size() == after.size());
        std::size_t different = 0;
        for (std::size_t i = 0; i < before.size(); ++i) {
          different += before[i] == after[i] ? 0U : 1U;
        }
        REQUIRE(different == 1);
        ++changed;
      }
    }
  }
  CHECK(changed > 100);
}

TEST_CASE("documents are added to any text, and new ones are read back") {
  for (std::uint64_t seed = 1; seed <= 1500; ++seed) {
    const std::string text = generate_messy(seed);
    const Value value = RandomEdits(seed).value();
    CAPTURE(text);
    const Result<std::string> outcome = append_document(text, value);
    CAPTURE((outcome ? *outcome : outcome.error().message));
    REQUIRE(outcome.has_value());
    std::vector<Value> wanted = meanings(text);
    wanted.push_back(value);
    REQUIRE(meanings(*outcome) == wanted);
    REQUIRE(comment_texts(*outcome) == comment_texts(text));
    REQUIRE(meanings(emit(value)) == std::vector{value});
  }
}
