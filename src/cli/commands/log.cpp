#include <algorithm>
#include <array>

#include "../field_address.hpp"
#include "../field_samples.hpp"
#include "../journal_log.hpp"
#include "../new_record.hpp"
#include "../resolve.hpp"
#include "../who.hpp"
#include "../writing.hpp"
#include "csx/base/text.hpp"
#include "csx/model/journal.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

using model::EntryType;
using yaml::Edit;
using yaml::Value;

constexpr auto k_entry_types = [] {
  std::array<std::string_view, model::Words<EntryType>::words.size()> names;
  std::ranges::transform(model::Words<EntryType>::words, names.begin(), &model::Word::word);
  return names;
}();

struct LogCommand {
  std::optional<std::string> type;
  std::optional<std::string> account;
  std::vector<std::string> assignments;
  WriteOptions write;
};

void declare(LogCommand& options, Options& out) {
  out.push_back({.names = "TYPE",
                 .value = {},
                 .doc = "what kind of entry it is",
                 .into = &options.type,
                 .choices = k_entry_types,
                 .place = Option::Place::argument,
                 .need = Option::Need::required});
  out.push_back({.names = "ACCOUNT",
                 .value = {},
                 .doc = "the account it is about, by its id",
                 .into = &options.account,
                 .completes = Completes::record,
                 .place = Option::Place::argument,
                 .need = Option::Need::required});
  out.push_back({.names = "FIELD=VALUE",
                 .value = {},
                 .doc = "the fields of the entry, as for csx set; at, by and id are filled in unless given",
                 .into = &options.assignments,
                 .place = Option::Place::argument});
  declare(options.write, out);
}

Result<std::vector<Assignment>> assignments_of(const LogCommand& options) {
  std::vector<Assignment> assignments;
  for (const std::string& word : options.assignments) {
    Result<Assignment> assignment = split_assignment(word);
    if (!assignment) {
      return fail(std::move(assignment.error()));
    }
    if (assignment->field == "account") {
      return fail(ErrorKind::usage, "the account is the word behind the type",
                  {fmt::format("run `csx log {} {} …`", *options.type, assignment->text)});
    }
    assignments.push_back(std::move(*assignment));
  }
  return assignments;
}

/// The record around one entry: what a new journal says, and what the values of an entry are judged in.
Value journal_with(std::string_view account, Value entry) {
  return Value::mapping({{"kind", Value::string("journal")},
                         {"account", Value::string(std::string(account))},
                         {"entries", Value::sequence({std::move(entry)})}});
}

/// The entry, with all that can be filled in but its id. What is missing or wrong is refused.
Result<Value> entry_of_command(const LogCommand& options, const Context& context, const Writing& writing,
                               std::string_view account) {
  const Result<std::vector<Assignment>> assignments = assignments_of(options);
  if (!assignments) {
    return fail(assignments.error());
  }
  const auto given = [&](std::string_view field) {
    return std::ranges::find(*assignments, field, &Assignment::field) != assignments->end();
  };
  Value start = Value::mapping({{"type", Value::string(*options.type)}});
  if (!given("at")) {
    start.entries.emplace_back("at", Value::string(writing.when_text()));
  }
  const std::optional<std::string> by =
      given("by") ? std::nullopt : person_at_keyboard(context, writing.session(), options.write.author);
  if (by) {
    start.entries.emplace_back("by", Value::string(*by));
  }
  ValueReader reader(context);
  Result<Value> entry = assigned(model::type_of<model::Entry>, *assignments, reader, std::move(start));
  if (!entry) {
    return entry;
  }
  Value whole = *entry;
  if (!given("id")) {
    whole.entries.emplace_back("id", Value::string("x"));
  }
  if (Status fit = refuse_missing(model::type_of<model::Entry>, whole, fmt::format("a {}", *options.type),
                                  writing.data());
      !fit) {
    return fail(std::move(fit.error()));
  }
  if (Status fit = refuse_wrong_values(journal_with(account, std::move(whole)), "/entries/0");
      !fit && !options.write.force) {
    return fail(std::move(fit.error()));
  }
  return entry;
}

