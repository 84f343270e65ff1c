#include "../new_record.hpp"

#include <algorithm>
#include <array>

#include "../field_address.hpp"
#include "../make_id.hpp"
#include "../writing.hpp"
#include "csx/base/slug.hpp"
#include "csx/base/text.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

using yaml::Value;

struct NewCommand {
  std::optional<std::string> kind;
  std::vector<std::string> words;
  bool bare = false;
  WriteOptions write;
};

void declare(NewCommand& options, Options& out) {
  out.push_back({.names = "KIND",
                 .value = {},
                 .doc = "the kind of record: account, person, playbook, …",
                 .into = &options.kind,
                 .completes = Completes::kind,
                 .place = Option::Place::argument,
                 .need = Option::Need::required});
  out.push_back({.names = "[ID] FIELD=VALUE",
                 .value = {},
                 .doc = "its id, made of the name or title unless given, and its fields as for csx set",
                 .into = &options.words,
                 .place = Option::Place::argument});
  out.push_back({.names = "--bare",
                 .value = {},
                 .doc = "leave out the comments that show what else the record may say",
                 .into = &options.bare});
  declare(options.write, out);
}

/// The command line, understood.
struct WantedRecord {
  const model::Kind* kind = nullptr;
  std::string id;
  std::vector<Assignment> assignments;
};

Status refuse_other_commands(const model::Kind& kind) {
  struct Other {
    std::string_view kind;
    std::string_view why;
    std::string_view command;
  };
  static constexpr std::array<Other, 4> k_others{
      {{"workspace", "a workspace is a data folder of its own", "csx init DIR"},
       {"handoff", "a handoff is opened, its timeline says when and by whom",
        "csx handoff open ACCOUNT --type TYPE"},
       {"journal", "a journal is made by its first entry", "csx log TYPE ACCOUNT FIELD=VALUE…"},
       {"audit", "an audit says what was computed", "csx audit run --period PERIOD"}}};
  const auto other = std::ranges::find(k_others, kind.name, &Other::kind);
  return other == k_others.end()
             ? Status()
             : fail(ErrorKind::usage, std::string(other->why), {fmt::format("run `{}`", other->command)});
}

Result<WantedRecord> parse(const NewCommand& options) {
  WantedRecord wanted;
  wanted.kind = model::find_kind(*options.kind);
  if (wanted.kind == nullptr) {
    return fail(ErrorKind::usage,
                fmt::format("{} is no kind of record{}", csx::quoted(*options.kind),
                            did_you_mean(*options.kind, model::kind_names())),
                {fmt::format("give one of {}", fmt::join(model::kind_names(), ", "))});
  }
  if (Status fit = refuse_other_commands(*wanted.kind); !fit) {
    return fail(std::move(fit.error()));
  }
  for (std::size_t i = 0; i < options.words.size(); ++i) {
    const std::string& word = options.words[i];
    if (i == 0 && word.find('=') == word.npos) {
      wanted.id = word;
      continue;
    }
    Result<Assignment> assignment = split_assignment(word);
    if (!assignment) {
      return fail(std::move(assignment.error()));
    }
    if (assignment->field == "id") {
      wanted.id = assignment->text;
    } else {
      wanted.assignments.push_back(std::move(*assignment));
    }
  }
  return wanted;
}

constexpr std::array<std::string_view, 2> k_name_keys{"name", "title"};

/// Whether an id can be made of what the record is called.
bool is_named(const model::Kind& kind) {
  return std::ranges::any_of(k_name_keys,
                             [&](std::string_view key) { return kind.type->find(key) != nullptr; });
}

/// The id given, or one made of the record's name.
Result<std::string> id_of(const WantedRecord& wanted, const Value& record) {
  if (!wanted.id.empty()) {
    const std::string fault = fault_of_id(wanted.id);
    return fault.empty()
               ? Result<std::string>(wanted.id)
               : fail(ErrorKind::usage, fmt::format("{} is no id: {}", csx::quoted(wanted.id), fault),
                      {"write a-z, 0-9 and hyphens, at most 64 characters"});
  }
  for (const std::string_view key : k_name_keys) {
    if (std::string id = slug(text_at(record, key)); !id.empty()) {
      return id;
    }
  }
  return fail(
      ErrorKind::usage, fmt::format("the new {} needs an id", wanted.kind->name),
      {fmt::format("write its id behind the kind: csx new {} {}", wanted.kind->name,
                   wanted.kind->type->find("date") != nullptr ? "2026-09-30-short-name" : "short-name")});
}

