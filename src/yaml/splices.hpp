#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csx/yaml/value.hpp"
#include "layout.hpp"
#include "render.hpp"
#include "style.hpp"

// The splices that one edit takes, by where it happens. None of these ask whether the edit is allowed.
namespace csx::yaml {

// The document being edited.
struct Site {
  std::string_view text;
  const Document* document = nullptr;
  const Document* previous = nullptr;  // the one before it in the text
  Style style;
};

// A node of the document, and where it hangs.
struct Step {
  const Node* node = nullptr;
  const Node* parent = nullptr;  // nullptr for the root
  std::size_t index = 0;         // in the parent
  const Node* key = nullptr;     // in a mapping
};

// What is added to a collection. The key is empty in a sequence.
struct Addition {
  std::string_view key;
  const Value* value = nullptr;
};

// After the ':', '-' or `---` before a value, and after its anchor. None for a root that nothing stands
// before, and for a key without ':'.
std::optional<std::uint32_t> opening(const Site& site, const Step& step);

// The child of a collection that an addition should look like.
Like like_for(const Node& collection, const Value& value, std::size_t index);

// A value that stands in a block collection, or the root.
std::vector<Splice> set_in_block(const Site& site, const Step& step, const Value& value);
// The root of a document that holds nothing; `site.document` is nullptr when the text has no document at all.
std::vector<Splice> set_empty_root(const Site& site, const Value& value);
std::vector<Splice> insert_in_block(const Site& site, const Node& collection, std::size_t index,
                                    std::span<const Addition> additions);
// `collection` is the step to the collection.
std::vector<Splice> erase_in_block(const Site& site, const Step& collection, std::size_t index);

std::vector<Splice> set_in_flow(const Site& site, const Step& step, const Value& value);
std::vector<Splice> insert_in_flow(const Site& site, const Node& collection, std::size_t index,
                                   const Addition& addition);
std::vector<Splice> erase_in_flow(const Site& site, const Node& collection, std::size_t index);

std::vector<Splice> rename_key(const Site& site, const Step& step, std::string_view name);

// What a text needs so that more lines can follow its last: a block scalar without line break at the end of
// the file would gain one. Nothing unless `leaf` is the last thing in the text.
struct Ending {
  std::vector<Splice> splices;
  Span rest;  // what the new lines take the place of
};
Ending ending(std::string_view text, const Node& leaf, std::uint32_t end);

// In `&x:y` the value begins where no letter of the anchor's name does: another value at `begin` needs a
// blank there.
std::string blank_after_anchor(std::string_view text, std::uint32_t begin);

// All lines, each after a line break.
std::string below(const std::vector<std::string>& lines, std::string_view line_break);
// The first line without its first `column` characters, the others below it.
std::string beside(const std::vector<std::string>& lines, std::uint32_t column, std::string_view line_break);

}  // namespace csx::yaml
