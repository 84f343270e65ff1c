#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csx/yaml/tree.hpp"

// Where things stand in a text: the lines and columns around the nodes of its tree. Columns count from 0, in
// bytes: nothing but spaces and indicators stands before a block collection.
namespace csx::yaml {

// One change of bytes. Splices of one edit neither overlap nor depend on each other.
struct Splice {
  Span span;
  std::string text;
};

// An entry or item: from its '-', '?', anchor or key to the end of its value.
struct Child {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  const Node* key = nullptr;  // of an entry
  const Node* value = nullptr;
};

std::size_t size_of(const Node& collection);
Child child_at(std::string_view text, const Node& collection, std::size_t index);

std::uint32_t column_of(std::string_view text, std::uint32_t at);
// Whether nothing but white space stands before `at` on its line.
bool begins_line(std::string_view text, std::uint32_t at);
// Whether no line break stands between.
bool on_one_line(std::string_view text, std::uint32_t begin, std::uint32_t end);
// After the line break that ends the line of `at`; the end of the text when there is none.
std::uint32_t next_line(std::string_view text, std::uint32_t at);
// Before the line break above the line that begins at `begin`; `begin` itself on the first line.
std::uint32_t line_end_above(std::string_view text, std::uint32_t begin);
bool is_blank_line(std::string_view text, std::uint32_t at);
// The line break in use around `at`.
std::string_view line_break_near(std::string_view text, std::uint32_t at);
// Over blanks, not line breaks.
std::uint32_t skip_blanks(std::string_view text, std::uint32_t at);

// After the ':' of an entry, and after the value's anchor when it has one. None when there is no ':'.
std::optional<std::uint32_t> after_colon(std::string_view text, const Node& key, const Node& value);
std::uint32_t skip_anchor(std::string_view text, std::uint32_t at, std::uint32_t value_begin);

bool is_block_scalar(const Node& node);
bool is_plain(const Node& node);
// The end of the last line of white space below `end` that holds a tab: libyaml passes over such lines below
// a plain scalar, and stops at them anywhere else in block context.
std::uint32_t end_of_tabs(std::string_view text, std::uint32_t end);
// Likewise for the next comment: spaces in place of a tab before it. Nothing when there is none.
std::optional<Splice> without_tabs(std::string_view text, std::uint32_t end);
// The node whose text ends a child: its last scalar, alias or flow collection.
const Node& last_leaf(const Child& child);
// The column at which the lines of a block scalar begin; `parent` is that of the collection around it.
std::uint32_t content_column(std::string_view text, const Node& scalar, std::uint32_t parent);
// The end of the last line that a block scalar's value is made of, where lines of white space count.
std::uint32_t block_scalar_end(std::string_view text, const Node& scalar);

// The end of the last line that belongs to a child of a block collection at `column`: its trailing comment,
// and comments below it that stand further to the right, are its own.
std::uint32_t tail(std::string_view text, const Child& child, std::uint32_t column);
// The begin of the first of the comment lines directly above `begin`, at the same column and not above
// `limit`; of its own line if there are none.
std::uint32_t top(std::string_view text, std::uint32_t begin, std::uint32_t limit);

// How far the lines after `at`'s reach to the right which a block scalar put before them would take for its
// own: comments and lines of white space. 0 when there are none.
std::uint32_t reach_below(std::string_view text, std::uint32_t at);

// After the `---` of a document, when it has one. `previous` is the document before it.
std::optional<std::uint32_t> after_marker(std::string_view text, const Document& document,
                                          const Document* previous);

// All splices, done.
std::string spliced(std::string_view text, std::vector<Splice> splices);

}  // namespace csx::yaml
