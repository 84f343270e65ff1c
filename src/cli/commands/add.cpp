#include "../add_item.hpp"

#include <array>

#include "../change_options.hpp"
#include "csx/base/text.hpp"
#include "csx/yaml/difference.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

using model::Form;

struct AddCommand : ChangeOptions {
  std::optional<std::string> field;
  std::vector<std::string> values;
};

void declare(AddCommand& options, Options& out) {
  declare_ref(options, out);
  out.push_back({.names = "FIELD",
                 .value = {},
                 .doc = "the list by its dotted name: promises, context.pains, subscriptions.s1.changes",
                 .into = &options.field,
                 .place = Option::Place::argument,
                 .need = Option::Need::required});
  out.push_back(
      {.names = "VALUE",
       .value = {},
       .doc = "the item; of a list of blocks its fields as KEY=VALUE, or the block in braces; @FILE and - "
              "read it from a file and from standard input",
       .into = &options.values,
       .place = Option::Place::argument,
       .need = Option::Need::required});
  declare_history(options, out);
  declare(options.write, out);
}

/// What only looks like a list, and belongs to another command.
Status refuse_others(const FieldAddress& address, const RecordEdits& edits) {
  const bool is_journal = edits.named().item.record->kind().name == "journal";
  if (is_journal && address.name == "entries") {
    return fail(ErrorKind::usage, "entries of a journal are logged",
                {"run `csx log TYPE ACCOUNT FIELD=VALUE…`"});
  }
  const Form form = address.type == nullptr ? Form::scalar : model::bare(*address.type).form;
  if (form == Form::list || form == Form::map || form == Form::dated) {
    return {};
  }
  const std::string target = form == Form::record ? fmt::format("{}.…", address.name) : address.name;
  return fail(ErrorKind::usage, fmt::format("{} is no list", address.name),
              {fmt::format("run `csx set {} {}=…`", edits.named().ref, target)});
}

Result<Added> add_dated(FieldSetter& setter, const FieldAddress& address, ValueReader& reader,
                        const std::vector<std::string>& values) {
  if (values.size() > 1) {
    return fail(ErrorKind::usage,
                fmt::format("{} takes one value from a day on, found {}", address.name, values.size()));
  }
  Result<yaml::Value> value = reader.read(address.type, values.front(), address.name);
  if (!value) {
    return fail(std::move(value.error()));
  }
  std::string name = yaml::one_line(*value);
  if (Status set = setter.set(address, std::move(*value), address.name); !set) {
    return fail(std::move(set.error()));
  }
  return Added{{std::move(name)}, setter.notes()};
}

Result<int> run(const AddCommand& options, Context& context) {
  Result<SetOptions> set = set_options_of(options);
  if (!set) {
    return fail(std::move(set.error()));
  }
  Result<RecordWork> work = begin_work(context, options);
  if (!work) {
    return fail(std::move(work.error()));
  }
  FieldSetter setter(*work->writing, work->edits, std::move(*set));
  const Result<FieldAddress> address = work->edits.find(*options.field, setter.day());
  if (!address) {
    return fail(address.error());
  }
  if (Status fit = refuse_others(*address, work->edits); !fit) {
    return fail(std::move(fit.error()));
  }
  const bool dated = address->dated == address->steps.size();
  if (!dated && (options.from || options.correct)) {
    return fail(ErrorKind::usage,
                fmt::format("{} is a list, it does not change from a day on", address->name),
                {fmt::format("leave {} out", options.from ? "--from" : "--correct")});
  }
  ValueReader reader(context);
  const Result<Added> added = dated ? add_dated(setter, *address, reader, options.values)
                                    : add_items(work->edits, *address, options.values, reader);
  if (!added) {
    return fail(added.error());
  }
  if (Status put = work->edits.put(*work->writing); !put) {
    return fail(std::move(put.error()));
  }
  for (const std::string& note : added->notes) {
    context.note(note);
  }
  std::string subject = fmt::format("add {} {}", work->edits.named().ref, address->name);
  for (const std::string& name : added->names) {
    subject += name.empty() ? std::string() : fmt::format(" {}", ellipsize(name, 40));
  }
  return work->writing->finish(subject);
}

constexpr std::array<Example, 5> k_add_examples{
    {{"csx add account/aurora promises text='Billing without spreadsheets' due_on=2026-12-01",
      "a promise; its id follows those that are there"},
     {"csx add aurora contacts '{name: Maria Dias, role: sponsor}'", "a contact, as a block"},
     {"csx add handoff/2026-03-aurora context.pains 'billing by hand' 'late invoices'",
      "two items of a list of texts"},
     {"csx add aurora fit internet=stable", "a pair"},
     {"csx add aurora success.objectives.o1.actuals date=2026-10-31 value=7",
      "a measurement, in order of its date"}}};

}  // namespace

const Command k_add{
    .name = "add",
    .group = Group::change,
    .summary = "add items to a list of a record, check the folder and commit",
    .effect = Effect::writes,
    .about =
        "Items stand last, or in order of their dates where the list is in order. A block that needs an id "
        "and is "
        "given none gets one that follows its neighbours (p1, p2) or is made of its name. A list that is "
        "said to "
        "be none becomes a list. A field that changes over time gets a further value, as with `csx set`.",
    .formats = write_formats(),
    .examples = k_add_examples,
    .exit_one = "the change would add errors; nothing is written",
    .prepare = prepare<AddCommand, declare, run>};

}  // namespace csx::cli
