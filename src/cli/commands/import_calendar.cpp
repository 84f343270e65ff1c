#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "../files.hpp"
#include "../holiday_merge.hpp"
#include "../make_id.hpp"
#include "../new_record.hpp"
#include "../writing.hpp"
#include "csx/base/text.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

using yaml::Value;

struct ImportCalendarOptions {
  std::optional<std::string> file;
  std::optional<std::string> calendar;
  std::optional<std::string> years;
  WriteOptions write;
};

void declare(ImportCalendarOptions& options, Options& out) {
  out.push_back({.names = "FILE",
                 .value = {},
                 .doc = "an iCalendar file (.ics)",
                 .into = &options.file,
                 .completes = Completes::file,
                 .place = Option::Place::argument,
                 .need = Option::Need::required});
  out.push_back(
      {.names = "--calendar",
       .value = "ID",
       .doc = "the calendar that gets the holidays, made when it is not there; the workspace's unless given",
       .into = &options.calendar,
       .completes = Completes::calendar});
  out.push_back(
      {.names = "--years",
       .value = "PERIOD",
       .doc = "only days in these years, such as 2026..2030; needed for events that return on no fixed date",
       .into = &options.years});
  declare(options.write, out);
}

Result<std::optional<time::Period>> period_of(const ImportCalendarOptions& options) {
  if (!options.years) {
    return std::optional<time::Period>();
  }
  const time::Parsed<time::Period> period = time::Period::parse(*options.years);
  if (!period) {
    return fail(ErrorKind::usage,
                fmt::format("--years {} is no period: {}", csx::quoted(*options.years), period.error()),
                {"give years such as 2026 or 2026..2030"});
  }
  return std::optional(*period);
}

Result<interop::ImportedHolidays> read_holidays(const Context& context,
                                                const ImportCalendarOptions& options) {
  const Result<std::optional<time::Period>> period = period_of(options);
  if (!period) {
    return fail(period.error());
  }
  const Result<std::optional<std::string>> text = read_file(context.absolute(*options.file));
  if (!text) {
    return fail(text.error());
  }
  if (!*text) {
    return fail(ErrorKind::usage, fmt::format("there is no file {}", csx::quoted_path(*options.file)));
  }
  Result<interop::ImportedHolidays> holidays = interop::holidays_of_ical(**text, *period);
  if (!holidays) {
    Error error = std::move(holidays.error());
    error.message = fmt::format("{}: {}", csx::quoted_path(*options.file), error.message);
    return fail(std::move(error));
  }
  return holidays;
}

Result<std::string> calendar_id(const ImportCalendarOptions& options, const store::Dataset& data) {
  constexpr std::string_view k_calendar_kind = "calendar/";
  const auto& usual = data.workspace().calendar;
  if (!options.calendar && !usual) {
    return fail(ErrorKind::usage,
                "csx.yaml names no calendar, so it is not known which one gets the holidays",
                {"name it with --calendar ID; one that is not there is made"});
  }
  std::string id = options.calendar.value_or(usual ? usual->value : std::string());
  if (id.starts_with(k_calendar_kind)) {
    id.erase(0, k_calendar_kind.size());
  }
  if (const std::string fault = fault_of_id(id); !fault.empty()) {
    return fail(ErrorKind::usage, fmt::format("--calendar {} is no id: {}", csx::quoted(id), fault),
                {"write a-z, 0-9 and hyphens, at most 64 characters"});
  }
  return id;
}

/// Adds the holidays to a calendar that is there.
Status add_holidays(Writing& writing, const model::AnyRecord& record, const HolidayMerge& merge) {
  std::vector<yaml::Edit> edits;
  for (const interop::ImportedHoliday& holiday : merge.added) {
    edits.push_back({.action = yaml::Edit::Action::append,
                     .pointer = "/holidays",
                     .value = value_of(holiday),
                     .after = {"hours", "timezone"}});
  }
  return edits.empty() ? Status() : writing.edit(record, std::move(edits));
}

/// Makes a calendar with zone and hours of the workspace's own.
Status make_calendar(Writing& writing, const std::string& id, const std::string& name,
                     const HolidayMerge& merge) {
  const store::Dataset& data = writing.data();
  const auto& usual = data.workspace().calendar;
  const model::AnyRecord* like = usual ? data.usable<model::Calendar>(usual->value) : nullptr;
  if (like == nullptr) {
    return fail(
        ErrorKind::usage,
        fmt::format("there is no calendar {}{}, and none of the workspace to take zone and hours from",
                    csx::quoted(id), did_you_mean(id, data.ids("calendar"))),
        {fmt::format("make it first: csx new calendar {} timezone=ZONE hours='{{mon: [\"09:00-18:00\"]}}'",
                     id)});
  }
  const Result<Value> pattern = writing.value(*like);
  if (!pattern) {
    return fail(pattern.error());
  }
  Value record = Value::mapping({{"kind", Value::string("calendar")}, {"id", Value::string(id)}});
  if (!name.empty()) {
    record.entries.emplace_back("name", Value::string(name));
  }
  for (const std::string_view key : {"timezone", "hours"}) {
    const auto entry = std::ranges::find(pattern->entries, key, &std::pair<std::string, Value>::first);
    if (entry != pattern->entries.end()) {
      record.entries.push_back(*entry);
    }
  }
  Value holidays = Value::sequence();
  std::ranges::transform(merge.added, std::back_inserter(holidays.items),
                         [](const interop::ImportedHoliday& each) { return value_of(each); });
  record.entries.emplace_back("holidays", std::move(holidays));
  const model::Kind& kind = model::kind_of<model::Calendar>();
  const std::string path = path_of_new(kind, id);
  const Result<std::optional<std::string>> there = writing.text(path);
  if (!there) {
    return fail(there.error());
  }
  if (*there) {
    return fail(ErrorKind::usage,
                fmt::format("{} exists already and holds something else", quoted_path(path)),
                {"give another id with --calendar"});
  }
  writing.put(path, text_of_new(kind, record, Teach::no));
  return {};
}

