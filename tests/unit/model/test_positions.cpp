#include <doctest/doctest.h>

#include <string>

#include "csx/base/text.hpp"
#include "csx/store/file_tree.hpp"
#include "reading.hpp"

/// Every finding has a true position: each value and each key of the examples is spoilt in turn, and the
/// caret must stand on it.

using namespace csx;
using namespace csx::model;

namespace {

struct Spot {
  std::string pointer;
  Span span;
};

/// Scalar values, and keys of records, below a node; x- keys and what is below them belong to the owner.
void collect(const yaml::Node& node, const std::string& pointer, std::vector<Spot>& values,
             std::vector<Spot>& keys) {
  std::size_t index = 0;
  for (const yaml::Node& item : node.items) {
    collect(item, pointer + "/" + std::to_string(index++), values, keys);
  }
  for (const yaml::Entry& entry : node.entries) {
    if (entry.key.text.starts_with("x-")) {
      continue;
    }
    const std::string inner = pointer + "/" + escape_pointer_token(entry.key.text);
    keys.push_back({inner, entry.key.span});
    collect(entry.value, inner, values, keys);
  }
  if (node.kind == yaml::NodeKind::scalar && !node.is_null() && !node.alias) {
    values.push_back({pointer, node.span});
  }
}

/// The finding that stands exactly at `span`.
bool stands_at(const test::Read& read, const Span& span) {
  for (const Diagnostic& finding : read.findings) {
    const std::optional<Span> place =
        finding.place.span
            ? finding.place.span
            : yaml::locate(read.stream.documents.front(), finding.place.pointer, finding.place.aspect);
    if (place && *place == span) {
      return true;
    }
  }
  return false;
}

std::string spoilt(std::string_view text, const Span& span, std::string_view by) {
  return std::string(text.substr(0, span.begin)) + std::string(by) + std::string(text.substr(span.end));
}

/// A whole file's documents, each as a text of its own.
std::vector<std::string> documents_of(const std::string& text) {
  std::vector<std::string> documents;
  const yaml::Stream stream = yaml::read(text);
  for (const yaml::Document& document : stream.documents) {
    if (!document.empty) {
      documents.push_back(text.substr(document.span.begin, document.span.end - document.span.begin) + "\n");
    }
  }
  return documents;
}

struct Tally {
  std::size_t values = 0;
  std::size_t keys = 0;
};

void spoil_each(const std::string& file, const std::string& text, Tally& tally) {
  std::vector<Spot> values;
  std::vector<Spot> keys;
  const yaml::Stream stream = yaml::read(text);
  REQUIRE_FALSE(stream.documents.empty());
  collect(stream.documents.front().root, "", values, keys);
  // Long journals repeat themselves: a sample of each document is enough there.
  const std::size_t step = values.size() / 150 + 1;
  constexpr std::string_view k_no_scalar = "[[], {}]";
  for (std::size_t i = 0; i < values.size(); i += step) {
    const Spot& spot = values[i];
    const std::string broken = spoilt(text, spot.span, k_no_scalar);
    const test::Read read = test::read(broken);
    const Span expected{spot.span.begin, spot.span.begin + static_cast<std::uint32_t>(k_no_scalar.size())};
    // Inside a list given in place of a lone value the caret may stand on an item.
    const Span inner{expected.begin + 1, expected.begin + 3};
    CAPTURE(file);
    CAPTURE(spot.pointer);
    CHECK((stands_at(read, expected) || stands_at(read, inner)));
    ++tally.values;
  }
  constexpr std::string_view k_no_key = "zz_no_such_key";
  for (std::size_t i = 0; i < keys.size(); i += keys.size() / 60 + 1) {
    const Spot& spot = keys[i];
    const std::string broken = spoilt(text, spot.span, k_no_key);
    const test::Read read = test::read(broken);
    const Span expected{spot.span.begin, spot.span.begin + static_cast<std::uint32_t>(k_no_key.size())};
    CAPTURE(file);
    CAPTURE(spot.pointer);
    // Keys of maps with free keys may be any word: then nothing is wrong, or its value is missing elsewhere.
    const bool free_key = spot.pointer.find("/fit/") != std::string::npos ||
                          spot.pointer.find("/when/") != std::string::npos ||
                          spot.pointer.find("/where/") != std::string::npos ||
                          spot.pointer.find("/table/") != std::string::npos ||
                          spot.pointer.find("/features/") != std::string::npos ||
                          spot.pointer.find("/fields/") != std::string::npos ||
                          spot.pointer.find("/values/") != std::string::npos ||
                          spot.pointer.find("/owners/") != std::string::npos ||
                          spot.pointer.find("/competitors/") != std::string::npos ||
                          spot.pointer.ends_with("/none") || spot.pointer == "/kind";
    if (!free_key) {
      CHECK(stands_at(read, expected));
      ++tally.keys;
    }
  }
}

}  // namespace

TEST_CASE("positions: the caret stands on each value and key of the examples when it is spoilt") {
  const auto tree = store::disk_tree(std::string(CSX_SOURCE_DIR) + "/examples/aurora");
  REQUIRE(tree);
  const auto listing = (*tree)->list();
  REQUIRE(listing);
  Tally tally;
  for (const std::string& file : listing->files) {
    const Result<std::string> text = (*tree)->read(file);
    REQUIRE(text);
    for (const std::string& document : documents_of(*text)) {
      spoil_each(file, document, tally);
    }
  }
  MESSAGE(tally.values << " values, " << tally.keys << " keys");
  CHECK(tally.values > 3000);
  CHECK(tally.keys > 1000);
}
