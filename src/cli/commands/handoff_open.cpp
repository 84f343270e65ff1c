#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "../handoff_draft.hpp"
#include "../handoff_move.hpp"
#include "../language.hpp"
#include "../make_id.hpp"
#include "../resolve.hpp"
#include "../who.hpp"
#include "csx/base/text.hpp"
#include "csx/sla/in_force.hpp"
#include "csx/sla/submission.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

constexpr std::size_t k_type_count = model::Words<model::HandoffType>::words.size();

constexpr std::array<std::string_view, k_type_count> types() {
  std::array<std::string_view, k_type_count> words;
  for (std::size_t i = 0; i < k_type_count; ++i) {
    words[i] = model::Words<model::HandoffType>::words[i].word;
  }
  return words;
}
constexpr std::array k_type_words = types();

struct OpenOptions {
  std::optional<std::string> account;
  std::optional<std::string> type;
  std::optional<std::string> id;
  std::optional<std::string> from;
  std::optional<std::string> to;
  std::optional<std::string> by;
  std::vector<std::string> subscriptions;
  WriteOptions write;
};

void declare_open(OpenOptions& options, Options& out) {
  out.push_back({.names = "ACCOUNT",
                 .value = {},
                 .doc = "the account handed over",
                 .into = &options.account,
                 .completes = Completes::account,
                 .place = Option::Place::argument,
                 .need = Option::Need::required});
  out.push_back({.names = "--type",
                 .value = "TYPE",
                 .doc = "sales-to-cs, marketing-to-sales, onboarding-to-ongoing, csm-to-csm or cs-to-support",
                 .into = &options.type,
                 .choices = k_type_words});
  out.push_back({.names = "--id",
                 .value = "ID",
                 .doc = "its id; the month and the account, such as 2026-03-padaria-aurora, unless given",
                 .into = &options.id});
  out.push_back({.names = "--from",
                 .value = "PERSON",
                 .doc = "who hands over; the account's owner of that area unless given",
                 .into = &options.from,
                 .completes = Completes::person});
  out.push_back({.names = "--to",
                 .value = "PERSON",
                 .doc = "who receives; the account's owner of that area unless given",
                 .into = &options.to,
                 .completes = Completes::person});
  out.push_back(
      {.names = "--subscription",
       .value = "ID",
       .doc = "what was signed; may be repeated; after a sale what no other handoff is for unless given",
       .into = &options.subscriptions});
  out.push_back(
      {.names = "--by",
       .value = "PERSON",
       .doc = "who opens it; the person with your e-mail address of git unless given, else the giver",
       .into = &options.by,
       .completes = Completes::person});
  declare(options.write, out);
}

model::HandoffType type_of_word(std::string_view word) {
  const auto at = std::ranges::find(k_type_words, word) - k_type_words.begin();
  return static_cast<model::HandoffType>(at);
}

Result<const model::Account*> account_named(const store::Dataset& data, const std::string& ref) {
  const std::string whole = ref.find('/') == ref.npos ? "account/" + ref : ref;
  const Result<Named> named = resolve(data, whole);
  if (!named) {
    return fail(named.error());
  }
  if (named->subject.kind != &model::kind_of<model::Account>()) {
    return fail(ErrorKind::usage, fmt::format("{} is no account", named->ref),
                {"run `csx list accounts` for their ids"});
  }
  return &named->item.record->as<model::Account>();
}

/// The id as asked for, or one that is free. *Errors*: usage.
Result<std::string> id_of(const OpenOptions& options, const store::Dataset& data,
                          const model::Account& account, model::HandoffType type, time::Date day) {
  if (!options.id) {
    return id_for(data, account, type, day);
  }
  if (const std::string fault = fault_of_id(*options.id); !fault.empty()) {
    return fail(ErrorKind::usage, fmt::format("--id {} is no id: {}", csx::quoted(*options.id), fault));
  }
  if (const model::AnyRecord* other = data.find("handoff", *options.id)) {
    return fail(ErrorKind::usage,
                fmt::format("handoff/{} exists already, in {}", *options.id, data.file_of(*other)),
                {"choose another --id, or leave it out"});
  }
  return *options.id;
}

std::string path_of(const model::Handoff& handoff) {
  std::string path(model::kind_of<model::Handoff>().layout);
  const auto fill = [&](std::string_view place, const std::string& value) {
    path.replace(path.find(place), place.size(), value);
  };
  fill("{account}", handoff.account.value);
  fill("{id}", handoff.id.value);
  return path;
}

/// Beside it another one of the type goes on for the same: allowed, and mostly a mistake.
void say_others(Context& context, const Session& session, const model::Handoff& handoff) {
  for (const model::AnyRecord* record : session.data.handoffs_of(handoff.account.value)) {
    const auto& other = record->as<model::Handoff>();
    const bool apart = !handoff.subscriptions.empty() && !other.subscriptions.empty() &&
                       std::ranges::none_of(handoff.subscriptions, [&](const auto& each) {
                         return std::ranges::any_of(other.subscriptions,
                                                    [&](const auto& its) { return its.value == each.value; });
                       });
    if (other.type == handoff.type && sla::is_open(sla::state_of(other)) && !apart) {
      context.note(fmt::format("warning: {} is an open {} handoff of the account, too", record->reference(),
                               word(other.type)));
    }
  }
}

