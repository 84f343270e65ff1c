#include "../history_of.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>

#include "../history_report.hpp"
#include "csx/base/text.hpp"
#include "csx/model/person.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

constexpr std::array<std::string_view, 4> k_history_formats{"text", "json", "csv", "markdown"};

struct HistoryOptions {
  std::optional<std::string> ref;
  std::vector<std::string> fields;
  std::optional<std::string> since;
  std::optional<std::string> until;
  std::optional<std::string> by;
  std::optional<std::string> limit;
};

void declare(HistoryOptions& options, Options& out) {
  out.push_back(
      {.names = "REF",
       .value = {},
       .doc = "kind/id, a unique id or a part, with `.field` or `#/pointer` behind it for one field; all "
              "records unless given",
       .into = &options.ref,
       .completes = Completes::record,
       .place = Option::Place::argument});
  out.push_back({.names = "--field",
                 .value = "FIELD",
                 .doc = "only this field and what is below it: owners.csm; may be repeated",
                 .into = &options.fields,
                 .completes = Completes::field});
  out.push_back({.names = "--since",
                 .value = "WHEN",
                 .doc = "only commits from this date or instant on, by the author's clock",
                 .into = &options.since});
  out.push_back({.names = "--until",
                 .value = "WHEN",
                 .doc = "only commits up to this date, its end included, or instant",
                 .into = &options.until});
  out.push_back({.names = "--by",
                 .value = "WHO",
                 .doc = "only commits of this author: a part of name or e-mail, or the id of a person",
                 .into = &options.by});
  out.push_back({.names = "--limit",
                 .value = "N",
                 .doc = "at most so many commits, the newest",
                 .into = &options.limit});
}

Result<std::optional<std::size_t>> parse_limit(const std::optional<std::string>& text) {
  if (!text) {
    return std::optional<std::size_t>();
  }
  std::size_t limit = 0;
  const char* end = text->data() + text->size();
  const auto [stop, wrong] = std::from_chars(text->data(), end, limit);
  if (wrong != std::errc() || stop != end || limit == 0) {
    return fail(ErrorKind::usage, fmt::format("--limit {} is no number of commits", csx::quoted(*text)),
                {"give a whole number from 1 on"});
  }
  return std::optional(limit);
}

enum class Edge : unsigned char { start, end };

Result<std::optional<time::Instant>> parse_edge(const std::optional<std::string>& text,
                                                std::string_view option, Edge edge, const time::Zone& zone) {
  if (!text) {
    return std::optional<time::Instant>();
  }
  const time::Parsed<time::Timestamp> parsed = time::Timestamp::parse(*text);
  if (!parsed) {
    return fail(ErrorKind::usage,
                fmt::format("{} {} is no instant: {}", option, csx::quoted(*text), parsed.error()),
                {"give a date such as 2026-10-31 or an instant such as 2026-10-31T17:00:00-03:00"});
  }
  const bool whole_day = parsed->precision == time::Timestamp::Precision::date && edge == Edge::end;
  return std::optional(whole_day ? zone.end_of(parsed->date()) : zone.resolve(*parsed));
}

/// Whose commits are asked for: by the e-mail of a person of the folder, else by part of what an author calls
/// himself.
std::function<bool(const git::LoggedCommit&)> author_test(const std::string& who,
                                                          const store::Dataset& data) {
  if (const auto* person = data.get<model::Person>(who)) {
    const std::string mail = to_lower_ascii(person->email ? person->email->value : std::string());
    return [mail, name = person->name](const git::LoggedCommit& commit) {
      return mail.empty() ? commit.author_name == name : to_lower_ascii(commit.author_email) == mail;
    };
  }
  return [wanted = to_lower_ascii(who)](const git::LoggedCommit& commit) {
    return to_lower_ascii(commit.commit.author).find(wanted) != std::string::npos;
  };
}

Result<HistoryQuery> query_of(const HistoryOptions& options, const Session& session, FieldFilter fields) {
  const auto limit = parse_limit(options.limit);
  if (!limit) {
    return fail(limit.error());
  }
  const time::Zone& zone = session.data.zone();
  const auto since = parse_edge(options.since, "--since", Edge::start, zone);
  const auto until = parse_edge(options.until, "--until", Edge::end, zone);
  if (!since || !until) {
    return fail(since ? until.error() : since.error());
  }
  HistoryQuery query{std::move(fields), {}, *limit};
  const auto by = options.by ? author_test(*options.by, session.data) : nullptr;
  query.wanted = [since = *since, until = *until, by](const git::LoggedCommit& commit) {
    return (!since || commit.authored_at >= *since) && (!until || commit.authored_at <= *until) &&
           (!by || by(commit));
  };
  return query;
}

