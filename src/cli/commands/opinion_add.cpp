#include <array>

#include "../agreement_named.hpp"
#include "../make_id.hpp"
#include "../new_record.hpp"
#include "../who.hpp"
#include "../writing.hpp"
#include "csx/base/slug.hpp"
#include "csx/base/text.hpp"
#include "csx/model/governance.hpp"
#include "csx/model/walk.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

using yaml::Value;

struct OpinionAddOptions {
  std::optional<std::string> agreement;
  std::optional<std::string> text;
  std::optional<std::string> section;
  std::optional<std::string> by;
  std::optional<std::string> id;
  WriteOptions write;
};

void declare(OpinionAddOptions& options, Options& out) {
  declare_agreement(options.agreement, out, Option::Need::required);
  out.push_back({.names = "TEXT",
                 .value = {},
                 .doc = "what is said; @FILE and - read it from a file and from standard input",
                 .into = &options.text,
                 .place = Option::Place::argument,
                 .need = Option::Need::required});
  out.push_back({.names = "--section",
                 .value = "FIELD",
                 .doc = "part of the agreement it is about, such as commitments or how.journey",
                 .into = &options.section});
  out.push_back({.names = "--by",
                 .value = "PERSON",
                 .doc = "who says it; the person with your e-mail address of git unless given",
                 .into = &options.by,
                 .completes = Completes::person});
  out.push_back({.names = "--id",
                 .value = "ID",
                 .doc = "its id; the date, the person and the section or first words unless given",
                 .into = &options.id});
  declare(options.write, out);
}

/// A section begins with a field of agreements; ids of parts may stand below.
Status check_section(const std::optional<std::string>& section) {
  if (!section) {
    return {};
  }
  const std::string_view first = std::string_view(*section).substr(0, section->find('.'));
  std::vector<std::string_view> known;
  for (const model::Row& row : model::type_of<model::Agreement>.rows) {
    known.push_back(row.key);
    if (row.key == first) {
      return {};
    }
  }
  return fail(ErrorKind::usage,
              fmt::format("--section {}: an agreement has no part {}{}", csx::quoted(*section),
                          csx::quoted(first), did_you_mean(first, known)),
              {"`csx explain agreement` lists its parts"});
}

Result<std::string> author_of(const Context& context, const Writing& writing,
                              const OpinionAddOptions& options) {
  if (options.by) {
    Status known = check_person(writing.data(), "--by", *options.by);
    return known ? Result<std::string>(*options.by) : fail(std::move(known.error()));
  }
  if (std::optional<std::string> person =
          person_at_keyboard(context, writing.session(), options.write.author)) {
    return std::move(*person);
  }
  return fail(ErrorKind::usage,
              "it is not known whose opinion it is: no person has your e-mail address of git",
              {"add --by PERSON; `csx list people` gives their ids"});
}

/// `2026-10-08-carla-commitments`, one further where that is taken.
std::string made_id(const store::Dataset& data, const std::string& day, const std::string& author,
                    std::string_view about) {
  constexpr std::size_t k_words_of_text = 3;
  constexpr std::size_t k_room_for_number = 60;
  std::string words;
  std::size_t count = 0;
  for (const std::string_view word : split(about, ' ')) {
    words += count++ < k_words_of_text ? fmt::format(" {}", word) : std::string();
  }
  std::string id = slug(fmt::format("{} {} {}", day, author, words)).substr(0, k_room_for_number);
  while (id.ends_with('-')) {
    id.pop_back();
  }
  std::string unique = id;
  for (int n = 2; data.has_id("opinion", unique); ++n) {
    unique = fmt::format("{}-{}", id, n);
  }
  return unique;
}

