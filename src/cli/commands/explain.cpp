#include "../explain.hpp"

#include "../context.hpp"
#include "../help.hpp"
#include "../listing.hpp"
#include "csx/base/text.hpp"
#include "csx/metrics/metric.hpp"
#include "csx/model/journal.hpp"
#include "csx/model/walk.hpp"
#include "csx/report/metrics.hpp"
#include "table.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace csx::cli {
namespace {

constexpr std::array<std::string_view, 2> k_explain_formats{"text", "json"};

struct ExplainOptions {
  std::optional<std::string> name;
};

void declare(ExplainOptions& options, Options& out) {
  out.push_back({.names = "RULE|METRIC|KIND|FIELD",
                 .value = {},
                 .doc = "a rule (account/no-csm), a metric (revenue.nrr), a kind (account) or a field "
                        "(account.touch_model)",
                 .into = &options.name,
                 .completes = Completes::explained,
                 .place = Option::Place::argument});
}

std::string_view family_of(std::string_view rule) {
  return rule.substr(0, rule.find('/'));
}

std::string lists(std::size_t width) {
  std::string out = "Kinds of records\n";
  for (const model::Kind& kind : model::kinds()) {
    out += fmt::format("  {:<12}  {}\n", kind.name, ellipsize(kind.type->doc, width - 16));
  }
  std::string_view family;
  for (const rules::Rule& rule : rules::table()) {
    if (family_of(rule.id) != family) {
      family = family_of(rule.id);
      out += fmt::format("\nRules of {}\n", family);
    }
    const std::string head = fmt::format("  {:<38}  {:<7}  ", rule.id, to_string(rule.severity));
    out += head + ellipsize(rule.purpose, width - std::min(width - 1, head.size())) + "\n";
  }
  for (const metrics::Family& each : metrics::families()) {
    out += fmt::format("\nMetrics of {}\n", each.name);
    for (const metrics::Metric& metric : metrics::table()) {
      if (metric.family() == each.name) {
        const std::string head = fmt::format("  {:<38}  ", metric.id);
        out += head + ellipsize(metric.title, width - std::min(width - 1, head.size())) + "\n";
      }
    }
  }
  out +=
      "\nOne of them: csx explain account/no-csm, csx explain revenue.nrr, csx explain account, "
      "csx explain account.touch_model\n";
  return out;
}

Json lists_json() {
  Json json;
  json["kinds"] = Json::array();
  for (const model::Kind& kind : model::kinds()) {
    json["kinds"].push_back({{"kind", kind.name}, {"doc", kind.type->doc}, {"layout", kind.layout}});
  }
  json["rules"] = Json::array();
  for (const rules::Rule& rule : rules::table()) {
    json["rules"].push_back(
        {{"rule", rule.id}, {"severity", to_string(rule.severity)}, {"purpose", rule.purpose}});
  }
  json["metrics"] = Json::array();
  for (const metrics::Metric& metric : metrics::table()) {
    json["metrics"].push_back({{"metric", metric.id}, {"title", metric.title}});
  }
  return json;
}

std::string metric_page(const metrics::Metric& metric, const PageStyle& style) {
  const report::Blocks blocks{report::metric_facts(metric)};
  return fmt::format("{}: {}\n\n", metric.id, metric.title) +
         report::text_of(blocks, style.width, style.color);
}

/// A type of journal entry by its word, such as touchpoint, as metrics name what they read; null for none.
const model::Type* find_entry_type(std::string_view word) {
  const model::Type& entry = model::type_of<model::Entry>;
  const auto words = core_type(*entry.find(entry.tag)->type).scalar->words;
  const auto bodies =
      std::ranges::find(entry.rows, model::Form::cases, [](const model::Row& row) { return row.type->form; });
  const auto at = std::ranges::find(words, word, &model::Word::word);
  return at == words.end() || bodies == entry.rows.end()
             ? nullptr
             : bodies->type->cases->types[static_cast<std::size_t>(at - words.begin())];
}

/// What can be explained by a first word: what can be listed, and types of journal entries.
std::optional<Subject> find_explained(std::string_view word) {
  if (Result<Subject> subject = find_subject(word)) {
    return *std::move(subject);
  }
  const model::Type* entry = find_entry_type(word);
  return entry == nullptr ? std::nullopt : std::optional(Subject{word, word, entry, nullptr});
}

/// A field of a subject; what every journal entry has belongs to each type of them.
std::optional<Field> find_explained_field(const Subject& subject, std::string_view dotted) {
  if (std::optional<Field> field = find_described(*subject.type, dotted)) {
    return field;
  }
  return find_entry_type(subject.name) == subject.type ? find_described(model::type_of<model::Entry>, dotted)
                                                       : std::nullopt;
}

/// Of a path that goes into a table by a key of its own, the table: `account.fit`.
std::optional<std::string> table_before(const model::Kind& kind, std::string_view field) {
  for (std::size_t dot = field.rfind('.'); dot != field.npos; dot = field.rfind('.', dot - 1)) {
    const std::string_view head = field.substr(0, dot);
    const std::optional<Field> found = find_described(*kind.type, head);
    if (found && core_type(*found->row->type).form == model::Form::map) {
      return fmt::format("{}.{}", kind.name, head);
    }
    if (dot == 0) {
      break;
    }
  }
  return std::nullopt;
}

tl::unexpected<Error> unknown(const std::string& name) {
  std::vector<std::string_view> known(rules::rule_ids().begin(), rules::rule_ids().end());
  std::ranges::copy(model::kind_names(), std::back_inserter(known));
  std::ranges::copy(metrics::metric_ids(), std::back_inserter(known));
  std::string suggestion = did_you_mean(name, known);
  const std::size_t dot = name.find('.');
  const model::Kind* kind = model::find_kind(name.substr(0, dot));
  if (kind != nullptr && dot != name.npos) {
    const std::vector<std::string> paths = model::field_paths(*kind->type);
    const std::vector<std::string_view> views(paths.begin(), paths.end());
    const std::string field = name.substr(dot + 1);
    if (const std::optional<std::string> table = table_before(*kind, field)) {
      return fail(ErrorKind::usage,
                  fmt::format("{} has no field {}: {} is a table, whose keys are the records' own",
                              kind->name, csx::quoted(field), *table),
                  {fmt::format("run `csx explain {}`", *table)});
    }
    return fail(
        ErrorKind::usage,
        fmt::format("{} has no field {}{}", kind->name, csx::quoted(field), did_you_mean(field, views)),
        {fmt::format("run `csx explain {}` for its fields", kind->name)});
  }
  return fail(ErrorKind::usage,
              fmt::format("{} is no rule, metric, kind or field{}", csx::quoted(name), suggestion),
              {"run `csx explain` for the lists of rules, metrics and kinds"});
}

void answer(Context& context, const Json& json) {
  context.out = report::to_text(report::envelope(header_of(context), json));
}

Result<int> run(const ExplainOptions& options, Context& context) {
  const PageStyle style{width_of_prose(context.width()), context.color()};
  const bool as_json = context.format() == "json";
  if (!options.name) {
    as_json ? answer(context, lists_json()) : void(context.out = lists(style.width));
    return 0;
  }
  const std::string& name = *options.name;
  if (const rules::Rule* rule = rules::find(name)) {
    as_json ? answer(context, rule_json(*rule)) : void(context.out = rule_page(*rule, style));
    return 0;
  }
  if (const metrics::Metric* metric = metrics::find(name)) {
    as_json ? answer(context, report::metric_json(*metric)) : void(context.out = metric_page(*metric, style));
    return 0;
  }
  const std::size_t dot = name.find('.');
  const std::optional<Subject> subject = find_explained(std::string_view(name).substr(0, dot));
  if (!subject) {
    return unknown(name);
  }
  if (dot == name.npos && subject->kind != nullptr) {
    as_json ? answer(context, kind_json(*subject->kind))
            : void(context.out = kind_page(*subject->kind, style));
    return 0;
  }
  if (dot == name.npos) {
    const model::Kind part{.name = subject->name, .plural = subject->plural, .type = subject->type};
    as_json ? answer(context, kind_json(part)) : void(context.out = kind_page(part, style));
    return 0;
  }
  const std::optional<Field> field = find_explained_field(*subject, name.substr(dot + 1));
  if (!field) {
    return unknown(name);
  }
  as_json ? answer(context, field_json(name, *field)) : void(context.out = field_page(name, *field, style));
  return 0;
}

constexpr std::array<Example, 5> k_explain_examples{
    {{"csx explain", "list all rules, metrics and kinds of records"},
     {"csx explain account/no-csm", "why a rule exists, an example, what to do"},
     {"csx explain revenue.nrr", "a metric: its formula, what it reads, which day places a record"},
     {"csx explain account", "every field of a kind of record"},
     {"csx explain handoff.context.objectives", "one field: its type, values and bounds"}}};

}  // namespace

const Command k_explain{.name = "explain",
                        .group = Group::judge,
                        .summary = "say why a rule exists, or what a metric, a kind of record or a field is",
                        .effect = Effect::reads,
                        .about = "The page of a rule shows records on which it speaks and what it says.",
                        .formats = k_explain_formats,
                        .examples = k_explain_examples,
                        .prepare = prepare<ExplainOptions, declare, run>};

}  // namespace csx::cli
