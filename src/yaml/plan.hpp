#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "anchors.hpp"
#include "csx/base/result.hpp"
#include "csx/yaml/edit.hpp"
#include "splices.hpp"

namespace csx::yaml {

// How an edit is done.
struct Plan {
  std::vector<Splice> splices;
  std::vector<Edit> instead;  // when not empty: smaller edits that do the same and keep more bytes
  // Takes one scalar for another: other nodes keep their pointers and, outside of `touched`, their text.
  bool in_place = false;
  Span touched;
  std::size_t done = 1;  // how many edits of the run
};

// Plans edits of one document of a text. What the edit asks for is possible: apply_to_value said so.
class Planner {
 public:
  Planner(std::string_view text, const Stream& stream, std::uint32_t document);

  // The first edit of the run; more of them where they are appended to the same list.
  Result<Plan> plan(std::span<const Edit* const> run);

 private:
  using Path = std::vector<Step>;

  Path walk(const std::vector<std::string>& tokens) const;
  Result<Plan> put(const Edit& edit, Value value);
  Result<Plan> append(std::span<const Edit* const> run);
  Result<Plan> insert(const Edit& edit);
  Result<Plan> erase(const Edit& edit);
  Result<Plan> rename(const Edit& edit);

  Result<Plan> set(const Path& path, const Value& value, std::string_view pointer);
  Result<Plan> add(const Path& path, std::size_t index, std::span<const Addition> additions,
                   std::string_view pointer);
  Status may_change(const Path& path, std::string_view pointer);
  Status may_remove(Span span, std::string_view pointer);
  Site site();
  const Anchors& anchors();

  std::string_view m_text;
  const Document* m_document;  // nullptr when the text has none
  const Document* m_previous;
  std::optional<Style> m_style;
  std::optional<Anchors> m_anchors;
};

// The smaller edits that make a collection mean `value`; none when the two have nothing in common.
std::vector<Edit> smaller_edits(const Node& node, const Value& value, std::string_view pointer,
                                std::uint32_t document, std::size_t text_size);

}  // namespace csx::yaml