Json json_of(const interop::ImportedHolidays& read, const HolidayMerge& merge,
             const std::vector<interop::PassedOver>& passed_over) {
  Json list = Json::array();
  for (const interop::PassedOver& each : passed_over) {
    list.push_back({{"line", each.line}, {"name", each.name}, {"reason", each.reason}});
  }
  return {{"import",
           {{"days", read.days.size()},
            {"added", merge.added.size()},
            {"already_there", merge.already_there},
            {"outside", read.outside},
            {"passed_over", std::move(list)}}}};
}

void say(Context& context, const std::string& file, const interop::ImportedHolidays& read,
         const HolidayMerge& merge, const std::vector<interop::PassedOver>& passed_over) {
  for (const interop::PassedOver& each : passed_over) {
    context.note(fmt::format("{}:{}: passed over{}: {}", escape_controls(file), each.line,
                             each.name.empty() ? std::string() : fmt::format(" {}", csx::quoted(each.name)),
                             escape_controls(each.reason)));
  }
  std::string line =
      fmt::format("{} read: {} added", counted(read.days.size() + read.outside, "day"), merge.added.size());
  const auto count = [&line](std::size_t n, std::string_view what) {
    line += n > 0 ? fmt::format(", {} {}", n, what) : std::string();
  };
  count(merge.already_there, "closed already");
  count(merge.second_names.size(), "named twice");
  count(read.outside, "outside of the years");
  context.note(line);
}

Result<int> run(const ImportCalendarOptions& options, Context& context) {
  const Result<interop::ImportedHolidays> read = read_holidays(context, options);
  if (!read) {
    return fail(read.error());
  }
  Result<std::unique_ptr<Writing>> begun = Writing::begin(context, options.write);
  if (!begun) {
    return fail(std::move(begun.error()));
  }
  Writing& writing = **begun;
  const store::Dataset& data = writing.data();
  const Result<std::string> id = calendar_id(options, data);
  if (!id) {
    return fail(id.error());
  }
  const model::AnyRecord* record = data.find("calendar", *id);
  if (record != nullptr && !(record->usable && record->clean)) {
    return fail(ErrorKind::io, fmt::format("the calendar {} has errors", csx::quoted(*id)),
                {fmt::format("run `csx check {}` for what is wrong with it", data.file_of(*record))});
  }
  const HolidayMerge merge = merge_holidays(
      record != nullptr ? record->as<model::Calendar>().holidays : std::vector<model::Holiday>(), read->days);
  const Status done = record != nullptr ? add_holidays(writing, *record, merge)
                                        : make_calendar(writing, *id, read->calendar, merge);
  if (!done) {
    return fail(done.error());
  }
  std::vector<interop::PassedOver> passed_over = read->passed_over;
  passed_over.insert(passed_over.end(), merge.second_names.begin(), merge.second_names.end());
  std::ranges::stable_sort(passed_over, {}, &interop::PassedOver::line);
  say(context, *options.file, *read, merge, passed_over);
  writing.tell(std::make_shared<const Json>(json_of(*read, merge, passed_over)));
  return writing.finish(fmt::format("import calendar {}", *id));
}

constexpr std::array<Example, 3> k_import_calendar_examples{
    {{"csx import calendar feriados.ics", "into the workspace's calendar"},
     {"csx import calendar us-holidays.ics --calendar us --years 2026..2030",
      "into another one, with holidays such as the fourth Thursday of November counted out for these years"},
     {"csx import calendar feriados.ics --dry-run", "see what would be added, and what would not and why"}}};

}  // namespace

const Command k_import_calendar{
    .name = "import calendar",
    .group = Group::change,
    .summary = "bring holidays from an iCalendar file into a calendar",
    .effect = Effect::writes,
    .about =
        "Every event of whole days becomes a holiday: those that return every year on one date with "
        "`every:`, all "
        "others with their dates. What a calendar has already is left as it is, so that importing again adds "
        "only "
        "what is new. What is not imported is listed with its line and the reason.",
    .formats = write_formats(),
    .examples = k_import_calendar_examples,
    .exit_one = "the change would add errors; nothing is written",
    .prepare = prepare<ImportCalendarOptions, declare, run>};

}  // namespace csx::cli
