#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "../clock_rows.hpp"
#include "../handoff_move.hpp"
#include "../who.hpp"
#include "../writing.hpp"
#include "csx/base/text.hpp"
#include "csx/model/walk.hpp"
#include "csx/sla/people.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

using sla::Clock;

struct ExcludeOptions {
  std::optional<std::string> subject;
  std::optional<std::string> commitment;
  std::optional<std::string> instance;
  std::optional<std::string> why;
  std::optional<std::string> by;
  std::optional<std::string> approved_by;
  std::optional<std::string> from;
  std::optional<std::string> until;
  WriteOptions write;
};

void declare_exclude(ExcludeOptions& options, Options& out) {
  out.push_back({.names = "SUBJECT",
                 .value = {},
                 .doc = "handoff/id, account/id, ticket/id and so on, or a unique id",
                 .into = &options.subject,
                 .completes = Completes::record,
                 .place = Option::Place::argument,
                 .need = Option::Need::required});
  out.push_back({.names = "COMMITMENT",
                 .value = {},
                 .doc = "agreement/id, or an id that only one agreement has",
                 .into = &options.commitment,
                 .place = Option::Place::argument,
                 .need = Option::Need::required});
  out.push_back({.names = "INSTANCE",
                 .value = {},
                 .doc = "number of the instance where there are several; the latest unless given",
                 .into = &options.instance,
                 .place = Option::Place::argument});
  out.push_back({.names = "--why", .value = "TEXT", .doc = "why it shall not count", .into = &options.why});
  out.push_back({.names = "--by",
                 .value = "PERSON",
                 .doc =
                     "who asks for it; the person with your e-mail address of git unless given, else who is "
                     "responsible for the clock",
                 .into = &options.by,
                 .completes = Completes::person});
  out.push_back({.names = "--approved-by",
                 .value = "PERSON",
                 .doc = "who agrees, of the other party; without it the exclusion waits and the clock counts",
                 .into = &options.approved_by,
                 .completes = Completes::person});
  out.push_back({.names = "--from",
                 .value = "DATE",
                 .doc = "first day whose deadlines it takes out; the day of --when unless given",
                 .into = &options.from});
  out.push_back({.names = "--until",
                 .value = "DATE",
                 .doc = "last such day; of a clock that comes again the day of this deadline unless given",
                 .into = &options.until});
  declare(options.write, out);
}

Result<std::optional<time::Date>> date_of(const std::optional<std::string>& text, std::string_view option) {
  if (!text) {
    return std::nullopt;
  }
  const auto date = time::Date::parse(*text);
  if (!date) {
    return fail(ErrorKind::usage,
                fmt::format("{} {} is no date: {}", option, csx::quoted(*text), date.error()),
                {"write it as 2026-11-20"});
  }
  return *date;
}

/// The exclusion that is asked for, understood.
struct AskedExclusion {
  const Clock* clock = nullptr;
  std::string by;
  time::Date from;
  std::optional<time::Date> until;
  const model::Exclusion* waiting = nullptr;  ///< one of the same commitment that lacks approval
};

const model::Exclusion* waiting_of(const Clock& clock) {
  const auto& all = clock.subject.exclusions();
  const auto found = std::ranges::find_if(all, [&](const model::Exclusion& each) {
    return !each.approved_by && each.commitment.agreement == clock.version().id.value &&
           each.commitment.commitment == clock.commitment->id.value;
  });
  return found == all.end() ? nullptr : &*found;
}

bool comes_again(const Clock& clock) {
  return clock.commitment->clock->every.has_value() || clock.instance > 1;
}

/// What both have to do with the agreement.
std::optional<Refusal> refuse_parties(const store::Dataset& data, const ExcludeOptions& options,
                                      const AskedExclusion& asked) {
  const auto& between = asked.clock->version().between;
  std::vector<std::string_view> parties;
  for (const model::Area& area : between) {
    parties.push_back(area.value);
  }
  if (!options.approved_by) {
    return std::nullopt;
  }
  const model::Area* asks = sla::area_of(data, asked.by, asked.from);
  const model::Area* agrees = sla::area_of(data, *options.approved_by, asked.from);
  if (agrees != nullptr && std::ranges::find(between, *agrees) == between.end()) {
    return Refusal{
        fmt::format("{} works in {}, which is no party of {}; the parties are {}", *options.approved_by,
                    agrees->value, asked.clock->version().id.value, enumerate(parties, "and")),
        {"name somebody of the other party with --approved-by"},
        {}};
  }
  if (asks != nullptr && agrees != nullptr && *asks == *agrees) {
    return Refusal{fmt::format("{} and {} both work in {}: an exclusion is approved by the other party",
                               asked.by, *options.approved_by, asks->value),
                   {"name somebody of the other party with --approved-by, or who asked with --by"},
                   {}};
  }
  return std::nullopt;
}

