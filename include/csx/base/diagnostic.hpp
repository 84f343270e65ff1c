#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace csx {

/// Half-open range of byte offsets in a file's text.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend bool operator==(const Span&, const Span&) = default;
};

enum class Severity : std::uint8_t { off, note, warning, error };

std::string_view to_string(Severity);
std::optional<Severity> parse_severity(std::string_view word);

/// Which part of the place a pointer names is meant.
enum class Aspect : std::uint8_t {
  value,  ///< the value itself
  key,    ///< the key before it; for the root of a document, its first key
};

/// Where something stands. Either a pointer into a record, looked up in the file's text only when it is
/// shown, or a span, where only the text is known.
struct Place {
  std::string file;            ///< relative to the data folder, with '/'
  std::uint32_t document = 0;  ///< index of the YAML document in its file
  std::string pointer;         ///< JSON pointer (RFC 6901) inside the document; empty: the whole of it
  Aspect aspect = Aspect::value;
  std::optional<Span> span;  ///< when known already; wins over the pointer
  friend bool operator==(const Place&, const Place&) = default;
};

/// Another place that helps to understand a finding ("promised here").
struct Related {
  std::string message;
  Place place;
  friend bool operator==(const Related&, const Related&) = default;
};

/// A finding about data. Findings are collected, sorted, deduplicated and only then shown.
struct Diagnostic {
  std::string rule;  ///< `family/name`
  Severity severity = Severity::error;
  std::string message;  ///< the fact, the value found, the value wanted; no final period
  Place place;
  std::string record;  ///< `kind/id` of the record it is about; empty when there is none
  std::string help;    ///< what to do, in the imperative; may be empty
  std::vector<Related> related;
  std::uint64_t stands_for = 1;  ///< findings: more where it says how many others are not told
  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

/// Order of output: file, position as far as known without reading the file (document, span, pointer), rule,
/// message.
bool before(const Diagnostic&, const Diagnostic&);

/// Sorts by `before` and drops equal findings.
void sort_and_deduplicate(std::vector<Diagnostic>&);

/// A position as people count: lines from 1, columns from 1 in characters (Unicode scalar values).
struct Position {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  friend bool operator==(const Position&, const Position&) = default;
};

/// A place found in the text of its file. Unset positions are unknown and are left out of output.
struct Location {
  std::string file;
  std::optional<Position> begin;
  std::optional<Position> end;  ///< just after the last character
  std::string excerpt;          ///< the whole first line, without its line break
};

/// A finding with its places looked up, ready for a writer.
struct Finding {
  Diagnostic diagnostic;
  Location location;
  std::vector<Location> related;  ///< as diagnostic.related
  /// The pointer of its place with items of lists told by what they are, and by place and length of the list.
  std::string by_name;
  std::string by_place;
  std::string fingerprint;  ///< of rule, record, `by_name` and ordinal: survives edits elsewhere
};

}  // namespace csx