Result<std::string> id_of(const OpinionAddOptions& options, const Writing& writing, const std::string& author,
                          const std::string& text) {
  if (!options.id) {
    return made_id(writing.data(), writing.when_on().to_string(), author, options.section.value_or(text));
  }
  if (const std::string fault = fault_of_id(*options.id); !fault.empty()) {
    return fail(ErrorKind::usage, fmt::format("--id {} is no id: {}", csx::quoted(*options.id), fault),
                {"write a-z, 0-9 and hyphens, at most 64 characters"});
  }
  if (writing.data().has_id("opinion", *options.id)) {
    return fail(ErrorKind::usage, fmt::format("opinion {} exists already", csx::quoted(*options.id)),
                {"give another id, or leave --id out"});
  }
  return *options.id;
}

Result<int> run(const OpinionAddOptions& options, Context& context) {
  if (trim(options.text.value_or("")).empty()) {
    return fail(ErrorKind::usage, "an opinion says something: TEXT is empty");
  }
  ValueReader reader(context);
  const model::Type* text_type = model::type_of<model::Opinion>.find("text")->type;
  const Result<Value> text = reader.read(text_type, options.text.value_or(""), "TEXT");
  if (!text) {
    return fail(text.error());
  }
  if (trim(text->text).empty()) {
    return fail(ErrorKind::usage, fmt::format("{} says nothing", csx::quoted(*options.text)));
  }
  if (Status known = check_section(options.section); !known) {
    return fail(std::move(known.error()));
  }
  Result<std::unique_ptr<Writing>> begun = Writing::begin(context, options.write);
  if (!begun) {
    return fail(std::move(begun.error()));
  }
  Writing& writing = **begun;
  const Result<NamedAgreement> named =
      find_agreement(writing.data(), options.agreement, BareId::latest, writing.session().today);
  const Result<std::string> author = author_of(context, writing, options);
  if (!named || !author) {
    return fail(named ? author.error() : named.error());
  }
  const Result<std::string> id = id_of(options, writing, *author, text->text);
  if (!id) {
    return fail(id.error());
  }
  Value record = Value::mapping({{"kind", Value::string("opinion")},
                                 {"id", Value::string(*id)},
                                 {"agreement", Value::string(named->version->id.value)}});
  if (options.section) {
    record.entries.emplace_back("section", Value::string(*options.section));
  }
  record.entries.emplace_back("author", Value::string(*author));
  record.entries.emplace_back("date", Value::string(writing.when_on().to_string()));
  record.entries.emplace_back("text", Value::string(std::string(trim(text->text))));
  record.entries.emplace_back("status", Value::string("open"));
  const model::Kind& kind = model::kind_of<model::Opinion>();
  const std::string path = path_of_new(kind, *id);
  const Result<std::optional<std::string>> there = writing.text(path);
  if (!there) {
    return fail(there.error());
  }
  if (*there) {
    return fail(ErrorKind::usage,
                fmt::format("{} exists already and holds something else", quoted_path(path)),
                {"give another id with --id"});
  }
  writing.put(path, text_of_new(kind, record, Teach::no));
  return writing.finish(fmt::format("opinion add {}", *id));
}

constexpr std::array<Example, 3> k_opinion_add_examples{
    {{"csx opinion add sales-cs 'Rework waits for days; it should have a clock of its own' --section "
      "commitments",
      "your own, dated today"},
     {"csx opinion add cs-support @mail.txt --by elisa --when 2026-08-19", "somebody's, from a mail"},
     {"csx opinion add sales-cs - < note.txt", "a longer one"}}};

}  // namespace

const Command k_opinion_add{.name = "opinion add",
                            .group = Group::change,
                            .summary = "note somebody's opinion on an agreement",
                            .effect = Effect::writes,
                            .about =
                                "Anybody may comment on an agreement. The opinion is open until it is "
                                "answered, and is on the agenda of the "
                                "next review.",
                            .formats = write_formats(),
                            .examples = k_opinion_add_examples,
                            .exit_one = "the opinion would add errors; nothing is written",
                            .prepare = prepare<OpinionAddOptions, declare, run>};

}  // namespace csx::cli
