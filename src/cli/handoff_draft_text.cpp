#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "csx/base/text.hpp"
#include "csx/model/walk.hpp"
#include "csx/report/words.hpp"
#include "csx/sla/service.hpp"
#include "csx/sla/submission.hpp"
#include "csx/yaml/edit.hpp"
#include "field_samples.hpp"
#include "handoff_draft.hpp"
#include "prose.hpp"

// The text is put together by hand, because it is to look like one that a person wrote: short blocks on one
// line, the rest below each other with its questions.
namespace csx::cli {
namespace {

using model::Form;
using model::Handoff;
using model::Language;
using model::Row;
using model::Type;
using report::Phrase;

constexpr std::size_t k_width = 100;
constexpr Phrase k_asked_by{"What {} asks for. What does not exist is said so: `risks: {{none: reason}}`.",
                            "O que {} pede. O que não existe se diz: `risks: {{none: motivo}}`."};
constexpr Phrase k_weight{"weight {}", "peso {}"};
constexpr Phrase k_at_least{"at least {}", "no mínimo {}"};
constexpr Phrase k_words{"{} words or more", "{} palavras ou mais"};
constexpr Phrase k_follow_up{"The touch model asks for:", "O modelo de atendimento pede:"};

/// A word as YAML takes it, quoted where it must be.
std::string spelled(const std::string& text) {
  return std::string(trim(yaml::emit(yaml::Value::string(text))));
}

std::string spelled_list(const std::vector<model::Reference<model::Subscription>>& ids) {
  std::vector<std::string> words;
  std::ranges::transform(ids, std::back_inserter(words), [](const auto& id) { return spelled(id.value); });
  return fmt::format("[{}]", fmt::join(words, ", "));
}

std::string spelled_side(const model::HandoffSide& side) {
  return side.person
             ? fmt::format("{{area: {}, person: {}}}", spelled(side.area.value), spelled(side.person->value))
             : fmt::format("{{area: {}}}", spelled(side.area.value));
}

class DraftWriter {
 public:
  explicit DraftWriter(const Draft& draft)
      : m_draft(draft),
        m_asked(sla::grade_for_all(draft.agreements, draft.handoff, &draft.account, draft.day)) {}

  std::string text() {
    head();
    if (!m_asked.rows.empty()) {
      m_out += '\n';
      comment(fmt::format(fmt::runtime(said(k_asked_by)), names_of_agreements()), 0);
      for (const Row& row : model::type_of<Handoff>.rows) {
        field(row, std::string(row.key), 0);
      }
    }
    return std::move(m_out);
  }

 private:
  std::string_view said(const Phrase& phrase) const { return phrase.in(m_draft.language); }

  void head() {
    const Handoff& handoff = m_draft.handoff;
    m_out += fmt::format("kind: handoff\nid: {}\naccount: {}\ntype: {}\n", spelled(handoff.id.value),
                         spelled(handoff.account.value), model::word(handoff.type));
    if (!handoff.subscriptions.empty()) {
      m_out += fmt::format("subscriptions: {}\n", spelled_list(handoff.subscriptions));
    }
    m_out += fmt::format("from: {}\nto: {}\n", spelled_side(handoff.from), spelled_side(handoff.to));
    m_out += fmt::format("timeline:\n  - {{at: {}, event: opened, by: {}}}\n", spelled(m_draft.at),
                         spelled(m_draft.by));
  }

  std::string names_of_agreements() const {
    std::vector<std::string> names;
    for (const model::Agreement* agreement : m_draft.agreements) {
      if (!sla::grade_handoff(*agreement, m_draft.handoff, &m_draft.account, m_draft.day).rows.empty()) {
        names.push_back(fmt::format("{}@{}", agreement->id.value, agreement->version));
      }
    }
    return fmt::format("{}", fmt::join(names, ", "));
  }

  bool is_asked(std::string_view path) const {
    return std::ranges::any_of(m_asked.rows, [&](const sla::InformationGrade& row) {
      const std::string_view field = row.information->field.value;
      return field == path ||
             (field.size() > path.size() && field.starts_with(path) && field[path.size()] == '.');
    });
  }

  /// Rows that ask for exactly this, or for something inside of what is written as one.
  std::vector<const model::Information*> rows_of(std::string_view path, const Type& type) const {
    std::vector<const model::Information*> rows;
    for (const sla::InformationGrade& row : m_asked.rows) {
      const std::string_view field = row.information->field.value;
      if (field == path || (type.form == Form::list && field.starts_with(std::string(path) + "."))) {
        rows.push_back(row.information);
      }
    }
    return rows;
  }