Status put(Writing& writing, const JournalPlace& place, std::string_view account, const Value& entry,
           time::Instant at) {
  if (place.record == nullptr) {
    writing.put(place.file,
                text_of_new(model::kind_of<model::Journal>(), journal_with(account, entry), Teach::no));
    return {};
  }
  const Result<Value> journal = writing.value(*place.record);
  if (!journal) {
    return fail(journal.error());
  }
  const Value* entries = entry_of(*journal, "entries");
  const std::size_t size = entries == nullptr ? 0 : entries->items.size();
  const std::size_t index = entries == nullptr ? 0 : place_by_instant(*entries, at, writing.data().zone());
  Edit edit;
  edit.action = index == size ? Edit::Action::append : Edit::Action::insert;
  edit.pointer = index == size ? std::string("/entries") : fmt::format("/entries/{}", index);
  edit.value = entry;
  return writing.edit(*place.record, {std::move(edit)});
}

Result<int> run(const LogCommand& options, Context& context) {
  Result<std::unique_ptr<Writing>> begun = Writing::begin(context, options.write);
  if (!begun) {
    return fail(std::move(begun.error()));
  }
  Writing& writing = **begun;
  const bool with_kind = options.account->starts_with("account/");
  const Result<Named> account =
      resolve(writing.data(), with_kind ? *options.account : fmt::format("account/{}", *options.account));
  if (!account) {
    return fail(account.error());
  }
  const std::string account_id = account->item.record->identity();
  Result<Value> entry = entry_of_command(options, context, writing, account_id);
  if (!entry) {
    return fail(std::move(entry.error()));
  }
  const auto said = time::Timestamp::parse(text_at(*entry, "at"));
  const time::Instant at = said ? writing.data().zone().resolve(*said) : writing.when();
  const time::Date date = writing.data().zone().date_of(at);
  const Result<JournalPlace> place = journal_place(writing, *account->item.record, date);
  if (!place) {
    return fail(place.error());
  }
  if (entry_of(*entry, "id") == nullptr) {
    Result<std::string> id = id_of_entry(writing, account_id, date, *entry);
    if (!id) {
      return fail(std::move(id.error()));
    }
    entry->entries.emplace_back("id", Value::string(std::move(*id)));
    put_in_order(model::type_of<model::Entry>, *entry);
  }
  if (Status done = put(writing, *place, account_id, *entry, at); !done) {
    return fail(std::move(done.error()));
  }
  return writing.finish(fmt::format("log {} {} {}", *options.type, account_id, text_at(*entry, "id")));
}

/// The types, each with what it must say.
std::string make_about() {
  std::string about =
      "The entry stands in the journal of the account for the month of `at`, in order of time. `at` is "
      "--when, `by` "
      "the person whose e-mail address is the commit's author, `id` is made of date, type and content. The "
      "types, and "
      "what each needs:\n\n";
  const auto bodies = std::ranges::find(model::type_of<model::Entry>.rows, model::Form::cases,
                                        [](const model::Row& row) { return row.type->form; });
  for (std::size_t i = 0; i < k_entry_types.size(); ++i) {
    std::string needs;
    for (const model::Row& row : bodies->type->cases->types[i]->rows) {
      needs +=
          row.required() ? fmt::format("{}{}", needs.empty() ? "; needs " : ", ", row.key) : std::string();
    }
    about += fmt::format("    {:<12} {}{}\n", k_entry_types[i], model::Words<EntryType>::words[i].doc, needs);
  }
  return about + "\nEvery field: csx explain journal.entries.";
}
const std::string k_about = make_about();

constexpr std::array<Example, 4> k_log_examples{
    {{"csx log touchpoint aurora channel=meeting initiative=proactive note='Quarterly review'",
      "a contact, just held"},
     {"csx log survey aurora instrument=nps score=9 contact=maria --when 2026-10-12T14:30:00-03:00",
      "an answer that came earlier"},
     {"csx log payment aurora due_on=2026-11-10 amount='1500.00 BRL' --when 2026-11-10",
      "only the day is known"},
     {"csx log ticket aurora subject='Scale is off' priority=high by=carla", "noted by somebody else"}}};

}  // namespace

const Command k_log{.name = "log",
                    .group = Group::change,
                    .summary = "note something that happened with an account, in its journal",
                    .effect = Effect::writes,
                    .about = k_about,
                    .formats = write_formats(),
                    .examples = k_log_examples,
                    .exit_one = "the entry would add errors; nothing is written",
                    .prepare = prepare<LogCommand, declare, run>};

}  // namespace csx::cli