Status check_persons(const OpenOptions& options, const store::Dataset& data) {
  for (const auto& [option, person] : {std::pair("--from", options.from), std::pair("--to", options.to)}) {
    if (person) {
      if (Status known = check_person(data, option, *person); !known) {
        return known;
      }
    }
  }
  return {};
}

/// All but the timeline. *Errors*: usage.
Result<model::Handoff> handoff_of(const OpenOptions& options, const Writing& writing,
                                  const model::Account& account) {
  const store::Dataset& data = writing.data();
  const time::Date day = writing.when_on();
  model::Handoff handoff;
  handoff.account.value = account.id.value;
  handoff.type = type_of_word(*options.type);
  Result<std::string> id = id_of(options, data, account, handoff.type, day);
  if (!id) {
    return fail(std::move(id.error()));
  }
  handoff.id.value = std::move(*id);
  Result<Sides> sides = sides_for(data, account, handoff.type, options.from, options.to, day);
  if (!sides) {
    return fail(std::move(sides.error()));
  }
  handoff.from = std::move(sides->from);
  handoff.to = std::move(sides->to);
  const std::vector<std::string> ids = options.subscriptions.empty()
                                           ? subscriptions_for(data, account, handoff.type, day)
                                           : options.subscriptions;
  for (const std::string& subscription : ids) {
    handoff.subscriptions.push_back({subscription});
  }
  return handoff;
}

Result<int> open(const OpenOptions& options, Context& context, Writing& writing,
                 const model::Account& account) {
  const store::Dataset& data = writing.data();
  const Result<model::Handoff> handoff = handoff_of(options, writing, account);
  if (!handoff) {
    return fail(handoff.error());
  }
  const auto& giver = handoff->from.person;
  const Result<std::string> by = actor_for(context, writing, options.by, options.write.author,
                                           giver ? std::optional(giver->value) : std::nullopt);
  if (!by) {
    return fail(by.error());
  }
  const auto refusal = refuse_actor(data, *handoff, model::HandoffEvent::opened, *by, writing.when_on());
  if (refusal && !options.write.force) {
    return refuse(context, writing.session(), *refusal);
  }
  const std::string path = path_of(*handoff);
  const Result<std::optional<std::string>> there = writing.text(path);
  if (!there) {
    return fail(there.error());
  }
  if (*there) {
    return fail(ErrorKind::usage, fmt::format("{} exists already", path), {"choose another --id"});
  }
  say_others(context, writing.session(), *handoff);
  const Draft draft{*handoff,
                    account,
                    writing.when_text(),
                    *by,
                    sla::InForce(data).on(writing.when_on()),
                    writing.when_on(),
                    language_of(context, data.workspace())};
  if (sla::grade_for_all(draft.agreements, *handoff, &account, draft.day).rows.empty()) {
    context.note(fmt::format("no agreement in force on {} asks for information of this handoff",
                             draft.day.to_string()));
  }
  writing.put(path, draft_text(draft));
  Result<int> code = writing.finish(fmt::format("handoff open {}", handoff->id.value));
  if (code && *code == 0 && !options.write.dry_run) {
    context.note(
        fmt::format("fill in {}, then: csx handoff submit {} --include-dirty", path, handoff->id.value));
  }
  return code;
}

Result<int> run(const OpenOptions& options, Context& context) {
  if (!options.type) {
    return fail(ErrorKind::usage, "--type is missing: which handoff is to be opened",
                {fmt::format("give one of {}", fmt::join(k_type_words, ", "))});
  }
  Result<std::unique_ptr<Writing>> writing = Writing::begin(context, options.write);
  if (!writing) {
    return fail(std::move(writing.error()));
  }
  const store::Dataset& data = (*writing)->data();
  const Result<const model::Account*> account = account_named(data, *options.account);
  if (!account) {
    return fail(account.error());
  }
  if (Status known = check_persons(options, data); !known) {
    return fail(std::move(known.error()));
  }
  return open(options, context, **writing, **account);
}

constexpr std::array<Example, 3> k_handoff_open_examples{
    {{"csx handoff open padaria-aurora --type sales-to-cs", "after the sale, between the account's owners"},
     {"csx handoff open padaria-aurora --type csm-to-csm --to diego", "to another CSM"},
     {"csx handoff open padaria-aurora --type sales-to-cs --subscription s2 --when 2026-03-02T10:12:00-03:00",
      "for a second sale, opened earlier"}}};

}  // namespace

const Command k_handoff_open{
    .name = "handoff open",
    .group = Group::change,
    .summary = "begin the handoff of an account",
    .effect = Effect::writes,
    .about =
        "Makes the file of the handoff with its timeline, and an empty key for every field that the "
        "agreement in "
        "force requires for the type and the account, each with its question. Areas follow from the type, "
        "persons "
        "from the account's owners on that day.",
    .formats = write_formats(),
    .examples = k_handoff_open_examples,
    .exit_one = "the person does not belong to the side that opens, or the new handoff would add errors",
    .prepare = prepare<OpenOptions, declare_open, run>};

}  // namespace csx::cli