std::optional<Refusal> refuse_clock(const sla::Clocks& clocks, const AskedExclusion& asked) {
  const Clock& clock = *asked.clock;
  const std::string name = fmt::format("{} of {}", clock.path(), clock.subject.ref());
  if (clock.state == sla::ClockState::excluded) {
    return Refusal{fmt::format("{} is excluded already: {}", name,
                               clock.exclusion != nullptr ? clock.exclusion->why : reason_text(clock)),
                   {},
                   {}};
  }
  if (clock.state == sla::ClockState::met || clock.state == sla::ClockState::met_early) {
    return Refusal{fmt::format("{} was met, there is nothing to exclude", name), {}, {}};
  }
  if (clock.deadline && clocks.zone.date_of(*clock.deadline) < asked.from) {
    const std::string due = clocks.zone.date_of(*clock.deadline).to_string();
    return Refusal{fmt::format("the deadline of {} was on {}; an exclusion from {} does not reach it", name,
                               due, asked.from.to_string()),
                   {fmt::format("if both parties agree in hindsight, add --from {}", due)},
                   {}};
  }
  if (asked.until && *asked.until < asked.from) {
    return Refusal{
        fmt::format("--until {} lies before --from {}", asked.until->to_string(), asked.from.to_string()),
        {"exchange them, or leave --until out"},
        {}};
  }
  return std::nullopt;
}

/// Where the subject's exclusions stand in its document.
std::string list_pointer(const Clock& clock) {
  const sla::ClockSubject& subject = clock.subject;
  if (subject.entry == nullptr) {
    return "/exclusions";
  }
  return model::pointer_to(*subject.record, subject.entry, model::type_of<model::Entry>).value_or("") +
         "/exclusions";
}

/// The keys that the list stands behind where it is new.
std::vector<std::string> keys_before(const sla::ClockSubject& subject) {
  const model::Type& type = subject.entry != nullptr     ? model::type_of<model::Entry>
                            : subject.handoff != nullptr ? model::type_of<model::Handoff>
                                                         : model::type_of<model::Account>;
  std::vector<std::string> keys;
  for (const model::Row& row : type.rows) {
    if (row.key == "exclusions") {
      break;
    }
    keys.insert(keys.begin(), std::string(row.key));
  }
  return keys;
}

yaml::Edit edit_of(const ExcludeOptions& options, const AskedExclusion& asked) {
  const std::string list = list_pointer(*asked.clock);
  if (asked.waiting != nullptr && options.approved_by) {
    const auto index = static_cast<std::size_t>(asked.waiting - asked.clock->subject.exclusions().data());
    return {.action = yaml::Edit::Action::set,
            .pointer = fmt::format("{}/{}/approved_by", list, index),
            .value = yaml::Value::string(*options.approved_by),
            .after = {"by"}};
  }
  yaml::Value exclusion = yaml::Value::mapping({{"commitment", yaml::Value::string(asked.clock->path())},
                                                {"from", yaml::Value::string(asked.from.to_string())}});
  if (asked.until) {
    exclusion.entries.emplace_back("until", yaml::Value::string(asked.until->to_string()));
  }
  exclusion.entries.emplace_back("why", yaml::Value::string(std::string(trim(*options.why))));
  exclusion.entries.emplace_back("by", yaml::Value::string(asked.by));
  if (options.approved_by) {
    exclusion.entries.emplace_back("approved_by", yaml::Value::string(*options.approved_by));
  }
  return {.action = yaml::Edit::Action::append,
          .pointer = list,
          .value = std::move(exclusion),
          .after = keys_before(asked.clock->subject)};
}

