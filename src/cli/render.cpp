#include "render.hpp"

#include "csx/base/text.hpp"
#include "csx/model/containers.hpp"
#include "prose.hpp"

#include <fmt/ranges.h>

#include <vector>

namespace csx::cli {
namespace {

using model::Form;
using model::Type;

class Renderer {
 public:
  explicit Renderer(std::size_t width) : m_width(width) {}

  void record(const Type& type, const void* value, std::size_t indent) {
    for (const model::Row& row : type.rows) {
      if (row.type->form == Form::cases) {
        const model::CasesOps& cases = *row.type->cases;
        if (const void* body = cases.get(row.of(value))) {
          record(*cases.types[cases.tag(row.of(value))], body, indent);
        }
      } else {
        field(row.key, *row.type, row.of(value), indent);
      }
    }
  }

  std::string out;

 private:
  void field(std::string_view key, const Type& type, const void* value, std::size_t indent) {
    switch (type.form) {
      case Form::optional:
        if (const void* inner = type.optional->get(value)) {
          field(key, *type.element, inner, indent);
        }
        return;
      case Form::or_none:
        if (const std::string* reason = type.or_none->none(value)) {
          line(key, fmt::format("none: {}", *reason), indent);
          return;
        }
        field(key, *type.element, type.or_none->value(value), indent);
        return;
      case Form::dated:
        dated(key, type, value, indent);
        return;
      case Form::list:
        list(key, type, value, indent);
        return;
      case Form::map:
        if (type.map->size(value) > 0) {
          begin(key, indent);
          for (std::size_t i = 0; i < type.map->size(value); ++i) {
            const std::string inner = type.key->scalar->print(type.map->key_at(value, i));
            field(inner, *type.element, type.map->value_at(value, i), indent + 2);
          }
        }
        return;
      case Form::record:
        begin(key, indent);
        record(type, value, indent + 2);
        return;
      case Form::scalar:
        line(key, type.scalar->print(value), indent);
        return;
      case Form::cases:
        return;
    }
  }

  void begin(std::string_view key, std::size_t indent) {
    out.append(indent, ' ').append(escape_controls(key)).append(":\n");
  }

  void line(std::string_view key, std::string_view text, std::size_t indent) {
    const std::string head = std::string(indent, ' ') + escape_controls(key) + ":";
    paragraph(head, text, indent + 2);
  }

  /// Text behind a head: on its line where it fits, else wrapped below.
  void paragraph(const std::string& head, std::string_view text, std::size_t indent) {
    const std::string_view trimmed = trim(text);
    const bool one_line = trimmed.find('\n') == trimmed.npos;
    if (one_line) {
      const std::string shown = escape_controls(trimmed);
      if (display_width(head) + 1 + display_width(shown) <= m_width) {
        out.append(head).append(" ").append(shown).append("\n");
        return;
      }
    }
    out.append(head).append("\n");
    for (const std::string_view each : split(trimmed, '\n')) {
      const std::string shown = escape_controls(trim(each));
      out += shown.empty() ? "\n" : wrapped(shown, m_width, indent);
    }
  }

  void dated(std::string_view key, const Type& type, const void* value, std::size_t indent) {
    const std::size_t size = type.list->size(value);
    const auto at = [&](std::size_t i) { return type.list->at(value, i); };
    const auto from = [&](std::size_t i) -> const time::Date& {
      return *static_cast<const time::Date*>(type.element->rows[0].of(at(i)));
    };
    const Type& inner = *type.element->rows[1].type;
    if (size == 1 && from(0) == model::Dated<int>::k_always) {
      field(key, inner, type.element->rows[1].of(at(0)), indent);
      return;
    }
    if (size > 0) {
      begin(key, indent);
    }
    for (std::size_t i = 0; i < size; ++i) {
      field(fmt::format("from {}", from(i).to_string()), inner, type.element->rows[1].of(at(i)), indent + 2);
    }
  }

  void list(std::string_view key, const Type& type, const void* value, std::size_t indent) {
    const std::size_t size = type.list->size(value);
    if (size == 0) {
      return;
    }
    if (type.element->form == Form::scalar && inline_list(key, type, value, indent)) {
      return;
    }
    begin(key, indent);
    for (std::size_t i = 0; i < size; ++i) {
      item(*type.element, type.list->at(value, i), indent + 2);
    }
  }

  bool inline_list(std::string_view key, const Type& type, const void* value, std::size_t indent) {
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < type.list->size(value); ++i) {
      texts.push_back(escape_controls(type.element->scalar->print(type.list->at(value, i))));
    }
    const std::string text = fmt::format("{:>{}}{}: [{}]\n", "", indent, key, fmt::join(texts, ", "));
    if (display_width(text) > m_width) {
      return false;
    }
    out += text;
    return true;
  }

  void item(const Type& type, const void* value, std::size_t indent) {
    if (type.form == Form::scalar) {
      paragraph(std::string(indent, ' ') + "-", type.scalar->print(value), indent + 2);
      return;
    }
    const std::size_t start = out.size();
    if (type.form == Form::record) {
      record(type, value, indent + 2);
    } else {
      field("value", type, value, indent + 2);
    }
    if (out.size() > start + indent) {
      out[start + indent] = '-';
    }
  }

  std::size_t m_width;
};

}  // namespace

std::string render(const Type& type, const void* value, std::size_t width) {
  Renderer renderer(width);
  renderer.record(type, value, 0);
  return std::move(renderer.out);
}

}  // namespace csx::cli
