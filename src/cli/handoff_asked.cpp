#include "handoff_asked.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "csx/base/text.hpp"
#include "csx/model/walk.hpp"
#include "csx/sla/in_force.hpp"
#include "field_samples.hpp"

namespace csx::cli {
namespace {

using model::Form;
using model::Type;

const Type& handoff_type() {
  return model::type_of<model::Handoff>;
}

/// How many items, or whether a value, is there; not how good it is.
std::size_t items_of_field(const model::Handoff& handoff, std::string_view field, std::string& none) {
  std::size_t items = 0;
  for (const model::FieldValue& value : model::field_values(handoff_type(), &handoff, field)) {
    if (value.none) {
      none = *value.type->or_none->none(value.value);
    } else {
      items += value.type->form == Form::list ? value.type->list->size(value.value) : 1;
    }
  }
  return items;
}

void add_rows(Asked& asked, const NamedHandoff& named, sla::Flow flow) {
  for (const model::Agreement* agreement : asked.agreements) {
    for (const sla::InformationGrade& grade :
         sla::grade_handoff(*agreement, *named.handoff, named.account, asked.day, flow).rows) {
      AskedRow& row = asked.rows.emplace_back(AskedRow{agreement, grade, flow, 0, {}});
      row.items = items_of_field(*named.handoff, row.field(), row.none);
    }
  }
}

/// An id that the account has for a reference: one of its promises.
std::string reference_for(const NamedHandoff& named, const model::ScalarOps& ops) {
  if (ops.target.name != "promise" || named.account == nullptr) {
    return "ID";
  }
  const auto& context = named.handoff->context;
  for (const model::Promise& promise : named.account->promises.value) {
    const bool is_named = context && std::ranges::any_of(context->promises.value, [&](const auto& each) {
                            return each == promise.id;
                          });
    if (!is_named) {
      return promise.id.value;
    }
  }
  return "ID";
}

std::string command_to_add(const NamedHandoff& named, std::string_view field, const Type& item) {
  const std::string begin = fmt::format("csx add {} {}", named.ref(), field);
  if (item.form == Form::record) {
    std::string pairs;
    for (const model::Row& row : item.rows) {
      const std::string sample = sample_of(*row.type);
      // Words to choose from have a sign between them that means something to a shell.
      const std::string_view quote = sample.find('|') == sample.npos ? "" : "'";
      const std::string pair = fmt::format("{}={}{}{}", row.key, quote, sample, quote);
      pairs += row.required() ? ' ' + pair : fmt::format(" [{}]", pair);
    }
    return begin + pairs;
  }
  const bool refers = item.form == Form::scalar && item.scalar->role == model::Role::refers;
  return begin + (refers ? ' ' + reference_for(named, *item.scalar) : std::string(" \"…\""));
}

}  // namespace

std::vector<const AskedRow*> Asked::missing(sla::Flow flow) const {
  std::vector<const AskedRow*> found;
  for (const AskedRow& row : rows) {
    if (row.flow == flow && !row.grade.present()) {
      found.push_back(&row);
    }
  }
  return found;
}

Asked asked_of(const store::Dataset& data, const NamedHandoff& named, time::Date day,
               const sla::SubmissionFigures& figures) {
  Asked asked;
  asked.day = day;
  asked.agreements = sla::InForce(data).on(day);
  add_rows(asked, named, sla::Flow::forward);
  add_rows(asked, named, sla::Flow::back);
  asked.forward = sla::grade_for_all(asked.agreements, *named.handoff, named.account, day);
  asked.back = sla::grade_for_all(asked.agreements, *named.handoff, named.account, day, sla::Flow::back);
  asked.gates = sla::judge_gates(asked.agreements, *named.handoff, named.account, day, figures);
  return asked;
}

std::string wanted_by(const model::Information& information) {
  const std::int64_t min = information.min.value_or(1);
  const std::int64_t words = information.min_words.value_or(1);
  std::string wanted = min > 1 ? fmt::format("at least {}", min) : std::string();
  if (words > 1) {
    wanted += fmt::format("{}{} words{}", wanted.empty() ? "" : ", ", words, min > 1 ? " each" : "");
  }
  return wanted;
}

std::string said_missing(const AskedRow& row) {
  const std::int64_t min = row.information().min.value_or(1);
  if (min > 1) {
    return fmt::format("{}, at least {} ({} there)", row.field(), min, row.items);
  }
  return row.items > 0 ? fmt::format("{}, which says nothing", row.field()) : row.field();
}

std::string command_to_supply(const NamedHandoff& named, std::string_view field) {
  const Type* type = model::field_type(handoff_type(), field);
  if (type == nullptr) {
    return fmt::format("csx set {} {}=…", named.ref(), field);
  }
  const Type& bare = model::bare(*type);
  if (bare.form == Form::list) {
    return command_to_add(named, field, *bare.element);
  }
  return fmt::format("csx set {} {}='{}'", named.ref(), field, sample_of(bare));
}

bool may_be_none(std::string_view field) {
  const Type* type = model::field_type(handoff_type(), field);
  return type != nullptr && type->form == Form::or_none;
}

std::string said_gate(const sla::GateVerdict& verdict) {
  return fmt::format("{} {}%, {}/{} asks for {}", word(verdict.figure), verdict.found.percent.to_string(),
                     verdict.agreement->id.value, verdict.commitment->id.value, verdict.wanted->to_string());
}

}  // namespace csx::cli