Result<AskedExclusion> understand(const ExcludeOptions& options, Context& context, const Writing& writing,
                                  const Clock& clock) {
  AskedExclusion asked;
  asked.clock = &clock;
  const auto from = date_of(options.from, "--from");
  const auto until = date_of(options.until, "--until");
  if (!from || !until) {
    return fail(!from ? from.error() : until.error());
  }
  if (options.approved_by) {
    if (Status known = check_person(writing.data(), "--approved-by", *options.approved_by); !known) {
      return fail(std::move(known.error()));
    }
    // Whoever only agrees adds the approval to what was asked for before.
    asked.waiting = options.why ? nullptr : waiting_of(clock);
  }
  if (asked.waiting != nullptr) {
    asked.by = asked.waiting->by.value;
    asked.from = asked.waiting->from;
    asked.until = asked.waiting->until;
    return asked;
  }
  if (!options.why || trim(*options.why).empty()) {
    return fail(ErrorKind::usage, "an exclusion says why: --why is missing",
                {"add --why TEXT; without it only an exclusion that waits for approval can be approved"});
  }
  Result<std::string> by = actor_for(context, writing, options.by, options.write.author,
                                     clock.owner != nullptr ? std::optional(*clock.owner) : std::nullopt);
  if (!by) {
    return fail(std::move(by.error()));
  }
  asked.by = *std::move(by);
  asked.from = from->value_or(writing.when_on());
  asked.until = *until;
  if (!asked.until && comes_again(clock) && clock.deadline) {
    asked.until = writing.data().zone().date_of(*clock.deadline);
  }
  return asked;
}

Result<int> run(const ExcludeOptions& options, Context& context) {
  Result<std::unique_ptr<Writing>> begun = Writing::begin(context, options.write);
  if (!begun) {
    return fail(std::move(begun.error()));
  }
  Writing& writing = **begun;
  const Result<SubjectClocks> subject = clocks_of(writing.session(), *options.subject);
  if (!subject) {
    return fail(subject.error());
  }
  const Result<const Clock*> clock = find_clock(*subject, *options.commitment, options.instance);
  if (!clock) {
    return fail(clock.error());
  }
  const Result<AskedExclusion> asked = understand(options, context, writing, **clock);
  if (!asked) {
    return fail(asked.error());
  }
  if (!options.write.force) {
    if (const auto refusal = refuse_clock(subject->clocks, *asked)) {
      return refuse(context, writing.session(), *refusal);
    }
    if (const auto refusal = refuse_parties(writing.data(), options, *asked)) {
      return refuse(context, writing.session(), *refusal);
    }
  }
  if (Status edited = writing.edit(*(*clock)->subject.record, {edit_of(options, *asked)}); !edited) {
    return fail(std::move(edited.error()));
  }
  if (!options.approved_by) {
    context.note("not approved yet: the clock counts until the other party agrees (--approved-by)");
  }
  return writing.finish(fmt::format("clock exclude {} {}", subject->ref, (*clock)->path()));
}

constexpr std::array<Example, 3> k_clock_exclude_examples{
    {{"csx clock exclude handoff/2026-03-padaria-aurora sales-cs/handoff-answered --why 'The system was "
      "down' --by bruno "
      "--approved-by ana",
      "both parties agree"},
     {"csx clock exclude ticket/tk-20586 resolution --why 'Waits for the vendor'",
      "asked for; the other party agrees later"},
     {"csx clock exclude ticket/tk-20586 resolution --approved-by bruno", "the other party agrees"}}};

}  // namespace

const Command k_clock_exclude{
    .name = "clock exclude",
    .group = Group::change,
    .summary = "take a clock out of the count, with the other party's approval",
    .effect = Effect::writes,
    .about =
        "The exclusion stands in the record that the clock is about, for everybody to see, and counts once "
        "somebody of the "
        "other party has approved it. It holds for deadlines from its first day on: a deadline already "
        "missed stays missed "
        "unless --from says that both agree in hindsight.",
    .formats = write_formats(),
    .examples = k_clock_exclude_examples,
    .exit_one =
        "the clock was met or is excluded already, both persons are of one party, or it would add errors",
    .prepare = prepare<ExcludeOptions, declare_exclude, run>};

}  // namespace csx::cli
