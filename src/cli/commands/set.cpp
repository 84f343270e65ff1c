#include <array>

#include "../change_options.hpp"
#include "../value_text.hpp"
#include "csx/base/text.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

struct SetCommand : ChangeOptions {
  std::vector<std::string> assignments;
};

void declare(SetCommand& options, Options& out) {
  declare_ref(options, out);
  out.push_back(
      {.names = "FIELD=VALUE",
       .value = {},
       .doc = "the field by its dotted name (owners.csm, subscriptions.s1.mrr) or JSON pointer, and its "
              "value; @FILE and - read the value from a file and from standard input",
       .into = &options.assignments,
       .place = Option::Place::argument,
       .need = Option::Need::required});
  declare_history(options, out);
  declare(options.write, out);
}

/// A subject is read in a list: many fields are counted, the body names them all.
std::string subject_of(const RecordEdits& edits, const std::vector<std::string>& fields) {
  constexpr std::size_t k_most = 6;
  constexpr std::size_t k_first = 2;
  if (fields.size() <= k_most) {
    return fmt::format("set {} {}", edits.named().ref, fmt::join(fields, ", "));
  }
  return fmt::format("set {} {}, {} and {} more", edits.named().ref, fields[0], fields[1],
                     fields.size() - k_first);
}

Result<int> run(const SetCommand& options, Context& context) {
  std::vector<Assignment> assignments;
  for (const std::string& word : options.assignments) {
    Result<Assignment> assignment = split_assignment(word);
    if (!assignment) {
      return fail(std::move(assignment.error()));
    }
    assignments.push_back(std::move(*assignment));
  }
  Result<SetOptions> set = set_options_of(options);
  if (!set) {
    return fail(std::move(set.error()));
  }
  Result<RecordWork> work = begin_work(context, options);
  if (!work) {
    return fail(std::move(work.error()));
  }
  FieldSetter setter(*work->writing, work->edits, std::move(*set));
  ValueReader reader(context);
  std::vector<std::string> fields;
  for (const Assignment& assignment : assignments) {
    const Result<FieldAddress> address = work->edits.find(assignment.field, setter.day());
    if (!address) {
      return fail(address.error());
    }
    Result<yaml::Value> value = reader.read(address->type, assignment.text, assignment.field);
    if (!value) {
      return fail(std::move(value.error()));
    }
    if (Status done = setter.set(*address, std::move(*value), assignment.field); !done) {
      return fail(std::move(done.error()));
    }
    fields.push_back(address->name);
  }
  if (options.from && !setter.day_counted()) {
    return fail(ErrorKind::usage,
                fmt::format("--from says nothing here: {} does not change over time", fields.front()),
                {"leave --from out"});
  }
  if (Status put = work->edits.put(*work->writing); !put) {
    return fail(std::move(put.error()));
  }
  for (const std::string& note : setter.notes()) {
    context.note(note);
  }
  return work->writing->finish(subject_of(work->edits, fields));
}

constexpr std::array<Example, 6> k_set_examples{
    {{"csx set account/aurora lead_source=referral owners.csm=carla", "two fields, one commit"},
     {"csx set aurora tier=a --from 2026-12-01",
      "a tier from a day on; the one before stays for the time before"},
     {"csx set aurora tier=a --correct", "a tier that was wrong all the time it held"},
     {"csx set aurora subscriptions.s1.mrr='1800.00 BRL' -m 'two more shops'",
      "a price from today on, as a change of the subscription"},
     {"csx set aurora promises.p1.delivered_on=2026-11-20 promises.p1.evidence=@mail.txt",
      "a part told by its id; the text is a file's"},
     {"csx set handoff/2026-03-aurora integrations='{none: sells by phone only}'",
      "said to be none, on purpose"}}};

}  // namespace

const Command k_set{
    .name = "set",
    .group = Group::change,
    .summary = "set fields of a record in place, check the folder and commit",
    .effect = Effect::writes,
    .about =
        "Only the bytes of the value change. Values are what the field takes: text needs no quotes of its "
        "own, lists "
        "and blocks are YAML in [ ] or { }. Fields that change over time (segment, tier, touch_model and "
        "owners of "
        "accounts; area, role, manager, calendar and capacity of people) get a further value from a day on, "
        "and so "
        "does the price of a subscription that has begun; --correct replaces the one in force.",
    .formats = write_formats(),
    .examples = k_set_examples,
    .exit_one = "the change would add errors; nothing is written",
    .prepare = prepare<SetCommand, declare, run>};

}  // namespace csx::cli