Status refuse_existing(const WantedRecord& wanted, const std::string& id, const Writing& writing) {
  const model::AnyRecord* record = writing.data().find(wanted.kind->name, id);
  if (record == nullptr) {
    return {};
  }
  return fail(
      ErrorKind::usage,
      fmt::format("{} {} exists already, in {}", wanted.kind->name, csx::quoted(id),
                  writing.data().file_of(*record)),
      {fmt::format("change it with `csx set {} FIELD=VALUE`, or give another id", record->reference())});
}

/// The record, all of it there. What it still needs is refused, as is what its fields do not take.
Result<Value> make_record(const WantedRecord& wanted, const Context& context, const Writing& writing,
                          std::string& id) {
  ValueReader reader(context);
  Result<Value> fields = assigned(*wanted.kind->type, wanted.assignments, reader);
  if (!fields) {
    return fields;
  }
  const Result<std::string> made = id_of(wanted, *fields);
  Value record = Value::mapping({{"kind", Value::string(std::string(wanted.kind->name))}});
  record.entries.emplace_back("id", Value::string(made.value_or("x")));
  record.entries.insert(record.entries.end(), fields->entries.begin(), fields->entries.end());
  if (Status whole = refuse_missing(*wanted.kind->type, record, fmt::format("the new {}", wanted.kind->name),
                                    writing.data());
      !whole) {
    if (!made && !is_named(*wanted.kind)) {
      whole.error().hints.insert(whole.error().hints.begin(), made.error().hints.front());
    }
    return fail(std::move(whole.error()));
  }
  if (!made) {
    return fail(made.error());
  }
  id = *made;
  if (Status fit = refuse_wrong_values(record); !fit) {
    return fail(std::move(fit.error()));
  }
  return record;
}

Status put(Writing& writing, const WantedRecord& wanted, const Value& record, const std::string& id,
           Teach teach) {
  const std::string path = path_of_new(*wanted.kind, id);
  const Result<std::optional<std::string>> now = writing.text(path);
  if (!now) {
    return fail(now.error());
  }
  if (!*now) {
    writing.put(path, text_of_new(*wanted.kind, record, teach));
    return {};
  }
  const bool shared = wanted.kind->layout.find("{id}") == std::string_view::npos;
  if (!shared) {
    return fail(ErrorKind::usage,
                fmt::format("{} exists already and holds something else", quoted_path(path)),
                {"give another id, or move that file"});
  }
  Result<std::string> whole = with_new(**now, *wanted.kind, record, teach);
  if (!whole) {
    Error error = std::move(whole.error());
    error.message = fmt::format("{}: {}", path, error.message);
    return fail(std::move(error));
  }
  writing.put(path, std::move(*whole));
  return {};
}

Result<int> run(const NewCommand& options, Context& context) {
  const Result<WantedRecord> wanted = parse(options);
  if (!wanted) {
    return fail(wanted.error());
  }
  Result<std::unique_ptr<Writing>> writing = Writing::begin(context, options.write);
  if (!writing) {
    return fail(std::move(writing.error()));
  }
  std::string id;
  const Result<Value> record = make_record(*wanted, context, **writing, id);
  if (!record) {
    return fail(record.error());
  }
  if (Status fresh = refuse_existing(*wanted, id, **writing); !fresh) {
    return fail(std::move(fresh.error()));
  }
  const Teach teach = options.bare ? Teach::no : Teach::yes;
  if (Status done = put(**writing, *wanted, *record, id, teach); !done) {
    return fail(std::move(done.error()));
  }
  return (*writing)->finish(fmt::format("new {}/{}", wanted->kind->name, id));
}

constexpr std::array<Example, 4> k_new_examples{
    {{"csx new account name='Padaria Nova Aliança' segment=bakeries owners.sales=ana",
      "accounts/padaria-nova-alianca/account.yaml, with what else an account may say as comments"},
     {"csx new person joana name='Joana Prado' area=cs", "one more document in people.yaml"},
     {"csx new action 2026-11-shorten-returns title='Shorten returns' source.kind=review owner=ana",
      "a field of a block by its dotted name"},
     {"csx new playbook --dry-run title='Late payment'", "what would be written, as a diff"}}};

}  // namespace

const Command k_new{.name = "new",
                    .group = Group::change,
                    .summary = "make a new record from its description, check the folder and commit",
                    .effect = Effect::writes,
                    .about =
                        "The file stands where the layout of the kind says. What must be there and is not "
                        "given is listed, each "
                        "with what to write; what may be there stands as a comment that says what it is for.",
                    .formats = write_formats(),
                    .examples = k_new_examples,
                    .exit_one = "the new record would add errors; nothing is written",
                    .prepare = prepare<NewCommand, declare, run>};

}  // namespace csx::cli
