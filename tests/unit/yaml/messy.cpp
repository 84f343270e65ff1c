#include "messy.hpp"

#include <algorithm>
#include <array>
#include <random>
#include <string_view>
#include <utility>

#include "csx/yaml/tree.hpp"
#include "generator.hpp"

namespace csx::yaml::test {

namespace {

constexpr std::array<std::string_view, 44> k_documents = {
    "a: 1\nb: two\n",
    "a: 1 # one\n\n# about b\nb: 2\n# end\n",
    "# header\n\nkind: account\nid: x\n\nowners: {sales: ana, cs: bruno}\n\nlist:\n  - a\n  - b\n",
    "# header\nkind: x\n# about name\nname: y\n",
    "list:\n- id: a\n  at: 2026-03-02\n\n- id: b\n  at: 2026-03-03\n\nend: true\n",
    "list:\n    - {id: a, n: 1} # one\n    # about b\n    - {id: b, n: 2}\n",
    "- 1\n- 2 # two\n  # still two\n- 3\n",
    "- - a\n  - b\n- - c\n",
    "-\n  a: 1\n  b: 2\n-\n  a: 3\n",
    "-   a: 1\n    b: 2\n-   c\n",
    "? a\n: b\n? c\n? d # no value\n: - x\n  - y\n",
    "? |\n  key\n: v\n? b\n: p: 1\n  q: 2\n",
    "text: |\n  one\n   two\n\n  three\nnext: 1\n",
    "text: |+\n  one\n\n\nnext: 1\n\nlast: 2\n",
    "text: |-\n  one\n\n# about next\nnext: >-\n  folded text\n  of lines\n\n  and more\n",
    "text: |2 # two\n    one\n   two\n",
    "a:\n  text: |\n    x\n  b: 1\n\n      # deep\nc: 2\n",
    "text: >\n  one\n  two\n",
    "{a: 1, b: [x, y], c: {d: e}}\n",
    "{\"a\":1,\"b\":[\"x\",\"y\"],\"c\":{\"d\":null}}\n",
    "{a, b: , \"c\":1, ? d : e}\n",
    "[a: b, c: , [x], {}, []]\n",
    "[\n  a, # about a\n  b, # about b\n  c # about c\n]\n",
    "a: [\n  {x: 1},\n  # about y\n  {y: 2},\n]\nb: [ 1, 2, ]\n",
    "a: [ x\n   , y # y\n   , z\n   ]\n",
    "a: { p: 1, q: 2 } # pq\nb: [] # none\nc: {}\nd: [ ]\ne: { # empty\n  }\n",
    "a: &x {p: 1}\nb: *x\nc: &y text\nd: [*y, *y]\n",
    "a: &x\n  p: &z 1\n  q: 2\nb: 3\n",
    "- &a\n  - 1\n- &b c\n- &c\n- *a\n",
    "&root\na: 1\nb: &e\n",
    "&k a: 1\n*k : 2\n",
    "a:\nb: # none\nc: ~\nd: null\ne: \"\"\n",
    "a:\n  b:\n    c:\n      - d:\n          e: 1\n        f: 2\n      # after f\n    # after c\n  # after "
    "b\n# after a\n",
    "a: 'it''s' # single\nb: \"x\\ty\" # double\nc: \"one\n  two\"\nd: one\n  two\n\n  three\n",
    "nome: São José\n'日本': \"🎉\" # é\nlista: [ção, 'é']\n",
    "2025: a\n2026: b\ntrue: c\n",
    "  a: 1\n  b:\n    - c\n",
    "a:\n    b: 1\n    c:\n    - x\n    - y\nd:\n        e: 1\n",
    "text\n",
    "\"quoted # not a comment\" # comment\n",
    "|\n  literal\n  root\n",
    "a: yes\nb: 0777\nc: 1_000\nd: 12:30:00\n",
    "a: \"x\n  # no comment\"\nb: 'y\n\n  z'\n",
    "\"a\": 'x'\n\"b\": 'y'\n",
};

class Mess {
 public:
  explicit Mess(std::uint64_t seed) : m_random(seed) {}

  std::string run() {
    std::string text;
    const std::size_t count = one_in(3) ? 2 + below(2) : 1;
    for (std::size_t i = 0; i < count; ++i) {
      const std::string document = one_document();
      if (i > 0 && !text.ends_with('\n')) {
        text += '\n';
      }
      if (i > 0 && one_in(4)) {
        text += "...\n";
      }
      const bool has_marker = document.starts_with("---");
      if (!has_marker && (i > 0 || one_in(5))) {
        text += one_in(3) ? "--- # document\n" : "---\n";
      }
      text += document;
    }
    text += one_in(12) ? "---\n" : "";
    text += one_in(12) ? "...\n" : "";
    text = with_noise(text);
    if (one_in(2)) {
      mistype(text);
    }
    if (one_in(3)) {
      text.erase(text.find_last_not_of('\n') + 1);
    }
    text = with_line_breaks(text);
    return (one_in(10) ? "\xef\xbb\xbf" : "") + text;
  }

 private:
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(m_random() % bound); }
  bool one_in(std::size_t n) { return below(n) == 0; }

  std::string one_document() {
    return one_in(2) ? generate(m_random()).text : std::string(k_documents[below(k_documents.size())]);
  }

  // More lines between the lines: these may become part of a text, which then means something else.
  std::string with_noise(std::string_view text) {
    constexpr std::array<std::string_view, 7> k_noise = {
        "", "", "    ", "# noise", "  # noise", "      # deep noise", "    # noise 'é'"};
    const std::size_t rarity = one_in(3) ? 3 : 12;
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
      if (one_in(rarity)) {
        result += k_noise[below(k_noise.size())];
        result += '\n';
      }
      const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
      result += text.substr(at, end - at);
      at = end;
    }
    return result;
  }

  // Single characters that come, go or change places: what is still YAML then is often odd.
  void mistype(std::string& text) {
    constexpr std::string_view k_characters = "  \t#:-?,[]{}&*'\"|>+~\n\nab1";
    for (std::size_t count = 1 + below(4); count > 0; --count) {
      const std::size_t at = below(text.size());
      if (one_in(3)) {
        text.erase(at, 1 + below(2));
      } else if (one_in(4)) {
        std::swap(text[at], text[below(text.size())]);
      } else {
        text.insert(at, 1, k_characters[below(k_characters.size())]);
      }
      if (text.empty()) {
        text = "a: 1\n";
      }
    }
  }

  std::string with_line_breaks(std::string_view text) {
    const std::size_t kind = below(10);  // 0: CRLF, 1: CR, 2: all of them, else LF
    std::string result;
    for (const char c : text) {
      const std::size_t choice = kind == 2 ? below(3) : kind;
      if (c == '\n' && choice < 2) {
        result += choice == 0 ? "\r\n" : "\r";
      } else {
        result += c;
      }
    }
    return result;
  }

  std::mt19937_64 m_random;
};

bool has_error(std::string_view text) {
  const Stream stream = read(text);
  return std::any_of(stream.problems.begin(), stream.problems.end(),
                     [](const Problem& problem) { return problem.severity == Severity::error; });
}

}  // namespace

std::string generate_messy(std::uint64_t seed) {
  std::string text;
  do {
    text = Mess(seed).run();
    seed += 0x9E3779B97F4A7C15U;
  } while (has_error(text));
  return text;
}

}  // namespace csx::yaml::test
