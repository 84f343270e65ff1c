#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csx/base/diagnostic.hpp"

/// YAML text to a node tree whose every key and value knows the bytes it stands on.
namespace csx::yaml {

enum class NodeKind : std::uint8_t { scalar, sequence, mapping };
enum class ScalarStyle : std::uint8_t { plain, single_quoted, double_quoted, literal, folded };

/// What a scalar is in the YAML 1.2 core schema. Quoted and block scalars are always text.
enum class Core : std::uint8_t { null, boolean, integer, real, text };

struct Entry;

struct Node {
  NodeKind kind = NodeKind::scalar;
  ScalarStyle style = ScalarStyle::plain;
  Core core = Core::null;
  bool flow = false;   ///< a collection in [] or {}
  bool alias = false;  ///< stands for an anchored node: `span` is the alias, the children are the anchor's
  /// The value's own bytes: quotes and brackets included; anchor, tag and trailing blank lines not. A block
  /// collection ends where its last child ends. A value that is not there is empty and stands just after the
  /// ':' or '-'.
  Span span;
  std::string_view text;           ///< a scalar's value, decoded
  std::span<const Node> items;     ///< of a sequence
  std::span<const Entry> entries;  ///< of a mapping, in order of the text

  /// `key:` with nothing after it, `~` or `null`.
  bool is_null() const { return kind == NodeKind::scalar && core == Core::null; }
  /// An alias without an anchor before it (yaml/unknown-alias): null, and quoted, which no other null is.
  bool is_unknown_alias() const { return alias && is_null() && style == ScalarStyle::double_quoted; }
  /// The value of `key` (first if repeated), or nullptr.
  const Node* find(std::string_view key) const;
};

struct Entry {
  Node key;
  Node value;
};

/// One document of a stream.
struct Document {
  Node root;
  Span span;             ///< from its first to its last byte of content
  bool complete = true;  ///< false: a syntax error cut it short, the tree holds what came before
  bool empty = false;    ///< holds no node at all (only comments, or nothing after `---`)
};

/// Something wrong with the text itself. `rule` is a rule id of the family `yaml/`.
struct Problem {
  std::string_view rule;
  Severity severity = Severity::error;
  std::string message;
  std::string help;
  Span span;
  std::uint32_t document = 0;
  std::string pointer;  ///< JSON pointer of the nearest node known, for the fingerprint; may be empty
};

/// Bounds against hostile text. What is beyond them is a problem, never a crash.
struct Limits {
  std::size_t max_bytes = 32U << 20U;   ///< of a file: yaml/too-large
  std::uint32_t max_depth = 64;         ///< of nesting: yaml/too-deep
  std::uint32_t max_nodes = 1'000'000;  ///< of a file, aliases counted as often as used: yaml/too-many-nodes
  std::uint32_t max_alias_nodes = 10'000;      ///< nodes that aliases of one file may add: yaml/alias-limit
  std::uint32_t max_scalar_bytes = 1U << 20U;  ///< of one scalar: yaml/too-large
  std::uint32_t max_key_bytes = 1024;          ///< of one key: yaml/too-large
  std::uint32_t max_problems = 100;            ///< reported for one file, then one line that says so
};

/// All documents of a file. Owns the nodes; `text` passed to `read` must outlive it.
class Stream {
 public:
  Stream();
  Stream(Stream&&) noexcept;
  Stream& operator=(Stream&&) noexcept;
  ~Stream();

  std::vector<Document> documents;
  std::vector<Problem> problems;  ///< in order of position

 private:
  friend class Builder;
  friend class Unpacker;
  friend Stream read(std::string_view text, const Limits& limits);
  struct Arena;
  explicit Stream(std::size_t first_block);
  std::unique_ptr<Arena> m_arena;
};

/// Reads YAML 1.2 core (as far as libyaml's grammar goes; see docs/decisions.md for the differences).
/// Never fails as a whole: what cannot be read is a problem, what came before it is in the tree, and so are
/// the documents after it: reading goes on at the next `---`.
///
/// Refused with a problem: invalid UTF-8, NUL and control characters, bidirectional controls, directives,
/// tags (but the core schema's own non-specific `!`... are refused too), merge keys, duplicate keys, keys
/// that are not scalars, integers beyond 64 bits and non-finite reals. Warned about
/// (`yaml/ambiguous-scalar`): plain values that YAML 1.1 readers take for something else (yes, off, 0777,
/// 1_000, 12:30:00, dates are exempt).
Stream read(std::string_view text, const Limits& limits = {});

/// The node a JSON pointer names below `root`, or nullptr.
const Node* resolve(const Node& root, std::string_view pointer);

/// The bytes a pointer names: the value's, or its key's. An empty value or a missing node gives the nearest
/// thing that exists: its key, or the deepest ancestor's key; for a root mapping its first key. None only for
/// an empty document.
std::optional<Span> locate(const Document& document, std::string_view pointer, Aspect aspect);

/// What a pointer names, so that it can be found in another state of the document. No JSON pointers; what the
/// document does not hold stays as it is.
struct ItemPointers {
  /// With items of lists told by what they are, which stays the same when others come or go:
  /// `/contacts/=ana/email` for the item whose `id` is ana, `/tags/=vip` for a scalar, else by a digest of
  /// the item. Several items may be told alike.
  std::string by_name;
  /// With items told by their place in a list of that length: `/contacts/1 of 3/email`.
  std::string by_place;
};
ItemPointers item_pointers(const Document& document, std::string_view pointer);

/// A comment, from its '#' to the end of its line.
struct Comment {
  Span span;
  std::uint32_t line = 0;  ///< from 1
  bool own_line = false;   ///< nothing but white space before it
};

/// Every comment of the text, told from '#' inside scalars by the spans of the tree.
std::vector<Comment> comments(std::string_view text, const Stream& stream);

}  // namespace csx::yaml
