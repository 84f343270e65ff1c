#include <algorithm>
#include <array>

#include "../change_options.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

struct UnsetCommand : ChangeOptions {
  std::vector<std::string> fields;
};

void declare(UnsetCommand& options, Options& out) {
  declare_ref(options, out);
  out.push_back(
      {.names = "FIELD",
       .value = {},
       .doc = "a field by its dotted name, an item by its id or index behind the list's name, or a JSON "
              "pointer",
       .into = &options.fields,
       .place = Option::Place::argument,
       .need = Option::Need::required});
  declare(options.write, out);
}

/// A part of a value that changes over time stands where the one in force does.
FieldAddress in_text(const FieldAddress& address, const RecordEdits& edits, time::Date day) {
  FieldAddress place = address;
  const yaml::Value* field = address.dated && *address.dated < address.steps.size()
                                 ? edits.at(address.pointer(*address.dated))
                                 : nullptr;
  std::size_t index = 0;
  if (field != nullptr && field->kind == yaml::NodeKind::sequence &&
      row_in_force(*field, day, &index) != nullptr) {
    const auto at = place.steps.begin() + static_cast<std::ptrdiff_t>(*address.dated);
    place.steps.insert(at, {{std::to_string(index), {}, true}, {"value", {}, true}});
  }
  return place;
}

/// Whether a place is later in the text's lists than another: indices are digits without zeros before them,
/// so the longer is the greater.
bool is_behind(const FieldAddress& a, const FieldAddress& b) {
  return std::ranges::lexicographical_compare(b.steps, a.steps, [](const auto& left, const auto& right) {
    return std::pair(left.token.size(), std::string_view(left.token)) <
           std::pair(right.token.size(), std::string_view(right.token));
  });
}

/// In what order places can be erased one after the other, each where it stood before the first was: the last
/// of a list goes first, and what goes with its block is not named beside it.
std::vector<std::string> pointers_to_erase(std::vector<FieldAddress> places) {
  std::ranges::sort(places, is_behind);
  std::vector<std::string> pointers;
  for (const FieldAddress& place : places) {
    std::string pointer = place.pointer();
    std::erase_if(pointers, [&](const std::string& each) { return is_at_or_below(each, pointer); });
    pointers.push_back(std::move(pointer));
  }
  return pointers;
}

Result<int> run(const UnsetCommand& options, Context& context) {
  Result<RecordWork> work = begin_work(context, options);
  if (!work) {
    return fail(std::move(work.error()));
  }
  const time::Date today = work->writing->when_on();
  std::vector<std::string> fields;
  std::vector<FieldAddress> places;
  for (const std::string& field : options.fields) {
    const Result<FieldAddress> address = work->edits.find(field, today);
    if (!address) {
      return fail(address.error());
    }
    fields.push_back(address->name);
    if (!address->is_there()) {
      context.note(fmt::format("{} has no {}: nothing to take away", work->edits.named().ref, address->name));
      continue;
    }
    places.push_back(in_text(*address, work->edits, today));
  }
  for (std::string& pointer : pointers_to_erase(std::move(places))) {
    yaml::Edit edit;
    edit.action = yaml::Edit::Action::erase;
    edit.pointer = std::move(pointer);
    // A field that must be there is the check's to refuse, as it would be found in the file.
    if (Status done = work->edits.apply(std::move(edit)); !done) {
      return fail(std::move(done.error()));
    }
  }
  if (Status put = work->edits.put(*work->writing); !put) {
    return fail(std::move(put.error()));
  }
  return work->writing->finish(fmt::format("unset {} {}", work->edits.named().ref, fmt::join(fields, ", ")));
}

constexpr std::array<Example, 3> k_unset_examples{
    {{"csx unset account/aurora lead_source acquisition.cost", "two fields go, one commit"},
     {"csx unset aurora expectations.e2", "an item of a list goes"},
     {"csx unset aurora tier.2026-08-01", "a value that was never so goes from the history of the field"}}};

}  // namespace

const Command k_unset{
    .name = "unset",
    .group = Group::change,
    .summary = "take fields or items out of a record, check the folder and commit",
    .effect = Effect::writes,
    .about =
        "The key and its value go, with the comments that belong to them alone. A field that "
        "must be there, or that others refer to, is refused as `csx check` would.",
    .formats = write_formats(),
    .examples = k_unset_examples,
    .exit_one = "the change would add errors; nothing is written",
    .prepare = prepare<UnsetCommand, declare, run>};

}  // namespace csx::cli
