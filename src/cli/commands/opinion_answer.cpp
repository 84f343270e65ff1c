#include <array>

#include "../agreement_named.hpp"
#include "../refusal.hpp"
#include "../resolve.hpp"
#include "../value_text.hpp"
#include "../who.hpp"
#include "../writing.hpp"
#include "csx/base/text.hpp"
#include "csx/model/governance.hpp"
#include "csx/sla/agreement_standing.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

using model::OpinionStatus;
using yaml::Value;

struct AnswerOptions {
  std::optional<std::string> opinion;
  std::optional<std::string> text;
  std::optional<std::string> status;
  std::optional<std::string> adopted_in;
  std::optional<std::string> by;
  WriteOptions write;
};

constexpr std::array<std::string_view, 3> k_answers{"clarified", "adopted", "rejected"};

void declare(AnswerOptions& options, Options& out) {
  out.push_back({.names = "OPINION",
                 .value = {},
                 .doc = "id of the opinion",
                 .into = &options.opinion,
                 .completes = Completes::record,
                 .place = Option::Place::argument,
                 .need = Option::Need::required});
  out.push_back({.names = "TEXT",
                 .value = {},
                 .doc = "the answer; @FILE and - read it from a file and from standard input",
                 .into = &options.text,
                 .place = Option::Place::argument,
                 .need = Option::Need::required});
  out.push_back(
      {.names = "--status",
       .value = "STATUS",
       .doc = "what becomes of it: clarified (nothing changes), adopted (the agreement changes) or rejected",
       .into = &options.status,
       .choices = k_answers});
  out.push_back({.names = "--adopted-in",
                 .value = "VERSION",
                 .doc = "version of the agreement that adopts it; the proposal that is pending unless given",
                 .into = &options.adopted_in});
  out.push_back({.names = "--by",
                 .value = "PERSON",
                 .doc = "who answers; the person with your e-mail address of git unless given",
                 .into = &options.by,
                 .completes = Completes::person});
  declare(options.write, out);
}

/// The version that adopts the opinion, as it is written.
Result<std::string> adopting_version(const AnswerOptions& options, const Writing& writing,
                                     const std::string& id) {
  if (options.adopted_in) {
    return *options.adopted_in;
  }
  const auto versions = sla::standings(writing.data(), id, writing.session().today);
  if (!versions.empty() && versions.back().standing == sla::Standing::proposal) {
    return std::to_string(versions.back().version().version);
  }
  return fail(
      ErrorKind::usage,
      fmt::format(
          "no version of {} is proposed, so nothing can adopt the opinion yet: --adopted-in is missing", id),
      {fmt::format("begin the next version: csx agreement release {} --from DATE --why TEXT --because {}", id,
                   *options.opinion),
       "or name the version that adopts it with --adopted-in"});
}

Status check(const AnswerOptions& options) {
  if (!options.status) {
    return fail(ErrorKind::usage, "an answer says what becomes of the opinion: --status is missing",
                {"add --status clarified, adopted or rejected"});
  }
  if (options.adopted_in && *options.status != "adopted") {
    return fail(
        ErrorKind::usage,
        fmt::format("--adopted-in says which version adopts it, and the status is {}", *options.status),
        {"leave --adopted-in out, or write --status adopted"});
  }
  return {};
}

Result<std::string> answerer(const Context& context, const Writing& writing, const AnswerOptions& options) {
  if (options.by) {
    Status known = check_person(writing.data(), "--by", *options.by);
    return known ? Result<std::string>(*options.by) : fail(std::move(known.error()));
  }
  if (std::optional<std::string> person =
          person_at_keyboard(context, writing.session(), options.write.author)) {
    return std::move(*person);
  }
  return fail(ErrorKind::usage, "it is not known who answers: no person has your e-mail address of git",
              {"add --by PERSON; `csx list people` gives their ids"});
}

