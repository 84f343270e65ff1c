#include "calendar_choice.hpp"

#include "csx/base/text.hpp"
#include "csx/model/calendar.hpp"
#include "csx/model/read.hpp"
#include "csx/sla/calendars.hpp"
#include "csx/store/locate.hpp"
#include "csx/yaml/tree.hpp"
#include "files.hpp"

#include <algorithm>

namespace csx::cli {
namespace {

constexpr std::string_view k_file_hint = "or give a calendar's own file: --calendar FILE.yaml";

/// `calendar/br`, as a REF is written.
std::string_view without_kind(std::string_view word) {
  for (const std::string_view kind : {"calendar/", "calendars/"}) {
    if (word.starts_with(kind)) {
      return word.substr(kind.size());
    }
  }
  return word;
}

bool is_file(std::string_view word) {
  return word.ends_with(".yaml") || word.ends_with(".yml") || without_kind(word).find('/') != word.npos;
}

/// A deadline from a calendar of which a part could not be read would be wrong without saying so.
tl::unexpected<Error> broken(std::string_view name, const store::FileTree& tree,
                             std::vector<Diagnostic> findings, std::string hint) {
  constexpr std::size_t k_most = 3;
  Error error{
      ErrorKind::io, fmt::format("the calendar {} has errors", csx::quoted(name)), {std::move(hint)}, {}};
  for (const Finding& finding : store::locate(tree, std::move(findings))) {
    if (error.causes.size() == k_most) {
      break;
    }
    const Location& at = finding.location;
    error.causes.push_back(fmt::format("{}{}: {} [{}]", escape_controls(at.file),
                                       at.begin ? fmt::format(":{}", at.begin->line) : std::string(),
                                       finding.diagnostic.message, finding.diagnostic.rule));
  }
  return fail(std::move(error));
}

bool is_no_error(const Diagnostic& finding) {
  return finding.severity != Severity::error;
}

Result<time::BusinessCalendar> ready(const model::AnyRecord& record, std::string_view name) {
  auto hours = sla::calendar_of(record.as<model::Calendar>());
  if (!hours) {
    return fail(
        ErrorKind::usage,
        fmt::format("nothing can be counted in the calendar {}: {}", csx::quoted(name), hours.error()),
        {"give it `hours:` with windows, such as `mon: [\"09:00-18:00\"]`"});
  }
  return *std::move(hours);
}

// ---- from a file ----

/// The one record of a file, with what is wrong in the file.
struct FileOfOne {
  std::optional<model::AnyRecord> record;
  std::size_t records = 0;
  std::vector<Diagnostic> findings;
};

FileOfOne read_one(std::string_view text, const std::string& name) {
  FileOfOne file;
  const yaml::Stream stream = yaml::read(text);
  for (const yaml::Problem& problem : stream.problems) {
    Diagnostic& finding = file.findings.emplace_back();
    finding.rule = std::string(problem.rule);
    finding.severity = problem.severity;
    finding.message = problem.message;
    finding.place = {name, problem.document, problem.pointer, Aspect::value, problem.span};
  }
  std::uint32_t number = 0;
  for (const yaml::Document& document : stream.documents) {
    const model::Source source{.document = number++};
    if (!document.empty) {
      ++file.records;
      file.record = model::read_record(document, name, source, file.findings);
    }
  }
  std::erase_if(file.findings, is_no_error);
  return file;
}

Result<ChosenCalendar> from_file(const Context& context, const std::string& name) {
  if (context.globals().at) {
    return fail(
        ErrorKind::usage,
        fmt::format("--at names a revision, the calendar {} is a file of the disk", csx::quoted(name)),
        {"give --calendar the id of a calendar of that revision, or leave --at out"});
  }
  Result<std::optional<std::string>> text = read_file(context.absolute(name));
  if (!text) {
    return fail(std::move(text.error()));
  }
  if (!*text) {
    return fail(ErrorKind::usage, fmt::format("there is no file {}", csx::quoted_path(name)),
                {"without a slash or .yaml, --calendar takes the id of a calendar of the data folder"});
  }
  const FileOfOne file = read_one(**text, name);
  if (!file.findings.empty()) {
    const auto tree = store::memory_tree({{name, std::move(**text)}});
    return broken(name, *tree, file.findings, "`csx explain calendar` shows what a calendar holds");
  }
  if (file.records != 1 || !file.record || &file.record->kind() != &model::kind_of<model::Calendar>()) {
    return fail(
        ErrorKind::usage,
        fmt::format("{} is no calendar's file: it holds {}, expected one of kind: calendar",
                    csx::quoted_path(name),
                    file.records == 1 && file.record ? fmt::format("kind: {}", file.record->kind().name)
                                                     : counted(file.records, "record")));
  }
  Result<time::BusinessCalendar> hours = ready(*file.record, name);
  if (!hours) {
    return fail(std::move(hours.error()));
  }
  const Result<time::Instant> as_of = instant_in(context, hours->zone());
  if (!as_of) {
    return fail(as_of.error());
  }
  return ChosenCalendar{name, *std::move(hours), *as_of, nullptr};
}

// ---- from the data folder ----

/// Where csx itself writes the calendar of an id.
std::string usual_file(std::string_view id) {
  constexpr std::string_view k_id = "{id}";
  std::string path(model::kind_of<model::Calendar>().layout);
  return path.replace(path.find(k_id), k_id.size(), id);
}

const model::AnyRecord* find(const Session& session, std::string_view id) {
  return session.data.find(model::kind_of<model::Calendar>().name, id);
}

enum class NamedBy : unsigned char { user, workspace };

tl::unexpected<Error> unknown(std::string_view id, NamedBy named_by, const Session& session) {
  const auto ids = session.data.ids(model::kind_of<model::Calendar>().name);
  constexpr std::size_t k_most = 8;
  std::vector<std::string> hints;
  if (!ids.empty() && ids.size() <= k_most) {
    hints.push_back(fmt::format("the calendars of the folder: {}", fmt::join(ids, ", ")));
  } else if (!ids.empty()) {
    hints.emplace_back("run `csx list calendars` for those that there are");
  }
  hints.emplace_back(k_file_hint);
  return fail(
      ErrorKind::usage,
      fmt::format("there is no calendar {}{}{}", csx::quoted(id),
                  named_by == NamedBy::workspace ? ", which csx.yaml names" : "", did_you_mean(id, ids)),
      std::move(hints));
}

Result<ChosenCalendar> from_session(const model::AnyRecord& record, std::shared_ptr<const Session> session) {
  const std::string name = record.identity();
  const std::string& file = session->data.file_of(record);
  std::vector<Diagnostic> findings = session->data.findings();
  std::erase_if(findings, [&](const Diagnostic& finding) {
    return is_no_error(finding) || finding.place.file != file ||
           finding.place.document != record.source().document;
  });
  if (!findings.empty() || !record.usable) {
    return broken(name, *session->tree, std::move(findings), fmt::format("run `csx check {}`", file));
  }
  Result<time::BusinessCalendar> hours = ready(record, name);
  if (!hours) {
    return fail(std::move(hours.error()));
  }
  const time::Instant as_of = session->as_of;
  return ChosenCalendar{name, *std::move(hours), as_of, std::move(session)};
}

Result<ChosenCalendar> from_folder(Context& context, std::optional<std::string> id) {
  const NamedBy named_by = id ? NamedBy::user : NamedBy::workspace;
  const auto wanted = [&](const model::Workspace& workspace) {
    if (!id && workspace.calendar) {
      id = workspace.calendar->value;
    }
    return id ? std::vector<std::string>{usual_file(*id)} : std::vector<std::string>();
  };
  auto opened = open_part(context, wanted);
  if (!opened) {
    Error error = std::move(opened.error());
    error.hints.emplace_back(k_file_hint);
    return fail(std::move(error));
  }
  if (!id) {
    return fail(ErrorKind::usage, "no calendar is given, and csx.yaml names none",
                {"give --calendar ID, or write `calendar: ID` in csx.yaml", std::string(k_file_hint)});
  }
  if (find(**opened, *id) == nullptr) {
    // It may stand in any other file.
    opened = open_session(context, Unread::left);
    if (!opened) {
      return fail(std::move(opened.error()));
    }
  }
  const model::AnyRecord* record = find(**opened, *id);
  return record != nullptr ? from_session(*record, *opened) : unknown(*id, named_by, **opened);
}

}  // namespace

Option calendar_option(std::optional<std::string>& into) {
  return {.names = "--calendar",
          .value = "ID",
          .doc =
              "the calendar to count in: its id, or a file that holds one (FILE.yaml); the workspace's "
              "unless given",
          .into = &into,
          .completes = Completes::calendar};
}

Result<ChosenCalendar> choose_calendar(Context& context, const std::optional<std::string>& wanted) {
  if (!wanted) {
    return from_folder(context, std::nullopt);
  }
  return is_file(*wanted) ? from_file(context, *wanted)
                          : from_folder(context, std::string(without_kind(*wanted)));
}

report::Header header_of(const Context& context, const ChosenCalendar& calendar) {
  if (calendar.session != nullptr) {
    return header_of(context, *calendar.session);
  }
  report::Header header = header_of(context);
  header.as_of = calendar.hours.zone().format(calendar.as_of);
  return header;
}

}  // namespace csx::cli
