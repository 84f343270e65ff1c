#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "csx/yaml/pack.hpp"
#include "generator.hpp"
#include "messy.hpp"

using namespace csx;
using namespace csx::yaml;

namespace {

void check_same(const Node& a, const Node& b) {
  CHECK(a.kind == b.kind);
  CHECK(a.style == b.style);
  CHECK(a.core == b.core);
  CHECK(a.flow == b.flow);
  CHECK(a.alias == b.alias);
  CHECK(a.span == b.span);
  CHECK(a.text == b.text);
  REQUIRE(a.items.size() == b.items.size());
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    check_same(a.items[i], b.items[i]);
  }
  REQUIRE(a.entries.size() == b.entries.size());
  for (std::size_t i = 0; i < a.entries.size(); ++i) {
    check_same(a.entries[i].key, b.entries[i].key);
    check_same(a.entries[i].value, b.entries[i].value);
  }
}

void check_round_trip(const std::string& text) {
  CAPTURE(text);
  const Stream stream = read(text);
  const std::string packed = pack(stream);
  const std::optional<Stream> again = unpack(packed);
  REQUIRE(again);
  REQUIRE(again->documents.size() == stream.documents.size());
  for (std::size_t i = 0; i < stream.documents.size(); ++i) {
    const Document& a = stream.documents[i];
    const Document& b = again->documents[i];
    CHECK(a.span == b.span);
    CHECK(a.complete == b.complete);
    CHECK(a.empty == b.empty);
    check_same(a.root, b.root);
  }
  REQUIRE(again->problems.size() == stream.problems.size());
  for (std::size_t i = 0; i < stream.problems.size(); ++i) {
    const Problem& a = stream.problems[i];
    const Problem& b = again->problems[i];
    CHECK(a.rule == b.rule);
    CHECK(a.severity == b.severity);
    CHECK(a.message == b.message);
    CHECK(a.help == b.help);
    CHECK(a.span == b.span);
    CHECK(a.document == b.document);
    CHECK(a.pointer == b.pointer);
  }
}

}  // namespace

TEST_CASE("what was packed comes back whole: documents, spans, styles, problems") {
  for (const std::string text :
       {"", "# nothing\n", "a: 1\n", "a: [1, {b: c, d}, 'x']\nb: |\n  text\n  more\n",
        "a: &x [1, 2]\nb: *x\n", "---\na: 1\n---\n---\nb: 2\n...\n", "a: 'open\n", "a: 1\na: 2\nb: yes\n",
        "\xEF\xBB\xBF"
        "a: 1\r\nb: \"\\u00e9\"\r\n",
        "- - - deep\n", "!!str a\n", "? [k]\n: v\n"}) {
    check_round_trip(text);
  }
}

TEST_CASE("generated documents come back whole") {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    check_round_trip(test::generate(seed).text);
    check_round_trip(test::generate_messy(seed));
  }
}

TEST_CASE("files of the example company come back whole") {
  int files = 0;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(std::string(CSX_SOURCE_DIR) + "/examples/aurora")) {
    if (entry.path().extension() == ".yaml" && files++ % 7 == 0) {
      std::ifstream file(entry.path(), std::ios::binary);
      check_round_trip({std::istreambuf_iterator<char>(file), {}});
    }
  }
  CHECK(files > 50);
}

TEST_CASE("bytes cut short or longer than packed are nothing") {
  const std::string packed = pack(read("a: [1, {b: c}]\nb: text\nb: again\n"));
  for (std::size_t size = 0; size < packed.size(); ++size) {
    CAPTURE(size);
    CHECK(!unpack(std::string_view(packed).substr(0, size)));
  }
  CHECK(!unpack(packed + '\0'));
}

TEST_CASE("damaged bytes give nothing or a sound tree, never a crash") {
  const std::string text = "a: [1, {b: c}]\nb: text\nb: again\nc: &x {d: e}\nf: *x\n";
  const std::string packed = pack(read(text));
  int refused = 0;
  for (std::size_t at = 0; at < packed.size(); ++at) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string damaged = packed;
      damaged[at] = static_cast<char>(damaged[at] ^ (1 << bit));
      const std::optional<Stream> stream = unpack(damaged);
      refused += stream ? 0 : 1;
      if (stream) {
        CHECK(unpack(pack(*stream)));
      }
    }
  }
  CHECK(refused > 0);
  CHECK(!unpack(std::string(64, '\xff')));
  // A million documents, or a list of a million items, in a few bytes.
  CHECK(!unpack("\xc0\x84\x3d"));
}
