#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csx/yaml/value.hpp"
#include "layout.hpp"
#include "spell.hpp"
#include "style.hpp"

// A value as text for a place in a file, looking like what stands there or beside it.
namespace csx::yaml {

// Where a value shall stand.
struct Room {
  enum class Parent : std::uint8_t { root, mapping, sequence };
  Context context = Context::block;
  Parent parent = Parent::root;
  std::uint32_t column = 0;         // of the block collection around it
  std::optional<std::uint32_t> at;  // at which a block collection must begin
  std::uint32_t used = 0;           // columns that stand before it on its line
  // What a block scalar at the end of it must not swallow: see reach_below.
  std::uint32_t reach = 0;
  bool blank_below = false;
};

// What a value is to look like, if it can.
struct Like {
  const Node* node = nullptr;
  bool itself = false;  // it takes the place of `node`, which else is a neighbour
};

struct Rendered {
  enum class Form : std::uint8_t {
    line,          // `head` alone
    block_scalar,  // `head` is its header, `lines` follow
    block,         // `lines` are a block collection, the first begins at `column`
  };
  Form form = Form::line;
  std::string head;
  std::vector<std::string> lines;  // with their indentation
  std::uint32_t column = 0;
  bool needs_break = false;  // after the last line, even at the end of a file
};

class Renderer {
 public:
  Renderer(std::string_view text, const Style& style) : m_text(text), m_style(style) {}

  Rendered value(const Value& value, const Room& room, Like like) const;
  std::string flow(const Value& value, Like like) const;
  std::string key(std::string_view name, Context context) const;

  // Whole lines of a block collection at `column`. `room` says what lies below.
  Rendered entry(std::string_view name, const Value& value, std::uint32_t column, const Room& room,
                 Like like) const;
  Rendered item(const Value& value, std::uint32_t column, const Room& room, Like like) const;

 private:
  Rendered scalar(const Value& value, const Room& room, Like like) const;
  std::optional<Rendered> block_scalar(const Value& value, const Room& room, Like like) const;
  std::string line_scalar(const Value& value, Context context, Like like) const;
  Rendered collection(const Value& value, const Room& room, Like like) const;
  std::string flow_collection(const Value& value, Like like) const;
  std::string quoted(std::string_view text, ScalarStyle style) const;
  std::uint32_t block_column(const Value& value, const Room& room, Like like) const;

  std::string_view m_text;
  const Style& m_style;
};

}  // namespace csx::yaml
