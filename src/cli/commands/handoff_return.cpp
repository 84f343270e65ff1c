#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "../handoff_asked.hpp"
#include "csx/base/text.hpp"
#include "csx/model/walk.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

constexpr std::size_t k_reason_count = model::Words<model::ReturnReason>::words.size();

constexpr std::array<std::string_view, k_reason_count> reasons() {
  std::array<std::string_view, k_reason_count> words;
  for (std::size_t i = 0; i < k_reason_count; ++i) {
    words[i] = model::Words<model::ReturnReason>::words[i].word;
  }
  return words;
}
constexpr std::array k_reason_words = reasons();

struct ReturnOptions : StepOptions {
  std::optional<std::string> reason;
  std::vector<std::string> fields;
};

void declare_return(ReturnOptions& options, Options& out) {
  declare_step(options, out);
  out.push_back(
      {.names = "--reason",
       .value = "WORD",
       .doc = "why: missing-information, wrong-information, bad-fit, unsupported-promise, not-signed or "
              "other",
       .into = &options.reason,
       .choices = k_reason_words});
  out.push_back({.names = "--fields",
                 .value = "A,B,C",
                 .doc = "the fields that are missing or wrong, such as context.objectives; may be repeated",
                 .into = &options.fields});
  declare(options.write, out);
}

Result<std::vector<std::string>> fields_of(const ReturnOptions& options) {
  const model::Type& type = model::type_of<model::Handoff>;
  std::vector<std::string> fields;
  for (const std::string& words : options.fields) {
    for (const std::string_view word : split(words, ',')) {
      const std::string field(trim(word));
      if (model::field_type(type, field) == nullptr) {
        const std::vector<std::string> paths = model::field_paths(type);
        const std::vector<std::string_view> known(paths.begin(), paths.end());
        return fail(
            ErrorKind::usage,
            fmt::format("a handoff has no field {}{}", csx::quoted(field), did_you_mean(field, known)),
            {"run `csx explain handoff` for its fields"});
      }
      fields.push_back(field);
    }
  }
  return fields;
}

/// What a return for missing information without fields should have named.
Error names_no_field(const HandoffMove& move) {
  Error error{ErrorKind::usage, "a return for missing information names the fields that are missing", {}, {}};
  const Asked asked = asked_of(move.writing().data(), move.named(), move.writing().when_on(), {});
  std::vector<std::string> open;
  for (const AskedRow& row : asked.rows) {
    if (row.flow == sla::Flow::forward && row.grade.grade != sla::Grade::full) {
      open.push_back(row.field());
    }
  }
  error.hints.push_back(open.empty()
                            ? std::string("add --fields, such as --fields context.objectives,risks")
                            : fmt::format("missing or short are: --fields {}", fmt::join(open, ",")));
  return error;
}

Result<int> run(const ReturnOptions& options, Context& context) {
  if (!options.reason) {
    return fail(ErrorKind::usage, "a return says why: --reason is missing",
                {fmt::format("give one of {}", fmt::join(k_reason_words, ", "))});
  }
  const Result<std::vector<std::string>> fields = fields_of(options);
  if (!fields) {
    return fail(fields.error());
  }
  Result<std::unique_ptr<HandoffMove>> begun =
      HandoffMove::begin(context, options, model::HandoffEvent::returned);
  if (!begun) {
    return fail(std::move(begun.error()));
  }
  HandoffMove& move = **begun;
  if (!move.refusal() && fields->empty() &&
      *options.reason == word(model::ReturnReason::missing_information)) {
    return fail(names_no_field(move));
  }
  move.say("reason", yaml::Value::string(*options.reason));
  if (!fields->empty()) {
    yaml::Value list = yaml::Value::sequence();
    std::ranges::transform(*fields, std::back_inserter(list.items), &yaml::Value::string);
    move.say("fields", std::move(list));
  }
  return move.finish();
}

constexpr std::array<Example, 2> k_handoff_return_examples{
    {{"csx handoff return 2026-03-padaria-aurora --reason "
      "missing-information --fields integrations,risks",
      "back to the giver, with what is missing"},
     {"csx handoff return 2026-03-padaria-aurora --reason "
      "unsupported-promise --note 'no export to that ledger'",
      "back for another reason"}}};

}  // namespace

const Command k_handoff_return{
    .name = "handoff return",
    .group = Group::change,
    .summary = "send a handoff back to the giver, with the reason",
    .effect = Effect::writes,
    .about =
        "Reasons and fields are counted: those that come back most often are what a review of the agreement "
        "begins "
        "with. A return for missing information names the fields.",
    .formats = write_formats(),
    .examples = k_handoff_return_examples,
    .exit_one = "the state, the time or the person does not allow the step, or it would add errors",
    .prepare = prepare<ReturnOptions, declare_return, run>};

}  // namespace csx::cli