/// What the command line asks for.
struct AskedHistory {
  std::optional<HistoryTarget> record;
  FieldFilter fields;
  std::optional<Error> doubt;  ///< what is wrong with a field's name, if nothing is found under it
};

Result<AskedHistory> asked_for(const HistoryOptions& options, const Session& session) {
  AskedHistory asked;
  if (options.ref) {
    Result<HistoryTarget> found = find_history_target(session, *options.ref, options.fields);
    if (!found) {
      return fail(std::move(found.error()));
    }
    asked.fields = found->fields;
    asked.doubt = found->doubt;
    asked.record = std::move(*found);
    return asked;
  }
  for (const std::string& field : options.fields) {
    asked.fields.add(field);
    asked.doubt = doubt_about(field);
  }
  return asked;
}

/// Uncommitted changes are nobody's yet: they are left out where an author or an end is asked for.
WorkingFiles working_files(const HistoryOptions& options, const Context& context) {
  if (context.globals().at) {
    return WorkingFiles::unrelated;
  }
  return options.by || options.until ? WorkingFiles::left_out : WorkingFiles::first;
}

void show(const FieldHistory& history, const AskedHistory& asked, const Session& session, Context& context) {
  HistoryView view{session.data.zone(), std::nullopt, HistoryView::Whole::by_field};
  if (asked.record) {
    view.ref = asked.record->name.text();
  }
  if (asked.fields.is_empty()) {
    view.whole = HistoryView::Whole::by_name;
  }
  const std::string_view format = context.format();
  if (format == "json") {
    Json cuts = Json::array();
    std::ranges::transform(history.cuts, std::back_inserter(cuts), &git::Oid::hex);
    Json data = {{"record", asked.record ? Json(asked.record->ref) : Json(nullptr)},
                 {"fields", asked.fields.names()},
                 {"entries", json_of(history.entries, view.zone)},
                 {"cut_at", std::move(cuts)}};
    context.out = report::to_text(report::envelope(header_of(context, session), std::move(data)));
  } else if (format == "csv") {
    context.out = report::csv_of(table_of(history.entries, view));
  } else if (format == "markdown") {
    context.out = report::markdown_of(table_of(history.entries, view));
  } else {
    context.out = text_of(history.entries, view, context.width(), context.color());
  }
  if (history.entries.empty() && format != "json") {
    context.note("nothing changed");
  }
  if (!history.cuts.empty()) {
    context.note(
        fmt::format("history is cut at {}: this clone is shallow", history.cuts.front().hex.substr(0, 10)));
    context.note("hint: run `git fetch --unshallow`; in CI, set fetch-depth: 0");
  }
}

Result<int> run(const HistoryOptions& options, Context& context) {
  const auto opened = open_for_history(context, options.ref, options.by ? Reach::whole : Reach::as_needed);
  if (!opened) {
    return fail(opened.error());
  }
  const Session& session = **opened;
  const Result<AskedHistory> asked = asked_for(options, session);
  if (!asked) {
    return fail(asked.error());
  }
  const Result<HistoryQuery> query = query_of(options, session, asked->fields);
  if (!query) {
    return fail(query.error());
  }
  const Result<Past> past = open_past(context, session);
  if (!past) {
    return fail(past.error());
  }
  PastFiles files(past->repository);
  const PastFolder folder{past->repository, past->history, past->prefix, files};
  const Result<FieldHistory> history =
      history_of(folder, session, past->tip, asked->record, *query, working_files(options, context));
  if (!history) {
    return fail(history.error());
  }
  if (history->entries.empty() && asked->doubt) {
    return fail(*asked->doubt);
  }
  show(*history, *asked, session, context);
  return 0;
}

constexpr std::array<Example, 6> k_history_examples{
    {{"csx history padaria-aurora", "what was changed in an account, when and by whom"},
     {"csx history padaria-aurora.owners.csm", "who was its CSM when, and who said so"},
     {"csx history account/padaria-aurora/promise/p1", "one promise, from when it was made"},
     {"csx history --since 2026-10-01 --until 2026-10-31 --format csv",
      "all that changed in a month, for a sheet"},
     {"csx history --by bruno --limit 10", "the last ten commits of a person"},
     {"csx history --field tier", "every change of a tier, whatever account it is of"}}};

}  // namespace

const Command k_history{.name = "history",
                        .group = Group::look,
                        .summary = "show which fields changed when, by whom and with which command",
                        .effect = Effect::reads,
                        .about =
                            "Told from git, newest commit first, by whatever means a change was made. A "
                            "record is followed through "
                            "moves of its file and through other ids. What is not committed yet comes first.",
                        .formats = k_history_formats,
                        .examples = k_history_examples,
                        .prepare = prepare<HistoryOptions, declare, run>};

}  // namespace csx::cli
