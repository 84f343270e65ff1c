#include <fmt/format.h>

#include <set>

#include "csx/base/text.hpp"
#include "csx/model/write.hpp"

namespace csx::model {
namespace {

/// A type in a few words, for the table.
std::string in_words(const Type& type) {
  switch (type.form) {
    case Form::scalar:
      if (type.scalar->role == Role::refers) {
        return fmt::format("id of {}", with_article(type.name));
      }
      return std::string(type.name);
    case Form::optional:
      return in_words(*type.element);
    case Form::or_none:
      return in_words(*type.element) + ", or `{none: reason}`";
    case Form::list:
      return type.lone ? fmt::format("{}, or a list", in_words(*type.element))
                       : fmt::format("list of {}", in_words(*type.element));
    case Form::dated:
      return in_words(*type.element->rows[1].type) + ", or a list of {from, value}";
    case Form::map:
      return fmt::format("{} by {}", in_words(*type.element), in_words(*type.key));
    case Form::record:
      return fmt::format("[{}](#{})", type.name, [&] {
        std::string anchor(type.name);
        for (char& c : anchor) {
          c = c == ' ' ? '-' : c;
        }
        return to_lower_ascii(anchor);
      }());
    case Form::cases:
      break;
  }
  return {};
}

std::string bounds_in_words(const Bounds& bounds) {
  std::string text;
  if (bounds.min && bounds.max) {
    text = fmt::format(" {} to {}", *bounds.min, *bounds.max);
  } else if (bounds.min) {
    text = fmt::format(" At least {}", *bounds.min);
  } else if (bounds.max) {
    text = fmt::format(" At most {}", *bounds.max);
  }
  if (!bounds.unit.empty()) {
    text += fmt::format(" {}", bounds.unit);
  }
  if (bounds.min_items > 0) {
    text += fmt::format(" At least {}", counted(bounds.min_items, "item"));
  }
  return text.empty() ? text : text + ".";
}

class ReferenceWriter {
 public:
  void kind(const Kind& kind) {
    m_out += fmt::format("\n## {}\n\n{} Lives in `{}`.\n\n", kind.name, kind.type->doc, kind.layout);
    m_done.insert(kind.type);
    m_waiting.clear();
    m_words.clear();
    table(kind.type->rows);
    // Structs and vocabularies come in the order in which fields first name them.
    for (std::size_t i = 0; i < m_waiting.size(); ++i) {
      const Type& type = *m_waiting[i];
      m_out += fmt::format("\n### {}\n\n{}\n\n", type.name, type.doc);
      if (!type.exactly_one.empty()) {
        m_out += fmt::format("Exactly one of {}.\n\n", enumerate(type.exactly_one, "or"));
      }
      table(type.rows);
    }
    for (const Type* type : m_words) {
      m_out += fmt::format("\n### {}\n\n| word | meaning |\n|---|---|\n", type->name);
      for (const Word& word : type->scalar->words) {
        m_out += fmt::format("| `{}` | {} |\n", word.word, word.doc);
      }
    }
  }
  std::string text() && { return std::move(m_out); }

 private:
  void table(std::span<const Row> rows) {
    m_out += "| field | value | | meaning |\n|---|---|---|---|\n";
    for (const Row& row : rows) {
      if (row.type->form == Form::cases) {
        for (const Type* type : row.type->cases->types) {
          later(*type);
        }
        continue;
      }
      m_out += fmt::format("| `{}` | {} | {} | {}{} |\n", row.key, in_words(*row.type),
                           row.required() ? "required" : "", row.doc, bounds_in_words(row.bounds));
      mention(*row.type);
    }
  }
  void mention(const Type& type) {
    if (type.form == Form::record) {
      later(type);
    } else if (type.form == Form::dated) {
      mention(*type.element->rows[1].type);
    } else if (type.element != nullptr) {
      mention(*type.element);
    }
    if (type.key != nullptr) {
      mention(*type.key);
    }
    if (type.scalar != nullptr && !type.scalar->words.empty() && m_done.insert(&type).second) {
      m_words.push_back(&type);
    }
  }
  void later(const Type& type) {
    if (m_done.insert(&type).second) {
      m_waiting.push_back(&type);
    }
  }

  std::string m_out;
  std::set<const Type*> m_done;
  std::vector<const Type*> m_waiting;
  std::vector<const Type*> m_words;
};

}  // namespace

std::string field_reference() {
  ReferenceWriter writer;
  for (const Kind& kind : kinds()) {
    writer.kind(kind);
  }
  return "# Fields of every record\n\nGenerated from the descriptions in `include/csx/model`; do not edit. "
         "Unknown keys are errors, except keys that start with `x-`, which are the owner's own.\n" +
         std::move(writer).text();
}

}  // namespace csx::model