Result<const model::AnyRecord*> find_opinion(const store::Dataset& data, const std::string& ref) {
  const Result<Named> named = resolve(data, ref.find('/') == std::string::npos ? "opinion/" + ref : ref);
  if (!named) {
    return fail(named.error());
  }
  if (named->subject.kind != &model::kind_of<model::Opinion>()) {
    return fail(ErrorKind::usage, fmt::format("{} is no opinion", named->ref),
                {"run `csx opinion list` for their ids"});
  }
  return named->item.record;
}

Result<int> run(const AnswerOptions& options, Context& context) {
  if (Status fit = check(options); !fit) {
    return fail(std::move(fit.error()));
  }
  if (trim(options.text.value_or("")).empty()) {
    return fail(ErrorKind::usage, "who spoke up reads why: TEXT is empty");
  }
  ValueReader reader(context);
  const Result<Value> text =
      reader.read(model::type_of<model::Opinion>.find("text")->type, options.text.value_or(""), "TEXT");
  if (!text) {
    return fail(text.error());
  }
  if (trim(text->text).empty()) {
    return fail(ErrorKind::usage, fmt::format("{} says nothing", csx::quoted(*options.text)));
  }
  Result<std::unique_ptr<Writing>> begun = Writing::begin(context, options.write);
  if (!begun) {
    return fail(std::move(begun.error()));
  }
  Writing& writing = **begun;
  const Result<const model::AnyRecord*> record = find_opinion(writing.data(), *options.opinion);
  const Result<std::string> by = answerer(context, writing, options);
  if (!record || !by) {
    return fail(record ? by.error() : record.error());
  }
  const auto& opinion = (*record)->as<model::Opinion>();
  if (opinion.status != OpinionStatus::open && !options.write.force) {
    return refuse(context, writing.session(),
                  {fmt::format("the opinion is answered already: {}", word(opinion.status)),
                   {fmt::format("correct the answer with `csx set {} answer=TEXT`", (*record)->reference())},
                   {}});
  }
  std::vector<yaml::Edit> edits{
      {.pointer = "/status", .value = Value::string(*options.status), .after = {"text"}},
      {.pointer = "/answer", .value = Value::string(std::string(trim(text->text))), .after = {"status"}},
      {.pointer = "/answered_by", .value = Value::string(*by), .after = {"answer"}}};
  if (*options.status == "adopted") {
    const Result<std::string> version = adopting_version(options, writing, opinion.agreement.value);
    if (!version) {
      return fail(version.error());
    }
    edits.push_back({.pointer = "/adopted_in", .value = Value::number(*version), .after = {"answered_by"}});
  }
  if (Status edited = writing.edit(**record, std::move(edits)); !edited) {
    return fail(std::move(edited.error()));
  }
  return writing.finish(fmt::format("opinion answer {}", opinion.id.value));
}

constexpr std::array<Example, 3> k_opinion_answer_examples{
    {{"csx opinion answer 2026-08-19-elisa-roles 'It stands under roles already' --status clarified",
      "nothing changes"},
     {"csx opinion answer 2026-05-20-thiago-rework 'Rework gets a clock' --status adopted",
      "the proposal that is pending adopts it"},
     {"csx opinion answer 2026-09-12-fabiana-deadline @answer.txt --status rejected --by ana",
      "for somebody, from a file"}}};

}  // namespace

const Command k_opinion_answer{.name = "opinion answer",
                               .group = Group::change,
                               .summary = "answer an opinion and say what becomes of it",
                               .effect = Effect::writes,
                               .about =
                                   "Writes the answer, who gave it and the status. An adopted opinion names "
                                   "the version that adopts it: the "
                                   "proposal that is pending, unless another is named.",
                               .formats = write_formats(),
                               .examples = k_opinion_answer_examples,
                               .exit_one = "the opinion is answered already, or the change would add errors",
                               .prepare = prepare<AnswerOptions, declare, run>};

}  // namespace csx::cli