  void field(const Row& row, const std::string& path, std::size_t indent) {
    if (!is_asked(path) || row.key.empty()) {
      return;
    }
    const Type& type = model::bare(*row.type);
    const auto rows = rows_of(path, type);
    if (rows.empty()) {
      m_out.append(indent, ' ').append(row.key).append(":\n");
      for (const Row& inner : type.rows) {
        field(inner, path + "." + std::string(inner.key), indent + 2);
      }
      return;
    }
    question(path, rows, indent);
    shape(path, type, indent);
    m_out.append(indent, ' ').append(row.key).append(":\n");
  }

  void question(const std::string& path, const std::vector<const model::Information*>& rows,
                std::size_t indent) {
    std::string asked(report::question_of(path, m_draft.language));
    for (const model::Information* row : rows) {
      asked += fmt::format(" ({})", demands_of(*row));
    }
    comment(asked, indent);
    for (const model::Information* row : rows) {
      if (row->why) {
        comment(*row->why, indent);
      }
    }
  }

  std::string demands_of(const model::Information& row) const {
    std::vector<std::string> parts;
    if (row.min.value_or(1) > 1) {
      parts.push_back(fmt::format(fmt::runtime(said(k_at_least)), *row.min));
    }
    if (row.min_words.value_or(1) > 1) {
      parts.push_back(fmt::format(fmt::runtime(said(k_words)), *row.min_words));
    }
    const Decimal weight = row.weight.value_or(Decimal(1, 0));
    parts.push_back(fmt::format(fmt::runtime(said(k_weight)), weight.to_string()));
    return fmt::format("{}", fmt::join(parts, ", "));
  }

  /// What an entry looks like, and what the records offer for it.
  void shape(const std::string& path, const Type& type, std::size_t indent) {
    const Type& item = type.form == Form::list ? *type.element : type;
    if (item.form == Form::record) {
      line(fmt::format("{}{}", type.form == Form::list ? "- " : "", sample_of(item)), indent);
    }
    if (path == "context.promises") {
      for (const model::Promise& promise : m_draft.account.promises.value) {
        line(fmt::format("{}: {}", promise.id.value, promise.text), indent);
      }
    }
    if (path == "context.objectives") {
      objectives(indent);
    }
    if (path == "context.objections") {
      objections(indent);
    }
    if (path == "follow_up") {
      follow_up(indent);
    }
  }

  void objectives(std::size_t indent) {
    for (const model::Agreement* agreement : m_draft.agreements) {
      if (const model::Segment* segment = sla::segment_on(m_draft.account, *agreement, m_draft.day)) {
        for (const model::Objective& objective : segment->objectives) {
          line(fmt::format("{}: {}", objective.id.value, objective.text), indent);
        }
      }
    }
  }

  void objections(std::size_t indent) {
    for (const model::Agreement* agreement : m_draft.agreements) {
      if (agreement->how) {
        for (const model::Objection& objection : agreement->how->objections) {
          line(fmt::format("{}: {}", objection.id.value, objection.objection), indent);
        }
      }
    }
  }

  void follow_up(std::size_t indent) {
    for (const model::Agreement* agreement : m_draft.agreements) {
      const auto touch = sla::touch_model_on(m_draft.account, agreement, m_draft.day);
      const model::TouchPolicy* policy = touch ? sla::find_policy(*agreement, *touch) : nullptr;
      if (policy == nullptr || policy->follow_up.empty()) {
        continue;
      }
      comment(said(k_follow_up), indent);
      for (const std::string& action : policy->follow_up) {
        line("- " + action, indent);
      }
    }
  }

  /// A text of any length as lines of a comment.
  void comment(std::string_view text, std::size_t indent) {
    std::string flat = escape_controls(text);
    for (std::size_t at = flat.find("\\n"); at != flat.npos; at = flat.find("\\n", at)) {
      flat.replace(at, 2, " ");
    }
    std::string lines = wrapped(trim(flat), k_width - indent - 2, 0);
    lines.pop_back();
    for (const std::string_view each : split(lines, '\n')) {
      line(each, indent);
    }
  }

  void line(std::string_view text, std::size_t indent) {
    m_out.append(indent, ' ').append("# ").append(escape_controls(text)).append("\n");
  }

  const Draft& m_draft;
  sla::Completeness m_asked;
  std::string m_out;
};

}  // namespace

std::string draft_text(const Draft& draft) {
  return DraftWriter(draft).text();
}

}  // namespace csx::cli
